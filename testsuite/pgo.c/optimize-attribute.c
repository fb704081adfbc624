/* Functions with optimisation options of their own: GCC's rules about inlining
   between them hold, and a function at -O0 is left alone.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   3000 main:run run:work work
   3000 main:run run:size size
   3000 main:none none:work2 work
   4000 main:none none:work2
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((optimize ("Os", "wrapv"))) unsigned
size (unsigned x)
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
      x += work (i); /* @work */ /* { dg-optimized "inline callee work into run: " } */
      x += size (i); /* @size */ /* { dg-missed "inline callee size into run refused: " } */
    }
  return x;
}

__attribute__ ((noinline, optimize ("O0"))) unsigned
none (unsigned n) /* { dg-silent "for" } */
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += work (i); /* @work2 */
  return x;
}

int
main (void)
{
  unsigned x = run (10); /* @run */
  unsigned y = none (10); /* @none */
  puts (x != y ? "ok" : "wrong");
  return x == y;
}

/* { dg-final { scan-calls run work 1 0 } } */
/* { dg-final { scan-calls run size 1 1 } } */
/* { dg-final { scan-calls none work 1 1 } } */
