// A site in a template is a site of each instance: the same source line is hot in
// one and cold in the other.
// { dg-do compile }
#include "../pgo.c/work.h"

/* profile:
   8000 start _Z4loopIjET_S0_:call _Z4workj
      5 start _Z4loopImET_S0_:call _Z4workj
   */

unsigned
work (unsigned x) // start: _Z4workj
{
  WORK (x);
  return x;
}

template <typename T>
T
loop (T n) // start: _Z4loopIjET_S0_ _Z4loopImET_S0_
{
  T x = 1;
  for (T i = 0; i < n; i++)
    x += work (i); // @call // { dg-optimized "inline callee _Z4workj into _Z4loopIjET_S0_: " }
  return x; // The other instance's verdict stands on the same line.
}

template unsigned loop (unsigned);
template unsigned long loop (unsigned long);

// { dg-final { scan-calls _Z4loopIjET_S0_ _Z4workj 1 0 } }
// { dg-final { scan-calls _Z4loopImET_S0_ _Z4workj 1 1 } }
// { dg-final { scan-pgo "inline callee _Z4workj into _Z4loopImET_S0_ refused: cold" } }
