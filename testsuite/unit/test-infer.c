/* Tests of the inference.
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
   Small graphs whose answer is plain, graphs that are hard to get through at
   all, and simulated programs whose truth is known (simulate.h).  */

#include "simulate.h"
#include "unit.h"

#include <time.h>

enum
{
  MOST_BLOCKS = 100,
  MOST_EDGES = 200
};

/* A graph under test: block 0 is the entry and block 1 the exit.  */
struct graph
{
  struct pgo_flow flow;
  struct pgo_flow_edge edges[MOST_EDGES];
  struct pgo_flow_part parts[MOST_BLOCKS];
  struct pgo_flow_observation observations[MOST_BLOCKS];
  uint32_t n_parts;
  double counts[MOST_BLOCKS];
};

static struct graph graph;

static void
start (uint32_t n_blocks)
{
  memset (&graph, 0, sizeof graph);
  graph.flow = (struct pgo_flow){ .n_blocks = n_blocks,
                                  .exit = 1,
                                  .edges = graph.edges,
                                  .parts = graph.parts,
                                  .observations = graph.observations,
                                  .counts = graph.counts };
}

static size_t
edge (uint32_t from, uint32_t to, double prior)
{
  graph.edges[graph.flow.n_edges]
      = (struct pgo_flow_edge){ .from = from, .to = to, .prior = prior };
  return graph.flow.n_edges++;
}

/* BLOCK costs COST insns and has SAMPLES.  */
static void
observe (uint32_t block, double cost, double samples)
{
  graph.observations[graph.flow.n_observations++]
      = (struct pgo_flow_observation){ samples, 0, graph.n_parts, 1 };
  graph.parts[graph.n_parts++] = (struct pgo_flow_part){ block, cost };
}

/* The last observation's line has code in BLOCK, too.  */
static void
observe_also (uint32_t block, double cost)
{
  graph.observations[graph.flow.n_observations - 1].n_parts++;
  graph.parts[graph.n_parts++] = (struct pgo_flow_part){ block, cost };
}

static double
probability (size_t e)
{
  return graph.edges[e].probability;
}

static bool
near_p (double x, double y, double tolerance)
{
  return fabs (x - y) <= tolerance * fmax (fabs (x), fabs (y));
}

/* Are FLOW's results finite, do probabilities sum to 1, and do counts flow,
   but for a share LOSS that endless loops may lose?  */
static bool
sound_p (const struct pgo_flow *flow, double loss)
{
  double *in = calloc (flow->n_blocks, sizeof *in);
  double *out = calloc (flow->n_blocks, sizeof *out);
  bool sound = true;

  for (size_t e = 0; e < flow->n_edges; e++)
    {
      const struct pgo_flow_edge *f = &flow->edges[e];
      sound &= f->probability >= 0 && f->probability <= 1;
      in[f->to] += f->probability * flow->counts[f->from];
      out[f->from] += f->probability;
    }
  for (uint32_t b = 0; b < flow->n_blocks; b++)
    {
      double count = flow->counts[b];
      sound &= isfinite (count) && count >= 0;
      sound &= out[b] == 0 || fabs (out[b] - 1) < 1e-9;
      if (b != flow->entry)
        sound &= count <= in[b] * (1 + 1e-6) + 1e-50
                 && count >= in[b] * (1 - 1e-6 - loss) - 1e-50;
    }
  free (in);
  free (out);
  return sound;
}

static void
infer (void)
{
  pgo_flow_infer (&graph.flow);
}

/* If (2): then (3), else (4); join (5).  Returns the edge to THEN.  */
static size_t
start_if (double prior)
{
  start (6);
  edge (0, 2, 1);
  size_t then = edge (2, 3, prior);
  edge (2, 4, 1 - prior);
  edge (3, 5, 1);
  edge (4, 5, 1);
  edge (5, 1, 1);
  return then;
}

/* That of SAMPLES, many, where EXPECTED are, but for a factor of the cost whose
   logarithm has precision 8; up to a constant, at the most probable factor.  */
static double
log_likelihood (double samples, double expected)
{
  double u = 0;

  for (int i = 0; i < 5; i++)
    u = log ((samples - 8 * u) / expected);
  return samples * (log (expected) + u) - expected * exp (u) - 4 * u * u;
}

static void
test_branches (void)
{
  size_t then = start_if (0.3);
  observe (3, 10, 0);
  observe (4, 10, 0);
  infer ();
  CHECK ("no samples: the prior as it was",
         probability (then) == 0.3 && probability (then + 1) == 0.7);
  CHECK ("no samples: no counts",
         graph.counts[0] == 0 && graph.counts[3] == 0 && graph.counts[1] == 0);

  then = start_if (0.5);
  observe (3, 10, 900);
  observe (4, 10, 100);
  infer ();
  CHECK ("900 and 100 samples",
         probability (then) > 0.75 && probability (then) < 0.9);
  double best = -INFINITY, mode = 0;
  for (double calls = 50; calls < 200; calls *= 1.002)
    for (double p = 0.5; p < 1; p += 0.001)
      {
        double height = log_likelihood (900, 10 * calls * p)
                        + log_likelihood (100, 10 * calls * (1 - p)) + log (p)
                        + log (1 - p);
        mode = height > best ? p : mode;
        best = fmax (best, height);
      }
  CHECK ("900 and 100 samples: the mode that a search finds",
         fabs (probability (then) - mode) < 0.005);
  CHECK ("900 and 100 samples: sound", sound_p (&graph.flow, 0));
  CHECK ("counts are samples an insn",
         near_p (graph.counts[0], 100, 0.2)
             && near_p (graph.counts[1], graph.counts[0], 1e-9));

  then = start_if (0.5);
  observe (3, 90, 900);
  observe (4, 10, 100);
  infer ();
  CHECK ("samples are weighed by cost", near_p (probability (then), 0.5, 0.01));

  then = start_if (0.5);
  observe (2, 10, 1000);
  observe (3, 10, 0);
  observe (4, 10, 1000);
  observe (5, 10, 1000);
  infer ();
  CHECK ("a block without samples is cold", probability (then) < 0.02);

  then = start_if (0.5);
  observe (2, 10, 1000);
  observe (3, 10, 100);
  observe (5, 10, 1000);
  infer ();
  CHECK ("the rest flows through a block without code",
         probability (then) < 0.3 && graph.counts[4] > 2 * graph.counts[3]);

  then = start_if (0.9);
  observe (3, 10, 0);
  observe (4, 10, 1);
  infer ();
  CHECK ("one sample moves little",
         probability (then) > 0.6 && probability (then) < 0.9);

  then = start_if (1);
  observe (3, 10, 20);
  observe (4, 10, 1000);
  infer ();
  CHECK ("samples overcome a prior of 0", probability (then) < 0.2);

  double last = 0;
  bool monotone = true;
  for (int samples = 0; samples < 2000; samples += samples / 2 + 1)
    {
      then = start_if (0.4);
      observe (2, 3, 50);
      observe (3, 10, samples);
      observe (4, 10, 100);
      infer ();
      monotone &= probability (then) > last;
      last = probability (then);
    }
  CHECK ("more samples, more probable", monotone);

  then = start_if (0.5);
  observe (2, 10, 100);
  observe (3, 10, 100);
  observe (4, 10, 0);
  observe_also (5, 10);
  graph.observations[2].samples = 100;
  infer ();
  CHECK ("a line in two blocks is counted where the flow is",
         probability (then) > 0.7 && near_p (graph.counts[5], 10, 0.1));
}

static void
test_loops (void)
{
  start (5);
  edge (0, 2, 1);
  size_t stay = edge (2, 3, 0.9);
  edge (2, 4, 0.1);
  edge (3, 2, 1);
  edge (4, 1, 1);
  observe (3, 10, 10000);
  observe (4, 10, 50);
  infer ();
  double turns = graph.counts[3] / graph.counts[4];
  CHECK ("loop of 200 turns guessed as 9", turns > 100 && turns < 250);
  CHECK ("loop: sound", sound_p (&graph.flow, 0));
  CHECK ("loop: probability fits the counts",
         near_p (probability (stay), turns / (turns + 1), 1e-6));

  start (3);
  edge (0, 2, 1);
  stay = edge (2, 2, 0.8);
  edge (2, 1, 0.2);
  observe (2, 10, 1000);
  infer ();
  CHECK ("self loop: nothing but its own samples leaves the prior",
         near_p (probability (stay), 0.8, 1e-3)
             && near_p (graph.counts[2], 100, 1e-3));

  start (4);
  edge (0, 2, 1);
  stay = edge (2, 2, 1);
  edge (2, 3, 0);
  edge (3, 1, 1);
  observe (2, 10, 1e9);
  observe (3, 10, 0);
  infer ();
  CHECK ("a loop that is never left ends some time",
         probability (stay) <= 1 - 1e-6 + 1e-12 && sound_p (&graph.flow, 0));

  start (5);
  edge (0, 2, 1);
  edge (2, 3, 0.5);
  edge (2, 4, 0.5);
  edge (3, 4, 1);
  edge (4, 3, 0.7);
  edge (4, 1, 0.3);
  observe (2, 5, 10);
  observe (3, 5, 300);
  observe (4, 5, 310);
  infer ();
  CHECK ("irreducible loop", sound_p (&graph.flow, 0)
                                 && near_p (graph.counts[3], 60, 0.1)
                                 && graph.counts[2] < 5);

  start (5);
  edge (0, 2, 1);
  edge (2, 3, 1);
  edge (3, 4, 1);
  edge (4, 3, 1);
  observe (2, 10, 10);
  observe (3, 10, 1000);
  observe (4, 10, 1000);
  infer ();
  CHECK ("endless loop",
         sound_p (&graph.flow, 0.1) && near_p (graph.counts[3], 100, 0.1)
             && near_p (graph.counts[2], 1, 0.3) && graph.counts[1] == 0);

  start (100);
  edge (0, 2, 1);
  for (uint32_t b = 2; b < 100; b++)
    {
      edge (b, b < 99 ? b + 1 : 1, b < 51 ? 0.9 : 0.1);
      edge (b, b < 51 ? 1 : 101 - b, b < 51 ? 0.1 : 0.9);
      observe (b, 1, b == 50 ? 1000 : 0);
    }
  infer ();
  CHECK ("fifty nested loops", sound_p (&graph.flow, 0));
}

static void
test_corners (void)
{
  start (2);
  edge (0, 1, 1);
  infer ();
  CHECK ("no blocks", probability (0) == 1 && graph.counts[0] == 0);

  start (5);
  edge (0, 2, 1);
  size_t doomed = edge (2, 3, 0.01);
  edge (2, 4, 0.99);
  edge (4, 1, 1);
  observe (2, 10, 100);
  observe (3, 10, 0);
  observe (4, 10, 100);
  infer ();
  CHECK ("call that does not return",
         probability (doomed) < 0.01 && sound_p (&graph.flow, 0));

  start (5);
  edge (0, 2, 1);
  edge (2, 1, 1);
  edge (3, 4, 0.5);
  edge (3, 2, 0.5);
  edge (4, 3, 1);
  observe (2, 10, 100);
  observe (3, 10, 100);
  observe (4, 10, 100);
  infer ();
  CHECK ("unreachable blocks", graph.counts[3] == 0 && graph.counts[4] == 0
                                   && near_p (graph.counts[2], 10, 0.01)
                                   && probability (2) == 0.5);

  start (3);
  edge (0, 2, 1);
  edge (2, 1, 1);
  observe (2, 0, 100);
  infer ();
  CHECK ("samples where there is no code", graph.counts[2] == 0);

  start (4);
  edge (0, 2, 1);
  edge (2, 3, 0);
  edge (2, 1, 0);
  edge (3, 1, 1);
  infer ();
  CHECK ("priors that are all 0",
         probability (1) == 0.5 && probability (2) == 0.5);

  start (4);
  edge (0, 2, 1);
  edge (2, 3, 0.25);
  edge (2, 3, 0.25);
  edge (2, 1, 0.5);
  edge (3, 1, 1);
  observe (2, 10, 100);
  observe (3, 10, 100);
  infer ();
  CHECK ("two edges between the same blocks",
         near_p (probability (1), probability (2), 1e-9)
             && probability (3) < 0.4 && sound_p (&graph.flow, 0));

  start (83);
  edge (0, 2, 1);
  for (uint32_t b = 3; b < 83; b++)
    {
      edge (2, b, 1.0 / 80);
      edge (b, 1, 1);
      observe (b, 10, b == 3 ? 60 : b == 4 ? 30 : b % 10 == 0);
    }
  infer ();
  CHECK ("switch of 80: proportions",
         probability (1) > 0.4 && probability (1) < 0.7 && probability (3) > 0.2
             && probability (3) < 0.4);
  CHECK ("switch of 80: no samples, but not impossible",
         probability (5) > 1e-6 && probability (5) < 1.0 / 80);
  CHECK ("switch of 80: sound", sound_p (&graph.flow, 0));
}

/* A branch whose probability is known stays near it where samples say something
   else: it is worth forty branches, where a guess is worth two.  */
static void
test_known (void)
{
  double found[2];

  for (int known = 0; known < 2; known++)
    {
      size_t then = start_if (0.9);
      graph.edges[then].known = graph.edges[then + 1].known = known;
      observe (2, 10, 1000);
      observe (3, 10, 300);
      observe (5, 10, 1000);
      infer ();
      found[known] = probability (then);
    }
  double best = -INFINITY, mode = 0;
  for (double calls = 50; calls < 200; calls *= 1.002)
    for (double p = 0.5; p < 1; p += 0.001)
      {
        double height = 2 * log_likelihood (1000, 10 * calls)
                        + log_likelihood (300, 10 * calls * p)
                        + 40 * (0.9 * log (p) + 0.1 * log (1 - p));
        mode = height > best ? p : mode;
        best = fmax (best, height);
      }
  CHECK ("a guess gives way", found[0] < 0.7);
  CHECK ("what is known hardly does", found[1] > 0.85 && found[1] < 0.9);
  CHECK ("what is known: the mode that a search finds",
         fabs (found[1] - mode) < 0.005);
}

/* Calls that are known decide how often a loop turns whose lines do not say, and
   not how often it is executed; the less, the less sure they are.  Where lines
   do say, they are not believed.  */
static void
test_calls (void)
{
  static const double errors[] = { 1, 1000 };
  double found[2], turned[2];

  for (int i = 0; i < 2; i++)
    {
      start (4);
      edge (0, 2, 1);
      edge (2, 3, 0.9);
      edge (2, 1, 0.1);
      edge (3, 2, 1);
      observe (2, 10, 30000);
      observe (3, 10, 10000);
      graph.flow.calls = 0.1;
      graph.flow.calls_error = errors[i];
      infer ();
      found[i] = graph.counts[0];
      turned[i] = graph.counts[3];
    }
  CHECK ("known calls: a loop of thousands of turns",
         found[0] > 0.05 && found[0] < 0.5);
  CHECK ("known calls: executed as often", near_p (turned[0], 1700, 0.1));
  CHECK ("calls that are not sure: as if not known",
         found[1] > 500 && turned[1] < turned[0]);

  start (4);
  edge (0, 2, 1);
  edge (2, 2, 0.9);
  edge (2, 3, 0.1);
  edge (3, 1, 1);
  observe (2, 10, 10000);
  observe (3, 10, 1000);
  graph.flow.calls = 0.1;
  graph.flow.calls_error = 1;
  infer ();
  CHECK ("known calls that lines contradict", graph.counts[0] > 20);
}

/* Blocks in a row with samples that contradict each other: what is left to find is
   the number of calls.  */
static void
test_contradiction (void)
{
  static const double samples[] = { 1000, 1000, 1000000 };

  start (5);
  edge (0, 2, 1);
  for (uint32_t b = 2; b < 5; b++)
    {
      edge (b, b < 4 ? b + 1 : 1, 1);
      observe (b, 10, samples[b - 2]);
    }
  infer ();
  double best = -INFINITY, mode = 0;
  for (double calls = 100; calls < 1e5; calls *= 1.001)
    {
      double height = 0;
      for (int i = 0; i < 3; i++)
        height += log_likelihood (samples[i], 10 * calls);
      mode = height > best ? calls : mode;
      best = fmax (best, height);
    }
  CHECK ("a contradiction: the mode that a search finds",
         near_p (graph.counts[2], mode, 0.02));
}

/* A graph that is no program's: N blocks, two gotos each to anywhere.  */
static void
test_tangle (uint32_t n)
{
  static struct sim sim;
  struct pgo_flow flow = { .n_blocks = n, .exit = 1 };

  flow.edges = calloc (2 * (size_t) n, sizeof *flow.edges);
  flow.counts = calloc (n, sizeof *flow.counts);
  struct pgo_flow_part *parts = calloc (n, sizeof *parts);
  struct pgo_flow_observation *observations = calloc (n, sizeof *observations);
  flow.parts = parts;
  flow.observations = observations;
  sim.random = 1;
  flow.edges[flow.n_edges++] = (struct pgo_flow_edge){ 0, 2, 1, false, 0 };
  for (uint32_t b = 2; b < n; b++)
    {
      for (int i = 0; i < 2; i++)
        flow.edges[flow.n_edges++] = (struct pgo_flow_edge){
          b, 1 + (uint32_t) (sim_uniform (&sim) * (n - 1)), 0.5, false, 0
        };
      parts[b] = (struct pgo_flow_part){ b, 5 };
      observations[b] = (struct pgo_flow_observation){ b % 7, 0, b, 1 };
    }
  flow.n_observations = n;
  pgo_flow_infer (&flow);

  bool finite = true;
  double sum = 0, samples = 0;
  for (uint32_t b = 0; b < n; b++)
    {
      finite &= isfinite (flow.counts[b]) && flow.counts[b] >= 0;
      sum += flow.counts[b] * parts[b].cost;
      samples += flow.counts[b] > 0 ? observations[b].samples : 0;
    }
  char name[80];
  snprintf (name, sizeof name, "tangle of %u blocks", n);
  CHECK (name, finite && near_p (sum, samples, 0.1));
  free (flow.edges);
  free (flow.counts);
  free (parts);
  free (observations);
}

/* A function of N blocks: many nested statements after each other, samples
   at random.  Prints how long it takes.  */
static void
test_large (size_t n)
{
  static struct sim sim;
  struct pgo_flow flow = { .exit = 1, .n_blocks = 2 };
  struct pgo_flow_edge *edges = calloc (3 * n, sizeof *edges);
  struct pgo_flow_part *parts = calloc (3 * n, sizeof *parts);
  struct pgo_flow_observation *observations
      = calloc (3 * n, sizeof *observations);
  uint32_t at = 0, first_part = 0;

  for (uint64_t seed = 1; flow.n_blocks < n; seed++)
    {
      uint32_t shift = flow.n_blocks - 2;
      sim_program (&sim, seed, 300, 0);
      sim_sample (&sim, 1000);
      for (size_t e = 0; e < sim.flow.n_edges; e++)
        {
          struct pgo_flow_edge f = sim.edges[e];
          f.from = f.from == 0 ? at : f.from + shift;
          f.to += shift;
          /* The last edge leaves: to what comes next.  */
          if (e + 1 == sim.flow.n_edges)
            at = f.from;
          else
            edges[flow.n_edges++] = f;
        }
      for (size_t i = 0; i < sim.n_parts; i++)
        parts[first_part + i]
            = (struct pgo_flow_part){ sim.parts[i].block + shift,
                                      sim.parts[i].cost };
      for (size_t i = 0; i < sim.flow.n_observations; i++)
        {
          observations[flow.n_observations] = sim.observations[i];
          observations[flow.n_observations++].first += first_part;
        }
      first_part += (uint32_t) sim.n_parts;
      flow.n_blocks += sim.flow.n_blocks - 2;
    }
  edges[flow.n_edges++] = (struct pgo_flow_edge){ at, 1, 1, false, 0 };
  flow.edges = edges;
  flow.parts = parts;
  flow.observations = observations;
  flow.counts = calloc (flow.n_blocks, sizeof *flow.counts);
  clock_t begin = clock ();
  pgo_flow_infer (&flow);
  printf ("NOTE: %u blocks, %zu edges: %.2f s\n", flow.n_blocks, flow.n_edges,
          (double) (clock () - begin) / CLOCKS_PER_SEC);
  CHECK ("large function", sound_p (&flow, 0));
  free (edges);
  free (parts);
  free (observations);
  free (flow.counts);
}

static void
add_fit (struct sim_fit *sum, struct sim_fit fit)
{
  sum->counts += fit.counts;
  sum->time += fit.time;
  sum->branches += fit.branches;
}

static bool
better_p (struct sim_fit a, struct sim_fit b, double margin)
{
  return a.counts > b.counts + margin && a.time > b.time + margin
         && a.branches > b.branches;
}

/* Programs of 5 to 300 blocks, a fifth of them with gotos, N samples each.  TOLD is
   the overlap that infer.c tells of: what moves a number of the method moves it.  */
static struct sim_fit
test_simulated (double n, double told)
{
  enum
  {
    PROGRAMS = 200
  };
  static struct sim sim;
  struct sim_fit prior = { 0 }, largest = { 0 }, regions = { 0 }, got = { 0 };
  bool sound = true, same = true;
  char name[80];

  for (uint64_t seed = 1; seed <= PROGRAMS; seed++)
    {
      double x = (double) (seed * 79 % PROGRAMS) / PROGRAMS;
      int size = 5 + (int) (295 * x * x);
      sim_program (&sim, seed, size, seed % 5 == 0 ? 1 + size / 20 : 0);
      sim_sample (&sim, n);
      sim_guess_prior (&sim);
      add_fit (&prior, sim_compare (&sim));
      sim_guess_max (&sim);
      add_fit (&largest, sim_compare (&sim));
      sim_guess_regions (&sim);
      add_fit (&regions, sim_compare (&sim));
      pgo_flow_infer (&sim.flow);
      add_fit (&got, sim_compare (&sim));
      sound &= sound_p (&sim.flow, 0);

      double before = sim.counts[2];
      pgo_flow_infer (&sim.flow);
      same &= sim.counts[2] == before;
    }
  printf ("NOTE: %5g samples, overlap of counts: prior %.3f, largest %.3f, "
          "regions %.3f, inferred %.3f\n",
          n, prior.counts / PROGRAMS, largest.counts / PROGRAMS,
          regions.counts / PROGRAMS, got.counts / PROGRAMS);
  snprintf (name, sizeof name, "%g samples: sound", n);
  CHECK (name, sound);
  snprintf (name, sizeof name, "%g samples: the same again", n);
  CHECK (name, same);
  snprintf (name, sizeof name, "%g samples: better than the prior", n);
  CHECK (name, better_p (got, prior, n >= 100 ? 0.2 * PROGRAMS : 0));
  snprintf (name, sizeof name, "%g samples: better than largest counts", n);
  CHECK (name, better_p (got, largest, 0.1 * PROGRAMS));
  snprintf (name, sizeof name, "%g samples: better than regions", n);
  CHECK (name, better_p (got, regions, 0.05 * PROGRAMS));
  snprintf (name, sizeof name, "%g samples: as good as told", n);
  CHECK (name, fabs (got.counts / PROGRAMS - told) < 0.001);
  return got;
}

/* What the prior calls impossible is one in ten thousand, and the way out of an
   endless loop one in a thousand turns, until samples say otherwise.  */
static void
test_least_priors (void)
{
  start (5);
  edge (0, 2, 1);
  edge (2, 3, 1);
  size_t never = edge (2, 4, 0);
  edge (3, 1, 1);
  edge (4, 1, 1);
  observe (2, 5, 1000);
  pgo_flow_infer (&graph.flow);
  CHECK ("an edge of prior 0", near_p (probability (never), 1e-4, 0.01));

  start (3);
  edge (0, 2, 1);
  edge (2, 2, 1);
  observe (2, 5, 1000);
  pgo_flow_infer (&graph.flow);
  CHECK ("the way out of an endless loop",
         near_p (graph.counts[0] / graph.counts[2], 1e-3, 0.01));
}

int
main (void)
{
  test_least_priors ();
  test_branches ();
  test_loops ();
  test_corners ();
  test_known ();
  test_calls ();
  test_contradiction ();
  test_tangle (300);
  test_tangle (20000);
  test_large (100000);

  struct sim_fit last = { 0 };
  static const double samples[] = { 1, 5, 20, 100, 1000, 10000 };
  static const double told[] = { .725, .807, .872, .917, .943, .949 };
  for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
    {
      char name[80];
      struct sim_fit fit = test_simulated (samples[i], told[i]);
      snprintf (name, sizeof name, "%g samples: better than fewer", samples[i]);
      CHECK (name, better_p (fit, last, 0));
      last = fit;
    }
  return unit_end ();
}
