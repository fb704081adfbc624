/* Block counts and branch probabilities from what was inferred.
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

   See counts.h.  */

#include "decide/counts.h"

/* Samples below which the static guess of the branches is left alone; and what
   a function without any is taken to have.  */
#define LEAST_SAMPLES 3.0
#define PSEUDO_SAMPLES 0.1

/* Samples below which what is not rare in a function counts as hot if anything
   in it does: so few may have missed it by chance.  */
#define ENOUGH_SAMPLES 10.0

/* What an insn counts that all samples were taken in; large enough that the
   counts of the least that matters are still large.  */
#define SCALE 1e12

/* The share of the samples that an insn must have for its block to be hot, one
   that may grow.  At ten times as much, gawk executed 1.3 % more instructions:
   its test goes where few of the samples are.  */
#define HOT_SHARE 1e-6

/* The share that an insn of a loop must have for copies of it.  Vectorising and
   unrolling make of an insn three or more, and save at most its time; this much
   pays for three (GROWTH_FOR_ALL of policy.c).  */
#define COPIED_SHARE 3e-5

/* The share below which a block is put aside, that is with the cold ones,
   though it is compiled for speed like those between the two.  Against true
   counts: in gawk and SQLite a quarter of the code of the functions with
   samples is below 1e-6, most of which is never executed, and one in 4000 and
   in 1000 insns executed is the beginning of such a block; below 3e-7 it is one
   in 20,000 and in 5000, for two thirds of the code.  */
#define ASIDE_SHARE 4e-7

/* The share below which a block that is rare in its function is as good as
   never executed.  */
#define COLD_SHARE 1e-7

/* Ways on from which a block that chooses between them dispatches; and the
   share that the code of each is given at least.  That keeps it from being put
   aside without letting it grow: the next workload goes other ways.  QuickJS
   lost 5 % where it did.  */
#define LEAST_WAYS 8
#define WAY_SHARE 5e-7

/* A branch that the compiler says is never taken stays so unless it is inferred
   to be taken with at least this probability; what is executed less often than
   this for each call of its function is rare in it.  */
#define LEAST_TAKEN 1e-3

static double
larger (double a, double b)
{
  return a > b ? a : b;
}

bool
pgo_counts_tell_p (double samples, double lineless)
{
  /* Where most have no line, the others are no sample of all.  */
  return samples >= larger (LEAST_SAMPLES, lineless);
}

double
pgo_counts_at_least (double samples)
{
  return larger (samples, PSEUDO_SAMPLES);
}

int64_t
pgo_counts_of (const struct pgo_counts_block *block)
{
  /* Code that each call executes is not cold however seldom the function is
     called: the compiler would move the loops behind it along with it.  */
  bool rare = block->count < LEAST_TAKEN * block->entry;
  double share = block->share;

  if (block->samples < ENOUGH_SAMPLES && !rare)
    share = larger (share, HOT_SHARE);
  if (share < COLD_SHARE && rare && !block->end)
    return 0;
  int64_t count = (int64_t) (share * SCALE);
  return count > 1 ? count : 1;
}

int64_t
pgo_counts_scale (void)
{
  return (int64_t) SCALE;
}

int64_t
pgo_counts_hot (void)
{
  return (int64_t) (HOT_SHARE * SCALE);
}

int64_t
pgo_counts_copied (void)
{
  return (int64_t) (COPIED_SHARE * SCALE);
}

bool
pgo_counts_aside_p (int64_t count)
{
  return (double) count < ASIDE_SHARE * SCALE;
}

bool
pgo_counts_hot_p (double share)
{
  return share >= HOT_SHARE;
}

bool
pgo_counts_taken_p (double probability)
{
  return probability >= LEAST_TAKEN;
}

bool
pgo_counts_dispatch_p (unsigned ways)
{
  return ways >= LEAST_WAYS;
}

double
pgo_counts_lift (double share)
{
  return share > 0 && share < WAY_SHARE ? WAY_SHARE / share : 1;
}
