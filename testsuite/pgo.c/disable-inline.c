/* Without inlining a guarded direct call gains nothing.  */
/* { dg-do compile } */
/* { dg-pgo-args "disable=inline" } */
#include "work.h"

/* profile:
   5000 start run:direct work
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += work (i); /* @direct */ /* { dg-silent "inline" } */
  return x;
}

/* { dg-final { scan-calls run work 1 1 } } */
/* { dg-final { scan-pgo-not "pgo: inline" } } */
