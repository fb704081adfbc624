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



   What is inferred of the flow graphs (flow.cc) goes back to the functions as
   probabilities and as counts.

   What is a count, hot, or never executed is decided in decide/counts.h.

   When all functions are inferred, calls between them tell how their counts
   compare; they give counts to those that have next to no samples
   (infer_calls.c).

   This runs after promotion and inlining, on the code as it will be
   optimised.  */

#include "compat.h"
#include "load.h"
#include "observe.h"
#include "report.h"
#include "workarounds.h"
#include "decide/counts.h"

/* Put FLOW's inferred probabilities on the edges.  */

static void
set_probabilities (const flow_builder &flow)
{
  for (unsigned i = 0; i < flow.edges ().length (); i++)
    {
      edge e = flow.edges ()[i];
      double p = flow.probability (i);
      if (single_succ_p (e->src)
          || (e->probability == profile_probability::never ()
              && !pgo_counts_taken_p (p)))
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

/* Does BB dispatch?  */

static bool
dispatches_p (basic_block bb)
{
  gimple *last = gsi_stmt (gsi_last_nondebug_bb (bb));
  return last && pgo_counts_dispatch_p (EDGE_COUNT (bb->succs))
         && (gimple_code (last) == GIMPLE_SWITCH || computed_goto_p (last));
}

/* Multiply FLOW's counts of what is executed by way of EDGE alone, so that its
   first block is not cold for want of samples.  */

static void
lift_way (flow_builder *flow, edge e)
{
  double factor = pgo_counts_lift (share_of (flow->count (e->dest->index)));
  if (factor == 1)
    return;
  auto_vec<basic_block> blocks
      = get_all_dominated_blocks (CDI_DOMINATORS, e->dest);
  for (basic_block bb : blocks)
    flow->scale_block (bb->index, factor);
}

/* Lift the ways on from the blocks that dispatch, if these are hot.  */

static void
lift_ways (flow_builder *flow)
{
  auto_vec<edge> ways;
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun)
    if (pgo_counts_hot_p (share_of (flow->count (bb->index)))
        && dispatches_p (bb))
      {
        edge e;
        edge_iterator ei;
        FOR_EACH_EDGE (e, ei, bb->succs)
          ways.safe_push (e);
      }
  if (ways.is_empty ())
    return;
  calculate_dominance_info (CDI_DOMINATORS);
  for (edge e : ways)
    lift_way (flow, e);
  free_dominance_info (CDI_DOMINATORS);
}

/* Put FLOW's inferred counts on the blocks and on the function.  */

static void
set_counts (const flow_builder &flow)
{
  basic_block bb;
  FOR_ALL_BB_FN (bb, cfun)
    {
      double count = flow.count (bb->index);
      struct pgo_counts_block block
          = { share_of (count), count, flow.count (ENTRY_BLOCK),
              flow.samples (),
              bb->index == ENTRY_BLOCK || bb->index == EXIT_BLOCK };
      int64_t executed = pgo_counts_of (&block);
      bb->count = executed ? profile_count::from_gcov_type (executed, ADJUSTED)
                           : profile_count::zero ();
    }
  profile_status_for_fn (cfun) = PROFILE_READ;
  update_max_bb_count ();
  flow.node ()->count = ENTRY_BLOCK_PTR_FOR_FN (cfun)->count;
  compute_function_frequency ();
}

/* Shall FLOW's function get counts, SCALED being what its calls say?  With too
   few samples, only where they say that it is hot.  */

static bool
counted_p (const flow_builder &flow, const struct pgo_call_function &scaled)
{
  return flow.inferred_p ()
         || (scaled.linked
             && pgo_counts_hot_p (share_of (scaled.most * scaled.factor)));
}

/* Enter the function of FLOW into the ledger, COUNTED saying whether it shall
   get counts.  Returns true if it may.  */

static bool
take_counts (const flow_builder &flow, bool counted)
{
  const struct pgo_fn *fn = pgo_match_decl (flow.node ()->decl);
  struct pgo_candidate *candidate
      = pgo_ledger_candidate (PGO_COUNTS, flow.node (), NULL);
  candidate->caller = candidate->callee
      = pgo_canonical_name (flow.node ()->decl);
  candidate->own
      = (int64_t) (flow.samples () * pgo_index_period (pgo_profile_index));
  candidate->weight = fn->weight;
  if (!counted)
    return pgo_ledger_settle (candidate, PGO_REFUSED_FEW_SAMPLES);
  candidate->detail = pgo_workaround_uncounted (flow.node ());
  return pgo_ledger_settle (candidate, candidate->detail ? PGO_REFUSED_COMPILER
                                                         : PGO_APPLIED);
}

/* Give what was inferred in FLOW to the current function, the counts multiplied
   by FACTOR.  */

static void
apply (flow_builder *flow, double factor)
{
  flow->scale (factor);
  if (flow->inferred_p ())
    set_probabilities (*flow);
  lift_ways (flow);
  set_counts (*flow);
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
  summary.sum_max = pgo_counts_scale ();
  profile_info = &summary;
  set_hot_bb_threshold (pgo_counts_hot ());

  flag_branch_probabilities = true;
  TREE_OPTIMIZATION (optimization_default_node)->x_flag_branch_probabilities
      = true;
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    if (tree options = DECL_FUNCTION_SPECIFIC_OPTIMIZATION (node->decl))
      TREE_OPTIMIZATION (options)->x_flag_branch_probabilities = true;
}

/* Give the sampled functions of UNIT branch probabilities and block counts.  */

void
pgo_counts_execute (struct pgo_unit *unit)
{
  pgo_observe_unit (unit);
  auto_vec<flow_builder *> flows;
  for (flow_builder *flow : unit->flows)
    if (profile_status_for_fn (DECL_STRUCT_FUNCTION (flow->node ()->decl))
        == PROFILE_GUESSED)
      {
        flow->infer ();
        flows.safe_push (flow);
      }

  bool announced = false;
  struct pgo_call_function *functions = reconcile (flows);
  for (unsigned i = 0; i < flows.length (); i++)
    {
      bool counted = counted_p (*flows[i], functions[i]);
      if (!counted && flows[i]->samples () <= 0)
        continue;
      if (!take_counts (*flows[i], counted))
        continue;
      /* Before the first: the frequency of a function depends on it.  */
      if (!announced)
        announce_counts ();
      announced = true;
      push_cfun (DECL_STRUCT_FUNCTION (flows[i]->node ()->decl));
      apply (flows[i], functions[i].factor);
      cgraph_edge::rebuild_edges ();
      compute_fn_summary (flows[i]->node (), true);
      pop_cfun ();
    }
  free (functions);
}
