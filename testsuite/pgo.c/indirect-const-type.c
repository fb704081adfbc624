/* A call through a pointer to a const function has no virtual definition,
   which GCC's guarded call needs: refused, not crashed.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   9500 start const_run:const_call add
   */

unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

unsigned
const_run (unsigned (*f) (unsigned) __attribute__ ((const)), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = f (x + i); /* @const_call */ /* { dg-missed "devirtualize call in const_run to add refused: .*const" } */
  return x;
}

/* { dg-final { scan-calls const_run * 1 1 } } */
