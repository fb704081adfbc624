// What is inlined in a target is the target's own: of two lambdas that have the same
// time, the small one has most of the calls.  Neither has a name that is its own
// in debugging information.
// { dg-do compile }
#include "../pgo.c/work.h"

/* profile:
     50 start _Z3runPPFjPvjES_j:call
   4000 start _Z3runPPFjPvjES_j:call _ZN12_GLOBAL__N_16invokeIZ4makevEUljE_EEjPvj:body(operator{}@function-lambda.C:28+0)
   4000 start _Z3runPPFjPvjES_j:call _ZN12_GLOBAL__N_16invokeIZ4makevEUljE0_EEjPvj:body(operator{}@function-lambda.C:29+1)
   */

namespace
{
template <typename function>
unsigned
invoke (void *f, unsigned x) // start: _ZN12_GLOBAL__N_16invokeIZ4makevEUljE_EEjPvj _ZN12_GLOBAL__N_16invokeIZ4makevEUljE0_EEjPvj
{
  return (*(function *) f) (x); // @body
}
}

unsigned (*targets[2]) (void *, unsigned);

void
make ()
{
  auto small = [] (unsigned x) { return x * 3 ^ 5; };
  auto large = [] (unsigned x) {
    WORK (x);
    WORK (x);
    WORK (x);
    WORK (x);
    return x;
  };
  targets[0] = invoke<decltype (small)>;
  targets[1] = invoke<decltype (large)>;
}

unsigned
run (unsigned (**fn) (void *, unsigned), void *f, unsigned n) // start: _Z3runPPFjPvjES_j
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (f, x); // @call // { dg-optimized "devirtualize call in _Z3runPPFjPvjES_j to _ZN12_GLOBAL__N_16invokeIZ4makevEUljE_EEjPvj: weight 8000 samples" }
  return x;
}
