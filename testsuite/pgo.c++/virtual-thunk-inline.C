// A thunk of a method that is written in its class calls it by an alias that nothing
// outside of their section may call; the promoted call calls the method.
// { dg-do compile }
// { dg-options "-O2 -fchecking=2" }
#include "../pgo.c/work.h"

/* profile:
   9500 _Z3runP6Secondj:call _ZN4Both5valueEj
   */

struct First
{
  unsigned first = 1;
  virtual unsigned other (unsigned x) { return x + first; }
};

struct Second
{
  unsigned second = 2;
  virtual unsigned value (unsigned x) { return x + second; }
};

struct Both : First, Second
{
  unsigned both = 3;
  unsigned value (unsigned x) override // start: _ZN4Both5valueEj
  {
    WORK (x);
    return x + both;
  }
};

Both object;

unsigned
run (Second *s, unsigned x) // start: _Z3runP6Secondj
{
  for (unsigned i = 0; i < 100; i++)
    x = s->value (x); // @call // { dg-optimized "devirtualize call in _Z3runP6Secondj to _ZN4Both5valueEj: " }
  return x;
}

// { dg-final { scan-pgo "inline callee _ZN4Both5valueEj into _Z3runP6Secondj: weight" } }
