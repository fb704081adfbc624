/* Totals of an index: from contexts to functions, sites and lines.
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

   One walk over the calling-context tree.  A function or a site weighs what
   all samples below its outermost frame on the path from the root weigh, so
   that a recursion counts once.  Every sum is part of the total, which did
   not overflow.  */

#include "index.h"

#include <stdlib.h>
#include <string.h>

#include "index_private.h"
#include "mem.h"

/* What the walk needs to know of a node.  */
struct step
{
  uint32_t first_child, next; /* Nodes, or ROOT for none.  */
  uint32_t fn;                /* PGO_NONE for a frame without a name.  */
  uint32_t site;  /* Of the call that made the frame, or PGO_NONE.  */
  int32_t offset; /* Of the frame's line.  */
  int64_t weight; /* Of the node and all below it.  */
};

/* Own weight at a line of a function, before it is summed.  */
struct fn_line
{
  uint32_t fn;
  struct pgo_line_weight line;
};

/* LINE as an offset from START.  */
static int32_t
line_offset (int64_t line, int64_t start)
{
  int64_t offset;

  if (__builtin_sub_overflow (line, start, &offset) || offset < INT32_MIN)
    return INT32_MIN;
  return offset > INT32_MAX ? INT32_MAX : offset;
}

static bool
site_equal (const void *context, uint32_t i, const void *key)
{
  const struct pgo_site *a = &((const struct pgo_index *)context)->sites[i];
  const struct pgo_site *b = key;

  return a->caller == b->caller && a->offset == b->offset
         && a->callee == b->callee;
}

/* The number of the site at which the frame of CALLER called CALLEE.  */
static uint32_t
site_for (struct pgo_index *index, struct pgo_table *table, size_t *capacity,
          const struct step *caller, uint32_t callee)
{
  const struct pgo_site key = { .caller = &index->fns[caller->fn].pub,
                                .callee = &index->fns[callee].pub,
                                .offset = caller->offset };
  uint64_t hash = pgo_hash (
      pgo_hash (pgo_hash (0, caller->fn), (uint32_t)caller->offset), callee);
  uint32_t i = pgo_table_find (table, hash, site_equal, index, &key);

  if (i != PGO_NONE)
    return i;
  index->sites = pgo_xgrow (index->sites, index->n_sites, capacity,
                            sizeof *index->sites);
  index->sites[index->n_sites] = key;
  pgo_table_add (table, hash, index->n_sites);
  return index->n_sites++;
}

/* Resolve each node to its function, offset and site, and link the
   children.  */
static struct step *
make_steps (struct pgo_index *index)
{
  struct step *steps = pgo_xcalloc (index->n_nodes, sizeof *steps);
  struct pgo_table table = { 0 };
  size_t capacity = 0;

  steps[ROOT].fn = steps[ROOT].site = PGO_NONE;
  for (size_t i = ROOT + 1; i < index->n_nodes; i++)
    {
      const struct node *node = &index->nodes[i];
      struct step *step = &steps[i], *parent = &steps[node->parent];

      step->next = parent->first_child;
      parent->first_child = i;
      step->fn = step->site = PGO_NONE;
      if (node->source == PGO_NONE)
        continue;
      const struct source *source = &index->sources[node->source];
      int64_t start = source->start_line
                          ? source->start_line
                          : index->fns[source->fn].pub.start_line;
      step->fn = source->fn;
      step->offset = line_offset (node->line, start);
      if (parent->fn != PGO_NONE)
        step->site = site_for (index, &table, &capacity, parent, step->fn);
    }
  for (size_t i = index->n_nodes; i-- > ROOT + 1;)
    {
      steps[i].weight += index->nodes[i].own;
      steps[index->nodes[i].parent].weight += steps[i].weight;
    }
  pgo_table_free (&table);
  return steps;
}

/* Depth-first from the root; a function or site is active while a frame of it
   is on the path.  */
static void
weigh (struct pgo_index *index, const struct step *steps)
{
  uint32_t *active_fn = pgo_xcalloc (index->n_fns, sizeof *active_fn);
  uint32_t *active_site = pgo_xcalloc (index->n_sites, sizeof *active_site);

  for (uint32_t i = steps[ROOT].first_child; i != ROOT;)
    {
      const struct step *step = &steps[i];
      int64_t own = index->nodes[i].own;

      if (step->fn != PGO_NONE)
        {
          index->fns[step->fn].pub.own += own;
          if (active_fn[step->fn]++ == 0)
            index->fns[step->fn].pub.weight += step->weight;
        }
      if (step->site != PGO_NONE)
        {
          index->sites[step->site].own += own;
          if (active_site[step->site]++ == 0)
            index->sites[step->site].weight += step->weight;
        }

      if (step->first_child != ROOT)
        {
          i = step->first_child;
          continue;
        }
      for (;;)
        {
          if (steps[i].fn != PGO_NONE)
            active_fn[steps[i].fn]--;
          if (steps[i].site != PGO_NONE)
            active_site[steps[i].site]--;
          if (steps[i].next != ROOT)
            break;
          i = index->nodes[i].parent;
          if (i == ROOT)
            break;
        }
      if (i != ROOT)
        i = steps[i].next;
    }
  free (active_fn);
  free (active_site);
}

static int
compare_lines (const void *x, const void *y)
{
  const struct fn_line *a = x, *b = y;

  if (a->fn != b->fn)
    return a->fn < b->fn ? -1 : 1;
  return (a->line.offset > b->line.offset) - (a->line.offset < b->line.offset);
}

/* Sum the own weights by line.  */
static void
weigh_lines (struct pgo_index *index, const struct step *steps)
{
  struct fn_line *all = pgo_xcalloc (index->n_nodes, sizeof *all);
  size_t n = 0;

  for (size_t i = 0; i < index->n_nodes; i++)
    {
      const struct node *node = &index->nodes[i];
      if (node->own > 0 && node->line > 0 && steps[i].fn != PGO_NONE)
        all[n++]
            = (struct fn_line){ steps[i].fn, { steps[i].offset, node->own } };
    }
  qsort (all, n, sizeof *all, compare_lines);

  index->lines = pgo_xcalloc (n, sizeof *index->lines);
  for (size_t i = 0; i < n; i++)
    {
      struct pgo_fn *fn = &index->fns[all[i].fn].pub;
      if (i > 0 && compare_lines (&all[i - 1], &all[i]) == 0)
        {
          index->lines[index->n_lines - 1].own += all[i].line.own;
          continue;
        }
      if (fn->n_lines++ == 0)
        fn->lines = &index->lines[index->n_lines];
      index->lines[index->n_lines++] = all[i].line;
    }
  free (all);
}

/* Functions are one array in the order of name and file, so that comparing
   their addresses breaks ties by name.  */

static int
compare_sites (const void *x, const void *y)
{
  const struct pgo_site *a = x, *b = y;

  if (a->caller != b->caller)
    return a->caller < b->caller ? -1 : 1;
  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  if (a->own != b->own)
    return a->own > b->own ? -1 : 1;
  return (a->callee > b->callee) - (a->callee < b->callee);
}

static int
compare_sites_by_weight (const void *x, const void *y)
{
  const struct pgo_site *a = *(const struct pgo_site *const *)x;
  const struct pgo_site *b = *(const struct pgo_site *const *)y;

  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  if (a->own != b->own)
    return a->own > b->own ? -1 : 1;
  return compare_sites (a, b);
}

static int
compare_fns_by_own (const void *x, const void *y)
{
  const struct pgo_fn *a = *(const struct pgo_fn *const *)x;
  const struct pgo_fn *b = *(const struct pgo_fn *const *)y;

  if (a->own != b->own)
    return a->own > b->own ? -1 : 1;
  return (a > b) - (a < b);
}

/* Give each function its sites, and make the lists of all.  */
static void
sort_result (struct pgo_index *index)
{
  index->sites_by_weight
      = pgo_xcalloc (index->n_sites, sizeof *index->sites_by_weight);
  index->fns_by_own = pgo_xcalloc (index->n_fns, sizeof *index->fns_by_own);
  if (index->n_sites > 0)
    qsort (index->sites, index->n_sites, sizeof *index->sites, compare_sites);
  for (size_t i = 0; i < index->n_sites; i++)
    {
      const struct pgo_site *site = &index->sites[i];
      size_t caller = (const struct fn *)site->caller - index->fns;
      struct pgo_fn *fn = &index->fns[caller].pub;
      if (fn->n_sites++ == 0)
        fn->sites = site;
      index->sites_by_weight[i] = site;
    }
  for (size_t i = 0; i < index->n_fns; i++)
    index->fns_by_own[i] = &index->fns[i].pub;
  if (index->n_sites > 0)
    qsort (index->sites_by_weight, index->n_sites,
           sizeof *index->sites_by_weight, compare_sites_by_weight);
  if (index->n_fns > 0)
    qsort (index->fns_by_own, index->n_fns, sizeof *index->fns_by_own,
           compare_fns_by_own);
}

void
pgo_index_finish (struct pgo_index *index)
{
  struct step *steps;

  pgo_index_merge (index);
  steps = make_steps (index);
  weigh (index, steps);
  weigh_lines (index, steps);
  free (steps);
  sort_result (index);
  pgo_index_end_collecting (index);
}
