/* The blocks of a function that dispatches through computed gotos are aligned if
   it takes five percent of the time.  */
/* { dg-do run } */
/* { dg-options "-O2 -fdump-rtl-cprop" } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <stdio.h>

/* profile:
   4000 main:often often:two
   4000 main:often often:one
   300 main:seldom seldom:one2
   */

/* { dg-final { scan-aligned seldom 5 0 } } */
/* { dg-final { scan-aligned often 5 1 } } */
/* What GCC's manual advises to switch off propagates copies as well.  */
/* { dg-final { scan-pass cprop1 often 1 1 } } */
__attribute__ ((noinline)) unsigned
often (const char *code, unsigned x) /* { dg-optimized "dispatch options for often: weight 8000 samples" } */
{
  static void *const labels[] = { &&stop, &&one, &&two };
  goto *labels[(int) *code++];
one:
  x = x * 5 + 1; /* @one */
  goto *labels[(int) *code++];
two:
  x ^= x >> 3; /* @two */
  goto *labels[(int) *code++];
stop:
  return x;
}

__attribute__ ((noinline)) unsigned
seldom (const char *code, unsigned x) /* { dg-missed "dispatch options for seldom refused: cold" } */
{
  static void *const labels[] = { &&stop, &&one, &&two };
  goto *labels[(int) *code++];
one:
  x = x * 5 + 1; /* @one2 */
  goto *labels[(int) *code++];
two:
  x ^= x >> 3;
  goto *labels[(int) *code++];
stop:
  return x;
}

int
main (void)
{
  unsigned x = often ("\1\2\1", 1);  /* @often */
  unsigned y = seldom ("\1\2\1", 1); /* @seldom */
  puts (x == y && x == 31 ? "ok" : "wrong");
  return 0;
}
/* { dg-final { scan-pgo-not "work around a fault of GCC" } } */
