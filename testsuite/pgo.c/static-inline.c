/* A static inline function with three callers, hot in one of them; the other
   static function with the same name in the profile is in another file.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 run:call work
      5 other:cold work
   5000 run@elsewhere.c+4 twin@elsewhere.c+1
   */

static inline unsigned
work (unsigned x)
{
  WORK (x);
  WORK (x);
  return x;
}

static unsigned
twin (unsigned x)
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
      x += work (i); /* @call */ /* { dg-optimized "inline callee work into run: " } */
      x += twin (i); /* { dg-silent "" } */
    }
  return x;
}

unsigned
other (unsigned x)
{
  return work (x) + twin (x) + 1; /* @cold */ /* { dg-missed "inline callee work into other refused: cold" } */
}

unsigned
third (unsigned x)
{
  return work (x) ^ twin (x);
}

/* { dg-final { scan-calls run work 1 0 } } */
/* { dg-final { scan-calls other work 1 1 } } */
/* { dg-final { scan-calls run twin 1 1 } } */
