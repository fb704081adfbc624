// A method whose last deed is a virtual call jumps there, and leaves no frame: stacks
// have what it calls where it was called itself, which the type rules out.
// { dg-do run }
// { dg-options "-O2 -fno-devirtualize-speculatively" }
// { dg-output "^ok\[\r\n\]*$" }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   300 main:run _Z3runPP4NodeS0_j:call _ZN5Glyph4joinEP4Node
   9000 main:run _Z3runPP4NodeS0_j:call _ZN5Glyph5glyphEPS_
   200 main:run _Z3runPP4NodeS0_j:call _ZN4Node4joinEPS_
   */

struct Glyph;

struct Node
{
  unsigned value = 1;
  virtual unsigned join (Node *);
  virtual unsigned glyph (Glyph *);
  virtual ~Node () {}
};

struct Glyph : Node
{
  unsigned join (Node *) override;
  unsigned glyph (Glyph *) override;
};

unsigned
Node::join (Node *other) // start: _ZN4Node4joinEPS_
{
  unsigned x = other->value;
  WORK (x);
  return x;
}

unsigned
Node::glyph (Glyph *other)
{
  return other->value + 2;
}

unsigned
Glyph::join (Node *other) // start: _ZN5Glyph4joinEP4Node
{
  return other->glyph (this);
}

unsigned
Glyph::glyph (Glyph *other) // start: _ZN5Glyph5glyphEPS_
{
  unsigned x = value + other->value;
  WORK (x);
  return x;
}

__attribute__ ((noinline)) unsigned
run (Node **nodes, Node *other, unsigned n) // start: _Z3runPP4NodeS0_j
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += nodes[i % 20 == 0]->join (other); // @call // { dg-optimized "devirtualize call in _Z3runPP4NodeS0_j to _ZN5Glyph4joinEP4Node: weight 9500 samples" }
  return x;
}

int
main () // start: main
{
  Node node;
  Glyph glyph, other;
  Node *nodes[2] = { &glyph, &node };
  unsigned x = run (nodes, &other, 100); // @run
  unsigned y = 1;
  for (unsigned i = 0; i < 100; i++)
    y += i % 20 == 0 ? node.Node::join (&other) : other.Glyph::glyph (&glyph);
  puts (x == y ? "ok" : "wrong");
  return 0;
}

// { dg-final { scan-pgo "inline callee _ZN5Glyph4joinEP4Node into _Z3runPP4NodeS0_j: weight" } }
