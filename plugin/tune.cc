/* Options of their own for hot functions and for those without samples.
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


   Hot functions get the options that -fprofile-use turns on (GCC's opts.cc,
   enable_fdo_optimizations) and the inliner's limits of -O3: with block counts
   GCC can tell the loops and the calls that are worth it.  A loop that turns a
   constant number of times may be unrolled completely as at -O3: flac executes
   11 % fewer instructions for that.  All but unrolling and peeling: how often
   another loop turns is what samples tell worst.  With these two SQLite lost
   8 % and bzip2's code grew by a fifth, and no program was faster; with three
   copies of 40 insns at most, peeling saved .8 % of the instructions of lzip
   and brotli, and cost .6 % of xz's and .5 % of code.

   A function that dispatches through computed gotos, an interpreter's loop,
   runs best when each handler ends in its own jump, which the processor
   predicts by the handler before it.  GCC gathers these jumps early and takes
   them apart again late, but only if the code in front of the jump is still
   small by then, and merges equal tails in between.  Where the profile says
   that such a function is hot it gets what GCC's manual advises for it: no
   global common subexpression elimination; no cross jumping; and a larger limit
   for taking the jumps apart.  Its blocks are aligned as well: how fast such code
   runs depends on where in a line of the cache it lies, and Lua ran up to 18 %
   slower at one address than at another.  Aligned, it was within 4 % of the best
   at all of them.  Of other hot functions the loops are: in SQLite one that prints
   digits took five times as long where a line of the cache ended between its two
   changes of the x87 unit's mode.  Their other blocks gained nothing.

   A function on no stack of a profile that knows others of its unit is
   compiled without what makes code larger: automatic inlining of more than the
   smallest functions, vectorization, the copies that block reordering makes,
   alignment.  That is far from -Os: a workload that calls it after all must not
   suffer.  It is also spared those of the passes on machine instructions that take
   most time for least gain, which are a twentieth of the time of a build: with
   none of them anywhere eight programs were half a percent slower, and GCC warns
   the same.  More passes would save more, but without jump threading or value
   range propagation GCC warns where nothing is wrong.

   What the user has set, on the command line, by a pragma or by an attribute,
   stays.  */

#include "compat.h"
#include "pgo.h"

/* GCC's limit is 8 insns, which a handler's fetch and decode exceed.  */
static const int goto_duplication_insns = 20;

/* Alignments, in bytes: a line of the cache for the loops of a hot function and for
   the start of one that dispatches; there half a line for the targets of jumps,
   which gains most of what a whole line does for half the room.  A block is such a
   target if it is run one goto_align_threshold-th as often as the most frequent
   one: at GCC's 100 most handlers would be none.  */
static const char line[] = "64";
static const char half_line[] = "32";
static const int goto_align_threshold = 10000;

/* The insns that automatic inlining may add for a call in a function without
   samples.  With GCC's 15 at -O2 such functions take more than is saved
   elsewhere; with none, gawk lost 3 % where another workload called them.  */
static const int unsampled_inline_insns = 6;

/* Calls that are inlined because they are their callee's only one, one in the
   other, deeper than which the hot code is not looked for.  */
static const int most_nested = 8;

/* Set option X_FLAG of the compiler to VALUE unless the user has.  */
#define SET_UNLESS_GIVEN(FLAG, VALUE)                                          \
  do                                                                           \
    if (!global_options_set.x_##FLAG)                                          \
      global_options.x_##FLAG = (VALUE);                                       \
  while (0)

/* Has the user given the option INDEX on the command line?  For those that set a
   group of others, which GCC does not remember as given.  */

static bool
given_p (enum opt_code index)
{
  for (unsigned i = 0; i < save_decoded_options_count; i++)
    if (save_decoded_options[i].opt_index == index)
      return true;
  return false;
}

static void
set_vectorize (int value)
{
  if (given_p (OPT_ftree_vectorize))
    return;
  SET_UNLESS_GIVEN (flag_tree_loop_vectorize, value);
  SET_UNLESS_GIVEN (flag_tree_slp_vectorize, value);
}

static void
set_hot_options (void)
{
  set_vectorize (1);
  SET_UNLESS_GIVEN (flag_tracer, 1);
  SET_UNLESS_GIVEN (flag_ipa_cp_clone, 1);
  SET_UNLESS_GIVEN (flag_predictive_commoning, 1);
  SET_UNLESS_GIVEN (flag_split_loops, 1);
  SET_UNLESS_GIVEN (flag_unswitch_loops, 1);
  SET_UNLESS_GIVEN (flag_gcse_after_reload, 1);
  SET_UNLESS_GIVEN (flag_cunroll_grow_size, 1);
  /* From GCC 13 on, x86 sets it again by other options unless it is given.  */
  global_options_set.x_flag_cunroll_grow_size = 1;
  SET_UNLESS_GIVEN (flag_version_loops_for_strides, 1);
  SET_UNLESS_GIVEN (flag_vect_cost_model, VECT_COST_MODEL_DYNAMIC);
  SET_UNLESS_GIVEN (flag_tree_loop_distribution, 1);
  SET_UNLESS_GIVEN (flag_loop_interchange, 1);
  SET_UNLESS_GIVEN (flag_unroll_jam, 1);
  SET_UNLESS_GIVEN (flag_inline_functions, 1);
  SET_UNLESS_GIVEN (param_max_inline_insns_auto, 30);
  SET_UNLESS_GIVEN (param_max_inline_insns_single, 200);
  SET_UNLESS_GIVEN (param_inline_heuristics_hint_percent, 600);
  SET_UNLESS_GIVEN (param_inline_min_speedup, 15);
  if (flag_align_loops)
    SET_UNLESS_GIVEN (str_align_loops, line);
}

static void
set_dispatch_options (void)
{
  SET_UNLESS_GIVEN (flag_gcse, 0);
  SET_UNLESS_GIVEN (flag_crossjumping, 0);
  SET_UNLESS_GIVEN (param_max_goto_duplication_insns,
                    MAX (param_max_goto_duplication_insns,
                         goto_duplication_insns));
  if (flag_align_functions)
    SET_UNLESS_GIVEN (str_align_functions, line);
  if (flag_align_jumps)
    SET_UNLESS_GIVEN (str_align_jumps, half_line);
  if (flag_align_loops)
    SET_UNLESS_GIVEN (str_align_loops, half_line);
  SET_UNLESS_GIVEN (param_align_threshold, goto_align_threshold);
}

static void
set_size_options (void)
{
  set_vectorize (0);
  SET_UNLESS_GIVEN (param_max_inline_insns_auto, unsampled_inline_insns);
  SET_UNLESS_GIVEN (flag_reorder_blocks_algorithm,
                    REORDER_BLOCKS_ALGORITHM_SIMPLE);
  SET_UNLESS_GIVEN (flag_gcse, 0);
  SET_UNLESS_GIVEN (flag_rerun_cse_after_loop, 0);
  SET_UNLESS_GIVEN (flag_schedule_insns_after_reload, 0);
}

static void
set_no_cloning (void)
{
  global_options.x_flag_ipa_cp_clone = 0;
}

/* Change the options of NODE by SET, which changes the current ones.  */

static void
change_options (cgraph_node *node, void (*set) (void))
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

/* Samples in the code of NODE, and in that of local functions which only it
   calls, and only once: GCC will inline these, and they then have NODE's
   options.  */

static double
samples_with_only_calls (cgraph_node *node, pgo_node_samples *samples,
                         int depth = 0)
{
  double *own = samples->get (node);
  double sum = own ? *own : 0;
  if (depth < most_nested)
    for (cgraph_edge *e = node->callees; e; e = e->next_callee)
      if (e->callee != node && e->callee->local
          && e->callee->callers == e && !e->next_caller)
        sum += samples_with_only_calls (e->callee, samples, depth + 1);
  return sum;
}

/* Has an attribute or a pragma given NODE options of its own?  */

static bool
own_options_p (cgraph_node *node)
{
  return lookup_attribute ("optimize", DECL_ATTRIBUTES (node->decl));
}

/* Enter NODE into the ledger as a candidate of KIND with WEIGHT in its code,
   settle it with VERDICT, and change its options by SET if that allows it.
   Returns true if they changed.  */

static bool
tune (cgraph_node *node, enum pgo_kind kind, double weight,
      enum pgo_verdict verdict, void (*set) (void))
{
  const struct pgo_fn *fn = pgo_match_decl (node->decl);
  struct pgo_candidate *candidate = pgo_ledger_candidate (kind, node, NULL);
  candidate->caller = candidate->callee = pgo_ledger_name (node->decl);
  candidate->own = (int64_t) weight;
  candidate->weight = fn ? fn->weight : 0;
  if (verdict == PGO_APPLIED && own_options_p (node))
    {
      verdict = PGO_REFUSED_COMPILER;
      candidate->detail = "the function has the attribute optimize";
    }
  if (verdict == PGO_APPLIED && !pgo_ledger_left ())
    verdict = PGO_REFUSED_LIMIT;
  if (verdict == PGO_APPLIED)
    change_options (node, set);
  pgo_ledger_settle (candidate, verdict);
  return verdict == PGO_APPLIED;
}

/* Is NODE compiled for speed?  */

static bool
for_speed_p (cgraph_node *node)
{
  return pgo_function_optimised_p (node)
         && opt_for_fn (node->decl, optimize) >= 2
         && !opt_for_fn (node->decl, optimize_size);
}

/* If one pragma "optimize" is in front of all functions, take it for options of
   the command line, and so the attributes "optimize" away that it has given to
   the functions.  GCC inlines a function with this attribute only into those
   that have the very same options, so changing those of some would take from all
   of them the calls that it inlines now.  With link-time optimisation there may
   be functions that the pragma was to keep apart.  */

static void
take_pragma_for_options (void)
{
  tree options = NULL_TREE;
  cgraph_node *node;
  if (flag_lto)
    return;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      tree own = DECL_FUNCTION_SPECIFIC_OPTIMIZATION (node->decl);
      if (!own_options_p (node) || (options && options != own))
        return;
      options = own;
    }
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    DECL_ATTRIBUTES (node->decl)
        = remove_attribute ("optimize", DECL_ATTRIBUTES (node->decl));
}

/* Keep GCC from cloning functions that have thunks: ipa-cp adds up the counts of
   the calls through the thunks, but not when it looks for a count to compare
   them with, and aborts if it finds none (good_cloning_opportunity_p).  With
   link-time optimisation the counts may be another unit's.  */

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
          change_options (node, set_no_cloning);
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
  global_options.x_flag_reorder_blocks_and_partition = 0;
}

/* Keep the code of functions together whose labels' addresses are subtracted, or
   to which an asm goto jumps: the assembler cannot do that across sections, and GCC
   does not look whether it moves one of the labels to the cold one.  */

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
      if (functions.contains (node->decl) && pgo_function_optimised_p (node))
        change_options (node, set_one_section);
}

bool
pgo_tune_execute (pgo_node_samples *samples)
{
  int64_t total = pgo_index_total (pgo_profile_index);
  int64_t period = pgo_index_period (pgo_profile_index);
  bool known = !samples->is_empty ();
  bool changed = false;
  cgraph_node *node;
  if (known)
    take_pragma_for_options ();
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      if (!for_speed_p (node))
        continue;
      const struct pgo_fn *fn = pgo_match_decl (node->decl);
      double weight = samples_with_only_calls (node, samples) * period;
      if (pgo_options.enabled & PGO_OPTIONS && weight > 0)
        {
          changed |= tune (node, PGO_KIND_OPTIONS, weight,
                           pgo_policy_hot (weight, total, period),
                           set_hot_options);
          if (computed_goto_in_p (DECL_STRUCT_FUNCTION (node->decl)))
            changed |= tune (node, PGO_KIND_DISPATCH, weight,
                             pgo_policy_dispatch (weight, total, period),
                             set_dispatch_options);
        }
      if (pgo_options.enabled & PGO_LAYOUT && known && weight == 0
          && !(fn && fn->weight > 0) && !pgo_match_ambiguous_p (node->decl))
        {
          if (!tune (node, PGO_KIND_SIZE, 0,
                     pgo_policy_unsampled (total, period), set_size_options))
            continue;
          changed = true;
          /* GCC aligns beyond what is needed what the user has not.  */
          if (!global_options_set.x_flag_align_functions
              && !global_options_set.x_str_align_functions)
            DECL_USER_ALIGN (node->decl) = 1;
        }
    }
  if (profile_info || flag_lto)
    {
      forbid_cloning ();
      forbid_partitioning ();
    }
  return changed;
}
