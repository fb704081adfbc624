/* The profile's target is a function that no pointer points to, as after a change
   of the source: a guard would be the first to take its address.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   9500 start run:call add
   */

static unsigned
add (unsigned x)
{
  WORK (x);
  return x + 3;
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run .*refused: no target in the profile fits" } */
  return x;
}

unsigned
start (unsigned x)
{
  return add (x) ^ add (x + 1);
}

/* { dg-final { scan-calls run * 1 1 } } */
