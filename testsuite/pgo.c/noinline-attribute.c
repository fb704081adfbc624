/* noinline and noipa are respected.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 start run:one one
   5000 start run:two two
   */

__attribute__ ((noinline)) unsigned
one (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((noipa)) unsigned
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
      x += one (i); /* @one */ /* { dg-missed "inline callee one into run refused: .*noinline" } */
      x += two (i); /* @two */ /* { dg-missed "inline callee two into run refused: " } */
    }
  return x;
}

/* { dg-final { scan-calls run one 1 1 } } */
/* { dg-final { scan-calls run two 1 1 } } */
