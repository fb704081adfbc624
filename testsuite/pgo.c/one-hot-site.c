/* A callee that is cold overall and hot from one site is inlined there
   only.  */
/* { dg-do run } */
#include <stdlib.h>
#include "work.h"

/* profile:
   6000 main:other other:hot spin
    600 main:run run:c work
      2 main:run run:a work
      2 main:run run:b work
   */

volatile unsigned sink;

__attribute__ ((noinline)) void
spin (unsigned n)
{
  while (n--)
    sink = n;
}

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  unsigned x = work (n); /* @a */ /* { dg-missed "work into run refused: cold" } */
  for (unsigned i = 0; i < n; i++)
    x ^= work (x + i); /* @c */ /* { dg-optimized "work into run: " } */
  return x * work (x); /* @b */ /* { dg-missed "work into run refused: cold" } */
}

__attribute__ ((noinline)) void
other (unsigned n)
{
  spin (n); /* @hot */
  sink++;
}

int
main (void)
{
  other (10); /* @other */
  return run (10) ? 0 : EXIT_FAILURE; /* @run */
}

/* { dg-final { scan-calls run work 3 2 } } */
