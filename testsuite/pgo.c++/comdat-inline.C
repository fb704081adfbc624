// An inline function, which the linker may take from any unit, is inlined where
// it is hot; its own copy stays for the cold site.
// { dg-do compile }
#include "../pgo.c/work.h"

/* profile:
   8000 start _Z3runj:hot _ZN3Box3getEj
      5 start _Z5otherj:cold _ZN3Box3getEj
   */

struct Box
{
  unsigned value;
  unsigned
  get (unsigned x) // start: _ZN3Box3getEj
  {
    WORK (x);
    WORK (x);
    WORK (x);
    return x + value;
  }
};

Box box;

unsigned
run (unsigned n) // start: _Z3runj
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += box.get (i); // @hot // { dg-optimized "inline callee _ZN3Box3getEj into _Z3runj: " }
  return x;
}

unsigned
other (unsigned x) // start: _Z5otherj
{
  return box.get (x) + 1; // @cold // { dg-missed "inline callee _ZN3Box3getEj into _Z5otherj refused: cold" }
}

unsigned
third (unsigned x)
{
  return box.get (x) ^ 1;
}

// { dg-final { scan-calls _Z3runj _ZN3Box3getEj 1 0 } }
// { dg-final { scan-calls _Z5otherj _ZN3Box3getEj 1 1 } }
