/* A target that GCC must inline where it is called by name, or that must not be
   called by name at all, may be called indirectly only.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include "work.h"

/* profile:
   5000 main:both run:one always
   5000 main:both run:two never
   */

volatile unsigned sink;

static inline __attribute__ ((always_inline)) unsigned
always (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((error ("called"))) unsigned
never (unsigned x)
{
  WORK (x);
  return ~x;
}

__attribute__ ((noinline)) unsigned
run (unsigned (*volatile *f) (unsigned), unsigned (*volatile *g) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    {
      x += (*f) (i); /* @one */ /* { dg-missed "devirtualize call in run to always refused: compiler cannot: the target is always_inline" } */
      x += (*g) (i); /* @two */ /* { dg-missed "devirtualize call in run to never refused: compiler cannot: the target's attribute" } */
    }
  return x;
}

int
main (void)
{
  unsigned (*volatile f) (unsigned) = always;
  unsigned (*volatile g) (unsigned) = never;
  unsigned x = run (&f, &g, 100); /* @both */
  puts (x == 1u - 100 ? "ok" : "wrong");
  return x != 1u - 100;
}
