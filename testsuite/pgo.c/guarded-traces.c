/* What follows a guarded call is copied, so that each copy knows the target; not what
   follows a call that is not promoted.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fdump-tree-tracer" } */

/* profile:
   3000 main:often often:call step
   1000 main:often often:call
   1000 main:seldom seldom:call step
   1000 main:seldom seldom:call other
   1000 main:seldom seldom:call
   */

__attribute__ ((noclone)) unsigned
step (unsigned x)
{
  return x * 3 ^ x >> 4;
}

__attribute__ ((noclone)) unsigned
other (unsigned x)
{
  return x * 5 ^ x >> 3;
}

__attribute__ ((noinline)) unsigned
often (unsigned (*const *f) (unsigned), unsigned n) /* { dg-optimized "copy traces of often: weight" } */
{
  unsigned sum = 0;
  for (unsigned i = 0; i < n; i++)
    sum = sum * 7 ^ f[i] (i); /* @call */
  return sum;
}

__attribute__ ((noinline)) unsigned
seldom (unsigned (*const *f) (unsigned), unsigned n) /* { dg-silent "copy traces of seldom" } */
{
  unsigned sum = 0;
  for (unsigned i = 0; i < n; i++)
    sum = sum * 7 ^ f[i] (i); /* @call */
  return sum;
}

int
main (void)
{
  unsigned (*const f[]) (unsigned) = { step, other };
  unsigned x = often (f, 2); /* @often */
  return seldom (f, 2) == x; /* @seldom */
}
