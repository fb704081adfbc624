/* Faults of GCC that the profile brings to light, kept from doing harm.
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

   Each function that is changed for that is a row of the ledger, which says
   what GCC would do.  The code that errs:

     ipcp_propagate_stage (ipa-cp.cc) takes a count to compare others with from
     the calls of functions, but not from those through their virtual thunks;
     good_cloning_opportunity_p adds these up and asserts that there is a count
   to compare them with.  It fails where the program has no other counted call.
     So a function that has such thunks is not cloned; and with link-time
     optimisation one that calls a thunk of another unit gets no counts.  Nor is
   a function cloned of which the link makes a call by a thunk.

     partition_hot_cold_basic_blocks (bb-reorder.cc) moves blocks to the cold
     section without a look at differences of their labels' addresses, which the
     assembler cannot take across sections, or at the jumps of an asm goto.

     gimple_ic (value-prof.cc) copies an OBJ_TYPE_REF into the guard of a
   virtual call.  Later passes replace it by the function that they derive from
   the type of the object (ipa-prop.cc, gimple-fold.cc).  The guard is in no
   block that was inlined, so they overlook that the object may be under
   construction or destruction, and the guard becomes true where it is not.
   Guards that are made at link time are safe: after inlining GCC takes any
   object to be so (decl_maybe_in_construction_p, ipa-polymorphic-call.cc).

   A unit without counts from the profile is left as it is.  */

#include "compat.h"
#include "workarounds.h"
#include "body.h"
#include "report.h"
#include "names/symbol.h"

/* Enter NODE into the ledger, STMT of it if there is one: GCC would do DETAIL.
 */

static void
note (cgraph_node *node, gcall *stmt, const char *detail)
{
  struct pgo_candidate *candidate
      = pgo_ledger_candidate (PGO_WORKAROUND, node, stmt);
  candidate->caller = candidate->callee = pgo_canonical_name (node->decl);
  candidate->detail = detail;
  pgo_ledger_settle (candidate, PGO_APPLIED);
}

void
pgo_workaround_guard (cgraph_node *node, gimple *call)
{
  basic_block guard = single_pred (gimple_bb (call));
  for (gimple_stmt_iterator gsi = gsi_last_bb (guard); !gsi_end_p (gsi);
       gsi_prev (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      if (gimple_assign_single_p (stmt)
          && gimple_assign_rhs_code (stmt) == OBJ_TYPE_REF)
        {
          tree pointer = OBJ_TYPE_REF_EXPR (gimple_assign_rhs1 (stmt));
          gimple_assign_set_rhs_from_tree (&gsi, pointer);
          update_stmt_fn (DECL_STRUCT_FUNCTION (node->decl), gsi_stmt (gsi));
          note (node, as_a<gcall *> (call),
                "its guard would compare a function that is derived from a "
                "type");
          return;
        }
    }
}

const char *
pgo_workaround_uncounted (cgraph_node *node)
{
  if (flag_generate_lto)
    for (cgraph_edge *e = node->callees; e; e = e->next_callee)
      {
        if (e->callee->definition)
          continue;
        const char *name = pgo_assembler_name (e->callee->decl);
        /* Virtual thunks, and those with a covariant result.  */
        if (pgo_prefix_p (name, "_ZTv") || pgo_prefix_p (name, "_ZTc"))
          return "ipa-cp would stop at the count of a thunk's call";
      }
  return NULL;
}

static void
set_no_cloning (void)
{
  global_options.x_flag_ipa_cp_clone = false;
}

void
pgo_workaround_thunk (cgraph_node *thunk)
{
  pgo_change_options (thunk->function_symbol (), set_no_cloning);
}

/* Keep GCC from cloning functions that have thunks.  */

static void
forbid_cloning (void)
{
  cgraph_node *thunk;
  FOR_EACH_FUNCTION (thunk)
    if (thunk->thunk && thunk->callees)
      {
        cgraph_node *node = thunk->function_symbol ();
        if (node->has_gimple_body_p () && pgo_function_optimised_p (node)
            && opt_for_fn (node->decl, flag_ipa_cp_clone))
          {
            pgo_change_options (node, set_no_cloning);
            note (node, NULL, "ipa-cp would stop at the counts of its thunks");
          }
      }
}

/* A label at *TP?  Its function is added to DATA, a set.  */

static tree
add_label (tree *tp, int *, void *data)
{
  if (TREE_CODE (*tp) == LABEL_DECL && DECL_CONTEXT (*tp))
    ((hash_set<tree> *) data)->add (DECL_CONTEXT (*tp));
  return NULL_TREE;
}

/* A difference at *TP?  The functions whose labels are in it are added to
   DATA.  */

static tree
add_difference (tree *tp, int *walk_subtrees, void *data)
{
  if (TREE_CODE (*tp) == MINUS_EXPR || TREE_CODE (*tp) == POINTER_DIFF_EXPR)
    {
      walk_tree_without_duplicates (tp, add_label, data);
      *walk_subtrees = 0;
    }
  return NULL_TREE;
}

/* Add FN's declaration to FUNCTIONS if a statement takes the address of a label
   of it: a difference of two may come of that.  So it may of an asm goto, whose
   jumps may be too short as well to leave the section.  */

static void
add_statements (function *fn, hash_set<tree> *functions)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fn)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
         gsi_next (&gsi))
      if (gasm *asm_goto = dyn_cast<gasm *> (gsi_stmt (gsi)))
        {
          if (gimple_asm_nlabels (asm_goto) > 0)
            functions->add (fn->decl);
        }
      else if (is_gimple_assign (gsi_stmt (gsi)))
        for (unsigned i = 1; i < gimple_num_ops (gsi_stmt (gsi)); i++)
          {
            tree operand = gimple_op (gsi_stmt (gsi), i);
            if (TREE_CODE (operand) == ADDR_EXPR)
              add_label (&TREE_OPERAND (operand, 0), NULL, functions);
          }
}

static void
set_one_section (void)
{
  global_options.x_flag_reorder_blocks_and_partition = false;
}

/* Keep the code of functions together whose labels' addresses are subtracted,
   or to which an asm goto jumps.  */

static void
forbid_partitioning (void)
{
  hash_set<tree> functions;
  bool in_static = false;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      function *fn = DECL_STRUCT_FUNCTION (node->decl);
      add_statements (fn, &functions);
      in_static |= fn->has_forced_label_in_static;
    }
  varpool_node *variable;
  if (in_static)
    FOR_EACH_VARIABLE (variable)
      if (DECL_INITIAL (variable->decl))
        walk_tree_without_duplicates (&DECL_INITIAL (variable->decl),
                                      add_difference, &functions);
  if (!functions.is_empty ())
    FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
      if (functions.contains (node->decl) && pgo_function_optimised_p (node)
          && opt_for_fn (node->decl, flag_reorder_blocks_and_partition))
        {
          pgo_change_options (node, set_one_section);
          note (node, NULL, "labels that belong together would be parted");
        }
}

/* Change the functions that GCC would stumble over, now that there are counts.
 */

void
pgo_workarounds_execute (struct pgo_unit *)
{
  if (!profile_info)
    return;
  forbid_cloning ();
  forbid_partitioning ();
}
