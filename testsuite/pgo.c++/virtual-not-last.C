// A method whose call is not the last that it does leaves its frame: what the type rules
// out was not called by it.  The one that jumps there is not in the profile, so nothing
// is known of the call.
// { dg-do compile }
// { dg-options "-O2 -fno-devirtualize-speculatively" }
#include "../pgo.c/work.h"

/* profile:
   9000 main:run _Z3runPP4Nodej:call _ZN5Other4workEj
   200 main:run _Z3runPP4Nodej:call _ZN4Node5valueEj
   1 main:run _ZN5Later5valueEj _ZN5Other4workEj
   */

unsigned sink;

struct Other
{
  virtual unsigned work (unsigned);
  virtual ~Other () {}
};

struct Node
{
  virtual unsigned value (unsigned);
  virtual ~Node () {}
};

struct Later : Node
{
  unsigned value (unsigned) override;
};

struct Jumping : Node
{
  unsigned value (unsigned) override;
};

Other *other = new Other;

unsigned
Other::work (unsigned x) // start: _ZN5Other4workEj
{
  WORK (x);
  return x;
}

unsigned
Node::value (unsigned x) // start: _ZN4Node5valueEj
{
  WORK (x);
  return x + 1;
}

unsigned
Later::value (unsigned x) // start: _ZN5Later5valueEj
{
  unsigned y = other->Other::work (x);
  sink += y;
  return y * 3 + sink;
}

unsigned
Jumping::value (unsigned x)
{
  return other->work (x + 1);
}

__attribute__ ((noinline)) unsigned
run (Node **nodes, unsigned n) // start: _Z3runPP4Nodej
{
  unsigned x = 0;
  for (unsigned i = 0; i < n; i++)
    x += nodes[i % 20 == 0]->value (x); // @call // { dg-missed "devirtualize call in _Z3runPP4Nodej to _ZN5Other4workEj refused: signature does not fit the target" }
  return x;
}

int
main () // start: main
{
  Node node;
  Later later;
  Jumping jumping;
  Node *nodes[2] = { &jumping, &node };
  sink = later.value (3);
  return run (nodes, 1000); // @run
}

// { dg-final { scan-calls _Z3runPP4Nodej * 1 1 } }
