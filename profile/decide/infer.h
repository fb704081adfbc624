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


   A function's control flow graph, abstract: blocks, edges with the
   probability that the compiler guessed for them, or that is known from what is
   called, and what the samples say.
   Samples are known by source line, and a line's code may lie in several
   blocks, so an observation is a number of samples and the blocks that they
   may have been taken in, each with the cost of the line's code there.  That
   a line has no samples is an observation too.

   The result is the most probable set of edge probabilities and block counts
   given both.  With few samples it stays with the prior.  A count's unit is
   samples per insn of cost: it compares across functions of one profile.

   Functions that call each other are then made to agree on how often.  */

#ifndef PGO_INFER_H
#define PGO_INFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An edge from block FROM to block TO.  PRIOR is its probability given FROM, KNOWN
   from the samples in what is called there, or guessed; the priors out of a block
   sum to 1, or the block leaves the function with the rest (its prior alone decides
   that: an exit is an edge to the block EXIT of the flow).  */
struct pgo_flow_edge
{
  uint32_t from;
  uint32_t to;
  double prior;
  bool known;
  double probability; /* Result, in [0, 1]; sums to 1 over the edges out of
                         a block.  */
};

/* A part of an observed line: COST insns are executed for it each time that
   BLOCK is.  */
struct pgo_flow_part
{
  uint32_t block;
  double cost;
};

/* SAMPLES were taken in the N_PARTS parts at pgo_flow.parts[FIRST].  DOUBT is the
   variance of their number's logarithm that comes on top: the line may be another in the
   profile.  0 where it is none.  */
struct pgo_flow_observation
{
  double samples;
  double doubt;
  uint32_t first;
  uint32_t n_parts;
};

/* Blocks are 0 .. N_BLOCKS - 1.  ENTRY has no code; it is executed once a
   call.  EXIT has no successors.  Blocks that cannot be reached from ENTRY get
   count 0; a block from which EXIT cannot be reached (an endless loop, a call
   that does not return) is allowed.  Any graph is: irreducible regions, self
   loops, several edges between the same blocks.  */
struct pgo_flow
{
  uint32_t n_blocks;
  uint32_t entry;
  uint32_t exit;
  struct pgo_flow_edge *edges;
  size_t n_edges;
  const struct pgo_flow_part *parts;
  const struct pgo_flow_observation *observations;
  size_t n_observations;
  double calls;       /* The count of ENTRY by other evidence, or 0.  */
  double calls_error; /* Standard deviation of its natural logarithm, above 0.  */
  double *counts;     /* Result: [n_blocks], in samples per insn.  */
};

/* Fill in the results of FLOW.  All numbers in are finite and not negative.
   With no samples at all the probabilities are the priors and the counts 0.
   The same input gives the same output, bit by bit.  */
void pgo_flow_infer (struct pgo_flow *flow);

/* A function whose counts were inferred: ENTRY is that of its entry, MOST the
   largest; SAMPLES were in its flow graph, OWN of the profile's have it as the
   leaf, in whichever flow graph, INLINED of these in others' that hold copies of
   it.  */
struct pgo_call_function
{
  double entry;
  double most;
  double samples;
  double own;
  double inlined;
  double factor; /* Result: its counts are to be multiplied by this.  */
  bool linked;   /* Result: some arc says something of it.  */
};

/* CALLER calls CALLEE, both indices, in blocks whose inferred counts sum to
   CALLS; SAMPLES of CALLEE's own came through these calls.  */
struct pgo_call_arc
{
  uint32_t caller;
  uint32_t callee;
  double calls;
  double samples;
};

/* A function that other units may have copies of: CALLED samples were in all
   copies, called by others than itself.  0 for one that is this unit's alone.  */
struct pgo_call_copy
{
  double called;
  double share; /* Result: how much of them this unit's copy has, in (0, 1].  */
};

/* Fill in the results of the N COPIES.  The ARCS are the calls of them that were
   sampled in functions that the unit has, copies or not; without their calls.  */
void pgo_calls_divide (struct pgo_call_copy *copies, size_t n,
                       const struct pgo_call_arc *arcs, size_t n_arcs);

/* Fill in the results of the N FUNCTIONS.  All numbers in are finite and not
   negative.  A function that is not linked has the factor 1.  The same input
   gives the same output, bit by bit.  */
void pgo_calls_reconcile (struct pgo_call_function *functions, size_t n,
                          const struct pgo_call_arc *arcs, size_t n_arcs);

#ifdef __cplusplus
}
#endif

#endif /* PGO_INFER_H */
