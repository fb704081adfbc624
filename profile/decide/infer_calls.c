/* Execution counts of functions that call each other, made to agree.
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

   Samples an insn are a poor measure of how often a function is called: one
   that waits for memory has four times its share, or more.  What its callers
   execute is a second measure, with errors of its own.  Each function gets a
   factor X (a logarithm) for all its counts, and sought are those that minimise

     sum over functions of X^2 / variance
     + sum over arcs of (X (callee) - X (caller) - D)^2 / variance (arc),

   where D is what the calls by the caller's counts exceed by, in logarithms,
   those which the callee's counts have from this caller: its calls times the
   share of its samples that came from there.  The share is in the callee's own
   cost, and so is free of it.

   The variances are of the errors met in eight programs, C and C++, whose true
   counts were known: samples an insn err by a factor of two or so between
   functions, and so does an arc's D, but more where the call or the callee's
   entry is seldom executed beside the rest of its function, as the branches in
   between have errors too.  The results hardly depend on them: twice or half of
   any changes the overlap with the true counts by 0.011 at most.

   The sum is convex, and the method is coordinate descent in a fixed order.  */

#include "decide/infer.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* Variance of the logarithm of a function's samples an insn, and of an arc's
   D, at many samples.  One over the samples is added.  */
#define FUNCTION_VARIANCE 1.0
#define ARC_VARIANCE 1.0

/* Added to an arc's variance for each square of the logarithm of a function's
   largest count over that of the call, or of the entry.  */
#define DEPTH_VARIANCE 0.1

/* Samples that a share's prior is worth: that the callee was called as its
   known callers say, and by none but them.  */
#define SHARE_PRIOR 0.5

/* Less than this share of a callee tells nothing.  */
#define LEAST_SHARE 0.02

/* So that few samples leave some certainty.  */
#define LEAST_SAMPLES 0.1

/* Rounds over the functions, at most, and the change that ends them.  */
#define MOST_ROUNDS 100
#define LEAST_CHANGE 1e-4

/* An arc as seen from the function that it begins or ends at.  */
struct neighbour
{
  uint32_t function;
  double difference; /* X less that of FUNCTION.  */
  double precision;
};

static double
square (double x)
{
  return x * x;
}

void
pgo_calls_divide (struct pgo_call_copy *copies, size_t n,
                  const struct pgo_call_arc *arcs, size_t n_arcs)
{
  double *through = pgo_xcalloc (n, sizeof *through);
  double change = INFINITY;

  for (size_t i = 0; i < n; i++)
    copies[i].share = 1;
  /* A caller may be such a copy itself.  */
  for (int round = 0; round < MOST_ROUNDS && change > LEAST_CHANGE; round++)
    {
      change = 0;
      for (size_t i = 0; i < n; i++)
        through[i] = SHARE_PRIOR;
      for (size_t i = 0; i < n_arcs; i++)
        if (arcs[i].caller != arcs[i].callee)
          through[arcs[i].callee]
              += arcs[i].samples * copies[arcs[i].caller].share;
      for (size_t i = 0; i < n; i++)
        if (copies[i].called > 0)
          {
            double share
                = fmin (through[i] / (copies[i].called + SHARE_PRIOR), 1);
            change = fmax (change, fabs (share - copies[i].share));
            copies[i].share = share;
          }
    }
  free (through);
}

/* Set *N to what arc ARC says of its callee, CALLEE.  KNOWN has the calls of
   CALLEE by all arcs, and their samples.  False if it says nothing.  */
static bool
weigh_arc (const struct pgo_call_arc *arc,
           const struct pgo_call_function *functions,
           const struct pgo_call_arc *known, struct neighbour *n)
{
  const struct pgo_call_function *caller = &functions[arc->caller];
  const struct pgo_call_function *callee = &functions[arc->callee];

  if (arc->caller == arc->callee || !(arc->calls > 0) || !(callee->entry > 0))
    return false;
  double seen = arc->samples + SHARE_PRIOR * arc->calls / known->calls;
  if (seen / (fmax (callee->own, known->samples) + SHARE_PRIOR) < LEAST_SHARE)
    return false;
  double share
      = seen
        / (fmax (callee->own - callee->inlined, known->samples) + SHARE_PRIOR);
  n->function = arc->caller;
  n->difference = log (arc->calls / (callee->entry * share));
  /* None of the callee's samples came from here: the calls may be as few as
     they like.  */
  if (arc->samples <= 0 && callee->own > 0 && n->difference < 0)
    return false;
  n->precision
      = 1
        / (ARC_VARIANCE + 1 / (seen + LEAST_SAMPLES)
           + DEPTH_VARIANCE
                 * (square (log (fmax (callee->most / callee->entry, 1)))
                    + square (log (fmax (caller->most / arc->calls, 1)))));
  return isfinite (n->difference) && isfinite (n->precision);
}

/* Set the functions' factors, as logarithms, from the neighbours of each, which
   begin at FIRST.  */
static void
descend (struct pgo_call_function *functions, size_t n, const size_t *first,
         const struct neighbour *neighbours)
{
  double change = INFINITY;

  for (int round = 0; round < MOST_ROUNDS && change > LEAST_CHANGE; round++)
    {
      change = 0;
      for (size_t i = 0; i < n; i++)
        {
          double precision = 1
                             / (FUNCTION_VARIANCE
                                + 1 / (functions[i].samples + LEAST_SAMPLES));
          double sum = 0;
          for (size_t j = first[i]; j < first[i + 1]; j++)
            {
              const struct neighbour *other = &neighbours[j];
              precision += other->precision;
              sum += other->precision
                     * (functions[other->function].factor + other->difference);
            }
          change = fmax (change, fabs (sum / precision - functions[i].factor));
          functions[i].factor = sum / precision;
        }
    }
}

void
pgo_calls_reconcile (struct pgo_call_function *functions, size_t n,
                     const struct pgo_call_arc *arcs, size_t n_arcs)
{
  struct pgo_call_arc *known = pgo_xcalloc (n, sizeof *known);
  struct neighbour *weighed = pgo_xcalloc (n_arcs, sizeof *weighed);
  struct neighbour *neighbours = pgo_xcalloc (2 * n_arcs, sizeof *neighbours);
  size_t *first = pgo_xcalloc (n + 2, sizeof *first);

  for (size_t i = 0; i < n; i++)
    {
      functions[i].factor = 0;
      functions[i].linked = false;
    }
  for (size_t i = 0; i < n_arcs; i++)
    {
      known[arcs[i].callee].calls += arcs[i].calls;
      known[arcs[i].callee].samples += arcs[i].samples;
    }
  for (size_t i = 0; i < n_arcs; i++)
    if (weigh_arc (&arcs[i], functions, &known[arcs[i].callee], &weighed[i]))
      {
        first[arcs[i].caller + 2]++;
        first[arcs[i].callee + 2]++;
        functions[arcs[i].caller].linked = true;
        functions[arcs[i].callee].linked = true;
      }
  for (size_t i = 0; i < n; i++)
    first[i + 2] += first[i + 1];
  /* Filling in moves each beginning on to the next one's.  */
  for (size_t i = 0; i < n_arcs; i++)
    if (weighed[i].precision > 0)
      {
        neighbours[first[arcs[i].callee + 1]++] = weighed[i];
        weighed[i].function = arcs[i].callee;
        weighed[i].difference = -weighed[i].difference;
        neighbours[first[arcs[i].caller + 1]++] = weighed[i];
      }
  descend (functions, n, first, neighbours);
  for (size_t i = 0; i < n; i++)
    functions[i].factor = exp (functions[i].factor);
  free (known);
  free (weighed);
  free (neighbours);
  free (first);
}
