// Calls of what the other units of apart.C have.

#include "apart.h"

unsigned
call_area (shape *s, unsigned x)
{
  return inline_area (s, x) + s->area (x);
}

unsigned
call_also (other *o, unsigned x)
{
  try
    {
      return o->also (x);
    }
  catch (unsigned y)
    {
      return o->also (y + 1);
    }
}

unsigned
call_function (const function &f, unsigned x)
{
  return inline_call (f, x) + inline_call (make_function (x % 2), x);
}
