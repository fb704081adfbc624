/* In position-independent code another object may replace an exported function,
   and anywhere a weak one: neither is inlined where it is called by name.  Behind a
   guard that compares with this very body it is.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fPIC" } */
#include "work.h"

/* profile:
   3000 start run:exported exported
   3000 start run:weak weak
   3000 start run:hidden hidden
   3000 start run:pointer exported
   */

unsigned
exported (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((weak)) unsigned
weak (unsigned x)
{
  WORK (x);
  return x + 1;
}

__attribute__ ((visibility ("hidden"))) unsigned
hidden (unsigned x)
{
  WORK (x);
  return x + 2;
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += exported (i); /* @exported */ /* { dg-missed "inline callee exported into run refused: .*replaced" } */
      x += weak (i);     /* @weak */ /* { dg-missed "inline callee weak into run refused: .*replaced" } */
      x += hidden (i);   /* @hidden */ /* { dg-optimized "inline callee hidden into run: " } */
      x += fn[i] (i);    /* @pointer */ /* { dg-optimized "devirtualize call in run to exported: " } */
    }
  return x;
}

/* { dg-final { scan-calls run exported 1 1 } } */
/* { dg-final { scan-calls run weak 1 1 } } */
/* { dg-final { scan-calls run hidden 1 0 } } */
/* { dg-final { scan-pgo "inline callee exported into run: " } } */
