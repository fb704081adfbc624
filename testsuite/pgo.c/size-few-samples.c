/* That a function has none of a few hundred samples says nothing.  */
/* { dg-do compile } */

/* profile:
   900 caller:hot hot:loop
   */

int
small (int x)
{
  return ((x ^ (x >> 3)) * 5 + (x << 4) / 3) * (x ^ (x >> 5)) + 7;
}

volatile int sink;

__attribute__ ((noinline)) void
hot (int n)
{
  while (n--)
    sink = n; /* @loop */
}

void
caller (int x)
{
  sink = small (x);
  hot (x); /* @hot */
}

/* { dg-final { scan-calls unseen small 0 0 } } */
void
unseen (int x) /* { dg-missed "less code for unseen refused: too few samples" } */
{
  sink = small (x);
}
