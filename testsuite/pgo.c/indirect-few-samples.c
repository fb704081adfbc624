/* A share of three samples says nothing.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   3 start run:call add
   1 start run:call sub
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
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run .*refused: (too )?few samples" } */
  return x;
}

/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-calls run add 0 0 } } */
