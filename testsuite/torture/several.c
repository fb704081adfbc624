/* Calls with two, three and eight targets, of which one is frequent, several are
   about as frequent, or which one is depends on the phase of the program; through
   tables, fields, parameters and what another call has computed.  */

#include <stdlib.h>

typedef unsigned (*operation) (unsigned, unsigned);

static unsigned add (unsigned a, unsigned b) { return a + b; }
static unsigned subtract (unsigned a, unsigned b) { return a - 3 * b; }
static unsigned multiply (unsigned a, unsigned b) { return (a | 1) * (b | 1); }
static unsigned both (unsigned a, unsigned b) { return a & ~b; }
static unsigned either (unsigned a, unsigned b) { return a ^ b << 3; }
unsigned divide (unsigned a, unsigned b) { return a / (b + 1); }
unsigned left (unsigned a, unsigned b) { return a << (b & 7); }

unsigned
right (unsigned a, unsigned b)
{
  return a >> (b & 7) | 1u << 31;
}

static const operation table[8]
    = { add, subtract, multiply, both, either, divide, left, right };

struct node
{
  operation run;
  const struct node *next;
};

static const struct node nodes[3]
    = { { add, &nodes[1] }, { either, &nodes[2] }, { left, &nodes[0] } };

/* One is frequent.  */
static unsigned
mostly (unsigned x, unsigned i)
{
  return table[i % 16 ? 0 : i / 16 % 8] (x, i);
}

/* Of three, one has a half and the others a quarter.  */
static unsigned
halves (operation f, operation g, operation h, unsigned x, unsigned i)
{
  operation all[4] = { f, g, f, h };
  x += all[i & 3] (x, i);
  return x + all[x & 3] (i, x);
}

/* Several on one line, one in the argument of the other, and a choice of both.  */
static unsigned
nested (operation f, operation g, unsigned x)
{
  x += f (g (x, 1), g (x, 2));
  return x + (x & 4 ? f : g) (x, 5);
}

/* Which it is comes from the last result.  */
static unsigned
chain (const struct node *node, unsigned x, unsigned n)
{
  while (n--)
    {
      x = node->run (x, n);
      if (x & 16)
        node = node->next;
    }
  return x;
}

/* The same function is compared with, called, and called again by name.  */
static unsigned
compare (operation f, unsigned x)
{
  unsigned result = f (x, 9);
  if (f == multiply)
    return result - multiply (x, 8);
  return f == table[x & 7] ? f (result, 7) : result;
}

static operation
choose (unsigned phase, unsigned i)
{
  return table[(phase * 3 + (i % 11 == 0)) & 7];
}

/* In loops that are copied, unrolled and vectorised.  */
static void
map (operation f, unsigned *restrict to, const unsigned *restrict from, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    to[i] = f (from[i], i);
}

int
main (void)
{
  unsigned x = 1, a[64], b[64] = { 0 };

  for (unsigned phase = 0; phase < 40; phase++)
    {
      for (unsigned i = 0; i < 64; i++)
        {
          x = mostly (x, i) ^ mostly (i, phase);
          x += halves (add, multiply, either, x, i);
          x += halves (left, right, divide, i, x);
          x += nested (table[phase & 7], table[i & 7], x);
          x += compare (choose (phase, i), x) + chain (&nodes[i % 3], x, i % 13);
          a[i] = x;
        }
      map (table[phase % 3], b, a, 64);
      map (table[x & 7], a, b, 61);
      for (unsigned i = 0; i < 64; i++)
        x = x * 31 + a[i];
    }
  if (x != 1068402169u)
    abort ();
  return 0;
}
