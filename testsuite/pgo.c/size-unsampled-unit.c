/* A unit of which the profile knows the functions, but has no samples, keeps what it
   has: no sample tells that the others are not executed as often.  */
/* { dg-do compile } */

/* profile:
   4000 main:run run:far foreign
   */

volatile int sink;
void foreign (int);

__attribute__ ((noinline)) void
run (int n) /* { dg-silent "less code" } */
{
  while (n--)
    foreign (n); /* @far */
}

void
unseen (int x) /* { dg-silent "less code for unseen" } */
{
  sink = x;
}

int
main (void)
{
  run (100); /* @run */
  return 0;
}

/* { dg-final { scan-pgo "counts for run: weight 0 samples" } } */
