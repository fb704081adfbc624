/* What the dialects of profiles are tried on: a callee with one call, one
   with two, an indirect call that is alone and two that are not.  Every frame
   has a mark; see dialect.exp.  */
#include "../pgo.c/work.h"

/* profile:
   5000 main:run run:hot work:deep
    600 main:run run:hot(work:deep)
    900 main:run run:first pair:xor
    400 main:run run:hot(work:deeper)
   2000 main:run run:call add:sum
    100 main:run run:call sub:difference
      5 main:run run:second pair:xor
    195 main:run run:loop
    800 main:two two:one add:sum
    300 main:two two:other sub:difference
*/

unsigned
work (unsigned x)
{
  WORK (x);     /* @deep */
  return x + 1; /* @deeper */
}

static unsigned
pair (unsigned x)
{
  WORK (x);
  return x ^ 5; /* @xor */
}

unsigned
add (unsigned x, unsigned y)
{
  WORK (x);
  return x + y; /* @sum */
}

unsigned
sub (unsigned x, unsigned y)
{
  WORK (x);
  return x - y; /* @difference */
}

struct ops
{
  unsigned (*fn) (unsigned, unsigned);
};

__attribute__ ((noinline)) unsigned
run (const struct ops *ops, unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++) /* @loop */
    {
      x = work (x + i);          /* @hot */
      x = pair (x);              /* @first */
      x = ops[i % 20].fn (x, i); /* @call */
      if (x % 1024 == 7)
        x = pair (x + 1); /* @second */
    }
  return x;
}

__attribute__ ((noinline)) unsigned
two (const struct ops *ops, unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x = ops[i % 20].fn (x, i);       /* @one */
      x = ops[(i + 1) % 20].fn (x, x); /* @other */
    }
  return x;
}

int
main (void)
{
  struct ops ops[20];
  for (unsigned i = 0; i < 20; i++)
    ops[i].fn = i ? add : sub;
  unsigned x = run (ops, 1000);    /* @run */
  return x + two (ops, 1000) == 0; /* @two */
}
