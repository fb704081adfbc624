/* Two functions that call each other, hot both ways: it ends, and it runs.  */
/* { dg-do run } */
/* { dg-output "^1 0 " } */
#include <stdio.h>
#include "work.h"

/* profile:
   4000 main:run is_even:down is_odd:up is_even
   4000 main:run is_even:down is_odd
   */

volatile unsigned sink;
unsigned is_odd (unsigned n);

unsigned
is_even (unsigned n)
{
  unsigned x = n;
  WORK (x);
  sink = x;
  if (n == 0)
    return 1;
  return is_odd (n - 1); /* @down */
}

unsigned
is_odd (unsigned n)
{
  unsigned x = ~n;
  WORK (x);
  sink = x;
  if (n == 0)
    return 0;
  return is_even (n - 1) & 1; /* @up */
}

int
main (void)
{
  printf ("%u %u \n", is_even (100), is_even (99)); /* @run */
  return 0;
}

/* { dg-final { scan-pgo "ledger: inline: candidates \[1-9\]" } } */
