/* GCC flattens the caller anyway.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 start run:call work
   5000 start plain:call2 work
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((flatten)) unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += work (i); /* @call */
  return x;
}

unsigned
plain (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x ^= work (i); /* @call2 */ /* { dg-optimized "inline callee work into plain: " } */
  return x;
}

/* { dg-final { scan-calls run work 0 0 } } */
/* { dg-final { scan-calls plain work 1 0 } } */
