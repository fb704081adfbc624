/* The loops of a hot function are aligned as GCC has it, and not to a line of the cache.  */
/* { dg-do compile } */

/* profile:
   9900 main:hot hot:loop
   20 main:warm warm:turn
   */

volatile unsigned sink;

/* { dg-final { scan-aligned hot 6 0 } } */
__attribute__ ((noinline)) void
hot (unsigned n) /* { dg-optimized "options for hot hot: weight 9900 samples" } */
{
  while (n--)
    sink += n; /* @loop */
}

/* { dg-final { scan-aligned warm 6 0 } } */
__attribute__ ((noinline)) void
warm (unsigned n) /* { dg-missed "options for hot warm refused: cold" } */
{
  while (n--)
    sink -= n; /* @turn */
}

int
main (void)
{
  hot (100);  /* @hot */
  warm (100); /* @warm */
  return 0;
}
