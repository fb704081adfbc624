/* The bodies of functions: what they cost, and how they are kept whole.
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

   A block that only chooses a value, as where "if (n < 0) m = -m;" is the sign
   of a number, is a conditional move in the profiled program unless the static
   guess of its branch is nearly certain (predictable_edge_p of GCC).  It
   then ran whichever way the branch went, so its samples are those of the block
   before it, and the guess stays.  Taken for a branch that is always taken, it
   would be made one, with a copy of what follows for each way, which costs a
   misprediction every other time where neither way is the rule.  */

#include "compat.h"
#include "body.h"
#include "decide/cost.h"

bool
pgo_function_optimised_p (cgraph_node *node)
{
  function *fn = DECL_STRUCT_FUNCTION (node->decl);
  return fn && gimple_in_ssa_p (fn) && opt_for_fn (node->decl, optimize)
         && ipa_fn_summaries->get (node);
}

void
pgo_summarise_function (cgraph_node *node)
{
  function *fn = DECL_STRUCT_FUNCTION (node->decl);
  if (!fn || !gimple_in_ssa_p (fn) || !opt_for_fn (node->decl, optimize)
      || ipa_fn_summaries->get (node))
    return;
  push_cfun (fn);
  compute_fn_summary (node, true);
  pop_cfun ();
}

double
pgo_function_cost (cgraph_node *node)
{
  ipa_fn_summary *summary = ipa_fn_summaries->get (node);
  return summary ? summary->time.to_double () : 0;
}

int64_t
pgo_functions_size (void)
{
  int64_t size = 0;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (!node->inlined_to)
      if (ipa_size_summary *summary = ipa_size_summaries->get (node))
        size += summary->size;
  return size;
}

void
pgo_update_function (cgraph_node *node)
{
  push_cfun (DECL_STRUCT_FUNCTION (node->decl));
  free_dominance_info (CDI_DOMINATORS);
  free_dominance_info (CDI_POST_DOMINATORS);
  if (need_ssa_update_p (cfun))
    update_ssa (TODO_update_ssa);
  execute_fixup_cfg ();
  cleanup_tree_cfg ();
  if (need_ssa_update_p (cfun))
    update_ssa (TODO_update_ssa);
  free_dominance_info (CDI_DOMINATORS);
  free_dominance_info (CDI_POST_DOMINATORS);
  cgraph_edge::rebuild_edges ();
  compute_fn_summary (node, true);
  pop_cfun ();
}

/* A body whose fingerprint is taken: what is its own is told by the number
   under which it comes first.  */
struct hashed_body
{
  tree decl;
  hash_map<tree, int> numbers;
  inchash::hash hash;
};

static void
hash_own (hashed_body *body, tree own)
{
  bool existed;
  int next = body->numbers.elements ();
  int &number = body->numbers.get_or_insert (own, &existed);
  if (!existed)
    number = next;
  body->hash.add_int (number);
}

/* Add to BODY what OPERAND of one of its statements has in common with that of
   an equal function.  */

static void
hash_operand (hashed_body *body, tree operand)
{
  if (!operand)
    return;
  body->hash.add_int (TREE_CODE (operand));
  if (TREE_TYPE (operand) && !VOID_TYPE_P (TREE_TYPE (operand))
      && TREE_CODE (TREE_TYPE (operand)) != FUNCTION_TYPE
      && TREE_CODE (TREE_TYPE (operand)) != METHOD_TYPE)
    {
      body->hash.add_int (TYPE_MODE (TREE_TYPE (operand)));
      body->hash.add_int (TYPE_UNSIGNED (TREE_TYPE (operand)));
    }
  if (CONSTANT_CLASS_P (operand))
    inchash::add_expr (operand, body->hash);
  else if (TREE_CODE (operand) == SSA_NAME)
    hash_own (body, SSA_NAME_IS_DEFAULT_DEF (operand) && SSA_NAME_VAR (operand)
                        ? SSA_NAME_VAR (operand)
                        : operand);
  else if (DECL_P (operand))
    {
      if (operand == body->decl || DECL_CONTEXT (operand) == body->decl)
        hash_own (body, operand);
      else
        body->hash.add_int (DECL_UID (operand));
    }
  else if (EXPR_P (operand))
    for (int i = 0; i < TREE_OPERAND_LENGTH (operand); i++)
      hash_operand (body, TREE_OPERAND (operand, i));
}

bool
pgo_foldable_p (cgraph_node *node)
{
  return gimple_in_ssa_p (DECL_STRUCT_FUNCTION (node->decl))
         && opt_for_fn (node->decl, flag_ipa_icf_functions);
}

hashval_t
pgo_body_hash (cgraph_node *node)
{
  hashed_body body;
  body.decl = node->decl;
  for (tree parm = DECL_ARGUMENTS (node->decl); parm; parm = DECL_CHAIN (parm))
    hash_own (&body, parm);
  basic_block bb;
  FOR_EACH_BB_FN (bb, DECL_STRUCT_FUNCTION (node->decl))
    {
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
        body.hash.add_int (e->dest->index);
      for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi);
           gsi_next (&gsi))
        if (!virtual_operand_p (gimple_phi_result (gsi.phi ())))
          for (unsigned i = 0; i < gimple_phi_num_args (gsi.phi ()); i++)
            hash_operand (&body, gimple_phi_arg_def (gsi.phi (), i));
      for (gimple_stmt_iterator gsi = gsi_start_nondebug_bb (bb);
           !gsi_end_p (gsi); gsi_next_nondebug (&gsi))
        {
          gimple *stmt = gsi_stmt (gsi);
          body.hash.add_int (gimple_code (stmt));
          if (is_gimple_assign (stmt) || gimple_code (stmt) == GIMPLE_COND)
            body.hash.add_int (gimple_expr_code (stmt));
          for (unsigned i = 0; i < gimple_num_ops (stmt); i++)
            hash_operand (&body, gimple_op (stmt, i));
        }
    }
  return MAX (body.hash.end (), 2u);
}

void
pgo_change_options (cgraph_node *node, void (*set) (void))
{
  tree saved = build_optimization_node (&global_options, &global_options_set);
  cl_optimization_restore (&global_options, &global_options_set,
                           opts_for_fn (node->decl));
  set ();
  DECL_FUNCTION_SPECIFIC_OPTIMIZATION (node->decl)
      = build_optimization_node (&global_options, &global_options_set);
  cl_optimization_restore (&global_options, &global_options_set,
                           TREE_OPTIMIZATION (saved));
}

/* What STMT is in the table of costs.  */

static enum pgo_operation
operation_of (gimple *stmt)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_COND:
      return PGO_OPERATION_BRANCH;
    case GIMPLE_SWITCH:
    case GIMPLE_GOTO:
      return PGO_OPERATION_SWITCH;
    case GIMPLE_CALL:
      if (gimple_call_internal_p (stmt)
          || (gimple_call_builtin_p (stmt)
              && gimple_inexpensive_call_p (as_a<gcall *> (stmt))))
        return PGO_OPERATION_BUILTIN;
      return gimple_call_fndecl (stmt) ? PGO_OPERATION_CALL
                                       : PGO_OPERATION_INDIRECT;
    case GIMPLE_ASM:
      return PGO_OPERATION_SIMPLE;
    case GIMPLE_ASSIGN:
      break;
    default:
      return PGO_OPERATION_NONE;
    }
  if (gimple_clobber_p (stmt))
    return PGO_OPERATION_NONE;
  if (gimple_vuse (stmt))
    return PGO_OPERATION_MEMORY;
  switch (gimple_assign_rhs_code (stmt))
    {
    case TRUNC_DIV_EXPR:
    case TRUNC_MOD_EXPR:
    case FLOOR_DIV_EXPR:
    case FLOOR_MOD_EXPR:
    case EXACT_DIV_EXPR:
      return TREE_CODE (gimple_assign_rhs2 (stmt)) == INTEGER_CST
                 ? PGO_OPERATION_MULTIPLY
                 : PGO_OPERATION_DIVIDE;
    case RDIV_EXPR:
      return PGO_OPERATION_DIVIDE;
    case MULT_EXPR:
    case FLOAT_EXPR:
    case FIX_TRUNC_EXPR:
      return PGO_OPERATION_MULTIPLY;
    default:
      if (gimple_assign_cast_p (stmt) || gimple_assign_single_p (stmt))
        return PGO_OPERATION_NONE;
      return FLOAT_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt)))
                 ? PGO_OPERATION_FLOAT
                 : PGO_OPERATION_SIMPLE;
    }
}

int
pgo_statement_cost (gimple *stmt)
{
  return pgo_cost_of (operation_of (stmt));
}

/* May GCC have made code without a branch of BB, which only chooses a value for
   what follows, as by a conditional move?  Then the profiled program ran it
   whichever way the branch above went.  */

static bool
choice_p (basic_block bb)
{
  if (!single_pred_p (bb) || !single_succ_p (bb)
      || single_succ_edge (bb)->flags & (EDGE_COMPLEX | EDGE_DFS_BACK))
    return false;
  unsigned n = 0;
  for (gimple_stmt_iterator gsi = gsi_start_nondebug_bb (bb); !gsi_end_p (gsi);
       gsi_next_nondebug (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      if (!is_gimple_assign (stmt) || gimple_vdef (stmt)
          || gimple_could_trap_p (stmt)
          || FLOAT_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))))
        return false;
      n += pgo_statement_cost (stmt);
    }
  return pgo_cost_of_choice_p (n);
}

/* The inliner copies an edge with its probability, and with that how sure it
   is; what comes from samples has a name among GCC's, which no other edge has
   at this time.  */

void
pgo_mark_guard (gimple *call)
{
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, single_pred (gimple_bb (call))->succs)
    e->probability = e->probability.afdo ();
}

bool
pgo_guard_edge_p (edge e)
{
  return e->probability.initialized_p () && e->probability.quality () == AFDO;
}

/* Is BB what a guard leaves to the indirect call?  */

static bool
guard_rest_p (basic_block bb)
{
  return single_pred_p (bb) && pgo_guard_edge_p (single_pred_edge (bb))
         && single_pred_edge (bb)->flags & EDGE_FALSE_VALUE;
}

/* The block whose count says how often the statements of BB were executed in
   the profiled program: BB; or if that may have become a conditional move, the
   one with the branch; or if it is an indirect call behind guards, the one with
   the first of them, as the profiled program called all targets by that call.
 */

basic_block
pgo_executed_with (basic_block bb)
{
  while (guard_rest_p (bb))
    bb = single_pred (bb);
  if (!choice_p (bb))
    return bb;
  basic_block above = single_pred (bb), below = single_succ (bb);
  gimple *branch = gsi_stmt (gsi_last_nondebug_bb (above));
  if (!branch || gimple_code (branch) != GIMPLE_COND
      || predictable_edge_p (single_pred_edge (bb)))
    return bb;
  basic_block other = EDGE_SUCC (above, EDGE_SUCC (above, 0)->dest == bb)->dest;
  if (other != below && !(choice_p (other) && single_succ (other) == below))
    return bb;
  return above;
}

/* Does the block of GSI do nothing from there on but return VALUE, or nothing
   if that is NULL?  *BB is where it goes on if it does not return, else NULL.
 */

static bool
only_returns_p (gimple_stmt_iterator gsi, tree value, basic_block *bb)
{
  for (; !gsi_end_p (gsi); gsi_next_nondebug (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      if (greturn *ret = dyn_cast<greturn *> (stmt))
        {
          tree returned = gimple_return_retval (ret);
          *bb = NULL;
          return !returned || returned == value;
        }
      if (!gimple_nop_p (stmt) && gimple_code (stmt) != GIMPLE_PREDICT
          && gimple_code (stmt) != GIMPLE_LABEL)
        return false;
    }
  return single_succ_p (*bb) && !(single_succ_edge (*bb)->flags & EDGE_COMPLEX);
}

/* What VALUE is called behind E.  */

static tree
value_behind (edge e, tree value)
{
  for (gphi_iterator gsi = gsi_start_phis (e->dest); !gsi_end_p (gsi);
       gsi_next (&gsi))
    if (!virtual_operand_p (gimple_phi_result (gsi.phi ()))
        && PHI_ARG_DEF_FROM_EDGE (gsi.phi (), e) == value)
      return gimple_phi_result (gsi.phi ());
  return value;
}

/* Blocks that do nothing between a call and the return, at most.  */
static const int most_empty = 4;

/* Does the function of BB do nothing behind CALL, which is in BB, but return?
 */

static bool
returns_behind_p (gimple *call, basic_block bb)
{
  tree value = gimple_call_lhs (call);
  gimple_stmt_iterator gsi = gsi_for_stmt (call);
  gsi_next_nondebug (&gsi);
  for (int n = 0; n < most_empty && only_returns_p (gsi, value, &bb); n++)
    {
      if (!bb)
        return true;
      edge e = single_succ_edge (bb);
      if (e->dest->index == EXIT_BLOCK)
        return true;
      value = value_behind (e, value);
      bb = e->dest;
      gsi = gsi_start_nondebug_bb (bb);
    }
  return false;
}

/* Has NODE a variable that a function which it calls may look at?  */

static bool
shows_variables_p (cgraph_node *node)
{
  tree decl;
  unsigned i;
  FOR_EACH_LOCAL_DECL (DECL_STRUCT_FUNCTION (node->decl), i, decl)
    if (auto_var_in_fn_p (decl, node->decl) && TREE_ADDRESSABLE (decl))
      return true;
  return false;
}

bool
pgo_last_deed_p (cgraph_node *node, gimple *call)
{
  basic_block bb = gimple_bb (call);
  return bb && opt_for_fn (node->decl, flag_optimize_sibling_calls)
         && returns_behind_p (call, bb) && !shows_variables_p (node);
}
