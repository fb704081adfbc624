/* A hot function gets no copies of traces: what is chosen behind a join would be chosen
   by a branch.  */
/* { dg-do compile } */

/* profile:
   300 main:hot hot:odd
   4000 main:hot hot:even
   4000 main:hot hot:join
   1000 main:hot hot:least
   1000 main:hot hot:most
   */

volatile int sink;

/* { dg-final { scan-choices hot 2 2 } } */
__attribute__ ((noinline)) int
hot (const int *a, int n) /* { dg-optimized "options for hot hot: weight" } */
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    {
      if (a[i] == 7)
        sink = sum;        /* @odd */
      else
        sum += a[i] * 3;   /* @even */
      sum = sum * 7 ^ sum >> 3; /* @join */
      sum = sum < 1000 ? 1000 : sum; /* @least */
      sum = sum > 90000 ? 90000 : sum; /* @most */
    }
  return sum;
}

int
main (int argc, char **argv)
{
  int a[4] = { argc, 1, 2, 3 };
  return hot (a, 4) == (long) argv; /* @hot */
}
