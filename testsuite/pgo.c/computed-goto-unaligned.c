/* Computed gotos where the user wants other alignments, or none: these stay.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fno-align-jumps -falign-loops=8 -falign-functions=16" } */

/* profile:
   4000 main:often often:two
   4000 main:often often:one
   */

/* { dg-final { scan-aligned often 5 0 } } */
__attribute__ ((noinline)) unsigned
often (const char *code, unsigned x) /* { dg-optimized "dispatch options for often: weight 8000 samples" } */
{
  static void *const labels[] = { &&stop, &&one, &&two };
  goto *labels[(int) *code++];
one:
  x = x * 5 + 1; /* @one */
  goto *labels[(int) *code++];
two:
  x ^= x >> 3; /* @two */
  goto *labels[(int) *code++];
stop:
  return x;
}

int
main (void)
{
  return often ("\1\2\1", 1) != 31; /* @often */
}
