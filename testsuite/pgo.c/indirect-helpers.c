/* Hardened and sanitized programs call helpers on the line of an indirect call,
   which are none of its targets.  */
/* { dg-do compile } */
#include "work.h"

/* profile:
   1900 start run:call add
    100 start run:call sub
    700 start run:call __x86_indirect_thunk_rax@runtime.c
    700 start run:call __ubsan_handle_pointer_overflow@runtime.c
   1000 start only:helper __asan_report_load8@runtime.c
   */

unsigned
add (unsigned x)
{
  WORK (x);
  return x + 1;
}

unsigned
sub (unsigned x)
{
  WORK (x);
  return x - 1;
}

unsigned
run (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @call */ /* { dg-optimized "devirtualize call in run to add: " } */
  return x;
}

unsigned
only (unsigned (**fn) (unsigned), unsigned n)
{
  unsigned x = 1;
  for (unsigned i = 0; i < n; i++)
    x = fn[i] (x); /* @helper */ /* { dg-silent "devirtualize" } */
  return x;
}
/* { dg-final { scan-calls run * 1 1 } } */
