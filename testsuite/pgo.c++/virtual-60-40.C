// Two classes at 60 and 40 of 100: a guard would miss too often.  GCC 16 would guess at
// both.
// { dg-do compile }
// { dg-options "-O2 -fno-devirtualize-speculatively" }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   6000 main:run _Z3runPP5Shapej:call _ZN6Square4areaEj
   4000 main:run _Z3runPP5Shapej:call _ZN6Circle4areaEj
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
    x = shapes[i % 20 == 0]->area (x); // @call // { dg-missed "devirtualize call in _Z3runPP5Shapej to _ZN6Square4areaEj refused: estimated share \[56\]\[0-9\]% .*, below 70%" }
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
