/* Functions that take functions, called from several places with another one each,
   so that a call is of one target only where it is inlined: in one level and in
   three, in loops, and where the same function is inlined twice in one caller.  Some
   of the pointers are known to the compiler after inlining, some never.  */

#include <stdlib.h>

typedef unsigned (*function) (unsigned, void *);

static unsigned
increment (unsigned x, void *data)
{
  *(unsigned *) data += x;
  return x + 1;
}

static unsigned invert (unsigned x, void *data) { *(unsigned *) data ^= x; return ~x; }
static unsigned square (unsigned x, void *data) { (void) data; return x * x; }

static unsigned
halve (unsigned x, void *data)
{
  *(unsigned *) data += 3;
  return x >> 1;
}

static volatile function unknown[] = { increment, invert, square, halve };

static unsigned
apply (function f, unsigned x, void *data)
{
  return f (x, data);
}

static unsigned
apply_twice (function f, unsigned x, void *data)
{
  return apply (f, apply (f, x, data), data);
}

static unsigned
fold (function f, const unsigned *x, unsigned n, void *data)
{
  unsigned result = 0;
  for (unsigned i = 0; i < n; i++)
    result = result * 5 + apply (f, x[i], data);
  return result;
}

static unsigned
fold_rows (function f, function g, const unsigned *x, unsigned n, void *data)
{
  unsigned result = 0;
  for (unsigned i = 0; i + 8 <= n; i += 8)
    result += apply_twice (g, fold (f, x + i, 8, data), data);
  return result;
}

struct sink
{
  function on_item, on_end;
  unsigned state;
};

static unsigned
feed (struct sink *sink, const unsigned *x, unsigned n)
{
  unsigned result = 0;
  for (unsigned i = 0; i < n; i++)
    result ^= sink->on_item (x[i], &sink->state);
  return sink->on_end (result, &sink->state);
}

/* Each is of one target, but for the last, which changes.  */
__attribute__ ((noinline)) static unsigned
first_user (const unsigned *x, unsigned *data)
{
  struct sink sink = { unknown[1], increment, 1 };
  return fold (unknown[0], x, 64, data) + feed (&sink, x, 64) + sink.state;
}

__attribute__ ((noinline)) static unsigned
second_user (const unsigned *x, unsigned *data)
{
  struct sink sink = { halve, unknown[2], 2 };
  return fold_rows (unknown[2], unknown[3], x, 64, data) + fold (invert, x, 64, data)
         + feed (&sink, x, 60) + sink.state;
}

__attribute__ ((noinline)) static unsigned
third_user (const unsigned *x, unsigned *data, unsigned i)
{
  struct sink sink = { unknown[i & 3], unknown[i % 3], 3 };
  return fold_rows (unknown[1], square, x, 48, data)
         + apply_twice (unknown[i & 3], i, data) + apply_twice (unknown[3], i, data)
         + feed (&sink, x, 16) + sink.state;
}

/* Sees the others only through their address.  */
static unsigned (*const users[]) (const unsigned *, unsigned *) = { first_user, second_user };

int
main (void)
{
  unsigned x[64], data = 7, result = 1;

  for (unsigned i = 0; i < 64; i++)
    x[i] = i * 2654435761u;
  for (unsigned i = 0; i < 300; i++)
    {
      result = result * 31 + users[i % 5 == 0](x, &data);
      result = result * 31 + third_user (x, &data, i);
      result += apply_twice (increment, i, &data) + data;
      x[i % 64] = result;
    }
  if (result != 3637971222u)
    abort ();
  return 0;
}
