/* A place that is computed from differences of labels: the assembler can subtract
   them only if none is in the function's cold section.  */

#include <stdio.h>

int sum;

__attribute__ ((noinline, noclone)) void
step (int x)
{
  static int places[] = { &&both - &&end, &&one - &&end };
  void *place = &&end + places[x];
  goto *place;
both:
  sum += 2;
one:
  sum++;
end:;
}

int
main (void)
{
  step (0);
  if (sum != 3)
    return 1;
  step (1);
  if (sum != 4)
    return 1;
  puts ("ok");
  return 0;
}
