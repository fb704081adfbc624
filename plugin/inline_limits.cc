/* What GCC's inliner takes by the limits of hot functions alone.
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

   The limits are the caller's.  They are of the size of the callee, as it will
   be in the caller, and greater where GCC has a hint that the caller makes it
   faster (GCC's ipa-inline.cc, want_inline_small_function_p).  */

#include "compat.h"
#include "inline_limits.h"

#include "decide/tuning.h"

/* Of a call of NODE by the limits of the command line.  */

int
pgo_usual_limit (cgraph_node *node)
{
  return DECL_DECLARED_INLINE_P (node->decl) ? param_max_inline_insns_single
         : flag_inline_functions             ? param_max_inline_insns_auto
                                             : param_max_inline_insns_small;
}

/* PERCENT of the way from USUAL to RAISED; USUAL if the user has set it.  */

static int
part_of_way (bool given, int usual, int raised, int percent)
{
  return given ? usual : usual + (raised - usual) * percent / 100;
}

#define RAISED(PARAM, TUNING)                                                  \
  part_of_way (global_options_set.x_param_##PARAM, param_##PARAM,              \
               pgo_tuning.TUNING, percent)

struct pgo_inline_limits
pgo_raised_limits (int percent)
{
  return { RAISED (max_inline_insns_auto, inline_insns_auto),
           RAISED (max_inline_insns_single, inline_insns_single),
           RAISED (inline_heuristics_hint_percent, inline_hint_percent),
           RAISED (inline_min_speedup, inline_min_speedup) };
}

/* May GCC have a hint that CALLEE is worth more in the call E: that this is hot
   and more likely than not, as its counts say; or, when it has looked at all
   calls, that how often a loop turns is known then, or what is called through a
   pointer?  */

static bool
hint_possible_p (cgraph_edge *e, cgraph_node *callee)
{
  function *fn = DECL_STRUCT_FUNCTION (callee->decl);
  profile_count calls = e->count.ipa ();
  return (calls.initialized_p () && calls + calls > e->caller->count.ipa ())
         || callee->indirect_calls
         || (fn && loops_for_fn (fn) && number_of_loops (fn) > 1);
}

/* What the call E will add if it is inlined by LIMITS, and would not be by the
   usual ones; else 0.  The one body of a function with one call moves.  */

static int
growth_of_call (cgraph_edge *e, const struct pgo_inline_limits *limits)
{
  cgraph_node *callee = e->callee->ultimate_alias_target ();
  if (!e->inline_failed
      || cgraph_inline_failed_type (e->inline_failed) == CIF_FINAL_ERROR
      || !e->maybe_hot_p () || !callee->has_gimple_body_p ()
      || !ipa_size_summaries->get (callee) || !ipa_call_summaries->get (e)
      || (callee->local && callee->callers == e && !e->next_caller))
    return 0;
  int growth = estimate_edge_growth (e);
  double usual = pgo_usual_limit (callee),
         raised = DECL_DECLARED_INLINE_P (callee->decl) ? limits->insns_single
                                                        : limits->insns_auto;
  if (hint_possible_p (e, callee))
    {
      usual *= param_inline_heuristics_hint_percent / 100.0;
      raised *= limits->hint_percent / 100.0;
    }
  return growth > usual && growth <= raised ? growth : 0;
}

int
pgo_limits_growth (cgraph_node *node, const struct pgo_inline_limits *limits)
{
  int sum = 0;
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    sum += growth_of_call (e, limits);
  return sum;
}
