/* Many prepared profiles -> one.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "merge/texts_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/build.h"
#include "order/functions.h"
#include "prepared/text.h"

struct pgo_merge_texts *
pgo_merge_texts_new (bool normalize)
{
  struct pgo_merge_texts *texts = pgo_xcalloc (1, sizeof *texts);

  texts->normalize = normalize;
  texts->pool = pgo_pool_new ();
  return texts;
}

void
pgo_merge_texts_free (struct pgo_merge_texts *texts)
{
  if (!texts)
    return;
  for (size_t i = 0; i < texts->n_texts; i++)
    {
      pgo_index_free (texts->texts[i].index);
      free (texts->texts[i].digest);
      free (texts->texts[i].calls);
    }
  free (texts->texts);
  free (texts->members);
  free (texts->entries);
  pgo_table_free (&texts->table);
  pgo_pool_free (texts->pool);
  free (texts);
}

/* ---- Texts.  */

/* Order of two functions of one text.  */
static int
compare_functions (const struct pgo_fn *a, const struct pgo_fn *b)
{
  const struct pgo_fact f
      = { .of = { a->name, a->file }, .number = a->start_line };
  const struct pgo_fact g
      = { .of = { b->name, b->file }, .number = b->start_line };

  return pgo_fact_compare (&f, &g);
}

static int
compare_by_callee (const void *x, const void *y)
{
  const struct pgo_site *a = *(const struct pgo_site *const *) x;
  const struct pgo_site *b = *(const struct pgo_site *const *) y;

  if (a->callee != b->callee)
    return (uintptr_t) a->callee < (uintptr_t) b->callee ? -1 : 1;
  if (a->caller != b->caller)
    return compare_functions (a->caller, b->caller);
  return (a->offset > b->offset) - (a->offset < b->offset);
}

static void
sort_calls (struct text *text)
{
  const struct pgo_site *const *sites;

  text->n_calls = pgo_index_sites (text->index, &sites);
  text->calls = pgo_xcalloc (text->n_calls, sizeof *text->calls);
  for (size_t i = 0; i < text->n_calls; i++)
    text->calls[i] = sites[i];
  if (text->n_calls > 0)
    qsort (text->calls, text->n_calls, sizeof *text->calls, compare_by_callee);
}

bool
pgo_merge_texts_add (struct pgo_merge_texts *texts, struct pgo_index *index,
                     const char *file, const char *digest, double weight,
                     struct pgo_error *err)
{
  int64_t period = pgo_index_period (index), total = pgo_index_total (index);
  struct text *text;

  texts->texts = pgo_xgrow (texts->texts, texts->n_texts,
                            &texts->texts_capacity, sizeof *texts->texts);
  text = &texts->texts[texts->n_texts++];
  *text = (struct text){ .index = index,
                         .digest = pgo_xstrdup (digest),
                         .samples = (double) total / (double) period,
                         .weight = weight };
  sort_calls (text);
  if (!pgo_index_good_p (index, err))
    return false;
  return period > 1
         || pgo_error_set (
             err, "%s: no line says how many samples it was made from", file);
}

/* By samples descending, then by contents.  */
static int
compare_texts (const void *x, const void *y)
{
  const struct text *a = x, *b = y;

  if (a->share != b->share)
    return a->share > b->share ? -1 : 1;
  return strcmp (a->digest, b->digest);
}

/* Decide what part each text is.  Returns the number of samples of all.  */
static double
weigh_texts (struct pgo_merge_texts *texts)
{
  double all = 0, mean = 0;

  for (size_t i = 0; i < texts->n_texts; i++)
    mean += texts->texts[i].samples / (double) texts->n_texts;
  for (size_t i = 0; i < texts->n_texts; i++)
    {
      struct text *text = &texts->texts[i];
      text->share = (texts->normalize ? mean : text->samples) * text->weight;
    }
  qsort (texts->texts, texts->n_texts, sizeof *texts->texts, compare_texts);
  for (size_t i = 0; i < texts->n_texts; i++)
    all += texts->texts[i].share;
  for (size_t i = 0; i < texts->n_texts; i++)
    {
      struct text *text = &texts->texts[i];
      int64_t total = pgo_index_total (text->index);
      text->share /= all;
      text->scale = text->share * (double) PGO_BUILD_WHOLE / (double) total;
    }
  return all;
}

/* ---- Sums.  */

double
pgo_member_weight (const struct pgo_merge_texts *texts,
                   const struct member *member, int64_t weight)
{
  return (double) weight * texts->texts[member->text].scale;
}

/* Add up the code of ENTRY's members.  One that does not tell, as it was no
   alternative to another callee there, is taken to be like the others.  */
static struct pgo_fn_code
sum_code (const struct pgo_merge_texts *texts, const struct entry *entry)
{
  struct pgo_fn_code code = { 0 };
  double weight = 0, own = 0, in_entry = 0, told = 0, all = 0;

  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      const struct pgo_fn_code *part = &member->fn->code;
      all += pgo_member_weight (texts, member, member->fn->own);
      if (part->bytes == 0)
        continue;
      told += pgo_member_weight (texts, member, member->fn->own);
      weight += pgo_member_weight (texts, member, part->weight);
      own += pgo_member_weight (texts, member, part->own);
      in_entry += pgo_member_weight (texts, member, part->entry);
      if (part->bytes > code.bytes)
        {
          code.bytes = part->bytes;
          code.entry_bytes = part->entry_bytes;
        }
    }
  if (told > 0)
    {
      code.weight = llround (weight * all / told);
      code.own = llround (own * all / told);
      code.entry = llround (in_entry * all / told);
    }
  return code;
}

/* What ENTRY is, and its TRAITS.  */
static struct pgo_fn
sum_function (const struct pgo_merge_texts *texts, const struct entry *entry,
              unsigned *traits)
{
  struct pgo_fn fn = *entry->base;
  double own = 0, called = 0, weight = 0;

  fn.file = entry->file;
  fn.code = sum_code (texts, entry);
  *traits = 0;
  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      own += pgo_member_weight (texts, member, member->fn->own);
      called += pgo_member_weight (texts, member, member->fn->called);
      weight += pgo_member_weight (texts, member, member->fn->weight);
      *traits |= pgo_fn_traits (member->fn);
      if (member->fn->start_line > 0 && member->fn->start_line != fn.start_line
          && !pgo_same_source_p (member->fn, entry->base))
        *traits |= PGO_FACT_STARTS;
    }
  fn.own = llround (own);
  fn.called = llround (called);
  fn.weight = llround (weight);
  return fn;
}

/* A line or a call of an entry, in the making.  */
struct sum
{
  int32_t offset;
  size_t callee; /* An entry; SIZE_MAX for a line.  */
  double weight, own;
};

struct sums
{
  struct sum *all;
  size_t n, capacity;
};

static void
add_sum (struct sums *sums, struct sum sum)
{
  sums->all = pgo_xgrow (sums->all, sums->n, &sums->capacity, sizeof sum);
  sums->all[sums->n++] = sum;
}

static int
compare_sums (const void *x, const void *y)
{
  const struct sum *a = x, *b = y;

  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  return (a->callee > b->callee) - (a->callee < b->callee);
}

/* Make those of one place one.  */
static void
join_sums (struct sums *sums)
{
  size_t n = 0;

  if (sums->n > 0)
    qsort (sums->all, sums->n, sizeof *sums->all, compare_sums);
  for (size_t i = 0; i < sums->n; i++)
    if (n > 0 && compare_sums (&sums->all[n - 1], &sums->all[i]) == 0)
      {
        sums->all[n - 1].weight += sums->all[i].weight;
        sums->all[n - 1].own += sums->all[i].own;
      }
    else
      sums->all[n++] = sums->all[i];
  sums->n = n;
}

/* Give entry NUMBER its lines; returns their weight.  */
static int64_t
build_lines (struct pgo_merge_texts *texts, struct pgo_index *built,
             size_t number)
{
  const struct entry *entry = &texts->entries[number];
  struct sums sums = { 0 };
  struct pgo_line_weight *lines;
  int64_t all = 0;

  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      const struct pgo_line_weight *own;
      size_t n = pgo_fn_lines (member->fn, &own);
      for (size_t k = 0; k < n; k++)
        {
          int32_t offset = pgo_member_offset (texts, member, own[k].offset);
          double weight = pgo_member_weight (texts, member, own[k].own);
          if (offset == PGO_NO_OFFSET)
            texts->result.gone += weight / (double) PGO_BUILD_WHOLE;
          else
            add_sum (&sums, (struct sum){ offset, SIZE_MAX, 0, weight });
        }
    }
  join_sums (&sums);
  lines = pgo_xcalloc (sums.n, sizeof *lines);
  for (size_t i = 0; i < sums.n; i++)
    {
      lines[i] = (struct pgo_line_weight){ sums.all[i].offset,
                                           llround (sums.all[i].own) };
      all += lines[i].own;
    }
  pgo_build_lines (built, number, lines, sums.n);
  free (lines);
  free (sums.all);
  return all;
}

/* Likewise its calls.  */
static int64_t
build_sites (const struct pgo_merge_texts *texts, struct pgo_index *built,
             size_t number)
{
  const struct entry *entry = &texts->entries[number];
  struct sums sums = { 0 };
  struct pgo_site *sites;
  int64_t all = 0;

  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      const struct pgo_site *calls;
      size_t n = pgo_fn_sites (member->fn, &calls);
      for (size_t k = 0; k < n; k++)
        {
          int32_t offset = pgo_member_offset (texts, member, calls[k].offset);
          if (offset != PGO_NO_OFFSET)
            add_sum (&sums,
                     (struct sum){
                         offset, pgo_member_of (texts, calls[k].callee)->entry,
                         pgo_member_weight (texts, member, calls[k].weight),
                         pgo_member_weight (texts, member, calls[k].own) });
        }
    }
  join_sums (&sums);
  sites = pgo_xcalloc (sums.n, sizeof *sites);
  for (size_t i = 0; i < sums.n; i++)
    {
      sites[i] = (struct pgo_site){ .callee = pgo_build_function (
                                        built, sums.all[i].callee),
                                    .offset = sums.all[i].offset,
                                    .weight = llround (sums.all[i].weight),
                                    .own = llround (sums.all[i].own) };
      all += sites[i].own;
    }
  pgo_build_sites (built, number, sites, sums.n);
  free (sites);
  free (sums.all);
  return all;
}

/* The own weight of all calls in TEXT, with those that are no sites, as a part
   of the result.  */
static double
weigh_calls (const struct text *text)
{
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (text->index, &fns);
  int64_t all = 0;

  for (size_t i = 0; i < n; i++)
    all += fns[i]->called;
  for (size_t i = 0; i < text->n_calls; i++)
    if (text->calls[i]->caller == text->calls[i]->callee)
      all += text->calls[i]->own;
  return (double) all * text->scale;
}

/* ---- All of it.  */

/* Begin the result.  */
static struct pgo_index *
begin (const struct pgo_merge_texts *texts, double samples)
{
  size_t n = texts->n_entries;
  struct pgo_fn *fns = pgo_xcalloc (n, sizeof *fns);
  unsigned *traits = pgo_xcalloc (n, sizeof *traits);
  const struct pgo_fn **bases = pgo_xcalloc (n, sizeof *bases);
  struct pgo_index *built;

  for (size_t i = 0; i < n; i++)
    {
      fns[i] = sum_function (texts, &texts->entries[i], &traits[i]);
      bases[i] = texts->entries[i].base;
    }
  built = pgo_build_new (fns, traits, bases, n, samples);
  free (fns);
  free (traits);
  free (bases);
  return built;
}

/* Rank the functions of BUILT that have a rank in one of TEXTS; as they are in the
   only one.  */
static void
rank_functions (const struct pgo_merge_texts *texts,
                const struct pgo_index *built)
{
  for (size_t i = 0; i < texts->n_entries; i++)
    for (size_t k = texts->entries[i].first; k < texts->entries[i].end; k++)
      {
        int64_t rank = pgo_fn_rank (texts->members[k].fn);
        if (rank > 0)
          pgo_fn_set_rank (pgo_build_function (built, i), rank);
      }
  if (texts->n_texts > 1)
    pgo_order_rank (built);
}

struct pgo_index *
pgo_merge_texts_finish (struct pgo_merge_texts *texts,
                        struct pgo_merged_texts *merged)
{
  double samples = weigh_texts (texts), calls = 0;
  int64_t lines = 0, sites = 0, all_calls;
  struct pgo_index *built;

  pgo_texts_find_functions (texts);
  built = begin (texts, samples < 1 ? 1 : samples);
  for (size_t i = 0; i < texts->n_entries; i++)
    {
      lines += build_lines (texts, built, i);
      sites += build_sites (texts, built, i);
    }
  for (size_t i = 0; i < texts->n_entries; i++)
    pgo_texts_build_contexts (texts, built, i);
  for (size_t i = 0; i < texts->n_texts; i++)
    calls += weigh_calls (&texts->texts[i]);
  all_calls = llround (calls);
  pgo_build_end (built, lines < PGO_BUILD_WHOLE ? PGO_BUILD_WHOLE - lines : 0,
                 sites < all_calls ? all_calls - sites : 0);
  rank_functions (texts, built);
  *merged = texts->result;
  return built;
}
