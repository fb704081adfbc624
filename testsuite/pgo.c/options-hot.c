/* A hot function gets the inliner's limits of -O3, a function with a few
   samples keeps those of -O2; the decision is GCC's own.  */
/* { dg-do compile } */
/* { dg-pgo-args "disable=inline" } */

#include "work.h"

/* profile:
   9900 main:hot hot:loop
   20 main:warm warm:turn
   */

volatile unsigned sink;

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

/* { dg-final { scan-calls hot work 1 0 } } */
__attribute__ ((noinline)) void
hot (unsigned n) /* { dg-optimized "options for hot hot: weight 9900 samples" } */
{
  while (n--)
    sink += work (n); /* @loop */
}

/* { dg-final { scan-calls warm work 1 1 } } */
__attribute__ ((noinline)) void
warm (unsigned n) /* { dg-missed "options for hot warm refused: cold" } */
{
  while (n--)
    sink -= work (n); /* @turn */
}

int
main (void)
{
  hot (100);  /* @hot */
  warm (100); /* @warm */
  return 0;
}
