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
   enable_fdo_optimizations): with block counts GCC can tell the loops that are
   worth it.  The inliner's limits of -O3 are for what there is a budget for:
   for all hot functions they made minisat2 9 % larger instead of 7 % than -O2,
   and serd 10 % instead of 6 %; minisat2 executed .3 % more instructions, bzip2
   4 % more, and Lua, Duktape, gawk, SQLite and zstd as many.  A loop that turns
   a constant number of times may be unrolled completely as at -O3: flac
   executes 11 % fewer instructions for that.  All but unrolling and peeling:
   how often another loop turns is what samples tell worst.  With these two
   SQLite lost 8 % and bzip2's code grew by a fifth, and no program was faster;
   with three copies of 40 insns at most, peeling saved .8 % of the instructions
   of lzip and brotli, and cost .6 % of xz's and .5 % of code. Nor are traces
   copied, but in functions with a guarded call, where what follows has two
   copies then, each of which knows the target: a loop over objects of two
   classes took 17 % less time for that.  Elsewhere copies keep choices that GCC
   makes without a branch, as of a minimum, from being seen as such: Box2D had
   nearly twice as many mispredictions, executed 1.8 % more instructions, and
   its code was 3 % larger; minisat2 executed .4 % more, gawk .9 % less, zstd .2
   % less, Lua the same. Partial redundancies are eliminated from machine
   instructions only where fewer are inserted than deleted: a value that is kept
   for later takes a register.  With GCC's limit, of 20 times as many, SQLite
   executed .7 % more instructions, zstd .5 %, gawk, Lua and Duktape as many
   within .1 %, for .4 % more code.

   A function that dispatches through computed gotos, an interpreter's loop,
   runs best when each handler ends in its own jump, which the processor
   predicts by the handler before it.  GCC gathers these jumps early and takes
   them apart again late, but only if the code in front of the jump is still
   small by then, and merges equal tails in between.  Where the profile says
   that such a function is hot it gets no cross jumping, no copies of traces,
   which all lead through the jump that the handlers share until then (Lua
   executed 3 % fewer instructions without), and a larger limit for taking the
   jumps apart.  GCC's manual advises against global common subexpression
   elimination as well; but with it goes the propagation of copies, which saves
   CPython 3 % of its instructions.  To insert little is enough.  Its blocks are
   aligned as well: how fast such code runs depends on where in a line of the
   cache it lies, and Lua ran up to 18 % slower at one address than at another.
   Aligned, it was within 4 % of the best at all of them.  Other hot functions
   keep GCC's alignment: with their loops in lines of the cache bzip2, minisat2
   and SQLite were as fast within the noise, of some 4 % at ten placements, and
   up to 1.9 % larger.

   A function on no stack of a profile that knows others of its unit goes to the
   cold section, and is compiled without what makes code larger and saves no
   instruction: the copies that block reordering makes, and alignment.  That is
   far from -Os: a workload that calls it after all must not suffer.  Inlining
   less there cost a program 6 % of the instructions of another workload than
   the profile's, no second CSE of machine instructions 1.2 %, no global CSE
   gawk .7 %. It is also spared the second scheduling, of little use to
   processors that do not execute in the order of the program.  Where the
   profile has functions that the unit has not, others do their work now, and no
   stack tells which: all keep their options then.  zstd 1.5.7, by a profile of
   1.4.8, executed 1.1 % more instructions than without.

   What the user has set, on the command line, by a pragma or by an attribute,
   stays.  */

#include "compat.h"
#include "body.h"
#include "coverage.h"
#include "growth.h"
#include "inline_limits.h"
#include "load.h"
#include "observe.h"
#include "options.h"
#include "place.h"
#include "report.h"
#include "decide/tuning.h"

/* Set option X_FLAG of the compiler to VALUE unless the user has.  */
#define SET_UNLESS_GIVEN(FLAG, VALUE)                                          \
  do                                                                           \
    if (!global_options_set.x_##FLAG)                                          \
      global_options.x_##FLAG = (VALUE);                                       \
  while (0)

static void
set_vectorize (void)
{
  if (pgo_vectorize_given_p ())
    return;
  SET_UNLESS_GIVEN (flag_tree_loop_vectorize, true);
  SET_UNLESS_GIVEN (flag_tree_slp_vectorize, true);
}

static void
set_hot_options (void)
{
  set_vectorize ();
  SET_UNLESS_GIVEN (param_max_gcse_insertion_ratio, pgo_tuning.insertion_ratio);
  SET_UNLESS_GIVEN (flag_ipa_cp_clone, true);
  SET_UNLESS_GIVEN (flag_predictive_commoning, true);
  SET_UNLESS_GIVEN (flag_split_loops, true);
  SET_UNLESS_GIVEN (flag_unswitch_loops, true);
  SET_UNLESS_GIVEN (flag_gcse_after_reload, true);
  SET_UNLESS_GIVEN (flag_cunroll_grow_size, true);
  /* From GCC 13 on, x86 sets it again by other options unless it is given.  */
  global_options_set.x_flag_cunroll_grow_size = true;
  SET_UNLESS_GIVEN (flag_version_loops_for_strides, true);
  SET_UNLESS_GIVEN (flag_vect_cost_model, VECT_COST_MODEL_DYNAMIC);
  SET_UNLESS_GIVEN (flag_tree_loop_distribution, true);
  SET_UNLESS_GIVEN (flag_loop_interchange, true);
  SET_UNLESS_GIVEN (flag_unroll_jam, true);
}

/* What set_limits sets.  */
static struct pgo_inline_limits limits;

/* For a function that has the options of hot ones.  */

static void
set_limits (void)
{
  SET_UNLESS_GIVEN (flag_inline_functions, true);
  global_options.x_param_max_inline_insns_auto = limits.insns_auto;
  global_options.x_param_max_inline_insns_single = limits.insns_single;
  global_options.x_param_inline_heuristics_hint_percent = limits.hint_percent;
  global_options.x_param_inline_min_speedup = limits.min_speedup;
}

/* For a function that has the options of hot ones.  */

static void
set_guarded_options (void)
{
  SET_UNLESS_GIVEN (flag_tracer, true);
}

/* For a function that has the options of hot ones.  */

static void
set_dispatch_options (void)
{
  SET_UNLESS_GIVEN (flag_crossjumping, false);
  SET_UNLESS_GIVEN (
      param_max_goto_duplication_insns,
      MAX (param_max_goto_duplication_insns, pgo_tuning.goto_insns));
  if (flag_align_functions)
    SET_UNLESS_GIVEN (str_align_functions, pgo_tuning.dispatch_alignment);
  if (flag_align_jumps)
    SET_UNLESS_GIVEN (str_align_jumps, pgo_tuning.jump_alignment);
  if (flag_align_loops)
    SET_UNLESS_GIVEN (str_align_loops, pgo_tuning.jump_alignment);
  SET_UNLESS_GIVEN (param_align_threshold, pgo_tuning.jump_threshold);
}

static void
set_size_options (void)
{
  SET_UNLESS_GIVEN (flag_reorder_blocks_algorithm,
                    REORDER_BLOCKS_ALGORITHM_SIMPLE);
  /* All of it goes where its cold part would.  */
  SET_UNLESS_GIVEN (flag_reorder_blocks_and_partition, false);
  SET_UNLESS_GIVEN (flag_align_loops, false);
  SET_UNLESS_GIVEN (flag_align_jumps, false);
  SET_UNLESS_GIVEN (flag_schedule_insns_after_reload, false);
}

/* Does NODE dispatch through a computed goto?  */

static bool
dispatching_p (cgraph_node *node, struct pgo_unit *)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, DECL_STRUCT_FUNCTION (node->decl))
    if (gimple *last = gsi_stmt (gsi_last_nondebug_bb (bb)))
      if (computed_goto_p (last))
        return true;
  return false;
}

/* Has NODE of UNIT a guarded call, and no dispatch, of which all copies would
   lead through one jump?  */

static bool
guarded_p (cgraph_node *node, struct pgo_unit *unit)
{
  for (const guarded_call &guarded : unit->guarded)
    if (guarded.candidate->node == node
        && guarded.candidate->verdict == PGO_APPLIED)
      return !dispatching_p (node, unit);
  return false;
}

static bool
any_p (cgraph_node *, struct pgo_unit *)
{
  return true;
}

/* Samples in the code of NODE, and in that of local functions which only it
   calls, and only once: GCC will inline these, and they then have NODE's
   options.  */

static double
samples_with_only_calls (cgraph_node *node, struct pgo_unit *unit,
                         int depth = 0)
{
  double *own = unit->samples.get (node);
  double sum = own ? *own : 0;
  if (pgo_tuning_nested_p (depth))
    for (cgraph_edge *e = node->callees; e; e = e->next_callee)
      if (e->callee != node && e->callee->local && e->callee->callers == e
          && !e->next_caller)
        sum += samples_with_only_calls (e->callee, unit, depth + 1);
  return sum;
}

/* Has an attribute or a pragma given NODE options of its own?  */

static bool
own_options_p (cgraph_node *node)
{
  return lookup_attribute ("optimize", DECL_ATTRIBUTES (node->decl));
}

/* Enter NODE into the ledger as a candidate of OPTIMISATION with WEIGHT in its
   code, settle it with VERDICT, and change its options by SET if that allows
   it. Returns true if they changed.  */

static bool
tune (cgraph_node *node, enum pgo_optimisation optimisation, double weight,
      enum pgo_verdict verdict, void (*set) (void), int growth = 0)
{
  const struct pgo_fn *fn = pgo_match_decl (node->decl);
  struct pgo_candidate *candidate
      = pgo_ledger_candidate (optimisation, node, NULL);
  candidate->caller = candidate->callee = pgo_canonical_name (node->decl);
  candidate->own = (int64_t) weight;
  candidate->weight = fn ? fn->weight : 0;
  candidate->growth = growth;
  if (verdict == PGO_APPLIED && own_options_p (node))
    {
      verdict = PGO_REFUSED_COMPILER;
      candidate->detail = "the function has the attribute optimize";
    }
  if (!pgo_ledger_settle (candidate, verdict))
    return false;
  pgo_change_options (node, set);
  if (optimisation != PGO_SIZE)
    pgo_growth_watch (node);
  return true;
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
   that have the very same options, so changing those of some would take from
   all of them the calls that it inlines now.  With link-time optimisation there
   may be functions that the pragma was to keep apart.  */

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

/* The weight of the samples in NODE's code, if NODE is compiled for speed; else
   -1.  */

static double
tuned_weight (cgraph_node *node, struct pgo_unit *unit)
{
  return for_speed_p (node) ? samples_with_only_calls (node, unit)
                                  * pgo_index_period (pgo_profile_index)
                            : -1;
}

/* Observe UNIT.  True if the profile has samples of it.  */

static bool
sampled_unit_p (struct pgo_unit *unit)
{
  pgo_observe_unit (unit);
  if (unit->samples.is_empty ())
    return false;
  take_pragma_for_options ();
  return true;
}

/* What POLICY, by weight, total and the weight of one sample, says of WEIGHT.
 */

static enum pgo_verdict
judge (double weight, enum pgo_verdict (*policy) (int64_t, int64_t, int64_t))
{
  return policy ((int64_t) weight, pgo_index_total (pgo_profile_index),
                 pgo_index_period (pgo_profile_index));
}

/* Give options by SET to the functions of UNIT that are such as OF_KIND says,
   have samples, and that POLICY approves of.  They are candidates of
   OPTIMISATION.  */

static void
tune_sampled (struct pgo_unit *unit, enum pgo_optimisation optimisation,
              bool (*of_kind) (cgraph_node *, struct pgo_unit *),
              enum pgo_verdict (*policy) (int64_t, int64_t, int64_t),
              void (*set) (void))
{
  cgraph_node *node;
  if (!sampled_unit_p (unit))
    return;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      double weight = tuned_weight (node, unit);
      if (weight > 0 && of_kind (node, unit))
        tune (node, optimisation, weight, judge (weight, policy), set);
    }
}

/* Options for the hot functions of UNIT.  */

void
pgo_tune_hot (struct pgo_unit *unit)
{
  tune_sampled (unit, PGO_OPTIONS, any_p, pgo_policy_hot, set_hot_options);
}

/* A hot function; the limits that it gets, and what these add to it.  */
struct limited_function
{
  cgraph_node *node;
  double weight;
  struct pgo_inline_limits limits;
  int growth;
  enum pgo_verdict verdict;
};

/* The heaviest first.  */

static int
compare_weights (const void *a, const void *b)
{
  const limited_function *x = *(const limited_function *const *) a;
  const limited_function *y = *(const limited_function *const *) b;
  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  return x->node->order - y->node->order;
}

/* Raise the limits of FUNCTION, in UNIT, as far as *PLANNED growth leaves room
   or its time pays for it, and add what that takes.  */

static void
plan_limits (const struct pgo_unit *unit, limited_function *function,
             int64_t *planned)
{
  double share
      = function->weight / (double) pgo_index_total (pgo_profile_index);
  for (int percent = 100; percent > 0; percent -= pgo_tuning.inline_step)
    {
      function->limits = pgo_raised_limits (percent);
      function->growth = pgo_limits_growth (function->node, &function->limits);
      function->verdict = pgo_policy_limits (&pgo_options.policy, unit->size,
                                             *planned, function->growth, share);
      if (function->verdict == PGO_APPLIED)
        {
          *planned += function->growth;
          return;
        }
    }
}

/* The inliner's limits of -O3, or some of the way to them, for the hot
   functions of UNIT, from the hottest on, while the unit may grow by what that
   lets it take.  */

void
pgo_tune_limits (struct pgo_unit *unit)
{
  auto_vec<limited_function> functions;
  int64_t planned = 0;
  cgraph_node *node;
  if (!sampled_unit_p (unit))
    return;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      double weight = tuned_weight (node, unit);
      if (weight > 0 && judge (weight, pgo_policy_hot) == PGO_APPLIED)
        functions.safe_push ({ node, weight, {}, 0, PGO_APPLIED });
    }
  auto_vec<limited_function *> hottest_first;
  for (limited_function &function : functions)
    hottest_first.safe_push (&function);
  hottest_first.qsort (compare_weights);
  for (limited_function *function : hottest_first)
    plan_limits (unit, function, &planned);
  for (const limited_function &function : functions)
    {
      limits = function.limits;
      tune (function.node, PGO_LIMITS, function.weight, function.verdict,
            set_limits, function.growth);
    }
}

/* Options for those with guarded calls.  */

void
pgo_tune_guarded (struct pgo_unit *unit)
{
  tune_sampled (unit, PGO_TRACES, guarded_p, pgo_policy_hot,
                set_guarded_options);
}

/* Options for those that dispatch through computed gotos.  */

void
pgo_tune_dispatch (struct pgo_unit *unit)
{
  tune_sampled (unit, PGO_DISPATCH, dispatching_p, pgo_policy_dispatch,
                set_dispatch_options);
}

/* Options for those on no stack of a profile that knows UNIT.  */

void
pgo_tune_unsampled (struct pgo_unit *unit)
{
  struct pgo_coverage coverage = {};
  cgraph_node *node;
  if (!sampled_unit_p (unit))
    return;
  pgo_measure_coverage (&coverage);
  enum pgo_verdict verdict = pgo_policy_unsampled (
      coverage.weight_lost, pgo_index_total (pgo_profile_index),
      pgo_index_period (pgo_profile_index));
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      const struct pgo_fn *fn = pgo_match_decl (node->decl);
      double weight = tuned_weight (node, unit);
      if (weight != 0 || (fn && fn->weight > 0)
          || pgo_match_ambiguous_p (node->decl)
          || !tune (node, PGO_SIZE, weight, verdict, set_size_options))
        continue;
      pgo_place_aside (node);
      /* GCC aligns beyond what is needed what the user has not.  */
      if (!global_options_set.x_flag_align_functions
          && !global_options_set.x_str_align_functions)
        DECL_USER_ALIGN (node->decl) = true;
    }
}
