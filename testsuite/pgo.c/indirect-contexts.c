/* Each copy of a call that is inlined in several functions is decided about by its
   own samples.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 one:use forward:call add
   5000 two:use2 forward:call sub
   */

unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

unsigned
sub (unsigned x)
{
  WORK (x);
  return x - 1;
}

static inline __attribute__ ((always_inline)) unsigned
forward (unsigned (*fn) (unsigned), unsigned x) /* start: forward */
{
  return fn (x); /* @call */ /* { dg-optimized "devirtualize call in forward to (add|sub): weight 5000 samples .* estimated share 100%" } */
}

unsigned
one (unsigned (*fn) (unsigned), unsigned x)
{
  return forward (fn, x); /* @use */
}

unsigned
two (unsigned (*fn) (unsigned), unsigned x) /* start: two */
{
  return forward (fn, x); /* @use2 */
}

/* { dg-final { scan-pgo "inline callee add into forward: " } } */
/* { dg-final { scan-pgo "inline callee sub into forward: " } } */
/* { dg-final { scan-calls one * 1 1 } } */
