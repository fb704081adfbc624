/* A function on no stack of a profile that knows its unit is not aligned, and placed with
   what is unlikely to be executed, but compiled for speed: what GCC inlines into it
   stays, and so do the passes but for the second scheduling.  One that is on a stack
   keeps what it has, though it has no samples of its own.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fdump-rtl-cprop -fdump-rtl-cse2 -fdump-rtl-sched2" } */

/* profile:
   2000 caller:hot hot:loop
   */

int
small (int x)
{
  x = ((x ^ (x >> 3)) * 5 + (x << 4) / 3) * (x ^ (x >> 5));
  return ((x ^ (x >> 7)) * 9 + (x << 2) / 7) * (x ^ (x >> 6));
}

volatile int sink;

__attribute__ ((noinline)) void
hot (int n) /* { dg-optimized "options for hot hot: weight 2000 samples" } */
{
  while (n--)
    sink = n; /* @loop */
}

/* { dg-final { scan-calls caller small 0 0 } } */
void
caller (int x)
{
  sink = small (x);
  hot (x); /* @hot */
}

/* { dg-final { scan-calls unseen small 0 0 } } */
void
unseen (int x) /* { dg-optimized "less code for unseen: weight 0 samples" } */
{
  sink = small (x);
}

/* { dg-final { scan-start-aligned caller {[3-9]} 1 1 } } */
/* { dg-final { scan-start-aligned unseen {[3-9]} 1 0 } } */
/* { dg-final { scan-section caller {\.text} {\.text\.hot} } } */
/* { dg-final { scan-section hot {\.text} {\.text\.sorted\.\d+\.hot} } } */
/* { dg-final { scan-section unseen {\.text} {\.text\.unlikely} } } */
/* { dg-final { scan-pass cprop1 hot 1 1 } } */
/* { dg-final { scan-pass cprop1 caller 1 1 } } */
/* { dg-final { scan-pass cprop1 unseen 1 1 } } */
/* { dg-final { scan-pass cse2 caller 1 1 } } */
/* { dg-final { scan-pass cse2 unseen 1 1 } } */
/* { dg-final { scan-pass sched2 caller 1 1 } } */
/* { dg-final { scan-pass sched2 unseen 1 0 } } */
