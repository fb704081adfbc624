/* A hot call in what GCC inlines whatever happens is GCC's to decide.  */
/* { dg-do compile } */
/* { dg-options "-O2 -Wno-attributes" } */
#include "work.h"

/* profile:
   5000 start always:call work
   5000 start plain:call2 work
   */

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((always_inline)) unsigned
always (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += work (i); /* @call */ /* { dg-missed "inline callee work into always refused: compiler cannot: the caller is flatten or always_inline" } */
  return x;
}

unsigned
plain (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x ^= work (i); /* @call2 */ /* { dg-optimized "inline callee work into plain: " } */
  return x;
}

/* { dg-final { scan-calls always work 1 1 } } */
/* { dg-final { scan-calls plain work 1 0 } } */
