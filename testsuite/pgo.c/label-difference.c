/* The assembler takes no difference of labels across sections: the code of a function
   stays together where one of its tables has such, and only there.  */
/* { dg-do compile } */
/* { dg-options "-O2 -freorder-blocks-and-partition" } */

/* profile:
   40000 main:run run:all
   900 main:jump jump:some
   */

unsigned rare (unsigned);

/* { dg-final { scan-cold run 0 } } */
/* { dg-final { scan-pgo "work around a fault of GCC in run: labels that belong together" } } */
/* { dg-final { scan-pgo-not "work around a fault of GCC in jump" } } */
__attribute__ ((noinline)) unsigned
run (unsigned x)
{
  static void *volatile start = &&one;
  static volatile const int table[] = { &&one - &&one, &&two - &&one };
  x = x * 17 + (x ^ 33) * x; /* @all */
  goto *((char *) start + table[x & 1]);
two:
  if (__builtin_expect (x == 3, 0))
    return rare (x) + rare (x + 1) * rare (x + 2);
one:
  return x;
}

__attribute__ ((noinline)) unsigned
jump (unsigned x)
{
  static const long table[] = { 1 - 3, 7 };
  return x + table[x & 1]; /* @some */
}

int
main (void)
{
  unsigned x = 1;
  for (unsigned i = 0; i < 100; i++)
    x += run (i) + /* @run */
      jump (i); /* @jump */
  return x == 1;
}
