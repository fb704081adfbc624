// Functions in the anonymous namespace and lambdas are local: they match by name
// and file.  GCC 15 and later put an L before their identifiers, the profile does not.
// { dg-do compile }
#include "../pgo.c/work.h"

/* profile:
   4000 start _Z3runj:work _ZN12_GLOBAL__N_14workEj
   4000 start _ZN12_GLOBAL__N_15otherEj@elsewhere.C+1
   */

namespace
{
unsigned
work (unsigned x) // start: _ZN12_GLOBAL__N_14workEj
{
  WORK (x);
  WORK (x);
  return x;
}

unsigned
other (unsigned x)
{
  WORK (x);
  WORK (x);
  return ~x;
}
}

unsigned
run (unsigned n) // start: _Z3runj
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += work (i); // @work // { dg-optimized "inline callee _ZN12_GLOBAL__N_1L?4workEj into _Z3runj: " }
      x += other (i); // @other // { dg-silent "" }
    }
  return x;
}

unsigned
second (unsigned x)
{
  return work (x) + other (x);
}

unsigned
third (unsigned x)
{
  return work (x) ^ other (x);
}

// { dg-final { scan-calls _Z3runj _ZN12_GLOBAL__N_1L?4workEj 1 0 } }
// { dg-final { scan-calls _Z3runj _ZN12_GLOBAL__N_1L?5otherEj 1 1 } }
