// A virtual call in a destructor calls the base's function, whatever the profile says
// and wherever the destructor is inlined.
// { dg-do run }
// { dg-options "-O2 -fno-early-inlining" }
// { dg-pgo-args "devirt-percent=50" }

struct root
{
};

struct base : virtual root
{
  unsigned n;
  base () : n (0) {}
  virtual void note ();
  void leave () // start: _ZN4base5leaveEv
  {
    note (); // @note // { dg-optimized "devirtualize call in _ZN4base5leaveEv to _ZN7derived4noteEv:" }
  }
  ~base ()
  {
    leave ();
  }
};

void
base::note () // start: _ZN4base4noteEv
{
  n++;
}

struct derived : base
{
  void note () // start: _ZN7derived4noteEv
  {
    __builtin_abort ();
  }
};

/* profile:
   1000 _ZN4base5leaveEv:note _ZN7derived4noteEv
*/

// { dg-final { scan-pgo "work around a fault of GCC in _ZN4base5leaveEv: its guard would" } }

int
main ()
{
  derived d;
}
