/* What may have been a conditional move in the profiled program, as it was
   executed with the branch above, tells nothing of where that goes.  */
/* { dg-do compile } */
/* { dg-options "-O2" } */

/* profile:
   300 main:look look:next
   2000 main:look look:load
   1000 main:look look:negate
   1500 main:look look:test
   500 main:look look:count
   */

/* { dg-final { scan-choices look 1 1 } } */
__attribute__ ((noinline)) int
look (const signed char *marks, const int *numbers, int n, int needed)
{
  for (int i = 0; i < n; i++) /* @next */
    {
      int number = numbers[i];
      int mark = marks[number & 3]; /* @load */
      if (number < 0)
	mark = -mark; /* @negate */
      if (mark <= 0) /* @test */
	continue;
      if (!--needed) /* @count */
	return 1;
    }
  return 0;
}

int
main (int argc, char **argv)
{
  signed char marks[4] = { 1, -1, 1, -1 };
  int numbers[4] = { 1, -2, argc, -argc };
  return look (marks, numbers, 4, 5); /* @look */
}
