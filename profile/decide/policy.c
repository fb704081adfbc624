/* The decisions, as pure functions on plain numbers, each with its reason.
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

   Every number that tunes a decision stands below with its
   reason; what the user sets is in struct pgo_policy.  Sums are taken in
   double, which cannot overflow and is exact for what is compared.  */

#include "decide/policy.h"

#include <math.h>
#include <string.h>

const struct pgo_policy pgo_policy_default = { .hot_percent = PGO_HOT_PERCENT,
                                               .devirt_percent = 70,
                                               .devirt_targets = 2,
                                               .growth_percent = 10 };

/* Samples below which those of a function say nothing of its share, and those
   of a site nothing of its target, all being in one: were that the target of 70
   % of the calls, one site in seventeen would look so.  A wrong guess costs a
   little size; with a few thousand samples much of what is hot has little
   more.  */
#define LEAST_SAMPLES 8

/* The low end that a share's interval must have if SHARE, in percent of the
   calls, is asked for.  At 70 % it is 60: then of the sites of the simulation
   (testsuite/unit/test-shares.c) with 300 samples, whose dominant target has
   less than 60 % of the calls, one in fifty is promoted, and of those with more
   than 90 % nine in ten.  Who asks for half of the calls asks for no certainty.
 */
#define SHARE_MARGIN 10
#define SHARE_SLOPE 3

static double
least_low_end (double share)
{
  return fmin (share - SHARE_MARGIN, (share - 50) * SHARE_SLOPE);
}

/* The part of a site's calls from which more than the first target is looked
   at: with less, a guard for each of the others gains under a tenth of what the
   first does, for as much code.  */
#define LEAST_LEFT 0.1

/* What inlining saves a call: the call itself, the prologue and the moving of
   arguments, in insns.  */
#define CALL_COST 12.0

/* Growth in insns that a saving of all the time would pay for.  A saving of a
   thousandth pays for 100 insns; far less is lost in the noise of any
   measurement, while its growth takes registers and cache from its
   neighbours.  */
#define GROWTH_FOR_ALL 1e5

/* The most growth in insns that one call may bring: GCC's limit for a function
   that is declared inline at -O3 (max-inline-insns-single).  */
#define INLINE_LIMIT 200

/* Calls, one in the other, deeper than which nothing is absorbed: each level is
   an estimate from the one before, and what is left in the outermost frames of
   a context is needed to tell the sites apart.  */
#define MOST_ABSORBED 4

/* The share of all time that a function must have in its own code to be
   worth the options of -O3, and for its dispatch to be worth more code.  At
   one percent a tenth of these functions' weight is so near to the share that
   the next profile may put it on the other side; at a quarter it is a
   thirtieth.  */
#define HOT_SHARE (PGO_HOT_FUNCTION_PERCENT / 100)
#define DISPATCH_SHARE 0.05

/* Samples in all below which it says nothing that a function has none: of 1000
   a function with half a percent of the time has none once in 150 times.  */
#define LEAST_SAMPLES_IN_ALL 1000

/* Growth in insns that any unit may have: a percentage of a unit of a few
   functions would refuse the first of them.  */
#define LEAST_BUDGET 250

/* What GCC's limits of -O3 save of a hot function's time, where they save anything:
   .9 % in gawk, 1.3 % in Lua.  */
#define LIMITS_SAVING 0.01

static const struct
{
  const char *name;
  const char *phrase;
  const char *advice;
} verdicts[PGO_N_VERDICTS] = {
  { "applied", "applied", NULL },
#define PGO_REFUSAL(ID, NAME, PHRASE, ADVICE) { NAME, PHRASE, ADVICE },
#include "decide/refusals.def"
#undef PGO_REFUSAL
};

const char *
pgo_verdict_phrase (enum pgo_verdict verdict)
{
  return verdicts[verdict].phrase;
}

const char *
pgo_verdict_name (enum pgo_verdict verdict)
{
  return verdicts[verdict].name;
}

enum pgo_verdict
pgo_verdict_named (const char *name)
{
  int i = 0;

  while (i < PGO_N_VERDICTS && strcmp (verdicts[i].name, name) != 0)
    i++;
  return i;
}

const char *
pgo_verdict_advice (enum pgo_verdict verdict)
{
  return verdicts[verdict].advice;
}

static double
larger (double a, double b)
{
  return a > b ? a : b;
}

enum pgo_verdict
pgo_policy_devirt (const struct pgo_policy *policy,
                   const struct pgo_targets *site, size_t *best,
                   struct pgo_share *share)
{
  double own = 0;

  *best = 0;
  *share = (struct pgo_share){ 0, 0, 0 };
  if (site->n == 0)
    return PGO_REFUSED_NO_TARGET;
  *share = pgo_call_share (site, best);
  for (size_t i = 0; i < site->n; i++)
    own += (double) site->targets[i].own;
  if (own / site->period < LEAST_SAMPLES)
    return PGO_REFUSED_FEW_SAMPLES;
  if (share->estimate < policy->devirt_percent
      || share->low < least_low_end (policy->devirt_percent))
    return PGO_REFUSED_SHARE;
  return PGO_APPLIED;
}

bool
pgo_policy_next_target_p (const struct pgo_policy *policy, unsigned called,
                          double left)
{
  return called < policy->devirt_targets && left >= LEAST_LEFT;
}

/* The share of all time that inlining a call with FACTS would save.  */
static double
saving (const struct pgo_inline_facts *facts)
{
  double calls = facts->own / larger (facts->cost, CALL_COST);

  return facts->total > 0 ? calls * CALL_COST / facts->total : 0;
}

/* What a single call may bring is not the user's to set: they set the sum,
   which pgo_policy_budget keeps.  */

int
pgo_policy_inline_limit (const struct pgo_inline_facts *facts)
{
  double limit = saving (facts) * GROWTH_FOR_ALL;

  return limit < INLINE_LIMIT ? (int) limit : INLINE_LIMIT;
}

enum pgo_verdict
pgo_policy_inline (const struct pgo_inline_facts *facts)
{
  if (facts->own < facts->hot_threshold)
    return PGO_REFUSED_COLD;
  if (facts->growth > INLINE_LIMIT)
    return PGO_REFUSED_LARGE;
  if (facts->growth > 0 && facts->growth > pgo_policy_inline_limit (facts))
    return PGO_REFUSED_NO_GAIN;
  return PGO_APPLIED;
}

bool
pgo_policy_absorbed_p (unsigned depth)
{
  return depth <= MOST_ABSORBED;
}

/* Is OWN at least SHARE of TOTAL, and enough samples to say so?  */
static enum pgo_verdict
share_verdict (int64_t own, int64_t total, int64_t period, double share)
{
  if ((double) own < total * share)
    return PGO_REFUSED_COLD;
  if ((double) own / period < LEAST_SAMPLES)
    return PGO_REFUSED_FEW_SAMPLES;
  return PGO_APPLIED;
}

enum pgo_verdict
pgo_policy_place (int64_t own, int64_t period)
{
  return share_verdict (own, own, period, 1);
}

enum pgo_verdict
pgo_policy_hot (int64_t own, int64_t total, int64_t period)
{
  return share_verdict (own, total, period, HOT_SHARE);
}

enum pgo_verdict
pgo_policy_dispatch (int64_t own, int64_t total, int64_t period)
{
  return share_verdict (own, total, period, DISPATCH_SHARE);
}

/* The part of a program that is worth a word if it is lost: with a gain of a
   tenth, half a percent of the time makes a twentieth of a percent.  */
#define NOTICEABLE 0.005

static bool
noticeable_p (int64_t lost, int64_t total)
{
  return (double) lost >= NOTICEABLE * (double) total;
}

enum pgo_verdict
pgo_policy_unsampled (int64_t lost, int64_t total, int64_t period)
{
  if (total / period < LEAST_SAMPLES_IN_ALL)
    return PGO_REFUSED_FEW_SAMPLES;
  return noticeable_p (lost, total) ? PGO_REFUSED_GONE : PGO_APPLIED;
}

/* Estimated calls per insn of growth.  */
static double
density (const struct pgo_inline_facts *facts)
{
  double calls = facts->own / larger (facts->cost, 1);

  return facts->growth > 0 ? calls / facts->growth : HUGE_VAL;
}

int
pgo_policy_inline_compare (const struct pgo_inline_facts *a,
                           const struct pgo_inline_facts *b)
{
  double x = density (a), y = density (b);

  return (x < y) - (x > y);
}

int
pgo_policy_least_budget (void)
{
  return LEAST_BUDGET;
}

enum pgo_verdict
pgo_policy_budget (const struct pgo_policy *policy, int64_t unit_size,
                   int64_t spent, int growth)
{
  double budget = unit_size * (policy->growth_percent / 100);

  if (growth <= 0)
    return PGO_APPLIED;
  /* Who asks for no growth gets none.  */
  if (policy->growth_percent > 0)
    budget = larger (budget, LEAST_BUDGET);
  return (double) spent + growth <= budget ? PGO_APPLIED : PGO_REFUSED_BUDGET;
}

enum pgo_verdict
pgo_policy_limits (const struct pgo_policy *policy, int64_t unit_size,
                   int64_t spent, int growth, double share)
{
  double budget = unit_size * (policy->growth_percent / 100);

  if (growth <= 0 || (double) spent + growth <= budget)
    return PGO_APPLIED;
  return policy->growth_percent > 0
                 && growth <= share * LIMITS_SAVING * GROWTH_FOR_ALL
             ? PGO_APPLIED
             : PGO_REFUSED_BUDGET;
}

/* More than half, as Go's compiler has it: then the profile is rather of
   another program.  */
bool
pgo_policy_stale_p (int64_t matched, int64_t lost, int64_t total)
{
  return lost > matched && noticeable_p (lost, total);
}
