/* Guarded direct calls at monomorphic indirect calls.
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


   An indirect call whose samples say that one target has most of its calls
   becomes

     if (pointer == &target) target (...); else pointer (...);

   The callees that the profile has at the call's line are its targets, but
   for those that are called by name on that line, or by the compiler itself.
   What the call's type rules out was called in another's place, as equal
   functions are one (target.cc), or jumped to (jumps.cc). Where the profile has
   no lines, the targets of the only indirect call of a function are its callees
   that it calls nowhere by name.  A call that was inlined is decided about in
   each copy, by the samples that came through the calls around it.  Time is not
   a count of calls, so the shares are estimated, with an interval
   (decide/shares.h), from what target.cc knows.  A promoted target takes its
   calls away, and the next is decided about by what is left. What is promoted
   is recorded as a speculative edge in the call graph, which GCC then turns
   into the guarded call (cgraph_edge::redirect_call_stmt_to_callee, gimple_ic).

   What has its body in another unit waits for link time (link.cc), and so does
   a call whose shares such bodies would tell (wait.cc).

   A guarded call that is not inlined gains nothing over a predicted indirect
   jump, with -fcf-protection and -fPIC neither, so a target that inline.cc
   would not inline is refused here, and what it then does not inline is taken
   back, but for retpolines (pays_uninlined_p).  The guard compares addresses: a
   wrong target costs time, never the result.  */

#include "compat.h"
#include "body.h"
#include "inline.h"
#include "jumps.h"
#include "link.h"
#include "load.h"
#include "options.h"
#include "report.h"
#include "target.h"
#include "flow.h"
#include "unit.h"
#include "wait.h"
#include "workarounds.h"
#include "names/symbol.h"

/* Another indirect call than EDGE at POSITION that may call NODE, or any if
   NODE is NULL?  Copies of one source call share its location.  */

static bool
ambiguous_p (cgraph_edge *edge, const struct pgo_position *position,
             cgraph_node *node)
{
  location_t location = LOCATION_LOCUS (gimple_location (edge->call_stmt));
  for (cgraph_edge *e = edge->caller->indirect_calls; e; e = e->next_callee)
    {
      struct pgo_position p;
      if (LOCATION_LOCUS (gimple_location (e->call_stmt)) != location
          && pgo_match_position (edge->caller, e->call_stmt, &p)
          && p.decl == position->decl && p.line == position->line
          && (!node || pgo_fitting_target (e, node)))
        return true;
    }
  return false;
}

static bool
thunk_p (cgraph_node *node, void *)
{
  return node->thunk;
}

/* Has the method NODE thunks?  */

static bool
thunked_p (cgraph_node *node)
{
  return node->call_for_symbol_thunks_and_aliases (thunk_p, NULL, true);
}

/* Why NODE may be called by the indirect EDGE, but must not be by name from
   there, or NULL.  */

static const char *
never_called (cgraph_edge *edge, cgraph_node *node)
{
  if (edge->caller->offloadable && !node->offloadable)
    return "the target is not one of the accelerator's";
  /* The profile has both under the method's name.  */
  if (!pgo_polymorphic_p (edge) && thunked_p (node))
    return "the target may be a thunk of the method";
  return pgo_never_called (node);
}

/* Has the unit the body of NODE, which may be NULL, and makes code of it?  */

static bool
body_here_p (cgraph_node *node)
{
  return node && node->has_gimple_body_p () && !DECL_EXTERNAL (node->decl);
}

/* Can the object name NODE without wanting a symbol that it does not want
   anyway?  It has NODE's body, or takes its address.  What is external itself,
   as an extern inline function is, takes none here.  */

static bool
nameable_p (cgraph_node *node)
{
  if (!DECL_EXTERNAL (node->decl))
    return body_here_p (node);
  struct ipa_ref *ref;
  if (!DECL_WEAK (node->decl))
    for (unsigned i = 0; node->iterate_referring (i, ref); i++)
      if (ref->use == IPA_REF_ADDR && !DECL_EXTERNAL (ref->referring->decl))
        return true;
  return false;
}

/* Does calling NODE by name in place of EDGE pay, though it is not inlined?  A
   retpoline is mispredicted always: with the guard, calls of targets of one to
   forty insns were 1.1 to 14 times as fast, for each share from 70 % on and in
   each order.  Other indirect calls lost (0.9 times as fast in the mean), those
   that the processor mispredicts too, and so did retpolines where the call by
   name is one itself (-fno-plt).

   The linker may replace NODE: the address is that of what it chose, and so is
   the name.  */

static bool
pays_uninlined_p (cgraph_edge *edge, cgraph_node *node)
{
  return pgo_retpoline_p (edge->caller->decl)
         && (targetm.binds_local_p (node->decl)
             || (flag_plt
                 && !lookup_attribute ("noplt", DECL_ATTRIBUTES (node->decl))))
         && nameable_p (node) && pgo_fitting_target (edge, node)
         && !never_called (edge, node);
}

/* Why NODE cannot be called by name in place of EDGE and inlined, leaving
   shares aside.  */

static enum pgo_verdict
inlined_verdict (struct pgo_candidate *candidate, cgraph_edge *edge,
                 cgraph_node *node)
{
  if (!body_here_p (node)
      || (!node->function_version () && !pgo_function_optimised_p (node)))
    return PGO_REFUSED_NO_BODY;
  if (node == edge->caller)
    return PGO_REFUSED_RECURSIVE;
  candidate->detail = never_called (edge, node);
  if (candidate->detail)
    return PGO_REFUSED_COMPILER;
  enum pgo_verdict verdict
      = pgo_inline_verdict (candidate, pgo_bound_target (node));
  /* The share has decided about the site's weight already.  */
  return verdict == PGO_REFUSED_COLD ? PGO_APPLIED : verdict;
}

/* Why the call of EDGE cannot be promoted to NODE, leaving shares aside.  */

static enum pgo_verdict
target_verdict (struct pgo_candidate *candidate, cgraph_edge *edge,
                const struct pgo_position *position, cgraph_node *node)
{
  if (ambiguous_p (edge, position, node))
    return PGO_REFUSED_AMBIGUOUS;
  /* gimple_ic and redirect_call_stmt_to_callee need a virtual definition,
     which a call through a const or pure function type lacks.  */
  if (!gimple_vdef (edge->call_stmt))
    return PGO_REFUSED_CONST;
  enum pgo_verdict verdict = inlined_verdict (candidate, edge, node);
  if (verdict == PGO_APPLIED || !node || !pays_uninlined_p (edge, node))
    return verdict;
  candidate->growth = 0;
  candidate->detail = "a call by name saves a retpoline";
  return PGO_APPLIED;
}

/* Make CALL, of THUNK in NODE, one of the method that THUNK adjusts the object
   for, and adjust it here, as expand_call_inline (tree-inline.cc) does: the
   early inliner takes no thunks.  What THUNK calls may be an alias that is
   local to its comdat group (make_alias_for_thunk), the method is not.  */

static void
call_through_thunk (cgraph_node *node, gcall *call, cgraph_node *thunk)
{
  thunk_info *info = thunk_info::get (thunk);
  if (!info->this_adjusting)
    return;
  push_cfun (DECL_STRUCT_FUNCTION (node->decl));
  gimple_stmt_iterator gsi = gsi_for_stmt (call);
  tree object = gimple_call_arg (call, 0);
  tree pointer = create_tmp_reg_fn (cfun, TREE_TYPE (object), NULL);
  gsi_insert_before (&gsi, gimple_build_assign (pointer, object),
                     GSI_SAME_STMT);
  gsi_prev (&gsi);
  tree adjusted = thunk_adjust (
      &gsi, pointer, true, info->fixed_offset,
      info->virtual_offset_p ? size_int (info->virtual_value) : NULL_TREE,
      info->indirect_offset);
  gimple_call_set_arg (call, 0, adjusted);
  cgraph_node *method = thunk->callees->callee->ultimate_alias_target ();
  gimple_call_set_fndecl (call, pgo_bound_target (method)->decl);
  update_stmt (call);
  pop_cfun ();
}

/* A decision to call TARGET directly where EDGE calls indirectly.  */
struct promotion
{
  struct pgo_candidate *candidate;
  cgraph_edge *edge;
  cgraph_node *target;
  int64_t own; /* Weight of the samples in TARGET and what it contains.  */
};

/* A target of an indirect call: the profile's FN, in the unit NODE, or NULL. */
struct callee
{
  const struct pgo_fn *fn;
  cgraph_node *node;
  int64_t weight;         /* Of the samples that came through the call.  */
  enum pgo_verdict unfit; /* Why it cannot be called, or PGO_APPLIED.  */
};

/* What the profile has of one indirect call.  */
struct call_profile
{
  struct pgo_position position;
  bool placed; /* The profile has its line.  */
  auto_vec<callee> callees;
  auto_vec<struct pgo_target> targets; /* Of these.  */
  int64_t beyond; /* Weight of the samples in what several of them jump to.  */
  enum pgo_verdict left_out; /* Why some callee on its line is none of these, or
                                PGO_APPLIED.  */
};

/* Can the function that the profile calls FN, NODE in the unit or NULL, not be
   what EDGE calls?  If so, why; else PGO_APPLIED.  Another unit may have a
   pointer to what this one has none to.  But if this one has one to a function
   that jumps there, it is that.  */

static enum pgo_verdict
unfit_verdict (cgraph_edge *edge, const struct pgo_fn *fn, cgraph_node *node)
{
  if (node && !node->address_taken && !pgo_polymorphic_p (edge)
      && pgo_jumped_to_p (edge, fn))
    return PGO_REFUSED_NO_TARGET;
  if ((node && node->function_version ()) || pgo_may_call_p (edge, fn, node))
    return PGO_APPLIED;
  return node && node->local ? PGO_REFUSED_NO_TARGET : PGO_REFUSED_SIGNATURE;
}

/* The function whose body EDGE executes where the profile has NODE's, which may
   be one with it.  */

static cgraph_node *
called_function (cgraph_edge *edge, cgraph_node *node)
{
  cgraph_node *fitting = pgo_fitting_target (edge, node);
  return fitting && !fitting->thunk ? fitting : node;
}

/* Add to CALL the target C, of which KNOWN is known, or what the profile has of
   C to the same function where it is a target already.  */

static void
add_target (struct call_profile *call, const callee &c,
            const struct pgo_target &known)
{
  for (unsigned i = 0; c.node && i < call->callees.length (); i++)
    if (call->callees[i].node == c.node)
      {
        call->callees[i].weight += c.weight;
        call->targets[i].own += known.own;
        return;
      }
  call->callees.safe_push (c);
  call->targets.safe_push (known);
}

static void
remove_target (struct call_profile *call, unsigned i)
{
  call->callees.ordered_remove (i);
  call->targets.ordered_remove (i);
}

/* The index of NODE among the targets of CALL, which is added if the profile
   has the function, called through FRAMES; -1 if it has not.  */

static int
find_target (struct call_profile *call, cgraph_node *node,
             const vec<struct pgo_frame> &frames)
{
  for (unsigned i = 0; i < call->callees.length (); i++)
    if (call->callees[i].node == node)
      return i;
  const struct pgo_fn *fn = pgo_match_decl (node->decl);
  if (!fn)
    return -1;
  add_target (call, { fn, node, 0, PGO_APPLIED },
              pgo_target_estimate (fn, node, frames));
  return call->callees.length () - 1;
}

/* The calls that the targets of CALL among JUMPING have had, by their own
   samples.  */

static double
calls_of (const struct call_profile &call, const vec<cgraph_node *> &jumping)
{
  double calls = 0;
  for (unsigned i = 0; i < call.callees.length (); i++)
    if (call.targets[i].cost > 0 && jumping.contains (call.callees[i].node))
      calls += call.targets[i].own / call.targets[i].cost;
  return calls;
}

/* EDGE cannot call target number I of CALL, but those among JUMPING, which jump
   to it. Each of them had some of its calls: take those away that the samples
   in them tell of.  What is left is of an unknown target.  */

static void
share_jumps (struct call_profile *call, unsigned i,
             const vec<cgraph_node *> &jumping)
{
  struct pgo_target *target = &call->targets[i];
  double rest = target->own - target->cost * calls_of (*call, jumping);
  if (target->cost > 0 && rest > 0)
    target->own = (int64_t) rest;
  else
    {
      call->beyond += call->callees[i].weight;
      remove_target (call, i);
    }
}

/* The index among the targets of CALL of the one function among JUMPING, if it
   does little but jump and so is known by what it jumps to; -1 if not.  The
   call has come through FRAMES.  */

static int
find_forwarder (struct call_profile *call, const vec<cgraph_node *> &jumping,
                const vec<struct pgo_frame> &frames)
{
  int i = jumping.length () == 1 ? find_target (call, jumping[0], frames) : -1;
  return i >= 0 && call->targets[i].cost > 0
                 && pgo_forwarder_p (call->targets[i].cost, 0)
             ? i
             : -1;
}

/* What EDGE cannot call of the targets of CALL was jumped to by another that it
   can, which leaves no frame.  Where that can be but one, it is its target. The
   call has come through FRAMES.  */

static void
resolve_jumps (cgraph_edge *edge, struct call_profile *call,
               const vec<struct pgo_frame> &frames)
{
  hash_map<cgraph_node *, auto_vec<struct pgo_target>> reached;
  for (unsigned i = call->callees.length (); i-- > 0;)
    {
      const callee c = call->callees[i];
      auto_vec<cgraph_node *> jumping;
      if (c.unfit == PGO_APPLIED)
        continue;
      pgo_jumping_targets (edge, c.fn, c.node, &jumping);
      if (jumping.is_empty ())
        continue;
      int target = find_forwarder (call, jumping, frames);
      if (target < 0)
        {
          share_jumps (call, i, jumping);
          continue;
        }
      call->callees[target].weight += c.weight;
      reached.get_or_insert (jumping[0]).safe_push (call->targets[i]);
      remove_target (call, i);
    }
  for (unsigned i = 0; i < call->callees.length (); i++)
    if (auto *last = reached.get (call->callees[i].node))
      pgo_add_jumps (&call->targets[i], last->address (), last->length ());
}

/* Add to CALL the targets of EDGE, of those that the profile has at its line,
   as called in this copy of it.  */

static void
add_targets (cgraph_edge *edge, struct call_profile *call)
{
  cgraph_node *node = edge->caller;
  const struct pgo_site *sites;
  size_t n = pgo_match_sites (&call->position, &sites);
  call->placed = n > 0;
  if (!call->placed)
    n = pgo_match_sites_without_line (&call->position, &sites);
  if (n == 0)
    return;
  auto_vec<struct pgo_frame, PGO_CONTEXT_CALLERS> outer, frames;
  if (!pgo_match_frames (node, edge->call_stmt, &outer))
    outer.truncate (0);
  bool alone = call->placed && !ambiguous_p (edge, &call->position, NULL);
  for (size_t i = 0; i < n; i++)
    {
      const struct pgo_fn *fn = sites[i].callee;
      if (pgo_symbol_helper_p (fn->name)
          || (call->placed
                  ? pgo_match_direct_p (node, &call->position, fn)
                  : pgo_match_count_calls (node, call->position.decl, fn) > 0))
        continue;
      cgraph_node *target = pgo_match_node (fn);
      enum pgo_verdict unfit = unfit_verdict (edge, fn, target);
      /* It may be another call's.  */
      if (unfit != PGO_APPLIED && !alone)
        {
          call->left_out = unfit;
          continue;
        }
      bool here = target && target->has_gimple_body_p ();
      frames.truncate (0);
      frames.safe_push ({ sites[i].caller, sites[i].offset });
      add_frames (&frames, outer);
      struct pgo_target known
          = pgo_target_estimate (fn, here ? target : NULL, frames);
      if (here && unfit == PGO_APPLIED)
        target = called_function (edge, target);
      add_target (call, { fn, target, sites[i].weight, unfit }, known);
    }
  resolve_jumps (edge, call, frames);
}

/* Say in the dump what is known of the targets of CALL.  */

static void
dump_targets (const struct call_profile *call)
{
  for (unsigned i = 0; i < call->targets.length (); i++)
    {
      const struct pgo_target &target = call->targets[i];
      fprintf (dump_file,
               "pgo: line %d of %s: target %s: %.0f samples, cost %.1f, "
               "error %.2f\n",
               call->position.line, pgo_canonical_name (call->position.decl),
               call->callees[i].fn->name, pgo_samples (target.own), target.cost,
               target.error);
    }
}

/* Leave CANDIDATE, CALL to the targets of SITE, to link time if that knows
   more. There each is found by its own name in the profile, not by that of a
   function that GCC has made one with it.  */

static bool
wait_for_link (struct pgo_candidate *candidate, const struct call_profile &call,
               const struct pgo_targets *site)
{
  auto_vec<const struct pgo_fn *> fns;
  for (const callee &c : call.callees)
    {
      const struct pgo_fn *fn = c.fn;
      if (c.node && pgo_match_node (fn) != c.node)
        fn = pgo_match_decl (c.node->decl);
      if (!fn)
        return false;
      fns.safe_push (fn);
    }
  return pgo_wait (candidate, site, fns.address ());
}

/* Settle CANDIDATE, the call EDGE to the best target of CALL, and add it to
   PROMOTIONS if it is to be promoted.  If so, take that target from CALL and
   return true.  */

static bool
consider_target (struct pgo_candidate *candidate, cgraph_edge *edge,
                 struct call_profile *call, vec<promotion> *promotions)
{
  candidate->weight += call->beyond;
  for (unsigned i = 0; i < call->callees.length (); i++)
    {
      candidate->own += call->targets[i].own;
      candidate->weight += call->callees[i].weight;
    }
  size_t best;
  struct pgo_targets site = { call->targets.address (), call->targets.length (),
                              pgo_index_period (pgo_profile_index) };
  enum pgo_verdict verdict = pgo_policy_devirt (&pgo_options.policy, &site,
                                                &best, &candidate->share);
  const struct pgo_fn *fn = call->callees[best].fn;
  cgraph_node *target = call->callees[best].node;
  candidate->callee = target ? pgo_canonical_name (target->decl) : fn->name;
  if (candidate->own < pgo_hot_threshold ())
    verdict = PGO_REFUSED_COLD;
  if (verdict == PGO_APPLIED)
    verdict = call->callees[best].unfit;
  if (verdict == PGO_APPLIED)
    verdict = target_verdict (candidate, edge, &call->position, target);
  if (verdict == PGO_REFUSED_NO_BODY && !body_here_p (target)
      && pgo_link_wait (candidate, fn))
    return false;
  if (verdict == PGO_REFUSED_SHARE && candidate->rank == 0
      && wait_for_link (candidate, *call, &site))
    return false;
  if (verdict != PGO_APPLIED)
    return pgo_ledger_settle (candidate, verdict);
  if (!pgo_ledger_start (candidate))
    return false;
  promotions->safe_push ({ candidate, edge,
                           pgo_bound_target (pgo_fitting_target (edge, target)),
                           call->targets[best].own });
  remove_target (call, best);
  return true;
}

/* Look at the indirect call EDGE, and add to PROMOTIONS what it is to be
   promoted to, the most frequent first.  Each takes its calls away, and the
   next is decided about by its share of the rest.  */

static void
consider (cgraph_edge *edge, vec<promotion> *promotions)
{
  cgraph_node *node = edge->caller;
  struct call_profile call = {};
  if (!pgo_match_position (node, edge->call_stmt, &call.position))
    return;
  add_targets (edge, &call);
  if (dump_file && (dump_flags & TDF_DETAILS))
    dump_targets (&call);
  bool other_calls
      = !call.placed
        && pgo_match_count_indirect_calls (node, call.position.decl) > 1;
  /* What does not fit may be the other call's.  */
  if (call.targets.is_empty () && (call.left_out == PGO_APPLIED || other_calls))
    return;

  double left = 1;
  for (unsigned called = 0;
       pgo_policy_next_target_p (&pgo_options.policy, called, left); called++)
    {
      struct pgo_candidate *candidate
          = pgo_ledger_candidate (PGO_DEVIRT, node, edge->call_stmt);
      candidate->caller = pgo_canonical_name (call.position.decl);
      candidate->rank = called;
      candidate->share = {};
      if (call.targets.is_empty ())
        pgo_ledger_settle (candidate, call.left_out);
      else if (other_calls)
        pgo_ledger_settle (candidate, PGO_REFUSED_NO_LINE);
      else if (consider_target (candidate, edge, &call, promotions)
               && !call.targets.is_empty ())
        {
          left *= 1 - candidate->share.estimate / 100;
          continue;
        }
      break;
    }
}

/* Promote what is monomorphic in UNIT, of the calls that were not looked at
   before.  */

void
pgo_icall_execute (struct pgo_unit *unit)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      if (!pgo_function_optimised_p (node))
        continue;
      /* Decide about the whole function before its body changes.  */
      auto_vec<promotion> promotions;
      for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
        if (!e->speculative && !unit->indirect_calls.add (e->call_stmt))
          consider (e, &promotions);
      for (const promotion &p : promotions)
        {
          int share = (int) (p.candidate->share.estimate * 100);
          cgraph_edge *direct = p.edge->make_speculative (
              p.target, p.edge->count.apply_scale (share, 10000));
          gimple *call = cgraph_edge::redirect_call_stmt_to_callee (direct);
          pgo_mark_guard (call);
          pgo_workaround_guard (node, call);
          if (p.target->thunk)
            call_through_thunk (node, as_a<gcall *> (call), p.target);
          gimple *guard
              = gsi_stmt (gsi_last_bb (single_pred (gimple_bb (call))));
          unit->guarded.safe_push (
              { p.candidate, call, as_a<gcond *> (guard) });
          unit->promoted.put (call, p.own);
        }
      if (!promotions.is_empty ())
        pgo_update_function (node);
    }
  pgo_jumps_forget ();
}

/* Promote what is monomorphic in UNIT, of what inlining has copied.  */

void
pgo_icall_inlined (struct pgo_unit *unit)
{
  pgo_icall_execute (unit);
}

/* Take the direct call of GUARDED in NODE back: its guard is never true.  */

static void
take_back (cgraph_node *node, const guarded_call &guarded)
{
  push_cfun (DECL_STRUCT_FUNCTION (node->decl));
  edge e = find_edge (gimple_bb (guarded.condition), gimple_bb (guarded.call));
  if (e->flags & EDGE_TRUE_VALUE)
    gimple_cond_make_false (guarded.condition);
  else
    gimple_cond_make_true (guarded.condition);
  update_stmt (guarded.condition);
  pop_cfun ();
}

/* Why the guard of GUARDED, whose call is one in NODE still, is of no use, or
   PGO_APPLIED: a call that is not inlined gains nothing over a predicted one,
   but who limits or disables inlining may want the call.  */

static enum pgo_verdict
guard_verdict (cgraph_node *node, const guarded_call &guarded)
{
  const struct pgo_candidate *inlined
      = pgo_ledger_find (PGO_INLINE, guarded.call);
  basic_block bb = gimple_bb (guarded.call);
  if (guarded.candidate->detail || !inlined || inlined->node != node
      || pgo_inlines_all_p (node) || inlined->verdict == PGO_APPLIED
      || inlined->verdict == PGO_REFUSED_LIMIT || !gimple_bb (guarded.condition)
      || !find_edge (gimple_bb (guarded.condition), bb))
    return PGO_APPLIED;
  guarded.candidate->detail = inlined->detail;
  guarded.candidate->growth = inlined->growth;
  guarded.candidate->most_growth = inlined->most_growth;
  return inlined->verdict;
}

/* Settle what was promoted in UNIT, and take back what was not inlined.  */

void
pgo_icall_settle (struct pgo_unit *unit)
{
  hash_map<gimple *, cgraph_node *> callers;
  cgraph_node *node;
  if (unit->guarded.is_empty ())
    return;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    for (cgraph_edge *e = node->callees; e; e = e->next_callee)
      callers.put (e->call_stmt, node);
  hash_set<cgraph_node *> changed;
  for (const guarded_call &guarded : unit->guarded)
    {
      cgraph_node **caller = callers.get (guarded.call);
      enum pgo_verdict verdict
          = caller ? guard_verdict (*caller, guarded) : PGO_APPLIED;
      if (verdict != PGO_APPLIED)
        {
          take_back (*caller, guarded);
          changed.add (*caller);
        }
      pgo_ledger_settle (guarded.candidate, verdict);
    }
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (changed.contains (node))
      pgo_update_function (node);
}
