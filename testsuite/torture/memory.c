/* Results and arguments in memory, in pairs of registers and in vectors; results that
   are not used, go to what an argument points to, or to variable sizes; many
   arguments on the stack.  */

#include <stdlib.h>
#include <string.h>

struct small { int a; float b; };
struct pair { unsigned long a, b; };
struct large { unsigned x[9]; };
struct bytes { unsigned char x[3]; };
typedef unsigned vector __attribute__ ((vector_size (16)));

typedef struct small (*small_function) (struct small, int);
typedef struct pair (*pair_function) (struct pair, struct pair);
typedef struct large (*large_function) (const struct large *, unsigned);
typedef struct large (*value_function) (struct large, unsigned);
typedef struct bytes (*bytes_function) (struct bytes);
typedef vector (*vector_function) (vector, vector);
typedef _Complex double (*complex_function) (_Complex double, int);
typedef long (*many_function) (int, long, int, long, int, long, struct large, int, long);

static struct small small_up (struct small s, int i) { s.a += i; s.b++; return s; }
static struct small small_down (struct small s, int i) { s.a -= i; s.b /= 2; return s; }

static struct pair
pair_add (struct pair p, struct pair q)
{
  p.a += q.b;
  p.b ^= q.a;
  return p;
}

static struct pair
pair_swap (struct pair p, struct pair q)
{
  return (struct pair) { p.b + q.a, p.a };
}

static struct large
large_copy (const struct large *from, unsigned i)
{
  struct large to = *from;
  to.x[i % 9] += i;
  return to;
}

/* What is read may be what is written.  */
static struct large
large_turn (const struct large *from, unsigned i)
{
  struct large to;
  for (unsigned k = 0; k < 9; k++)
    to.x[k] = from->x[(k + i) % 9];
  return to;
}

static struct large
large_zero (const struct large *from, unsigned i)
{
  return (struct large) { { from->x[i % 9] } };
}

static struct large
value_add (struct large l, unsigned i)
{
  l.x[i % 9] += i;
  return l;
}

static struct large
value_move (struct large l, unsigned i)
{
  memmove (l.x, l.x + 1, 32);
  l.x[8] = i;
  return l;
}

static struct bytes
bytes_turn (struct bytes b)
{
  return (struct bytes) { { b.x[1], b.x[2], b.x[0] } };
}

static struct bytes bytes_count (struct bytes b) { b.x[0]++; return b; }
static vector vector_add (vector a, vector b) { return a + b; }
static vector vector_mix (vector a, vector b) { return a ^ (b << 1); }
static _Complex double complex_turn (_Complex double z, int i) { return z * 1.0i + i; }
static _Complex double complex_half (_Complex double z, int i) { return z / 2 - i; }

static long
many_first (int a, long b, int c, long d, int e, long f, struct large g, int h, long i)
{
  return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g.x[3] + h * 7 + i * 8;
}

static long
many_last (int a, long b, int c, long d, int e, long f, struct large g, int h, long i)
{
  return i - h + g.x[8] - f + e - d + c - b + a;
}

static const small_function smalls[] = { small_up, small_down };
static const pair_function pairs[] = { pair_add, pair_swap };
static const large_function larges[] = { large_copy, large_turn, large_zero };
static const value_function values[] = { value_add, value_move };
static const bytes_function bytes[] = { bytes_turn, bytes_count };
static const vector_function vectors[] = { vector_add, vector_mix };
static const complex_function complexes[] = { complex_turn, complex_half };
static const many_function manies[] = { many_first, many_last };

static void
store (large_function f, struct large *to, const struct large *from, unsigned i)
{
  f (from, i); /* For nothing.  */
  *to = f (from, i);
}

static unsigned
part (value_function f, struct large l, unsigned i)
{
  return f (f (l, i), i + 1).x[i % 9];
}

static long
sum (many_function f, long x, const struct large *l)
{
  return f (x & 7, x, x & 31, 4, 5, x & 63, *l, 8, x);
}

int
main (void)
{
  struct small s = { 1, 2 };
  struct pair p = { 3, 4 };
  struct large l = { { 5, 6, 7 } };
  struct bytes b = { { 8, 9, 10 } };
  vector v = { 11, 12, 13, 14 };
  _Complex double z = 15;
  unsigned x = 1;

  for (unsigned i = 0; i < 3000; i++)
    {
      s = smalls[i % 3 == 0] (s, i & 15);
      p = pairs[i % 4 == 0] (p, pairs[i & 1] (p, p));
      store (larges[i % 8 ? 0 : i % 3], &l, &l, i);
      store (large_turn, &l, &l, x % 5);
      x = x * 33 + part (values[i % 3 == 1], l, i) + part (value_move, l, x & 15);
      b = bytes[i % 5 == 0] (b);
      v = vectors[i % 3 == 0] (v, vectors[x & 1] (v, v));
      z = complexes[i & 1] (z, i & 3);
      x += sum (manies[i % 6 == 0], i, &l) ^ sum (many_last, x & 1023, &l);
      x += s.a + (int) s.b + p.a * 3 + p.b + b.x[0] * 7 + v[i & 3]
           + (int) __real__ z + (int) __imag__ z;
    }
  if (x != 977048865u)
    abort ();
  return 0;
}
