/* Less code is part of the optimisation "layout".  */
/* { dg-do compile } */
/* { dg-pgo-args "disable=layout" } */

/* profile:
   2000 caller:hot hot:loop
   */

int
small (int x)
{
  return ((x ^ (x >> 3)) * 5 + (x << 4) / 3) * (x ^ (x >> 5)) + 7;
}

volatile int sink;

__attribute__ ((noinline)) void
hot (int n) /* { dg-optimized "options for hot hot: weight 2000 samples" } */
{
  while (n--)
    sink = n; /* @loop */
}

/* { dg-final { scan-calls caller small 0 0 } } */
void
caller (int x)
{
  sink = small (x);
  hot (x); /* @hot */
}

/* { dg-final { scan-calls unseen small 0 0 } } */
void
unseen (int x) /* { dg-silent "less code" } */
{
  sink = small (x);
}
