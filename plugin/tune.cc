/* Options of their own for hot functions.
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


   A function that dispatches through computed gotos, an interpreter's loop,
   runs best when each handler ends in its own jump, which the processor
   predicts by the handler before it.  GCC gathers these jumps early and takes
   them apart again late, but only if the code in front of the jump is still
   small by then, and merges equal tails in between.  Where the profile says
   that such a function is hot it gets what GCC's manual advises for it: no
   global common subexpression elimination; no cross jumping; and a larger limit
   for taking the jumps apart.  */

#include "compat.h"
#include "pgo.h"

/* GCC's limit is 8 insns, which a handler's fetch and decode exceed.  */
static const int goto_duplication_insns = 20;

/* Does FN dispatch through a computed goto?  */

static bool
computed_goto_in_p (function *fn)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fn)
    if (gimple *last = gsi_stmt (gsi_last_nondebug_bb (bb)))
      if (computed_goto_p (last))
        return true;
  return false;
}

/* Give NODE options of its own, which differ from those it has.  */

static void
set_dispatch_options (cgraph_node *node)
{
  tree saved = build_optimization_node (&global_options, &global_options_set);
  cl_optimization_restore (&global_options, &global_options_set,
                           opts_for_fn (node->decl));
  flag_gcse = 0;
  flag_crossjumping = 0;
  param_max_goto_duplication_insns
      = MAX (param_max_goto_duplication_insns, goto_duplication_insns);
  DECL_FUNCTION_SPECIFIC_OPTIMIZATION (node->decl)
      = build_optimization_node (&global_options, &global_options_set);
  cl_optimization_restore (&global_options, &global_options_set,
                           TREE_OPTIMIZATION (saved));
}

bool
pgo_options_execute (void)
{
  bool changed = false;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      const struct pgo_fn *fn = pgo_match_decl (node->decl);
      if (!fn || !pgo_function_optimised_p (node)
          || opt_for_fn (node->decl, optimize_size)
          || !computed_goto_in_p (DECL_STRUCT_FUNCTION (node->decl)))
        continue;
      struct pgo_candidate *candidate
          = pgo_ledger_candidate (PGO_KIND_OPTIONS, node, NULL);
      candidate->caller = candidate->callee = fn->name;
      candidate->own = fn->own;
      candidate->weight = fn->weight;
      enum pgo_verdict verdict
          = pgo_policy_dispatch (fn->own, pgo_index_total (pgo_profile_index),
                                 pgo_index_period (pgo_profile_index));
      if (verdict == PGO_APPLIED && !pgo_ledger_take (candidate))
        verdict = PGO_REFUSED_LIMIT;
      if (verdict == PGO_APPLIED)
        {
          set_dispatch_options (node);
          changed = true;
        }
      pgo_ledger_settle (candidate, verdict);
    }
  return changed;
}
