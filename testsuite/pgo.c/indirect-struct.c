/* A call through a pointer in a struct that goes to one target in 95 of 100
   cases is called directly behind a guard, and the target inlined.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   9500 main:run run:call add
    500 main:run run:call sub
   */

struct ops
{
  unsigned (*fn) (unsigned, unsigned);
};

unsigned
add (unsigned x, unsigned y)
{
  WORK (x);
  return x + y;
}

unsigned
sub (unsigned x, unsigned y)
{
  WORK (x);
  return x - y;
}

__attribute__ ((noinline)) unsigned
run (const struct ops *ops, unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = ops[i % 20 == 0].fn (x, i); /* @call */ /* { dg-optimized "devirtualize call in run to add" } */
  return x;
}

int
main (int argc, char **argv)
{
  (void) argv;
  struct ops ops[2] = { { add }, { argc > 100 ? add : sub } };
  unsigned x = run (ops, 1000); /* @run */
  unsigned y = 1;
  for (unsigned i = 0; i < 1000; i++)
    y = i % 20 == 0 ? sub (y, i) : add (y, i);
  puts (x == y ? "ok" : "wrong");
  return x != y;
}

/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-calls run add 0 0 } } */
/* { dg-final { scan-pgo "inline callee add into run: " } } */
/* { dg-final { scan-pgo-not "devirtualize call in run to sub: " } } */
