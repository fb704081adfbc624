/* Unit test of profile/decide/shares.c: estimated shares against the truth.
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
   A processor is simulated that calls two to four targets in turns: in random
   order, by a pattern of twenty, or in runs of about twenty.  It guesses the
   next target by the six before, and where it is not sure of that by the last
   ones it saw. Some hundred samples are taken of its time.  The policy sees
   those and costs that are off by log-normal factors: known ones, those of
   targets that the compiler sees the body of; unknown ones, those that the
   profile alone tells.  Printed is how many of the sites are promoted, by true
   share.  */

#include "decide/policy.h"

#include "unit.h"

#include <math.h>
#include <stdlib.h>

enum
{
  MOST_TARGETS = 4,
  PATTERN = 20,
  CALLS = 4000,
  HISTORIES = 4096,
  SITES = 9000,
  BANDS = 7
};

enum order
{
  RANDOM,
  PERIODIC,
  BURSTY,
  ORDERS
};

/* Whose cost the compiler sees.  */
enum knowledge
{
  ALL_KNOWN,
  SOME_KNOWN,
  NONE_KNOWN,
  KNOWLEDGES
};

#define KNOWN_ERROR 0.3
#define UNKNOWN_ERROR 0.8

static uint64_t seed = 88172645463325252;

static double
uniform (void)
{
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (double) (seed >> 11) * 0x1p-53;
}

static double
normal (void)
{
  double radius = sqrt (-2 * log (uniform () + 1e-300));

  return radius * cos (6.283185307179586 * uniform ());
}

struct site
{
  size_t n;
  double share[MOST_TARGETS]; /* Of the calls, as intended.  */
  double cost[MOST_TARGETS];
  double time[MOST_TARGETS]; /* Spent.  */
  int calls[MOST_TARGETS];
  size_t pattern[PATTERN];
};

static size_t
draw (const double *weights, size_t n, double at)
{
  size_t k = 0;

  for (; k + 1 < n && at >= weights[k]; k++)
    at -= weights[k];
  return k;
}

static void
make_site (struct site *site)
{
  double rest;

  *site = (struct site){ .n = 2 };
  site->n += uniform () < 0.4;
  site->n += site->n == 3 && uniform () < 0.4;
  site->share[0] = 0.34 + 0.65 * uniform ();
  rest = 1 - site->share[0];
  for (size_t i = 1; i < site->n; i++)
    {
      site->share[i] = i + 1 == site->n ? rest : rest * uniform ();
      rest -= site->share[i];
    }
  for (size_t i = 0; i < site->n; i++)
    site->cost[i] = 2 * exp (log (250) * uniform ());
  for (size_t i = 0; i < PATTERN; i++)
    site->pattern[i] = draw (site->share, site->n, (i + 0.5) / PATTERN);
  for (size_t i = PATTERN - 1; i > 0; i--)
    {
      size_t j = (size_t) (uniform () * (double) (i + 1));
      size_t k = site->pattern[i];
      site->pattern[i] = site->pattern[j];
      site->pattern[j] = k;
    }
}

/* A guess with a counter of how well it did.  */
struct guess
{
  size_t target;
  int sure;
};

static void
learn (struct guess *guess, size_t target)
{
  if (guess->target == target)
    guess->sure += guess->sure < 3;
  else if (guess->sure > 0)
    guess->sure--;
  else
    guess->target = target;
}

static void
run (struct site *site, enum order order)
{
  struct guess *by_history = calloc (HISTORIES, sizeof *by_history);
  struct guess last = { 0, 0 };
  double penalty = 30 + 30 * uniform ();
  size_t history = 0, target = 0;

  for (int i = 0; i < CALLS; i++)
    {
      if (order == PERIODIC)
        target = site->pattern[i % PATTERN];
      else if (order == RANDOM || i == 0 || uniform () < 1.0 / PATTERN)
        target = draw (site->share, site->n, uniform ());
      struct guess *guess = &by_history[history % HISTORIES];
      size_t guessed = guess->sure > 1 ? guess->target : last.target;
      learn (guess, target);
      learn (&last, target);
      history = history << 2 | target;
      if (i < CALLS / 8)
        continue;
      site->calls[target]++;
      site->time[target]
          += 6 + site->cost[target] + (guessed == target ? 0 : penalty);
    }
  free (by_history);
}

/* What the policy says of SITE with SAMPLES, or -1 where it refuses.  */
static int
promoted (const struct site *site, enum knowledge knowledge, int samples)
{
  struct pgo_target targets[MOST_TARGETS];
  struct pgo_targets seen = { targets, site->n, 1 };
  struct pgo_share share;
  double time = 0;
  size_t best;

  for (size_t i = 0; i < site->n; i++)
    {
      bool known = knowledge == ALL_KNOWN
                   || (knowledge == SOME_KNOWN && uniform () < 0.5);
      double error = known ? KNOWN_ERROR : UNKNOWN_ERROR;
      targets[i]
          = (struct pgo_target){ 0, site->cost[i] * exp (error * normal ()),
                                 error };
      time += site->time[i];
    }
  for (int i = 0; i < samples; i++)
    targets[draw (site->time, site->n, time * uniform ())].own++;
  if (pgo_policy_devirt (&pgo_policy_default, &seen, &best, &share)
      != PGO_APPLIED)
    return -1;
  return (int) best;
}

/* Promoted sites, and all, by true share: below 50, 60, 70, 80, 90, 95 and 100
 * %. */
struct table
{
  int promoted[BANDS][ORDERS];
  int sites[BANDS][ORDERS];
  int wrong; /* Promoted to another target than the most frequent.  */
};

static void
simulate (struct table *table, enum knowledge knowledge, int samples)
{
  static const double bands[BANDS] = { 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 2 };

  *table = (struct table){ .wrong = 0 };
  for (int i = 0; i < SITES; i++)
    {
      struct site site;
      enum order order = (enum order) (i % ORDERS);
      size_t most = 0, band = 0;
      int calls = 0;
      make_site (&site);
      run (&site, order);
      for (size_t k = 0; k < site.n; k++)
        {
          calls += site.calls[k];
          if (site.calls[k] > site.calls[most])
            most = k;
        }
      while ((double) site.calls[most] / calls >= bands[band])
        band++;
      int target = promoted (&site, knowledge, samples);
      table->sites[band][order]++;
      table->promoted[band][order] += target >= 0;
      table->wrong += target >= 0 && target != (int) most;
    }
}

/* The part of the sites of bands FIRST to LAST that is promoted.  */
static double
part (const struct table *table, int first, int last)
{
  int promoted = 0, sites = 0;

  for (int band = first; band <= last; band++)
    for (int order = 0; order < ORDERS; order++)
      {
        promoted += table->promoted[band][order];
        sites += table->sites[band][order];
      }
  return (double) promoted / sites;
}

static void
print (const struct table *table, const char *title)
{
  static const char *const names[BANDS]
      = { "under 50 %", "50 to 60", "60 to 70", "70 to 80",
          "80 to 90",   "90 to 95", "over 95" };

  printf ("# %-12s  random  periodic  bursty   of sites, costs %s\n",
          "true share", title);
  for (int band = 0; band < BANDS; band++)
    {
      printf ("# %-12s", names[band]);
      for (int order = 0; order < ORDERS; order++)
        printf ("  %6.3f", (double) table->promoted[band][order]
                               / fmax (table->sites[band][order], 1));
      printf ("   %5d\n", table->sites[band][RANDOM]
                              + table->sites[band][PERIODIC]
                              + table->sites[band][BURSTY]);
    }
  printf ("# under 60 %%: %.4f; over 90 %%: %.4f; of the wrong target: %d\n",
          part (table, 0, 1), part (table, 5, 6), table->wrong);
}

static void
test_simulated (void)
{
  static const struct
  {
    const char *costs;
    double most_under_60, least_over_90;
  } wanted[KNOWLEDGES] = { { "known", 0.02, 0.9 },
                           { "known of half", 0.02, 0.7 },
                           { "unknown", 0.02, 0.5 } };

  for (int k = 0; k < KNOWLEDGES; k++)
    {
      struct table table;
      char name[64];
      simulate (&table, (enum knowledge) k, 300);
      print (&table, wanted[k].costs);
      snprintf (name, sizeof name, "under 60 %% refused, costs %s",
                wanted[k].costs);
      CHECK (name, part (&table, 0, 1) < wanted[k].most_under_60);
      snprintf (name, sizeof name, "over 90 %% promoted, costs %s",
                wanted[k].costs);
      CHECK (name, part (&table, 5, 6) > wanted[k].least_over_90);
    }
}

/* The share of the first of two targets with SAMPLES in all, of which OWN
   percent in the first; both cost COST.  */
static struct pgo_share
share_of_two (double own, double samples, double cost)
{
  const struct pgo_target targets[]
      = { { (int64_t) (own * samples * 10), cost, 0.1 },
          { (int64_t) ((100 - own) * samples * 10), cost, 0.1 } };
  const struct pgo_targets site = { targets, 2, 1000 };
  size_t best;
  struct pgo_share share = pgo_call_share (&site, &best);

  return best == 0 ? share
                   : (struct pgo_share){ 100 - share.estimate, 100 - share.high,
                                         100 - share.low };
}

static void
test_measured (void)
{
  /* Own share of the dominant of two tiny targets in random order, and its
     share of the calls.  */
  static const double measured[][2]
      = { { 42, 60 }, { 47, 80 }, { 64, 90 }, { 71, 95 }, { 93, 99 } };
  double last = 0;

  for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
    {
      struct pgo_share share = share_of_two (measured[i][0], 2000, 4);
      char name[64];
      snprintf (name, sizeof name, "%g %% in the interval", measured[i][1]);
      /* Random order is at the end of what the interval is of.  */
      CHECK (name,
             share.low <= measured[i][1] && measured[i][1] <= share.high + 6);
      snprintf (name, sizeof name, "%g %% above the one before",
                measured[i][1]);
      CHECK (name, share.estimate > last);
      last = share.estimate;
    }
}

static void
test_share (void)
{
  const struct pgo_target slow_and_quick[]
      = { { 1000, 1000, 0.3 }, { 100, 10, 0.3 } };
  const struct pgo_target unknown[] = { { 100, 0, 0 }, { 100, 50, 0.3 } };
  const struct pgo_target nothing[] = { { 0, 5, 0.3 }, { 0, 7, 0.3 } };
  const struct pgo_target one[] = { { 9, 5, 0.3 }, { 0, 7, 0.3 } };
  const struct pgo_target huge[] = { { INT64_MAX, 10, 0.3 },
                                     { INT64_MAX, 10, 0.3 },
                                     { INT64_MAX, 10, 0.3 } };
  struct pgo_targets site = { slow_and_quick, 2, 1 };
  size_t best;

  struct pgo_share share = pgo_call_share (&site, &best);
  CHECK ("the quick target has more calls in less time",
         best == 1 && share.estimate > 80);
  CHECK ("the interval is around the estimate",
         share.low < share.estimate && share.estimate < share.high);
  site.targets = unknown;
  share = pgo_call_share (&site, &best);
  CHECK ("an unknown cost is that of the other",
         share.estimate > 49 && share.estimate < 51);
  CHECK ("and uncertain", share.high - share.low > 40);
  site.targets = nothing;
  share = pgo_call_share (&site, &best);
  CHECK ("no own weight, no share", best == 0 && share.estimate == 0);
  site.targets = one;
  share = pgo_call_share (&site, &best);
  CHECK ("one alone has all", best == 0 && share.low == 100);
  site.targets = huge;
  site.n = 3;
  share = pgo_call_share (&site, &best);
  CHECK ("weights may be large", share.estimate > 20 && share.estimate < 50);
}

static void
test_errors (void)
{
  CHECK ("code without loops is known best",
         pgo_cost_error (0, 0) == pgo_cost_error (0, 1)
             && pgo_cost_error (0, 0) < pgo_cost_error (0.5, 1));
  CHECK ("samples tell the turns",
         pgo_cost_error (0.9, 1) < pgo_cost_error (0.9, 0.5)
             && pgo_cost_error (0.9, 0.5) < pgo_cost_error (0.9, 0));
  CHECK ("a forwarder does little", pgo_forwarder_p (20, 0)
                                        && !pgo_forwarder_p (50, 0)
                                        && !pgo_forwarder_p (20, 4));
}

/* A forwarder of 10 insns, 50 samples of which 30 in what it jumps to.  */
static void
test_jumps (void)
{
  const struct pgo_target last[] = { { 20, 40, 0.5 }, { 10, 10, 0.1 } };
  struct pgo_target target = { 20, 10, 0.2 };
  pgo_add_jumps (&target, last, 2);
  CHECK ("its samples count with the forwarder's", target.own == 50);
  CHECK ("20 / 40 calls and 10 / 10 calls make 20 insns each",
         fabs (target.cost - 30) < 1e-9);
  CHECK ("the errors weigh by the costs",
         fabs (target.error - (10 * 0.2 + 20 * 11.0 / 30) / 30) < 1e-9);

  struct pgo_target large = { 20, 100, 0.2 }, unknown = { 20, 0, 0 };
  pgo_add_jumps (&large, last, 2);
  CHECK ("what does more is known by itself",
         large.own == 20 && large.cost == 100);
  pgo_add_jumps (&unknown, last, 2);
  CHECK ("of unknown cost", unknown.own == 20);
  const struct pgo_target some[] = { { 20, 40, 0.5 }, { 10, 0, 0 } };
  target = (struct pgo_target){ 20, 10, 0.2 };
  pgo_add_jumps (&target, some, 2);
  CHECK ("to what costs an unknown time, beside others",
         target.own == 50 && fabs (target.cost - 50) < 1e-9
             && fabs (target.error - (10 * 0.2 + 40 * 0.5) / 50) < 1e-9);
  target = (struct pgo_target){ 20, 10, 0.2 };
  pgo_add_jumps (&target, some + 1, 1);
  CHECK ("to what costs an unknown time", target.own == 30 && target.cost == 0);
  target = (struct pgo_target){ 20, 10, 0.2 };
  pgo_add_jumps (&target, some, 0);
  CHECK ("to nothing", target.own == 20 && target.cost == 10);
}

int
main (void)
{
  test_simulated ();
  test_measured ();
  test_share ();
  test_errors ();
  test_jumps ();
  return unit_end ();
}
