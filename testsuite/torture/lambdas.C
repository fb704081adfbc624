// Lambdas in std::function, in variants and as pointers: with captures of each kind, in
// functions that are called from several places, that return them, that hold others,
// that are replaced while they are called, and that throw.

#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

using function = std::function<unsigned (unsigned)>;

// Inlined in several places, with another lambda in each.
static unsigned
run (const function &f, unsigned x)
{
  return f (x) + 1;
}

template <typename F>
static unsigned
fold (const std::vector<unsigned> &all, F f)
{
  function erased = f;
  unsigned sum = 0;
  for (unsigned x : all)
    sum = sum * 3 + run (erased, x);
  return sum;
}

static unsigned
first_user (const std::vector<unsigned> &all, unsigned y)
{
  return fold (all, [y] (unsigned x) { return x + y; })
         + fold (all, [] (unsigned x) { return x * x; });
}

static unsigned
second_user (const std::vector<unsigned> &all, unsigned &y)
{
  return fold (all, [&] (unsigned x) { return y = y * 5 + x; })
         + fold (all, [&all] (unsigned x) { return all[x % all.size ()]; });
}

// What is captured is too large for the object.
static function
large (unsigned y)
{
  struct { unsigned x[12]; } many = { { y, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, y } };
  return [many] (unsigned x) mutable { return many.x[x % 12] += x; };
}

static function
compose (function f, function g)
{
  return [f = std::move (f), g = std::move (g)] (unsigned x) { return f (g (x)); };
}

static function
choose (unsigned i)
{
  switch (i % 5)
    {
    case 0: return [] (unsigned x) { return x ^ 0x55; };
    case 1: return [i] (unsigned x) { return x + i; };
    case 2: return large (i);
    case 3: return compose (choose (i + 1), choose (i + 3));
    default:
      return [p = std::make_shared<unsigned> (i)] (unsigned x) { return *p += x; };
    }
}

// The function gives itself away while it runs.
struct state
{
  std::function<unsigned (state &, unsigned)> next;
};

static unsigned
run_states (unsigned n)
{
  state s;
  s.next = [] (state &s, unsigned x) {
    if (x % 7 == 0)
      s.next = [x] (state &s, unsigned y) {
        if (y % 5 == 0)
          s.next = [] (state &, unsigned z) { return z * 3; };
        return x ^ y;
      };
    return x + 2;
  };
  unsigned sum = 0;
  for (unsigned i = 1; i < n; i++)
    sum = sum * 3 + s.next (s, i);
  return sum;
}

static unsigned
guarded (const function &f, unsigned x)
{
  try
    {
      return f (x);
    }
  catch (const std::bad_function_call &)
    {
      return 17;
    }
  catch (unsigned y)
    {
      return run ([y] (unsigned z) { return y * z; }, x);
    }
}

static const std::variant<unsigned, char, function>
pick (unsigned i)
{
  if (i % 3 == 0)
    return i;
  if (i % 3 == 1)
    return (char) (i & 63);
  return choose (i);
}

template <typename... F> struct overloaded : F... { using F::operator()...; };
template <typename... F> overloaded (F...) -> overloaded<F...>;

int
main ()
{
  std::vector<unsigned> all;
  unsigned (*pointers[]) (unsigned) = { [] (unsigned x) { return x / 3; },
                                        [] (unsigned x) { return x * 7; } };
  unsigned x = 1, y = 2;
  for (unsigned i = 0; i < 40; i++)
    all.push_back (i * 2654435761u);
  for (unsigned i = 0; i < 150; i++)
    {
      x = x * 31 + first_user (all, i) + second_user (all, y);
      function f = choose (i), g = i % 4 ? choose (i / 3) : function ();
      x += run (f, i) + guarded (f, x) + guarded (g, i);
      x += guarded ([] (unsigned z) { return z % 3 ? z : throw z + 1; }, i);
      x ^= run_states (i % 30) + pointers[i % 4 == 0](x);
      x += fold (all, pointers[i % 3 == 0]);
      std::swap (f, g);
      x += guarded (f, 5) + guarded (g, 6);
      x = x * 5 + std::visit (overloaded { [] (unsigned z) { return z + 1; },
                                           [] (char z) { return z * 2u; },
                                           [i] (const function &h) { return h (i); } },
                              pick (i));
    }
  if (x != 3279235819u)
    abort ();
  return 0;
}
