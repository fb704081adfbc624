// A virtual call within a try block, promoted: both the guarded and the other
// call keep their way to the handler.
// { dg-do run }
// { dg-output "^caught 15 " }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   9500 main:run _Z3runPP4Basej:call _ZN5Often5valueEj
   */

struct Base
{
  virtual unsigned value (unsigned x) = 0;
};

struct Often : Base
{
  unsigned value (unsigned x) override;
};

struct Seldom : Base
{
  unsigned value (unsigned x) override;
};

unsigned
Often::value (unsigned x) // start: _ZN5Often5valueEj
{
  if (x % 10 == 9)
    throw 1;
  WORK (x);
  return x;
}

unsigned
Seldom::value (unsigned x)
{
  if (x % 20 == 0)
    throw 1L;
  return x;
}

__attribute__ ((noinline)) unsigned
run (Base **objects, unsigned n) // start: _Z3runPP4Basej
{
  unsigned caught = 0;
  volatile unsigned sink = 0;
  for (unsigned i = 0; i < n; i++)
    try
      {
        sink += objects[i % 20 == 0]->value (i); // @call // { dg-optimized "devirtualize call in _Z3runPP4Basej to _ZN5Often5valueEj: " }
      }
    catch (int)
      {
        caught++;
      }
    catch (long)
      {
        caught++;
      }
  return caught;
}

int
main () // start: main
{
  Often often;
  Seldom seldom;
  Base *objects[2] = { &often, &seldom };
  printf ("caught %u \n", run (objects, 100)); // @run
  return 0;
}
