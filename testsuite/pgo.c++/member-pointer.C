// A call through a pointer to a member function, which may or may not be virtual.
// { dg-do run }
// { dg-output "^ok\[\r\n\]*$" }
#include <cstdio>
#include "../pgo.c/work.h"

/* profile:
   9500 main:run _Z3runR7CounterPMS_FvjEj:call _ZN7Counter3addEj
   */

struct Counter
{
  unsigned value = 1;
  void add (unsigned x);
  void sub (unsigned x);
};

void
Counter::add (unsigned x) // start: _ZN7Counter3addEj
{
  WORK (x);
  value += x;
}

void
Counter::sub (unsigned x)
{
  WORK (x);
  value -= x;
}

__attribute__ ((noinline)) void
run (Counter &counter, void (Counter::*method[]) (unsigned), unsigned n) // start: _Z3runR7CounterPMS_FvjEj
{
  for (unsigned i = 0; i < n; i++)
    (counter.*method[i % 20 == 0]) (i); // @call // { dg-optimized "devirtualize call in _Z3runR7CounterPMS_FvjEj to _ZN7Counter3addEj: " }
}

int
main () // start: main
{
  Counter a, b;
  void (Counter::*method[]) (unsigned) = { &Counter::add, &Counter::sub };
  run (a, method, 100); // @run
  for (unsigned i = 0; i < 100; i++)
    if (i % 20 == 0)
      b.sub (i);
    else
      b.add (i);
  puts (a.value == b.value ? "ok" : "wrong");
  return a.value != b.value;
}
