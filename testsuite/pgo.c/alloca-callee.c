/* A hot callee with alloca in a loop: inlined or not, the stack must not grow
   without bound.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include <string.h>

/* profile:
   3000 main:run run:call fill
   */

volatile unsigned size = 65536;

unsigned
fill (unsigned x)
{
  char *buffer = __builtin_alloca (size);
  memset (buffer, (int) x, size);
  return (unsigned char) buffer[size / 2];
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  unsigned x = 0;
  for (unsigned i = 0; i < n; i++)
    x += fill (i & 1); /* @call */
  return x;
}

int
main (void)
{
  puts (run (10000) == 5000 ? "ok" : "wrong"); /* @run */
  return 0;
}

/* { dg-final { scan-pgo "inline callee fill into run" } } */
