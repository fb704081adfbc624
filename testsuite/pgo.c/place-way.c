/* A loop that nearly all of the time is spent in, behind a choice that is seldom come
   to: as all ways to the loop would be cold, and what only they lead to as well, the
   way there stays with it.  */
/* { dg-do run } */
/* { dg-options "-O2 -freorder-blocks-and-partition" } */

/* profile:
   4000000 main:run run:loop
   140 main:run run:enter
   */

volatile unsigned sink;

/* { dg-final { scan-cold run 0 } } */
/* { dg-final { scan-section run {\.text} {\.text\.sorted\.\d+\.run} } } */
__attribute__ ((noinline)) unsigned
run (unsigned n, unsigned k)
{
  unsigned i;
  sink = k * n; /* @enter */
  if (k == sink)
    for (i = 0; i < n; i++)
      sink ^= i * 5; /* @loop */
  return sink;
}

int
main (void)
{
  unsigned x = run (1000, 0); /* @run */
  return x != run (1000, 0);
}
