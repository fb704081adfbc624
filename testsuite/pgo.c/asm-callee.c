/* A hot callee with inline assembly.  Its label, were it copied by hand, would be
   defined twice; GCC's %= makes it unique.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   5000 main:run run:hot barrier
      2 main:run run:cold barrier
   */

unsigned
barrier (unsigned x)
{
  WORK (x);
  __asm__ volatile (".Lbarrier%=:" : "+r" (x) : : "memory");
  return x;
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  unsigned x = barrier (n); /* @cold */ /* { dg-missed "inline callee barrier into run refused: cold" } */
  for (unsigned i = 0; i < n; i++)
    x += barrier (i); /* @hot */ /* { dg-optimized "inline callee barrier into run: " } */
  return x;
}

int
main (void)
{
  puts (run (10) ? "ok" : "wrong"); /* @run */
  return 0;
}

/* { dg-final { scan-calls run barrier 2 1 } } */
