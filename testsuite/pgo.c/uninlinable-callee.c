/* Callees that GCC cannot inline: variable arguments in use, setjmp, a computed
   goto whose labels escape.  Each is refused in GCC's words.  */
/* { dg-do run } */
/* { dg-output "^ok\[\r\n\]*$" } */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

/* profile:
   3000 main:run run:varargs sum
   3000 main:run run:setjmp jump
   3000 main:run run:goto thread
   */

jmp_buf environment;
volatile unsigned sink;

unsigned
sum (unsigned n, ...)
{
  unsigned total = 0;
  va_list arguments;
  va_start (arguments, n);
  while (n--)
    total += va_arg (arguments, unsigned);
  va_end (arguments);
  return total;
}

unsigned
jump (unsigned x)
{
  if (setjmp (environment) == 0)
    {
      sink = x;
      longjmp (environment, 1);
    }
  return sink;
}

unsigned
thread (const char *code)
{
  static void *const labels[] = { &&stop, &&one, &&two };
  unsigned x = 0;
  goto *labels[(int) *code];
one:
  x++;
  code++;
  goto *labels[(int) *code];
two:
  x += 2;
  code++;
  goto *labels[(int) *code];
stop:
  return x;
}

__attribute__ ((noinline)) unsigned
run (unsigned n)
{
  unsigned x = 0;
  for (unsigned i = 0; i < n; i++)
    {
      x += sum (2, i, 1);        /* @varargs */ /* { dg-missed "inline callee sum into run refused: " } */
      x += jump (i);             /* @setjmp */ /* { dg-missed "inline callee jump into run refused: " } */
      x += thread ("\1\2\1");    /* @goto */ /* { dg-missed "inline callee thread into run refused: " } */
    }
  return x;
}

int
main (void)
{
  unsigned x = run (10); /* @run */
  puts (x == 45 + 10 + 45 + 40 ? "ok" : "wrong");
  return 0;
}

/* { dg-final { scan-calls run sum 1 1 } } */
/* { dg-final { scan-calls run jump 1 1 } } */
/* { dg-final { scan-calls run thread 1 1 } } */
