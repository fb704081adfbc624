/* Two targets at 60 and 40 of 100: a guard would miss too often.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   6000 start run:call add
   4000 start run:call sub
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
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run to add refused: estimated share \[56\]\[0-9\]% .*, below 70%" } */
  return x;
}

/* { dg-final { scan-calls run * 1 1 } } */
