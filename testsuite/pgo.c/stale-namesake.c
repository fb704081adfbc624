/* What the profile knows of another file of this name, in another directory, is
   not missing here.  */
/* { dg-do compile } */

/* profile:
   100 run+1
   900 other@elsewhere/stale-namesake.c+1
   */

unsigned
run (unsigned n)
{
  return n + 1;
}

/* { dg-final { scan-pgo "ledger: functions: 1, in the profile 1, with 10.00% of its weight; lost from this file 0, " } } */
