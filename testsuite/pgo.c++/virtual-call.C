// A virtual call that goes to one class in 95 of 100 cases, which the compiler
// cannot know: called directly behind a guard, and inlined.  GCC 16 would guess at both
// classes.
// { dg-do run }
// { dg-output "^ok\[\r\n\]*$" }
// { dg-options "-O2 -fno-devirtualize-speculatively" }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   9500 main:run _Z3runPP5Shapej:call _ZN6Square4areaEj
    500 main:run _Z3runPP5Shapej:call _ZN6Circle4areaEj
   */

struct Shape
{
  virtual unsigned area (unsigned x) = 0;
  virtual ~Shape () {}
};

struct Square : Shape
{
  unsigned side = 3;
  unsigned area (unsigned x) override;
};

struct Circle : Shape
{
  unsigned radius = 5;
  unsigned area (unsigned x) override;
};

unsigned
Square::area (unsigned x) // start: _ZN6Square4areaEj
{
  WORK (x);
  return x + side;
}

unsigned
Circle::area (unsigned x) // start: _ZN6Circle4areaEj
{
  WORK (x);
  return x ^ radius;
}

__attribute__ ((noinline)) unsigned
run (Shape **shapes, unsigned n) // start: _Z3runPP5Shapej
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = shapes[i % 20 == 0]->area (x); // @call // { dg-optimized "devirtualize call in _Z3runPP5Shapej to _ZN6Square4areaEj: " }
  return x;
}

int
main () // start: main
{
  Square square;
  Circle circle;
  Shape *shapes[2] = { &square, &circle };
  unsigned x = run (shapes, 1000); // @run
  unsigned y = 1;
  for (unsigned i = 0; i < 1000; i++)
    y = i % 20 == 0 ? circle.Circle::area (y) : square.Square::area (y);
  puts (x == y ? "ok" : "wrong");
  return x != y;
}

// { dg-final { scan-calls _Z3runPP5Shapej * 1 1 } }
// { dg-final { scan-calls _Z3runPP5Shapej _ZN6Square4areaEj 0 0 } }
// { dg-final { scan-pgo "inline callee _ZN6Square4areaEj into _Z3runPP5Shapej: " } }
