/* Who switches GCC's early inlining off keeps the plugin's.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fno-early-inlining" } */
#include "work.h"

/* profile:
   9500 start run:hot work
   */

static unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = work (x + i); /* @hot */ /* { dg-optimized "inline callee work into run" } */
  return x;
}

unsigned
other (unsigned x)
{
  return work (x) + work (x + 1);
}
/* { dg-final { scan-calls run work 1 0 } } */
