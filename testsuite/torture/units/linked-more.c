/* More targets of linked.c.  */

#include "linked.h"

static unsigned hidden (unsigned x) { return x / 3 + 1; }

static unsigned
caller (unsigned x)
{
  return pick_target (x & 1) (x) + run_inline (hidden, x);
}

operation
pick_more (unsigned i)
{
  return i ? caller : hidden;
}

unsigned
twice_more (operation f, unsigned x)
{
  return f (x) * 3 + f (~x);
}
