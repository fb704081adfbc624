/* A loop of a function that is not hot is vectorised where the compiler does so by itself,
   as GCC does from 12 on, however little of the time it has.  */
/* { dg-do run } */
/* { dg-output "^64 126\[\r\n\]*$" } */
#include <stdio.h>

/* profile:
   1000000 main:hot hot:work
   30 main:warm warm:add
   */

__attribute__ ((noipa)) int
hot (int n) /* { dg-optimized "options for hot hot" } */
{
  return n / 3 ^ n % 7; /* @work */
}

/* { dg-final { scan-vector-as-without warm } } */
__attribute__ ((noipa)) void
warm (int *restrict a, const int *restrict b) /* { dg-missed "options for hot warm refused: cold" } */
{
  for (int i = 0; i < 64; i++)
    a[i] += b[i]; /* @add */
}

int
main (void)
{
  static int a[64], b[64];
  for (int i = 0; i < 64; i++)
    {
      a[i] = i;
      b[i] = 64 - (i & 1);
    }
  int n = hot (200); /* @hot */
  warm (a, b);       /* @warm */
  printf ("%d %d\n", a[0], a[63] + (n != (200 / 3 ^ 200 % 7)));
  return 0;
}
