/* A callee that GCC supposes to run once, as it does not return, and that has the
   samples: the profile's word counts.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>
#include <stdlib.h>
#include "work.h"

/* profile:
   9500 main:run run:serve serve
   */

__attribute__ ((noreturn)) void
serve (unsigned x)
{
  for (unsigned i = 0; i < 10; i++)
    WORK (x);
  puts (x ? "ok" : "wrong");
  exit (0);
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  serve (n); /* @serve */ /* { dg-optimized "inline callee serve into run: weight 9500 samples" } */
}

int
main (int argc, char **argv)
{
  (void) argv;
  run (argc); /* @run */
}

/* { dg-final { scan-calls run serve 1 0 } } */
