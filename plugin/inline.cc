/* Inlining of hot call edges.
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


   A hot call edge may grow its caller by far more than -O2 allows; every
   other edge keeps GCC's limits.  The decision is this pass's, by the edge,
   in three steps:

     1. every call in the unit that the profile knows is a candidate and gets
        pgo_policy_inline's verdict, first by the samples in the callee itself,
        then by those too that were taken in what is inlined into the callee,
        in calls from here: what the callee absorbs;
     2. those approved share the unit's growth budget, the most calls per
        insn of growth first;
     3. functions are taken callees first, and GCC's own early inliner is
        asked to inline the chosen edges of each, and no others, until limit=N
        calls are inlined.

   Asking early_inliner leaves every question of legality (target and
   optimisation options, exceptions, sanitizers, interposition, stack frames,
   function growth) to GCC; where it declines, its reason goes into the
   ledger.  */

#include "compat.h"
#include "inline.h"
#include "body.h"
#include "load.h"
#include "options.h"
#include "unit.h"

/* The callee's own samples, by what a call costs without what is inlined into
   it, tell of its calls as well as all samples by the whole cost.  Both are
   rough, and a cost is the more so the more loops are in it, so what promises
   more calls counts.  */

static struct pgo_inline_facts
facts_of (const struct pgo_candidate *candidate)
{
  int64_t own = candidate->own + candidate->absorbed;
  double cost = candidate->cost;
  if (candidate->own > 0 && candidate->first_cost > 0)
    cost = MIN (cost, candidate->first_cost * own / candidate->own);
  return { own, pgo_hot_threshold (), pgo_index_total (pgo_profile_index), cost,
           candidate->growth };
}

/* Why GCC would never inline CALLEE, in its own words, or NULL.  */

static const char *
never_inlined (cgraph_node *callee)
{
  tree attributes = DECL_ATTRIBUTES (callee->decl);
  if (lookup_attribute ("noipa", attributes))
    return "the callee is noipa";
  if (lookup_attribute ("noinline", attributes))
    return "the callee is noinline";
  if (global_options_set.x_flag_inline_functions && !flag_inline_functions
      && !DECL_DECLARED_INLINE_P (callee->decl))
    return "-fno-inline-functions, and the callee is not declared inline";
  ipa_fn_summary *summary = ipa_fn_summaries->get (callee);
  if (DECL_UNINLINABLE (callee->decl) || !summary || !summary->inlinable)
    return cgraph_inline_failed_string (CIF_FUNCTION_NOT_INLINABLE);
  return NULL;
}

/* The verdict on inlining CALLEE for CANDIDATE, whose growth and cost are
   known.  */

static enum pgo_verdict
body_verdict (struct pgo_candidate *candidate, cgraph_node *callee)
{
  enum availability avail;
  callee = callee->function_symbol (&avail, candidate->node);
  if (!callee->has_gimple_body_p () || !pgo_function_optimised_p (callee))
    return PGO_REFUSED_NO_BODY;
  /* First, since noipa makes a function interposable as well.  */
  candidate->detail = never_inlined (callee);
  if (candidate->detail)
    return PGO_REFUSED_COMPILER;
  if (avail <= AVAIL_INTERPOSABLE)
    return PGO_REFUSED_OVERWRITABLE;
  struct pgo_inline_facts facts = facts_of (candidate);
  candidate->most_growth = pgo_policy_inline_limit (&facts);
  return pgo_policy_inline (&facts);
}

/* By how many insns a function grows when the call STMT of CALLEE, or of a
   thunk of it, becomes its body.  */

static int
growth_of (gcall *stmt, cgraph_node *callee)
{
  ipa_size_summary *size = ipa_size_summaries->get (callee);
  return (size ? size->size : 0) - estimate_num_insns (stmt, &eni_size_weights);
}

/* Are CALLER and CALLEE sanitized alike?  See sanitize_attrs_match_for_inline_p
   (ipa-inline.cc).  */

static bool
sanitized_alike_p (tree caller, tree callee)
{
  static const unsigned kinds[]
      = { SANITIZE_ADDRESS,         SANITIZE_THREAD,
          SANITIZE_UNDEFINED,       SANITIZE_UNDEFINED_NONDEFAULT,
          SANITIZE_POINTER_COMPARE, SANITIZE_POINTER_SUBTRACT };
  for (unsigned kind : kinds)
    if (sanitize_flags_p (kind, caller) != sanitize_flags_p (kind, callee))
      return false;
  return true;
}

/* Why GCC would not inline CALLEE, of these options, into CALLER, in its own
   words, or NULL.  */

static const char *
mismatch (tree caller, tree callee)
{
  if (opts_for_fn (callee) != opts_for_fn (caller))
    return "the target's options are not the caller's";
  if (!targetm.target_option.can_inline_p (caller, callee))
    return cgraph_inline_failed_string (CIF_TARGET_OPTION_MISMATCH);
  if (!sanitized_alike_p (caller, callee))
    return cgraph_inline_failed_string (CIF_SANITIZE_ATTRIBUTE_MISMATCH);
  return NULL;
}

enum pgo_verdict
pgo_inline_verdict (struct pgo_candidate *candidate, cgraph_node *callee)
{
  cgraph_node *body = callee->function_symbol ();
  candidate->detail = mismatch (candidate->node->decl, body->decl);
  if (candidate->detail)
    return PGO_REFUSED_COMPILER;
  candidate->cost = pgo_function_cost (body);
  candidate->growth = growth_of (candidate->stmt, body);
  return body_verdict (candidate, callee);
}

bool
pgo_inlines_all_p (cgraph_node *node)
{
  return lookup_attribute ("flatten", DECL_ATTRIBUTES (node->decl))
         || DECL_DISREGARD_INLINE_LIMITS (node->decl);
}

/* Refresh CANDIDATE's cost and growth from EDGE and judge it.  */

static enum pgo_verdict
edge_verdict (struct pgo_candidate *candidate, cgraph_edge *edge)
{
  cgraph_node *callee = edge->callee->function_symbol ();
  if (callee->has_gimple_body_p () && pgo_function_optimised_p (callee))
    {
      candidate->cost = pgo_function_cost (callee);
      candidate->growth = callee == edge->callee->ultimate_alias_target ()
                              ? estimate_edge_growth (edge)
                              : growth_of (edge->call_stmt, callee);
    }
  if (edge->recursive_p ())
    return PGO_REFUSED_RECURSIVE;
  if (pgo_inlines_all_p (edge->caller))
    {
      candidate->detail = "the caller is flatten or always_inline";
      return PGO_REFUSED_COMPILER;
    }
  return body_verdict (candidate, edge->callee);
}

/* A call that may be inlined.  */
struct planned_call
{
  struct pgo_candidate *candidate;
  const struct pgo_site *site; /* The call's in the profile.  */
  cgraph_node *callee;
  double frequency; /* For each call of the caller.  */
  int growth;       /* By the callee alone.  */
  enum pgo_verdict verdict;
};

/* The calls that are to be inlined, by caller.  */
typedef hash_map<cgraph_node *, auto_vec<planned_call>> inline_plan;

/* What a function absorbs of those that are inlined into it.  */
struct absorbed
{
  int64_t own; /* Their samples, in calls from one site.  */
  double cost; /* For each call.  */
  int growth;  /* In insns.  */
};

/* The profile's site for the direct call EDGE, or NULL.  *PLACED is whether the
   profile has its line, or there is no other call that it could be.  */

static const struct pgo_site *
edge_site (cgraph_edge *edge, struct pgo_position *position, bool *placed)
{
  const struct pgo_fn *callee
      = pgo_match_decl (edge->callee->ultimate_alias_target ()->decl);
  const struct pgo_site *sites;
  if (!callee || !pgo_match_position (edge->caller, edge->call_stmt, position))
    return NULL;
  *placed = true;
  size_t n = pgo_match_sites (position, &sites);
  for (size_t i = 0; i < n; i++)
    if (sites[i].callee == callee)
      return &sites[i];
  n = pgo_match_sites_without_line (position, &sites);
  for (size_t i = 0; i < n; i++)
    if (sites[i].callee == callee)
      {
        *placed
            = pgo_match_count_calls (edge->caller, position->decl, callee) == 1;
        return &sites[i];
      }
  return NULL;
}

/* Enter the known direct calls of NODE in UNIT into the ledger, of those that
   were promoted since if PROMOTED; add those to CALLS that are approved, or
   would be if they had more samples.  */

static void
collect (struct pgo_unit *unit, bool promoted, cgraph_node *node,
         vec<planned_call> *calls)
{
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    {
      const int64_t *promoted_own = unit->promoted.get (e->call_stmt);
      if (promoted && !promoted_own)
        continue;
      /* GCC inlines these whatever we say.  */
      if (DECL_DISREGARD_INLINE_LIMITS (e->callee->decl))
        continue;
      struct pgo_position position;
      bool placed;
      const struct pgo_site *site = edge_site (e, &position, &placed);
      if (!site)
        continue;
      struct pgo_candidate *candidate
          = pgo_ledger_candidate (PGO_INLINE, node, e->call_stmt);
      candidate->caller = pgo_canonical_name (position.decl);
      candidate->callee = pgo_canonical_name (e->callee->function_symbol ()->decl);
      candidate->own = promoted_own ? *promoted_own : site->own;
      candidate->weight = site->weight;
      enum pgo_verdict verdict
          = placed ? edge_verdict (candidate, e) : PGO_REFUSED_NO_LINE;
      candidate->first_cost = candidate->cost;
      if (verdict == PGO_APPLIED || verdict == PGO_REFUSED_COLD
          || verdict == PGO_REFUSED_NO_GAIN)
        calls->safe_push ({ candidate, site, e->callee->function_symbol (),
                            e->sreal_frequency ().to_double (),
                            candidate->growth, verdict });
      else
        pgo_ledger_settle (candidate, verdict);
    }
}

/* Add to *ALL what the callee of OUTER absorbs by PLAN where the calls of
   FRAMES lead to it, FREQUENCY times for each call.  It may be gone by now.  */

static void
absorb (inline_plan *plan, const planned_call &outer,
        const vec<struct pgo_frame> &frames, double frequency,
        struct absorbed *all)
{
  const struct pgo_fn *fn = outer.site->callee;
  auto *calls = plan->get (outer.callee);
  if (!calls || !pgo_policy_absorbed_p (frames.length ()))
    return;
  hash_set<const struct pgo_site *> seen;
  for (const planned_call &call : *calls)
    {
      const struct pgo_site *site = call.site;
      double times = frequency * call.frequency;
      all->cost += times * call.candidate->first_cost;
      all->growth += MAX (call.growth, 0);
      /* Calls of what GCC has inlined into the callee have other frames.  */
      if (site->caller != fn || seen.add (site))
        continue;
      all->own += pgo_fn_site_own (fn, site->offset, site->callee,
                                   frames.address (), frames.length ());
      auto_vec<struct pgo_frame> inner;
      inner.safe_push ({ fn, site->offset });
      inner.safe_splice (frames);
      absorb (plan, call, inner, times, all);
    }
}

/* What the callee of CALL absorbs by PLAN.  */

static struct absorbed
absorbed_by (inline_plan *plan, const planned_call &call)
{
  struct absorbed all = {};
  auto_vec<struct pgo_frame> frames;
  frames.safe_push ({ call.site->caller, call.site->offset });
  absorb (plan, call, frames, 1, &all);
  return all;
}

/* Approve those of CALLS that have the samples for it once what is inlined into
   their callees counts: a function that does little but call another is hardly
   ever sampled itself.  */

static void
approve (vec<planned_call> *calls)
{
  inline_plan plan;
  for (const planned_call &call : *calls)
    if (call.verdict == PGO_APPLIED)
      plan.get_or_insert (call.candidate->node).safe_push (call);
  for (bool changed = true; changed;)
    {
      changed = false;
      for (planned_call &call : *calls)
        {
          if (call.verdict == PGO_APPLIED)
            continue;
          struct absorbed all = absorbed_by (&plan, call);
          struct pgo_candidate with = *call.candidate;
          with.absorbed = all.own;
          with.cost += all.cost;
          with.growth += all.growth;
          struct pgo_inline_facts facts = facts_of (&with);
          if (pgo_policy_inline (&facts) != PGO_APPLIED)
            continue;
          *call.candidate = with;
          call.verdict = PGO_APPLIED;
          plan.get_or_insert (call.candidate->node).safe_push (call);
          changed = true;
        }
    }
}

static int
compare_calls (const void *a, const void *b)
{
  const struct pgo_candidate *x = ((const planned_call *) a)->candidate;
  const struct pgo_candidate *y = ((const planned_call *) b)->candidate;
  struct pgo_inline_facts fx = facts_of (x), fy = facts_of (y);
  if (int order = pgo_policy_inline_compare (&fx, &fy))
    return order;
  if (int order = strcmp (x->caller, y->caller))
    return order;
  if (int order = strcmp (x->callee, y->callee))
    return order;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Order of the source.  */

static int
compare_candidates (const void *a, const void *b)
{
  const struct pgo_candidate *x = *(struct pgo_candidate *const *) a;
  const struct pgo_candidate *y = *(struct pgo_candidate *const *) b;
  expanded_location at = expand_location (x->location);
  expanded_location other = expand_location (y->location);
  if (int order = strcmp (at.file ? at.file : "", other.file ? other.file : ""))
    return order;
  if (at.line != other.line)
    return at.line - other.line;
  if (at.column != other.column)
    return at.column - other.column;
  return x->order < y->order ? -1 : x->order > y->order;
}

static int
compare_calls_by_place (const void *a, const void *b)
{
  return compare_candidates (&((const planned_call *) a)->candidate,
                             &((const planned_call *) b)->candidate);
}

/* GCC's settings that are raised while early_inliner looks at one
   function.  */

class raised_limits
{
public:
  raised_limits (cgraph_node *node)
      : m_node (node), m_frequency (node->frequency),
        m_early (flag_early_inlining), m_insns (param_early_inlining_insns),
        m_saved (*options ())
  {
    /* The limits are policy.c's, the frequency is the profile's word against
       a static guess, and calls that arrive with an inlined body are for
       their own edges to decide.  Who switches early inlining off means GCC's.
     */
    flag_early_inlining = 1;
    node->frequency = NODE_FREQUENCY_HOT;
    param_early_inlining_insns = INT_MAX / 1024;
    options ()->x_param_early_inliner_max_iterations = 1;
    /* A hot call is worth its growth at -O1 and -Os too.  */
    options ()->x_flag_inline_small_functions = 1;
    options ()->x_optimize_size = 0;
  }
  ~raised_limits ()
  {
    flag_early_inlining = m_early;
    m_node->frequency = m_frequency;
    param_early_inlining_insns = m_insns;
    *options () = m_saved;
  }

private:
  cl_optimization *
  options ()
  {
    return opts_for_fn (m_node->decl);
  }

  cgraph_node *m_node;
  enum node_frequency m_frequency;
  int m_early;
  int m_insns;
  cl_optimization m_saved;
};

/* Let BB of NODE, which GCC guesses is hardly ever executed, as a handler of
   exceptions, be executed once a call: the profile knows better.  */

static void
warm (cgraph_node *node, basic_block bb)
{
  bb->count = profile_count::from_gcov_type (REG_BR_PROB_BASE, GUESSED_LOCAL);
  if (node->count.nonzero_p ())
    bb->count = node->count;
  for (cgraph_edge *first : { node->callees, node->indirect_calls })
    for (cgraph_edge *e = first; e; e = e->next_callee)
      if (gimple_bb (e->call_stmt) == bb)
        e->count = bb->count;
}

/* Inline the CHOSEN calls of NODE, and settle them.  Returns the growth.  */

static int64_t
inline_into (cgraph_node *node, const vec<struct pgo_candidate *> &chosen)
{
  hash_set<gimple *> stmts;
  for (struct pgo_candidate *candidate : chosen)
    stmts.add (candidate->stmt);

  int before = ipa_size_summaries->get (node)->size;
  push_cfun (DECL_STRUCT_FUNCTION (node->decl));
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    if (stmts.contains (e->call_stmt))
      {
        cgraph_node *callee = e->callee->function_symbol ();
        if (callee->frequency < NODE_FREQUENCY_NORMAL)
          callee->frequency = NODE_FREQUENCY_NORMAL;
        if (!e->maybe_hot_p ())
          warm (node, gimple_bb (e->call_stmt));
      }
    else if (!DECL_DISREGARD_INLINE_LIMITS (e->callee->decl))
      /* Recomputed when the edges are rebuilt.  */
      e->inline_failed = CIF_FUNCTION_NOT_INLINABLE;
  {
    raised_limits raised (node);
    early_inliner (cfun);
  }
  for (struct pgo_candidate *candidate : chosen)
    {
      /* An inlined call is no longer in any block.  */
      bool inlined = gimple_bb (candidate->stmt) == NULL;
      if (!inlined)
        {
          cgraph_edge *e = node->get_edge (candidate->stmt);
          candidate->detail = e ? cgraph_inline_failed_string (e->inline_failed)
                                : "the call is gone";
        }
      pgo_ledger_settle (candidate,
                         inlined ? PGO_APPLIED : PGO_REFUSED_COMPILER);
    }
  pop_cfun ();
  pgo_update_function (node);
  return ipa_size_summaries->get (node)->size - before;
}

static void
refuse_gone (struct pgo_candidate *candidate)
{
  candidate->detail = "the call is gone";
  pgo_ledger_settle (candidate, PGO_REFUSED_COMPILER);
}

/* Inline the CHOSEN calls of NODE as far as limit=N allows, settle all, and add
   what NODE grew by to *GROWTH.  */

static void
inline_within_limit (cgraph_node *node,
                     const vec<struct pgo_candidate *> &chosen, int64_t *growth)
{
  auto_vec<struct pgo_candidate *> batch;
  for (unsigned i = 0; i < chosen.length (); i++)
    {
      struct pgo_candidate *candidate = chosen[i];
      if (!pgo_ledger_left ())
        pgo_ledger_settle (candidate, PGO_APPLIED);
      else if (!node->get_edge (candidate->stmt))
        refuse_gone (candidate);
      else
        batch.safe_push (candidate);
      /* What GCC refuses of a batch leaves room for the next.  */
      if (!batch.is_empty ()
          && (batch.length () == pgo_ledger_left ()
              || i + 1 == chosen.length ()))
        {
          *growth += inline_into (node, batch);
          batch.truncate (0);
        }
    }
}

static void
note_removal (cgraph_node *node, void *data)
{
  static_cast<hash_set<cgraph_node *> *> (data)->add (node);
}

/* Append NODE to ORDER behind the functions that PLAN inlines into it.  Most
   functions of a program may call each other somehow, so the order of the whole
   call graph would say little about these calls.  */

static void
order_callees_first (cgraph_node *node, inline_plan *plan,
                     hash_set<cgraph_node *> *visited,
                     vec<cgraph_node *> *order)
{
  auto *planned_here = plan->get (node);
  if (!planned_here || visited->add (node))
    return;
  auto_vec<planned_call> calls;
  calls.safe_splice (*planned_here);
  calls.qsort (compare_calls_by_place);
  for (const planned_call &call : calls)
    order_callees_first (call.callee, plan, visited, order);
  order->safe_push (node);
}

/* Inline the hot call edges of UNIT, of those that were promoted since if
   PROMOTED, and add to its growth.  */

static void
inline_hot (struct pgo_unit *unit, bool promoted)
{
  cgraph_node *node;
  auto_vec<planned_call> calls;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (pgo_function_optimised_p (node))
      collect (unit, promoted, node, &calls);
  approve (&calls);

  /* Spend the budget on the best first.  What is said of the calls, and their
     numbers, are in the order of the source, so that two profiles of one load
     differ in what was decided.  */
  calls.qsort (compare_calls);
  inline_plan plan;
  int64_t planned = unit->growth;
  for (planned_call &call : calls)
    {
      struct pgo_candidate *candidate = call.candidate;
      if (call.verdict == PGO_APPLIED)
        call.verdict = pgo_policy_budget (&pgo_options.policy, unit->size,
                                          planned, candidate->growth);
      if (call.verdict != PGO_APPLIED)
        continue;
      planned += MAX (candidate->growth, 0);
      plan.get_or_insert (candidate->node).safe_push (call);
    }
  calls.qsort (compare_calls_by_place);
  for (const planned_call &call : calls)
    if (call.verdict != PGO_APPLIED)
      pgo_ledger_settle (call.candidate, call.verdict);
  if (plan.is_empty ())
    return;

  hash_set<cgraph_node *> removed;
  cgraph_node_hook_list *hook
      = symtab->add_cgraph_removal_hook (note_removal, &removed);
  auto_vec<cgraph_node *> order;
  hash_set<cgraph_node *> visited;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    order_callees_first (node, &plan, &visited, &order);
  inline_plan done;
  for (cgraph_node *caller : order)
    {
      auto_vec<struct pgo_candidate *> chosen;
      for (const planned_call &call : *plan.get (caller))
        {
          struct pgo_candidate *candidate = call.candidate;
          /* The callee may have grown, and calls may have gone, since.  */
          cgraph_edge *e = removed.contains (caller)
                               ? NULL
                               : caller->get_edge (candidate->stmt);
          if (!e)
            {
              refuse_gone (candidate);
              continue;
            }
          candidate->absorbed = absorbed_by (&done, call).own;
          enum pgo_verdict verdict = edge_verdict (candidate, e);
          if (verdict == PGO_APPLIED)
            verdict = pgo_policy_budget (&pgo_options.policy, unit->size,
                                         unit->growth, candidate->growth);
          if (verdict == PGO_APPLIED)
            chosen.safe_push (candidate);
          else
            pgo_ledger_settle (candidate, verdict);
        }
      chosen.qsort (compare_candidates);
      inline_within_limit (caller, chosen, &unit->growth);
      for (const planned_call &call : *plan.get (caller))
        if (call.candidate->verdict == PGO_APPLIED)
          done.get_or_insert (caller).safe_push (call);
    }
  symtab->remove_cgraph_removal_hook (hook);
}

/* Inline the hot call edges of UNIT.  */

void
pgo_inline_execute (struct pgo_unit *unit)
{
  inline_hot (unit, false);
  unit->promoted.empty ();
}

/* Inline the hot ones of those calls of UNIT that were promoted since.  */

void
pgo_inline_promoted (struct pgo_unit *unit)
{
  if (!unit->promoted.is_empty ())
    inline_hot (unit, true);
}
