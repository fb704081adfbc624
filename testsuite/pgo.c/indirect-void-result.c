/* A target that returns nothing, called for its effect, and one whose result is
   not used: both are promoted.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   5000 main:both run:one touch
   5000 main:both run:two count
   */

volatile unsigned sink;
unsigned calls;

void
touch (unsigned x)
{
  WORK (x);
  sink = x;
}

int
count (unsigned x)
{
  WORK (x);
  sink = x;
  return ++calls;
}

__attribute__ ((noinline)) void
run (void (*volatile *f) (unsigned), int (*volatile *g) (unsigned), unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    {
      (*f) (i); /* @one */ /* { dg-optimized "devirtualize call in run to touch: " } */
      (*g) (i); /* @two */ /* { dg-optimized "devirtualize call in run to count: " } */
    }
}

int
main (void)
{
  void (*volatile f) (unsigned) = touch;
  int (*volatile g) (unsigned) = count;
  run (&f, &g, 100); /* @both */
  puts (calls == 100 ? "ok" : "wrong");
  return calls != 100;
}

/* { dg-final { scan-calls run * 2 2 } } */
/* { dg-final { scan-calls run touch 0 0 } } */
/* { dg-final { scan-calls run count 0 0 } } */
