/* Where the user has asked for functions to be aligned, those without samples are as
   well.  */
/* { dg-do compile } */
/* { dg-options "-O2 -falign-functions=128" } */

/* profile:
   2000 main:hot hot:loop
   */

volatile int sink;

/* { dg-final { scan-start-aligned hot 7 1 1 } } */
__attribute__ ((noinline)) void
hot (int n)
{
  while (n--)
    sink = n; /* @loop */
}

/* { dg-final { scan-start-aligned unseen 7 1 1 } } */
void
unseen (int x) /* { dg-optimized "less code for unseen: weight 0 samples" } */
{
  sink = x;
}

int
main (void)
{
  hot (100); /* @hot */
  return 0;
}
