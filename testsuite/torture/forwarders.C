// Forwarders: functions that do little but call another through a pointer, in chains, in
// circles that end, with arguments that are moved, copied by constructors, passed by
// reference, or dropped; in tail position, and of which the result is another type.

#include <cstdlib>
#include <utility>

static unsigned copies, alive;

struct value
{
  unsigned x;
  value (unsigned x) : x (x) { alive++; }
  value (const value &v) : x (v.x + 1) { alive++; copies++; }
  value (value &&v) : x (v.x) { alive++; v.x = 0; }
  ~value () { alive--; }
};

struct owner
{
  unsigned *p;
  owner (unsigned x) : p (new unsigned (x)) {}
  owner (owner &&o) : p (o.p) { o.p = 0; }
  ~owner () { delete p; }
};

typedef unsigned (*plain) (unsigned);
typedef value (*by_value) (value);
typedef unsigned (*by_owner) (owner);
typedef unsigned &(*by_reference) (unsigned &);

static unsigned add (unsigned x) { return x + 3; }
static unsigned turn (unsigned x) { return x << 5 | x >> 27; }
static unsigned to_add (unsigned x);
static unsigned to_turn (unsigned x);
static plain slots[] = { add, turn, to_add, to_turn };
static plain *current = slots;

static unsigned to_add (unsigned x) { return current[0](x); }
static unsigned to_turn (unsigned x) { return current[x & 1](x ^ 1); }

// Three more levels.
static unsigned level_1 (plain f, unsigned x) { return f (x); }
static unsigned level_2 (plain f, unsigned x) { return level_1 (f, x); }
static unsigned (*volatile through) (plain, unsigned) = level_2;
static unsigned level_3 (plain f, unsigned x) { return through (f, x); }

static value up (value v) { v.x += 5; return v; }
static value fresh (value v) { return value (v.x * 3); }

static value
pass (value v)
{
  static by_value const next[] = { up, fresh };
  return next[v.x & 1] (std::move (v));
}

static by_value by_values[] = { up, fresh, pass };

static unsigned take (owner o) { return *o.p; }

static unsigned
keep (owner o)
{
  static owner kept (0);
  std::swap (kept.p, o.p);
  return *kept.p * 3;
}

static by_owner by_owners[] = { take, keep };

static unsigned &same (unsigned &x) { return x; }
static unsigned &next (unsigned &x) { x++; return x; }
static by_reference by_references[] = { same, next };

template <typename F, typename... A>
static decltype (auto)
forward (F &&f, A &&...a)
{
  return std::forward<F> (f) (std::forward<A> (a)...);
}

template <typename F, typename... A>
static unsigned
counted (F f, A &&...a)
{
  unsigned before = copies;
  (void) forward (f, std::forward<A> (a)...);
  return copies - before;
}

static value
keep_value (by_value f, const value &v)
{
  return forward (f, v);
}

static unsigned
drop (plain f, unsigned x, unsigned, value, unsigned)
{
  return f (x);
}

struct interface
{
  virtual ~interface () {}
  virtual unsigned call (unsigned x) = 0;
};

struct direct : interface
{
  plain f;
  direct (plain f) : f (f) {}
  unsigned call (unsigned x) { return f (x); }
};

struct proxy final : interface
{
  interface &to;
  proxy (interface &to) : to (to) {}
  unsigned call (unsigned x) { return to.call (x); }
};

static unsigned
call (interface &i, unsigned x)
{
  return i.call (x);
}

int
main ()
{
  unsigned x = 1, y = 2;
  direct d (add), e (to_turn);
  proxy p (d), q (p), r (e);
  interface *all[] = { &d, &p, &q, &r };

  for (unsigned i = 0; i < 1000; i++)
    {
      x = x * 31 + level_3 (slots[i % 4], x) + level_2 (slots[i % 16 ? 2 : 3], i);
      x += forward (slots[i % 3], x) + drop (slots[i & 3], x, 1, value (2), 3);
      value v = forward (by_values[i % 3], value (i));
      x += v.x + keep_value (by_values[i % 5 % 3], v).x;
      x = x * 3 + counted (by_values[i % 3], v) + counted (pass, value (i));
      x += forward (by_owners[i % 4 == 0], owner (i));
      forward (by_references[i & 1], y) += 3;
      x ^= y + forward (same, y);
      x += call (*all[i % 4], x) + call (*all[i % 8 ? 2 : 3], i);
      if (alive != 1)
        abort ();
    }
  if (x != 2408022206u || alive)
    abort ();
  return 0;
}
