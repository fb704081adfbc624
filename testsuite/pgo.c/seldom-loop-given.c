/* In a hot function, a loop with little of its time is vectorised where an option wants all
   of them to be.  */
/* { dg-do run } */
/* { dg-options "-O2 -ftree-vectorize -fvect-cost-model=unlimited" } */
/* { dg-output "^1 34 7\[\r\n\]*$" } */
#include <stdio.h>

/* profile:
   60 main:add add:seldom
   5000 main:add add:often
   995000 main:most most:all
   */

/* { dg-final { scan-vector add 1 1 } } */
__attribute__ ((noipa)) int
add (int *a, const int *b, int n) /* { dg-optimized "options for hot add" } */
{
  if (n > 1)
    for (int i = 0; i < n; i++)
      a[i] += b[i]; /* @seldom */
  return a[0] / 5 ^ b[0] / 7 ^ a[0] % 9; /* @often */
}

__attribute__ ((noipa)) int
most (int n)
{
  return n / 3 ^ n % 7; /* @all */
}

int
main (void)
{
  static int data[] = { 31, 41, 59, 26, 53, 58, 97, 93 };
  static const int other[] = { 3, 1, 4, 1, 5, 9, 2, 6 };
  int result = add (data, other, 8); /* @add */
  result += most (0); /* @most */
  printf ("%d %d %d\n", result, data[0], data[7] % 23);
  return 0;
}
