/* A function that calls another one last jumps there, and leaves no frame.  No pointer
   is to the other: its samples are those of the one function that a pointer is to and
   that jumps there.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
    100 start run:call forward
   9000 start run:call add
    200 start run:call sub
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
sub (unsigned x)
{
  WORK (x);
  return x - 3;
}

unsigned (*const table[]) (unsigned) = { forward, sub };

unsigned
other (unsigned x)
{
  return add (x, x);
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-optimized "devirtualize call in run to forward: weight 9300 samples" } */
  return x;
}
/* { dg-final { scan-calls run * 1 1 } } */
