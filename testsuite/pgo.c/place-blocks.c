/* A block that is not in the samples of a hot function, though GCC guesses that it is as
   likely as the other, goes to the cold part; but it is compiled for speed: no
   division.  So does not one that a tenth of the samples are in.  */
/* { dg-do run } */
/* { dg-options "-O2 -freorder-blocks-and-partition" } */

/* profile:
   40000 main:run run:loop
   30000 main:run run:often
   8000 main:run run:some
   */

volatile unsigned sink, seldom;

/* { dg-final { scan-cold run 1 } } */
/* { dg-final { scan-section run {\.text} {\.text\.sorted\.\d+\.run} } } */
/* { dg-final { scan-division run 0 0 } } */
__attribute__ ((noinline)) void
run (unsigned n)
{
  unsigned i;
  for (i = 0; i < n; i++) /* @loop */
    {
      if (seldom)
	{
	  sink = i / 7;
	  sink = i / 11;
	  sink += i ^ 5;
	}
      else
	sink = i; /* @often */
      if (i & 8)
	sink ^= 3; /* @some */
    }
}

int
main (void)
{
  run (1000); /* @run */
  seldom = 1;
  run (10);
  return sink != ((9 ^ 5) ^ 3);
}
