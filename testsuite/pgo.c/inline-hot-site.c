/* A callee over the limit of -O2 is inlined at its hot site, and only there:
   its cold site and a cold callee beside it stay calls.  */
/* { dg-do run } */
/* { dg-output "^done\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   9500 main:run run:hot work
     20 main:run run:rare rare
     10 main:other other:cold work
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
rare (unsigned x)
{
  WORK (x);
  return ~x;
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x = work (x + i); /* @hot */ /* { dg-optimized "inline callee work into run" } */
      if (x % 1024 == 7)
        x = rare (x); /* @rare */ /* { dg-missed "inline callee rare into run refused: cold" } */
    }
  return x;
}

__attribute__ ((noinline)) unsigned
other (unsigned x)
{
  return work (x) + 1; /* @cold */ /* { dg-missed "inline callee work into other refused: cold" } */
}

int
main (void)
{
  unsigned x = run (1000); /* @run */
  x += other (x);          /* @other */
  puts (x == 0 ? "odd" : "done");
  return 0;
}

/* { dg-final { scan-calls run work 1 0 } } */
/* { dg-final { scan-calls run rare 1 1 } } */
/* { dg-final { scan-calls other work 1 1 } } */
/* { dg-final { scan-pgo "ledger: size: \[0-9\]+ insns, growth \[1-9\]\[0-9\]* " } } */
