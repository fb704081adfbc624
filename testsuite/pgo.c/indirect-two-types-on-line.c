/* Two indirect calls on one line, but only one of them fits the target's
   type: that one is called directly.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   9500 start run:call add
   */

unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

unsigned
run (unsigned (*f) (unsigned), unsigned (*g) (double, double), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = f (x) + g (x, 1.0); /* @call */ /* { dg-optimized "devirtualize call in run to add: " } */
  return x;
}

/* { dg-final { scan-calls run * 2 2 } } */
