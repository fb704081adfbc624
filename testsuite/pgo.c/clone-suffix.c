/* The profile has the names that the profiled build gave to clones.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   3000 start run.constprop.0:call work.isra.0
   3000 start run:call work.part.1
   3000 start run.lto_priv.3.cold:call work.isra.0.cold
   */

unsigned
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
    x += work (i); /* @call */ /* { dg-optimized "inline callee work into run: weight 9000 " } */
  return x;
}

/* { dg-final { scan-calls run work 1 0 } } */
