/* Two functions jump to the one that the samples are in, and leave no frame.  Samples
   in one of them tell of few of its calls: the others are nobody's.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
    100 start run:call forward
   9000 start run:call add
   */

static __attribute__ ((noinline)) unsigned
add (unsigned x, unsigned y)
{
  WORK (x);
  return x + y;
}

unsigned
forward (unsigned x)
{
  return add (x ^ 1, 3);
}

unsigned
back (unsigned x)
{
  return add (x ^ 2, 5);
}

unsigned (*const table[]) (unsigned) = { forward, back };

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run .*refused: " } */
  return x;
}
/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-calls run forward 0 0 } } */
