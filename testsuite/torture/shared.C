// { dg-options "-fPIC -fsemantic-interposition" }
// Thunks where symbols may be interposed, of methods that GCC folds, and of templates
// and local classes.  Prints what they compute.

extern "C" int printf (const char *, ...);

struct reader
{
  virtual ~reader () {}
  virtual unsigned get () = 0;
};

struct writer
{
  virtual ~writer () {}
  virtual void put (unsigned x) = 0;
  virtual writer *chain (writer *w) { return w; }
};

struct pipe : reader, writer
{
  unsigned last;
  pipe () : last (1) {}
  unsigned get () { return last++; }
  void put (unsigned x) { last = last * 3 + x; }
  pipe *chain (writer *w) { last += w != 0; return this; }
};

struct __attribute__ ((visibility ("hidden"))) sink : reader, writer
{
  unsigned sum;
  sink () : sum (2) {}
  unsigned get () { return sum; }
  // As that of pipe.
  void put (unsigned x) { sum = sum * 3 + x; }
  sink *chain (writer *) { return this; }
};

// The whole vtable is another unit's.
struct keyed : reader, writer
{
  unsigned k;
  keyed () : k (3) {}
  unsigned get ();
  void put (unsigned x) { k ^= x; }
};

unsigned
keyed::get ()
{
  return k * 5;
}

template <unsigned N> struct filter : writer
{
};

template <unsigned N> struct level : level<N - 1>, filter<N>
{
  unsigned n;
  level () : n (N) {}
  unsigned get () { return level<N - 1>::get () + n; }
  void put (unsigned x) { n += x; pipe::put (n); }
};

template <> struct level<0> : pipe
{
};

inline writer *
local ()
{
  struct one : reader, writer
  {
    unsigned x;
    one () : x (0) {}
    unsigned get () { return x; }
    void put (unsigned y) { x = y; }
    one *chain (writer *w) { w->put (x); return this; }
  };
  static one o;
  return &o;
}

__attribute__ ((noinline)) void
feed (writer *w, unsigned x)
{
  w->put (x);
}

__attribute__ ((noinline)) writer *
link (writer *a, writer *b)
{
  return a->chain (b)->chain (a);
}

__attribute__ ((noinline)) unsigned
pull (reader *r)
{
  return r->get ();
}

int
main ()
{
  pipe p;
  sink s;
  keyed k;
  level<3> l;
  writer *writers[] = { &p, &s, &k, static_cast<filter<2> *> (&l), local () };
  reader *readers[] = { &p, &s, &k, &l };
  unsigned x = 1;
  for (unsigned i = 0; i < 700; i++)
    {
      feed (writers[i % 5], x % 100);
      writer *w = link (writers[i % 5], writers[(i + 2) % 5]);
      w->put (i);
      x = (x * 7 + pull (readers[i % 4])) & 0xffffff;
    }
  printf ("%u\n", x);
  return 0;
}
