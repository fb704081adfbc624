/* An index of a prepared profile: its text, read where it is asked about.
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

   A function is known by its place in the text.  Its line is parsed when a name
   is looked for there, and what follows, its sites, lines and contexts, when it
   is first asked about.  So an index that is const for everybody else grows.

   The text keeps contexts that say more than the direct calls do.  Any other is
   taken for what it would be if nothing but the function that calls, and from
   where, mattered:  of the samples of F called by G called by H, the share of
   G's weight that is in calls from H there, and of each line its share of F.
   prepare/ keeps what is otherwise.  */

#include "index/index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/private.h"
#include "names/path.h"
#include "names/symbol.h"
#include "prepared/text.h"

/* Weights of an index are so many times those of a text, so that a period of
   many samples is a whole number.  */
#define SCALE 1000

/* Texts up to this size are verified when they are opened: in less than half a
   millisecond.  */
#define VERIFIED_MAX (128 * 1024)

/* INDEX as it is written to; see above.  */
static struct pgo_index *
growing (const struct pgo_index *index)
{
  return (struct pgo_index *) index;
}

static int64_t
scaled (int64_t weight)
{
  return weight * SCALE;
}

/* Parse the line at *AT.  False, with the first error kept, where it is bad;
 *AT is the end then.  */
static bool
read_fact (struct pgo_index *index, size_t *at, struct pgo_fact *fact)
{
  struct pgo_error err;

  if (pgo_text_fact (index->text, at, index->pool, fact, &err))
    return true;
  if (!index->bad)
    index->error = err;
  index->bad = true;
  fact->kind = PGO_FACT_END;
  return false;
}

bool
pgo_index_good_p (const struct pgo_index *index, struct pgo_error *err)
{
  if (index->bad)
    *err = index->error;
  return !index->bad;
}

/* ---- The head of the text.  */

static void
add_hot (struct pgo_index *index, const struct pgo_fact *fact)
{
  index->hot = pgo_xgrow (index->hot, index->n_hot, &index->hot_capacity,
                          sizeof *index->hot);
  index->hot[index->n_hot++]
      = (struct hot){ fact->percent, scaled (fact->own) };
}

/* Read the lines before files and functions.  */
static bool
read_head (struct pgo_index *index)
{
  size_t at = pgo_text_start (index->text);
  struct pgo_fact fact;

  do
    {
      if (!read_fact (index, &at, &fact))
        return false;
      if (fact.kind == PGO_FACT_SAMPLES)
        index->period = index->total / fact.number;
      else if (fact.kind == PGO_FACT_DEMANGLED_NAMES)
        index->demangled = true;
      else if (fact.kind == PGO_FACT_HOT)
        add_hot (index, &fact);
      else if (fact.kind == PGO_FACT_LEFT_OUT)
        index->losses.left_out = scaled (fact.own);
    }
  while (fact.kind != PGO_FACT_FILE && fact.kind != PGO_FACT_FUNCTION
         && fact.kind != PGO_FACT_END);
  if (index->period < 1)
    index->period = 1;
  return true;
}

bool
pgo_index_map (struct pgo_index *index, struct pgo_text *text,
               struct pgo_error *err)
{
  size_t size;

  if (index->text || index->n_profiles > 0)
    {
      pgo_error_set (err,
                     "%s: a prepared profile is used alone; gcc-pgo prepare "
                     "makes one of several",
                     pgo_text_name (text));
      pgo_text_close (text);
      return false;
    }
  index->text = text;
  index->unit = PGO_UNIT_PARTS;
  index->total = scaled (PGO_TEXT_WHOLE);
  pgo_text_bytes (text, &size);
  if (size <= VERIFIED_MAX && !pgo_text_verify (text, err))
    return false;
  return read_head (index) || pgo_index_good_p (index, err);
}

void
pgo_index_unmap (struct pgo_index *index)
{
  pgo_text_close (index->text);
  pgo_table_free (&index->mapped_table);
  free (index->mapped);
  free (index->hot);
}

int64_t
pgo_mapped_hot_threshold (const struct pgo_index *index, double percent)
{
  int64_t threshold = 1;
  double best = 0;

  /* The next greater share that the text has.  */
  for (size_t i = 0; i < index->n_hot; i++)
    if (index->hot[i].percent >= percent
        && (best == 0 || index->hot[i].percent < best))
      {
        best = index->hot[i].percent;
        threshold = index->hot[i].own;
      }
  return threshold > 1 ? threshold : 1;
}

/* ---- Files.  */

/* A copy in INDEX's pool of the N elements of SIZE bytes at ARRAY, which is
   freed.  */
static void *
keep (struct pgo_index *index, void *array, size_t n, size_t size)
{
  void *copy = pgo_pool_alloc (index->pool, n * size + 1);

  if (n > 0)
    memcpy (copy, array, n * size);
  free (array);
  return copy;
}

size_t
pgo_mapped_files (const struct pgo_index *index, const char *file,
                  const struct pgo_file **files)
{
  struct pgo_index *grown = growing (index);
  struct pgo_fact fact;
  size_t at = pgo_text_find_file (index->text, file ? file : ""), n = 0;
  size_t capacity = 0, n_known = 0, known_capacity = 0;
  struct pgo_file *found = NULL, *last = NULL, *kept;
  const char **known = NULL;

  while (read_fact (grown, &at, &fact) && fact.kind != PGO_FACT_FUNCTION
         && fact.kind != PGO_FACT_END)
    if (fact.kind == PGO_FACT_FILE)
      {
        if (file && !pgo_path_same_base_p (fact.of.name, file))
          break;
        found = pgo_xgrow (found, n, &capacity, sizeof *found);
        last = &found[n++];
        *last = (struct pgo_file){ .name = fact.of.name };
      }
    else if (!last)
      break;
    else if (fact.kind == PGO_FACT_FUNCTIONS)
      last->n_functions = fact.number;
    else if (fact.kind == PGO_FACT_OWN)
      last->own = scaled (fact.own);
    else if (fact.kind == PGO_FACT_HAS)
      {
        known = pgo_xgrow (known, n_known, &known_capacity, sizeof *known);
        known[n_known++] = fact.of.name;
        last->n_known++;
      }
  kept = keep (grown, found, n, sizeof *found);
  known = keep (grown, known, n_known, sizeof *known);
  for (size_t i = 0; i < n; i++)
    {
      kept[i].known = known;
      known += kept[i].n_known;
    }
  *files = kept;
  return n;
}

/* ---- Functions.  */

static bool
place_equal (const void *context, uint32_t i, const void *key)
{
  return ((const struct pgo_index *) context)->mapped[i]->number
         == *(const size_t *) key;
}

/* What FACT, the line at AT, says.  */
static struct fn *
make_function (struct pgo_index *index, size_t at, const struct pgo_fact *fact)
{
  struct fn *fn = pgo_pool_alloc (index->pool, sizeof *fn);
  const char *name = fact->of.name;
  char *pretty
      = pgo_symbol_mangled_p (name) ? pgo_symbol_demangle (name) : NULL;

  *fn = (struct fn){
    .pub = { .name = name,
             .pretty = pretty ? pgo_pool_string (index->pool, pretty,
                                                 strlen (pretty))
                              : name,
             .file = fact->of.file ? fact->of.file : "",
             .start_line = fact->number,
             .several = fact->traits & PGO_FACT_SEVERAL,
           },
    .index = index,
    .number = at,
    .scale = 1,
    .assembler = !(fact->traits & PGO_FACT_DEMANGLED),
    .several_starts = fact->traits & PGO_FACT_STARTS,
    .contested = fact->traits & PGO_FACT_CONTESTED,
  };
  free (pretty);
  return fn;
}

/* Take from FACT what is known of FN as soon as it is known at all.  */
static void
note_total (struct fn *fn, const struct pgo_fact *fact)
{
  if (fact->kind == PGO_FACT_ALL)
    fn->pub.weight = scaled (fact->own);
  else if (fact->kind == PGO_FACT_OWN)
    fn->pub.own = fn->pub.called = scaled (fact->own);
  else if (fact->kind == PGO_FACT_CALLED)
    fn->pub.called = scaled (fact->own);
  else if (fact->kind == PGO_FACT_CODE)
    fn->pub.code = (struct pgo_fn_code){ .bytes = fact->bytes,
                                         .entry_bytes = fact->entry_bytes,
                                         .weight = scaled (fact->inclusive),
                                         .own = scaled (fact->own),
                                         .entry = scaled (fact->entry) };
}

const struct fn *
pgo_mapped_function (const struct pgo_index *index, size_t at, size_t *next)
{
  struct pgo_index *grown = growing (index);
  struct pgo_fact fact;
  uint64_t hash;
  uint32_t i;

  at = pgo_text_next_function (index->text, at);
  *next = at;
  hash = pgo_hash (0, at);
  i = pgo_table_find (&index->mapped_table, hash, place_equal, index, &at);
  if (i != PGO_NONE)
    {
      *next = at + 1;
      return index->mapped[i];
    }
  if (!read_fact (grown, next, &fact) || fact.kind != PGO_FACT_FUNCTION)
    return NULL;
  grown->mapped = pgo_xgrow (grown->mapped, index->n_mapped,
                             &grown->mapped_capacity, sizeof *grown->mapped);
  grown->mapped[index->n_mapped] = make_function (grown, at, &fact);
  pgo_table_add (&grown->mapped_table, hash, index->n_mapped);
  at = *next;
  while (read_fact (grown, &at, &fact)
         && ((fact.kind >= PGO_FACT_ALL && fact.kind <= PGO_FACT_CODE)
             || fact.kind == PGO_FACT_OTHER))
    note_total (grown->mapped[index->n_mapped], &fact);
  return index->mapped[grown->n_mapped++];
}

/* The line at AT is wrong, for REASON; unless one before was.  */
static void
set_error (struct pgo_index *index, size_t at, const char *reason)
{
  if (!index->bad)
    pgo_text_error (index->text, at, &index->error, "%s", reason);
  index->bad = true;
}

/* The function that REFERENCE, in the line at AT, means; NULL, which is an
   error, if there is none.  */
static struct pgo_fn *
resolve (struct pgo_index *index, size_t at,
         const struct pgo_reference *reference)
{
  size_t place = pgo_text_find (index->text, reference->name);
  const struct fn *fn;

  while ((fn = pgo_mapped_function (index, place, &place))
         && strcmp (fn->pub.name, reference->name) == 0)
    if (!reference->file || strcmp (fn->pub.file, reference->file) == 0)
      return (struct pgo_fn *) &fn->pub;
  set_error (index, at, "a function is named that the profile does not have");
  return NULL;
}

/* What is read of one function.  */
struct filling
{
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
  struct pgo_fn *callee = resolve (growing (fn->index), at, &fact->of);

  if (!callee)
    return;
  filling->sites = pgo_xgrow (filling->sites, filling->n_sites,
                              &filling->sites_capacity, sizeof *filling->sites);
  filling->sites[filling->n_sites++]
      = (struct pgo_site){ .caller = &fn->pub,
                           .callee = callee,
                           .offset = fact->offset,
                           .weight = scaled (fact->own),
                           .own = scaled (fact->own) };
}

/* FACT is the own weight of the call before.  */
static void
note_self (const struct fn *fn, struct filling *filling, size_t at,
           const struct pgo_fact *fact)
{
  if (filling->n_sites > 0)
    filling->sites[filling->n_sites - 1].own = scaled (fact->own);
  else
    set_error (growing (fn->index), at, "'self' is to follow its 'call'");
}

static void
add_line (struct fn *fn, struct filling *filling, const struct pgo_fact *fact)
{
  filling->lines = pgo_xgrow (filling->lines, filling->n_lines,
                              &filling->lines_capacity, sizeof *filling->lines);
  filling->lines[filling->n_lines++]
      = (struct pgo_line_weight){ fact->offset, scaled (fact->own) };
  fn->no_line -= scaled (fact->own);
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
  struct pgo_index *index = growing (fn->index);
  struct pgo_frame *frames
      = pgo_pool_alloc (index->pool, fact->n_callers * sizeof *frames);

  for (unsigned i = 0; i < fact->n_callers; i++)
    {
      frames[i].caller = resolve (index, at, &fact->callers[i]);
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
                       .own = scaled (fact->own) };
}

static int
compare_lines (const void *x, const void *y)
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

/* Likewise, in the order of COMPARE.  */
static void *
settle (const struct fn *fn, void *array, size_t n, size_t size,
        int (*compare) (const void *, const void *))
{
  if (n > 0)
    qsort (array, n, size, compare);
  return keep (growing (fn->index), array, n, size);
}

static void
fill (struct fn *fn)
{
  struct pgo_index *index = growing (fn->index);
  struct filling filling = { 0 };
  struct pgo_fact fact;
  size_t at = fn->number;

  fn->no_line = fn->pub.own;
  if (!read_fact (index, &at, &fact))
    return;
  for (size_t line = at; read_fact (index, &at, &fact); line = at)
    if (fact.kind == PGO_FACT_CALL)
      add_site (fn, &filling, line, &fact);
    else if (fact.kind == PGO_FACT_SELF)
      note_self (fn, &filling, line, &fact);
    else if (fact.kind == PGO_FACT_SOURCE)
      fn->source = fact.of.name;
    else if (fact.kind == PGO_FACT_CALLS)
      add_call (&filling, &fact);
    else if (fact.kind == PGO_FACT_LINE && fact.n_callers == 0)
      add_line (fn, &filling, &fact);
    else if (fact.kind == PGO_FACT_LINE || fact.kind == PGO_FACT_FROM)
      add_kept (fn, &filling, line, &fact);
    else if (fact.kind == PGO_FACT_FUNCTION || fact.kind == PGO_FACT_END)
      break;
  if (fn->no_line < 0)
    fn->no_line = 0;
  fn->sites = settle (fn, filling.sites, filling.n_sites, sizeof *filling.sites,
                      pgo_index_compare_sites);
  fn->n_sites = filling.n_sites;
  fn->lines = settle (fn, filling.lines, filling.n_lines, sizeof *filling.lines,
                      compare_lines);
  fn->n_lines = filling.n_lines;
  fn->kept = settle (fn, filling.kept, filling.n_kept, sizeof *filling.kept,
                     compare_kept);
  fn->n_kept = filling.n_kept;
  fn->calls = keep (index, filling.calls, filling.n_calls, sizeof *fn->calls);
  fn->n_calls = filling.n_calls;
}

void
pgo_mapped_fill (const struct fn *fn)
{
  if (!fn->index->text || fn->filled)
    return;
  ((struct fn *) fn)->filled = true;
  fill ((struct fn *) fn);
}

static int
compare_places (const void *x, const void *y)
{
  const struct fn *a = *(struct fn *const *) x, *b = *(struct fn *const *) y;

  return (a->number > b->number) - (a->number < b->number);
}

void
pgo_mapped_load (const struct pgo_index *index)
{
  struct pgo_index *grown = growing (index);
  const struct fn *fn;
  size_t at;

  if (!index->text || index->loaded)
    return;
  grown->loaded = true;
  if (!index->bad && !pgo_text_verify (index->text, &grown->error))
    grown->bad = true;
  at = pgo_text_find (index->text, "");
  while ((fn = pgo_mapped_function (index, at, &at)))
    pgo_mapped_fill (fn);
  if (index->n_mapped > 0)
    qsort (grown->mapped, index->n_mapped, sizeof (struct fn *),
           compare_places);
  pgo_index_list (grown, index->mapped, index->n_mapped);
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
    line = bsearch (&key, fn->lines, fn->n_lines, sizeof key, compare_lines);
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
  pgo_mapped_fill (callee);
  return llround (context_own (callee, all, n + 1));
}
