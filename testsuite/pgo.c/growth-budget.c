/* Equally hot sites are inlined until the growth budget is spent; the order is
   that of the source, and the rest is refused with that reason.  */
/* { dg-do compile } */
/* { dg-pgo-args "growth-percent=0" } */
#include "work.h"

/* profile:
   1000 start sites:s0 work
   1000 start sites:s1 work
   1000 start sites:s2 work
   1000 start sites:s3 work
   1000 start sites:s4 work
   1000 start sites:s5 work
   1000 start sites:s6 work
   1000 start sites:s7 work
   1000 start sites:s8 work
   1000 start sites:s9 work
   */

unsigned
work (unsigned x)
{
  WORK (x);
  WORK (x);
  return x;
}

unsigned
sites (unsigned x)
{
  x += work (x ^ 1);  /* @s0 */
  x += work (x ^ 2);  /* @s1 */
  x += work (x ^ 3);  /* @s2 */
  x += work (x ^ 4);  /* @s3 */
  x += work (x ^ 5);  /* @s4 */
  x += work (x ^ 6);  /* @s5 */
  x += work (x ^ 7);  /* @s6 */
  x += work (x ^ 8);  /* @s7 */
  x += work (x ^ 9);  /* @s8 */
  x += work (x ^ 10); /* @s9 */ /* { dg-missed "work into sites refused: .*budget" } */
  return x;
}
