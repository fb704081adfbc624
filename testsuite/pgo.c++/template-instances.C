// Two instances of one template are two functions, on the same lines: the hot
// one is inlined, the cold one is not.
// { dg-do compile }
#include "../pgo.c/work.h"

/* profile:
   8000 start _Z4intsj:ints _Z3sumIjET_S0_
      5 start _Z5longsj:longs _Z3sumImET_S0_
   */

template <typename T>
T
sum (T t) // start: _Z3sumIjET_S0_ _Z3sumImET_S0_
{
  unsigned x = t;
  WORK (x);
  return x + t;
}

unsigned
ints (unsigned n) // start: _Z4intsj
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += sum<unsigned> (i); // @ints // { dg-optimized "inline callee _Z3sumIjET_S0_ into _Z4intsj: " }
  return x;
}

unsigned long
longs (unsigned n) // start: _Z5longsj
{
  unsigned long x = 1;
  for (unsigned i = 0; i < n; i++)
    x += sum<unsigned long> (i); // @longs // { dg-missed "inline callee _Z3sumImET_S0_ into _Z5longsj refused: cold" }
  return x;
}

// { dg-final { scan-calls _Z4intsj _Z3sumIjET_S0_ 1 0 } }
// { dg-final { scan-calls _Z5longsj _Z3sumImET_S0_ 1 1 } }
