// Virtual calls with two and three overriders, reached by thunks of several and virtual
// bases: in functions that are inlined for objects of another class each, in loops over
// mixed objects, in methods that call others, and with covariant and large results.

#include <cstdlib>

struct big { unsigned x[6]; };

struct shape
{
  unsigned s = 3;
  virtual ~shape () {}
  virtual unsigned area (unsigned x) { return x + s; }
  virtual shape *next () { return this; }
  virtual big all (signed char c) { return { { s, (unsigned) c, 1, 2, 3, 4 } }; }
  // One call of this may be of each kind.
  unsigned twice (unsigned x)
  {
    x += area (x);
    shape *s = next ();
    return x + s->area (x + 1);
  }
};

struct label
{
  unsigned l = 5;
  virtual ~label () {}
  virtual unsigned name (unsigned x) { return x ^ l; }
};

struct plain : shape { unsigned area (unsigned x) { return x * 3 + s++; } };

struct labelled : label, shape
{
  unsigned area (unsigned x) { return name (x) + s; }
  labelled *next () { l++; return this; }
  big all (signed char c) { return { { l, s, (unsigned) c, 5, 6, 7 } }; }
};

struct above : virtual shape
{
  unsigned a = 7;
  unsigned area (unsigned x) { return x * a + s; }
  above *next () { a += 2; return this; }
};

struct beside : virtual shape
{
  unsigned b = 11;
  virtual unsigned only (unsigned x) { return x - b; }
};

struct joined : label, beside, above
{
  unsigned area (unsigned x) { return only (x) ^ name (x) ^ a; }
  joined *next () { b ^= 3; return this; }
  unsigned name (unsigned x) final { return x * 7 + l; }
  big all (signed char c) { return { { a, b, l, s, (unsigned) c, 9 } }; }
};

struct last final : joined
{
  unsigned only (unsigned x) { return x + b; }
  last *next () { s++; return this; }
};

namespace
{
struct local : label, virtual shape
{
  unsigned area (unsigned x) { return x / 3 + l + s; }
};
}

static unsigned
sum (shape *s, unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = x * 3 + s->area (i);
  return x;
}

static unsigned
walk (shape *s, unsigned n)
{
  unsigned x = n;
  while (n--)
    {
      x += s->twice (x);
      s = s->next ();
    }
  return x;
}

static unsigned
part (shape *s, unsigned i)
{
  unsigned x = s->all (i).x[i % 6];
  s = s->next ();
  return x + s->all (-i).x[i % 5];
}

static unsigned
over (shape *const *shapes, unsigned n, unsigned i)
{
  unsigned x = 0;
  for (unsigned k = 0; k < n; k++)
    x = x * 5 + shapes[(k * i) % n]->area (k) + part (shapes[(k + i) % n], k);
  return x;
}

static unsigned
names (label *l, unsigned x)
{
  x += l->name (x);
  return x + l->name (x + 1);
}

static unsigned plain_user (plain *p) { return sum (p, 9) + walk (p, 3) + part (p, 2); }

static unsigned
labelled_user (labelled *p)
{
  return sum (p, 8) + walk (p, 4) + names (p, 3);
}

static unsigned
joined_user (joined *p)
{
  return sum (p, 7) + walk (p, 5) + part (p, 4) + names (p, 5);
}

struct maker
{
  shape *made;
  virtual ~maker () {}
  virtual shape *make () { return made = new plain; }
};

struct other_maker : label, maker
{
  joined *make ()
  {
    joined *j = l++ % 3 ? new joined : new last;
    made = j;
    return j;
  }
};

static unsigned
made_by (maker *m, unsigned i)
{
  shape *s = m->make ();
  unsigned x = sum (s, i % 5) + s->twice (i);
  delete s;
  return x;
}

int
main ()
{
  plain p;
  labelled l;
  joined j;
  last t;
  local o;
  above a;
  maker m;
  other_maker n;
  shape *all[] = { &p, &l, &j, &t, &o, &a };
  label *labels[] = { &l, &j, &o, &t };
  unsigned x = 1;

  for (unsigned i = 0; i < 500; i++)
    {
      x = x * 31 + plain_user (&p) + labelled_user (&l) + joined_user (i % 4 ? &j : &t);
      x += over (all, 2 + i % 5, i) + over (all + 1, 3, i);
      x ^= names (labels[i % 8 ? 1 : i % 4], x);
      x += made_by (i % 3 ? &n : &m, i) + all[i % 6]->twice (x);
      x += walk (all[i % 16 ? 2 : i % 6], i % 7);
    }
  if (x != 2791360258u)
    abort ();
  return 0;
}
