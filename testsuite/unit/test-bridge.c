/* Frames that a profiler lost, put back.
   Copyright (C) 2026 The gcc-pgo authors

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   The program is the table CALLS.  Location 1000 * F + 0 is the first
   instruction of function F, before its frame is set; 1000 * F + 1 is in its
   body, beside its last call; 1000 * F + 2 + I is at its call I; 1000 * F + 999
   is F without a line.  */

#include <inttypes.h>
#include <stdlib.h>

#include "symbolize/bridge.h"
#include "unit.h"

enum
{
  MAIN = 1,
  ONE,       /* Calls LEAF at one place.  */
  LEAF,      /* Calls nobody.  */
  TWO,       /* Calls LEAF at two places.  */
  JUMP,      /* Jumps to LEAF.  */
  JUMP_JUMP, /* Jumps to JUMP.  */
  FORK,      /* Jumps to LEFT and to RIGHT.  */
  LEFT,      /* Jumps to END.  */
  RIGHT,     /* Likewise.  */
  END,
  SELF,     /* Calls itself.  */
  DARK,     /* Nobody knows what it calls.  */
  OUTER,    /* Calls LIBRARY and STRANGER, of another module.  */
  POINTER,  /* Calls one unknown function, and DARK.  */
  POINTERS, /* Has two such calls.  */
  LIBRARY,
  STRANGER,
  ONLY, /* Is called by ONE_ONLY, and by nobody else.  */
  ONE_ONLY,
  N_FUNCTIONS
};

#define INDIRECT PGO_BRIDGE_NOBODY

/* Sorted by caller.  */
static struct pgo_call calls[] = {
  { .caller = MAIN, .callee = ONE },       /* 2 */
  { .caller = MAIN, .callee = TWO },       /* 3 */
  { .caller = MAIN, .callee = JUMP },      /* 4 */
  { .caller = MAIN, .callee = JUMP_JUMP }, /* 5 */
  { .caller = MAIN, .callee = FORK },      /* 6 */
  { .caller = MAIN, .callee = SELF },      /* 7 */
  { .caller = MAIN, .callee = DARK },      /* 8 */
  { .caller = MAIN, .callee = OUTER },     /* 9 */
  { .caller = MAIN, .callee = POINTER },   /* 10 */
  { .caller = MAIN, .callee = POINTERS },  /* 11 */
  { .caller = MAIN, .callee = INDIRECT },  /* 12 */
  { .caller = MAIN, .callee = INDIRECT },  /* 13 */
  { .caller = ONE, .callee = LEAF },
  { .caller = TWO, .callee = LEAF },
  { .caller = TWO, .callee = LEAF },
  { .caller = JUMP, .callee = LEAF, .tail = true },
  { .caller = JUMP_JUMP, .callee = JUMP, .tail = true },
  { .caller = FORK, .callee = LEFT, .tail = true },
  { .caller = FORK, .callee = RIGHT, .tail = true },
  { .caller = LEFT, .callee = END, .tail = true },
  { .caller = RIGHT, .callee = END, .tail = true },
  { .caller = SELF, .callee = SELF },
  { .caller = OUTER, .callee = LIBRARY },
  { .caller = OUTER, .callee = STRANGER },
  { .caller = POINTER, .callee = INDIRECT },
  { .caller = POINTER, .callee = DARK },
  { .caller = POINTERS, .callee = INDIRECT },
  { .caller = POINTERS, .callee = INDIRECT },
  { .caller = ONE_ONLY, .callee = ONLY },
};

#define N_CALLS (sizeof calls / sizeof *calls)

static const struct pgo_call *
first_call (uint32_t function, size_t *n)
{
  size_t first = 0;
  while (first < N_CALLS && calls[first].caller < function)
    first++;
  for (*n = 0; first + *n < N_CALLS && calls[first + *n].caller == function;)
    ++*n;
  return &calls[first];
}

static struct pgo_bridge_place
place (void *data, uint32_t location)
{
  (void) data;
  struct pgo_bridge_place result = { .function = location / 1000,
                                     .address = location,
                                     .frame = PGO_BRIDGE_FRAME_SET };
  size_t n;
  const struct pgo_call *first = first_call (result.function, &n);
  if (location % 1000 == 1)
    result.address = result.function * 1000 + 100 * n - 2;
  else if (location % 1000 == 0)
    result.frame = PGO_BRIDGE_FRAME_BARE;
  else if (location % 1000 >= 2 && location % 1000 - 2 < n)
    result.call = &first[location % 1000 - 2];
  if (result.function == 0)
    result.function = PGO_BRIDGE_NOBODY;
  return result;
}

static const struct pgo_call *
calls_of (void *data, uint32_t function, size_t *n)
{
  (void) data;
  const struct pgo_call *first = first_call (function, n);
  return function == DARK || function == LIBRARY || function == STRANGER
             ? NULL
             : first;
}

static const uint32_t *
callers_of (void *data, uint32_t function, size_t *n)
{
  static uint32_t callers[N_CALLS];
  (void) data;
  *n = 0;
  for (size_t i = 0; i < N_CALLS; i++)
    if (calls[i].callee == function
        && (*n == 0 || callers[*n - 1] != calls[i].caller))
      callers[(*n)++] = calls[i].caller;
  return callers;
}

static bool
foreign (void *data, uint32_t function, uint32_t other)
{
  (void) data;
  return (function == LIBRARY || function == STRANGER)
         != (other == LIBRARY || other == STRANGER);
}

static uint32_t
location (void *data, uint32_t function, const struct pgo_call *call)
{
  (void) data;
  size_t n;
  const struct pgo_call *first = first_call (function, &n);
  return function * 1000 + (call ? 2 + (uint32_t) (call - first) : 999);
}

static char output[4096];
static struct pgo_bridge_totals totals;

/* Of the sample that was added last, and the largest that came out.  */
static int64_t clock_time, last_time;

static void
take (void *data, const uint32_t *stack, size_t depth, int64_t count,
      int64_t weight, int64_t time)
{
  (void) data;
  if (time > last_time)
    last_time = time;
  char *end = output + strlen (output);
  end += sprintf (end, "%" PRId64 "/%" PRId64 ":", count, weight);
  for (size_t i = 0; i < depth; i++)
    end += sprintf (end, " %" PRIu32, stack[i]);
  strcpy (end, "; ");
}

/* Add the samples in TEXT: "COUNT: LOCATION...; ".  Each weighs 10.  */
static void
add (struct pgo_bridge *bridge, const char *text)
{
  while (*text)
    {
      char *end;
      uint32_t stack[16];
      size_t depth = 0;
      long count = strtol (text, &end, 10);
      for (text = end + 1; *text != ';'; text = end)
        stack[depth++] = (uint32_t) strtoul (text, &end, 10);
      pgo_bridge_add (bridge, stack, depth, count, count * 10, ++clock_time);
      text += strspn (text, "; ");
    }
}

/* What becomes of the stacks in TEXT.  */
static const char *
run (bool unwound, const char *text)
{
  static const struct pgo_bridge_program program = { .place = place,
                                                     .calls = calls_of,
                                                     .callers = callers_of,
                                                     .foreign = foreign,
                                                     .location = location };
  struct pgo_bridge *bridge = pgo_bridge_new (unwound);
  output[0] = '\0';
  add (bridge, text);
  pgo_bridge_run (bridge, &program, take, &totals);
  pgo_bridge_free (bridge);
  return output;
}

/* Likewise, in a profile that is by frame pointers: a sample in ONE called
   from SELF's caller shows it, and is dropped from the result.  */
static const char *
run_pointers (const char *text)
{
  static const char sign[] = "1000/10000: 3000 2002 1002; ";
  char all[1024];
  snprintf (all, sizeof all, "1000: 3000 1002; %s", text);
  run (false, all);
  if (strncmp (output, sign, sizeof sign - 1) != 0)
    return output;
  totals.weight[PGO_BRIDGED] -= 10000;
  totals.all -= 10000;
  return output + sizeof sign - 1;
}

static void
test_leaf (void)
{
  CHECK_STRING ("one way", run (false, "1: 3000 1002;"),
                "1/10: 3000 2002 1002; ");
  CHECK ("one way, counted", totals.weight[PGO_BRIDGED] == 10);
  CHECK_STRING ("a frame that is set loses none",
                run_pointers ("1: 3001 2002 1002;"), "1/10: 3001 2002 1002; ");
  CHECK ("nothing is missing", totals.weight[PGO_BRIDGE_WHOLE] == 10);
  CHECK_STRING ("a caller of several lines", run_pointers ("4: 3000 1003;"),
                "2/20: 3000 4002 1003; 2/20: 3000 4003 1003; ");
  CHECK_STRING ("dealt as seen",
                run_pointers ("8: 3001 4003 1003; 8: 3000 1003;"),
                "8/80: 3001 4003 1003; 8/80: 3000 4003 1003; ");
  CHECK_STRING ("dealt as seen beside the call",
                run_pointers ("8: 4001 1003; 2: 3000 1003;"),
                "8/80: 4001 1003; 2/20: 3000 4003 1003; ");
  CHECK_STRING ("no way", run_pointers ("1: 10000 1002;"),
                "1/10: 10000 1002; ");
  CHECK ("no way, counted", totals.weight[PGO_BRIDGE_NO_WAY] == 10);
  CHECK_STRING ("no calls known", run_pointers ("1: 3000 1008;"),
                "1/10: 3000 1008; ");
  CHECK ("no calls known, counted", totals.weight[PGO_BRIDGE_NO_CALL] == 10);
  CHECK_STRING ("no known call", run_pointers ("1: 3000 1001;"),
                "1/10: 3000 1001; ");
  CHECK ("no known call, counted", totals.weight[PGO_BRIDGE_NO_CALL] == 10);
  CHECK_STRING ("a wild caller", run_pointers ("1: 3000 7;"), "1/10: 3000 7; ");
  CHECK ("a wild caller, counted", totals.weight[PGO_BRIDGE_BROKEN] == 10);
  CHECK_STRING ("no caller", run_pointers ("1: 3000;"), "1/10: 3000; ");
  CHECK ("no caller, counted", totals.weight[PGO_BRIDGE_BROKEN] == 10);
  CHECK_STRING ("no frames", run_pointers ("1:;"), "1/10:; ");
}

static void
test_kinds (void)
{
  CHECK_STRING ("an unwound profile loses no leaf's caller",
                run (true, "1: 3000 1002;"), "1/10: 3000 1002; ");
  CHECK ("an unwound profile, no way", totals.weight[PGO_BRIDGE_NO_WAY] == 10);
  CHECK_STRING ("stacks that are whole are not by frame pointers",
                run (false, "9: 3000 2002 1002; 1: 3000 1012;"),
                "9/90: 3000 2002 1002; 1/10: 3000 1012; ");
  CHECK ("whole stacks", totals.weight[PGO_BRIDGE_WHOLE] == 100);
}

static void
test_tail_calls (void)
{
  CHECK_STRING ("a tail call", run (true, "1: 3001 1004;"),
                "1/10: 3001 5002 1004; ");
  CHECK ("a tail call, counted", totals.weight[PGO_BRIDGED] == 10);
  CHECK_STRING ("a chain of tail calls", run (true, "1: 3001 1005;"),
                "1/10: 3001 5002 6002 1005; ");
  CHECK_STRING ("two chains", run (true, "1: 10001 1006;"),
                "1/10: 10001 1006; ");
  CHECK ("two chains, counted", totals.weight[PGO_BRIDGE_SEVERAL] == 10);
  CHECK_STRING ("a set frame was called by a jump only",
                run_pointers ("1: 3001 1004; 1: 3001 1002;"),
                "1/10: 3001 5002 1004; 1/10: 3001 1002; ");
  CHECK_STRING ("a frame that is not set was not called by a jump",
                run_pointers ("1: 3000 1004;"), "1/10: 3000 1004; ");
}

static void
test_recursion (void)
{
  CHECK_STRING ("a function that calls itself", run_pointers ("1: 11000 1007;"),
                "1/10: 11000 11002 1007; ");
  CHECK_STRING ("a set frame of it", run_pointers ("1: 11001 1007;"),
                "1/10: 11001 1007; ");
  CHECK_STRING ("an unwound one", run (true, "1: 11000 1007;"),
                "1/10: 11000 1007; ");
}

static void
test_indirect (void)
{
  CHECK_STRING ("the only caller", run_pointers ("1: 18000 1012;"),
                "1/10: 18000 19002 1012; ");
  CHECK_STRING ("several callers", run_pointers ("1: 3000 1012;"),
                "1/10: 3000 1012; ");
  CHECK ("several callers, counted", totals.weight[PGO_BRIDGE_SEVERAL] == 10);
  CHECK_STRING ("the caller that was seen",
                run_pointers ("1: 3000 1012; 1: 2001 1012;"),
                "1/10: 3000 2002 1012; 1/10: 2001 1012; ");
  CHECK_STRING ("seen at another call",
                run_pointers ("1: 3000 1012; 1: 2001 1013;"),
                "1/10: 3000 1012; 1/10: 2001 1013; ");
  CHECK_STRING ("two callers that were seen",
                run_pointers ("1: 3000 1012; 1: 2001 1012; 1: 4001 1012;"),
                "1/10: 3000 1012; 1/10: 2001 1012; 1/10: 4001 1012; ");
  CHECK_STRING ("a set frame may be the one called",
                run_pointers ("1: 3001 1012;"), "1/10: 3001 1012; ");
  CHECK_STRING ("the lost function's only indirect call",
                run_pointers ("1: 3000 1010;"), "1/10: 3000 14002 1010; ");
  CHECK_STRING ("one of two indirect calls", run_pointers ("1: 3000 1011;"),
                "1/10: 3000 1011; ");
  CHECK_STRING ("the one that was seen",
                run_pointers ("1: 3000 1011; 1: 3001 15003 1011;"),
                "1/10: 3000 15003 1011; 1/10: 3001 15003 1011; ");
}

static void
test_modules (void)
{
  CHECK_STRING ("a function of another module", run_pointers ("1: 16000 1009;"),
                "1/10: 16000 13002 1009; ");
  CHECK_STRING ("inside another module", run_pointers ("1: 12000 1009;"),
                "1/10: 12000 13999 1009; ");
}

int
main (void)
{
  for (size_t i = 0; i < N_CALLS; i++)
    {
      size_t n;
      const struct pgo_call *first = first_call (calls[i].caller, &n);
      calls[i].id = (uint32_t) i;
      calls[i].address
          = calls[i].caller * 1000 + 100 * (uint64_t) (&calls[i] - first + 1);
    }
  test_leaf ();
  test_kinds ();
  test_tail_calls ();
  test_recursion ();
  test_indirect ();
  test_modules ();
  CHECK ("the last sample keeps its time", last_time == clock_time);
  return unit_end ();
}
