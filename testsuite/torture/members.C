// Pointers to members: of virtual and other methods, in the second of two bases and in
// a virtual one, const, noexcept and with default arguments, in tables and in wrappers,
// called on objects of several classes and in several contexts.

#include <cstdlib>
#include <functional>

struct first
{
  unsigned a = 3;
  virtual ~first () {}
  virtual unsigned one (unsigned x) { return x + a; }
  unsigned plain (unsigned x) { return x * a++; }
};

struct second
{
  unsigned b = 5;
  virtual ~second () {}
  virtual unsigned two (unsigned x) { return x ^ b; }
  virtual unsigned fixed (unsigned x) const noexcept { return x - b; }
  unsigned simple (unsigned x) { return x + b++; }
};

struct both : first, second
{
  unsigned c = 7;
  unsigned one (unsigned x) { return x * 3 + c; }
  unsigned two (unsigned x) { return x * 5 + a + b + c; }
  unsigned fixed (unsigned x) const noexcept final { return x + c; }
  unsigned own (unsigned x) { return x ^ c++; }
  virtual unsigned late (unsigned x) { return x % 11 ? x : throw x; }
};

struct root
{
  unsigned r = 11;
  virtual ~root () {}
  virtual unsigned get (unsigned x) { return x + r; }
};

struct arm : virtual root
{
  unsigned d = 13;
  unsigned get (unsigned x) { return x * d + r; }
};

struct leaf final : both, arm
{
  unsigned two (unsigned x) final { return x + d + c; }
  unsigned get (unsigned x) final { return x ^ d ^ r; }
  unsigned late (unsigned x) { return both::late (x + 1) * 3; }
};

typedef unsigned (first::*of_first) (unsigned);
typedef unsigned (second::*of_second) (unsigned);
typedef unsigned (both::*of_both) (unsigned);
typedef unsigned (root::*of_root) (unsigned);

static const of_both table[] = { &both::one,    &both::two,    &both::own, &both::late,
                                 &both::simple, &first::plain, &first::one };
static const of_second second_table[] = { &second::two, &second::simple };

template <typename O, typename M>
static unsigned
call (O *object, M method, unsigned x)
{
  return (object->*method) (x);
}

static unsigned
call_both (both *object, unsigned i, unsigned x)
{
  try
    {
      return call (object, table[i % 16 ? 0 : i / 16 % 7], x)
             + call (object, table[i % 7], x);
    }
  catch (unsigned y)
    {
      return y + (object->*table[x % 3]) (i);
    }
}

template <unsigned (second::*method) (unsigned)>
static unsigned
fixed_method (second *object, unsigned x)
{
  return (object->*method) (x);
}

// The pointer differs in each context, and the object in each turn.
static unsigned
all_of (second *const *objects, of_second method, unsigned x)
{
  for (unsigned i = 0; i < 3; i++)
    x = x * 3 + call (objects[i], method, x);
  return x;
}

static unsigned
first_user (second *const *o, unsigned x)
{
  return all_of (o, &second::two, x);
}

static unsigned
second_user (second *const *o, unsigned x)
{
  return all_of (o, second_table[1], x);
}

static unsigned
third_user (second *const *o, unsigned x)
{
  return fixed_method<&second::two> (o[x % 3], x);
}

static unsigned (*const users[]) (second *const *, unsigned)
    = { first_user, second_user, third_user };

int
main ()
{
  leaf l;
  both b;
  second s;
  arm a;
  root r;
  both *boths[] = { &b, &l, &b };
  second *seconds[] = { &s, &l, &b };
  root *roots[] = { &r, &a, &l };
  unsigned (second::*constant) (unsigned) const noexcept = &second::fixed;
  unsigned x = 1;

  for (unsigned i = 0; i < 1000; i++)
    {
      x = x * 31 + call_both (boths[i % 3], i, x);
      x += call (seconds[i % 8 ? 0 : i % 3], second_table[i % 5 == 0], x);
      x += users[i % 3](seconds, i) + fixed_method<&second::simple> (seconds[i % 3], x);
      x += call (roots[i % 4 ? 2 : i % 3], &root::get, x);
      x += (seconds[x % 3]->*constant) (i);
      // To a base, and back.
      of_both up = static_cast<of_both> (second_table[i & 1]);
      x += (boths[i % 3]->*up) (x);
      of_second down = static_cast<of_second> (&both::own);
      x += (static_cast<second *> (&l)->*down) (i);
      unsigned second::*field = &second::b;
      seconds[i % 3]->*field += i & 3;
      std::function<unsigned (second *, unsigned)> wrapped = second_table[i % 3 == 0];
      x = x * 5 + wrapped (seconds[i % 3], x) + std::mem_fn (&first::one) (boths[i & 1], i);
      of_first bare = i % 9 ? &first::plain : nullptr;
      x += bare ? (b.*bare) (x) : 19;
    }
  if (x != 3249579319u)
    abort ();
  return 0;
}
