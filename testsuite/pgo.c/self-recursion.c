/* A hot function that calls itself is not inlined into itself; its first call
   from outside is.  */
/* { dg-do run } */
/* { dg-output "^55 " } */
#include <stdio.h>
#include "work.h"

/* profile:
   6000 main:run run:call fib fib:left
   3000 main:run run:call fib:left fib:left fib
   3000 main:run run:call fib
   */

volatile unsigned sink;

unsigned
fib (unsigned n)
{
  unsigned x = n;
  WORK (x);
  sink = x;
  if (n < 2)
    return n;
  unsigned left = fib (n - 1); /* @left */ /* { dg-missed "inline callee fib into fib refused: .*recurs" } */
  return left + fib (n - 2);
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  return fib (n) + 0 * sink; /* @call */
}

int
main (void)
{
  printf ("%u \n", run (10)); /* @run */
  return 0;
}
