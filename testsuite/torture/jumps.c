/* Jumps out of guarded calls and back into functions that contain them, from the
   target, from a target of a target and from a nested function; variables that live
   over the jump; handlers of signals, of exit, and of the end of a scope.  */

#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

typedef unsigned (*step) (unsigned);

static jmp_buf out, inner;
static volatile unsigned trace = 1;

static unsigned more (unsigned x) { return x * 3 + 1; }
static unsigned less (unsigned x) { return x / 3; }

static unsigned
leave (unsigned x)
{
  if (x % 5 == 0)
    longjmp (out, x % 7 + 1);
  return x + 7;
}

static unsigned
leave_late (unsigned x)
{
  step f = x & 1 ? leave : more;
  x = f (x);
  return x + f (x + 1);
}

static const step steps[] = { more, leave, less, leave_late };

static unsigned
run (step f, step g, unsigned x)
{
  volatile unsigned kept = x;
  int how = setjmp (out);
  if (how == 0)
    {
      kept = f (x);
      kept += g (kept);
    }
  else
    kept = kept * 5 + how;
  return kept + more (how);
}

/* A jump inside of a jump, to a point that the target has set.  */
static unsigned
again (unsigned x)
{
  volatile unsigned turns = 0;
  if (setjmp (inner) < 3)
    {
      turns++;
      longjmp (inner, turns);
    }
  return x + turns;
}

static unsigned
back (unsigned (*volatile f) (unsigned), step g, unsigned x)
{
  unsigned first = f (g (x));
  return first + g (f (x));
}

/* By a label of the caller, out of a nested function.  */
static unsigned
escape (step f, unsigned x)
{
  __label__ done;
  unsigned result = 0;
  unsigned nested (unsigned y)
  {
    result = f (y);
    if (result & 1)
      goto done;
    return result + 2;
  }
  step g = x & 2 ? nested : f;
  unsigned first = g (x);
  result = first + nested (x + 1);
done:
  return result;
}

static void (*volatile on_signal) (int);
static void count (int n) { trace = trace * 31 + n; }
static void count_double (int n) { trace = trace * 37 + 2 * n; }

static void
handler (int n)
{
  on_signal (n);
}

static void
on_scope_end (unsigned *x)
{
  unsigned y = steps[*x % 3 * 2 % 4](*x);
  trace += y;
}

static unsigned
scoped (step f, unsigned x)
{
  __attribute__ ((cleanup (on_scope_end))) unsigned y = f (x);
  return y + 1;
}

static int
ascending (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

static int
descending (const void *a, const void *b)
{
  return *(const int *) b - *(const int *) a;
}

static void
sort (int *x, int n, int (*order) (const void *, const void *))
{
  for (int i = 1; i < n; i++)
    for (int k = i; k > 0 && order (&x[k - 1], &x[k]) > 0; k--)
      {
        int y = x[k];
        x[k] = x[k - 1];
        x[k - 1] = y;
      }
  qsort (x, n / 2, sizeof *x, order);
}

static void
at_end (void)
{
  if (trace != 3627304836u)
    abort ();
}

int
main (void)
{
  int numbers[12];

  atexit (at_end);
  signal (SIGUSR1, handler);
  for (unsigned i = 0; i < 1000; i++)
    {
      unsigned x = run (steps[i % 4], steps[i % 3], i);
      x = x * 3 + run (steps[i % 9 ? 0 : 3], leave, i);
      x = x * 3 + back (i % 5 ? more : again, again, i);
      x = x * 3 + back (again, less, i);
      x = x * 3 + escape (steps[i % 7 ? 0 : 2], i);
      x = x * 3 + scoped (steps[i % 3 * 2 % 4], i);
      trace = trace * 33 + x;
      on_signal = i % 3 ? count : count_double;
      if (i % 50 == 0)
        {
          signal (SIGUSR1, handler);
          raise (SIGUSR1);
        }
      for (int k = 0; k < 12; k++)
        numbers[k] = (trace >> k) & 63;
      sort (numbers, 12, i % 4 ? ascending : descending);
      trace = trace * 31 + numbers[5] + numbers[11] * 64;
    }
  return 0;
}
