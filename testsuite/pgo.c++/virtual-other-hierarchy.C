// The profile's target is a method of a class that the object cannot have: the
// source has changed, and the call is left alone.
// { dg-do compile }
#include "../pgo.c/work.h"

/* profile:
   9500 start _Z3runP5Shapej:call _ZN5Plant4growEj
   */

struct Shape
{
  virtual unsigned area (unsigned x) = 0;
};

struct Plant
{
  virtual unsigned grow (unsigned x);
};

unsigned
Plant::grow (unsigned x) // start: _ZN5Plant4growEj
{
  WORK (x);
  return x;
}

unsigned
run (Shape *shape, unsigned n) // start: _Z3runP5Shapej
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = shape->area (x); // @call // { dg-missed "devirtualize call in _Z3runP5Shapej .*refused: " }
  return x;
}

// { dg-final { scan-calls _Z3runP5Shapej * 1 1 } }
