/* A target of which only a copy to inline is here, and another one may run, is not
   called by name; nor is what has no code of its own here.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 start run:call copy
   */

extern inline __attribute__ ((gnu_inline)) unsigned
copy (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
run (unsigned (*f) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += f (i); /* @call */ /* { dg-missed "devirtualize call in run to copy refused: callee has no body here" } */
  return x + copy (n);
}

/* { dg-final { scan-calls run * 1 1 } } */
