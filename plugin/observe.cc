/* Which of a function's samples were taken in which of its copies.
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

   A function may be in a unit several times: by itself, and inlined in others,
   by GCC's early inliner or by inline.cc.  A stack tells in which of these
   copies its sample was taken: seen from its root, a call leads to the inlined
   copy if the caller's copy has one for it, and to the function itself
   otherwise.  So of the samples that come through the calls of a copy it has
   those in which the function that holds it was not inlined somewhere itself;
   and the function itself has what no copy has.  Where all that is hot is
   inlined, what is left is not.

   Other units may have a function too, the static ones of a header.  The
   profile does not tell their copies apart, but who called them.  */

#include "observe.h"
#include "body.h"
#include "load.h"
#include "decide/call_cost.h"

/* Samples that OWN has in the context FRAMES, the last of them a call in FN, or
   none if OWN is of FN itself, without those of the copies of FN that are
   inlined in other functions.  SHARE of FN's are this unit's.  FN may be NULL:
   then it is in no other.  */

template <typename query>
static double
own_left (inlined_map *inlined, query own, const vec<struct pgo_frame> &frames,
          const struct pgo_fn *fn, double share)
{
  double left = pgo_samples (own (frames.address (), frames.length ())) * share;
  auto *copies = fn ? inlined->get (fn) : NULL;
  if (!copies || frames.length () >= max_depth)
    return left;
  for (unsigned i = 0; left > 0 && i < copies->length (); i++)
    {
      const inlined_copy &copy = (*copies)[i];
      auto_vec<struct pgo_frame, max_depth> outer;
      outer.safe_splice (frames);
      add_frames (&outer, copy.context->frames);
      left -= own_left (inlined, own, outer, copy.holder, copy.share);
    }
  return MAX (left, 0);
}

/* What is left of the samples that OWN has in context number C.  */

template <typename query>
double
flow_builder::samples_left (query own, int c) const
{
  if (m_inlined)
    return own_left (m_inlined, own, m_contexts[c]->frames, inlinable (),
                     m_share);
  auto_vec<struct pgo_frame, max_depth> frames;
  frames.safe_splice (m_contexts[c]->frames);
  add_frames (&frames, m_called);
  return pgo_samples (own (frames.address (), frames.length ()));
}

/* Samples in the code of FN, that of context number C, at OFFSET, those of
   other units with them.  */

double
flow_builder::line_samples (const struct pgo_fn *fn, int c,
                            int32_t offset) const
{
  return samples_left (
             [=] (const struct pgo_frame *frames, size_t n) {
               return pgo_fn_line_own (fn, offset, frames, n);
             },
             c)
         / m_share;
}

/* Samples in the callee of CALL itself, called from there.  */

double
flow_builder::call_samples (const direct_call &call) const
{
  const struct pgo_fn *fn = pgo_match_decl (call.decl);
  const context *within = m_contexts[call.place.context];
  const struct pgo_fn *caller = within->fn;
  if (!fn || !caller || !call.first)
    return 0;
  int32_t offset = pgo_fn_offset (caller, call.place.line,
                                  DECL_SOURCE_LINE (within->decl));
  return samples_left (
      [=] (const struct pgo_frame *frames, size_t n) {
        return pgo_fn_site_own (caller, offset, fn, frames, n);
      },
      call.place.context);
}

void
flow_builder::take_samples ()
{
  const struct pgo_fn *fn = m_contexts[0]->fn;
  m_lineless = line_samples (fn, 0, pgo_fn_no_line (fn));
  m_own = samples_left (
      [=] (const struct pgo_frame *frames, size_t n) {
        return n == 0 ? fn->own
                      : pgo_fn_site_own (frames[0].caller, frames[0].offset, fn,
                                         frames + 1, n - 1);
      },
      0);
  for (unsigned i = 0; i < m_observations.length (); i++)
    {
      const struct place &place = m_places[i];
      const context *c = m_contexts[place.context];
      /* A function that the profile does not name was not sampled at all.  */
      if (c->fn)
        {
          int start = DECL_SOURCE_LINE (c->decl);
          m_observations[i].samples = line_samples (
              c->fn, place.context, pgo_fn_offset (c->fn, place.line, start));
          m_observations[i].doubt = pgo_fn_doubt (c->fn, place.line, start);
        }
      m_samples += m_observations[i].samples;
    }
  for (direct_call &call : m_calls)
    call.samples = call_samples (call);
}

/* Let the samples in the entry of the profiled code say how often it was
   called: lines cannot, where the function goes straight into a loop.  */

void
flow_builder::estimate_calls ()
{
  const struct pgo_fn *fn = m_contexts[0]->fn;
  struct pgo_call_cost cost;
  double own = 0;
  for (unsigned i = 0; i < m_observations.length (); i++)
    if (m_places[i].context == 0)
      own += m_observations[i].samples;
  if (own <= 0 || fn->code.entry_bytes <= 0
      || !pgo_call_cost_estimate (&fn->code,
                                  pgo_index_period (pgo_profile_index), &cost))
    return;
  m_flow.calls = own / cost.own;
  m_flow.calls_error = cost.deviation;
}

/* A line that the profiled program did not have was not executed there; that
   tells nothing.  Forget those parts.  */

void
flow_builder::forget_new_lines ()
{
  unsigned kept = 0;
  for (const auto &found : m_found)
    {
      const struct place &place = m_places[found.first];
      const context *c = m_contexts[place.context];
      if (!c->fn
          || pgo_fn_offset (c->fn, place.line, DECL_SOURCE_LINE (c->decl))
                 != PGO_NO_OFFSET)
        m_found[kept++] = found;
    }
  m_found.truncate (kept);
}

void
flow_builder::observe (inlined_map *inlined)
{
  m_inlined = inlined;
  take_samples ();
  forget_new_lines ();
  estimate_calls ();
  lay_out ();
}

/* A line that every call executes, but that has no samples, has no code to
   speak of.  It would pass for one that is executed seldom, and the loops for
   the longer.  Forget those parts.  */

void
flow_builder::forget_codeless ()
{
  auto_bitmap always;
  if (m_samples == 0)
    return;
  calculate_dominance_info (CDI_POST_DOMINATORS);
  for (basic_block bb = single_succ (ENTRY_BLOCK_PTR_FOR_FN (cfun));
       bb && bb->index != EXIT_BLOCK;
       bb = get_immediate_dominator (CDI_POST_DOMINATORS, bb))
    bitmap_set_bit (always, bb->index);
  free_dominance_info (CDI_POST_DOMINATORS);
  unsigned kept = 0;
  for (const auto &found : m_found)
    if (m_observations[found.first].samples > 0
        || !bitmap_bit_p (always, found.second.block))
      m_found[kept++] = found;
  m_found.truncate (kept);
}

void
flow_builder::observe_called (const vec<struct pgo_frame> &frames)
{
  m_inlined = NULL;
  m_called.safe_splice (frames);
  take_samples ();
  forget_new_lines ();
  forget_codeless ();
  lay_out ();
}

/* May other units have copies of the function DECL, and do calls by name tell
   which of its samples are this unit's?  The static functions of a header.  */

static bool
copied_p (tree decl)
{
  cgraph_node *node = cgraph_node::get (decl);
  return !TREE_PUBLIC (decl) && !(node && node->address_taken)
         && strcmp (DECL_SOURCE_FILE (decl), main_input_filename) != 0;
}

static bool
same_frames_p (const context *a, const context *b)
{
  if (a->frames.length () != b->frames.length ())
    return false;
  for (unsigned i = 0; i < a->frames.length (); i++)
    if (a->frames[i].caller != b->frames[i].caller
        || a->frames[i].offset != b->frames[i].offset)
      return false;
  return true;
}

/* Add COPY to COPIES, unless one of the same calls is there: two constructors
   of a class may have them, and holders that differ only in calls further out
   than those that are kept.  */

static void
add_copy (const inlined_copy &copy, vec<inlined_copy> *copies)
{
  for (const inlined_copy &known : *copies)
    if (same_frames_p (known.context, copy.context)
        && (known.holder == copy.holder
            || copy.context->frames.length () >= max_depth))
      return;
  copies->safe_push (copy);
}

/* Enter what is inlined in the functions FLOWS into ALL.  */

static void
find_inlined (const vec<flow_builder *> &flows, inlined_map *all)
{
  for (const flow_builder *flow : flows)
    for (const context *context : flow->contexts ())
      {
        const struct pgo_fn *fn = context->fn;
        if (context->parent >= 0 && context->observed && fn
            && pgo_fn_site (context->frames[0].caller,
                            context->frames[0].offset, fn))
          add_copy ({ context, flow->inlinable (), flow->share () },
                    &all->get_or_insert (fn));
      }
}

/* Give each of FLOWS, all those of the unit, its samples.  */

static void
observe (const vec<flow_builder *> &flows)
{
  hash_map<const struct pgo_fn *, unsigned> numbers;
  auto_vec<struct pgo_call_copy> copies;
  auto_vec<const struct pgo_fn *> observed; /* By number.  */
  bool any = false;
  for (const flow_builder *flow : flows)
    for (const context *context : flow->contexts ())
      if (const struct pgo_fn *fn = context->fn)
        {
          bool existed;
          unsigned &number = numbers.get_or_insert (fn, &existed);
          if (!existed)
            {
              number = copies.length ();
              observed.safe_push (fn);
              copies.safe_push ({ pgo_samples (fn->called), 1 });
            }
          /* What GCC has split from a function is not static by itself.  */
          if (!copied_p (context->decl))
            copies[number].called = 0;
          any |= copies[number].called > 0;
        }

  auto_vec<struct pgo_call_arc> arcs;
  for (unsigned i = 0; any && i < observed.length (); i++)
    {
      const struct pgo_site *sites;
      size_t n = pgo_fn_sites (observed[i], &sites);
      for (size_t k = 0; k < n; k++)
        if (unsigned *callee = numbers.get (sites[k].callee))
          arcs.safe_push ({ i, *callee, 0, pgo_samples (sites[k].own) });
    }
  pgo_calls_divide (copies.address (), copies.length (), arcs.address (),
                    arcs.length ());

  for (flow_builder *flow : flows)
    flow->set_share (
        copies[*numbers.get (pgo_match_decl (flow->node ()->decl))].share);
  inlined_map inlined;
  find_inlined (flows, &inlined);
  for (flow_builder *flow : flows)
    flow->observe (&inlined);
}

void
pgo_observe_unit (struct pgo_unit *unit)
{
  if (unit->observed)
    return;
  unit->observed = true;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      const struct pgo_fn *fn = pgo_match_decl (node->decl);
      if (!fn || !pgo_function_optimised_p (node))
        continue;
      push_cfun (DECL_STRUCT_FUNCTION (node->decl));
      unit->flows.safe_push (new flow_builder (node, fn));
      pop_cfun ();
    }
  observe (unit->flows);
  for (const flow_builder *flow : unit->flows)
    if (flow->samples () > 0)
      unit->samples.put (flow->node (), flow->samples ());
}
