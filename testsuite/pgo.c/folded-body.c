/* GCC finds functions equal and makes them one: the samples of all have one's name.
   The others are no colder for that, but one that only looks alike is.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   4000 run:call alpha:first
   */

__attribute__ ((noinline)) static unsigned
alpha (unsigned x)
{
  WORK (x); /* @first */
  return x + 11;
}

__attribute__ ((noinline)) static unsigned
beta (unsigned x) /* { dg-silent "less code for beta" } */
{
  WORK (x);
  return x + 11;
}

__attribute__ ((noinline)) static unsigned
gamma_1 (unsigned x) /* { dg-optimized "less code for gamma_1" } */
{
  WORK (x);
  return x + 12;
}

__attribute__ ((noinline, optimize ("no-ipa-icf"))) static unsigned
delta (unsigned x) /* { dg-missed "less code for delta refused" } */
{
  WORK (x);
  return x + 11;
}

unsigned
run (unsigned x)
{
  x = alpha (x); /* @call */
  x = beta (x);
  x = gamma_1 (x);
  return delta (x);
}
