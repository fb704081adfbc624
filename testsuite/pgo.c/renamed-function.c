/* The profile knows functions of this file by names that they no longer have.  One
   is called where the old one was, and is taken for it.  Of the other nothing tells,
   since the line calls through a pointer as well: nothing is said, and the ledger counts
   it.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   4000 run:call work
   1000 run:old old_name+1
   500 run:both old_pointed+1
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
new_pointed (unsigned x)
{
  WORK (x);
  return x ^ 3;
}

unsigned (*volatile pointer) (unsigned) = new_pointed;

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += work (i); /* @call */ /* { dg-optimized "inline callee work into run: " } */
      x += new_name (i); /* @old */ /* { dg-optimized "inline callee new_name into run: " } */
      x += pointer (i) + new_pointed (i); /* @both */ /* { dg-missed "devirtualize call in run to old_pointed refused: callee has no body here" } */
    }
  return x;
}

/* { dg-final { scan-calls run new_name 1 0 } } */
/* { dg-final { scan-calls run new_pointed 1 1 } } */
/* { dg-final { scan-pgo "ledger: functions: 4, in the profile 3, .*lost from this file 1, with 9\\.09%" } } */
