/* Tests of what a call costs.
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

   The figures are those of functions whose calls were counted, see
   decide/call_cost.c.  */

#include <math.h>

#include "decide/call_cost.h"
#include "unit.h"

#define PERIOD 1000

/* What is estimated for a function of BYTES of code, ENTRY_BYTES of the entry,
   with SAMPLES samples, of which OWN and ENTRY.  */
static struct pgo_call_cost
cost_of (int64_t bytes, int64_t entry_bytes, int64_t samples, int64_t own,
         int64_t entry)
{
  const struct pgo_fn_code code = { .bytes = bytes,
                                    .entry_bytes = entry_bytes,
                                    .weight = samples * PERIOD,
                                    .own = own * PERIOD,
                                    .entry = entry * PERIOD };
  struct pgo_call_cost cost = { 0 };

  pgo_call_cost_estimate (&code, PERIOD, &cost);
  return cost;
}

static bool
near_p (double a, double b)
{
  return fabs (a - b) <= 0.01 * b;
}

static void
test_size (void)
{
  const struct pgo_fn_code none = { .weight = 5 * PERIOD, .own = 5 * PERIOD };
  struct pgo_call_cost cost;

  CHECK ("nothing is known", !pgo_call_cost_estimate (&none, PERIOD, &cost));
  cost = cost_of (200, 0, 0, 0, 0);
  CHECK ("by size alone", near_p (cost.whole, 40) && near_p (cost.own, 40));
  CHECK ("within a factor of three", near_p (cost.deviation, 1.118));
  CHECK ("samples say nothing without an entry",
         near_p (cost_of (200, 0, 99, 99, 0).whole, 40)
             && near_p (cost_of (200, 0, 99, 99, 0).deviation, 1.118));
}

static void
test_entry (void)
{
  struct pgo_call_cost cost = cost_of (200, 14, 99, 99, 0), few;

  CHECK ("no sample in the entry is a loop", near_p (cost.whole, 663.5));
  CHECK ("of unknown length", near_p (cost.deviation, 1.118));
  few = cost_of (200, 14, 3, 3, 0);
  CHECK ("of three samples none need be there", near_p (few.whole, 39.5));
  cost = cost_of (200, 14, 99, 99, 9);
  CHECK ("calls by the entry", near_p (cost.whole, 66.35));
  CHECK ("with less doubt", near_p (cost.deviation, 0.592));
  cost = cost_of (200, 14, 9900, 9900, 900);
  CHECK ("many samples", near_p (cost.whole, 71.4));
  CHECK ("some doubt stays", near_p (cost.deviation, 0.501));
  CHECK ("a long entry costs more",
         near_p (cost_of (200, 35, 99, 99, 9).whole, 96.05));
  cost = cost_of (2000, 14, 9900, 9900, 900);
  CHECK ("the size matters no more", near_p (cost.whole, 71.6));
}

static void
test_own (void)
{
  struct pgo_call_cost cost = cost_of (200, 14, 99, 49, 9);

  CHECK ("half of it is inlined",
         near_p (cost.whole, 66.35) && near_p (cost.own, 33.175));
  cost = cost_of (200, 14, 99, 0, 0);
  CHECK ("all of it, as far as is seen", near_p (cost.own, 6.635));
}

/* Functions of LevelDB, gawk and Lua with their samples, and what a call of
   them took in fact.  */
static void
test_counted (void)
{
  static const struct
  {
    const char *name;
    int64_t bytes, entry_bytes, samples, entry;
    double cost;
  } counted[] = { { "a search in a list", 314, 28, 2156, 5, 2351 },
                  { "a search in a block", 882, 27, 1212, 13, 735 },
                  { "one record of it", 641, 11, 1492, 46, 166 },
                  { "a comparator", 135, 12, 814, 207, 23 },
                  { "what it calls", 79, 14, 612, 187, 16 },
                  { "a loop over bytes", 754, 16, 76, 2, 828 },
                  { "an array reference", 573, 18, 262, 7, 546 },
                  { "a matcher, most of it unused", 8234, 37, 83, 2, 636 },
                  { "a builtin with many cases", 3578, 17, 48, 4, 117 },
                  { "the release of a value", 99, 4, 27, 4, 10 },
                  { "a call's preparation", 639, 30, 90, 29, 38 },
                  { "a table's string", 80, 40, 62, 31, 14 } };
  int within = 0;

  for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++)
    {
      struct pgo_call_cost cost
          = cost_of (counted[i].bytes, counted[i].entry_bytes,
                     counted[i].samples, counted[i].samples, counted[i].entry);
      double error = fabs (log (cost.whole / counted[i].cost));
      CHECK (counted[i].name, error < 2 * cost.deviation);
      within += error < cost.deviation;
    }
  CHECK ("most are within one deviation", within >= 8 && within < 12);
}

int
main (void)
{
  test_size ();
  test_entry ();
  test_own ();
  test_counted ();
  return unit_end ();
}
