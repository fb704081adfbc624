/* The control flow graph of a function, with its samples, for the inference.
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



   See flow.cc; whose samples are whose, observe.cc tells.  */

#ifndef PGO_FLOW_H
#define PGO_FLOW_H

#include "compat.h"
#include "match.h"
#include "decide/infer.h"

/* Deepest context that is distinguished; the index does not keep more.  */
static const unsigned max_depth = PGO_CONTEXT_CALLERS;

/* The body of a function as inlined through a chain of calls, or (PARENT < 0)
   the function itself.  */
struct context
{
  int parent; /* Index of the context that holds the call.  */
  tree decl;
  const struct pgo_fn *fn; /* The profile's, or NULL.  */
  int line;      /* Of the call, in the parent's source.  */
  bool observed; /* The profile can tell its lines.  */
  auto_vec<struct pgo_frame, max_depth> frames; /* The calls, inner first.  */
};

/* Add to CALLS, inner first, those that OUTER has around them, as many as there
   is room for.  */
inline void
add_frames (vec<struct pgo_frame> *calls, const vec<struct pgo_frame> &outer)
{
  for (const struct pgo_frame &frame : outer)
    if (calls->length () < max_depth)
      calls->safe_push (frame);
}

/* A line of the source, in context number CONTEXT of a function.  */
struct place
{
  int context;
  int line;
};

/* A call of a function by name in block BLOCK.  SAMPLES were taken in CALLEE
   itself, called from PLACE; of several calls of it there, the FIRST has them
   all.  */
struct direct_call
{
  int block;
  cgraph_node *callee;
  tree decl; /* As called.  */
  struct place place;
  bool first;
  bool tail; /* It may be a jump: the profile has CALLEE without the caller's frame.  */
  double samples;
};

/* A sampled function of the profile as inlined in another one of the unit.  */
struct inlined_copy
{
  const struct context *context;
  const struct pgo_fn *holder; /* The other, or NULL if it is inlined in none.  */
  double share;                /* Of what is sampled in any unit's other.  */
};

/* All of them, by function.  */
typedef hash_map<const struct pgo_fn *, auto_vec<inlined_copy>> inlined_map;

/* A flow graph under construction, in three steps: the code, its samples
   (observe), what follows from them (infer).  */
class flow_builder
{
public:
  /* The profile calls NODE FN.  */
  flow_builder (cgraph_node *node, const struct pgo_fn *fn);

  /* Other units may have the function as well; SHARE of what is sampled in any
     unit's is this one's.  */
  void
  set_share (double share)
  {
    m_share = share;
  }
  double
  share () const
  {
    return m_share;
  }
  /* Take the samples that are the function's own: those that no copy of it among
     INLINED has.  */
  void observe (inlined_map *inlined);
  /* Take those that were taken when it, the current function, was called through
     FRAMES, the call itself first.  */
  void observe_called (const vec<struct pgo_frame> &frames);

  cgraph_node *
  node () const
  {
    return m_node;
  }
  /* The profile's function that others inline with the code of this, or NULL: what
     GCC has split from a function is not inlined with it.  */
  const struct pgo_fn *
  inlinable () const
  {
    return m_node->split_part ? NULL : pgo_match_decl (m_node->decl);
  }
  /* Samples in all lines, and in the function without a line.  */
  double
  samples () const
  {
    return (m_samples + m_lineless) * m_share;
  }
  /* The function itself first.  */
  const auto_delete_vec<context> &
  contexts () const
  {
    return m_contexts;
  }
  const auto_vec<direct_call> &
  calls () const
  {
    return m_calls;
  }
  /* The inferred count of block number BLOCK.  */
  double
  count (int block) const
  {
    return m_counts[block];
  }
  /* The edges that probabilities are inferred of, and that of number I.  */
  const auto_vec<edge> &
  edges () const
  {
    return m_cfg_edges;
  }
  double
  probability (unsigned i) const
  {
    return m_edges[i].probability;
  }
  /* Are there enough samples to tell the branches?  */
  bool inferred_p () const;
  void infer ();
  void scale (double factor);
  void
  scale_block (int block, double factor)
  {
    m_counts[block] *= factor;
  }
  struct pgo_call_function summary () const;
  /* What is inferred of one call: how often it executes block number BLOCK, what it
     costs, and which part of that is what is executed more than once.  */
  double
  frequency (int block) const
  {
    return m_counts[ENTRY_BLOCK] > 0 ? m_counts[block] / m_counts[ENTRY_BLOCK]
                                     : 0;
  }
  double cost () const;
  double loops () const;
  /* The part of the samples that tell how often it is called: those in lines that
     are not in blocks of different counts, or in blocks executed once a call.  */
  double told () const;

private:
  void take_samples ();
  void estimate_calls ();
  void forget_new_lines ();
  void forget_codeless ();
  int find_root (int o);
  void merge_tails (basic_block bb);
  void hash_operand (tree operand, basic_block bb, inchash::hash *hash) const;
  hashval_t hash_block (basic_block bb) const;
  int context_of (tree block);
  void add_context (int parent, tree decl, const struct pgo_fn *fn, int line);
  int observation (int context, int line);
  template <typename query> double samples_left (query own, int c) const;
  double line_samples (const struct pgo_fn *fn, int c, int32_t offset) const;
  double call_samples (const direct_call &call) const;
  void add_call (gimple *stmt, int c, int o, basic_block bb);
  void add_lineless_call (gimple *stmt, int c, basic_block bb);
  void add_statements (basic_block bb);
  void add_frame_place (basic_block bb, int line);
  void add_frame_places ();
  void add_frame_parts ();
  void add_unseen_calls ();
  void lay_out ();
  void add_edges (basic_block bb);

  cgraph_node *m_node;
  struct pgo_flow m_flow;
  auto_delete_vec<context> m_contexts;
  inlined_map *m_inlined; /* While samples are taken, NULL for those of one call. */
  auto_vec<struct pgo_frame, max_depth> m_called; /* Then, that.  */
  hash_map<tree, int> m_context_of_scope;
  hash_map<int_hash<int64_t, -1, -2>, int> m_observation_of;
  /* Observations that are one, as a forest: the one above, or itself.  */
  auto_vec<int> m_above;
  /* By block, the first block that it may have been merged with.  */
  auto_vec<int> m_twin;
  hash_map<int_hash<unsigned, 0, 1>, int> m_block_of_hash;
  /* The observation of each statement of a block, or -1, by block.  */
  auto_vec<std::pair<unsigned, unsigned>> m_block_statements;
  auto_vec<int> m_statements;
  auto_vec<struct pgo_flow_observation> m_observations;
  /* Where each is made, as far as it is of a line.  */
  auto_vec<struct place> m_places;
  /* Observations of prologue and epilogue, and their blocks.  */
  auto_vec<std::pair<int, int>> m_frame_places;
  /* Parts by observation, before they are laid out one after the other.  */
  auto_vec<std::pair<int, struct pgo_flow_part>> m_found;
  auto_vec<struct pgo_flow_part> m_parts;
  auto_vec<struct pgo_flow_edge> m_edges;
  auto_vec<edge> m_cfg_edges;
  auto_vec<direct_call> m_calls;
  hash_set<int_hash<int64_t, -1, -2>> m_calls_seen;
  /* Calls that no sample came through: what observes them, and the block.  */
  auto_vec<std::pair<int, int>> m_unseen_calls;
  auto_vec<double> m_counts;
  double m_samples;
  double m_lineless;
  double m_own; /* Of the function itself in this unit, in no other inlined.  */
  double m_share;
};

#endif /* PGO_FLOW_H */
