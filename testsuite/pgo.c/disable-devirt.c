/* disable=devirt leaves indirect calls alone, and enable= later on the command
   line switches back on what disable= switched off.  */
/* { dg-do compile } */
/* { dg-pgo-args "disable=inline,devirt enable=inline" } */
#include "work.h"

/* profile:
   5000 start run:direct work
   5000 start run:indirect add
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
add (unsigned x)
{
  WORK (x);
  return ~x;
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += work (i);  /* @direct */ /* { dg-optimized "inline callee work into run: " } */
      x += fn[i] (i); /* @indirect */ /* { dg-silent "devirtualize" } */
    }
  return x;
}

/* { dg-final { scan-calls run work 1 0 } } */
/* { dg-final { scan-calls run * 1 1 } } */
/* { dg-final { scan-pgo-not "pgo: devirtualize" } } */
