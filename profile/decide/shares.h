/* Estimated shares of the calls of an indirect call site.
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

   A profile of plain samples has time, not calls.  What a target's own samples say
   of its calls depends on what one call costs, and on where the processor
   guesses wrong.  The model:

     own = calls * (CALL_OVERHEAD + cost + miss * PENALTY).

   The calls wait for a wrong guess on the first insns of the target that was not
   guessed.  What part of its calls that is, MISS, depends on the order: none where
   the processor knows it (periodic, or long runs of one target).  Of a random order
   it knows the shares only, and guesses the frequent ones the more:

     miss_i = 1 - share_i^2 / (share_1^2 + ... + share_n^2).

   Five orders are looked at, from none of that to all of it, and all shares, each as
   likely as the next before anything is known.  What is known, by Bayes' rule, is
   how the target's own samples compare with the others': a logarithm, normal by the
   errors of the costs and of the penalty, and by the number of samples (1 / n).  The
   estimate is the median of the shares, and the interval leaves a tenth out on
   either side.

   The number of all calls, as the caller's samples tell it, would say more.  But the
   caller's code runs while the target waits, so by its samples there are two to
   five times too few calls of tiny targets, and most decisions that were changed by
   it were changed for the worse.

   testsuite/unit/test-shares.c simulates calls on a processor that learns, and
   compares what is decided with the truth.  */

#ifndef PGO_SHARES_H
#define PGO_SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One target of an indirect call.  OWN is the weight of the samples, called from
   this site, in the target itself and in what it contains; COST what one call
   of that costs, in executed insns, or 0 where unknown; ERROR is the standard
   deviation of the natural logarithm of COST.  */
struct pgo_target
{
  int64_t own;
  double cost;
  double error;
};

/* The error of the cost of one call by the summary of another unit: its counts know
   the turns of loops, but not who called.  */
#define PGO_SUMMARY_ERROR 0.5

/* The error of a cost of which the part LOOPS is what is executed more than once a
   call.  The number of turns is guessed, as far as it is not TOLD by samples; both in
   [0, 1].  */
double pgo_cost_error (double loops, double told);

/* Let TARGET's cost be the mean of what it is and COST, which has the standard
   deviation ERROR, by how sure they are.  */
void pgo_combine_costs (struct pgo_target *target, double cost, double error);

/* Is a function of COST, found by DEPTH such calls from the target, one that does
   little but call others?  Its own samples are too few to tell its calls, so what
   it calls counts with it.  */
bool pgo_forwarder_p (double cost, unsigned depth);

/* TARGET, if it is a forwarder, jumps to one of the N functions at LAST in each call,
   and what is known of these counts with it.  What costs an unknown
   time is taken for the mean of the others; TARGET's cost is unknown if all are.  */
void pgo_add_jumps (struct pgo_target *target, const struct pgo_target *last,
                    size_t n);

/* A share of calls in percent: the estimate, and the ends of its interval.  */
struct pgo_share
{
  double estimate;
  double low;
  double high;
};

/* The N TARGETS of a call.  PERIOD is the weight of one sample.  */
struct pgo_targets
{
  const struct pgo_target *targets;
  size_t n;
  int64_t period;
};

/* Set *BEST to the target of SITE, which has some, that most calls seem to be of,
   and return its share against all others: 0 if none has own weight, 100 % if no
   other has.  A target of unknown cost is given the geometric mean of the known
   ones.  */
struct pgo_share pgo_call_share (const struct pgo_targets *site, size_t *best);

#ifdef __cplusplus
}
#endif

#endif /* PGO_SHARES_H */
