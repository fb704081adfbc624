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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "decide/shares.h"

#include <math.h>

/* What a wrong guess costs, in insns, and what a call costs beside its body: the
   call and the return, which are the same for all targets, so that the time of
   tiny ones is known best.  With two tiny targets in random order, of which one
   takes 60, 80, 90, 95, 99 % of the calls, that one was measured to have 40 to
   43, 47, 63, 65 to 77 and 93 % of the own samples; the model has 46, 46, 59,
   74 and 94.  */
#define PENALTY 45.0
#define CALL_OVERHEAD 4.0

/* The error of the penalty; those below are standard deviations of a logarithm
   too.  */
#define PENALTY_ERROR 0.3

/* What a body is taken to cost where nothing is known of any, and the error of the
   cost of one of which nothing is known.  */
#define UNKNOWN_COST 4.0
#define UNKNOWN_ERROR 1.0

/* That of code without loops, where tables and branches are uncertain, and what
   the number of turns adds in a function that is nothing but loops.  */
#define CODE_ERROR 0.3
#define GUESSED_TURNS_ERROR 0.8
#define TOLD_TURNS_ERROR 0.4

/* The cost of a forwarder: two calls' worth (a prologue, a few arguments, a
   load); and how many, one in the other, are looked through.  */
#define FORWARDER_COST 24
#define MOST_FORWARDERS 4

/* Shares and orders that are looked at.  */
#define STEPS 200
#define ORDERS 5

/* How often a share is below its interval, and above it.  */
#define END 0.1

static double
square (double x)
{
  return x * x;
}

static double
cost_of (const struct pgo_target *target, double mean)
{
  return (target->cost > 0 ? target->cost : mean) + CALL_OVERHEAD;
}

double
pgo_cost_error (double loops, double told)
{
  double turns = told * TOLD_TURNS_ERROR + (1 - told) * GUESSED_TURNS_ERROR;

  return hypot (CODE_ERROR, loops * turns);
}

void
pgo_combine_costs (struct pgo_target *target, double cost, double error)
{
  double precision = 1 / square (error);

  if (target->cost <= 0)
    *target = (struct pgo_target){ target->own, cost, error };
  else
    {
      double own = 1 / square (target->error), all = own + precision;
      target->cost
          = exp ((log (target->cost) * own + log (cost) * precision) / all);
      target->error = sqrt (1 / all);
    }
}

bool
pgo_forwarder_p (double cost, unsigned depth)
{
  return cost <= FORWARDER_COST && depth < MOST_FORWARDERS;
}

void
pgo_add_jumps (struct pgo_target *target, const struct pgo_target *last,
               size_t n)
{
  double own = 0, known = 0, calls = 0, error = 0;
  if (target->cost <= 0 || !pgo_forwarder_p (target->cost, 0))
    return;
  for (size_t i = 0; i < n; i++)
    {
      double weight = (double) last[i].own;
      own += weight;
      if (last[i].cost <= 0)
        continue;
      known += weight;
      calls += weight / last[i].cost;
      error += weight * last[i].error;
    }
  if (own <= 0)
    return;
  target->own += (int64_t) own;
  if (calls <= 0)
    {
      target->cost = target->error = 0;
      return;
    }
  double cost = known / calls;
  target->error = (target->cost * target->error + cost * error / known)
                  / (target->cost + cost);
  target->cost += cost;
}

/* The geometric mean of the costs that are known, for those that are not.  */
static double
mean_cost (const struct pgo_target *targets, size_t n)
{
  double sum = 0;
  size_t known = 0;

  for (size_t i = 0; i < n; i++)
    if (targets[i].cost > 0)
      {
        sum += log (targets[i].cost);
        known++;
      }
  return known ? exp (sum / known) : UNKNOWN_COST;
}

/* What is known of one target.  */
struct known
{
  double own;
  double cost;
  double error;    /* Of COST.  */
  double sampling; /* Variance of the logarithm of OWN.  */
};

/* What the time of a call of one target, or of several, is by the model.  */
struct prediction
{
  double time;
  double variance; /* Of the logarithm of the weight of their samples.  */
};

static struct known
known_of (const struct pgo_targets *site, size_t i, double mean)
{
  const struct pgo_target *target = &site->targets[i];
  double own = (double) target->own;
  double cost = cost_of (target, mean);
  double error = target->cost > 0 ? target->error * target->cost / cost
                                  : UNKNOWN_ERROR;

  return (struct known){ own, cost, error,
                         1 / (own / site->period + 0.5) };
}

/* Predict one target, or if ONE is false all but number B, of which MISS are
   guessed wrong.  */
static struct prediction
predict (const struct pgo_targets *site, size_t b, bool one, double mean,
         double miss)
{
  struct prediction all = { 0, 0 };
  double own = 0, calls = 0;

  for (size_t i = 0; i < site->n; i++)
    if ((i == b) == one)
      {
        struct known k = known_of (site, i, mean);
        double time = k.cost + miss * PENALTY;
        double error
            = hypot (k.error * k.cost, PENALTY_ERROR * miss * PENALTY) / time;
        own += k.own;
        calls += k.own / time;
        all.variance += square (k.own / time) * (k.sampling + square (error));
      }
  all.time = own / calls;
  all.variance /= square (calls);
  return all;
}

/* The likelihood of what is known of SITE, with OWN samples in target number B
   and OTHERS in the others, if the share of B is SHARE and a part ORDER of the
   wrong guesses of a random order are made.  */
static double
likelihood (const struct pgo_targets *site, size_t b, double own, double others,
            double mean, double share, double order)
{
  double squares = square (share) + square (1 - share);
  double guessed = square (share) / squares;
  struct prediction one = predict (site, b, true, mean, order * (1 - guessed));
  struct prediction rest = predict (site, b, false, mean, order * guessed);
  double x = log (own / others)
             - log (share * one.time / ((1 - share) * rest.time));
  double variance = one.variance + rest.variance;

  return exp (-square (x) / (2 * variance)) / sqrt (variance);
}

/* The share of target number B.  */
static struct pgo_share
share_of (const struct pgo_targets *site, size_t b)
{
  double mean = mean_cost (site->targets, site->n);
  double own = (double) site->targets[b].own, others = 0;
  double weights[STEPS], all = 0, below = 0;
  struct pgo_share share = { 0, 0, 0 };

  for (size_t i = 0; i < site->n; i++)
    if (i != b)
      others += (double) site->targets[i].own;
  if (own <= 0)
    return share;
  if (others <= 0)
    return (struct pgo_share){ 100, 100, 100 };

  for (int i = 0; i < STEPS; i++)
    {
      weights[i] = 0;
      for (int k = 0; k < ORDERS; k++)
        weights[i] += likelihood (site, b, own, others, mean, (i + 0.5) / STEPS,
                                  k / (ORDERS - 1.0));
      all += weights[i];
    }
  for (int i = 0; i < STEPS; i++)
    {
      double percent = (i + 0.5) * 100 / STEPS;
      below += weights[i] / all;
      if (below < END)
        share.low = percent;
      if (below < 0.5)
        share.estimate = percent;
      if (below < 1 - END)
        share.high = percent;
    }
  return share;
}

/* The target with the most calls, if each waits PENALTY.  */
static size_t
most_called (const struct pgo_targets *site, double penalty)
{
  double mean = mean_cost (site->targets, site->n), most = 0;
  size_t best = 0;

  for (size_t i = 0; i < site->n; i++)
    {
      double calls = (double) site->targets[i].own
                     / (cost_of (&site->targets[i], mean) + penalty);
      if (calls > most)
        {
          most = calls;
          best = i;
        }
    }
  return best;
}

struct pgo_share
pgo_call_share (const struct pgo_targets *site, size_t *best)
{
  size_t a = most_called (site, 0), b = most_called (site, PENALTY);
  struct pgo_share share = share_of (site, a), other = share;

  if (b != a)
    other = share_of (site, b);
  *best = other.estimate > share.estimate ? b : a;
  return other.estimate > share.estimate ? other : share;
}
