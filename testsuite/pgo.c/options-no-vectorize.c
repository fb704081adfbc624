/* Options that the user has given for a group of others stay in a hot function.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fno-tree-vectorize" } */

/* profile:
   9900 main:hot hot:loop
   */

int numbers[1 << 20];

/* { dg-final { scan-vector hot 0 0 } } */
__attribute__ ((noinline)) void
hot (int n) /* { dg-optimized "options for hot hot: weight 9900 samples" } */
{
  for (int i = 0; i < n; i++)
    numbers[i] += n; /* @loop */
}

int
main (void)
{
  hot (100); /* @hot */
  return numbers[0];
}
