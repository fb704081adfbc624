// A callee that throws, inlined at a hot site within a try block: the handler
// still catches.
// { dg-do run }
// { dg-output "^caught 10 " }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   5000 main:run _Z3runj:call _Z6riskedj
   */

struct Failure
{
  unsigned value;
};

unsigned
risked (unsigned x) // start: _Z6riskedj
{
  if (x % 10 == 9)
    throw Failure { x };
  WORK (x);
  return x;
}

__attribute__ ((noinline)) unsigned
run (unsigned n) // start: _Z3runj
{
  unsigned caught = 0;
  volatile unsigned sink = 0;
  for (unsigned i = 0; i < n; i++)
    try
      {
        sink += risked (i); // @call // { dg-optimized "inline callee _Z6riskedj into _Z3runj: " }
      }
    catch (const Failure &failure)
      {
        caught += failure.value % 10 == 9;
      }
  return caught;
}

int
main () // start: main
{
  printf ("caught %u \n", run (100)); // @run
  return 0;
}

// { dg-final { scan-calls _Z3runj _Z6riskedj 1 0 } }
