/* What the files of the inference share.
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

   pgo_model (infer_model.c) is the graph made ready: the arcs that can be
   taken, with their priors, and the observations' weights.  pgo_system
   (infer_solve.c) solves linear equations on the graph.  infer.c has the
   method and uses both.  */

#ifndef PGO_DECIDE_PRIVATE_H
#define PGO_DECIDE_PRIVATE_H

#include "base/store.h"
#include "decide/infer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A symmetric 2x2 matrix.  */
struct pgo_diagonal
{
  double ff, fv, vv;
};

/* A 2x2 matrix: XY couples unknown X of the one node with unknown Y of the
   other.  */
struct pgo_coupling
{
  double ff, fv, vf, vv;
};

struct pgo_pair
{
  double f, v;
};

struct pgo_link
{
  uint32_t a, b;
};

/* A symmetric system of linear equations with two unknowns, F and V, for each
   node of a graph, and a coupling only where the graph has a link.  The order
   of elimination depends on the graph alone, so it is found once and used for
   many systems.  */
struct pgo_system;

/* The system of N nodes, N_LINKS pairs of which are coupled; a pair of nodes
   may be there several times, in either direction, but not a node with itself.
   The caller frees it.  NULL where elimination would cost far more than a pass
   over the graph.  */
struct pgo_system *pgo_system_new (uint32_t n, const struct pgo_link *links,
                                   size_t n_links);

/* SYSTEM may be NULL.  */
void pgo_system_free (struct pgo_system *system);

/* Set all coefficients and right-hand sides of SYSTEM to 0.  */
void pgo_system_clear (struct pgo_system *system);

/* Coefficients and right-hand side of NODE, to be added to.  */
struct pgo_diagonal *pgo_system_diagonal (struct pgo_system *system,
                                          uint32_t node);
struct pgo_pair *pgo_system_side (struct pgo_system *system, uint32_t node);

/* Add COUPLING of links[LINK].a with links[LINK].b.  */
void pgo_system_couple (struct pgo_system *system, size_t link,
                        struct pgo_coupling coupling);

/* Solve SYSTEM; its coefficients are used up.  The solution, by node, belongs
   to SYSTEM and is good until the next one.  There is no pivoting: a diagonal
   block must not become singular, and none does where all FF are >= 0, all VV
   <= 0 and the FV are a chain's.  */
const struct pgo_pair *pgo_system_solve (struct pgo_system *system);

/* An edge out of a reachable block, or the way out of an endless loop, which
   the program does not have.  */
struct pgo_arc
{
  uint32_t from;
  uint32_t to;   /* PGO_NONE for the way out.  */
  size_t edge;   /* In the flow; unused where TO is PGO_NONE.  */
  size_t link;   /* In the system; unused where nothing is coupled.  */
  double prior;  /* Sums to 1 over a block's arcs, as P does.  */
  double weight; /* Observed branches that it is worth, the same for those of a
                    block.  */
  double p;
  double last_p; /* P before the step.  */
  double step;   /* Of the logarithm of P.  */
};

struct pgo_model
{
  struct pgo_flow *flow;
  struct pgo_arc *arcs; /* By block.  */
  size_t n_arcs;
  size_t *first;    /* [n_blocks + 1]: where a block's arcs begin.  */
  uint32_t *enters; /* [n_blocks]: node at which the block is executed, or
                       PGO_NONE where it cannot be reached.  */
  uint32_t *leaves; /* [n_blocks]: node at which its arc is chosen; another
                       one where several arcs and an observation ask for it.  */
  uint32_t n_nodes;
  struct pgo_link *links; /* Those of arcs, then those of blocks with two nodes,
                             by block.  */
  size_t n_links;
  double *shapes; /* [n_observations]: what each can say at most, see infer.c;
                     0 where nothing.  */
  double samples; /* Of the observations that say something.  */
};

/* Make MODEL of FLOW, whose edges' PROBABILITY is the prior and sums to 1 for
   each block.  An observation has SHAPE for each block that it has alone.  */
void pgo_model_init (struct pgo_model *model, struct pgo_flow *flow,
                     double shape);

void pgo_model_release (struct pgo_model *model);

/* How many arcs leave BLOCK.  */
static inline size_t
pgo_model_n_arcs (const struct pgo_model *model, uint32_t block)
{
  return model->first[block + 1] - model->first[block];
}

#endif /* PGO_DECIDE_PRIVATE_H */
