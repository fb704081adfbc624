/* The cold code that an asm goto jumps to stays in its function's section: the jump
   may be too short for another.  */
/* { dg-do compile } */
/* { dg-options "-O2 -freorder-blocks-and-partition" } */

/* profile:
   40000 main:run run:all
   */

unsigned rare (unsigned);

/* { dg-final { scan-cold run 0 } } */
/* { dg-final { scan-pgo "work around a fault of GCC in run: labels that belong together" } } */
/* { dg-final { scan-pgo "ledger: workaround: candidates 1 = applied 1 . refused 0" } } */
__attribute__ ((noinline)) unsigned
run (unsigned x)
{
  x = x * 17 + (x ^ 33) * x; /* @all */
  __asm__ goto ("" : : "r" (x) : : slow);
  return x;
slow:
  return rare (x) + rare (x + 1) * rare (x + 2);
}

int
main (void)
{
  unsigned x = 1;
  for (unsigned i = 0; i < 100; i++)
    x += run (i); /* @run */
  return x;
}
