/* { dg-options "-std=gnu17" } */
/* Targets with arguments and results narrower than an int, signed, unsigned, boolean
   and floating, and some that are called without a prototype, where arguments are
   promoted; values that do not fit are cut off on the way.  */

#include <stdbool.h>
#include <stdlib.h>

typedef signed char tiny;
typedef tiny (*tiny_function) (tiny, unsigned char);
typedef short (*short_function) (unsigned short, short, tiny);
typedef bool (*test) (short, bool);
typedef float (*real) (float, tiny);
struct bits { unsigned a : 3; signed b : 5; unsigned char c; };
typedef unsigned (*bit_function) (struct bits, unsigned char);

static tiny tiny_sum (tiny a, unsigned char b) { return a + b; }
static tiny tiny_less (tiny a, unsigned char b) { return a < b ? a : -1; }
static tiny tiny_half (tiny a, unsigned char b) { return a / 2 - (b >> 1); }
static short cut (unsigned short a, short b, tiny c) { return a * 3u + b * c; }
static short top (unsigned short a, short b, tiny c) { return (a >> 8) - b + c; }
short all (unsigned short a, short b, tiny c) { return a ^ b ^ c; }
static bool positive (short a, bool b) { return a > 0 || b; }
static bool odd (short a, bool b) { return a & 1 && !b; }
static bool none (short a, bool b) { return a == 0 && b; }
static float scale (float a, tiny b) { return a * 0.5f + b; }
static float shift (float a, tiny b) { return a - b; }
static unsigned bits_sum (struct bits s, unsigned char c) { return s.a + s.b + s.c + c; }
static unsigned bits_mix (struct bits s, unsigned char c) { return (s.c ^ c) << s.a; }

/* Those that can be called without a prototype take no narrow arguments.  */
static int plain_sum (int a, double b) { return a + (int) b; }
static int plain_cut (int a, double b) { return (tiny) a - (short) (int) b; }

static const tiny_function tinies[] = { tiny_sum, tiny_less, tiny_half };
static const short_function shorts[] = { cut, top, all };
static const test tests[] = { positive, odd, none };
static const real reals[] = { scale, shift };
static const bit_function bit_functions[] = { bits_sum, bits_mix };
static int (*const plain[]) () = { plain_sum, plain_cut };

static int
apply_tiny (tiny_function f, int a, int b)
{
  return f (a, b);
}

static int
apply_short (short_function f, int a, int b, int c)
{
  return f (a, b, c);
}

static int
apply_test (test f, int a, int b)
{
  return f (a, b) ? a : ~b;
}

static float
apply_real (real f, double a, int b)
{
  return f (a, b);
}

static unsigned
apply_bits (bit_function f, unsigned a, int b, unsigned c)
{
  struct bits s = { a, b, c };
  return f (s, c >> 4);
}

static int
apply_plain (int (*f) (), tiny a, float b)
{
  return f (a, b);
}

int
main (void)
{
  unsigned x = 1;
  float y = 1;

  for (int i = -3000; i < 3000; i++)
    {
      int k = i & 1023;
      x = x * 33 + apply_tiny (tinies[k % 8 ? 0 : k % 3], i, x);
      x ^= apply_tiny (tiny_half, x >> 3, i);
      x += apply_short (shorts[k % 5 % 3], i * 7, x, i);
      x = x * 5 + apply_short (all, x, i * 129, x >> 9);
      x += apply_test (tests[k % 7 % 3], i, x & 256);
      x ^= apply_test (odd, x, k);
      x += apply_bits (bit_functions[k % 3 == 0], i, i, x);
      x += apply_plain (plain[k % 4 == 1], x, i & 63);
      y = apply_real (reals[k % 3 == 0], y, i);
      if (y > 1e4f || y < -1e4f)
        y = i & 15;
      x += (int) y;
    }
  if (x != 3883993815u)
    abort ();
  return 0;
}
