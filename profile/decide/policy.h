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

   Hot?  One target?  Within the growth budget?  Everything that can be
   decided without the compiler's data structures is decided here, where a
   unit test reaches it; thresholds live here only.  */

#ifndef PGO_POLICY_H
#define PGO_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decide/shares.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a candidate ended.  Everything but PGO_APPLIED is a refusal.  */
enum pgo_verdict
{
  PGO_APPLIED,
#define PGO_REFUSAL(ID, NAME, PHRASE, ADVICE) PGO_REFUSED_##ID,
#include "decide/refusals.def"
#undef PGO_REFUSAL
  PGO_N_VERDICTS
};

/* A fixed phrase for VERDICT, "applied" or "too few samples"; with no
   figures.  Never NULL.  */
const char *pgo_verdict_phrase (enum pgo_verdict verdict);

/* A fixed lower-case identifier for VERDICT ("applied", "few-samples").  */
const char *pgo_verdict_name (enum pgo_verdict verdict);

/* The verdict of that name, or PGO_N_VERDICTS.  */
enum pgo_verdict pgo_verdict_named (const char *name);

/* What is to be done about VERDICT, or NULL where nothing is.  */
const char *pgo_verdict_advice (enum pgo_verdict verdict);

/* What the user can set.  */
struct pgo_policy
{
  double hot_percent;    /* (0, 100]: share of the sites' own weight.  */
  double devirt_percent; /* (50, 100]: share of a site's calls.  */
  unsigned devirt_targets; /* >= 1: of a site that are called directly.  */
  double growth_percent; /* >= 0: of the unit's size.  */
};

/* The default share of the sites' own weight that is hot, and the share of all
   time in its own code with which a function is, both in percent.  */
#define PGO_HOT_PERCENT 99
#define PGO_HOT_FUNCTION_PERCENT 0.25

/* The defaults of interface: 99, 70, 2, 10.  */
extern const struct pgo_policy pgo_policy_default;

/* May SITE be given a guarded direct call?  Sets *BEST to the target with the
   most calls (the first of equals) and *SHARE to its share of them.  PGO_APPLIED,
   PGO_REFUSED_NO_TARGET, _FEW_SAMPLES or _SHARE, the last also where the share
   is too uncertain.  */
enum pgo_verdict pgo_policy_devirt (const struct pgo_policy *policy,
                                    const struct pgo_targets *site,
                                    size_t *best, struct pgo_share *share);

/* May one more target of a site be called directly, where CALLED are, and a part LEFT
   of its calls, in [0, 1], is of none of them?  Then pgo_policy_devirt decides, of
   the targets that are left.  */
bool pgo_policy_next_target_p (const struct pgo_policy *policy,
                               unsigned called, double left);

/* What is known about a direct call that could be inlined.  */
struct pgo_inline_facts
{
  int64_t own;           /* Weight of the callee's own samples at the site.  */
  int64_t hot_threshold; /* pgo_index_hot_threshold.  */
  int64_t total;         /* pgo_index_total.  */
  double cost;           /* Of one call of the callee, in executed insns.  */
  int growth;            /* Of the caller by inlining, in insns.  */
};

/* Should the call be inlined, the budget left aside?  */
enum pgo_verdict pgo_policy_inline (const struct pgo_inline_facts *facts);

/* The greatest growth in insns that a hot call with FACTS may bring; for
   the message of PGO_REFUSED_LARGE.  */
int pgo_policy_inline_limit (const struct pgo_inline_facts *facts);

/* Do samples in what is inlined into a callee, DEPTH calls below the one in
   question, count for this call?  */
bool pgo_policy_absorbed_p (unsigned depth);

/* Is a function whose code has weight OWN, of TOTAL, hot enough for the options
   that cost size, and, if it dispatches through computed gotos, for its own
   copy of the jump in each handler?  PERIOD is the weight of one sample.
   PGO_APPLIED, PGO_REFUSED_FEW_SAMPLES or PGO_REFUSED_COLD.  */
enum pgo_verdict pgo_policy_hot (int64_t own, int64_t total, int64_t period);

/* Has a function whose code has weight OWN so many samples of weight PERIOD that it
   belongs with the hot ones?  That costs no size.  PGO_APPLIED or
   PGO_REFUSED_FEW_SAMPLES.  */
enum pgo_verdict pgo_policy_place (int64_t own, int64_t period);
enum pgo_verdict pgo_policy_dispatch (int64_t own, int64_t total,
                                      int64_t period);

/* May a function that is on no stack of a profile of weight TOTAL be compiled
   for size, in a unit that has LOST functions of that weight?  PGO_APPLIED,
   PGO_REFUSED_GONE or PGO_REFUSED_FEW_SAMPLES.  */
enum pgo_verdict pgo_policy_unsampled (int64_t lost, int64_t total,
                                       int64_t period);

/* Order of two candidates when the budget is spent: negative where A comes
   first, by estimated calls per insn of growth.  */
int pgo_policy_inline_compare (const struct pgo_inline_facts *a,
                               const struct pgo_inline_facts *b);

/* May a unit of UNIT_SIZE insns that has grown by SPENT insns grow by GROWTH
   more?  A unit too small for a percentage to mean anything may grow by a
   fixed number of insns, pgo_policy_least_budget.  */
int pgo_policy_least_budget (void);
enum pgo_verdict pgo_policy_budget (const struct pgo_policy *policy,
                                    int64_t unit_size, int64_t spent,
                                    int growth);

/* May GCC's inliner have limits in a function with SHARE, in [0, 1], of all time that let it
   take GROWTH insns, in a unit of UNIT_SIZE insns in which it was let take SPENT?  The
   budget is one as large as that for the plugin's own inlining; but whatever is spent, a
   function may have what its time pays for: as the shares of all functions are at most 1, so
   is what that adds to a program.  */
enum pgo_verdict pgo_policy_limits (const struct pgo_policy *policy,
                                    int64_t unit_size, int64_t spent,
                                    int growth, double share);

/* Is a profile, of weight TOTAL, stale for a unit of whose weight, MATCHED and LOST
   together, so much is LOST: of functions that it has under the name of the unit's file,
   but the unit has not?  */
bool pgo_policy_stale_p (int64_t matched, int64_t lost, int64_t total);

#ifdef __cplusplus
}
#endif

#endif /* PGO_POLICY_H */
