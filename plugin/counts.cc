/* Branch probabilities and block counts from the samples.
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
   each source line with code in the function is one observation, and what is
   inferred goes back as probabilities and as counts.

   Counts have one unit for the whole program, or the code of a cold unit would
   look hot: SCALE_OF_ALL is what one insn would count if all samples were
   taken in it.  What is hot, and what is as good as never executed, are shares
   of that, so they are properties of the profile, not of the unit.

   A statement that was inlined from another function is observed in its
   context: its samples are those that came through the calls that its block
   tree records, so a function inlined in two places gets two profiles.

   Blocks that end alike may have been one block in the profiled program: GCC
   merges equal tails, and what is left has the line of one of them.  Lines
   of statements that may have been merged are one observation, in all of these
   blocks.  An interpreter's handlers, which all end in the same fetch of the
   next instruction, would otherwise seem never to be left.

   What a statement costs is a rough table (cost_of), not GCC's estimate, in
   which a call costs five times what a branch does and its arguments besides,
   and a load no more than an addition.  It was written down first, and then a
   few entries were changed that helped the overlap with the true counts of
   eight programs: branches and calls cost more, returns and arguments nothing.
   Fits to four of the programs did worse on the other four than the table as
   first written.

   When all functions of the unit are inferred, calls between them tell how they
   compare (infer_calls.c), and give counts to those that have next to no
   samples.

   This runs after promotion and inlining, on the code as it will be
   optimised.  */

#include "compat.h"
#include "pgo.h"
#include "infer.h"

/* Deepest context that is distinguished; the index does not keep more.  */
static const unsigned max_depth = 8;

/* Samples below which the static guess of the branches is left alone.  */
static const double least_samples = 3;

/* Samples below which what is not rare in a function counts as hot if anything
   in it does: so few may have missed it by chance.  */
static const double enough_samples = 10;

/* What a function without samples is taken to have.  */
static const double pseudo_samples = 0.1;

/* What an insn counts that all samples were taken in; large enough that the
   counts of the least that matters are still large.  */
static const double scale_of_all = 1e12;

/* The share of the samples that an insn must have for its block to be optimised
   for speed, and below which the block goes into the cold section.  */
static const double hot_share = 1e-6;
static const double cold_share = 1e-7;

/* A branch that GCC says is never taken stays so unless it is inferred to be
   taken with at least this probability.  */
static const double least_taken = 1e-3;

/* The body of a function as inlined through a chain of calls, or (PARENT < 0)
   the function itself.  */
struct context
{
  int parent; /* Index of the context that holds the call.  */
  tree decl;
  int line;      /* Of the call, in the parent's source.  */
  bool observed; /* The profile can tell its lines.  */
  auto_vec<struct pgo_frame, max_depth> frames; /* The calls, inner first.  */
};

/* A call of a function by name in block BLOCK.  SAMPLES were taken in CALLEE
   itself, called from this line; of several calls of it in a line, the first
   has them all.  */
struct direct_call
{
  int block;
  cgraph_node *callee;
  double samples;
};

/* The cost of STMT, relative to that of an addition.  */

static int
cost_of (gimple *stmt)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_COND:
      return 4;
    case GIMPLE_SWITCH:
    case GIMPLE_GOTO:
      return 8;
    case GIMPLE_CALL:
      if (gimple_call_internal_p (stmt)
          || (gimple_call_builtin_p (stmt)
              && gimple_inexpensive_call_p (as_a<gcall *> (stmt))))
        return 2;
      return gimple_call_fndecl (stmt) ? 4 : 8;
    case GIMPLE_ASM:
      return 1;
    case GIMPLE_ASSIGN:
      break;
    default:
      return 0;
    }
  if (gimple_clobber_p (stmt))
    return 0;
  if (gimple_vuse (stmt))
    return 2;
  switch (gimple_assign_rhs_code (stmt))
    {
    case TRUNC_DIV_EXPR:
    case TRUNC_MOD_EXPR:
    case FLOOR_DIV_EXPR:
    case FLOOR_MOD_EXPR:
    case EXACT_DIV_EXPR:
      return TREE_CODE (gimple_assign_rhs2 (stmt)) == INTEGER_CST ? 2 : 10;
    case RDIV_EXPR:
      return 10;
    case MULT_EXPR:
    case FLOAT_EXPR:
    case FIX_TRUNC_EXPR:
      return 2;
    default:
      if (gimple_assign_cast_p (stmt) || gimple_assign_single_p (stmt))
        return 0;
      return FLOAT_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))) ? 2 : 1;
    }
}

/* A flow graph under construction.  */
class flow_builder
{
public:
  flow_builder (cgraph_node *node);

  cgraph_node *
  node () const
  {
    return m_node;
  }
  /* Samples in all lines.  */
  double
  samples () const
  {
    return m_samples;
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
  bool
  inferred_p () const
  {
    return m_samples >= least_samples;
  }
  void infer ();
  struct pgo_call_function summary () const;
  bool counted_p (const struct pgo_call_function &scaled) const;
  void apply (double factor);

private:
  int find_root (int o);
  void merge_tails (basic_block bb);
  void hash_operand (tree operand, basic_block bb, inchash::hash *hash) const;
  hashval_t hash_block (basic_block bb) const;
  int context_of (tree block);
  void add_context (int parent, tree decl, int line);
  int observation (int context, int line);
  void add_call (gimple *stmt, int c, int o, basic_block bb);
  void set_probabilities () const;
  void set_counts () const;
  void add_statements (basic_block bb);
  void add_edges (basic_block bb);

  cgraph_node *m_node;
  struct pgo_flow m_flow;
  auto_delete_vec<context> m_contexts;
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
  /* Parts by observation, before they are laid out one after the other.  */
  auto_vec<std::pair<int, struct pgo_flow_part>> m_found;
  auto_vec<struct pgo_flow_part> m_parts;
  auto_vec<struct pgo_flow_edge> m_edges;
  auto_vec<edge> m_cfg_edges;
  auto_vec<direct_call> m_calls;
  hash_set<int_hash<int64_t, -1, -2>> m_calls_seen;
  auto_vec<double> m_counts;
  double m_samples;
};

void
flow_builder::add_context (int parent, tree decl, int line)
{
  context *c = new context ();
  c->parent = parent;
  c->decl = decl;
  c->line = line;
  c->observed = !pgo_match_ambiguous_p (decl);
  if (parent >= 0)
    {
      const context *p = m_contexts[parent];
      const struct pgo_fn *caller = pgo_match_decl (p->decl);
      c->observed &= p->observed && caller;
      if (c->observed)
        {
          c->frames.safe_push (
              { caller,
                pgo_fn_offset (caller, line, DECL_SOURCE_LINE (p->decl)) });
          for (const struct pgo_frame &frame : p->frames)
            if (c->frames.length () < max_depth)
              c->frames.safe_push (frame);
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
      add_context (parent, decl, line);
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
  /* A function that the profile does not name was not sampled at all.  */
  double samples = 0;
  if (const struct pgo_fn *fn = pgo_match_decl (context->decl))
    samples
        = (double) pgo_fn_line_own (
              fn, pgo_fn_offset (fn, line, DECL_SOURCE_LINE (context->decl)),
              context->frames.address (), context->frames.length ())
          / pgo_index_period (pgo_profile_index);
  m_observations.safe_push ({ samples, 0, 0 });
  m_samples += samples;
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

/* Note that STMT of BB, in context number C and observed as O, is a call.  */

void
flow_builder::add_call (gimple *stmt, int c, int o, basic_block bb)
{
  tree decl = gimple_call_fndecl (stmt);
  cgraph_node *callee = decl ? cgraph_node::get (decl) : NULL;
  if (!callee)
    return;
  callee = callee->ultimate_alias_target ();
  const context *context = m_contexts[c];
  const struct pgo_fn *fn = pgo_match_decl (decl);
  const struct pgo_fn *caller = pgo_match_decl (context->decl);
  double samples = 0;
  if (fn && caller
      && !m_calls_seen.add ((int64_t) o << 32 | (unsigned) callee->get_uid ()))
    samples = (double) pgo_fn_site_own (
                  caller,
                  pgo_fn_offset (caller, LOCATION_LINE (gimple_location (stmt)),
                                 DECL_SOURCE_LINE (context->decl)),
                  fn, context->frames.address (), context->frames.length ())
              / pgo_index_period (pgo_profile_index);
  m_calls.safe_push ({ bb->index, callee, samples });
}

void
flow_builder::add_statements (basic_block bb)
{
  unsigned first = m_statements.length ();
  for (gimple_stmt_iterator gsi = gsi_start_nondebug_bb (bb); !gsi_end_p (gsi);
       gsi_next_nondebug (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      int cost = cost_of (stmt);
      int o = -1;
      if (cost > 0
          && LOCATION_LOCUS (gimple_location (stmt)) > BUILTINS_LOCATION)
        {
          int c = context_of (gimple_block (stmt));
          o = observation (c, LOCATION_LINE (gimple_location (stmt)));
          if (o >= 0 && is_gimple_call (stmt))
            add_call (stmt, c, o, bb);
        }
      m_statements.safe_push (o);
      if (o < 0)
        continue;
      /* Statements of one line in one block are one part.  */
      bool merged = false;
      for (unsigned i = m_found.length (); i-- > 0;)
        {
          struct pgo_flow_part &part = m_found[i].second;
          if (part.block != (unsigned) bb->index)
            break;
          if (m_found[i].first == o)
            {
              part.cost += cost;
              merged = true;
              break;
            }
        }
      if (!merged)
        m_found.safe_push ({ o, { (uint32_t) bb->index, (double) cost } });
    }
  m_block_statements[bb->index] = { first, m_statements.length () - first };
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
                           prior, prior });
      m_cfg_edges.safe_push (e);
    }
}

flow_builder::flow_builder (cgraph_node *node)
    : m_node (node), m_flow (), m_samples (0)
{
  function *fn = DECL_STRUCT_FUNCTION (node->decl);
  int n_blocks = last_basic_block_for_fn (fn);
  add_context (-1, node->decl, 0);
  m_block_statements.safe_grow_cleared (n_blocks);
  for (int i = 0; i < n_blocks; i++)
    m_twin.safe_push (i);
  basic_block bb;
  FOR_ALL_BB_FN (bb, fn)
    {
      add_edges (bb);
      add_statements (bb);
    }
  int *order = XNEWVEC (int, n_blocks);
  int n_order = post_order_compute (order, false, false);
  for (int i = 0; i < n_order; i++)
    merge_tails (BASIC_BLOCK_FOR_FN (fn, order[i]));
  free (order);
  for (unsigned i = 0; i < m_observations.length (); i++)
    if (find_root (i) != (int) i)
      m_observations[find_root (i)].samples += m_observations[i].samples;

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

  m_counts.safe_grow_cleared (n_blocks);
  m_flow.n_blocks = n_blocks;
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
      = { MAX (m_samples, pseudo_samples), 0, m_parts.length () };
  if (!inferred_p ())
    {
      m_flow.observations = &all;
      m_flow.n_observations = 1;
    }
  pgo_flow_infer (&m_flow);
}

/* What is inferred of the function as one that calls others.  */

struct pgo_call_function
flow_builder::summary () const
{
  struct pgo_call_function summary = {};
  summary.entry = m_counts[ENTRY_BLOCK];
  for (double count : m_counts)
    summary.most = MAX (summary.most, count);
  summary.samples = m_samples;
  summary.own = (double) pgo_match_decl (m_node->decl)->own
                / pgo_index_period (pgo_profile_index);
  return summary;
}

/* Put the inferred probabilities on the edges.  */

void
flow_builder::set_probabilities () const
{
  for (unsigned i = 0; i < m_cfg_edges.length (); i++)
    {
      edge e = m_cfg_edges[i];
      double p = m_edges[i].probability;
      if (single_succ_p (e->src)
          || (e->probability == profile_probability::never ()
              && p < least_taken))
        continue;
      e->probability = profile_probability::always ().apply_scale (
          (int64_t) (p * (1 << 28)), 1 << 28);
    }
}

/* The share of the profile's samples that an insn of count COUNT has.  */

static double
share_of (double count)
{
  return count * pgo_index_period (pgo_profile_index)
         / (double) pgo_index_total (pgo_profile_index);
}

/* Put the inferred counts on the blocks and on the function.  */

void
flow_builder::set_counts () const
{
  bool few = m_samples < enough_samples;
  basic_block bb;
  FOR_ALL_BB_FN (bb, cfun)
    {
      double share = share_of (m_counts[bb->index]);
      bool ends = bb->index == ENTRY_BLOCK || bb->index == EXIT_BLOCK;
      /* Code that each call executes is not cold however seldom the function is
         called: GCC would move the loops behind it along with it.  */
      bool rare = m_counts[bb->index] < least_taken * m_counts[ENTRY_BLOCK];
      if (few && !rare)
        share = MAX (share, hot_share);
      if (share < cold_share && rare && !ends)
        bb->count = profile_count::zero ();
      else
        bb->count = profile_count::from_gcov_type (
            MAX ((gcov_type) (share * scale_of_all), 1), ADJUSTED);
    }
  profile_status_for_fn (cfun) = PROFILE_READ;
  update_max_bb_count ();
  m_node->count = ENTRY_BLOCK_PTR_FOR_FN (cfun)->count;
  compute_function_frequency ();
}

/* Shall the function get counts, SCALED being what its calls say?  With too few
   samples, only where they say that it is hot.  */

bool
flow_builder::counted_p (const struct pgo_call_function &scaled) const
{
  return inferred_p ()
         || (scaled.linked
             && share_of (scaled.most * scaled.factor) >= hot_share);
}

/* Give what was inferred to the current function, the counts multiplied by
   FACTOR.  */

void
flow_builder::apply (double factor)
{
  for (double &count : m_counts)
    count *= factor;
  if (inferred_p ())
    set_probabilities ();
  set_counts ();
}

/* Make the counts of the functions FLOWS agree on their calls of each other.
   The result, by function, is the caller's to free.  */

static struct pgo_call_function *
reconcile (const vec<flow_builder *> &flows)
{
  hash_map<cgraph_node *, unsigned> numbers;
  struct pgo_call_function *functions
      = XCNEWVEC (struct pgo_call_function, flows.length ());
  for (unsigned i = 0; i < flows.length (); i++)
    {
      functions[i] = flows[i]->summary ();
      numbers.put (flows[i]->node (), i);
    }

  auto_vec<struct pgo_call_arc> arcs;
  for (unsigned i = 0; i < flows.length (); i++)
    {
      hash_map<int_hash<unsigned, -1U, -2U>, unsigned> arc_of;
      for (const direct_call &call : flows[i]->calls ())
        {
          unsigned *callee = numbers.get (call.callee);
          if (!callee)
            continue;
          bool existed;
          unsigned &arc = arc_of.get_or_insert (*callee, &existed);
          if (!existed)
            {
              arc = arcs.length ();
              arcs.safe_push ({ i, *callee, 0, 0 });
            }
          arcs[arc].calls += flows[i]->count (call.block);
          arcs[arc].samples += call.samples;
        }
    }
  pgo_calls_reconcile (functions, flows.length (), arcs.address (),
                       arcs.length ());
  return functions;
}

/* Tell GCC that there are counts to compare across functions.  Its passes ask
   for profile_info and for the option -fbranch-probabilities, which is part of
   the options of each function.  */

static void
announce_counts (void)
{
  static struct gcov_summary summary;
  summary.runs = 1;
  summary.sum_max = (gcov_type) scale_of_all;
  profile_info = &summary;
  set_hot_bb_threshold ((gcov_type) (hot_share * scale_of_all));

  flag_branch_probabilities = 1;
  TREE_OPTIMIZATION (optimization_default_node)->x_flag_branch_probabilities
      = 1;
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    if (tree options = DECL_FUNCTION_SPECIFIC_OPTIMIZATION (node->decl))
      TREE_OPTIMIZATION (options)->x_flag_branch_probabilities = 1;
}

bool
pgo_counts_execute (pgo_node_samples *samples)
{
  auto_delete_vec<flow_builder> flows;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      if (!pgo_function_optimised_p (node) || !pgo_match_decl (node->decl))
        continue;
      push_cfun (DECL_STRUCT_FUNCTION (node->decl));
      flow_builder *flow = new flow_builder (node);
      if (flow->samples () > 0)
        samples->put (node, flow->samples ());
      if (pgo_options.enabled & PGO_COUNTS
          && profile_status_for_fn (cfun) == PROFILE_GUESSED)
        {
          flow->infer ();
          flows.safe_push (flow);
        }
      else
        delete flow;
      pop_cfun ();
    }

  bool changed = false;
  struct pgo_call_function *functions = reconcile (flows);
  for (unsigned i = 0; i < flows.length (); i++)
    {
      if (!flows[i]->counted_p (functions[i]))
        continue;
      /* Before the first: the frequency of a function depends on it.  */
      if (!changed)
        announce_counts ();
      changed = true;
      push_cfun (DECL_STRUCT_FUNCTION (flows[i]->node ()->decl));
      flows[i]->apply (functions[i].factor);
      cgraph_edge::rebuild_edges ();
      compute_fn_summary (flows[i]->node (), true);
      pop_cfun ();
    }
  free (functions);
  return changed;
}
