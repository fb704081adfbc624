// A hot function that GCC supposes to be called through a virtual thunk, always with
// the same argument: GCC must not be tempted to make a clone of it.
// { dg-do compile }
// { dg-pgo-args "hot-percent=100" }

/* profile:
   2000 _ZN7Derived3getEii:get
   2000 _ZN4Base5firstEv:first
   2000 _ZN4Base6secondEv:second
   */

int count;

struct Base
{
  virtual int get (int, int) = 0;
  void first ();
  void second ();
  int member;
};

struct Derived : virtual Base
{
  int get (int, int);
  int value;
};

void
Base::first () // start: _ZN4Base5firstEv
{
  get (0, 0); // @first
}

void
Base::second () // start: _ZN4Base6secondEv
{
  get (count, 0); // @second
}

int
Derived::get (int, int) // start: _ZN7Derived3getEii
{
  return value; // @get
}
// { dg-final { scan-pgo "options for hot _ZN7Derived3getEii:" } }
// { dg-final { scan-pgo "work around a fault of GCC in _ZN7Derived3getEii: ipa-cp would stop" } }
// { dg-final { scan-pgo "ledger: workaround: candidates 1 = applied 1 . refused 0" } }
