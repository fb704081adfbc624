// { dg-additional-sources "units/apart-shapes.cc units/apart-calls.cc" }
// Classes, lambdas and exceptions of several units: virtual calls of classes without a
// name elsewhere, function objects made in one unit and called in another, inline
// functions that each unit has, and thunks that only one has.

#include "units/apart.h"

#include <cstdlib>

namespace
{
struct mine : other, shape
{
  unsigned area (unsigned x) { return x * 3 + o; }
  unsigned also (unsigned x) { return x ^ 21; }
};
}

int
main ()
{
  mine m;
  unsigned x = 1;

  for (unsigned i = 0; i < 500; i++)
    {
      shape *s = make_shape (i % 8 ? 1 : i / 8 % 4);
      x = x * 31 + inline_area (s, x) + call_area (&m, i) + call_area (s, x);
      x += inline_area (i % 3 ? &m : s, x) + call_also (i % 4 ? make_other (i) : &m, x);
      function f = make_function (i % 5), g = [i] (unsigned y) { return y + i; };
      x ^= call_function (f, x) + call_function (g, x) + inline_call (f, i);
      x += inline_call (g, i) + call_function (make_function (4), x);
    }
  if (x != 3118457296u)
    abort ();
  return 0;
}
