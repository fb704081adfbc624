/* A prepared profile, made from an index.
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

   What goes into the text follows from what the samples can tell
   (decide/precision.h): a weight is rounded, and what one sample says, or what
   is in the last tenth of a percent, is left out.  A function that was seen on
   any stack is named, so that nobody takes it for one that was not.  */

#include "prepare/prepare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "decide/precision.h"
#include "drift/locate.h"
#include "names/path.h"
#include "order/functions.h"
#include "prepare/files.h"
#include "prepare/private.h"

/* The lines that weigh least are left out, so much of all weight in the sum;
   and the source of a function whose own code weighs less matters as little. */
#define LAST_PART 0.001

/* The shares of the sites' weight for which a text tells what is hot.  */
static const double hot_percents[]
    = { 50, 60, 70, 80, 90, 95, 98, 99, 99.5, 99.9, 100 };

#define N_HOT (sizeof hot_percents / sizeof *hot_percents)

_Static_assert(N_HOT + 3 <= PGO_DRAFT_HEAD, "the head's facts");

/* ---- Weights.  */

double
pgo_draft_samples (const struct draft *draft, double weight)
{
  return weight / draft->period;
}

int64_t
pgo_draft_weight (const struct draft *draft, double weight)
{
  double share = weight / pgo_index_total (draft->index);

  return llround (pgo_precision_round (share, draft->samples) * PGO_TEXT_WHOLE);
}

bool
pgo_draft_tells_p (const struct draft *draft, double weight)
{
  return weight >= draft->least
         && pgo_precision_tells_p (pgo_draft_samples (draft, weight));
}

static int
compare_weights (const void *x, const void *y)
{
  int64_t a = *(const int64_t *) x, b = *(const int64_t *) y;

  return (a > b) - (a < b);
}

/* The least weight of a line that is not in the last part.  */
static int64_t
least_weight (const struct draft *draft)
{
  int64_t *own = NULL,
          part = llround (LAST_PART * pgo_index_total (draft->index));
  int64_t least = 0;
  size_t n = 0, capacity = 0;
  /* What was left out before is not to come on top.  */
  double sum = pgo_index_losses (draft->index).left_out;

  for (size_t i = 0; i < draft->n; i++)
    {
      const struct pgo_line_weight *lines;
      size_t n_lines = pgo_fn_lines (draft->entries[i].fn, &lines);
      for (size_t k = 0; k < n_lines; k++)
        {
          own = pgo_xgrow (own, n, &capacity, sizeof *own);
          own[n++] = lines[k].own;
        }
    }
  if (n > 0)
    qsort (own, n, sizeof *own, compare_weights);
  for (size_t i = 0; i < n && least == 0; i++)
    {
      sum += own[i];
      /* A call may weigh less than the lines of a short profile, and matter. */
      if (sum > part)
        least = own[i] < part ? own[i] : part;
    }
  free (own);
  return least;
}

/* ---- Functions.  */

static bool
entry_equal (const void *context, uint32_t i, const void *key)
{
  return ((const struct draft *) context)->entries[i].fn == key;
}

struct entry *
pgo_draft_entry (const struct draft *draft, const struct pgo_fn *fn)
{
  uint32_t i = pgo_table_find (&draft->table, pgo_hash (0, (uintptr_t) fn),
                               entry_equal, draft, fn);

  return &draft->entries[i];
}

static int
compare_entries (const void *x, const void *y)
{
  const struct entry *a = x, *b = y;
  const struct pgo_fact f
      = { .of = { a->fn->name, a->file }, .number = a->fn->start_line };
  const struct pgo_fact g
      = { .of = { b->fn->name, b->file }, .number = b->fn->start_line };

  return pgo_fact_compare (&f, &g);
}

static int
compare_by_callee (const void *x, const void *y)
{
  const struct pgo_site *a = *(const struct pgo_site *const *) x;
  const struct pgo_site *b = *(const struct pgo_site *const *) y;

  if (a->callee != b->callee)
    return (uintptr_t) a->callee < (uintptr_t) b->callee ? -1 : 1;
  return 0;
}

/* Make the entries of all functions, and the list of callers.  */
static void
make_entries (struct draft *draft, const struct pgo_strings *names)
{
  const struct pgo_fn *const *fns;
  const struct pgo_site *const *sites;
  struct pgo_text_files *files = pgo_text_files_new ();

  draft->n = pgo_index_functions (draft->index, &fns);
  draft->entries = pgo_xcalloc (draft->n, sizeof *draft->entries);
  for (size_t i = 0; i < draft->n; i++)
    pgo_text_files_add (files, fns[i]->file);
  pgo_text_files_finish (files, draft->pool, names);
  for (size_t i = 0; i < draft->n; i++)
    draft->entries[i] = (struct entry){
      .fn = fns[i],
      .file
      = draft->text ? fns[i]->file : pgo_text_files_name (files, fns[i]->file)
    };
  pgo_text_files_free (files);
  if (draft->n > 0)
    qsort (draft->entries, draft->n, sizeof *draft->entries, compare_entries);
  for (size_t i = 0; i < draft->n; i++)
    {
      struct entry *entry = &draft->entries[i];
      pgo_table_add (&draft->table, pgo_hash (0, (uintptr_t) entry->fn), i);
      if (i > 0 && strcmp (entry->fn->name, entry[-1].fn->name) == 0)
        entry->namesake = entry[-1].namesake = true;
    }

  draft->n_callers = pgo_index_sites (draft->index, &sites);
  draft->callers = pgo_xcalloc (draft->n_callers, sizeof *draft->callers);
  if (draft->n_callers > 0)
    {
      memcpy (draft->callers, sites, draft->n_callers * sizeof *sites);
      qsort (draft->callers, draft->n_callers, sizeof *draft->callers,
             compare_by_callee);
    }
}

size_t
pgo_draft_calls (const struct draft *draft, const struct pgo_fn *fn,
                 const struct pgo_site *const **calls)
{
  size_t low = 0, high = draft->n_callers, n = 0;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if ((uintptr_t) draft->callers[middle]->callee < (uintptr_t) fn)
        low = middle + 1;
      else
        high = middle;
    }
  while (low + n < draft->n_callers && draft->callers[low + n]->callee == fn)
    n++;
  *calls = draft->callers + low;
  return n;
}

/* How the text names FN.  */
static struct pgo_reference
reference (const struct draft *draft, const struct pgo_fn *fn)
{
  const struct entry *entry = pgo_draft_entry (draft, fn);

  return (struct pgo_reference){ fn->name,
                                 entry->namesake ? entry->file : NULL };
}

void
pgo_draft_add (struct draft *draft, struct entry *entry,
               const struct pgo_fact *fact, const struct pgo_frame *callers,
               size_t n)
{
  struct pgo_fact *added;

  entry->facts = pgo_xgrow (entry->facts, entry->n_facts,
                            &entry->facts_capacity, sizeof *entry->facts);
  added = &entry->facts[entry->n_facts++];
  *added = *fact;
  for (size_t i = 0; i < n; i++)
    {
      added->callers[i] = reference (draft, callers[i].caller);
      added->offsets[i] = callers[i].offset;
    }
  added->n_callers = n;
}

/* ---- Facts.  */

/* Is FN one of several callees of one line?  Then it matters what a call of it
   costs.  */
static bool
alternative_p (const struct draft *draft, const struct pgo_fn *fn)
{
  const struct pgo_site *const *calls;
  size_t n_calls = pgo_draft_calls (draft, fn, &calls);

  for (size_t i = 0; i < n_calls; i++)
    {
      const struct pgo_site *sites;
      size_t n = pgo_fn_sites (calls[i]->caller, &sites), same = 0;
      for (size_t k = 0; k < n; k++)
        same += sites[k].offset == calls[i]->offset;
      if (same > 1)
        return true;
    }
  return false;
}

/* Does FN's own code, or what it calls from one place, weigh so much that more
   than that is to be known of it?  */
static bool
matters_p (const struct draft *draft, const struct pgo_fn *fn)
{
  double least = LAST_PART * pgo_index_total (draft->index);
  const struct pgo_site *sites;
  size_t n = pgo_fn_sites (fn, &sites);

  for (size_t i = 0; i < n; i++)
    if (sites[i].own > least)
      return true;
  return fn->own > least;
}

static void
add_code (struct draft *draft, struct entry *entry)
{
  const struct pgo_fn_code *code = &entry->fn->code;
  const struct pgo_fact fact
      = { .kind = PGO_FACT_CODE,
          .bytes = code->bytes,
          .entry_bytes = code->entry_bytes,
          .inclusive = pgo_draft_weight (draft, code->weight),
          .own = pgo_draft_weight (draft, code->own),
          .entry = pgo_draft_weight (draft, code->entry) };

  /* A text does not have all calls, but the code of those that matter.  */
  if (code->bytes > 0
      && (draft->text || matters_p (draft, entry->fn)
          || alternative_p (draft, entry->fn)))
    pgo_draft_add (draft, entry, &fact, NULL, 0);
}

static void
add_total (struct draft *draft, struct entry *entry, enum pgo_fact_kind kind,
           double weight)
{
  const struct pgo_fact fact
      = { .kind = kind, .own = pgo_draft_weight (draft, weight) };

  pgo_draft_add (draft, entry, &fact, NULL, 0);
}

static void
add_totals (struct draft *draft, struct entry *entry)
{
  const struct pgo_fn *fn = entry->fn;

  if (pgo_draft_tells_p (draft, fn->weight))
    add_total (draft, entry, PGO_FACT_ALL, fn->weight);
  if (!pgo_draft_tells_p (draft, fn->own))
    return;
  add_total (draft, entry, PGO_FACT_OWN, fn->own);
  if (pgo_draft_weight (draft, fn->called) != pgo_draft_weight (draft, fn->own))
    add_total (draft, entry, PGO_FACT_CALLED, fn->called);
}

/* Add the function's rank.  */
static void
add_rank (struct draft *draft, struct entry *entry)
{
  const struct pgo_fact fact
      = { .kind = PGO_FACT_RANK, .number = pgo_fn_rank (entry->fn) };

  if (fact.number > 0 && pgo_draft_tells_p (draft, entry->fn->weight))
    pgo_draft_add (draft, entry, &fact, NULL, 0);
}

/* The hashes of FN's source lines, where a directory has them, or NULL.  */
static const char *
find_source (const struct draft *draft, const struct pgo_fn *fn)
{
  char *path = pgo_locate_file (draft->sources, draft->known.dirs,
                                draft->known.n_dirs, fn->file);
  const uint32_t *hashes = NULL;
  size_t n = 0;
  char *text;

  if (path)
    hashes = pgo_source_function (draft->sources, path, fn->start_line, &n);
  free (path);
  if (!hashes)
    return NULL;
  text = pgo_pool_alloc (draft->pool, 2 * n + 1);
  for (size_t i = 0, end = 0; i < n; i++)
    end += pgo_source_encode (hashes[i], text + end);
  return text;
}

/* Add the hashes of the function's source lines, where they are known.  */
static void
add_source (struct draft *draft, struct entry *entry)
{
  const char *known = pgo_fn_source (entry->fn);
  const struct pgo_fact fact
      = { .kind = PGO_FACT_SOURCE,
          .of = { known ? known : find_source (draft, entry->fn), NULL } };

  if (!fact.of.name)
    return;
  pgo_draft_add (draft, entry, &fact, NULL, 0);
  draft->anchored++;
}

/* Add the calls in the function's code, where the texts, of which the index is,
   know them, or else the program does.  */
static void
add_known_calls (struct draft *draft, struct entry *entry)
{
  const struct pgo_written_call *calls;
  size_t n = pgo_fn_calls (entry->fn, &calls);

  if (n == 0 && draft->known.calls && matters_p (draft, entry->fn))
    n = pgo_program_calls_in (draft->known.calls, entry->fn, &calls);
  draft->with_calls += n > 0;
  for (size_t i = 0; i < n; i++)
    {
      const struct pgo_fact fact = { .kind = PGO_FACT_CALLS,
                                     .offset = calls[i].offset,
                                     .of = { calls[i].callee, NULL } };
      pgo_draft_add (draft, entry, &fact, NULL, 0);
    }
}

static void
add_lines (struct draft *draft, struct entry *entry)
{
  const struct pgo_line_weight *lines;
  size_t n = pgo_fn_lines (entry->fn, &lines);

  for (size_t i = 0; i < n; i++)
    if (pgo_draft_tells_p (draft, lines[i].own))
      {
        const struct pgo_fact fact
            = { .kind = PGO_FACT_LINE,
                .offset = lines[i].offset,
                .own = pgo_draft_weight (draft, lines[i].own) };
        pgo_draft_add (draft, entry, &fact, NULL, 0);
        entry->lines += lines[i].own;
      }
}

static void
add_calls (struct draft *draft, struct entry *entry)
{
  const struct pgo_site *sites;
  size_t n = pgo_fn_sites (entry->fn, &sites);

  for (size_t i = 0; i < n; i++)
    if (pgo_draft_tells_p (draft, sites[i].weight))
      {
        struct pgo_fact fact
            = { .kind = PGO_FACT_CALL,
                .offset = sites[i].offset,
                .own = pgo_draft_weight (draft, sites[i].weight),
                .of = reference (draft, sites[i].callee) };
        int64_t self = pgo_draft_tells_p (draft, sites[i].own)
                           ? pgo_draft_weight (draft, sites[i].own)
                           : 0;
        pgo_draft_add (draft, entry, &fact, NULL, 0);
        if (self == fact.own)
          continue;
        fact.kind = PGO_FACT_SELF;
        fact.own = self;
        pgo_draft_add (draft, entry, &fact, NULL, 0);
      }
}

static int
compare_references (const struct pgo_reference *a,
                    const struct pgo_reference *b)
{
  int order = strcmp (a->name ? a->name : "", b->name ? b->name : "");

  return order ? order
               : strcmp (a->file ? a->file : "", b->file ? b->file : "");
}

/* By kind, offset, callee and callers.  */
static int
compare_facts (const void *x, const void *y)
{
  const struct pgo_fact *a = x, *b = y;
  int order;

  bool calls = (a->kind == PGO_FACT_CALL || a->kind == PGO_FACT_SELF)
               && (b->kind == PGO_FACT_CALL || b->kind == PGO_FACT_SELF);

  if (a->kind != b->kind && !calls)
    return a->kind < b->kind ? -1 : 1;
  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  order = compare_references (&a->of, &b->of);
  for (unsigned i = 0; order == 0 && i < a->n_callers && i < b->n_callers; i++)
    {
      order = compare_references (&a->callers[i], &b->callers[i]);
      if (order == 0)
        order
            = (a->offsets[i] > b->offsets[i]) - (a->offsets[i] < b->offsets[i]);
    }
  if (order == 0)
    order = (a->n_callers > b->n_callers) - (a->n_callers < b->n_callers);
  return order ? order : (int) a->kind - (int) b->kind;
}

static void
collect_facts (struct draft *draft, struct entry *entry)
{
  add_totals (draft, entry);
  add_code (draft, entry);
  add_rank (draft, entry);
  if (matters_p (draft, entry->fn))
    add_source (draft, entry);
  add_known_calls (draft, entry);
  add_lines (draft, entry);
  add_calls (draft, entry);
  pgo_draft_contexts (draft, entry);
  if (entry->n_facts > 0)
    qsort (entry->facts, entry->n_facts, sizeof *entry->facts, compare_facts);
}

/* ---- The text.  */

struct pgo_head
pgo_draft_head (const struct draft *draft, const struct pgo_blocks *blocks,
                double left_out)
{
  struct pgo_head head = { .n = 2 };
  int64_t demangled = 0;

  head.facts[0]
      = (struct pgo_fact){ .kind = PGO_FACT_SAMPLES,
                           .number = pgo_precision_samples (draft->samples) };
  head.facts[1]
      = (struct pgo_fact){ .kind = PGO_FACT_LEFT_OUT,
                           .own = llround (left_out * PGO_TEXT_WHOLE / 1e4)
                                  * 10000 };
  for (size_t i = 0; i < blocks->n; i++)
    demangled += (blocks->all[i].function.traits & PGO_FACT_DEMANGLED) != 0;
  if (demangled > 0)
    head.facts[head.n++] = (struct pgo_fact){ .kind = PGO_FACT_DEMANGLED_NAMES,
                                              .number = demangled };
  for (size_t i = 0; i < N_HOT; i++)
    {
      /* All of it is whatever there is; what weighs least is there by chance.
       */
      double own = hot_percents[i] < 100
                       ? pgo_index_hot_threshold (draft->index, hot_percents[i])
                       : 0;
      head.facts[head.n++]
          = (struct pgo_fact){ .kind = PGO_FACT_HOT,
                               .percent = hot_percents[i],
                               .own = pgo_draft_weight (draft, own) };
    }
  return head;
}

void
pgo_draft_blocks (const struct draft *draft, struct pgo_blocks *blocks)
{
  for (size_t i = 0; i < draft->n; i++)
    {
      const struct entry *entry = &draft->entries[i];
      const struct pgo_fact function
          = { .kind = PGO_FACT_FUNCTION,
              .of = { entry->fn->name, entry->file },
              .number = entry->fn->start_line > 0 ? entry->fn->start_line : 0,
              .traits = pgo_fn_traits (entry->fn) };
      pgo_blocks_add (blocks, &function, entry->facts, entry->n_facts);
    }
  pgo_blocks_resolve (blocks);
}

/* What is written.  */
struct written
{
  struct pgo_head head;
  struct pgo_blocks blocks;
};

static void
write_text (FILE *stream, const void *data)
{
  const struct written *written = data;

  pgo_text_begin (stream);
  for (size_t i = 0; i < written->head.n; i++)
    pgo_fact_write (stream, &written->head.facts[i]);
  pgo_blocks_write_files (stream, &written->blocks, false);
  for (size_t i = 0; i < written->blocks.n; i++)
    pgo_blocks_write (stream, &written->blocks, i);
  pgo_text_end (stream);
}

void
pgo_draft_begin (struct draft *draft, const struct pgo_index *index,
                 const struct pgo_prepare_known *known,
                 const struct pgo_strings *files)
{
  *draft
      = (struct draft){ .index = index,
                        .pool = pgo_pool_new (),
                        .sources = pgo_sources_new (),
                        .period = pgo_index_period (index),
                        .text = strcmp (pgo_index_unit (index), PGO_UNIT_PARTS)
                                == 0 };
  if (known)
    draft->known = *known;
  draft->samples = pgo_index_total (index) / pgo_index_period (index);
  if (draft->samples < 1)
    draft->samples = 1;
  make_entries (draft, files);
  if (!draft->text)
    pgo_order_rank (index);
}

void
pgo_draft_collect (struct draft *draft, struct pgo_prepared *prepared)
{
  int64_t total = pgo_index_total (draft->index), lines = 0;

  draft->least = least_weight (draft);
  for (size_t i = 0; i < draft->n; i++)
    {
      collect_facts (draft, &draft->entries[i]);
      lines += draft->entries[i].lines;
    }
  /* Weights that were rounded before may be more than the whole.  */
  *prepared = (struct pgo_prepared){
    .functions = draft->n,
    .anchored = draft->anchored,
    .with_calls = draft->with_calls,
    .left_out = lines < total ? 1 - (double) lines / total : 0
  };
}

void
pgo_draft_end (struct draft *draft)
{
  for (size_t i = 0; i < draft->n; i++)
    free (draft->entries[i].facts);
  free (draft->entries);
  free (draft->callers);
  pgo_table_free (&draft->table);
  pgo_sources_free (draft->sources);
  pgo_pool_free (draft->pool);
}

/* Let BLOCKS be what DRAFT and PREVIOUS, which counts, say.  */
static void
settle (const struct draft *draft, const struct pgo_text *previous,
        struct pgo_blocks *blocks, struct pgo_prepared *prepared)
{
  struct pgo_blocks old = { 0 };
  struct pgo_settled settled;

  prepared->stays = pgo_blocks_read (&old, previous, draft->pool);
  if (prepared->stays)
    {
      pgo_blocks_settle (blocks, &old, draft->samples, &settled);
      prepared->renewed = settled.renewed;
      prepared->left_out += (double) settled.left_out / PGO_TEXT_WHOLE;
      prepared->left_out = fmin (fmax (prepared->left_out, 0), 1);
      prepared->functions = settled.blocks.n;
      pgo_blocks_free (blocks);
      *blocks = settled.blocks;
    }
  pgo_blocks_free (&old);
}

/* Set FILES to the names that TEXT has of them.  */
static void
read_files (const struct pgo_text *text, struct pgo_pool *pool,
            struct pgo_strings *files)
{
  size_t at = pgo_text_start (text);
  struct pgo_fact fact;

  while (pgo_text_fact (text, &at, pool, &fact, NULL)
         && fact.kind != PGO_FACT_FUNCTION && fact.kind != PGO_FACT_END)
    if (fact.kind == PGO_FACT_FILE)
      pgo_strings_intern (files, pool, fact.of.name);
}

bool
pgo_prepare (const struct pgo_index *index,
             const struct pgo_prepare_known *known,
             const struct pgo_text *previous, const char *file,
             struct pgo_prepared *prepared, struct pgo_error *err)
{
  struct pgo_pool *pool = pgo_pool_new ();
  struct pgo_strings files = { 0 };
  struct pgo_head old = { 0 };
  struct written written = { 0 };
  struct draft draft;
  bool good;

  if (previous)
    {
      old = pgo_head_read (previous, pool);
      read_files (previous, pool, &files);
    }
  pgo_draft_begin (&draft, index, known, &files);
  bool counts = pgo_head_samples (&old, &draft.samples);
  pgo_draft_collect (&draft, prepared);
  pgo_draft_blocks (&draft, &written.blocks);
  if (counts)
    settle (&draft, previous, &written.blocks, prepared);
  written.head
      = pgo_draft_head (&draft, &written.blocks, prepared->left_out);
  good = pgo_file_write (file, write_text, &written, err);
  pgo_blocks_free (&written.blocks);
  pgo_draft_end (&draft);
  pgo_strings_free (&files);
  pgo_pool_free (pool);
  return good;
}
