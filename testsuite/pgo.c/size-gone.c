/* Where the profile has functions of the file that it has no more, one without samples may
   do their work now: it is compiled as without a profile.  */
/* { dg-do compile } */

/* profile:
   1980 hot:loop
   20 vanished+1
   */

volatile int sink;

__attribute__ ((noinline)) void
hot (int n) /* { dg-optimized "options for hot hot: weight 1980 samples" } */
{
  while (n--)
    sink = n; /* @loop */
}

void
unseen (int x) /* { dg-missed "less code for unseen refused: functions of the profile are gone, and this one may do their work" } */
{
  sink = x;
}

/* { dg-final { scan-section unseen {\.text} {\.text} } } */
