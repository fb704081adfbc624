/* What a pragma in front of all functions sets stays.  */
/* { dg-do compile } */
/* { dg-pgo-args "disable=inline" } */

#include "work.h"

#pragma GCC optimize ("no-inline-functions")

/* profile:
   9900 main:hot hot:loop
   */

volatile unsigned sink;

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

/* { dg-final { scan-calls hot work 1 1 } } */
__attribute__ ((noinline)) void
hot (unsigned n) /* { dg-optimized "options for hot hot: weight 9900 samples" } */
{
  while (n--)
    sink += work (n); /* @loop */
}

int
main (void)
{
  hot (100); /* @hot */
  return 0;
}
