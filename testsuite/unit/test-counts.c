/* Tests of counts.c and cost.c: from inferred counts to a compiler's.
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

#include "decide/cost.h"
#include "decide/counts.h"
#include "unit.h"

static void
test_evidence (void)
{
  CHECK ("three samples tell of the branches", pgo_counts_tell_p (3, 0));
  CHECK ("fewer do not", !pgo_counts_tell_p (2.99, 0));
  CHECK ("as many with a line as without",
         pgo_counts_tell_p (50, 50) && !pgo_counts_tell_p (49.9, 50));
  /* A tenth of a sample is less than any that was taken, and not nothing.  */
  CHECK ("no samples are a tenth of one", pgo_counts_at_least (0) == 0.1);
  CHECK ("and so is less", pgo_counts_at_least (0.05) == 0.1);
  CHECK ("more stay", pgo_counts_at_least (0.2) == 0.2);
}

/* The count of a block of SHARE, COUNT times executed for each ENTRY of a function
   with SAMPLES.  */
static int64_t
count_of (double share, double count, double entry, double samples, bool end)
{
  const struct pgo_counts_block block = { share, count, entry, samples, end };

  return pgo_counts_of (&block);
}

static void
test_counts (void)
{
  int64_t hot = pgo_counts_hot ();

  CHECK ("all samples in one insn",
         count_of (1, 1, 1, 1e6, false) == pgo_counts_scale ());
  CHECK ("counts are in proportion",
         count_of (0.25, 1, 1, 1e6, false) == pgo_counts_scale () / 4);
  CHECK ("the least share that is hot still has a large count", hot == 1000000);
  CHECK ("a millionth of the samples is hot",
         pgo_counts_hot_p (1e-6) && !pgo_counts_hot_p (0.99e-6));
  CHECK ("the two agree on what is hot",
         count_of (1e-6, 1, 1, 1e6, false) >= hot
             && count_of (0.999e-6, 1, 1, 1e6, false) < hot);

  /* What is executed once in a thousand calls or more is not rare.  */
  CHECK ("rare and as good as never sampled",
         count_of (0.99e-7, 0.99e-3, 1, 1e6, false) == 0);
  CHECK ("rare, but sampled",
         count_of (1e-7, 0.99e-3, 1, 1e6, false) == 100000);
  CHECK ("not sampled, but not rare",
         count_of (0.99e-7, 1e-3, 1, 1e6, false) == 99000);
  CHECK ("the same in a function that is called often",
         count_of (0.99e-7, 5, 10000, 1e6, false) == 0
             && count_of (0.99e-7, 10, 10000, 1e6, false) > 0);
  CHECK ("an end of the function is never cold",
         count_of (0.99e-7, 0, 1, 1e6, true) == 99000);
  CHECK ("what is executed counts at least one",
         count_of (0, 1, 1, 1e6, false) == 1 && count_of (0, 0, 1, 1e6, true) == 1);

  /* Nine samples may have missed what is hot; ten are taken at their word.  */
  CHECK ("with few samples what is not rare is hot",
         count_of (1e-8, 1, 1, 9.99, false) == hot);
  CHECK ("with enough it is what it is",
         count_of (1e-8, 1, 1, 10, false) == 10000);
  CHECK ("with few samples what is rare is cold",
         count_of (1e-8, 0, 1, 9.99, false) == 0);
  CHECK ("with few samples what is hotter stays",
         count_of (1e-5, 1, 1, 9.99, false) == 10 * hot);
}

/* What is hot may grow, and what is put aside has less.  */
static void
test_places (void)
{
  CHECK ("less than half of what is hot is put aside",
         pgo_counts_aside_p (count_of (3.99e-7, 1, 1, 1e6, false)));
  CHECK ("more is not", !pgo_counts_aside_p (count_of (4e-7, 1, 1, 1e6, false)));
  CHECK ("nor what is not rare where samples are few",
         !pgo_counts_aside_p (count_of (1e-8, 1, 1, 9, false)));
  CHECK ("nor a way of a dispatch that was lifted",
         !pgo_counts_aside_p (
             count_of (1e-7 * pgo_counts_lift (1e-7), 0, 1, 1e6, false)));
}

static void
test_branches (void)
{
  CHECK ("never is not overruled by less than a thousandth",
         !pgo_counts_taken_p (0.99e-3));
  CHECK ("but by that", pgo_counts_taken_p (1e-3));
  CHECK ("eight ways are a dispatch",
         pgo_counts_dispatch_p (8) && !pgo_counts_dispatch_p (7));
}

static void
test_lift (void)
{
  double lifted = 1e-7 * pgo_counts_lift (1e-7);

  CHECK ("a way that was sampled little is lifted", lifted > 1e-7);
  CHECK ("not so that it is hot", !pgo_counts_hot_p (lifted));
  CHECK ("half way there", lifted > 4.999e-7 && lifted < 5.001e-7);
  CHECK ("out of what may be cold", count_of (lifted, 0, 1, 1e6, false) > 0);
  CHECK ("one that has as much stays", pgo_counts_lift (5e-7) == 1);
  CHECK ("one that has almost as much does not", pgo_counts_lift (4.99e-7) > 1);
  CHECK ("a hot one stays", pgo_counts_lift (1e-3) == 1);
  CHECK ("one without samples stays so", pgo_counts_lift (0) == 1);
}

/* The order of the costs is what the table says of processors; each number moves
   what counts are inferred, which bench-overlap compares with the truth.  */
static void
test_costs (void)
{
  static const int order[][2] = {
    { PGO_OPERATION_NONE, PGO_OPERATION_SIMPLE },
    { PGO_OPERATION_SIMPLE, PGO_OPERATION_FLOAT },
    { PGO_OPERATION_SIMPLE, PGO_OPERATION_MEMORY },
    { PGO_OPERATION_SIMPLE, PGO_OPERATION_MULTIPLY },
    { PGO_OPERATION_FLOAT, PGO_OPERATION_BRANCH },
    { PGO_OPERATION_BUILTIN, PGO_OPERATION_CALL },
    { PGO_OPERATION_CALL, PGO_OPERATION_INDIRECT },
    { PGO_OPERATION_BRANCH, PGO_OPERATION_SWITCH },
    { PGO_OPERATION_SWITCH, PGO_OPERATION_DIVIDE },
  };
  static const int costs[PGO_N_OPERATIONS]
      = { 0, 1, 2, 2, 2, 10, 4, 8, 2, 4, 8 };
  bool ordered = true, same = true;

  for (size_t i = 0; i < sizeof order / sizeof *order; i++)
    ordered &= pgo_cost_of (order[i][0]) < pgo_cost_of (order[i][1]);
  for (int i = 0; i < PGO_N_OPERATIONS; i++)
    same &= pgo_cost_of (i) == costs[i];
  CHECK ("what does more costs more", ordered);
  CHECK ("the costs are those that the overlap was measured with", same);
  CHECK ("a prologue is a few loads' and stores' worth",
         pgo_cost_of_frame () == 5);
  CHECK ("a callee does something, even the least",
         pgo_cost_of_callee () == 8);
  CHECK ("what costs a branch may be a choice", pgo_cost_of_choice_p (4));
  CHECK ("what costs more is none", !pgo_cost_of_choice_p (5));
}

int
main (void)
{
  test_evidence ();
  test_counts ();
  test_places ();
  test_branches ();
  test_lift ();
  test_costs ();
  return unit_end ();
}
