// A function that has been given a parameter, and one whose parameter has another type
// now, have other assembler names than in the profile.
// { dg-do compile }
#include "../pgo.c/work.h"

/* profile:
   4000 start _Z3runj:work _ZN4tool4workEj
   3000 start _Z3runj:other _ZN4tool5otherEj+1
    900 start _Z3runj:overload _ZN4tool8overloadEj+1
   */

namespace tool
{
unsigned
work (unsigned x, unsigned y) // start: _ZN4tool4workEj
{
  WORK (x);
  return x + y;
}

unsigned
other (unsigned long x)
{
  WORK (x);
  return ~x;
}

// Which of these it was nothing tells: both are called there.
unsigned
overload (int x)
{
  WORK (x);
  return x + 1;
}

unsigned
overload (long x)
{
  WORK (x);
  return x - 1;
}
}

unsigned
run (unsigned n) // start: _Z3runj
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += tool::work (i, 1); // @work // { dg-optimized "inline callee _ZN4tool4workEjj into _Z3runj: weight 4000 " }
      x += tool::other (i); // @other // { dg-optimized "inline callee _ZN4tool5otherEm into _Z3runj: weight 3000 " }
      x += tool::overload ((int) i) + tool::overload ((long) i); // @overload // { dg-silent "" }
    }
  return x;
}

// { dg-final { scan-pgo "ledger: source: .*under another name or in another file 88\\.61%" } }
