/* { dg-options "-fopenmp" } */
/* Calls through pointers in what OpenMP outlines: parallel loops, tasks, sections,
   critical regions, reductions by a function, functions that have vector clones, and
   regions that are entered through a pointer.  */

#include <stdlib.h>

typedef unsigned (*function) (unsigned);

static unsigned mix (unsigned x) { return x * 2654435761u ^ x >> 7; }
static unsigned fold (unsigned x) { return x * x + 3; }
static unsigned cut (unsigned x) { return x & 0xffff; }

#pragma omp declare simd
static unsigned
lane (unsigned x)
{
  return x * 5 + 1;
}

static const function functions[] = { mix, fold, cut, lane };

static unsigned
apply (function f, unsigned x)
{
  return f (x);
}

static unsigned
loop (function f, unsigned n)
{
  unsigned sum = 0;
#pragma omp parallel for reduction(+ : sum) num_threads(3)
  for (unsigned i = 0; i < n; i++)
    sum += apply (f, i) + functions[i % 8 ? 0 : i / 8 % 4](i);
  return sum;
}

static unsigned
tree (function f, unsigned depth, unsigned x)
{
  unsigned a, b;
  if (depth == 0)
    return apply (f, x);
#pragma omp task shared(a) if (depth > 2)
  a = tree (f, depth - 1, x * 2);
#pragma omp task shared(b) if (depth > 2)
  b = tree (functions[x % 4], depth - 1, x * 2 + 1);
#pragma omp taskwait
  return a + b;
}

static unsigned
tasks (function f, unsigned x)
{
  unsigned result = 0;
#pragma omp parallel num_threads(2)
#pragma omp single
  result = tree (f, 5, x);
  return result;
}

static unsigned
sections (function f, function g, unsigned x)
{
  unsigned a = 0, b = 0, c = 0;
#pragma omp parallel sections num_threads(2)
  {
#pragma omp section
    a = apply (f, x);
#pragma omp section
    b = apply (g, x + 1);
#pragma omp section
    {
#pragma omp critical
      c = f (x) ^ g (x);
    }
  }
  return a + 3 * b + 5 * c;
}

static unsigned exclusive (unsigned a, unsigned b) { return a ^ b; }
static unsigned (*volatile combiner) (unsigned, unsigned) = exclusive;

static unsigned
combine (unsigned a, unsigned b)
{
  return combiner (a, b);
}

#pragma omp declare reduction(merge : unsigned : omp_out = combine (omp_out, omp_in)) \
  initializer(omp_priv = 0)

static unsigned
vectors (function f, unsigned n)
{
  unsigned x[64], result = 0;
#pragma omp simd
  for (unsigned i = 0; i < 64; i++)
    x[i] = f (i) + lane (i + n);
#pragma omp parallel for reduction(merge : result) num_threads(2)
  for (unsigned i = 0; i < 64; i++)
    result = combine (result, x[i] * i);
  return result;
}

static unsigned loop_once (function f, unsigned x) { return loop (f, x & 63); }
static unsigned (*const regions[]) (function, unsigned) = { loop_once, tasks, vectors };

int
main (void)
{
  unsigned x = 1;

  for (unsigned i = 0; i < 20; i++)
    {
      x = x * 31 + loop (functions[i % 4], 500);
      x += sections (functions[i % 3], fold, x);
      x ^= regions[i % 3](functions[i % 5 % 4], i) + vectors (mix, i) + loop (cut, 100);
    }
  if (x != 2736141086u)
    abort ();
  return 0;
}
