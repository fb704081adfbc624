/* Simulated programs, to try the inference on: the truth is known.
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
   A program is a random flow graph of nested statements, perhaps with some
   gotos, and a Markov chain on it.  Its sampling profile has what makes real
   ones hard: few samples; insns that cost more or less than the cost model
   thinks (a log-normal factor for each block); samples that land in a block
   after the one that they belong to; source lines that lie in several blocks;
   blocks without lines.  The prior is like a compiler's static guess: the
   direction of a branch is right three times in four, its strength is one of a
   few values, and every loop is guessed to take about ten turns.  */

#ifndef SIMULATE_H
#define SIMULATE_H

#include "decide/infer.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum
{
  SIM_MOST_BLOCKS = 400,
  SIM_MOST_EDGES = 2000,
  SIM_MOST_PARTS = 4000
};

/* Standard deviation of the logarithm of a block's true cost of an insn.  */
#define SIM_COST_ERROR 0.5

/* Share of the samples that land in the next block.  */
#define SIM_SKID 0.03

struct sim
{
  uint64_t random;
  struct pgo_flow flow;
  struct pgo_flow_edge edges[SIM_MOST_EDGES];
  struct pgo_flow_part parts[SIM_MOST_PARTS];
  struct pgo_flow_observation observations[SIM_MOST_PARTS];
  size_t n_parts;
  double counts[SIM_MOST_BLOCKS];
  double truth[SIM_MOST_EDGES]; /* Probability of an edge.  */
  double true_counts[SIM_MOST_BLOCKS];
  double cost[SIM_MOST_BLOCKS];   /* In insns, as the cost model has it.  */
  double factor[SIM_MOST_BLOCKS]; /* True cost of an insn.  */
  uint32_t lines[SIM_MOST_PARTS]; /* Line of a part.  */
  uint32_t n_lines;
};

/* How well counts and probabilities fit the truth, each 0 to 1.  */
struct sim_fit
{
  double counts;   /* Overlap of the blocks' shares of all executions.  */
  double time;     /* The same of cost.  */
  double branches; /* 1 - mean error of a branch taken at random.  */
};

/* Uniform in [0, 1): xorshift64*, Vigna 2016.  */
static inline double
sim_uniform (struct sim *sim)
{
  sim->random ^= sim->random >> 12;
  sim->random ^= sim->random << 25;
  sim->random ^= sim->random >> 27;
  return (double) (sim->random * UINT64_C (2685821657736338717) >> 11)
         * 0x1p-53;
}

static inline double
sim_normal (struct sim *sim)
{
  double u = 1 - sim_uniform (sim);
  return sqrt (-2 * log (u)) * cos (6.283185307179586 * sim_uniform (sim));
}

static inline double
sim_poisson (struct sim *sim, double mean)
{
  if (mean > 500)
    return floor (fmax (0, mean + sqrt (mean) * sim_normal (sim) + 0.5));
  double p = exp (-mean), u = sim_uniform (sim), sum = p;
  int n = 0;
  while (u > sum && n < 2000)
    sum += p *= mean / ++n;
  return n;
}

static inline uint32_t
sim_block (struct sim *sim)
{
  sim->cost[sim->flow.n_blocks] = 1 + floor (15 * pow (sim_uniform (sim), 2));
  return sim->flow.n_blocks++;
}

static inline size_t
sim_edge (struct sim *sim, uint32_t from, uint32_t to, double truth,
          double prior)
{
  size_t e = sim->flow.n_edges++;
  sim->edges[e]
      = (struct pgo_flow_edge){ .from = from, .to = to, .prior = prior };
  sim->truth[e] = truth;
  return e;
}

/* The probability of a branch, and what the compiler thinks of it.  */
static inline double
sim_branch (struct sim *sim, double *prior)
{
  static const double strength[] = { 0.5, 0.5, 0.6, 0.7, 0.9, 0.98 };
  double u = sim_uniform (sim), truth;

  if (u < 0.35)
    truth = 0.02 * sim_uniform (sim);
  else if (u < 0.6)
    truth = 0.02 + 0.2 * sim_uniform (sim);
  else
    truth = 0.2 + 0.3 * sim_uniform (sim);
  if (sim_uniform (sim) < 0.5)
    truth = 1 - truth;
  double guess = strength[(int) (6 * sim_uniform (sim))];
  bool right = sim_uniform (sim) < 0.75;
  *prior = (truth > 0.5) == right ? guess : 1 - guess;
  return truth;
}

/* The probability to stay in a loop, and what the compiler thinks of it.  */
static inline double
sim_loop (struct sim *sim, double *prior)
{
  double turns = 1.2 * pow (10, 3 * sim_uniform (sim));
  *prior = 1 - 1 / (8 + 3 * sim_uniform (sim));
  return 1 - 1 / turns;
}

/* Add a statement of about SIZE blocks after block AT; returns the block where
   it ends.  */
static inline uint32_t
sim_statement (struct sim *sim, uint32_t at, int size, int loops)
{
  if (size <= 1)
    {
      uint32_t block = sim_block (sim);
      sim_edge (sim, at, block, 1, 1);
      return block;
    }
  double u = sim_uniform (sim), prior, p;
  if (u < 0.35)
    {
      int part = 1 + (int) ((size - 1) * sim_uniform (sim));
      at = sim_statement (sim, at, part, loops);
      return sim_statement (sim, at, size - part, loops);
    }
  /* What begins here may already end a statement: a fresh block.  */
  uint32_t head = sim_block (sim), tail = sim_block (sim);
  sim_edge (sim, at, head, 1, 1);
  if (u < 0.55 || (u >= 0.75 && loops >= 4)) /* If.  */
    {
      p = sim_branch (sim, &prior);
      uint32_t then = sim_block (sim);
      sim_edge (sim, head, then, p, prior);
      sim_edge (sim, head, tail, 1 - p, 1 - prior);
      sim_edge (sim, sim_statement (sim, then, size - 3, loops), tail, 1, 1);
    }
  else if (u < 0.7) /* If and else.  */
    {
      p = sim_branch (sim, &prior);
      uint32_t then = sim_block (sim), other = sim_block (sim);
      sim_edge (sim, head, then, p, prior);
      sim_edge (sim, head, other, 1 - p, 1 - prior);
      sim_edge (sim, sim_statement (sim, then, size / 2 - 2, loops), tail, 1,
                1);
      sim_edge (sim, sim_statement (sim, other, size / 2 - 2, loops), tail, 1,
                1);
    }
  else if (u < 0.75) /* Switch.  */
    {
      int n = 3 + (int) (9 * sim_uniform (sim));
      double weight[12], sum = 0;
      for (int i = 0; i < n; i++)
        sum += weight[i] = pow (sim_uniform (sim), 4) + 1e-3;
      for (int i = 0; i < n; i++)
        {
          uint32_t label = sim_block (sim);
          sim_edge (sim, head, label, weight[i] / sum, 1.0 / n);
          sim_edge (sim, sim_statement (sim, label, size / n - 1, loops), tail,
                    1, 1);
        }
    }
  else if (u < 0.9) /* While.  */
    {
      p = sim_loop (sim, &prior);
      uint32_t body = sim_block (sim);
      sim_edge (sim, head, body, p, prior);
      sim_edge (sim, head, tail, 1 - p, 1 - prior);
      sim_edge (sim, sim_statement (sim, body, size - 3, loops + 1), head, 1,
                1);
    }
  else /* Do while.  */
    {
      p = sim_loop (sim, &prior);
      uint32_t latch = sim_statement (sim, head, size - 2, loops + 1);
      uint32_t test = sim_block (sim);
      sim_edge (sim, latch, test, 1, 1);
      sim_edge (sim, test, head, p, prior);
      sim_edge (sim, test, tail, 1 - p, 1 - prior);
    }
  return tail;
}

/* Turn some blocks with one way out into gotos.  */
static inline void
sim_gotos (struct sim *sim, int n)
{
  for (; n > 0; n--)
    {
      uint32_t last = sim->flow.n_blocks - 2;
      size_t e = (size_t) (sim_uniform (sim) * sim->flow.n_edges);
      uint32_t to = 2 + (uint32_t) (sim_uniform (sim) * last);
      if (sim->truth[e] < 1 || sim->edges[e].from == 0)
        continue;
      double prior, p = sim_branch (sim, &prior);
      p = 0.05 + 0.9 * p;
      sim->truth[e] = p;
      sim->edges[e].prior = prior;
      sim_edge (sim, sim->edges[e].from, to, 1 - p, 1 - prior);
    }
}

/* Set COUNTS to those of the chain with probabilities P, one call: dense
   elimination, to owe nothing to what is tested.  */
static inline void
sim_solve (const struct sim *sim, const double *p, double *counts)
{
  uint32_t n = sim->flow.n_blocks;
  double *a = calloc ((size_t) n * (n + 1), sizeof *a);
#define A(I, J) a[(size_t) (I) * (n + 1) + (J)]

  for (uint32_t i = 0; i < n; i++)
    A (i, i) = 1;
  A (sim->flow.entry, n) = 1;
  for (size_t e = 0; e < sim->flow.n_edges; e++)
    A (sim->edges[e].to, sim->edges[e].from) -= p[e];
  for (uint32_t k = n; k-- > 0;)
    for (uint32_t i = 0; i < n; i++)
      if (i != k && A (i, k) != 0)
        {
          double factor = A (i, k) / A (k, k);
          for (uint32_t j = 0; j <= n; j++)
            if (A (k, j) != 0)
              A (i, j) -= factor * A (k, j);
        }
  for (uint32_t i = 0; i < n; i++)
    counts[i] = A (i, n) / A (i, i);
#undef A
  free (a);
}

/* Make SIM a program of about SIZE blocks, from SEED.  */
static inline void
sim_program (struct sim *sim, uint64_t seed, int size, int gotos)
{
  memset (sim, 0, sizeof *sim);
  sim->random = seed * UINT64_C (0x9e3779b97f4a7c15) + 1;
  for (int i = 0; i < 8; i++)
    sim_uniform (sim);
  sim->flow.edges = sim->edges;
  sim->flow.parts = sim->parts;
  sim->flow.observations = sim->observations;
  sim->flow.counts = sim->counts;
  sim->flow.exit = 1;
  sim->flow.n_blocks = 2;
  uint32_t at = 0;
  while ((int) sim->flow.n_blocks < size)
    at = sim_statement (sim, at, (size - sim->flow.n_blocks) * 3 / 4, 0);
  sim_edge (sim, at, 1, 1, 1);
  sim_gotos (sim, gotos);
  sim->cost[0] = sim->cost[1] = 0;
  sim_solve (sim, sim->truth, sim->true_counts);

  /* Lines: new ones, old ones, none.  */
  for (uint32_t b = 2; b < sim->flow.n_blocks; b++)
    {
      sim->factor[b] = exp (SIM_COST_ERROR * sim_normal (sim));
      if (sim_uniform (sim) < 0.1)
        continue;
      double left = sim->cost[b];
      while (left > 0)
        {
          double cost = fmin (left, 1 + floor (6 * sim_uniform (sim)));
          uint32_t line = sim->n_lines;
          if (line > 0 && sim_uniform (sim) < 0.12)
            line -= 1 + (uint32_t) (sim_uniform (sim) * fmin (line, 9));
          else
            sim->n_lines++;
          sim->lines[sim->n_parts] = line;
          sim->parts[sim->n_parts++]
              = (struct pgo_flow_part){ .block = b, .cost = cost };
          left -= cost;
        }
    }
  /* Observations want the parts of a line together.  */
  for (size_t i = 1; i < sim->n_parts; i++)
    for (size_t j = i; j > 0 && sim->lines[j - 1] > sim->lines[j]; j--)
      {
        uint32_t line = sim->lines[j];
        struct pgo_flow_part part = sim->parts[j];
        sim->lines[j] = sim->lines[j - 1];
        sim->parts[j] = sim->parts[j - 1];
        sim->lines[j - 1] = line;
        sim->parts[j - 1] = part;
      }
  for (size_t i = 0; i < sim->n_parts; i++)
    {
      if (i == 0 || sim->lines[i] != sim->lines[i - 1])
        sim->observations[sim->flow.n_observations++].first = (uint32_t) i;
      sim->observations[sim->flow.n_observations - 1].n_parts++;
    }
}

/* Take about SAMPLES samples of PART; some land in the next block, wherever
   that has a line.  */
static inline void
sim_sample_part (struct sim *sim, struct pgo_flow_observation *o,
                 struct pgo_flow_part part, double samples)
{
  o->samples += sim_poisson (sim, (1 - SIM_SKID) * samples);
  for (size_t e = 0; e < sim->flow.n_edges; e++)
    if (sim->edges[e].from == part.block)
      {
        double late = sim_poisson (sim, SIM_SKID * samples * sim->truth[e]);
        for (size_t k = 0; late > 0 && k < sim->flow.n_observations; k++)
          if (sim->parts[sim->observations[k].first].block == sim->edges[e].to)
            {
              sim->observations[k].samples += late;
              break;
            }
      }
}

/* Sample SIM's program about N times, and at least once.  */
static inline void
sim_sample (struct sim *sim, double n)
{
  double total = 0, got = 0;

  for (uint32_t b = 0; b < sim->flow.n_blocks; b++)
    total += sim->true_counts[b] * sim->cost[b] * sim->factor[b];
  while (got == 0)
    {
      for (size_t i = 0; i < sim->flow.n_observations; i++)
        sim->observations[i].samples = 0;
      for (size_t i = 0; i < sim->flow.n_observations; i++)
        {
          struct pgo_flow_observation *o = &sim->observations[i];
          for (uint32_t j = 0; j < o->n_parts; j++)
            {
              struct pgo_flow_part part = sim->parts[o->first + j];
              sim_sample_part (sim, o, part,
                               n / total * sim->true_counts[part.block]
                                   * part.cost * sim->factor[part.block]);
            }
        }
      for (size_t i = 0; i < sim->flow.n_observations; i++)
        got += sim->observations[i].samples;
    }
}

/* The static prior alone.  */
static inline void
sim_guess_prior (struct sim *sim)
{
  double p[SIM_MOST_EDGES];

  for (size_t e = 0; e < sim->flow.n_edges; e++)
    p[e] = sim->edges[e].probability = sim->edges[e].prior;
  sim_solve (sim, p, sim->counts);
}

/* What AutoFDO does, in short: a line's count is its samples an insn, a
   block's count is the most of its lines', blocks without lines get what flows
   in by the probabilities, and a branch divides as its successors' counts.  */
static inline void
sim_guess_max (struct sim *sim)
{
  bool known[SIM_MOST_BLOCKS] = { false };
  uint32_t n_preds[SIM_MOST_BLOCKS] = { 0 };

  memset (sim->counts, 0, sizeof sim->counts);
  for (size_t i = 0; i < sim->flow.n_observations; i++)
    {
      double cost = 0;
      for (uint32_t j = 0; j < sim->observations[i].n_parts; j++)
        cost += sim->parts[sim->observations[i].first + j].cost;
      for (uint32_t j = 0; j < sim->observations[i].n_parts; j++)
        {
          uint32_t b = sim->parts[sim->observations[i].first + j].block;
          known[b] = true;
          sim->counts[b]
              = fmax (sim->counts[b], sim->observations[i].samples / cost);
        }
    }
  for (size_t e = 0; e < sim->flow.n_edges; e++)
    n_preds[sim->edges[e].to]++;
  for (int round = 0; round < 10; round++)
    {
      double in[SIM_MOST_BLOCKS] = { 0 };
      for (size_t e = 0; e < sim->flow.n_edges; e++)
        in[sim->edges[e].to]
            += sim->edges[e].prior * sim->counts[sim->edges[e].from];
      for (uint32_t b = 0; b < sim->flow.n_blocks; b++)
        if (!known[b])
          sim->counts[b] = in[b];
    }
  double out[SIM_MOST_BLOCKS] = { 0 };
  for (int round = 0; round < 2; round++)
    for (size_t e = 0; e < sim->flow.n_edges; e++)
      {
        struct pgo_flow_edge *edge = &sim->edges[e];
        double weight = n_preds[edge->to] == 1
                            ? sim->counts[edge->to]
                            : edge->prior * sim->counts[edge->from];
        if (round == 0)
          out[edge->from] += weight;
        else
          edge->probability
              = out[edge->from] > 0 ? weight / out[edge->from] : edge->prior;
      }
}

/* Blocks that control reaches only through block OVER.  */
static inline void
sim_dominated (const struct sim *sim, uint32_t over, bool *inside)
{
  bool changed = true;

  for (uint32_t b = 0; b < sim->flow.n_blocks; b++)
    inside[b] = b != sim->flow.entry;
  while (changed)
    {
      changed = false;
      for (size_t e = 0; e < sim->flow.n_edges; e++)
        {
          uint32_t from = sim->edges[e].from, to = sim->edges[e].to;
          if (!inside[from] && inside[to] && to != over)
            {
              inside[to] = false;
              changed = true;
            }
        }
    }
}

/* Regions and shrinkage: an edge's flow is the samples in the blocks that its
   target dominates, divided by what the region costs when it is entered; the
   probabilities that follow count as one observation for each sample, beside
   four of the prior.  A target with several predecessors has no region: it gets
   what the branching block's own region leaves.  Lines are shared out as the
   counts are, three times over.  */
static inline void
sim_guess_regions (struct sim *sim)
{
  uint32_t n_preds[SIM_MOST_BLOCKS] = { 0 };
  double p[SIM_MOST_EDGES];
  bool inside[SIM_MOST_BLOCKS];

  for (size_t e = 0; e < sim->flow.n_edges; e++)
    {
      n_preds[sim->edges[e].to]++;
      p[e] = sim->edges[e].prior;
    }
  for (int round = 0; round < 3; round++)
    {
      double samples[SIM_MOST_BLOCKS] = { 0 }, cost[SIM_MOST_BLOCKS] = { 0 };
      double flow[SIM_MOST_BLOCKS] = { 0 }, seen[SIM_MOST_BLOCKS] = { 0 };

      sim_solve (sim, p, sim->counts);
      for (size_t i = 0; i < sim->flow.n_observations; i++)
        {
          const struct pgo_flow_observation *o = &sim->observations[i];
          double sum = 0;
          for (uint32_t j = o->first; j < o->first + o->n_parts; j++)
            sum += sim->counts[sim->parts[j].block] * sim->parts[j].cost;
          for (uint32_t j = o->first; j < o->first + o->n_parts; j++)
            {
              uint32_t b = sim->parts[j].block;
              double share = sim->counts[b] * sim->parts[j].cost / sum;
              samples[b] += sum > 0 ? o->samples * share : 0;
              cost[b] += sim->parts[j].cost;
            }
        }
      for (uint32_t b = 1; b < sim->flow.n_blocks; b++)
        {
          double entered = 0;
          sim_dominated (sim, b, inside);
          for (uint32_t i = 1; i < sim->flow.n_blocks; i++)
            if (inside[i])
              {
                seen[b] += samples[i];
                entered += sim->counts[i] * cost[i];
              }
          if (entered > 0)
            flow[b] = seen[b] / entered * sim->counts[b];
        }
      for (uint32_t b = 1; b < sim->flow.n_blocks; b++)
        {
          double sum = 0, n = 0, rest = flow[b], open = 0;
          for (size_t e = 0; e < sim->flow.n_edges; e++)
            if (sim->edges[e].from == b)
              {
                uint32_t to = sim->edges[e].to;
                if (n_preds[to] == 1)
                  {
                    rest -= flow[to];
                    sum += flow[to];
                    n += seen[to];
                  }
                else
                  open += sim->edges[e].prior;
              }
          if (open > 0)
            {
              sum += fmax (rest, 0);
              n = fmax (n, seen[b]);
            }
          for (size_t e = 0; e < sim->flow.n_edges; e++)
            if (sim->edges[e].from == b && sum > 0)
              {
                uint32_t to = sim->edges[e].to;
                double x = n_preds[to] == 1
                               ? flow[to]
                               : fmax (rest, 0) * sim->edges[e].prior / open;
                p[e] = (4 * sim->edges[e].prior + n * x / sum) / (4 + n);
                p[e] = fmin (fmax (p[e], 1e-6), 1 - 1e-6 * (p[e] < 1));
              }
        }
    }
  for (size_t e = 0; e < sim->flow.n_edges; e++)
    sim->edges[e].probability = p[e];
  sim_solve (sim, p, sim->counts);
}

/* How well the results in SIM fit its truth.  */
static inline struct sim_fit
sim_compare (const struct sim *sim)
{
  struct sim_fit fit = { 0, 0, 1 };
  double sum[4] = { 0 }, weight = 0, error = 0;
  uint32_t n_out[SIM_MOST_BLOCKS] = { 0 };

  for (uint32_t b = 2; b < sim->flow.n_blocks; b++)
    {
      sum[0] += sim->counts[b];
      sum[1] += sim->true_counts[b];
      sum[2] += sim->counts[b] * sim->cost[b];
      sum[3] += sim->true_counts[b] * sim->cost[b];
    }
  for (uint32_t b = 2; b < sim->flow.n_blocks; b++)
    {
      double cost = sim->cost[b];
      fit.counts += fmin (sum[0] > 0 ? sim->counts[b] / sum[0] : 0,
                          sim->true_counts[b] / sum[1]);
      fit.time += fmin (sum[2] > 0 ? sim->counts[b] * cost / sum[2] : 0,
                        sim->true_counts[b] * cost / sum[3]);
    }
  for (size_t e = 0; e < sim->flow.n_edges; e++)
    n_out[sim->edges[e].from]++;
  for (size_t e = 0; e < sim->flow.n_edges; e++)
    if (n_out[sim->edges[e].from] > 1)
      {
        double count = sim->true_counts[sim->edges[e].from];
        weight += count * sim->truth[e];
        error += count * fabs (sim->edges[e].probability - sim->truth[e]) / 2;
      }
  fit.branches = weight > 0 ? 1 - error / weight : 1;
  return fit;
}

#endif /* SIMULATE_H */
