/* A profile of an optimised program: what was inlined there is a frame like any
   other, so the next build makes the same decisions again.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   7000 start run:middle(middle:call(work+1))
   3000 start run:middle(middle+1)
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
middle (unsigned x)
{
  WORK (x);
  return work (x ^ 7); /* @call */ /* { dg-optimized "inline callee work into middle: " } */
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += middle (i); /* @middle */ /* { dg-optimized "inline callee middle into run: " } */
  return x;
}

/* { dg-final { scan-calls run middle 1 0 } } */
/* { dg-final { scan-calls run work 0 0 } } */
