/* Execution counts of a flow graph from samples and a prior.
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

   The method.  The function is a Markov chain: block B is executed f(B) times
   and left by edge E with probability p(E), so f is linear in the calls and
   follows from p.  Observation O, in blocks that cost c(O, B), leads to expect
   e(O) = sum of f(B) c(O, B) samples.  What is sought is the mode of

     sum over O of max over u of log Poisson (samples (O); e(O) exp (u))
                                 - k(O) u^2 / 2
     + sum over E of weight (E) prior (E) log p(E)
     - (log f(ENTRY) - log CALLS)^2 / (2 CALLS_ERROR^2),

   that is, a Dirichlet prior around GCC's guess, worth a few observed branches,
   or around what is known, worth more, in the coordinate log p, in which its
   mode is the guess itself; and samples that are Poisson but for a cost model
   that errs by a factor exp (u) of its own in each block, log-normal with
   precision k: however many samples one block has, they say no more than that,
   but many blocks together do.  A block's lines share its factor: k(O) is its
   part of SHAPE; doubt whether the samples are this line's at all adds to the
   variance.  Without samples the mode is the prior; a zero observed is
   evidence like any other number; a block without code is left to the flow.

   The mode is found by Fisher scoring.  One step is a quadratic problem with
   the flow equations as constraints; its unknowns are the change of each count
   (F) and the multiplier of each flow equation (V: what one more execution of
   the block is worth).  The system has a 2x2 block for each flow graph block
   and couples only neighbours, so that it is solved in linear time whatever the
   graph's loops are like, irreducible ones too (infer_solve.c).  That asks for
   two liberties.  An observation in several blocks counts in the curvature, not
   in the slope, as if it were known how many samples belong to each (EM's
   bound: Dempster, Laird and Rubin 1977); and a block that has both an
   observation and a choice is two nodes.  Steps are in log p, halved until the
   posterior grows.

   Why this.  AutoFDO (Chen, Li and Moseley, "AutoFDO: automatic
   feedback-directed optimization for warehouse-scale applications", CGO 2016)
   takes each block's largest count and propagates it, so that noise and cost
   errors stay.  Regions and shrinkage divide a branch as the samples an insn in
   the blocks that its edges dominate, and ignore what joins say.  In the
   simulations of testsuite/unit/simulate.h (graphs of 5 to 300 blocks, 200
   programs each, run by test-infer.c) the overlap of found and true counts is

     samples in the function          1      5     20    100   1000  10000
     static prior                   .571   .571   .571   .571   .571   .571
     largest count a block          .219   .412   .597   .714   .773   .784
     regions and shrinkage          .618   .679   .762   .826   .847   .836
     this                           .725   .807   .872   .917   .943   .949

   With twice the cost error and three times the skid it is still .91 at 10000
   samples.  The weight of a guess from 1 to 4 and SHAPE from 2 to 16 change the
   second decimal at most.

   Real programs are harder.  In eight, C and C++, sampled some thousands of
   times, true counts predict a line's samples but for a factor whose logarithm
   has a standard deviation of one and more, and one line in ten that is
   executed often has none at all: its code was moved or folded into another
   line's.  The overlap within functions (scripts/bench-overlap) averages .81,
   where samples without noise that follow the cost model exactly would give
   .94, with a deviation of a half .90, and of one .86.  Tails heavier than the
   normal's, on either side or both, and lines of one block taken together
   changed the average by less than .01 or for the worse.

   Minimum cost flow (Levin, Newman and Haber, "Complementing missing and
   inaccurate profiling using a minimum cost circulation algorithm", HiPEAC
   2008; profi: He, Mestre, Pupyrev, Wang and Yu, "Profile inference revisited",
   POPL 2022) was not measured: it weighs deviations linearly, has no place for
   a prior's strength or a line in several blocks, and is not linear in the
   graph.  */

#include "decide/infer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "decide/private.h"

/* 1 / SHAPE is the variance of the logarithm of a block's cost.  The errors met
   are larger; but few blocks are out of step with all around them, and with
   less trust in each the guesses weigh more, which are worse still.  */
#define SHAPE 8.0

/* Of an edge that competes with others: no loop takes more than about a million
   turns.  */
#define LEAST_PROBABILITY 1e-6

/* Counts stay where their squares, and products of those, are numbers.  */
#define LEAST_COUNT 1e-60
#define MOST_COUNT 1e60

/* Where nothing else is known of them, the calls have a prior too wide to
   matter: variance of their logarithm.  */
#define CALLS_VARIANCE 100.0

/* A step changes no logarithm by more than this.  */
#define LONGEST_STEP 1.0

/* A climb ends after so many steps, or when a step gains less than so much log
   posterior for each block; half of each changes no result that matters.  */
#define MOST_STEPS 40
#define LEAST_GAIN 1e-4

/* Newton's steps for a cost's factor, and its precision.  */
#define FACTOR_STEPS 50
#define FACTOR_PRECISION 1e-6

/* Passes over a graph whose flow equations are too dense to solve.  */
#define PUSH_ROUNDS 100

struct climb
{
  struct pgo_model model;
  struct pgo_system *system;
  double *counts;            /* [n_blocks], the result's.  */
  double calls;              /* Count of the entry.  */
  struct pgo_pair *evidence; /* [n_blocks]: the likelihood's slope (F) in the
                                count, and its curvature (V).  */
};

static double
clamp (double x, double least, double most)
{
  return fmin (fmax (x, least), most);
}

/* Write the flow equations into C's system: in F the counts', in V their
   adjoint, what an execution is worth.  */
static void
write_flow (struct climb *c)
{
  const struct pgo_model *m = &c->model;
  size_t link = m->n_links;

  pgo_system_clear (c->system);
  for (uint32_t i = 0; i < m->n_nodes; i++)
    pgo_system_diagonal (c->system, i)->fv = 1;
  for (size_t i = 0; i < m->n_arcs; i++)
    {
      const struct pgo_arc *arc = &m->arcs[i];
      if (arc->to == PGO_NONE)
        continue;
      if (m->leaves[arc->from] == m->enters[arc->to])
        pgo_system_diagonal (c->system, m->enters[arc->to])->fv -= arc->p;
      else
        pgo_system_couple (c->system, arc->link,
                           (struct pgo_coupling){ .fv = -arc->p });
    }
  for (uint32_t b = m->flow->n_blocks; b-- > 0;)
    if (m->enters[b] != m->leaves[b])
      pgo_system_couple (c->system, --link, (struct pgo_coupling){ .fv = -1 });
}

/* Set C's counts from its probabilities and calls.  */
static void
find_counts (struct climb *c)
{
  const struct pgo_model *m = &c->model;

  write_flow (c);
  pgo_system_side (c->system, m->enters[m->flow->entry])->v = c->calls;
  const struct pgo_pair *x = pgo_system_solve (c->system);
  for (uint32_t b = 0; b < m->flow->n_blocks; b++)
    if (m->enters[b] != PGO_NONE)
      c->counts[b] = clamp (x[m->enters[b]].f, LEAST_COUNT, MOST_COUNT);
}

/* The same for one call, where there is no system: push executions along the
   arcs for a while.  In loops that turn often the counts stay too low.  */
static void
push_counts (struct climb *c)
{
  const struct pgo_model *m = &c->model;
  double *pending = pgo_xcalloc (m->flow->n_blocks, sizeof *pending);

  pending[m->flow->entry] = 1;
  for (int round = 0; round < PUSH_ROUNDS; round++)
    for (uint32_t b = 0; b < m->flow->n_blocks; b++)
      {
        double count = pending[b];
        pending[b] = 0;
        c->counts[b] += count;
        for (size_t i = m->first[b]; i < m->first[b + 1]; i++)
          if (m->arcs[i].to != PGO_NONE)
            pending[m->arcs[i].to] += count * m->arcs[i].p;
      }
  free (pending);
}

/* The samples that C's counts lead to expect of observation O.  */
static double
expected_samples (const struct climb *c, const struct pgo_flow_observation *o)
{
  double sum = 0;

  for (size_t j = o->first; j < (size_t) o->first + o->n_parts; j++)
    {
      const struct pgo_flow_part *part = &c->model.flow->parts[j];
      sum += c->counts[part->block] * part->cost;
    }
  return sum;
}

static double
all_expected_samples (const struct climb *c)
{
  const struct pgo_flow *flow = c->model.flow;
  double sum = 0;

  for (size_t i = 0; i < flow->n_observations; i++)
    sum += expected_samples (c, &flow->observations[i]);
  return sum;
}

/* The most probable logarithm U of the factor by which the cost of an
   observation errs, SAMPLES of which were taken where EXPECTED were, with
   precision SHAPE: SHAPE u = SAMPLES - EXPECTED exp (u).  The left side less
   the right one grows with U, and its slope too, so that Newton's method from
   above cannot miss; it starts at the lesser of two points that are above.  */
static double
log_factor (double samples, double expected, double shape)
{
  double u = samples > expected ? log (samples / expected) : 0;

  u = fmin (u, fmax (samples - expected, 0) / shape);
  for (int i = 0; i < FACTOR_STEPS; i++)
    {
      double mean = expected * exp (u);
      double step = (shape * u + mean - samples) / (shape + mean);
      u -= step;
      if (fabs (step) < FACTOR_PRECISION)
        break;
    }
  return u;
}

/* How much more the logarithm of the calls is by what is known of them, and the
   variance of that.  */
static struct pgo_pair
known_calls (const struct climb *c)
{
  const struct pgo_flow *flow = c->model.flow;

  if (flow->calls <= 0)
    return (struct pgo_pair){ 0, CALLS_VARIANCE };
  return (struct pgo_pair){ log (flow->calls / c->calls),
                            flow->calls_error * flow->calls_error };
}

/* Logarithm of the posterior density, up to a constant.  */
static double
log_posterior (const struct climb *c)
{
  const struct pgo_model *m = &c->model;
  double sum = 0;

  for (size_t i = 0; i < m->flow->n_observations; i++)
    if (m->shapes[i] > 0)
      {
        const struct pgo_flow_observation *o = &m->flow->observations[i];
        double expected = expected_samples (c, o);
        double u = log_factor (o->samples, expected, m->shapes[i]);
        sum += o->samples * (log (expected) + u) - expected * exp (u)
               - m->shapes[i] * u * u / 2;
      }
  for (size_t i = 0; i < m->n_arcs; i++)
    sum += m->arcs[i].weight * m->arcs[i].prior * log (m->arcs[i].p);
  struct pgo_pair calls = known_calls (c);
  return sum - calls.f * calls.f / (2 * calls.v);
}

static void
weigh_evidence (struct climb *c)
{
  const struct pgo_model *m = &c->model;

  memset (c->evidence, 0, m->flow->n_blocks * sizeof *c->evidence);
  for (size_t i = 0; i < m->flow->n_observations; i++)
    {
      if (m->shapes[i] == 0)
        continue;
      const struct pgo_flow_observation *o = &m->flow->observations[i];
      double expected = expected_samples (c, o);
      double u = log_factor (o->samples, expected, m->shapes[i]);
      double mean = expected * exp (u);
      double slope = m->shapes[i] * u / expected;
      double weight = m->shapes[i] * mean / (mean + m->shapes[i]) / expected;
      for (size_t j = o->first; j < (size_t) o->first + o->n_parts; j++)
        {
          const struct pgo_flow_part *part = &m->flow->parts[j];
          if (m->enters[part->block] == PGO_NONE)
            continue;
          struct pgo_pair *evidence = &c->evidence[part->block];
          evidence->f += slope * part->cost;
          evidence->v += weight * part->cost / c->counts[part->block];
        }
    }
}

/* Add to C's system what the evidence and the priors want of the step: slopes
   on the right-hand side, curvatures in the coefficients.  A branch gives way
   in proportion to count^2 p / weight.  */
static void
write_step (struct climb *c)
{
  const struct pgo_model *m = &c->model;

  for (uint32_t b = 0; b < m->flow->n_blocks; b++)
    if (m->enters[b] != PGO_NONE)
      {
        pgo_system_side (c->system, m->enters[b])->f = c->evidence[b].f;
        pgo_system_diagonal (c->system, m->enters[b])->ff = c->evidence[b].v;
      }
  for (size_t i = 0; i < m->n_arcs; i++)
    {
      const struct pgo_arc *arc = &m->arcs[i];
      uint32_t from = m->leaves[arc->from];
      uint32_t to = arc->to == PGO_NONE ? PGO_NONE : m->enters[arc->to];
      double count = c->counts[arc->from];
      double give = count * count * arc->p / arc->weight;

      if (pgo_model_n_arcs (m, arc->from) == 1)
        continue;
      if (to != PGO_NONE)
        pgo_system_side (c->system, to)->v += count * (arc->prior - arc->p);
      if (to == from)
        continue;
      pgo_system_diagonal (c->system, from)->vv -= give;
      if (to != PGO_NONE)
        {
          pgo_system_diagonal (c->system, to)->vv -= give;
          pgo_system_couple (c->system, arc->link,
                             (struct pgo_coupling){ .vv = give });
        }
    }
  struct pgo_pair calls = known_calls (c);
  pgo_system_side (c->system, m->enters[m->flow->entry])->v
      += c->calls * calls.f;
  pgo_system_diagonal (c->system, m->enters[m->flow->entry])->vv
      -= calls.v * c->calls * c->calls;
}

/* Set the arcs' steps; returns that of the logarithm of the calls.  If one is
   too long all are shortened in proportion: what they do together may be uphill
   though each is not.  */
static double
find_step (struct climb *c)
{
  struct pgo_model *m = &c->model;
  uint32_t entry = m->enters[m->flow->entry];
  struct pgo_pair calls = known_calls (c);

  weigh_evidence (c);
  write_flow (c);
  write_step (c);
  const struct pgo_pair *x = pgo_system_solve (c->system);
  double calls_step = calls.f + calls.v * c->calls * x[entry].v;
  double longest = fmax (fabs (calls_step), LONGEST_STEP);
  for (size_t i = 0; i < m->n_arcs; i++)
    {
      struct pgo_arc *arc = &m->arcs[i];
      double worth = arc->to == PGO_NONE ? 0 : x[m->enters[arc->to]].v;
      arc->step = arc->prior / arc->p - 1
                  + c->counts[arc->from] / arc->weight
                        * (worth - x[m->leaves[arc->from]].v);
      if (pgo_model_n_arcs (m, arc->from) > 1)
        longest = fmax (longest, fabs (arc->step));
    }
  for (size_t i = 0; i < m->n_arcs; i++)
    m->arcs[i].step *= LONGEST_STEP / longest;
  return calls_step * LONGEST_STEP / longest;
}

/* Scale the probabilities out of BLOCK so that they sum to 1.  */
static void
normalize (struct pgo_model *m, uint32_t block)
{
  double sum = 0;

  for (size_t i = m->first[block]; i < m->first[block + 1]; i++)
    sum += m->arcs[i].p;
  for (size_t i = m->first[block]; i < m->first[block + 1]; i++)
    m->arcs[i].p /= sum;
}

/* Set the probabilities to what they were, and LENGTH of the step on.  */
static void
move (struct pgo_model *m, double length)
{
  for (uint32_t b = 0; b < m->flow->n_blocks; b++)
    {
      if (pgo_model_n_arcs (m, b) < 2)
        continue;
      for (size_t i = m->first[b]; i < m->first[b + 1]; i++)
        m->arcs[i].p = m->arcs[i].last_p * exp (length * m->arcs[i].step);
      normalize (m, b);
      for (size_t i = m->first[b]; i < m->first[b + 1]; i++)
        m->arcs[i].p = fmax (m->arcs[i].p, LEAST_PROBABILITY);
      normalize (m, b);
    }
}

/* Climb from C's probabilities and calls to the mode.  */
static void
climb (struct climb *c)
{
  struct pgo_model *m = &c->model;
  double enough = LEAST_GAIN * m->flow->n_blocks;
  double height = log_posterior (c), gain = INFINITY, length = 1;

  for (int i = 0; i < MOST_STEPS && gain > enough; i++)
    {
      double calls = c->calls, calls_step = find_step (c);

      for (size_t j = 0; j < m->n_arcs; j++)
        m->arcs[j].last_p = m->arcs[j].p;
      length = fmin (1, 2 * length);
      do
        {
          move (m, length);
          c->calls = calls * exp (length * calls_step);
          find_counts (c);
          gain = log_posterior (c) - height;
          length /= 2;
        }
      while (!(gain >= 0) && length > 1e-3);
      length *= 2;
      height += gain;
      if (!(gain >= 0))
        {
          for (size_t j = 0; j < m->n_arcs; j++)
            m->arcs[j].p = m->arcs[j].last_p;
          c->calls = calls;
          find_counts (c);
        }
    }
}

/* Set each edge's probability to its prior; out of each block they sum to 1. */
static void
set_priors (struct pgo_flow *flow)
{
  struct pgo_pair *out = pgo_xcalloc (flow->n_blocks, sizeof *out);

  for (size_t e = 0; e < flow->n_edges; e++)
    {
      out[flow->edges[e].from].f += flow->edges[e].prior;
      out[flow->edges[e].from].v += 1;
    }
  for (size_t e = 0; e < flow->n_edges; e++)
    {
      struct pgo_flow_edge *edge = &flow->edges[e];
      const struct pgo_pair *o = &out[edge->from];
      edge->probability = o->f > 0 ? edge->prior / o->f : 1 / o->v;
    }
  free (out);
}

/* Give M's probabilities to the flow's edges, without the ways out.  */
static void
set_probabilities (const struct pgo_model *m)
{
  for (uint32_t b = 0; b < m->flow->n_blocks; b++)
    {
      double sum = 0;
      for (size_t i = m->first[b]; i < m->first[b + 1]; i++)
        sum += m->arcs[i].to == PGO_NONE ? 0 : m->arcs[i].p;
      for (size_t i = m->first[b]; i < m->first[b + 1]; i++)
        if (m->arcs[i].to != PGO_NONE)
          m->flow->edges[m->arcs[i].edge].probability = m->arcs[i].p / sum;
    }
}

void
pgo_flow_infer (struct pgo_flow *flow)
{
  struct climb c = { .counts = flow->counts, .calls = 1 };

  for (uint32_t b = 0; b < flow->n_blocks; b++)
    flow->counts[b] = 0;
  set_priors (flow);
  pgo_model_init (&c.model, flow, SHAPE);
  if (c.model.samples > 0)
    {
      c.system
          = pgo_system_new (c.model.n_nodes, c.model.links, c.model.n_links);
      if (c.system)
        find_counts (&c);
      else
        push_counts (&c);
      double expected = all_expected_samples (&c);
      c.calls = expected > 0 ? c.model.samples / expected : 0;
      for (uint32_t b = 0; b < flow->n_blocks; b++)
        c.counts[b] *= c.calls;
    }
  if (c.system)
    {
      c.evidence = pgo_xcalloc (flow->n_blocks, sizeof *c.evidence);
      climb (&c);
      set_probabilities (&c.model);
    }
  free (c.evidence);
  pgo_system_free (c.system);
  pgo_model_release (&c.model);
}
