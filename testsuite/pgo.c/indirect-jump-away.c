/* A thin wrapper of a function in another unit jumps there, and leaves no frame.  The
   table has the wrapper, and no pointer here is to the other.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
    100 start run:call wrapper
   9000 start run:call add
    200 start run:call sub
   */

extern unsigned add (const unsigned *, unsigned);

static unsigned
wrapper (const unsigned *x, unsigned y)
{
  return add (x + 1, y);
}

static unsigned
sub (const unsigned *x, unsigned y)
{
  unsigned z = *x;
  WORK (z);
  return z - y;
}

unsigned (*const table[]) (const unsigned *, unsigned) = { wrapper, sub };

unsigned
run (const unsigned *numbers, const unsigned *which, unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = table[which[i]] (numbers, x); /* @call */ /* { dg-optimized "devirtualize call in run to wrapper: " } */
  return x;
}
/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-calls run add 0 1 } } */
