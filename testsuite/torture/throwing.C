// Exceptions through guarded calls: caught at the call, further up, in a destructor's
// way, rethrown and kept for later; calls in handlers and in destructors while the
// stack unwinds; functions that may not throw; handlers that differ by context.

#include <cstdlib>
#include <exception>
#include <stdexcept>

typedef unsigned (*function) (unsigned);
static unsigned trace = 1;

static unsigned note (unsigned x) { trace = trace * 31 + x; return x; }
static unsigned small (unsigned x) { return x + 1; }

static unsigned
fail (unsigned x)
{
  if (x % 3 == 0)
    throw x;
  return x * 5;
}

static unsigned
fail_long (unsigned x)
{
  if (x % 4 == 1)
    throw (long) x;
  return x ^ 77;
}

static unsigned
fail_object (unsigned x)
{
  if (x % 5 == 2)
    throw std::runtime_error (x & 1 ? "odd" : "even");
  return x / 2;
}

static unsigned
never (unsigned x) noexcept
{
  return x * 9;
}

static unsigned __attribute__ ((noreturn))
always (unsigned x)
{
  throw x + 1;
}

static const function functions[] = { small, fail, fail_long, fail_object, never, always };

struct scope
{
  function f;
  unsigned x;
  ~scope ()
  {
    try
      {
        note (f (x));
      }
    catch (...)
      {
        note (3 + std::uncaught_exceptions ());
      }
  }
};

static unsigned
call (function f, unsigned x)
{
  scope s = { functions[x % 16 ? 0 : x / 16 % 6], x };
  return f (x);
}

// Calls in handlers, of which one may throw again.
static unsigned
handled (function f, function g, unsigned x)
{
  try
    {
      return f (x);
    }
  catch (unsigned y)
    {
      return g (y + 1);
    }
  catch (long y)
    {
      note (g (y));
      throw;
    }
  catch (const std::exception &e)
    {
      return g (e.what ()[0]);
    }
}

static unsigned
outer (function f, function g, unsigned x)
{
  try
    {
      return handled (f, g, x) + call (f, x);
    }
  catch (unsigned y)
    {
      return note (y) * 3;
    }
  catch (...)
    {
      std::exception_ptr kept = std::current_exception ();
      try
        {
          std::rethrow_exception (kept);
        }
      catch (long y)
        {
          return functions[y % 4 == 0](y) + 7;
        }
      catch (std::runtime_error &e)
        {
          return e.what ()[1];
        }
    }
}

// The calls of one context may not throw, those of another may.
static unsigned
apply (function f, unsigned x)
{
  return f (x) * 3;
}

static unsigned
safe (unsigned x) noexcept
{
  x += apply (functions[x & 1 ? 0 : 4], x);
  return x + apply (never, x);
}

static unsigned
unsafe (unsigned x)
try
  {
    x += apply (functions[x % 8 ? 1 : 5], x);
    return x + apply (functions[x % 6], x);
  }
catch (unsigned y)
  {
    return y;
  }

struct base
{
  unsigned x;
  base (function f, unsigned x) : x (f (x)) {}
  virtual ~base () { note (x); }
  virtual unsigned go (unsigned y) { return y; }
};

struct derived : base
{
  scope s;
  derived (function f, function g, unsigned x) try : base (f, x), s { small, g (x) }
    {
    }
  catch (unsigned y)
    {
      note (y);
      throw y + 1;
    }
  unsigned go (unsigned y) { return y % 7 ? y + x : throw base (small, y); }
};

static unsigned
build (function f, function g, unsigned x)
{
  try
    {
      derived d (f, g, x);
      base b (small, 2);
      base *all[] = { &d, &b };
      x += all[x % 4 == 0]->go (x);
      return x + all[x % 3 == 0]->go (x + 1);
    }
  catch (base &b)
    {
      return b.go (5);
    }
  catch (unsigned y)
    {
      return y;
    }
  catch (...)
    {
      return 19;
    }
}

int
main ()
{
  for (unsigned i = 0; i < 600; i++)
    {
      note (outer (functions[i % 8 ? 1 : i % 6], functions[i % 5 % 4], i));
      note (outer (fail_object, small, i) + outer (fail_long, never, i));
      note (safe (i) + unsafe (i));
      note (build (functions[i % 6], functions[i % 4], i) + build (fail, fail_long, i));
      try
        {
          note (call (functions[i % 6], i));
        }
      catch (...)
        {
          note (23);
        }
    }
  if (trace != 696076675u)
    abort ();
  return 0;
}
