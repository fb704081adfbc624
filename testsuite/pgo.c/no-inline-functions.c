/* What the user forbids: without inline functions a hot call is inlined only if its
   callee is declared so.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fno-inline-functions" } */
#include "work.h"

/* profile:
   4000 run:auto other
   4000 run:declared declared
   */

unsigned
other (unsigned x)
{
  WORK (x);
  WORK (x);
  return x;
}

inline __attribute__ ((gnu_inline)) unsigned
declared (unsigned x)
{
  WORK (x);
  WORK (x);
  return ~x;
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += other (i); /* @auto */ /* { dg-missed "inline callee other into run refused: compiler cannot: -fno-inline-functions, and the callee is not declared inline" } */
      x += declared (i); /* @declared */ /* { dg-optimized "inline callee declared into run: " } */
    }
  return x;
}

/* { dg-final { scan-calls run other 1 1 } } */
