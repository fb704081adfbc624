/* Totals of an index: from stacks to functions, sites and lines.
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

   A function or a site weighs what the stacks weigh that it occurs in: the
   first time it is met in a stack counts.  Every sum is part of the total,
   which did not overflow.  */

#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/private.h"
#include "names/path.h"

/* A site as it is counted; LAST is the number of the last stack it was met
   in.  */
struct tally
{
  struct pgo_site site;
  size_t last;
};

struct tallies
{
  struct tally *all;
  size_t n, capacity;
  struct pgo_table table;
};

int32_t
pgo_line_offset (int64_t line, int64_t start)
{
  int64_t offset;

  if (__builtin_sub_overflow (line, start, &offset))
    return line < 0 ? INT32_MIN : INT32_MAX;
  return offset < INT32_MIN   ? INT32_MIN
         : offset > INT32_MAX ? INT32_MAX
                              : offset;
}

/* Decide what each of INDEX's frames is.  */
static void
make_positions (struct pgo_index *index)
{
  index->positions = pgo_xcalloc (index->n_frames, sizeof *index->positions);
  for (size_t i = 0; i < index->n_frames; i++)
    {
      const struct frame *frame = &index->frames[i];
      const struct source *source = &index->sources[frame->source];
      const struct pgo_fn *fn = &index->fns[source->fn].pub;
      /* A frame without a line is at line 0, wherever the source starts.  */
      int64_t start = source->start_line && frame->line > 0 ? source->start_line
                                                            : fn->start_line;
      index->positions[i].fn = source->fn;
      index->positions[i].offset = pgo_line_offset (frame->line, start);
    }
}

static bool
tally_equal (const void *context, uint32_t i, const void *key)
{
  const struct pgo_site *a = &((const struct tallies *) context)->all[i].site;
  const struct pgo_site *b = key;

  return a->caller == b->caller && a->offset == b->offset
         && a->callee == b->callee;
}

/* The tally of the call from CALLER of CALLEE.  */
static struct tally *
tally_for (const struct pgo_index *index, struct tallies *tallies,
           const struct position *caller, const struct position *callee)
{
  const struct pgo_site key = { .caller = &index->fns[caller->fn].pub,
                                .callee = &index->fns[callee->fn].pub,
                                .offset = caller->offset };
  uint64_t hash = pgo_hash (0, (uint64_t) caller->fn << 32 | callee->fn);
  uint32_t i;

  hash = pgo_hash (hash, (uint32_t) caller->offset);
  i = pgo_table_find (&tallies->table, hash, tally_equal, tallies, &key);
  if (i != PGO_NONE)
    return &tallies->all[i];
  tallies->all = pgo_xgrow (tallies->all, tallies->n, &tallies->capacity,
                            sizeof *tallies->all);
  tallies->all[tallies->n] = (struct tally){ .site = key };
  pgo_table_add (&tallies->table, hash, tallies->n);
  return &tallies->all[tallies->n++];
}

/* Weigh the functions and sites of all stacks, and their leaves.  */
static void
weigh (struct pgo_index *index, struct tallies *tallies)
{
  size_t *last = pgo_xcalloc (index->n_fns, sizeof *last);

  for (size_t i = 0; i < index->n_stacks; i++)
    {
      const struct stack *stack = &index->stacks[i];
      const size_t number = i + 1;
      struct position *caller = NULL, *position = NULL;
      struct tally *tally = NULL;

      for (size_t k = 0; k < stack->depth; k++)
        {
          uint32_t frame = index->stack_frames[stack->first + k];
          caller = position;
          position = frame == PGO_NONE ? NULL : &index->positions[frame];
          tally = NULL;
          if (!position)
            continue;
          if (last[position->fn] != number)
            {
              last[position->fn] = number;
              index->fns[position->fn].pub.weight += stack->weight;
            }
          if (!caller)
            continue;
          tally = tally_for (index, tallies, caller, position);
          if (tally->last != number)
            {
              tally->last = number;
              tally->site.weight += stack->weight;
            }
        }
      if (position)
        {
          position->own += stack->weight;
          index->fns[position->fn].pub.own += stack->weight;
        }
      if (tally)
        tally->site.own += stack->weight;
    }
  free (last);
}

/* Order of two pointers to positions by function and offset.  */
static int
compare_positions (const void *x, const void *y)
{
  const struct position *a = *(const struct position *const *) x;
  const struct position *b = *(const struct position *const *) y;

  if (a->fn != b->fn)
    return a->fn < b->fn ? -1 : 1;
  return (a->offset > b->offset) - (a->offset < b->offset);
}

/* Sum the own weights of the positions by line.  */
static void
weigh_lines (struct pgo_index *index)
{
  const struct position **leaves
      = pgo_xcalloc (index->n_frames, sizeof *leaves);
  size_t n = 0;

  for (size_t i = 0; i < index->n_frames; i++)
    if (index->positions[i].own > 0 && index->frames[i].line > 0)
      leaves[n++] = &index->positions[i];
  if (n > 0)
    qsort (leaves, n, sizeof *leaves, compare_positions);

  index->lines = pgo_xcalloc (n, sizeof *index->lines);
  for (size_t i = 0; i < n; i++)
    {
      struct fn *fn = &index->fns[leaves[i]->fn];
      if (i == 0 || compare_positions (&leaves[i - 1], &leaves[i]) != 0)
        {
          if (fn->n_lines++ == 0)
            fn->lines = &index->lines[index->n_lines];
          index->lines[index->n_lines++].offset = leaves[i]->offset;
        }
      index->lines[index->n_lines - 1].own += leaves[i]->own;
    }
  free (leaves);
}

/* Order of two functions by name, file and start line.  */
static int
compare_fns (const struct pgo_fn *a, const struct pgo_fn *b)
{
  size_t x = ((const struct fn *) a)->number;
  size_t y = ((const struct fn *) b)->number;

  return (x > y) - (x < y);
}

int
pgo_index_compare_sites (const void *x, const void *y)
{
  const struct pgo_site *a = x, *b = y;

  if (a->caller != b->caller)
    return compare_fns (a->caller, b->caller);
  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  if (a->own != b->own)
    return a->own > b->own ? -1 : 1;
  return compare_fns (a->callee, b->callee);
}

static int
compare_sites_by_weight (const void *x, const void *y)
{
  const struct pgo_site *a = *(const struct pgo_site *const *) x;
  const struct pgo_site *b = *(const struct pgo_site *const *) y;

  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  if (a->own != b->own)
    return a->own > b->own ? -1 : 1;
  return pgo_index_compare_sites (a, b);
}

static int
compare_fns_by_own (const void *x, const void *y)
{
  const struct pgo_fn *a = *(const struct pgo_fn *const *) x;
  const struct pgo_fn *b = *(const struct pgo_fn *const *) y;

  if (a->own != b->own)
    return a->own > b->own ? -1 : 1;
  return compare_fns (a, b);
}

void
pgo_index_list (struct pgo_index *index, struct fn *const *fns, size_t n)
{
  size_t n_sites = 0;

  for (size_t i = 0; i < n; i++)
    n_sites += fns[i]->n_sites;
  index->fns_by_own = pgo_xcalloc (n, sizeof *index->fns_by_own);
  index->sites_by_weight
      = pgo_xcalloc (n_sites, sizeof *index->sites_by_weight);
  index->n_fns = n;
  index->n_sites = 0;
  for (size_t i = 0; i < n; i++)
    {
      index->fns_by_own[i] = &fns[i]->pub;
      for (size_t k = 0; k < fns[i]->n_sites; k++)
        index->sites_by_weight[index->n_sites++] = &fns[i]->sites[k];
    }
  if (n > 0)
    qsort (index->fns_by_own, n, sizeof *index->fns_by_own, compare_fns_by_own);
  if (n_sites > 0)
    qsort (index->sites_by_weight, n_sites, sizeof *index->sites_by_weight,
           compare_sites_by_weight);
}

void
pgo_index_share_sites (struct pgo_index *index)
{
  struct fn **fns = pgo_xcalloc (index->n_fns, sizeof *fns);

  if (index->n_sites > 0)
    qsort (index->sites, index->n_sites, sizeof *index->sites,
           pgo_index_compare_sites);
  /* None is at the beginning too.  */
  for (size_t i = 0; i < index->n_fns; i++)
    {
      fns[i] = &index->fns[i];
      fns[i]->sites = index->sites;
    }
  for (size_t i = 0; i < index->n_sites; i++)
    {
      struct fn *caller
          = &index->fns[((const struct fn *) index->sites[i].caller)->number];
      if (caller->n_sites++ == 0)
        caller->sites = &index->sites[i];
    }
  pgo_index_list (index, fns, index->n_fns);
  free (fns);
}

/* Give each function its sites, those of TALLIES, and make the lists.  */
static void
sort_result (struct pgo_index *index, const struct tallies *tallies)
{
  index->sites = pgo_xcalloc (tallies->n, sizeof *index->sites);
  index->n_sites = tallies->n;
  for (size_t i = 0; i < tallies->n; i++)
    {
      const struct pgo_site *site = &tallies->all[i].site;
      index->sites[i] = *site;
      if (site->callee != site->caller)
        index->fns[((const struct fn *) site->callee)->number].pub.called
            += site->own;
    }
  pgo_index_share_sites (index);
}

static int
compare_files (const void *x, const void *y)
{
  const struct pgo_file *a = x, *b = y;

  return pgo_path_compare (a->name, b->name);
}

void
pgo_index_list_files (struct pgo_index *index)
{
  size_t n = 0;

  index->files = pgo_xcalloc (index->n_fns, sizeof *index->files);
  for (size_t i = 0; i < index->n_fns; i++)
    if (*index->fns[i].pub.file)
      index->files[n++] = (struct pgo_file){ .name = index->fns[i].pub.file,
                                             .n_functions = 1,
                                             .own = index->fns[i].pub.own };
  if (n > 0)
    qsort (index->files, n, sizeof *index->files, compare_files);
  for (size_t i = 0; i < n; i++)
    if (index->n_files == 0
        || strcmp (index->files[i].name, index->files[index->n_files - 1].name)
               != 0)
      index->files[index->n_files++] = index->files[i];
    else
      {
        index->files[index->n_files - 1].n_functions++;
        index->files[index->n_files - 1].own += index->files[i].own;
      }
}

void
pgo_index_finish (struct pgo_index *index)
{
  struct tallies tallies = { 0 };

  if (index->text)
    return;
  pgo_index_merge (index);
  make_positions (index);
  weigh (index, &tallies);
  weigh_lines (index);
  pgo_index_keep_contexts (index);
  sort_result (index, &tallies);
  pgo_index_list_files (index);
  pgo_table_free (&tallies.table);
  free (tallies.all);
  pgo_index_end_collecting (index);
  if (!index->keep_stacks)
    pgo_index_free_stacks (index);
}
