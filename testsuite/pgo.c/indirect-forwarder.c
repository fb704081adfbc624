/* A forwarder is hardly ever sampled itself: what it calls tells how often it is
   called.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
    100 start run:call forward
   9000 start run:call forward:inner add
    120 start run:call sub
   */

__attribute__ ((noinline)) unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

unsigned
forward (unsigned x)
{
  return add (x ^ 1) + 2; /* @inner */
}

unsigned
sub (unsigned x)
{
  return (x ^ 1) - 3;
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-optimized "devirtualize call in run to forward: weight 9220 samples" } */
  return x;
}
/* { dg-final { scan-calls run * 1 1 } } */
