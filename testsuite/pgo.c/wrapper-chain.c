/* Of a chain of functions that each do little but call the next, all are
   inlined, as what is in the last counts once for each call, its size too.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   3000 main:run run:hot outer:middle middle:inner inner:work work
   400 main:spin spin
   */

volatile unsigned sink;

__attribute__ ((noinline)) void
spin (unsigned n)
{
  while (n--)
    sink = n;
}

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
inner (unsigned x)
{
  MIX (x, 0x9e3779b1u);
  MIX (x, 0x85ebca6bu);
  return work (x) ^ 5; /* @work */ /* { dg-optimized "inline callee work into inner: " } */
}

unsigned
middle (unsigned x)
{
  MIX (x, 0xc2b2ae35u);
  MIX (x, 0x27d4eb2fu);
  return inner (x) ^ 6; /* @inner */ /* { dg-optimized "inline callee inner into middle: .*absorbed 3000, " } */
}

unsigned
outer (unsigned x)
{
  MIX (x, 0x165667b1u);
  MIX (x, 0xcc9e2d51u);
  return middle (x) ^ 7; /* @middle */ /* { dg-optimized "inline callee middle into outer: .*absorbed 3000, " } */
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += outer (i); /* @hot */ /* { dg-optimized "inline callee outer into run: .*absorbed 3000, " } */
  return x;
}

int
main (void)
{
  unsigned x = run (10); /* @run */
  unsigned y = 1;
  for (unsigned i = 0; i < 10; i++)
    y += outer (i);
  spin (10); /* @spin */
  puts (x == y ? "ok" : "wrong");
  return x != y;
}

/* { dg-final { scan-calls run work 1 0 } } */
