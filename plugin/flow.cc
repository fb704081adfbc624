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



   The control flow graph of a function that the profile knows becomes an
   abstract flow graph (infer.h): GCC's guessed probabilities are the prior,
   and each source line with code in the function is one observation.

   A statement that was inlined from another function is observed in its
   context: its samples are those that came through the calls that its block
   tree records, so a function inlined in two places gets two profiles.

   Samples in the line of the declarator or of the closing brace were taken in
   the prologue and the epilogue.  None there says nothing: many functions need
   neither, and where the function was inlined there is none.

   Blocks that end alike may have been one block in the profiled program: GCC
   merges equal tails, and what is left has the line of one of them.  Lines
   of statements that may have been merged are one observation, in all of these
   blocks.  An interpreter's handlers, which all end in the same fetch of the
   next instruction, would otherwise seem never to be left.

   No sample in a line says little of a rare call in it if the rest of the line
   was sampled, as where a macro makes both.  But the stacks tell of calls:
   where none has one from this line, or of one without a line none from the
   whole function, that is an observation of its own.  */

#include "flow.h"
#include "body.h"
#include "load.h"
#include "decide/cost.h"
#include "decide/counts.h"

void
flow_builder::add_context (int parent, tree decl, const struct pgo_fn *fn,
                           int line)
{
  context *c = new context ();
  c->parent = parent;
  c->decl = decl;
  c->line = line;
  c->fn = fn;
  c->observed = c->fn || !pgo_match_ambiguous_p (decl);
  if (parent >= 0)
    {
      const context *p = m_contexts[parent];
      const struct pgo_fn *caller = p->fn;
      c->observed &= p->observed && caller;
      if (c->observed)
        {
          c->frames.safe_push (
              { caller,
                pgo_fn_offset (caller, line, DECL_SOURCE_LINE (p->decl)) });
          add_frames (&c->frames, p->frames);
        }
    }
  m_contexts.safe_push (c);
}

/* The context of the code in BLOCK.  Copies of one inlined call share it.  */

int
flow_builder::context_of (tree block)
{
  while (block && TREE_CODE (block) == BLOCK
         && !inlined_function_outer_scope_p (block))
    block = BLOCK_SUPERCONTEXT (block);
  if (!block || TREE_CODE (block) != BLOCK)
    return 0;
  if (int *known = m_context_of_scope.get (block))
    return *known;

  tree decl = block_ultimate_origin (block);
  int line = LOCATION_LINE (BLOCK_SOURCE_LOCATION (block));
  int parent = context_of (BLOCK_SUPERCONTEXT (block));
  int found = -1;
  for (unsigned i = 1; i < m_contexts.length () && found < 0; i++)
    if (m_contexts[i]->parent == parent && m_contexts[i]->decl == decl
        && m_contexts[i]->line == line)
      found = i;
  if (found < 0)
    {
      found = m_contexts.length ();
      add_context (parent, decl, pgo_match_inlined (decl), line);
    }
  m_context_of_scope.put (block, found);
  return found;
}

/* The observation of LINE in context number C, or -1 if it is not
   observed.  */

int
flow_builder::observation (int c, int line)
{
  const context *context = m_contexts[c];
  if (!context->observed)
    return -1;
  bool existed;
  int64_t key = ((int64_t) c << 32) | line;
  int &slot = m_observation_of.get_or_insert (key, &existed);
  if (existed)
    return slot;
  slot = m_observations.length ();
  m_above.safe_push (slot);
  m_places.safe_push ({ c, line });
  m_observations.safe_push ({});
  return slot;
}

/* The observation that O is part of.  */

int
flow_builder::find_root (int o)
{
  while (m_above[o] != o)
    o = m_above[o] = m_above[m_above[o]];
  return o;
}

/* Add to HASH what makes OPERAND of a statement of BB the same as that of
   another block: values made in the block by their place in it, others by the
   variable that they belong to.  */

void
flow_builder::hash_operand (tree operand, basic_block bb,
                            inchash::hash *hash) const
{
  if (!operand)
    hash->add_int (0);
  else if (TREE_CODE (operand) == SSA_NAME)
    {
      gimple *definition = SSA_NAME_DEF_STMT (operand);
      if (SSA_NAME_VAR (operand))
        hash->add_int (DECL_UID (SSA_NAME_VAR (operand)));
      else if (gimple_bb (definition) == bb
               && gimple_code (definition) != GIMPLE_PHI)
        hash->add_int (gimple_uid (definition));
      else
        hash->add_int (SSA_NAME_VERSION (operand));
    }
  else if (EXPR_P (operand))
    {
      hash->add_int (TREE_CODE (operand));
      for (int i = 0; i < TREE_OPERAND_LENGTH (operand); i++)
        hash_operand (TREE_OPERAND (operand, i), bb, hash);
    }
  else
    inchash::add_expr (operand, *hash);
}

/* A hash that BB shares with the blocks that it may be merged with: they have
   the same statements and go to the same blocks, or to some that may be merged
   themselves.  0 for a block without statements.  */

hashval_t
flow_builder::hash_block (basic_block bb) const
{
  inchash::hash hash;
  unsigned uid = 1;
  for (gimple_stmt_iterator gsi = gsi_start_nondebug_bb (bb); !gsi_end_p (gsi);
       gsi_next_nondebug (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      gimple_set_uid (stmt, uid++);
      hash.add_int (gimple_code (stmt));
      if (is_gimple_assign (stmt) || gimple_code (stmt) == GIMPLE_COND)
        hash.add_int (gimple_expr_code (stmt));
      for (unsigned i = 0; i < gimple_num_ops (stmt); i++)
        hash_operand (gimple_op (stmt, i), bb, &hash);
    }
  if (uid == 1)
    return 0;
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, bb->succs)
    {
      hash.add_int (e->flags);
      hash.add_int (m_twin[e->dest->index]);
      for (gphi_iterator gsi = gsi_start_phis (e->dest); !gsi_end_p (gsi);
           gsi_next (&gsi))
        if (!virtual_operand_p (gimple_phi_result (gsi.phi ())))
          hash_operand (PHI_ARG_DEF_FROM_EDGE (gsi.phi (), e), bb, &hash);
    }
  return MAX (hash.end (), 2u);
}

/* Make one observation of each statement of BB and its twin.  */

void
flow_builder::merge_tails (basic_block bb)
{
  hashval_t hash = hash_block (bb);
  if (!hash)
    return;
  bool existed;
  int &first = m_block_of_hash.get_or_insert (hash, &existed);
  if (!existed)
    first = bb->index;
  m_twin[bb->index] = first;
  const auto &here = m_block_statements[bb->index];
  const auto &there = m_block_statements[first];
  for (unsigned i = 0; i < MIN (here.second, there.second); i++)
    {
      int a = m_statements[here.first + i], b = m_statements[there.first + i];
      if (a >= 0 && b >= 0)
        m_above[find_root (a)] = find_root (b);
    }
}

/* Does BB do nothing after STMT, or at all if that is NULL, but return?  */

static bool
ends_with_p (basic_block bb, gimple *stmt)
{
  gimple *last = gsi_stmt (gsi_last_nondebug_bb (bb));
  return last == stmt || (last && gimple_code (last) == GIMPLE_RETURN);
}

/* May the call STMT of BB be its function's last deed?  Then the profiled
   program jumped to the callee, perhaps, whose samples do not tell from where.
 */

static bool
tail_call_p (gimple *stmt, basic_block bb)
{
  return ends_with_p (bb, stmt)
         && (!single_succ_p (bb)
             || single_succ (bb) == EXIT_BLOCK_PTR_FOR_FN (cfun)
             || ends_with_p (single_succ (bb), NULL));
}

/* Note that STMT of BB, in context number C and observed as O, is a call.  */

void
flow_builder::add_call (gimple *stmt, int c, int o, basic_block bb)
{
  tree decl = gimple_call_fndecl (stmt);
  cgraph_node *callee = decl ? cgraph_node::get (decl) : NULL;
  if (!callee)
    return;
  callee = callee->function_symbol ();
  tree within = m_contexts[c]->decl;
  int line = LOCATION_LINE (gimple_location (stmt));
  bool first
      = !m_calls_seen.add ((int64_t) o << 32 | (unsigned) callee->get_uid ());
  bool tail = c == 0 && pgo_last_deed_p (m_node, stmt);
  m_calls.safe_push ({ bb->index, callee, decl, { c, line }, first, tail, 0 });

  const struct pgo_site *sites;
  const struct pgo_fn *caller = m_contexts[c]->fn;
  if (caller && !fndecl_built_in_p (decl) && !tail_call_p (stmt, bb)
      && pgo_fn_offset (caller, line, DECL_SOURCE_LINE (within))
             != PGO_NO_OFFSET
      && !pgo_fn_sites_at (caller, line, DECL_SOURCE_LINE (within), &sites))
    m_unseen_calls.safe_push ({ o, bb->index });
}

/* The same for one without a line, as GCC makes it where it splits a function
   to inline its beginning.  Where it is in a stack depends on the code before
   it, so what can be told is only that no function that it may belong to calls
   it.  */

void
flow_builder::add_lineless_call (gimple *stmt, int c, basic_block bb)
{
  tree decl = gimple_call_fndecl (stmt);
  if (!decl || fndecl_built_in_p (decl) || !m_contexts[c]->observed
      || pgo_match_ambiguous_p (decl) || tail_call_p (stmt, bb))
    return;
  const struct pgo_fn *fn = pgo_match_decl (decl);
  for (; fn && c >= 0; c = m_contexts[c]->parent)
    if (const struct pgo_fn *caller = m_contexts[c]->fn)
      {
        const struct pgo_site *sites;
        size_t n = pgo_fn_sites (caller, &sites);
        for (size_t i = 0; i < n; i++)
          if (sites[i].callee == fn)
            return;
      }
  m_unseen_calls.safe_push ({ -1, bb->index });
}

void
flow_builder::add_statements (basic_block bb)
{
  uint32_t block = pgo_executed_with (bb)->index;
  unsigned first = m_statements.length ();
  for (gimple_stmt_iterator gsi = gsi_start_nondebug_bb (bb); !gsi_end_p (gsi);
       gsi_next_nondebug (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      int cost = pgo_statement_cost (stmt);
      int o = -1;
      bool located
          = LOCATION_LOCUS (gimple_location (stmt)) > BUILTINS_LOCATION;
      if (cost > 0 && located)
        {
          int c = context_of (gimple_block (stmt));
          o = observation (c, LOCATION_LINE (gimple_location (stmt)));
          if (o >= 0 && is_gimple_call (stmt))
            add_call (stmt, c, o, bb);
        }
      else if (!located && is_gimple_call (stmt))
        add_lineless_call (stmt, context_of (gimple_block (stmt)), bb);
      m_statements.safe_push (o);
      if (o < 0)
        continue;
      /* Statements of one line in one block are one part.  */
      bool merged = false;
      for (unsigned i = m_found.length (); i-- > 0;)
        {
          struct pgo_flow_part &part = m_found[i].second;
          if (part.block != block)
            break;
          if (m_found[i].first == o)
            {
              part.cost += cost;
              merged = true;
              break;
            }
        }
      if (!merged)
        m_found.safe_push ({ o, { block, (double) cost } });
    }
  m_block_statements[bb->index] = { first, m_statements.length () - first };
}

void
flow_builder::add_frame_place (basic_block bb, int line)
{
  int o = line > 0 ? observation (0, line) : -1;
  if (o >= 0)
    m_frame_places.safe_push ({ o, bb->index });
}

void
flow_builder::add_frame_places ()
{
  basic_block first = single_succ (ENTRY_BLOCK_PTR_FOR_FN (cfun));
  if (single_pred_p (first))
    add_frame_place (first, DECL_SOURCE_LINE (m_node->decl));
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, EXIT_BLOCK_PTR_FOR_FN (cfun)->preds)
    if (!(e->flags & EDGE_EH))
      add_frame_place (e->src, LOCATION_LINE (cfun->function_end_locus));
}

/* The lines of prologue and epilogue cost more than their statements do, if
   they were sampled.  */

void
flow_builder::add_frame_parts ()
{
  for (const auto &place : m_frame_places)
    if (m_observations[place.first].samples > 0)
      m_found.safe_push (
          { place.first, { (uint32_t) place.second, pgo_cost_of_frame () } });
}

void
flow_builder::add_edges (basic_block bb)
{
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, bb->succs)
    {
      /* No sample tells a throw from a return; these stay as they are.  */
      if (e->flags & EDGE_EH)
        continue;
      double prior = single_succ_p (bb) ? 1 : 0;
      if (!single_succ_p (bb) && e->probability.initialized_p ())
        prior
            = (double) e->probability.to_reg_br_prob_base () / REG_BR_PROB_BASE;
      m_edges.safe_push ({ (uint32_t) e->src->index, (uint32_t) e->dest->index,
                           prior, pgo_guard_edge_p (e), prior });
      m_cfg_edges.safe_push (e);
    }
}

/* Make an observation of the calls that no sample came through: none was taken
   in what they run.  Not of those whose line has samples that must have been
   taken beside them: then the stacks are wrong, and the callee's frames got
   lost.  */

void
flow_builder::add_unseen_calls ()
{
  if (m_unseen_calls.is_empty ())
    return;
  auto_bitmap blocks, explained;
  for (const auto &call : m_unseen_calls)
    bitmap_set_bit (blocks, call.second);
  for (const auto &found : m_found)
    if (!bitmap_bit_p (blocks, found.second.block))
      bitmap_set_bit (explained, find_root (found.first));
  int unseen = m_observations.length ();
  m_above.safe_push (unseen);
  m_observations.safe_push ({});
  for (const auto &call : m_unseen_calls)
    if (call.first < 0 || m_observations[find_root (call.first)].samples == 0
        || bitmap_bit_p (explained, find_root (call.first)))
      m_found.safe_push (
          { unseen, { (uint32_t) call.second, pgo_cost_of_callee () } });
}

flow_builder::flow_builder (cgraph_node *node, const struct pgo_fn *profiled)
    : m_node (node), m_flow (), m_samples (0), m_lineless (0), m_own (0),
      m_share (1)
{
  function *fn = DECL_STRUCT_FUNCTION (node->decl);
  int n_blocks = last_basic_block_for_fn (fn);
  add_context (-1, node->decl, profiled, 0);
  m_block_statements.safe_grow_cleared (n_blocks);
  for (int i = 0; i < n_blocks; i++)
    m_twin.safe_push (i);
  basic_block bb;
  FOR_ALL_BB_FN (bb, fn)
    {
      add_edges (bb);
      add_statements (bb);
    }
  add_frame_places ();
  int *order = XNEWVEC (int, n_blocks);
  int n_order = post_order_compute (order, false, false);
  for (int i = 0; i < n_order; i++)
    merge_tails (BASIC_BLOCK_FOR_FN (fn, order[i]));
  free (order);
  m_counts.safe_grow_cleared (n_blocks);
}

/* Complete the graph by what depends on the samples.  */

void
flow_builder::lay_out ()
{
  add_frame_parts ();
  for (unsigned i = 0; i < m_observations.length (); i++)
    if (find_root (i) != (int) i)
      {
        struct pgo_flow_observation &root = m_observations[find_root (i)];
        root.samples += m_observations[i].samples;
        root.doubt = MAX (root.doubt, m_observations[i].doubt);
      }
  add_unseen_calls ();

  /* Lay the parts out by observation.  */
  for (auto &found : m_found)
    {
      found.first = find_root (found.first);
      m_observations[found.first].n_parts++;
    }
  uint32_t first = 0;
  for (struct pgo_flow_observation &o : m_observations)
    {
      o.first = first;
      first += o.n_parts;
      o.n_parts = 0;
    }
  m_parts.safe_grow_cleared (first);
  for (const auto &found : m_found)
    {
      struct pgo_flow_observation &o = m_observations[found.first];
      m_parts[o.first + o.n_parts++] = found.second;
    }

  m_flow.n_blocks = m_counts.length ();
  m_flow.entry = ENTRY_BLOCK;
  m_flow.exit = EXIT_BLOCK;
  m_flow.edges = m_edges.address ();
  m_flow.n_edges = m_edges.length ();
  m_flow.parts = m_parts.address ();
  m_flow.observations = m_observations.address ();
  m_flow.n_observations = m_observations.length ();
  m_flow.counts = m_counts.address ();
}

/* Infer, with the samples by line; or, if they are too few, keep to the guess,
   and let all samples say how often it is executed.  */

void
flow_builder::infer ()
{
  struct pgo_flow_observation all
      = { pgo_counts_at_least (m_samples + m_lineless), 0, 0,
          m_parts.length () };
  if (!inferred_p ())
    {
      m_flow.observations = &all;
      m_flow.n_observations = 1;
    }
  pgo_flow_infer (&m_flow);
  scale (m_share);
}

bool
flow_builder::inferred_p () const
{
  return pgo_counts_tell_p (m_samples, m_lineless);
}

/* Multiply all counts by FACTOR.  */

void
flow_builder::scale (double factor)
{
  for (double &count : m_counts)
    count *= factor;
}

/* What is inferred of the function as one that calls others.  */

struct pgo_call_function
flow_builder::summary () const
{
  struct pgo_call_function summary = {};
  summary.entry = m_counts[ENTRY_BLOCK];
  for (double count : m_counts)
    summary.most = MAX (summary.most, count);
  summary.samples = samples ();
  summary.own = pgo_samples (pgo_match_decl (m_node->decl)->own) * m_share;
  summary.inlined = summary.own - m_own;
  return summary;
}

double
flow_builder::cost () const
{
  double cost = 0;
  for (const struct pgo_flow_part &part : m_parts)
    cost += part.cost * frequency (part.block);
  return cost;
}

double
flow_builder::loops () const
{
  double again = 0;
  for (const struct pgo_flow_part &part : m_parts)
    again += part.cost * MAX (frequency (part.block) - 1, 0);
  return again > 0 ? again / cost () : 0;
}

double
flow_builder::told () const
{
  double told = 0, all = 0;
  for (const struct pgo_flow_observation &o : m_observations)
    {
      bool same = inferred_p ();
      double cost = 0, alike = 0;
      for (uint32_t i = o.first; i < o.first + o.n_parts; i++)
        {
          const struct pgo_flow_part &part = m_parts[i];
          double executed = part.cost * m_counts[part.block];
          same &= m_counts[part.block] == m_counts[m_parts[o.first].block];
          cost += executed;
          if (m_counts[part.block] == m_counts[ENTRY_BLOCK])
            alike += executed;
        }
      if (cost <= 0)
        continue;
      all += o.samples;
      told += o.samples * (same ? 1 : alike / cost);
    }
  return all > 0 ? told / all : 0;
}
