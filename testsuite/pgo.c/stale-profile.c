/* More than half of the weight that belongs to this file is on functions that it
   no longer has: one warning says so.  */
/* { dg-do compile } */
/* { dg-warning "profile is stale for .*stale-profile.c.*: 1 of its functions, with 90% of its weight.*-Wmissing-profile" "" { target *-*-* } 0 } */

/* profile:
   100 run+1
   900 gone+1
   */

unsigned
run (unsigned n)
{
  return n + 1;
}
