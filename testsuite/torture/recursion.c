/* Recursion through pointers: of one function, of several in turns, of one that is
   passed itself, in tail position, over trees with a visitor for each kind of node,
   and of calls that are inlined in themselves.  */

#include <stdlib.h>

struct self;
typedef unsigned (*function) (const struct self *, unsigned);
struct self
{
  function call;
  const struct self *other;
};

static unsigned
factorial (const struct self *self, unsigned n)
{
  return n < 2 ? 1 : n * self->call (self, n - 1);
}

static unsigned
fibonacci (const struct self *self, unsigned n)
{
  if (n < 2)
    return n;
  unsigned before = self->call (self, n - 1);
  return before + self->call (self, n - 2);
}

/* In turns.  */
static unsigned
down (const struct self *self, unsigned n)
{
  return n == 0 ? 1 : 3 * self->other->call (self->other, n - 1);
}

static unsigned
side (const struct self *self, unsigned n)
{
  if (n == 0)
    return 2;
  unsigned half = self->call (self, n / 2);
  return half + self->other->call (self->other, n - 1);
}

static unsigned
loop (const struct self *self, unsigned n)
{
  return n < 7 ? n : self->call (self, n - 7);
}

static const struct self selves[] = {
  { factorial, &selves[1] }, { fibonacci, &selves[2] }, { down, &selves[3] },
  { side, &selves[2] },      { loop, &selves[4] },
};

static unsigned
start (const struct self *self, unsigned n)
{
  return self->call (self, n);
}

/* A function that gets the function that it calls.  */
typedef struct knot { unsigned (*tie) (struct knot, unsigned); } knot;

static unsigned
collatz (knot k, unsigned n)
{
  return n <= 1 ? 0 : 1 + k.tie (k, n & 1 ? 3 * n + 1 : n / 2);
}

static unsigned
digits (knot k, unsigned n)
{
  return n < 10 ? n : n % 10 + k.tie (k, n / 10);
}

static unsigned
tied (knot k, unsigned n)
{
  return k.tie (k, n);
}

/* Trees.  */
struct tree
{
  const struct kind *kind;
  struct tree *left, *right;
  unsigned value;
};

struct kind
{
  unsigned (*visit) (const struct tree *, unsigned);
  unsigned (*measure) (const struct tree *);
};

static unsigned
visit_leaf (const struct tree *t, unsigned x)
{
  return t->value * x;
}

static unsigned
visit_sum (const struct tree *t, unsigned x)
{
  unsigned left = t->left->kind->visit (t->left, x);
  return left + t->right->kind->visit (t->right, x + 1);
}

static unsigned
visit_choice (const struct tree *t, unsigned x)
{
  const struct tree *next = x & 1 ? t->left : t->right;
  return next->kind->visit (next, x ^ t->value);
}

static unsigned
measure_leaf (const struct tree *t)
{
  return t->value & 1;
}

static unsigned
measure_inner (const struct tree *t)
{
  return 1 + t->left->kind->measure (t->left) + t->right->kind->measure (t->right);
}

static const struct kind kinds[] = { { visit_leaf, measure_leaf },
                                     { visit_sum, measure_inner },
                                     { visit_choice, measure_inner } };
static struct tree trees[255];

static unsigned
ackermann (unsigned (*const *f) (unsigned, unsigned), unsigned m, unsigned n);

static unsigned zero (unsigned m, unsigned n) { (void) m; return n + 1; }
static unsigned any (unsigned m, unsigned n);
static unsigned (*const by_level[]) (unsigned, unsigned) = { zero, any, any, any };

static unsigned
any (unsigned m, unsigned n)
{
  return ackermann (by_level, m, n);
}

static unsigned
ackermann (unsigned (*const *f) (unsigned, unsigned), unsigned m, unsigned n)
{
  unsigned inner = n == 0 ? 1 : f[m](m, n - 1);
  return f[m - 1](m - 1, inner);
}

int
main (void)
{
  unsigned x = 1;

  for (int i = 254; i >= 0; i--)
    {
      trees[i].kind = &kinds[i >= 127 ? 0 : 1 + i % 5 / 4];
      trees[i].value = i * 7;
      if (i < 127)
        {
          trees[i].left = &trees[2 * i + 1];
          trees[i].right = &trees[2 * i + 2];
        }
    }
  for (unsigned i = 0; i < 200; i++)
    {
      for (unsigned k = 0; k < 5; k++)
        x = x * 31 + start (&selves[k], i % 13);
      x += start (&selves[4], i * 5) + start (&selves[1], 9);
      x ^= tied ((knot) { i % 4 ? collatz : digits }, i + 1);
      x += tied ((knot) { digits }, x) + tied ((knot) { collatz }, i % 50);
      x = x * 5 + trees[i % 7].kind->visit (&trees[i % 7], i);
      x += trees[i % 200].kind->measure (&trees[i % 200]);
      x += by_level[i % 3](i % 3, i % 9);
    }
  if (x != 3492662159u)
    abort ();
  return 0;
}
