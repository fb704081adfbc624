/* A function with samples gets a section that the linker sorts, its cold part stays with
   what is cold, and one without samples stays where it is.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fno-function-sections -freorder-blocks-and-partition" } */

/* profile:
   2000 main:hot hot:loop
   20 main:warm warm:turn
   5 main:seldom seldom:step
   */

volatile int sink;
extern void stop (int) __attribute__ ((cold));

/* { dg-final { scan-section hot {\.text(?:\.hot)?} {\.text\.sorted\.\d+\.hot} } } */
/* { dg-final { scan-section hot.cold {\.text\.unlikely[.a-z]*} {\.text\.unlikely[.a-z]*} } } */
__attribute__ ((noinline)) void
hot (int n) /* { dg-optimized "place hot: weight 2000 samples" } */
{
  while (n--)
    {
      sink = n; /* @loop */
      if (sink != n)
        {
          sink = 3;
          stop (n);
          sink = 4;
        }
    }
}

/* { dg-final { scan-section warm {\.text(?:\.hot)?} {\.text\.sorted\.\d+\.warm} } } */
__attribute__ ((noinline)) void
warm (int n) /* { dg-optimized "place warm: weight 20 samples" } */
{
  while (n--)
    sink = n; /* @turn */
}

/* { dg-final { scan-section seldom {\.text(?:\.hot)?} {\.text(?:\.hot)?} } } */
__attribute__ ((noinline)) void
seldom (int n) /* { dg-missed "place seldom refused: too few samples" } */
{
  while (n--)
    sink = n; /* @step */
}

void
unseen (int n) /* { dg-silent "place unseen" } */
{
  sink = n;
}

int
main (void)
{
  hot (100);  /* @hot */
  warm (100); /* @warm */
  seldom (1); /* @seldom */
  return 0;
}
