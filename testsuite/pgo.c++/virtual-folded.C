// Methods that do the same are one function in the profiled program, with the name
// of any of them: what it calls "force" is "tag" where "tag" is called.
// { dg-do run }
// { dg-options "-O2 -fno-devirtualize-speculatively" }
// { dg-output "^ok\[\r\n\]*$" }
#include <cstdio>

/* profile:
   900 main:run _Z3runPP4Nodej:call _ZN4Node5forceEv
    20 main:run _Z3runPP4Nodej:call _ZN4Mark3tagEv
   */

struct Node
{
  virtual int force ();
  virtual int tag ();
  virtual int other () { return 0; } // Of a comdat group: not folded with them.
  virtual ~Node () {}
};

struct Mark : Node
{
  int tag () override;
};

int
Node::force ()
{
  return 0;
}

int
Node::tag () // start: _ZN4Node3tagEv
{
  return 0;
}

int
Mark::tag () // start: _ZN4Mark3tagEv
{
  return 1;
}

__attribute__ ((noinline)) int
run (Node **nodes, unsigned n) // start: _Z3runPP4Nodej
{
  int x = 0;
  for (unsigned i = 0; i < n; i++)
    x += nodes[i % 20 == 0]->tag (); // @call // { dg-optimized "devirtualize call in _Z3runPP4Nodej to _ZN4Node3tagEv: weight 920 samples" }
  return x;
}

int
main () // start: main
{
  Node node;
  Mark mark;
  Node *nodes[2] = { &node, &mark };
  puts (run (nodes, 1000) == 50 ? "ok" : "wrong"); // @run
  return 0;
}
