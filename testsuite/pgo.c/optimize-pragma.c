/* A pragma in front of all functions is as good as an option of the command
   line: a hot function gets its options, and calls are inlined as before, from
   functions whose options changed, and of such.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
/* { dg-pgo-args "disable=inline" } */

#include <stdio.h>
#include "work.h"

#pragma GCC optimize ("no-ipa-pure-const")

/* profile:
   9900 main:hot hot:loop
   20 main:warm warm:turn
   */

volatile unsigned sink;

unsigned
work (unsigned x) /* { dg-optimized "less code for work: weight 0 samples" } */
{
  WORK (x);
  return x;
}

/* { dg-final { scan-calls hot work 1 0 } } */
__attribute__ ((noinline)) void
hot (unsigned n) /* { dg-optimized "options for hot hot: weight 9900 samples" } */
{
  while (n--)
    sink += work (n); /* @loop */
}

/* { dg-final { scan-calls warm work 1 1 } } */
__attribute__ ((noinline)) void
warm (unsigned n) /* { dg-missed "options for hot warm refused: cold" } */
{
  while (n--)
    sink -= work (n); /* @turn */
}

int
main (void)
{
  hot (100);  /* @hot */
  warm (100); /* @warm */
  puts ("ok");
  return 0;
}
