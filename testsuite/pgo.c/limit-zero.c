/* With limit=0 the verdicts are given and nothing is applied.  */
/* { dg-do compile } */
/* { dg-pgo-args "limit=0" } */
#include "work.h"

/* profile:
   6000 start run:one one
   4000 start run:two two
   */

unsigned
one (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
two (unsigned x)
{
  WORK (x);
  return ~x;
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += one (i); /* @one */ /* { dg-missed "inline callee one into run refused: limit" } */
      x += two (i); /* @two */ /* { dg-missed "inline callee two into run refused: limit" } */
    }
  return x;
}

/* { dg-final { scan-calls run one 1 1 } } */
/* { dg-final { scan-calls run two 1 1 } } */
