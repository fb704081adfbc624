/* With devirt-percent=50 a share of 60 is enough.  */
/* { dg-do compile } */
/* { dg-pgo-args "devirt-percent=50" } */
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
    x = fn[i] (x); /* @call */ /* { dg-optimized "devirtualize call in run to add: " } */
  return x;
}

/* { dg-final { scan-calls run * 1 1 } } */
