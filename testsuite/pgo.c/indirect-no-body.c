/* The dominant target is in another unit: nothing to inline, no guard.  */
/* { dg-do compile } */

/* profile:
   9900 start run:call elsewhere+1
    100 start run:call here
   */

unsigned elsewhere (unsigned);

unsigned
here (unsigned x)
{
  return x + 1;
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-missed "devirtualize call in run to elsewhere refused: .*body" } */
  return x;
}

unsigned
direct (unsigned x)
{
  return elsewhere (x) + 1;
}

/* { dg-final { scan-calls run elsewhere 0 0 } } */
/* { dg-final { scan-calls run * 1 1 } } */
