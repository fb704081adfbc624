/* A function with an optimize attribute has the options that it asks for,
   whatever the profile says.  */
/* { dg-do compile } */

/* profile:
   9900 start caller:hot hot:loop
   */

volatile unsigned sink;

__attribute__ ((noinline, optimize ("no-tree-vectorize"))) void
hot (unsigned n) /* { dg-missed "options for hot hot refused: compiler cannot: the function has the attribute optimize" } */
{
  while (n--)
    sink = n; /* @loop */
}

__attribute__ ((optimize ("no-tree-vectorize"))) void
unseen (unsigned n) /* { dg-missed "less code for unseen refused: compiler cannot: the function has the attribute optimize" } */
{
  sink = n;
}

void
caller (unsigned n)
{
  hot (n); /* @hot */
}
