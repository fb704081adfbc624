/* Guarded direct calls that wait for link time.
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


   With -flto the target of a monomorphic indirect call may be in another unit,
   where this one cannot name it: it may be static there, or in an anonymous
   namespace.  GCC has a way for the targets that an instrumented program
   counted: the call bears a number and a share (a histogram of type
   HIST_TYPE_INDIR_CALL), the function bears the number (profile_id), and the
   pass ipa-profile makes a speculative call of the two when it sees the whole
   program.  It keeps the guard only where the inliner takes the call.

   GCC's number is a fingerprint of the function's name; ours is one of its name
   in the profile, which all units share, and of the types of its parameters and
   result.  What the units do not agree on finds no function, and neither does a
   number that two functions have.

   The pass takes only calls in functions with counts, so this is the last word
   about the calls, after counts.cc's.  */

#include "compat.h"
#include "link.h"
#include "options.h"
#include "target.h"
#include "unit.h"

#include "libiberty.h"

/* A call that waits, known by its place.  */
struct waiting
{
  struct pgo_candidate *candidate;
  const struct pgo_fn *target;
};

static vec<waiting> all_waiting;

/* A fingerprint of the types that a value of TYPE may be passed to.  */

static void
hash_type (inchash::hash *hash, tree type)
{
  hash->add_int (TYPE_MODE (type));
  hash->add_int (POINTER_TYPE_P (type));
  if (INTEGRAL_TYPE_P (type))
    {
      hash->add_int (TYPE_PRECISION (type));
      hash->add_int (TYPE_UNSIGNED (type));
    }
  if (AGGREGATE_TYPE_P (type))
    hash->add_hwi (int_size_in_bytes (type));
}

/* The number of the function that the profile calls FN, if its result and
   parameters have TYPES.  Never 0, which GCC takes for none.  */

static unsigned
function_number (const struct pgo_fn *fn, const vec<tree> &types)
{
  inchash::hash hash (htab_hash_string (fn->name));
  for (tree type : types)
    hash_type (&hash, type);
  return MAX (hash.end () & INT_MAX, 1);
}

/* The number of NODE, or 0 where calls of other units shall not be promoted to
   it.  There is no pointer to a local function.  */

static unsigned
number_of_node (cgraph_node *node)
{
  const struct pgo_fn *fn = pgo_match_decl (node->decl);
  tree type = TREE_TYPE (node->decl);
  if (!fn || pgo_match_ambiguous_p (node->decl) || node->local || node->alias
      || DECL_EXTERNAL (node->decl) || DECL_STATIC_CHAIN (node->decl)
      || stdarg_p (type) || pgo_never_called (node))
    return 0;
  auto_vec<tree> types;
  types.safe_push (TREE_TYPE (type));
  for (tree parm = DECL_ARGUMENTS (node->decl); parm; parm = DECL_CHAIN (parm))
    types.safe_push (DECL_ARG_TYPE (parm));
  return function_number (fn, types);
}

unsigned
pgo_link_number (gcall *call, const struct pgo_fn *fn)
{
  auto_vec<tree> types;
  types.safe_push (TREE_TYPE (gimple_call_fntype (call)));
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    types.safe_push (TREE_TYPE (gimple_call_arg (call, i)));
  return function_number (fn, types);
}

bool
pgo_link_promotable_p (gcall *call)
{
  return gimple_vdef (call) && !gimple_call_chain (call)
         && !stdarg_p (gimple_call_fntype (call));
}

bool
pgo_link_wait (struct pgo_candidate *candidate, const struct pgo_fn *target)
{
  if (!flag_generate_lto || pgo_options.disabled[PGO_COUNTS]
      || !pgo_link_promotable_p (candidate->stmt))
    return false;
  candidate->optimisation = PGO_LINK;
  all_waiting.safe_push ({ candidate, target });
  return true;
}

/* An indirect call in NODE.  */
struct indirect_call
{
  cgraph_node *node;
  gcall *stmt;
};

/* Have CALL promoted at link time to the target of W.  */

static void
mark (const indirect_call &call, const waiting &w)
{
  function *fn = DECL_STRUCT_FUNCTION (call.node->decl);
  const gcov_type all = 10000;
  histogram_value value = gimple_alloc_histogram_value (
      fn, HIST_TYPE_INDIR_CALL, call.stmt, gimple_call_fn (call.stmt));
  /* All calls, the number of targets, and of each its number and its calls.  */
  value->n_counters = 4;
  gcov_type *counters = XNEWVEC (gcov_type, value->n_counters);
  counters[0] = all;
  counters[1] = 1;
  counters[2] = pgo_link_number (call.stmt, w.target);
  counters[3] = (gcov_type) (all * w.candidate->share.estimate / 100);
  value->hvalue.counters = counters;
  gimple_add_histogram_value (fn, call.stmt, value);
}

/* The calls by place.  */
typedef hash_map<location_hash, auto_vec<indirect_call>> call_map;

/* The place of W's call, and of its copies.  */

static location_t
place_of (const waiting &w)
{
  return LOCATION_LOCUS (w.candidate->location);
}

/* Enter all calls at the places that CALLS has.  */

static void
find_calls (call_map *calls)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
      if (!e->speculative && pgo_link_promotable_p (e->call_stmt))
        {
          location_t place = LOCATION_LOCUS (gimple_location (e->call_stmt));
          if (auto *list = calls->get (place))
            list->safe_push ({ node, e->call_stmt });
        }
}

/* Will GCC look at the calls of NODE?  */

static bool
counted_p (cgraph_node *node)
{
  return node->count.initialized_p () && node->count.ipa_p ();
}

/* Of CALLS, which are at W's place, those that W decides about and that are not
   MARKED: its own, and copies that nobody in UNIT has looked at.  */

static void
find_decided (const vec<indirect_call> &calls, const waiting &w,
              struct pgo_unit *unit, hash_set<gimple *> *marked,
              vec<indirect_call> *decided)
{
  for (const indirect_call &call : calls)
    if ((call.stmt == w.candidate->stmt
         || !unit->indirect_calls.contains (call.stmt))
        && !marked->contains (call.stmt))
      decided->safe_push (call);
}

/* The verdict on W, which decides about CALLS.  */

static enum pgo_verdict
verdict_on (const waiting &w, const vec<indirect_call> &calls)
{
  if (calls.is_empty ())
    {
      w.candidate->detail = "the call is gone";
      return PGO_REFUSED_COMPILER;
    }
  for (const indirect_call &call : calls)
    if (counted_p (call.node))
      return PGO_APPLIED;
  return PGO_REFUSED_FEW_SAMPLES;
}

/* Mark those of CALLS that GCC will look at for W, and enter them in MARKED. */

static void
mark_all (const vec<indirect_call> &calls, const waiting &w,
          hash_set<gimple *> *marked)
{
  for (const indirect_call &call : calls)
    if (counted_p (call.node))
      {
        mark (call, w);
        marked->add (call.stmt);
      }
}

/* Leave to link time what waits for it; after pgo_counts_execute.  */

void
pgo_link_execute (struct pgo_unit *unit)
{
  if (!flag_generate_lto)
    return;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    node->profile_id = number_of_node (node);

  /* Where the call is now, and how often, is known only now: functions were
     inlined since.  */
  call_map calls;
  for (const waiting &w : all_waiting)
    calls.get_or_insert (place_of (w));
  find_calls (&calls);

  hash_set<gimple *> marked;
  for (const waiting &w : all_waiting)
    {
      auto_vec<indirect_call> decided;
      find_decided (*calls.get (place_of (w)), w, unit, &marked, &decided);
      if (pgo_ledger_settle (w.candidate, verdict_on (w, decided)))
        mark_all (decided, w, &marked);
    }
  all_waiting.release ();
}
