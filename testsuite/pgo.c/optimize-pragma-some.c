/* A pragma that is not in front of all functions is for them to be kept apart:
   they stay as they are.  */
/* { dg-do compile } */
/* { dg-pgo-args "disable=inline" } */

#include "work.h"

/* profile:
   9900 main:hot hot:loop
   */

volatile unsigned sink;

unsigned
work (unsigned x) /* { dg-optimized "less code for work: weight 0 samples" } */
{
  WORK (x);
  return x;
}

#pragma GCC optimize ("no-ipa-pure-const")

/* { dg-final { scan-calls hot work 1 1 } } */
__attribute__ ((noinline)) void
hot (unsigned n) /* { dg-missed "options for hot hot refused: compiler cannot: the function has the attribute optimize" } */
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
