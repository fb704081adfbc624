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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   The shares are checked against what was measured, see policy.c.  */

#include "decide/policy.h"

#include "unit.h"

/* The verdict on two targets of cost COST, the first with PERCENT of the own
   weight; its estimated share of the calls in *SHARE.  */
static enum pgo_verdict
two_targets (double percent, double cost, double *share)
{
  const struct pgo_target targets[]
      = { { percent * 1000, cost }, { (100 - percent) * 1000, cost } };
  size_t best;
  enum pgo_verdict verdict
      = pgo_policy_devirt (&pgo_policy_default, targets, 2, 10, &best, share);

  if (best == 1)
    *share = 100 - *share;
  return verdict;
}

static void
test_measured_shares (void)
{
  /* Own share of the dominant target, its share of the calls.  */
  static const struct
  {
    double own, calls;
    enum pgo_verdict verdict;
  } measured[] = { { 43, 60, PGO_REFUSED_SHARE },
                   { 47, 80, PGO_REFUSED_SHARE },
                   { 63, 90, PGO_APPLIED },
                   { 77, 95, PGO_APPLIED },
                   { 93, 99, PGO_APPLIED } };
  double share, last = 0;
  bool monotone = true;

  for (size_t i = 0; i < sizeof measured / sizeof measured[0]; i++)
    {
      char name[80];
      enum pgo_verdict verdict = two_targets (measured[i].own, 4.5, &share);
      snprintf (name, sizeof name, "verdict on %g %% of the samples",
                measured[i].own);
      CHECK (name, verdict == measured[i].verdict);
      snprintf (name, sizeof name, "%g %% of the calls are not overestimated",
                measured[i].calls);
      CHECK (name, share <= measured[i].calls);
    }
  for (int own = 0; own <= 1000; own++)
    {
      two_targets (own / 10.0, 4.5, &share);
      monotone &= share >= last;
      last = share;
    }
  CHECK ("share of calls grows with the own share", monotone);
  two_targets (63, 4.5, &share);
  CHECK ("63 % of the samples are 72 % of the calls", share > 71 && share < 73);
  CHECK ("the rarer of 60/40 is refused",
         two_targets (60, 4.5, &share) == PGO_REFUSED_SHARE);
  CHECK ("the least seen of 95/5 is promoted",
         two_targets (65, 4.5, &share) == PGO_APPLIED);
}

static void
test_shares (void)
{
  double shares[3];
  const struct pgo_target slow_and_quick[] = { { 1000, 1000 }, { 100, 10 } };
  const struct pgo_target unknown[] = { { 100, 0 }, { 100, 50 }, { 100, 0 } };
  const struct pgo_target nothing[] = { { 0, 5 }, { 0, 7 } };
  const struct pgo_target free_of_cost[] = { { 500, 1e-9 }, { 500, 1e-9 } };
  const struct pgo_target huge[]
      = { { INT64_MAX, 10 }, { INT64_MAX, 10 }, { INT64_MAX, 10 } };

  pgo_policy_call_shares (slow_and_quick, 2, shares);
  CHECK ("the quick target has more calls in less time", shares[1] > 0.85);
  CHECK ("shares sum to 1",
         shares[0] + shares[1] > 0.999999 && shares[0] + shares[1] < 1.000001);
  pgo_policy_call_shares (unknown, 3, shares);
  CHECK ("unknown costs are the mean",
         shares[0] == shares[1] && shares[1] == shares[2]);
  pgo_policy_call_shares (nothing, 2, shares);
  CHECK ("no own weight, no shares", shares[0] == 0 && shares[1] == 0);
  pgo_policy_call_shares (free_of_cost, 2, shares);
  CHECK ("no cost is no division by zero", shares[0] == 0.5);
  pgo_policy_call_shares (huge, 3, shares);
  CHECK ("weights may be large", shares[2] > 0.333 && shares[2] < 0.334);
  pgo_policy_call_shares (NULL, 0, NULL);
}

static void
test_devirt (void)
{
  const struct pgo_target one[] = { { 800, 10 } };
  const struct pgo_target few[] = { { 799, 10 } };
  const struct pgo_target shared[] = { { 1990, 10 }, { 10, 10 } };
  const struct pgo_target few_shared[] = { { 1989, 10 }, { 10, 10 } };
  const struct pgo_target equal[] = { { 5000, 10 }, { 5000, 10 } };
  const struct pgo_target third[] = { { 0, 9 }, { 10, 9 }, { 9990, 9 } };
  struct pgo_policy strict = pgo_policy_default;
  size_t best = 9;
  double share = -1;

  strict.devirt_percent = 100;
  CHECK ("a single target",
         pgo_policy_devirt (&strict, one, 1, 100, &best, &share) == PGO_APPLIED
             && best == 0 && share == 100);
  CHECK ("7.99 samples are too few",
         pgo_policy_devirt (&strict, few, 1, 100, &best, &share)
             == PGO_REFUSED_FEW_SAMPLES);
  CHECK ("20 samples tell a share",
         pgo_policy_devirt (&pgo_policy_default, shared, 2, 100, &best, &share)
             == PGO_APPLIED);
  CHECK ("19.99 do not",
         pgo_policy_devirt (&pgo_policy_default, few_shared, 2, 100, &best,
                            &share)
             == PGO_REFUSED_FEW_SAMPLES);
  CHECK ("no target", pgo_policy_devirt (&strict, NULL, 0, 100, &best, &share)
                              == PGO_REFUSED_NO_TARGET
                          && best == 0 && share == 0);
  CHECK ("the first of equals",
         pgo_policy_devirt (&pgo_policy_default, equal, 2, 1, &best, &share)
                 == PGO_REFUSED_SHARE
             && best == 0 && share == 50);
  CHECK ("the last of three",
         pgo_policy_devirt (&pgo_policy_default, third, 3, 1, &best, &share)
                 == PGO_APPLIED
             && best == 2 && share > 99.9);
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
  CHECK ("a hot function",
         pgo_policy_hot (2500, 1000000, 100) == PGO_APPLIED);
  CHECK ("one that is not hot",
         pgo_policy_hot (2499, 1000000, 100) == PGO_REFUSED_COLD);
  CHECK ("one that few samples call hot",
         pgo_policy_hot (2500, 1000000, 313) == PGO_REFUSED_FEW_SAMPLES);
  CHECK ("none of a thousand samples",
         pgo_policy_unsampled (100000, 100) == PGO_APPLIED);
  CHECK ("none of fewer",
         pgo_policy_unsampled (99999, 100) == PGO_REFUSED_FEW_SAMPLES);
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
test_stale (void)
{
  CHECK ("half of the weight lost is not stale yet",
         !pgo_policy_stale_p (100, 100));
  CHECK ("more is", pgo_policy_stale_p (100, 101));
  CHECK ("nothing lost of nothing", !pgo_policy_stale_p (0, 0));
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
                         && pgo_policy_default.growth_percent == 10);
}

int
main (void)
{
  test_measured_shares ();
  test_shares ();
  test_devirt ();
  test_inline ();
  test_absorbed ();
  test_dispatch ();
  test_functions ();
  test_budget ();
  test_stale ();
  test_words ();
  return unit_end ();
}
