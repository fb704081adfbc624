/* In a hot function, the first turns of a loop that turns once or so get code of
   their own.  */
/* { dg-do compile } */
/* { dg-options "-O2 -fdump-tree-cunroll-details" } */

/* profile:
   3000 main:look look:first
   9000 main:look look:test
   1500 main:look look:step
   3000 main:walk walk:turn
   20 main:walk walk:enter
   */

struct node
{
  int key;
  struct node *next;
};

int same (int, int);

/* { dg-final { scan-peeled look 1 } } */
__attribute__ ((noinline)) struct node *
look (struct node **table, int key)
{
  struct node *n = table[key * 31 % 1023 + key / 7]; /* @first */
  while (n && !same (n->key, key))                   /* @test */
    n = n->next;                                     /* @step */
  return n;
}

/* { dg-final { scan-peeled walk 0 } } */
__attribute__ ((noinline)) int
walk (struct node *n, int key)
{
  int sum = key * 31 % 1023; /* @enter */
  for (; n; n = n->next)
    sum += same (n->key, key) * sum; /* @turn */
  return sum;
}

int
main (void)
{
  struct node n = { 5, 0 };
  struct node *table[2000] = { &n };
  struct node *found = look (table, 5); /* @look */
  return walk (found, 5);               /* @walk */
}
