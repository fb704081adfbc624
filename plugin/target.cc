/* The targets of an indirect call.
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

   A target contains what is inlined in it, as the lambda in the _M_invoke of
   std::function: its samples are the target's own.  A forwarder, which does
   little but call another function, is sampled too seldom to tell how often it
   is called; what it calls counts with it.

   What one call costs follows from the target's flow graph with the samples
   that were taken through this very call: how often a loop turns, they know
   better than any guess.  */

#include "compat.h"
#include "target.h"
#include "flow.h"
#include "load.h"
#include "body.h"
#include "decide/call_cost.h"
#include "names/symbol.h"

/* Weight of the samples in FN itself, called through CALLS, the last one first.
 */

static int64_t
called_own (const struct pgo_fn *fn, const vec<struct pgo_frame> &calls)
{
  return pgo_fn_site_own (calls[0].caller, calls[0].offset, fn,
                          calls.address () + 1, calls.length () - 1);
}

/* Weight of the samples in what context C of a target is, called through
   FRAMES.  */

static int64_t
context_own (const context *c, const vec<struct pgo_frame> &frames)
{
  auto_vec<struct pgo_frame, max_depth> all;
  all.safe_splice (c->frames);
  add_frames (&all, frames);
  return called_own (c->fn, all);
}

/* Weight of the samples in FLOW's function and in what it contains.  */

static int64_t
own_of (const flow_builder &flow, const vec<struct pgo_frame> &frames)
{
  int64_t own = 0;
  for (const context *c : flow.contexts ())
    if (c->fn && c->observed)
      own += context_own (c, frames);
  return own;
}

static struct pgo_target estimate (const struct pgo_fn *fn, cgraph_node *node,
                                   const vec<struct pgo_frame> &frames,
                                   unsigned depth);

/* Add to TARGET, which is FLOW's function, called through FRAMES, what it
   calls.  */

static void
add_callees (struct pgo_target *target, const flow_builder &flow,
             const vec<struct pgo_frame> &frames, unsigned depth)
{
  for (const direct_call &call : flow.calls ())
    {
      const struct pgo_fn *callee = pgo_match_inlined (call.decl);
      const context *c = flow.contexts ()[call.place.context];
      const struct pgo_fn *caller = c->fn;
      if (!callee || !caller || !call.first || call.callee == flow.node ())
        continue;
      auto_vec<struct pgo_frame, max_depth> all;
      all.safe_push ({ caller, pgo_fn_offset (caller, call.place.line,
                                              DECL_SOURCE_LINE (c->decl)) });
      add_frames (&all, c->frames);
      add_frames (&all, frames);
      struct pgo_target inner = estimate (callee, call.callee, all, depth + 1);
      if (inner.cost <= 0 || (call.tail && inner.own == 0))
        continue;
      double cost = inner.cost * flow.frequency (call.block);
      target->own += inner.own;
      target->error = (target->cost * target->error + cost * inner.error)
                      / (target->cost + cost);
      target->cost += cost;
    }
}

static struct pgo_target
estimate (const struct pgo_fn *fn, cgraph_node *node,
          const vec<struct pgo_frame> &frames, unsigned depth)
{
  struct pgo_target target = { called_own (fn, frames), 0, 0 };
  struct pgo_call_cost profiled;
  bool known = pgo_call_cost_estimate (
      &fn->code, pgo_index_period (pgo_profile_index), &profiled);
  if (known)
    {
      target.cost = profiled.own;
      target.error = profiled.deviation;
    }
  if (!node)
    return target;
  node = node->function_symbol ();
  if (!node->has_gimple_body_p () || !pgo_function_optimised_p (node))
    return target;
  push_cfun (DECL_STRUCT_FUNCTION (node->decl));
  flow_builder flow (node, fn);
  flow.observe_called (frames);
  pop_cfun ();
  flow.infer ();
  target = { own_of (flow, frames), flow.cost (),
             pgo_cost_error (flow.loops (), flow.told ()) };
  if (known)
    pgo_combine_costs (&target, profiled.whole, profiled.deviation);
  if (pgo_forwarder_p (target.cost, depth))
    add_callees (&target, flow, frames, depth);
  return target;
}

struct pgo_target
pgo_target_estimate (const struct pgo_fn *fn, cgraph_node *node,
                     const vec<struct pgo_frame> &frames)
{
  return estimate (fn, node, frames, 0);
}

/* A virtual call, and which thunk it may call.  */
struct thunk_search
{
  cgraph_edge *edge;
  cgraph_node *found;
};

/* Is NODE a thunk that the call of DATA, a thunk_search, may call?  */

static bool
find_thunk (cgraph_node *node, void *data)
{
  thunk_search *search = (thunk_search *) data;
  if (!node->thunk || !possible_polymorphic_call_target_p (search->edge, node))
    return false;
  search->found = node;
  return true;
}

cgraph_node *
pgo_virtual_target (cgraph_edge *edge, cgraph_node *node)
{
  if (possible_polymorphic_call_target_p (edge, node))
    return node;
  thunk_search search = { edge, NULL };
  node->call_for_symbol_thunks_and_aliases (find_thunk, &search, true);
  return search.found;
}

/* May a value of type FROM be passed where TO is expected, as the same bits
   in the same place?  */

static bool
type_fits_p (tree to, tree from)
{
  return useless_type_conversion_p (to, from)
         || (POINTER_TYPE_P (to) && POINTER_TYPE_P (from)
             && TYPE_MODE (to) == TYPE_MODE (from));
}

/* May CALL call DECL?  Without a body its parameters may not be known.  */

static bool
call_fits_p (gcall *call, tree decl)
{
  tree type = TREE_TYPE (decl);
  if (stdarg_p (type) || stdarg_p (gimple_call_fntype (call)))
    return false;
  if (DECL_EXTERNAL (decl))
    return prototype_p (type) && !gimple_call_chain (call)
           && types_compatible_p (gimple_call_fntype (call), type);
  unsigned i = 0;
  for (tree parm = DECL_ARGUMENTS (decl); parm; parm = DECL_CHAIN (parm), i++)
    if (i >= gimple_call_num_args (call)
        || !type_fits_p (DECL_ARG_TYPE (parm),
                         TREE_TYPE (gimple_call_arg (call, i))))
      return false;
  if (i != gimple_call_num_args (call))
    return false;
  if (!DECL_STATIC_CHAIN (decl) != !gimple_call_chain (call))
    return false;
  tree result = TREE_TYPE (type);
  tree expected = TREE_TYPE (gimple_call_fntype (call));
  if (VOID_TYPE_P (result) && VOID_TYPE_P (expected))
    return true;
  return type_fits_p (expected, result);
}

/* The bodies of the unit's virtual functions, as pgo_body_hash has them, when
   they were first asked for.  */
static hash_map<tree, hashval_t> *bodies;

static void
read_bodies (void)
{
  bodies = new hash_map<tree, hashval_t>;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (DECL_VIRTUAL_P (node->decl) && pgo_foldable_p (node))
      bodies->put (node->decl, pgo_body_hash (node));
}

bool
pgo_equal_bodies_p (cgraph_node *a, cgraph_node *b)
{
  if (!bodies)
    read_bodies ();
  const hashval_t *x = bodies->get (a->decl), *y = bodies->get (b->decl);
  return x && y && *x == *y;
}

vec<cgraph_node *>
pgo_possible_targets (cgraph_edge *edge)
{
  vec<cgraph_node *> possible = possible_polymorphic_call_targets (edge);
  return possible.length () <= pgo_most_targets ? possible : vNULL;
}

/* What the virtual call EDGE may have called where the profile has NODE, which
   it cannot call: GCC has made one function of two, and calls it by the name of
   either.  NULL if nothing is known to be.  Of several any will do, as they are
   one function again; but those of a comdat group remain functions of their
   own, which jump to the one.  */

static cgraph_node *
equal_target (cgraph_edge *edge, cgraph_node *node)
{
  cgraph_node *found = NULL;
  unsigned n = 0;
  for (cgraph_node *target : pgo_possible_targets (edge))
    {
      if (!pgo_equal_bodies_p (node, target)
          || !call_fits_p (edge->call_stmt, target->decl))
        continue;
      if (!DECL_COMDAT (target->decl))
        return target;
      found = target;
      n++;
    }
  return n == 1 ? found : NULL;
}

cgraph_node *
pgo_fitting_target (cgraph_edge *edge, cgraph_node *node)
{
  if (node->local || !call_fits_p (edge->call_stmt, node->decl))
    return NULL;
  if (!pgo_polymorphic_p (edge))
    return node;
  cgraph_node *target = pgo_virtual_target (edge, node);
  return target ? target : equal_target (edge, node);
}

bool
pgo_may_call_p (cgraph_edge *edge, const struct pgo_fn *fn, cgraph_node *node)
{
  if (node && node->has_gimple_body_p ())
    return pgo_fitting_target (edge, node);
  return !pgo_polymorphic_p (edge)
         || (node ? DECL_VIRTUAL_P (node->decl)
                  : pgo_symbol_method_p (fn->name));
}

cgraph_node *
pgo_bound_target (cgraph_node *node)
{
  if (node->thunk || node->get_availability () > AVAIL_INTERPOSABLE
      || node->can_be_discarded_p ())
    return node;
  cgraph_node *alias = dyn_cast<cgraph_node *> (node->noninterposable_alias ());
  return alias ? alias : node;
}

const char *
pgo_never_called (cgraph_node *node)
{
  tree attributes = DECL_ATTRIBUTES (node->decl);
  /* GCC stops where it cannot inline a call by name.  */
  if (DECL_DISREGARD_INLINE_LIMITS (node->decl))
    return "the target is always_inline";
  if (lookup_attribute ("error", attributes)
      || lookup_attribute ("warning", attributes))
    return "the target's attribute forbids calls by name";
  /* Which one is called is known where the program runs.  */
  if (node->function_version ())
    return "the target is one of several versions";
  /* A function that calls it by name has more edges in its flow graph.  */
  if (flags_from_decl_or_type (node->decl) & ECF_RETURNS_TWICE)
    return "the target returns twice";
  return NULL;
}
