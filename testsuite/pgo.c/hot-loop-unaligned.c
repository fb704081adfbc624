/* Where the user wants no loop aligned, a hot function's is not either.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fno-align-loops" } */

/* profile:
   9900 main:hot hot:loop
   */

volatile unsigned sink;

/* { dg-final { scan-aligned hot 6 0 } } */
__attribute__ ((noinline)) void
hot (unsigned n) /* { dg-optimized "options for hot hot: weight 9900 samples" } */
{
  while (n--)
    sink += n; /* @loop */
}

int
main (void)
{
  hot (100); /* @hot */
  return 0;
}
