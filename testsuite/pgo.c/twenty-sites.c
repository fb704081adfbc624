/* A callee that is hot overall, but from twenty sites none of which alone is
   in the hot set, is inlined at none of them.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   99500 start loop:spin spin
      25 start sites:s0 work
      25 start sites:s1 work
      25 start sites:s2 work
      25 start sites:s3 work
      25 start sites:s4 work
      25 start sites:s5 work
      25 start sites:s6 work
      25 start sites:s7 work
      25 start sites:s8 work
      25 start sites:s9 work
      25 start sites:s10 work
      25 start sites:s11 work
      25 start sites:s12 work
      25 start sites:s13 work
      25 start sites:s14 work
      25 start sites:s15 work
      25 start sites:s16 work
      25 start sites:s17 work
      25 start sites:s18 work
      25 start sites:s19 work
   */

volatile unsigned sink;

__attribute__ ((noinline)) void
spin (unsigned n)
{
  while (n--)
    sink = n;
}

void
loop (unsigned n)
{
  spin (n); /* @spin */
  sink++;
}

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

/* { dg-final { scan-calls sites work 20 20 } } */
/* { dg-final { scan-pgo "ledger: inline: candidates 21 = applied 0 \\+ refused 21" } } */
unsigned
sites (unsigned x)
{
  x += work (x ^ 1); /* @s0 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 2); /* @s1 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 3); /* @s2 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 4); /* @s3 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 5); /* @s4 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 6); /* @s5 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 7); /* @s6 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 8); /* @s7 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 9); /* @s8 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 10); /* @s9 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 11); /* @s10 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 12); /* @s11 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 13); /* @s12 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 14); /* @s13 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 15); /* @s14 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 16); /* @s15 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 17); /* @s16 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 18); /* @s17 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 19); /* @s18 */ /* { dg-missed "work into sites refused: cold" } */
  x += work (x ^ 20); /* @s19 */ /* { dg-missed "work into sites refused: cold" } */
  return x;
}
