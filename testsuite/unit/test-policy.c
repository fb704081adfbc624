/* Tests of the decisions.
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

#include "decide/policy.h"

#include "unit.h"

static enum pgo_verdict
devirt (const struct pgo_policy *policy, const struct pgo_target *targets,
        size_t n, size_t *best, struct pgo_share *share)
{
  const struct pgo_targets site = { targets, n, 100 };

  return pgo_policy_devirt (policy, &site, best, share);
}

static void
test_devirt (void)
{
  const struct pgo_target one[] = { { 800, 10, 0.3 } };
  const struct pgo_target few[] = { { 799, 10, 0.3 } };
  const struct pgo_target shared[]
      = { { 90000, 100, 0.1 }, { 10000, 100, 0.1 } };
  const struct pgo_target unsure[] = { { 90000, 100, 1 }, { 10000, 100, 1 } };
  const struct pgo_target few_shared[]
      = { { 800, 100, 0.1 }, { 200, 100, 0.1 } };
  const struct pgo_target equal[] = { { 5000, 10, 0.3 }, { 5000, 10, 0.3 } };
  const struct pgo_target third[]
      = { { 0, 9, 0.3 }, { 1000, 9, 0.3 }, { 999000, 9, 0.3 } };
  struct pgo_policy strict = pgo_policy_default;
  struct pgo_share share = { -1, -1, -1 };
  size_t best = 9;

  strict.devirt_percent = 100;
  CHECK ("a single target",
         devirt (&strict, one, 1, &best, &share) == PGO_APPLIED && best == 0
             && share.estimate == 100);
  CHECK ("7.99 samples are too few",
         devirt (&strict, few, 1, &best, &share) == PGO_REFUSED_FEW_SAMPLES);
  CHECK ("a thousand samples tell a share",
         devirt (&pgo_policy_default, shared, 2, &best, &share) == PGO_APPLIED);
  CHECK ("not if the costs are unsure",
         devirt (&pgo_policy_default, unsure, 2, &best, &share)
             == PGO_REFUSED_SHARE);
  CHECK ("ten do not",
         devirt (&pgo_policy_default, few_shared, 2, &best, &share)
                 == PGO_REFUSED_SHARE
             && share.estimate > 70);
  CHECK ("no target",
         devirt (&strict, NULL, 0, &best, &share) == PGO_REFUSED_NO_TARGET
             && best == 0 && share.estimate == 0);
  CHECK ("the first of equals",
         devirt (&pgo_policy_default, equal, 2, &best, &share)
                 == PGO_REFUSED_SHARE
             && best == 0);
  CHECK ("the last of three",
         devirt (&pgo_policy_default, third, 3, &best, &share) == PGO_APPLIED
             && best == 2 && share.estimate > 95);
}

static enum pgo_verdict
inline_verdict (int64_t own, double cost, int growth)
{
  const struct pgo_inline_facts facts = { .own = own,
                                          .hot_threshold = 100,
                                          .total = 1000000,
                                          .cost = cost,
                                          .growth = growth };

  return pgo_policy_inline (&facts);
}

static void
test_inline (void)
{
  const struct pgo_inline_facts busy = {
    .own = 9000, .hot_threshold = 1, .total = 10000, .cost = 30, .growth = 150
  };
  struct pgo_inline_facts other = busy;

  /* Half a percent of the time at 50 insns a call: 12 of them saved are 0.12
     percent, which pays for 120 insns.  */
  CHECK ("hot", inline_verdict (5000, 50, 119) == PGO_APPLIED);
  CHECK ("hot, but not worth it",
         inline_verdict (5000, 50, 121) == PGO_REFUSED_NO_GAIN);
  CHECK ("just hot", inline_verdict (100, 50, 2) == PGO_APPLIED);
  CHECK ("just hot, a trifle of the whole",
         inline_verdict (100, 50, 3) == PGO_REFUSED_NO_GAIN);
  CHECK ("cold", inline_verdict (99, 50, 1) == PGO_REFUSED_COLD);
  CHECK ("cold although it shrinks",
         inline_verdict (99, 50, -2) == PGO_REFUSED_COLD);
  CHECK ("shrinks however much it costs",
         inline_verdict (100, 1e6, 0) == PGO_APPLIED);
  CHECK ("at the limit", inline_verdict (50000, 50, 200) == PGO_APPLIED);
  CHECK ("over the limit",
         inline_verdict (50000, 50, 201) == PGO_REFUSED_LARGE);
  CHECK ("twelve times the cost, a twelfth of the worth",
         inline_verdict (5000, 600, 10) == PGO_APPLIED
             && inline_verdict (5000, 600, 11) == PGO_REFUSED_NO_GAIN);
  CHECK ("a cost of nothing is a call's",
         inline_verdict (100, 0, 10) == PGO_APPLIED
             && inline_verdict (100, 0, 11) == PGO_REFUSED_NO_GAIN);
  CHECK ("the limit for the message", pgo_policy_inline_limit (&busy) == 200);

  CHECK ("equals", pgo_policy_inline_compare (&busy, &other) == 0);
  other.growth = 20;
  CHECK ("less growth first", pgo_policy_inline_compare (&other, &busy) < 0);
  other = busy;
  other.cost = 300;
  CHECK ("fewer calls last", pgo_policy_inline_compare (&other, &busy) > 0);
  other.growth = -5;
  CHECK ("shrinking first", pgo_policy_inline_compare (&other, &busy) < 0);
  CHECK ("shrinking equals", pgo_policy_inline_compare (&other, &other) == 0);
}

static void
test_absorbed (void)
{
  CHECK ("a wrapper of four wrappers absorbs what is in the last",
         pgo_policy_absorbed_p (4));
  CHECK ("deeper is not looked", !pgo_policy_absorbed_p (5));
}

static void
test_dispatch (void)
{
  CHECK ("a hot interpreter",
         pgo_policy_dispatch (50000, 1000000, 100) == PGO_APPLIED);
  CHECK ("one that is not",
         pgo_policy_dispatch (49999, 1000000, 100) == PGO_REFUSED_COLD);
  CHECK ("one of which little is known",
         pgo_policy_dispatch (50000, 1000000, 6251) == PGO_REFUSED_FEW_SAMPLES);
}

static void
test_functions (void)
{
  CHECK ("a hot function", pgo_policy_hot (2500, 1000000, 100) == PGO_APPLIED);
  CHECK ("one that is not hot",
         pgo_policy_hot (2499, 1000000, 100) == PGO_REFUSED_COLD);
  CHECK ("one that few samples call hot",
         pgo_policy_hot (2500, 1000000, 313) == PGO_REFUSED_FEW_SAMPLES);
  CHECK ("one to be placed", pgo_policy_place (800, 100) == PGO_APPLIED);
  CHECK ("one that few samples would place",
         pgo_policy_place (799, 100) == PGO_REFUSED_FEW_SAMPLES);
  CHECK ("none of a thousand samples",
         pgo_policy_unsampled (0, 100000, 100) == PGO_APPLIED);
  CHECK ("none of fewer",
         pgo_policy_unsampled (0, 99999, 100) == PGO_REFUSED_FEW_SAMPLES);
  CHECK ("none where others are gone",
         pgo_policy_unsampled (500, 100000, 100) == PGO_REFUSED_GONE);
  CHECK ("but for next to nothing",
         pgo_policy_unsampled (499, 100000, 100) == PGO_APPLIED);
}

static void
test_budget (void)
{
  struct pgo_policy policy = pgo_policy_default;

  CHECK ("within 10 %",
         pgo_policy_budget (&policy, 10000, 900, 100) == PGO_APPLIED);
  CHECK ("beyond 10 %",
         pgo_policy_budget (&policy, 10000, 900, 101) == PGO_REFUSED_BUDGET);
  CHECK ("a small unit may grow",
         pgo_policy_budget (&policy, 50, 100, 150) == PGO_APPLIED);
  CHECK ("not forever",
         pgo_policy_budget (&policy, 50, 100, 151) == PGO_REFUSED_BUDGET);
  CHECK ("shrinking is free",
         pgo_policy_budget (&policy, 50, 1 << 20, 0) == PGO_APPLIED);
  CHECK ("large sums", pgo_policy_budget (&policy, INT64_MAX, INT64_MAX, 1)
                           == PGO_REFUSED_BUDGET);
  policy.growth_percent = 0;
  CHECK ("no growth asked for, none given",
         pgo_policy_budget (&policy, 50, 0, 1) == PGO_REFUSED_BUDGET);
  CHECK ("what help says of small units", pgo_policy_least_budget () == 250);
}

static void
test_limits (void)
{
  struct pgo_policy policy = pgo_policy_default;

  CHECK ("within the budget",
         pgo_policy_limits (&policy, 10000, 900, 100, 0) == PGO_APPLIED);
  CHECK ("beyond it", pgo_policy_limits (&policy, 10000, 900, 101, 0.1)
                          == PGO_REFUSED_BUDGET);
  CHECK ("which a tenth of the time pays for",
         pgo_policy_limits (&policy, 10000, 1000, 100, 0.1) == PGO_APPLIED);
  CHECK ("all of it",
         pgo_policy_limits (&policy, 0, 1000, 1000, 1) == PGO_APPLIED
             && pgo_policy_limits (&policy, 0, 1000, 1001, 1)
                    == PGO_REFUSED_BUDGET);
  policy.growth_percent = 0;
  CHECK ("unless none is wanted",
         pgo_policy_limits (&policy, 10000, 0, 1, 1) == PGO_REFUSED_BUDGET);
}

static void
test_stale (void)
{
  CHECK ("half of the weight lost is not stale yet",
         !pgo_policy_stale_p (100, 100, 1000));
  CHECK ("more is", pgo_policy_stale_p (100, 101, 1000));
  CHECK ("nothing lost of nothing", !pgo_policy_stale_p (0, 0, 0));
  CHECK ("what nobody would notice", !pgo_policy_stale_p (0, 49, 10000)
                                         && pgo_policy_stale_p (0, 50, 10000));
}

static void
test_words (void)
{
  bool complete = true, distinct = true;

  for (int v = 0; v < PGO_N_VERDICTS; v++)
    {
      complete &= pgo_verdict_phrase (v) && pgo_verdict_name (v);
      for (int w = 0; complete && w < v; w++)
        distinct
            &= strcmp (pgo_verdict_name (v), pgo_verdict_name (w)) != 0
               && strcmp (pgo_verdict_phrase (v), pgo_verdict_phrase (w)) != 0;
    }
  CHECK ("each verdict has its words", complete);
  CHECK ("no two have the same", distinct);
  CHECK_STRING ("phrase", pgo_verdict_phrase (PGO_REFUSED_FEW_SAMPLES),
                "too few samples");
  CHECK_STRING ("name", pgo_verdict_name (PGO_REFUSED_FEW_SAMPLES),
                "few-samples");
  CHECK ("defaults", pgo_policy_default.hot_percent == 99
                         && pgo_policy_default.devirt_percent == 70
                         && pgo_policy_default.devirt_targets == 2
                         && pgo_policy_default.growth_percent == 10);
}

int
main (void)
{
  test_devirt ();
  test_inline ();
  test_absorbed ();
  test_dispatch ();
  test_functions ();
  test_budget ();
  test_limits ();
  test_stale ();
  test_words ();
  return unit_end ();
}
