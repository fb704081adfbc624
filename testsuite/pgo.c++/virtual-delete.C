// What frees the object is called last by each destructor that "delete" calls, which
// jumps there: samples in it, and in what it jumps to, are no target's.
// { dg-do run }
// { dg-options "-O2 -fno-devirtualize-speculatively -Wno-missing-profile" }
// { dg-output "^ok\[\r\n\]*$" }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   1200 main:run _Z3runPP4Nodej:call _ZN5GlyphD0Ev
   60 main:run _Z3runPP4Nodej:call _ZN5SpaceD0Ev
   3000 main:run _Z3runPP4Nodej:call _ZdlPvm
   5000 main:run _Z3runPP4Nodej:call __libc_free
   */

static unsigned sum;

struct Node
{
  virtual ~Node ();
};

struct Glyph : Node
{
  ~Glyph () override;
};

struct Space : Node
{
  ~Space () override;
};

Node::~Node () {}

Glyph::~Glyph () // start: _ZN5GlyphD0Ev
{
  WORK (sum);
}

Space::~Space () // start: _ZN5SpaceD0Ev
{
  WORK (sum);
  sum++;
}

__attribute__ ((noinline)) void
run (Node **nodes, unsigned n) // start: _Z3runPP4Nodej
{
  for (unsigned i = 0; i < n; i++)
    delete nodes[i]; // @call // { dg-optimized "devirtualize call in _Z3runPP4Nodej to _ZN5GlyphD0Ev: " }
}

int
main () // start: main
{
  Node *nodes[100];
  for (unsigned i = 0; i < 100; i++)
    if (i % 20 == 0)
      nodes[i] = new Space;
    else
      nodes[i] = new Glyph;
  run (nodes, 100); // @run
  unsigned x = 0;
  for (unsigned i = 0; i < 100; i++)
    {
      WORK (x);
      x += i % 20 == 0;
    }
  puts (x == sum ? "ok" : "wrong");
  return 0;
}
