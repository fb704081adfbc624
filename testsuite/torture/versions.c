/* Functions in several versions for one target each, called by name, through
   pointers, by each other, and with nested functions and equal ones in them.  Prints
   what they compute.  */

#include <stdio.h>

#if defined __x86_64__ && defined __linux__
#define VERSIONS(...) __attribute__ ((target_clones (__VA_ARGS__)))
#else
#define VERSIONS(...)
#endif

static unsigned
mix (unsigned x, unsigned k)
{
  x ^= k * 2654435761u;
  x ^= x >> 13;
  return x * 5 + k;
}

VERSIONS ("avx2", "sse4.2", "default")
unsigned
sum (const unsigned *from, unsigned n)
{
  unsigned x = 0;
  for (unsigned i = 0; i < n; i++)
    x = mix (x, from[i]);
  return x;
}

VERSIONS ("arch=haswell", "default")
static unsigned
inner (unsigned n, unsigned (*f) (unsigned, unsigned))
{
  unsigned x = n;
  for (unsigned i = 0; i < n; i++)
    x += f (x, i);
  return x;
}

VERSIONS ("avx2", "popcnt", "default")
unsigned
outer (unsigned n)
{
  return inner (n % 23, mix) + __builtin_popcount (n);
}

/* Recursive, and by way of another.  */
unsigned pong (unsigned n);

VERSIONS ("avx", "default")
unsigned
ping (unsigned n)
{
  return n < 2 ? n : ping (n / 2) + pong (n - 2) * 3;
}

VERSIONS ("avx", "default")
unsigned
pong (unsigned n)
{
  return n < 3 ? 7 : ping (n / 3) + mix (n, 9);
}

/* Equal to sum but in its name.  */
VERSIONS ("avx2", "sse4.2", "default")
unsigned
total (const unsigned *from, unsigned n)
{
  unsigned x = 0;
  for (unsigned i = 0; i < n; i++)
    x = mix (x, from[i]);
  return x;
}

int
main (void)
{
  unsigned (*volatile pointer) (const unsigned *, unsigned) = sum;
  unsigned numbers[64], x = 1;

  for (unsigned i = 0; i < 64; i++)
    numbers[i] = i * i + 3;
  for (unsigned i = 0; i < 500; i++)
    {
      x += sum (numbers, i % 64) ^ total (numbers, x % 64);
      x += pointer (numbers, x % 32);
      x += outer (x % 97) + ping (x % 61);
    }
  printf ("%u\n", x);
  return 0;
}
