/* What is always inlined is none of the profile's business, and a hot call in
   its body is found at the place that it was inlined to.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 start run:always(always:call) work
   4000 start run:always always
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

static inline __attribute__ ((always_inline)) unsigned
always (unsigned x)
{
  return work (x) + 3; /* @call */ /* { dg-optimized "inline callee work into always: " } */
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += always (i); /* @always */ /* { dg-silent "callee always" } */
  return x;
}

/* { dg-final { scan-calls run work 1 0 } } */
