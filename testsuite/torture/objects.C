// Virtual calls, thunks, templates and exceptions.  Prints what they compute.

extern "C" int printf (const char *, ...);

namespace
{

struct shape
{
  virtual ~shape () {}
  virtual unsigned area (unsigned x) const = 0;
};

struct named
{
  virtual ~named () {}
  virtual unsigned name () const { return 17; }
};

struct square : shape
{
  unsigned area (unsigned x) const { return x * x; }
};

struct strip : named, shape
{
  unsigned area (unsigned x) const
  {
    if (x % 5 == 0)
      throw x;
    return x * 3;
  }
  unsigned name () const { return 23; }
};

template <typename F>
unsigned
repeat (unsigned n, F f)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x += f (x, i);
  return x;
}

unsigned
measure (const shape &s, unsigned x)
{
  try
    {
      return s.area (x);
    }
  catch (unsigned y)
    {
      return y + 1;
    }
}

unsigned
label (const named &n)
{
  return n.name ();
}

}

int
main ()
{
  square a;
  strip b;
  named c;
  const shape *shapes[] = { &a, &b };
  const named *names[] = { &b, &c };
  unsigned (named::*member) () const = &named::name;
  unsigned x = repeat (1000, [&] (unsigned y, unsigned i) {
    return measure (*shapes[i % 3 == 0], y) + label (*names[y % 2])
           + (names[i % 2]->*member) ();
  });
  printf ("%u\n", x);
  return 0;
}
