/* What a hot function dispatches to is not cold for want of samples.  */
/* { dg-do compile } */

/* profile:
   40000 main:run run:one
   40000 main:run run:two
   4000 main:run run:next
   20000 main:run run:first
   */

unsigned rare (unsigned);

#define FIVE(N)                                                                \
  case N:                                                                      \
    x += N + x / 3;                                                            \
    break;                                                                     \
  case N + 1:                                                                  \
    x = ~x * x - N;                                                            \
    break;                                                                     \
  case N + 2:                                                                  \
    x = x % N + 4;                                                             \
    break;                                                                     \
  case N + 3:                                                                  \
    x -= x / N;                                                                \
    break;                                                                     \
  case N + 4:                                                                  \
    x = rare (x + N);                                                          \
    break;

/* { dg-final { scan-cold run 0 } } */
__attribute__ ((noinline)) unsigned
run (const char *code, unsigned x)
{
  x = x * 17 + (x ^ 33) * x; /* @first */
  for (;;)
    switch (*code++) /* @next */
      {
      case 1:
        x = x * 5 + 1; /* @one */
        break;
      case 2:
        x ^= x >> 3; /* @two */
        break;
        FIVE (5)
        FIVE (10)
        FIVE (15)
        FIVE (20)
        FIVE (25)
        FIVE (30)
        FIVE (35)
        FIVE (40)
        FIVE (45)
        FIVE (50)
        FIVE (55)
        FIVE (60)
      default:
        return x;
      }
}

int
main (void)
{
  return run ("\1\2\1", 1); /* @run */
}
