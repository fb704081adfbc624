/* Indirect calls of unusual functions: one that does not return, one that takes and
   gives a struct, one that calls itself through a pointer, one that is nested and
   has a static chain.  Whatever is decided, the program works.  */
/* { dg-do run } */
/* The nested function wants an executable stack.  */
/* { dg-options "-O2 -Wl,-z,execstack" } */
/* { dg-output "^4950 4950 ok\[\r\n\]*$" } */
#include <stdio.h>
#include <stdlib.h>
#include "work.h"

/* profile:
   2000 main:leave leave:exit stop
   2000 main:structs structs:call grow
   2000 main:start count:again count
   2000 main:nest nest:inner inner
   */

struct large
{
  unsigned v[20];
};

volatile unsigned sink;

__attribute__ ((noreturn)) void
stop (unsigned x)
{
  WORK (x);
  sink = x;
  puts ("ok");
  exit (0);
}

struct large
grow (struct large s)
{
  unsigned x = s.v[1];
  WORK (x);
  sink = x;
  s.v[0] += s.v[1];
  s.v[1]++;
  return s;
}

unsigned
count (unsigned n, void *self)
{
  unsigned x = n;
  WORK (x);
  sink = x;
  unsigned (*again) (unsigned, void *) = self;
  return n == 0 ? 0 : again (n - 1, self) + 1; /* @again */ /* { dg-missed "devirtualize call in count to count refused: recursive" } */
}

__attribute__ ((noinline)) void
leave (void (*volatile *f) (unsigned), unsigned x)
{
  (*f) (x); /* @exit */ /* { dg-optimized "devirtualize call in leave to stop: " } */
  puts ("not reached");
}

__attribute__ ((noinline)) struct large
structs (struct large (*volatile *f) (struct large), struct large s)
{
  for (unsigned i = 0; i < 100; i++)
    s = (*f) (s); /* @call */ /* { dg-optimized "devirtualize call in structs to grow: " } */
  return s;
}

__attribute__ ((noinline)) unsigned
nest (unsigned n)
{
  unsigned total = 0;
  void
  inner (unsigned x) /* start: inner */
  {
    total += x;
    WORK (x);
    sink = x;
  }
  void (*volatile f) (unsigned) = inner;
  for (unsigned i = 0; i < n; i++)
    f (i); /* @inner */ /* { dg-silent "devirtualize call in nest to inner: " } */
  return total;
}

int
main (void)
{
  struct large (*volatile g) (struct large) = grow;
  void (*volatile f) (unsigned) = stop;
  struct large s = structs (&g, (struct large) { { 0 } }); /* @structs */
  printf ("%u %u ", s.v[0], nest (100)); /* @nest */
  if (count (5, count) != 5) /* @start */
    abort ();
  leave (&f, 3); /* @leave */
  return 1;
}
