/* Functions with names for the assembler, with other names, weak ones, and equal ones
   that GCC makes one.  Prints what they compute.  */

#include <stdio.h>

typedef unsigned (*operation) (unsigned);

/* Another name for the assembler, one like a clone's and one like another
   function's.  */
unsigned labelled (unsigned x) __asm__ ("lib_labelled");
static unsigned quiet (unsigned x) __asm__ ("quiet.part.0");
unsigned swapped (unsigned x) __asm__ ("plain");
unsigned plain (unsigned x) __asm__ ("swapped");
unsigned versioned (unsigned x) __asm__ ("versioned.avx2");

unsigned
labelled (unsigned x)
{
  return x * 3 + 1;
}

__attribute__ ((noinline)) static unsigned
quiet (unsigned x)
{
  return x * 5 + 2;
}

unsigned
swapped (unsigned x)
{
  return x * 7 + 3;
}

unsigned
plain (unsigned x)
{
  return x * 9 + 4;
}

unsigned
versioned (unsigned x)
{
  return x * 11 + 5;
}

/* Aliases of what is external, static, weak, and of an alias.  */
unsigned other_labelled (unsigned x) __attribute__ ((alias ("lib_labelled")));
unsigned other_quiet (unsigned x) __attribute__ ((alias ("quiet.part.0")));
unsigned weak_plain (unsigned x) __attribute__ ((weak, alias ("swapped")));
unsigned again (unsigned x) __attribute__ ((alias ("other_labelled")));
static unsigned reference (unsigned x) __attribute__ ((weakref ("versioned.avx2")));
static unsigned nowhere (unsigned x) __attribute__ ((weakref ("nowhere_at_all")));

__attribute__ ((weak)) unsigned
weak (unsigned x)
{
  return x ^ 13;
}

unsigned of_weak (unsigned x) __attribute__ ((alias ("weak")));

/* Equal: one has its address compared, one is external, one is hot.  */
#define EQUAL(NAME)                                                           \
  NAME (unsigned x)                                                           \
  {                                                                           \
    for (unsigned i = 0; i < 3; i++)                                          \
      x = x * 2654435761u ^ x >> 7;                                           \
    return x;                                                                 \
  }
static __attribute__ ((noinline)) unsigned EQUAL (equal_a)
static __attribute__ ((noinline)) unsigned EQUAL (equal_b)
unsigned EQUAL (equal_c)
unsigned EQUAL (equal_d)
static unsigned EQUAL (equal_e)

/* Equal but for what they call, which is equal.  */
__attribute__ ((noinline)) static unsigned
calls_a (unsigned x)
{
  return equal_a (x) + equal_a (x + 1);
}

__attribute__ ((noinline)) static unsigned
calls_b (unsigned x)
{
  return equal_b (x) + equal_b (x + 1);
}

static unsigned
apply (operation f, unsigned n, unsigned x)
{
  while (n-- > 0)
    x += f (x);
  return x;
}

static const operation table[] = {
  labelled, quiet,   swapped, plain,   versioned, other_labelled, other_quiet,
  again,    of_weak, weak,    equal_a, equal_b,   equal_c,        weak_plain,
};

int
main (void)
{
  const unsigned n = sizeof table / sizeof *table;
  unsigned x = 1;

  for (unsigned i = 0; i < 500; i++)
    {
      x += apply (table[i % n], i % 5, x) + apply (equal_e, i % 3, x);
      x ^= table[x % n](i) + other_quiet (x) + reference (x) + of_weak (x);
      x += equal_c (x) + equal_d (x) * 3 + calls_a (x) + calls_b (i);
      x += (equal_a == table[i % n]) + 2 * (equal_b == table[i % n])
           + 4 * (equal_c == equal_d);
      if (nowhere)
        x = nowhere (x);
      if (x % 3 == 0)
        x += labelled (x) + quiet (x) + plain (x) * swapped (x) + weak_plain (x);
    }
  printf ("%u\n", x);
  return 0;
}
