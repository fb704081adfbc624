// A virtual call through the second base: the vtable has a thunk that moves
// "this", and the profile the method.  The guard compares with the thunk, and the
// method is inlined for the moved object.
// { dg-do run }
// { dg-output "^ok\[\r\n\]*$" }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   9500 main:run _Z3runPP6Secondj:call _ZN4Both5valueEj
   */

struct First
{
  unsigned first = 1;
  virtual unsigned other (unsigned x) { return x + first; }
  virtual ~First () {}
};

struct Second
{
  unsigned second = 2;
  virtual unsigned value (unsigned x) { return x + second; }
  virtual ~Second () {}
};

struct Both : First, Second
{
  unsigned both = 3;
  unsigned value (unsigned x) override;
};

unsigned
Both::value (unsigned x) // start: _ZN4Both5valueEj
{
  WORK (x);
  return x + first * 100 + second * 10 + both;
}

__attribute__ ((noinline)) unsigned
run (Second **objects, unsigned n) // start: _Z3runPP6Secondj
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = objects[i & 1]->value (x); // @call // { dg-optimized "devirtualize call in _Z3runPP6Secondj to _ZN4Both5valueEj: " }
  return x;
}

int
main () // start: main
{
  Both a, b;
  b.first = 7;
  Second *objects[2] = { &a, &b };
  unsigned x = run (objects, 100); // @run
  unsigned y = 1;
  for (unsigned i = 0; i < 100; i++)
    y = (i & 1 ? b : a).Both::value (y);
  puts (x == y ? "ok" : "wrong");
  return x != y;
}


// { dg-final { scan-pgo "inline callee _ZN4Both5valueEj into _Z3runPP6Secondj: weight" } }
