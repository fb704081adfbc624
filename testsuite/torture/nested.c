/* Nested functions, several of one name, with and without what is around them, called
   by name and through pointers, jumping out, in clones and inlined.  Prints what they
   compute.  */

#include <stdio.h>

typedef unsigned (*operation) (unsigned, unsigned);

static unsigned
apply (operation f, unsigned n, unsigned x)
{
  for (unsigned i = 0; i < n; i++)
    x = f (x, i);
  return x;
}

static unsigned
plain (unsigned x, unsigned i)
{
  return x * 3 + i;
}

/* With a trampoline.  */
static unsigned
add_all (unsigned n, unsigned k)
{
  unsigned calls = 0;
  unsigned step (unsigned x, unsigned i)
  {
    calls++;
    return x + i * k;
  }
  return apply (step, n, k) + calls + apply (plain, n, k);
}

/* Of the same name; needs nothing of what is around it.  */
static unsigned
shift_all (unsigned n, unsigned k)
{
  unsigned step (unsigned x, unsigned i) { return (x << 1 | x >> 31) ^ i; }
  return apply (step, n, k) + step (n, k);
}

/* Of the same name and two deep, called by name.  */
__attribute__ ((noinline)) unsigned
deep (unsigned n)
{
  unsigned seen = n;
  unsigned step (unsigned x, unsigned i)
  {
    unsigned again (unsigned y)
    {
      seen ^= y;
      return y ? again (y / 2) + x : i;
    }
    return again (x % 64) + seen;
  }
  unsigned sum = 0;
  for (unsigned i = 0; i < n % 16; i++)
    sum += step (n, i);
  return sum;
}

/* Jumps out of what calls it.  */
static unsigned
find (unsigned n, unsigned wanted)
{
  __label__ found;
  unsigned at = 0;
  unsigned look (unsigned x, unsigned i)
  {
    at = i;
    if ((x ^ i) % 31 == wanted)
      goto found;
    return x * 7 + 1;
  }
  apply (look, n, wanted);
  return 1000;
found:
  return at;
}

/* A constant argument, for a clone of what has a nested function.  */
__attribute__ ((noinline)) static unsigned
scale (unsigned n, unsigned k)
{
  auto unsigned step (unsigned x);
  unsigned result = 0;
  for (unsigned i = 0; i < n; i++)
    result += step (i);
  return result;
  unsigned step (unsigned x) { return x * k + n; }
}

/* By a pointer that is one of a nested function or of another.  */
static unsigned
choose (unsigned n)
{
  unsigned local (unsigned x, unsigned i) { return x + i + n; }
  operation table[2] = { plain, local };
  return apply (table[n % 2], n % 9, n) + table[n % 3 == 0] (n, 1);
}

int
main (void)
{
  unsigned x = 1;

  for (unsigned i = 0; i < 300; i++)
    {
      x += add_all (i % 13, x) + shift_all (i % 7, x);
      x ^= deep (x % 1000) + find (50, x % 40);
      x += scale (i % 5, 3) + scale (i % 6, 3) + choose (x % 100);
    }
  printf ("%u\n", x);
  return 0;
}
