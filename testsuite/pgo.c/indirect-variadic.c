/* How many arguments a variadic function takes is not known where it is called.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   9500 start run:call add
   9500 start walk:all more
   */

unsigned
add (unsigned x, ...)
{
  WORK (x);
  return x + 1;
}

unsigned
more (unsigned x, unsigned y)
{
  WORK (x);
  return x + y;
}

unsigned
run (unsigned (**fn) (unsigned, ...), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x, n); /* @call */ /* { dg-missed "devirtualize call in run .*refused: signature" } */
  return x;
}

unsigned
walk (unsigned (**fn) (unsigned, ...), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x, n); /* @all */ /* { dg-missed "devirtualize call in walk .*refused: signature" } */
  return x;
}

/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-calls walk * 1 1 } } */
