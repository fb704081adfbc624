/* Targets of indirect calls that left no frame.
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

   A function whose last deed is a call jumps to the callee: its frame is gone,
   and stacks have the callee where the function itself was called.  Where a
   name was called there, "gcc-pgo convert" puts the frame back
   (symbolize/bridge.h).  Where a pointer was, it cannot know; but the types
   here rule out most of the program's functions, and those that are left and
   may jump to the callee are few: a method that calls another one of an object
   it has been given; a destructor that frees the object in the end, as each
   does that an expression "delete" calls.  */

#include "compat.h"
#include "jumps.h"
#include "body.h"
#include "target.h"

/* The unit's functions whose last deed is a call: by the function of the
   profile that is called by name; and those where it is one of a function of
   another unit, which may jump on from there, or one through a pointer.  NULL
   before they are asked for.  */
struct jump_table
{
  hash_map<const struct pgo_fn *, auto_vec<cgraph_node *>> by_name;
  auto_vec<cgraph_node *> away;
  auto_vec<cgraph_node *> indirect;
};

static jump_table *jumps;

static bool
last_deed_p (const cgraph_edge *edge)
{
  return edge->call_stmt && pgo_last_deed_p (edge->caller, edge->call_stmt);
}

static void
add_once (vec<cgraph_node *> *nodes, cgraph_node *node)
{
  if (nodes->is_empty () || nodes->last () != node)
    nodes->safe_push (node);
}

static void
read_jumps (void)
{
  jumps = new jump_table;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      for (cgraph_edge *e = node->callees; e; e = e->next_callee)
        if (!fndecl_built_in_p (e->callee->decl) && last_deed_p (e))
          {
            if (!e->callee->ultimate_alias_target ()->has_gimple_body_p ())
              add_once (&jumps->away, node);
            if (const struct pgo_fn *fn = pgo_match_decl (e->callee->decl))
              add_once (&jumps->by_name.get_or_insert (fn), node);
          }
      for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
        if (last_deed_p (e))
          add_once (&jumps->indirect, node);
    }
}

void
pgo_jumps_forget (void)
{
  delete jumps;
  jumps = NULL;
}

/* May NODE jump through a pointer to FN, TARGET?  */

static bool
jumps_through_pointer_p (cgraph_node *node, const struct pgo_fn *fn,
                         cgraph_node *target)
{
  for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
    if (last_deed_p (e) && pgo_may_call_p (e, fn, target))
      return true;
  return false;
}

/* Add NODE to TARGETS, unless it is there or is one with what is.  */

static void
add_target (cgraph_node *node, vec<cgraph_node *> *targets)
{
  for (cgraph_node *target : *targets)
    if (target == node || pgo_equal_bodies_p (target, node))
      return;
  targets->safe_push (node);
}

/* The functions that EDGE can call, as far as the unit has their bodies; none
   where there may be very many.  NODES has those that are asked for where EDGE
   calls through a plain pointer.  */

static void
callable (cgraph_edge *edge, const vec<cgraph_node *> &nodes,
          vec<cgraph_node *> *found)
{
  if (!pgo_polymorphic_p (edge))
    {
      if (nodes.length () <= pgo_most_targets)
        for (cgraph_node *node : nodes)
          if (node->address_taken)
            found->safe_push (node);
      return;
    }
  for (cgraph_node *target : pgo_possible_targets (edge))
    if (target->function_symbol ()->has_gimple_body_p ())
      found->safe_push (target->function_symbol ());
}

/* Add to TARGETS those of NODES that EDGE can call and that may jump to FN,
   which is TARGET: through a pointer if INDIRECT, else all of them may.  */

static void
add_jumping (cgraph_edge *edge, const vec<cgraph_node *> &nodes, bool indirect,
             const struct pgo_fn *fn, cgraph_node *target,
             vec<cgraph_node *> *targets)
{
  auto_vec<cgraph_node *> found;
  callable (edge, nodes, &found);
  for (cgraph_node *node : found)
    if (nodes.contains (node)
        && (!indirect || jumps_through_pointer_p (node, fn, target))
        && pgo_fitting_target (edge, node))
      add_target (node, targets);
}

void
pgo_jumping_targets (cgraph_edge *edge, const struct pgo_fn *fn,
                     cgraph_node *node, vec<cgraph_node *> *targets)
{
  if (!jumps)
    read_jumps ();
  if (const auto *callers = jumps->by_name.get (fn))
    add_jumping (edge, *callers, false, fn, node, targets);
  add_jumping (edge, jumps->indirect, true, fn, node, targets);
  if (targets->is_empty () && (!node || !node->has_gimple_body_p ()))
    add_jumping (edge, jumps->away, false, fn, node, targets);
}

bool
pgo_jumped_to_p (cgraph_edge *edge, const struct pgo_fn *fn)
{
  if (!jumps)
    read_jumps ();
  auto_vec<cgraph_node *> targets;
  if (const auto *callers = jumps->by_name.get (fn))
    add_jumping (edge, *callers, false, fn, NULL, &targets);
  return !targets.is_empty ();
}
