/* What a prepared profile says of one function.
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

   The text keeps contexts that say more than the direct calls do.  Any other is
   taken for what it would be if nothing but the function that calls, and from
   where, mattered:  of the samples of F called by G called by H, the share of
   G's weight that is in calls from H there, and of each line its share of F.
   prepare/ keeps what is otherwise.  */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/mapped.h"

/* What is read of one function, in TEXT.  */
struct filling
{
  const struct pgo_text *text;
  struct pgo_site *sites;
  size_t n_sites, sites_capacity;
  struct pgo_line_weight *lines;
  size_t n_lines, lines_capacity;
  struct kept *kept;
  size_t n_kept, kept_capacity;
  struct pgo_written_call *calls;
  size_t n_calls, calls_capacity;
};

static void
add_site (struct fn *fn, struct filling *filling, size_t at,
          const struct pgo_fact *fact)
{
  struct pgo_fn *callee = pgo_mapped_resolve (pgo_mapped_growing (fn->index),
                                              filling->text, at, &fact->of);

  if (!callee)
    return;
  filling->sites = pgo_xgrow (filling->sites, filling->n_sites,
                              &filling->sites_capacity, sizeof *filling->sites);
  filling->sites[filling->n_sites++]
      = (struct pgo_site){ .caller = &fn->pub,
                           .callee = callee,
                           .offset = fact->offset,
                           .weight = pgo_mapped_scaled (fact->own),
                           .own = pgo_mapped_scaled (fact->own) };
}

/* FACT is the own weight of the call before.  */
static void
note_self (const struct fn *fn, struct filling *filling, size_t at,
           const struct pgo_fact *fact)
{
  if (filling->n_sites > 0)
    filling->sites[filling->n_sites - 1].own = pgo_mapped_scaled (fact->own);
  else
    pgo_mapped_set_error (pgo_mapped_growing (fn->index), filling->text, at,
                          "'self' is to follow its 'call'");
}

static void
add_line (struct fn *fn, struct filling *filling, const struct pgo_fact *fact)
{
  filling->lines = pgo_xgrow (filling->lines, filling->n_lines,
                              &filling->lines_capacity, sizeof *filling->lines);
  filling->lines[filling->n_lines++]
      = (struct pgo_line_weight){ fact->offset, pgo_mapped_scaled (fact->own) };
  fn->no_line -= pgo_mapped_scaled (fact->own);
}

static void
add_call (struct filling *filling, const struct pgo_fact *fact)
{
  filling->calls = pgo_xgrow (filling->calls, filling->n_calls,
                              &filling->calls_capacity, sizeof *filling->calls);
  filling->calls[filling->n_calls++]
      = (struct pgo_written_call){ fact->offset, fact->of.name };
}

static void
add_kept (struct fn *fn, struct filling *filling, size_t at,
          const struct pgo_fact *fact)
{
  struct pgo_index *index = pgo_mapped_growing (fn->index);
  struct pgo_frame *frames
      = pgo_pool_alloc (index->pool, fact->n_callers * sizeof *frames);

  for (unsigned i = 0; i < fact->n_callers; i++)
    {
      frames[i].caller
          = pgo_mapped_resolve (index, filling->text, at, &fact->callers[i]);
      frames[i].offset = fact->offsets[i];
      if (!frames[i].caller)
        return;
    }
  filling->kept = pgo_xgrow (filling->kept, filling->n_kept,
                             &filling->kept_capacity, sizeof *filling->kept);
  filling->kept[filling->n_kept++]
      = (struct kept){ .whole = fact->kind == PGO_FACT_FROM,
                       .offset = fact->offset,
                       .n = fact->n_callers,
                       .frames = frames,
                       .own = pgo_mapped_scaled (fact->own) };
}

int
pgo_index_compare_lines (const void *x, const void *y)
{
  const struct pgo_line_weight *a = x, *b = y;

  return (a->offset > b->offset) - (a->offset < b->offset);
}

static int
compare_kept (const void *x, const void *y)
{
  const struct kept *a = x, *b = y;

  if (a->whole != b->whole)
    return a->whole ? -1 : 1;
  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  if (a->n != b->n)
    return a->n < b->n ? -1 : 1;
  for (unsigned i = 0; i < a->n; i++)
    {
      const struct pgo_frame *f = &a->frames[i], *g = &b->frames[i];
      if (f->caller != g->caller)
        return (uintptr_t) f->caller < (uintptr_t) g->caller ? -1 : 1;
      if (f->offset != g->offset)
        return f->offset < g->offset ? -1 : 1;
    }
  return 0;
}

/* As pgo_mapped_keep, in the order of COMPARE.  */
static void *
settle (const struct fn *fn, void *array, size_t n, size_t size,
        int (*compare) (const void *, const void *))
{
  if (n > 0)
    qsort (array, n, size, compare);
  return pgo_mapped_keep (pgo_mapped_growing (fn->index), array, n, size);
}

/* Read what PLACE has of FN, or where it is not the place of FN's file, only of
   contexts.  */
static void
read_place (struct fn *fn, const struct place *place, bool home,
            struct filling *filling)
{
  struct pgo_index *index = pgo_mapped_growing (fn->index);
  struct pgo_fact fact;
  size_t at = place->at, line;

  filling->text = place->text;
  if (!pgo_mapped_read_fact (index, place->text, &at, &fact))
    return;
  for (line = at; pgo_mapped_read_fact (index, place->text, &at, &fact);
       line = at)
    if (fact.kind == PGO_FACT_FUNCTION || fact.kind == PGO_FACT_END)
      break;
    else if ((fact.kind == PGO_FACT_LINE && fact.n_callers > 0)
             || fact.kind == PGO_FACT_FROM)
      add_kept (fn, filling, line, &fact);
    else if (!home)
      continue;
    else if (fact.kind == PGO_FACT_CALL)
      add_site (fn, filling, line, &fact);
    else if (fact.kind == PGO_FACT_SELF)
      note_self (fn, filling, line, &fact);
    else if (fact.kind == PGO_FACT_RANK)
      fn->rank = fact.number;
    else if (fact.kind == PGO_FACT_SOURCE)
      fn->source = fact.of.name;
    else if (fact.kind == PGO_FACT_CALLS)
      add_call (filling, &fact);
    else if (fact.kind == PGO_FACT_LINE)
      add_line (fn, filling, &fact);
}

const struct place *
pgo_mapped_home (const struct fn *fn)
{
  const struct place *place = fn->places;

  while (place && place->source && strcmp (place->source, fn->pub.file) != 0)
    place = place->next;
  return place;
}

/* Read what is known of FN.  */
static void
fill (struct fn *fn)
{
  struct filling filling = { 0 };
  const struct place *home = pgo_mapped_home (fn);

  fn->filled = home;
  fn->n_read = fn->n_places;
  fn->no_line = fn->pub.own;
  if (home)
    read_place (fn, home, true, &filling);
  else
    for (const struct place *place = fn->places; place; place = place->next)
      read_place (fn, place, false, &filling);
  if (fn->no_line < 0)
    fn->no_line = 0;
  fn->sites = settle (fn, filling.sites, filling.n_sites, sizeof *filling.sites,
                      pgo_index_compare_sites);
  fn->n_sites = filling.n_sites;
  fn->lines = settle (fn, filling.lines, filling.n_lines, sizeof *filling.lines,
                      pgo_index_compare_lines);
  fn->n_lines = filling.n_lines;
  fn->kept = settle (fn, filling.kept, filling.n_kept, sizeof *filling.kept,
                     compare_kept);
  fn->n_kept = filling.n_kept;
  fn->calls = pgo_mapped_keep (pgo_mapped_growing (fn->index), filling.calls,
                               filling.n_calls, sizeof *fn->calls);
  fn->n_calls = filling.n_calls;
}

void
pgo_mapped_read (const struct fn *fn)
{
  if (!fn->filled && fn->n_read < fn->n_places)
    fill ((struct fn *) fn);
}

/* ---- Contexts.  */

/* What FN's text says of its line OFFSET, or where WHOLE of all of it, called
   by the N FRAMES; negative where it says nothing.  */
static int64_t
kept_own (const struct fn *fn, bool whole, int32_t offset,
          const struct pgo_frame *frames, size_t n)
{
  const struct kept key = { whole, offset, n, frames, 0 };
  const struct kept *found = fn->n_kept > 0
                                 ? bsearch (&key, fn->kept, fn->n_kept,
                                            sizeof *fn->kept, compare_kept)
                                 : NULL;

  return found ? found->own : -1;
}

/* Own weight of FN called by the N FRAMES.  */
static double
context_own (const struct fn *fn, const struct pgo_frame *frames, size_t n)
{
  double own = fn->pub.own;

  for (size_t i = 0; i < n; i++)
    {
      const struct pgo_fn *callee = i > 0 ? frames[i - 1].caller : &fn->pub;
      int64_t kept = kept_own (fn, true, 0, frames, i + 1);
      const struct pgo_site *site
          = pgo_fn_site (frames[i].caller, frames[i].offset, callee);
      if (kept >= 0)
        own = kept * fn->scale;
      else if (!site)
        return 0;
      else if (i == 0)
        own = site->own * fn->scale;
      else if (site->weight < callee->weight)
        own *= (double) site->weight / callee->weight;
    }
  return own;
}

static double
line_own (const struct fn *fn, int32_t offset)
{
  const struct pgo_line_weight key = { offset, 0 }, *line = NULL;

  if (offset == pgo_fn_no_line (&fn->pub))
    return fn->no_line;
  if (fn->n_lines > 0)
    line = bsearch (&key, fn->lines, fn->n_lines, sizeof key,
                    pgo_index_compare_lines);
  return line ? line->own : 0;
}

int64_t
pgo_mapped_line_own (const struct fn *fn, int32_t offset,
                     const struct pgo_frame *frames, size_t n)
{
  double own, known = fn->pub.own;
  size_t k;

  pgo_mapped_fill (fn);
  own = line_own (fn, offset);
  if (n > PGO_CONTEXT_CALLERS)
    n = PGO_CONTEXT_CALLERS;
  for (k = n; k > 0; k--)
    {
      int64_t kept = kept_own (fn, false, offset, frames, k);
      if (kept >= 0)
        {
          own = kept;
          known = context_own (fn, frames, k);
          break;
        }
    }
  if (k == n)
    return llround (own);
  return known > 0 ? llround (own * context_own (fn, frames, n) / known) : 0;
}

int64_t
pgo_mapped_site_own (const struct fn *caller, int32_t offset,
                     const struct fn *callee, const struct pgo_frame *frames,
                     size_t n)
{
  struct pgo_frame all[PGO_CONTEXT_CALLERS] = { { &caller->pub, offset } };

  if (n > PGO_CONTEXT_CALLERS - 1)
    n = PGO_CONTEXT_CALLERS - 1;
  for (size_t i = 0; i < n; i++)
    all[i + 1] = frames[i];
  pgo_mapped_read (callee);
  return llround (context_own (callee, all, n + 1));
}
