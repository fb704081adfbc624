// What the units of apart.C share.

#include <functional>

struct other
{
  unsigned o = 9;
  virtual ~other () {}
  virtual unsigned also (unsigned x) { return x + o; }
};

struct shape
{
  unsigned s = 5;
  virtual ~shape () {}
  virtual unsigned area (unsigned x) { return x + s; }
};

typedef std::function<unsigned (unsigned)> function;

shape *make_shape (unsigned);
other *make_other (unsigned);
function make_function (unsigned);
unsigned call_area (shape *, unsigned);
unsigned call_also (other *, unsigned);
unsigned call_function (const function &, unsigned);

inline unsigned
inline_area (shape *s, unsigned x)
{
  x += s->area (x);
  return x + s->area (x + 1);
}

inline unsigned
inline_call (const function &f, unsigned x)
{
  try
    {
      return f (f (x) + 1);
    }
  catch (unsigned y)
    {
      return y;
    }
}
