/* { dg-additional-sources "units/linked-targets.c units/linked-more.c" } */
/* Calls whose targets are in other units, some of them static and of one name, some
   the only one of a call, some of several units; and calls in functions that get
   inlined in other units.  */

#include "units/linked.h"

#include <stdlib.h>

static unsigned hidden (unsigned x) { return x * 3 + 11; }

static unsigned
apply (operation f, unsigned x)
{
  return f (x);
}

/* Of one target each, which is another unit's.  */
__attribute__ ((noinline)) static unsigned
near_end (unsigned x)
{
  return apply (pick_target (0), x) + apply (pick_more (0), x);
}

/* Of targets here and there.  */
static unsigned
mixed (unsigned x, unsigned i)
{
  operation all[] = { hidden, pick_target (0), pick_more (0), shared };
  return all[i % 16 ? i % 2 : i / 16 % 4](x) + apply (all[x & 3], i);
}

static unsigned
record (struct record (*f) (struct record, signed char), unsigned x)
{
  struct record r = { { x, x >> 8, x >> 16 } };
  return f (r, x).x[2];
}

int
main (void)
{
  unsigned x = 1;

  for (unsigned i = 0; i < 2000; i++)
    {
      x = x * 31 + near_end (i) + mixed (x, i);
      x += apply (i % 3 ? pick_target (1) : pick_more (1), x);
      x ^= twice_target (hidden, i) + twice_more (shared, x);
      x += twice_target (pick_more (i % 2), i) + twice_more (pick_target (i % 2), x);
      x += record (i % 5 ? pick_record (0) : pick_record (1), x);
      x += run_inline (i & 1 ? hidden : pick_target (2), x);
    }
  if (x != 1996316791u)
    abort ();
  return 0;
}
