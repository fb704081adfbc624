/* A function that does little but call another has next to no samples of its
   own.  Once the other is inlined into it, those that were taken in the other,
   called from a site by way of the wrapper, count for that site, and for no
   other.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   3000 main:run run:hot wrapper:work work
   10 main:rest rest:cold wrapper:work work
   400 main:spin spin
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

unsigned
wrapper (unsigned x)
{
  MIX (x, 0x9e3779b1u); MIX (x, 0x85ebca6bu); MIX (x, 0xc2b2ae35u);
  MIX (x, 0x27d4eb2fu); MIX (x, 0x165667b1u); MIX (x, 0xcc9e2d51u);
  return work (x) ^ 5; /* @work */ /* { dg-optimized "inline callee work into wrapper: " } */
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += wrapper (i); /* @hot */ /* { dg-optimized "inline callee wrapper into run: weight 0 samples.*, absorbed 3000, " } */
  return x;
}

__attribute__ ((noinline)) unsigned
rest (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += wrapper (i); /* @cold */ /* { dg-missed "inline callee wrapper into rest refused: cold" } */
  return x;
}

int
main (void)
{
  unsigned x = run (10); /* @run */
  unsigned y = rest (10); /* @rest */
  spin (10); /* @spin */
  puts (x == y ? "ok" : "wrong");
  return x != y;
}

/* { dg-final { scan-calls run wrapper 1 0 } } */
/* { dg-final { scan-calls run work 0 0 } } */
/* { dg-final { scan-calls rest wrapper 1 1 } } */
