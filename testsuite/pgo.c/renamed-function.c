/* The profile knows a function of this file by a name that it no longer has:
   nothing is done, nothing is said, and the ledger counts it.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   4000 run:call work
   1000 run:old old_name+1
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
new_name (unsigned x)
{
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
      x += new_name (i); /* @old */ /* { dg-silent "" } */
    }
  return x;
}

/* { dg-final { scan-calls run new_name 1 1 } } */
/* { dg-final { scan-pgo "ledger: functions: 3, in the profile 2, .*lost from this file 1, with 20\\.00%" } } */
