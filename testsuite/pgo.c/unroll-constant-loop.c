/* In a hot function, a loop that turns a constant number of times is unrolled
   completely although the code grows; in one with a few samples it is not.  */
/* { dg-do run } */
/* { dg-output "^53 53\[\r\n\]*$" } */
#include <stdio.h>

/* profile:
   9900 main:hot hot:sum
   20 main:warm warm:sum2
   */

enum
{
  order = 7
};

static const int weights[] = { 3, -8, 11, -5, 2, 9, -13 };

/* { dg-final { scan-loop hot 1 0 } } */
__attribute__ ((noinline)) int
hot (const int *data) /* { dg-optimized "options for hot hot: weight 9900 samples" } */
{
  int sum = 0;
  for (int i = 0; i < order; i++)
    sum = (sum ^ data[i]) - weights[i] * data[order - i]; /* @sum */
  return sum;
}

/* { dg-final { scan-loop warm 1 1 } } */
__attribute__ ((noinline)) int
warm (const int *data) /* { dg-missed "options for hot warm refused: cold" } */
{
  int sum = 0;
  for (int i = 0; i < order; i++)
    sum = (sum ^ data[i]) - weights[i] * data[order - i]; /* @sum2 */
  return sum;
}

int
main (void)
{
  static const int data[] = { 31, 41, 59, 26, 53, 58, 97, 93 };
  int first = hot (data); /* @hot */
  printf ("%d %d\n", first, warm (data)); /* @warm */
  return 0;
}
