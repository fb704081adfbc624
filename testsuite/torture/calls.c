/* Calls of most kinds: through tables and fields, of aliases and weak functions,
   recursive, nested, and with variable arguments.  Prints what they compute.  */

#include <stdarg.h>
#include <stdio.h>

typedef unsigned (*operation) (unsigned, unsigned);

struct handler
{
  operation run;
  unsigned weight;
};

static unsigned
add (unsigned a, unsigned b)
{
  return a + b;
}

static unsigned
subtract (unsigned a, unsigned b)
{
  return a - b * 3;
}

__attribute__ ((noinline)) unsigned
rotate (unsigned a, unsigned b)
{
  b &= 31;
  return b ? a << b | a >> (32 - b) : a;
}

unsigned turn (unsigned, unsigned) __attribute__ ((alias ("rotate")));

__attribute__ ((weak)) unsigned
twist (unsigned a, unsigned b)
{
  return a ^ (b * 2654435761u);
}

/* Of another signature than the others, but of the same machine modes.  */
int
compare (int a, int b)
{
  return a < b ? -1 : a > b;
}

unsigned long
wide (unsigned long a)
{
  return a * 31 + 7;
}

static unsigned
depth (unsigned n)
{
  return n < 2 ? n : depth (n - 1) + depth (n - 2);
}

static int odd (unsigned n);

static int
even (unsigned n)
{
  return n == 0 || odd (n - 1);
}

static int
odd (unsigned n)
{
  return n != 0 && even (n - 1);
}

static unsigned
sum (int n, ...)
{
  unsigned result = 0;
  va_list args;

  va_start (args, n);
  while (n-- > 0)
    result += va_arg (args, unsigned);
  va_end (args);
  return result;
}

static unsigned
apply (const struct handler *handler, unsigned a, unsigned b)
{
  return handler->run (a, b) * handler->weight;
}

static const struct handler handlers[] = {
  { add, 1 }, { subtract, 3 }, { rotate, 5 }, { turn, 7 }, { twist, 9 },
};

/* A threaded interpreter.  */
static unsigned
interpret (const unsigned char *code, unsigned x)
{
  static const void *const labels[] = { &&up, &&down, &&again, &&stop };
  unsigned turns = 0;

  goto *labels[*code++];
up:
  x = x * 5 + 1;
  goto *labels[*code++];
down:
  x = x / 3;
  goto *labels[*code++];
again:
  if (turns++ < 20)
    code -= 3;
  goto *labels[*code++];
stop:
  return x;
}

int
main (void)
{
  static const unsigned char code[] = { 0, 0, 1, 2, 0, 3 };
  volatile unsigned start = 12345;
  unsigned x = start;

  for (unsigned i = 0; i < 2000; i++)
    {
      const struct handler *handler = &handlers[i * 7 % 5];
      x += apply (handler, x, i);
      x = handlers[x % 5].run (x, i) + handlers[i % 2].run (i, x);
      switch (x % 7)
        {
        case 0:
          x += depth (i % 9);
          break;
        case 1:
          x += even (i % 17);
          break;
        case 2:
          x += sum (3, x, i, 4u);
          break;
        case 3:
          x += compare (x, i);
          break;
        case 4:
          x += interpret (code, x);
          break;
        default:
          x = wide (x);
        }
    }
  printf ("%u\n", x);
  return 0;
}
