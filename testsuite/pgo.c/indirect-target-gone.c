/* The profile's target is inlined where it is called by name, and is gone when the
   call through a pointer is looked at again in its inlined copy.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   1000 user:in apply:call add
   500 user:in apply:call
   1000 other:named add
   */

static unsigned
add (unsigned x)
{
  WORK (x);
  return x + 3;
}

static unsigned
apply (unsigned (**fn) (unsigned), unsigned x)
{
  for (unsigned i = 0; i < 3; i++)
    x += fn[i] (x) * 3; /* @call */ /* { dg-missed "devirtualize call in apply to add refused" } */
  return x;
}

unsigned
user (unsigned (**fn) (unsigned), unsigned x)
{
  return apply (fn, x); /* @in */ /* { dg-optimized "inline callee apply into user" } */
}

unsigned
other (unsigned x)
{
  return add (x + 1); /* @named */ /* { dg-optimized "inline callee add into other" } */
}

/* { dg-final { scan-calls user * 1 1 } } */
