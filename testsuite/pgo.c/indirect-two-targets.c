/* A second target that has most of what the first leaves is called directly too.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   7500 main:run run:call add
   2200 main:run run:call sub
    300 main:run run:call neg
   */

unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

unsigned
sub (unsigned x)
{
  WORK (x);
  return x - 1;
}

unsigned
neg (unsigned x)
{
  WORK (x);
  return -x;
}

__attribute__ ((noinline)) unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i % 3] (x); /* @call */ /* { dg-optimized "devirtualize call in run to sub: weight 2500 samples.*% of the rest|devirtualize call in run to add: " } */
  return x;
}

int
main (void)
{
  unsigned (*fn[3]) (unsigned) = { add, sub, neg };
  unsigned x = run (fn, 300); /* @run */
  unsigned y = 1;
  for (unsigned i = 0; i < 100; i++)
    y = neg (sub (add (y)));
  puts (x == y ? "ok" : "wrong");
  return x != y;
}

/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-calls run add 0 0 } } */
/* { dg-final { scan-pgo "inline callee add into run: " } } */
/* { dg-final { scan-pgo "inline callee sub into run: " } } */
/* { dg-final { scan-pgo-not "devirtualize call in run to neg: " } } */
