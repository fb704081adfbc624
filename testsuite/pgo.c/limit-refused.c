/* What GCC refuses to inline is no transformation: it uses up none of limit=N, and
   has no number.  */
/* { dg-do compile } */
/* { dg-pgo-args "limit=1" } */
#include "work.h"

/* profile:
   6000 start run:size size
   4000 start run:one one
   2000 start run:two two
   */

__attribute__ ((optimize ("Os", "wrapv"))) unsigned
size (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
one (unsigned x)
{
  WORK (x);
  return ~x;
}

unsigned
two (unsigned x)
{
  WORK (x);
  return -x;
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += size (i); /* @size */ /* { dg-missed "inline callee size into run refused: .*, cost \[0-9\]+$" } */
      x += one (i);  /* @one */ /* { dg-optimized "inline callee one into run: .*transformation 1$" } */
      x += two (i);  /* @two */ /* { dg-missed "inline callee two into run refused: limit" } */
    }
  return x;
}

/* { dg-final { scan-calls run size 1 1 } } */
/* { dg-final { scan-calls run one 1 0 } } */
/* { dg-final { scan-calls run two 1 1 } } */
