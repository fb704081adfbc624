/* What is left of a function that is inlined where it is hot has only the
   samples of the other calls, whatever it is inlined by way of.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   5000 run:hot work+2
   5000 top:deep mid:leaf leaf+2
      8 rare:cold work+2
      6 side:far mid:leaf leaf+2
   */

unsigned
work (unsigned x) /* { dg-missed "options for hot work refused: cold.*weight 8 samples" } */
{
  WORK (x);
  return x;
}

unsigned
leaf (unsigned x) /* { dg-silent "options for hot" } */
{
  WORK (x);
  return x;
}

unsigned
mid (unsigned x) /* { dg-missed "options for hot mid refused: cold.*weight 6 samples" } */
{
  MIX (x, 0x9e3779b1u); MIX (x, 0x85ebca6bu); MIX (x, 0xc2b2ae35u);
  MIX (x, 0x27d4eb2fu); MIX (x, 0x165667b1u); MIX (x, 0xcc9e2d51u);
  return leaf (x) + 1; /* @leaf */ /* { dg-optimized "inline callee leaf into mid: " } */
}

unsigned
run (unsigned n) /* { dg-optimized "options for hot run: weight 5000 samples" } */
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += work (i); /* @hot */ /* { dg-optimized "inline callee work into run: " } */
  return x;
}

unsigned
top (unsigned n) /* { dg-optimized "options for hot top: weight 5000 samples" } */
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += mid (i); /* @deep */ /* { dg-optimized "inline callee mid into top: " } */
  return x;
}

unsigned
rare (unsigned x)
{
  return work (x) + 1; /* @cold */ /* { dg-missed "inline callee work into rare refused: cold" } */
}

unsigned
side (unsigned x)
{
  return mid (x) + 1; /* @far */ /* { dg-missed "inline callee mid into side refused: cold" } */
}

/* { dg-final { scan-pgo "counts for work: weight 8 samples" } } */
/* { dg-final { scan-pgo "counts for mid: weight 6 samples" } } */
/* { dg-final { scan-pgo "counts for top: weight 5000 samples" } } */
