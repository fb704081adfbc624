/* A target that is not optimised has no known cost: it counts as the other's.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 start run:call add
   5000 start run:call sub
   */

unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

__attribute__ ((optimize (0))) unsigned
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
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run to add refused: estimated share \[45\]\[0-9\]% .*, below 70%" } */
  return x;
}

/* { dg-final { scan-calls run * 1 1 } } */
