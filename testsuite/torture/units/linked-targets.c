/* Targets of linked.c.  */

#include "linked.h"

static unsigned hidden (unsigned x) { return x ^ x >> 3; }
static unsigned second (unsigned x) { return x * 7; }
unsigned shared (unsigned x) { return run_inline (hidden, x) - 3; }
__attribute__ ((noinline)) static unsigned third (unsigned x) { return x + 13; }

static struct record
plain (struct record r, signed char c)
{
  r.x[2] += c;
  return r;
}

static struct record
turned (struct record r, signed char c)
{
  return (struct record) { { r.x[1], c, r.x[0] } };
}

operation
pick_target (unsigned i)
{
  static operation const all[] = { hidden, second, third };
  return all[i];
}

struct record (*pick_record (unsigned i)) (struct record, signed char)
{
  return i ? turned : plain;
}

unsigned
twice_target (operation f, unsigned x)
{
  return f (f (x)) + run_inline (pick_more (0), x);
}
