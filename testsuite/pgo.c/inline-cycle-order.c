/* All functions may call each other somehow.  What is hot is inlined from the
   bottom up all the same, so the hot leaf is in each copy of its caller.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 top:to_middle middle:to_render render:to_leaf leaf
   3000 top:to_middle middle:to_render render
   1000 top:to_middle middle
   */

unsigned top (unsigned);

__attribute__ ((noipa)) void rare (void);

unsigned
leaf (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
render (unsigned x)
{
  if (__builtin_expect (x == 77, 0))
    {
      rare ();
      x = top (x + 1);
    }
  WORK (x);
  return leaf (x) + 1; /* @to_leaf */
}

unsigned
middle (unsigned x)
{
  return render (x) * 3; /* @to_render */
}

unsigned
top (unsigned x)
{
  unsigned sum = 0;
  for (unsigned i = 0; i < x; i++)
    sum += middle (i); /* @to_middle */
  return sum;
}

/* { dg-final { scan-pgo "inline callee leaf into render:" } } */
/* { dg-final { scan-pgo "inline callee render into middle:" } } */
/* { dg-final { scan-calls render leaf 1 0 } } */
/* { dg-final { scan-calls middle leaf 0 0 } } */
/* { dg-final { scan-calls middle render 1 0 } } */
