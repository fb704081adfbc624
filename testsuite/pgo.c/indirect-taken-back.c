/* What is promoted and then not inlined, here for want of budget, is taken back.  */
/* { dg-do compile } */
/* { dg-pgo-args "growth-percent=0" } */
#include "work.h"

/* profile:
   9500 start run:call add
    100 start run:call sub
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
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run to add refused: growth budget spent" } */
  return x;
}
/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-calls run add 0 0 } } */
/* { dg-final { scan-pgo-not "devirtualize call in run to add: " } } */
