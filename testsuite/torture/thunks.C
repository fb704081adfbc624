// Thunks of every kind: of several, virtual and diamond bases, with covariant
// results, of destructors, in templates and where nothing else can see them, called
// while an object is made and undone, and with exceptions.  Prints what they compute.

extern "C" int printf (const char *, ...);

static unsigned trace = 1;

static void
note (unsigned x)
{
  trace = trace * 33 + x;
  trace ^= trace >> 15;
}

struct first
{
  unsigned a;
  first () : a (3) {}
  virtual ~first () { note (a); }
  virtual unsigned one (unsigned x) { return x + a; }
  virtual first *self () { return this; }
};

struct second
{
  unsigned b;
  second () : b (5) {}
  virtual ~second () { note (b); }
  virtual unsigned two (unsigned x) { return x * b; }
  virtual second *self () { return this; }
  virtual second &copy (unsigned x) { b += x; return *this; }
};

// A thunk by a fixed offset, one with a covariant result, and one of both.
struct multiple : first, second
{
  unsigned c;
  multiple () : c (7) {}
  ~multiple () { note (c); }
  unsigned one (unsigned x) { return x ^ c; }
  unsigned two (unsigned x)
  {
    if (x % 7 == 3)
      throw x;
    return x + a + b + c;
  }
  multiple *self () { c++; return this; }
  multiple &copy (unsigned x) { c += x; return *this; }
};

struct root
{
  unsigned r;
  root () : r (11) {}
  virtual ~root () { note (r); }
  virtual unsigned get (unsigned x) { return x - r; }
  virtual root *same () { return this; }
  virtual void big (unsigned x) = 0;
  unsigned call_get (unsigned x) { return get (x); }
};

// Thunks by an offset in the table, for virtual bases.
struct left : virtual root
{
  unsigned l;
  left () : l (13) { note (call_get (l)); }
  ~left () { note (call_get (l)); }
  unsigned get (unsigned x) { return x * 3 + l; }
  left *same () { return this; }
  void big (unsigned x) { l += x; }
};

struct right : virtual root
{
  unsigned r2;
  right () : r2 (17) { note (call_get (r2)); }
  ~right () { note (call_get (r2)); }
  virtual unsigned only (unsigned x) { return x ^ r2; }
};

// What left has overrides what right inherits.
struct diamond : right, left
{
  unsigned d;
  diamond () : d (19) { note (call_get (d)); }
  ~diamond () { note (call_get (d)); }
  void big (unsigned x)
  {
    d ^= x;
    if (d % 5 == 1)
      throw (long) d;
  }
  diamond *same () { d += 2; return this; }
};

struct lowest final : second, diamond
{
  unsigned get (unsigned x) final { return x * 5 + d; }
  unsigned two (unsigned x) { return only (x) + get (x); }
  lowest &copy (unsigned x) { d += x; return *this; }
  lowest *same () { d += 3; return this; }
};

// The same base twice, and once more on the way.
struct twice_a : second { unsigned two (unsigned x) { return x + 23; } };
struct twice_b : second { unsigned two (unsigned x) { return x + 29 * b; } };
struct twice : twice_a, twice_b
{
  unsigned two (unsigned x) { return x * 31 + twice_a::b + twice_b::b; }
};

struct pair
{
  unsigned x[5];
};

// Results that are passed in memory, and arguments on the stack.
struct wide
{
  virtual ~wide () {}
  virtual pair many (unsigned a, unsigned b, unsigned c, unsigned d, unsigned e,
                     unsigned f, unsigned g, pair h)
      = 0;
  virtual double real (double x, float y) = 0;
};

struct wider : first, wide
{
  pair many (unsigned a, unsigned b, unsigned c, unsigned d, unsigned e, unsigned f,
             unsigned g, pair h)
  {
    pair p = { { a + g, b * f, c ^ e, d + this->a, h.x[4] } };
    return p;
  }
  double real (double x, float y) { return x * y + a; }
};

template <typename T> struct holder : first, T
{
  holder *self () { return this; }
  unsigned two (unsigned x) { return T::two (x) * 3 + this->a; }
};

namespace
{
struct hidden : first, second
{
  unsigned two (unsigned x) { return x / 3 + a; }
  second &copy (unsigned x) { b ^= x; return *this; }
};
}

struct __attribute__ ((visibility ("hidden"))) concealed : first, second
{
  unsigned two (unsigned x) { return (x << 3) + b; }
};

// A method that gives up its object.
struct counted : first, second
{
  unsigned two (unsigned x)
  {
    unsigned result = x + b;
    delete this;
    return result;
  }
};

#define NOINLINE __attribute__ ((noinline, noclone))

NOINLINE unsigned
call_two (second *s, unsigned x)
{
  try
    {
      return s ? s->two (x) : 41;
    }
  catch (unsigned y)
    {
      return y * 43;
    }
}

NOINLINE unsigned
call_get (root *r, unsigned x)
{
  return r->get (x) + r->same ()->r;
}

NOINLINE unsigned
call_copy (second &s, unsigned x)
{
  return s.copy (x).b + s.self ()->b;
}

NOINLINE void
call_big (root *r, unsigned x)
{
  struct guard
  {
    ~guard () { note (47); }
  } g;
  try
    {
      r->big (x);
    }
  catch (long y)
    {
      note (y);
    }
}

NOINLINE pair
call_many (wide *w, unsigned x)
{
  pair p = { { x, 2, 3, 4, x * 5 } };
  return w->many (x, 2, 3, 4, 5, x, 7, p);
}

NOINLINE double
call_real (wide *w, unsigned x)
{
  return w->real (x, x % 3);
}

NOINLINE void
drop (second *s)
{
  delete s;
}

NOINLINE void
drop (root *r)
{
  delete r;
}

static second *
make (unsigned i)
{
  switch (i % 8)
    {
    case 0: return new hidden;
    case 1: return new concealed;
    case 2: return new holder<second>;
    case 3: return new holder<twice_b>;
    case 4: return new lowest;
    case 5: return static_cast<twice_a *> (new twice);
    case 6: return static_cast<twice_b *> (new twice);
    default: return new multiple;
    }
}

int
main ()
{
  for (unsigned i = 0; i < 400; i++)
    {
      second *s = make (i);
      note (call_two (s, i));
      note (call_two (0, i));
      note (call_copy (*s, i));
      note (call_two (new counted, i));
      unsigned (second::*member) (unsigned) = &second::two;
      try
        {
          note ((s->*member) (i));
        }
      catch (unsigned y)
        {
          note (y);
        }
      drop (s);
      root *r = i % 3 ? static_cast<root *> (new diamond) : new lowest;
      note (call_get (r, i));
      call_big (r, i);
      drop (r);
      struct final_left final : left
      {
        unsigned get (unsigned x) { return x + 53; }
      } f;
      note (call_get (&f, i));
      call_big (&f, i);
      wider w;
      note (call_many (&w, i).x[i % 5]);
      note ((unsigned) call_real (&w, i));
    }
  printf ("%u\n", trace);
  return 0;
}
