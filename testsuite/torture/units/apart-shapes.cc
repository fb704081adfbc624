// Shapes and functions of apart.C.

#include "apart.h"

namespace
{
struct mine : shape
{
  unsigned area (unsigned x) { return x * 5 + s; }
};

struct wide : other, shape
{
  unsigned area (unsigned x) { return x ^ o ^ s; }
  unsigned also (unsigned x) { return x % 7 ? area (x) : throw x; }
};

struct deep : virtual shape, other
{
  unsigned area (unsigned x) { return x / 3 + o; }
};
}

shape *
make_shape (unsigned i)
{
  static shape plain;
  static mine m;
  static wide w;
  static deep d;
  shape *all[] = { &plain, &m, &w, &d };
  return all[i];
}

other *
make_other (unsigned i)
{
  static wide w;
  static deep d;
  if (i % 3)
    return &w;
  return &d;
}

function
make_function (unsigned i)
{
  switch (i)
    {
    case 0: return [] (unsigned x) { return x * 7; };
    case 1: return [i] (unsigned x) { return x + i; };
    case 2: return [] (unsigned x) { return inline_area (make_shape (x % 4), x); };
    case 3: return [] (unsigned x) { return x % 3 ? x : throw x; };
    default: return [f = make_function (1)] (unsigned x) { return f (x) ^ 1; };
    }
}
