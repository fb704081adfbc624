/* A call is promoted in a function that control comes back to by longjmp, with
   what the function keeps across it.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <setjmp.h>
#include <stdio.h>
#include "work.h"

/* profile:
   9000 main:run run:call add
    500 main:run run:call leave
   */

jmp_buf back;

unsigned
add (unsigned x)
{
  WORK (x);
  return x;
}

unsigned
leave (unsigned x)
{
  WORK (x);
  if (x)
    longjmp (back, 1);
  return x;
}

unsigned
work (unsigned x)
{
  WORK (x);
  return x;
}

__attribute__ ((noinline)) unsigned
run (unsigned (*const *fns) (unsigned), unsigned n)
{
  volatile unsigned i = 0, x = 1;
  if (setjmp (back))
    x += 3;
  while (i < n)
    {
      unsigned k = i++;
      x += fns[k % 8 == 5] (k); /* @call */ /* { dg-optimized "devirtualize call in run to add: " } */
    }
  return x;
}

int
main (void)
{
  unsigned (*const fns[]) (unsigned) = { add, leave };
  unsigned x = run (fns, 100); /* @run */
  unsigned y = 1;
  for (unsigned i = 0; i < 100; i++)
    y += i % 8 == 5 ? 3 : work (i);
  puts (x == y ? "ok" : "wrong");
  return x != y;
}
