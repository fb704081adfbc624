/* Two indirect calls on one line that could both have gone to the one target
   cannot be told apart.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   9900 start run:call add
    100 start run:call sub
   */

unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

unsigned
sub (unsigned x)
{
  WORK (x);
  return x - 1;
}

unsigned
run (unsigned (*f) (unsigned), unsigned (*g) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = f (x) + g (x + 3); /* @call */ /* { dg-missed "devirtualize call in run to add refused: several indirect calls" } */
  return x;
}

/* { dg-final { scan-calls run * 2 2 } } */
/* { dg-final { scan-pgo-not "optimized: .*devirtualize" } } */
/* { dg-final { scan-pgo "ledger: devirt\[a-z\]*: candidates 2 = applied 0 \\+ refused 2" } } */
