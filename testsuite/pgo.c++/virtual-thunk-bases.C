// Thunks of other kinds: through a virtual base, whose offset stands in the vtable,
// and one that changes the result, which is a function of its own and left alone.
// { dg-do run }
// { dg-output "^ok\[\r\n\]*$" }
// { dg-options "-O2 -fno-devirtualize-speculatively" }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   9500 main:run _Z3runPP4Basej:call _ZTv0_n24_N7Derived5valueEj
   4500 main:copy _Z4copyPP4Basej:clone _ZN7Derived5cloneEj
   4500 main:copy _Z4copyPP4Basej:clone _ZTch0_v0_n32_N7Derived5cloneEj
   */

struct Base
{
  unsigned base = 2;
  virtual unsigned value (unsigned x) { return x + base; }
  virtual Base *clone (unsigned x) { return x ? this : nullptr; }
  virtual ~Base () {}
};

struct Derived : virtual Base
{
  unsigned derived = 3;
  unsigned value (unsigned x) override;
  Derived *clone (unsigned x) override;
};

unsigned
Derived::value (unsigned x) // start: _ZN7Derived5valueEj
{
  WORK (x);
  return x + base * 10 + derived;
}

Derived *
Derived::clone (unsigned x) // start: _ZN7Derived5cloneEj
{
  WORK (x);
  derived += x;
  return this;
}

__attribute__ ((noinline)) unsigned
run (Base **objects, unsigned n) // start: _Z3runPP4Basej
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = objects[i & 1]->value (x); // @call // { dg-optimized "devirtualize call in _Z3runPP4Basej to _ZN7Derived5valueEj: " }
  return x;
}

__attribute__ ((noinline)) unsigned
copy (Base **objects, unsigned n) // start: _Z4copyPP4Basej
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += objects[i & 1]->clone (i)->base; // @clone // { dg-silent "devirtualize call in _Z4copyPP4Basej to _ZN7Derived5cloneEj: " }
  return x;
}

int
main () // start: main
{
  Derived a, b;
  b.base = 7;
  Base *objects[2] = { &a, &b };
  unsigned x = run (objects, 100); // @run
  unsigned y = 1;
  for (unsigned i = 0; i < 100; i++)
    y = (i & 1 ? b : a).Derived::value (y);
  unsigned z = copy (objects, 100); // @copy
  puts (x == y && z == 1 + 50 * (2 + 7) ? "ok" : "wrong");
  return 0;
}
