/* What is called by name on the line of an indirect call is no target of it, though
   GCC has inlined it by then.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   5000 main:run run:call named
   4000 main:run run:call target
   */

static unsigned
named (unsigned x)
{
  return x * 3;
}

unsigned
target (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((noipa)) unsigned
run (unsigned (*pointer) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += named (x) + pointer (i); /* @call */ /* { dg-optimized "devirtualize call in run to target: weight 4000 samples" } */
  return x;
}

int
main (void)
{
  puts (run (target, 10) ? "ok" : "wrong"); /* @run */
}
