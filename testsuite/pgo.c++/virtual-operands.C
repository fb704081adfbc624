// Two methods that differ in the order of their operands are not one function.
// { dg-do compile }
// { dg-options "-O2 -fno-devirtualize-speculatively" }

/* profile:
   900 main:run _Z3runPP4Nodej:call _ZN4Node4fromEjj
   30 main:run _Z3runPP4Nodej:call _ZN4Node4lessEjj
   */

struct Node
{
  virtual unsigned less (unsigned, unsigned);
  virtual unsigned from (unsigned, unsigned);
  virtual ~Node () {}
};

struct Mark : Node
{
  unsigned less (unsigned, unsigned) override;
};

unsigned
Node::less (unsigned a, unsigned b) // start: _ZN4Node4lessEjj
{
  return a - b;
}

unsigned
Node::from (unsigned a, unsigned b) // start: _ZN4Node4fromEjj
{
  return b - a;
}

unsigned
Mark::less (unsigned a, unsigned b)
{
  return Node::from (a ^ 5, b);
}

__attribute__ ((noinline)) unsigned
run (Node **nodes, unsigned n) // start: _Z3runPP4Nodej
{
  unsigned x = 0;
  for (unsigned i = 0; i < n; i++)
    x += nodes[i % 20 == 0]->less (x, i); // @call // { dg-missed "devirtualize call in _Z3runPP4Nodej to _ZN4Node4fromEjj refused: signature does not fit the target" }
  return x;
}

int
main () // start: main
{
  Node node;
  Mark mark;
  Node *nodes[2] = { &mark, &node };
  return run (nodes, 1000); // @run
}

// { dg-final { scan-calls _Z3runPP4Nodej * 1 1 } }
