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
run (unsigned x)
{
  if (x & 1)
    return work (x); /* @a */ /* { dg-missed "work into run refused: cold" } */
  x += 2;
  if (x & 2)
    return work (x) + 1; /* @b */ /* { dg-missed "work into run refused: cold" } */
  return work (x) + 2; /* @c */ /* { dg-optimized "work into run: " } */
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
  return run (1) == run (2) && run (3) == run (4) ? EXIT_FAILURE : 0; /* @run */
}

/* { dg-final { scan-calls run work 3 2 } } */
