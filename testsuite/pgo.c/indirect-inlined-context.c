/* A call that goes to one target for each caller of its function, and is looked at
   again when that is inlined there.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   3000 main:one one:use forward
   5000 main:one one:use forward:call add
   3000 main:two two:use2 forward
   5000 main:two two:use2 forward:call sub
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

unsigned
forward (unsigned (*fn) (unsigned), unsigned x)
{
  MIX (x, 0x9e3779b1u); MIX (x, 0x85ebca6bu); MIX (x, 0xc2b2ae35u);
  return fn (x); /* @call */ /* { dg-optimized "devirtualize call in forward to (add|sub): weight 5000 samples" } */
}

__attribute__ ((noinline)) unsigned
one (unsigned (*fn) (unsigned), unsigned x)
{
  return forward (fn, x) + 3; /* @use */ /* { dg-optimized "inline callee forward into one" } */
}

__attribute__ ((noinline)) unsigned
two (unsigned (*fn) (unsigned), unsigned x)
{
  return forward (fn, x) + 4; /* @use2 */ /* { dg-optimized "inline callee forward into two" } */
}

int
main (int argc, char **argv)
{
  (void) argv;
  unsigned x = one (argc > 9 ? sub : add, 7); /* @one */
  unsigned y = two (argc > 9 ? add : sub, 7); /* @two */
  puts (x != y && forward (add, 7) + 3 == x && forward (sub, 7) + 4 == y ? "ok" : "wrong");
}

/* { dg-final { scan-pgo "inline callee add into forward: " } } */
/* { dg-final { scan-pgo "inline callee sub into forward: " } } */
/* { dg-final { scan-pgo "devirtualize call in forward to (add|sub) refused: estimated share" } } */
