/* The profile's target cannot have been called here with these types: the
   source has changed, and the call is left alone.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   9500 start run:call add
   */

double
add (double x, double y)
{
  unsigned u = (unsigned) x;
  WORK (u);
  return u + y;
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run .*refused: .*(fit|signature)" } */
  return x;
}

/* { dg-final { scan-calls run * 1 1 } } */
