/* A callee too large even for a hot site.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   9000 start run:call huge
   */

#define WORK4(X) WORK (X); WORK (X); WORK (X); WORK (X)
#define WORK16(X) WORK4 (X); WORK4 (X); WORK4 (X); WORK4 (X)
#define WORK64(X) WORK16 (X); WORK16 (X); WORK16 (X); WORK16 (X)

unsigned
huge (unsigned x)
{
  WORK64 (x);
  return x;
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += huge (i); /* @call */ /* { dg-missed "inline callee huge into run refused: " } */
  return x;
}

/* { dg-final { scan-calls run huge 1 1 } } */
