// What the dialects of profiles are tried on: members of one name, overloads,
// instances of a template, an anonymous namespace.  See dialect.exp.
#include "../pgo.c/work.h"

/* profile:
   4000 main:run _Z3runj:sget _ZNK4shop1S3getEj:sdeep
     20 main:run _Z3runj:tget _ZNK4shop1T3getEj:tdeep
   2000 main:run _Z3runj:apply _Z5applyj:adeep
     20 main:run _Z3runj:applyl _Z5applym:ldeep
   1500 main:run _Z3runj:sum _Z3sumIjET_S0_:sumdeep
     15 main:run _Z3runj:suml _Z3sumImET_S0_:sumdeep
   1000 main:run _Z3runj:local _ZN12_GLOBAL__N_15localEj:localdeep
    100 main:run _Z3runj:loop
*/

namespace shop
{
struct S
{
  unsigned get (unsigned) const;
};

struct T
{
  unsigned get (unsigned) const;
};

unsigned
S::get (unsigned x) const // start: _ZNK4shop1S3getEj
{
  WORK (x);
  return x + 1; // @sdeep
}

unsigned
T::get (unsigned x) const // start: _ZNK4shop1T3getEj
{
  WORK (x);
  return x + 2; // @tdeep
}
}

unsigned
apply (unsigned x) // start: _Z5applyj
{
  WORK (x);
  return x + 3; // @adeep
}

unsigned long
apply (unsigned long y) // start: _Z5applym
{
  unsigned x = y;
  WORK (x);
  return x + 4; // @ldeep
}

template <typename X>
X
sum (X y) // start: _Z3sumIjET_S0_ _Z3sumImET_S0_
{
  unsigned x = y;
  WORK (x);
  return x + y; // @sumdeep
}

namespace
{
unsigned
local (unsigned x) // start: _ZN12_GLOBAL__N_15localEj
{
  WORK (x);
  return x + 5; // @localdeep
}
}

__attribute__ ((noinline)) unsigned
run (unsigned n) // start: _Z3runj
{
  shop::S s;
  shop::T t;
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++) // @loop
    {
      x = s.get (x);            // @sget
      x = apply (x);            // @apply
      x = sum<unsigned> (x);    // @sum
      x = local (x);            // @local
      if (x % 1024 == 7)
        {
          x = t.get (x);             // @tget
          x = apply (x + 1ul);       // @applyl
          x = sum<unsigned long> (x); // @suml
          x = local (x + 2) / 3;
        }
    }
  return x;
}

int
main () // start: main
{
  return run (1000) == 0; // @run
}
