/* Test of the inference's calls between functions.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "unit.h"

#include <math.h>
#include <stdint.h>

#include "decide/infer.h"

/* Functions that call each other.  */
static void
test_calls (void)
{
  /* The callee has ten times the calls of its caller's count: it gives way, and
     the caller too, but the sum of both is less than the difference.  */
  struct pgo_call_function two[] = { { 1, 1, 1000, 1000, 0, 0, false },
                                     { 10, 10, 1000, 1000, 0, 0, false } };
  struct pgo_call_arc arc = { 0, 1, 1, 1000 };
  pgo_calls_reconcile (two, 2, &arc, 1);
  CHECK ("calls: the caller gains", two[0].factor > 1.5);
  CHECK ("calls: the callee loses", two[1].factor < 1 / 1.5);
  CHECK ("calls: no further than half", two[0].factor / two[1].factor < 10);

  /* What lies deep in the one or the other is known less well.  */
  double gain = two[0].factor;
  two[0].most = 1000;
  pgo_calls_reconcile (two, 2, &arc, 1);
  CHECK ("calls: a call that is rare in the caller tells less",
         two[0].factor > 1 && two[0].factor < 0.9 * gain);
  two[0].most = 1;
  two[1].most = 10000;
  pgo_calls_reconcile (two, 2, &arc, 1);
  CHECK ("calls: so does one of a callee whose entry is rare in it",
         two[0].factor > 1 && two[0].factor < 0.9 * gain);
  two[1].most = 10;

  /* Half of its samples came from elsewhere.  */
  arc.calls = 5;
  arc.samples = 500;
  pgo_calls_reconcile (two, 2, &arc, 1);
  CHECK ("calls: other callers have their share",
         fabs (two[0].factor - 1) < 0.01 && fabs (two[1].factor - 1) < 0.01);

  /* The other half are those of inlined copies: what is left came from here. */
  two[1].inlined = two[1].samples = 500;
  arc.calls = 10;
  pgo_calls_reconcile (two, 2, &arc, 1);
  CHECK ("calls: inlined copies have no share of what is left",
         fabs (two[0].factor - 1) < 0.01 && fabs (two[1].factor - 1) < 0.01);
  two[1].inlined = 0;

  /* Without samples it is called as often as its caller says.  */
  two[1].samples = two[1].own = arc.samples = 0;
  arc.calls = 1000;
  pgo_calls_reconcile (two, 2, &arc, 1);
  CHECK ("calls: a caller tells of one without samples",
         two[1].factor > 10 && two[0].factor > 0.5);

  /* No sample of the callee came from here: the caller is not called more often
     for it, nor the callee less.  */
  two[1] = (struct pgo_call_function){ 10, 10, 20, 20, 0, 0, false };
  arc.calls = 1e-6;
  pgo_calls_reconcile (two, 2, &arc, 1);
  CHECK ("calls: a call that was not seen is not missed",
         two[0].factor == 1 && two[1].factor == 1);
  two[1].samples = two[1].own = 0;

  /* What says nothing: calls of itself, none, next to none of the callee's.  */
  struct pgo_call_arc nothing[]
      = { { 0, 0, 5, 10 }, { 0, 1, 0, 0 }, { 1, 0, 1, 0 } };
  two[1].entry = 0;
  pgo_calls_reconcile (two, 2, nothing, 2);
  CHECK ("calls: nothing is nothing", two[0].factor == 1 && two[1].factor == 1
                                          && !two[0].linked && !two[1].linked);
  pgo_calls_reconcile (NULL, 0, NULL, 0);

  /* A long chain and a hub, with counts from one end of doubles to the other.
   */
  enum
  {
    N = 2000
  };
  static struct pgo_call_function many[N];
  static struct pgo_call_arc arcs[2 * N];
  size_t n_arcs = 0;
  for (uint32_t i = 0; i < N; i++)
    {
      double count = pow (10, (int) (i * 37 % 120) - 60);
      many[i] = (struct pgo_call_function){ count, 2 * count, i % 50, i % 70,
                                            0,     0,         false };
      if (i > 0)
        arcs[n_arcs++]
            = (struct pgo_call_arc){ i - 1, i, many[i - 1].entry, i % 30 };
      arcs[n_arcs++] = (struct pgo_call_arc){ i, 0, count, 1 };
    }
  pgo_calls_reconcile (many, N, arcs, n_arcs);
  bool sound = true;
  double before = many[N / 2].factor;
  for (uint32_t i = 0; i < N; i++)
    sound &= isfinite (many[i].factor) && many[i].factor > 0;
  CHECK ("calls: many, sound", sound);
  pgo_calls_reconcile (many, N, arcs, n_arcs);
  CHECK ("calls: many, the same again", many[N / 2].factor == before);
}

/* Functions that other units have copies of.  */
static void
test_copies (void)
{
  /* Of 100 calls of the first, 25 are here, through a function of this unit
     alone; the second is called by the first only, and itself.  */
  struct pgo_call_copy copies[] = { { 100, 0 }, { 40, 0 }, { 0, 0 } };
  const struct pgo_call_arc arcs[]
      = { { 2, 0, 0, 25 }, { 0, 1, 0, 40 }, { 1, 1, 0, 1000 } };
  pgo_calls_divide (copies, 3, arcs, 3);
  CHECK ("copies: a share of the samples",
         fabs (copies[0].share - 0.25) < 0.01);
  CHECK ("copies: a copy that calls a copy",
         fabs (copies[1].share - 0.25) < 0.02);
  CHECK ("copies: this unit's alone", copies[2].share == 1);

  /* All that is known, more than that, nothing.  */
  copies[1].called = 30;
  pgo_calls_divide (copies, 2, &arcs[1], 1);
  CHECK ("copies: never called from here, never the whole",
         copies[0].share > 0 && copies[0].share < 0.01);
  copies[0].called = 0;
  pgo_calls_divide (copies, 2, &arcs[1], 1);
  CHECK ("copies: no more than all", copies[1].share == 1);
  pgo_calls_divide (NULL, 0, NULL, 0);
}

int
main (void)
{
  test_calls ();
  test_copies ();
  return unit_end ();
}
