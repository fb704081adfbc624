/* Functions of a prepared profile that have been divided since, or put
   together. Copyright (C) 2026 The gcc-pgo authors

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

   The profile is changed as if the profiled program had had the functions of
   today: weight goes with the lines, and calls go with the lines that they are
   on.  Of contexts beyond the direct caller, which the profile tells for the
   old functions, nothing is known for what is new.  */

#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/private.h"

/* FN's lines and sites, to be changed: copies with room for MORE.  */
struct changing
{
  struct pgo_line_weight *lines;
  size_t n_lines;
  struct pgo_site *sites;
  size_t n_sites;
};

static struct changing
copy_of (const struct fn *fn, size_t more_lines, size_t more_sites)
{
  struct changing copy = { .n_lines = fn->n_lines, .n_sites = fn->n_sites };
  struct pgo_pool *pool = fn->index->pool;

  copy.lines = pgo_pool_alloc (pool, (fn->n_lines + more_lines + 1)
                                         * sizeof *copy.lines);
  copy.sites = pgo_pool_alloc (pool, (fn->n_sites + more_sites + 1)
                                         * sizeof *copy.sites);
  if (fn->n_lines > 0)
    memcpy (copy.lines, fn->lines, fn->n_lines * sizeof *copy.lines);
  if (fn->n_sites > 0)
    memcpy (copy.sites, fn->sites, fn->n_sites * sizeof *copy.sites);
  return copy;
}

/* Give FN what CHANGED has.  */
static void
settle (struct fn *fn, struct changing *changed)
{
  if (changed->n_lines > 0)
    qsort (changed->lines, changed->n_lines, sizeof *changed->lines,
           pgo_index_compare_lines);
  if (changed->n_sites > 0)
    qsort (changed->sites, changed->n_sites, sizeof *changed->sites,
           pgo_index_compare_sites);
  fn->lines = changed->lines;
  fn->n_lines = changed->n_lines;
  fn->sites = changed->sites;
  fn->n_sites = changed->n_sites;
}

/* FN has MORE own weight, or less.  */
static void
add_own (struct fn *fn, int64_t more)
{
  int64_t own = fn->pub.own + more;

  if (fn->pub.own > 0)
    fn->scale *= (double) own / fn->pub.own;
  fn->pub.own = own;
}

static bool
taken_p (const bool *taken, size_t n, int32_t offset)
{
  return offset >= 0 && (size_t) offset < n && taken[offset];
}

const struct pgo_fn *
pgo_fn_split (const struct pgo_fn *from, const char *name, const bool *taken,
              size_t n, int32_t call)
{
  struct fn *old = (struct fn *) from;
  struct pgo_pool *pool = old->index->pool;
  struct fn *part = pgo_pool_alloc (pool, sizeof *part);
  struct changing rest, moved;
  int64_t weight = 0;
  size_t k = 0;

  pgo_mapped_fill (old);
  *part = *old;
  part->pub.name = part->pub.pretty
      = pgo_pool_string (pool, name, strlen (name));
  part->pub.own = 0;
  part->pub.code = (struct pgo_fn_code){ 0 };
  part->source = NULL;
  part->calls = NULL;
  part->n_calls = 0;
  part->kept = NULL;
  part->n_kept = 0;
  part->no_line = 0;
  part->scale = 1;
  rest = copy_of (old, 0, 1);
  moved = copy_of (old, 0, 0);
  moved.n_lines = moved.n_sites = 0;
  for (size_t i = 0; i < rest.n_lines; i++)
    if (taken_p (taken, n, rest.lines[i].offset))
      {
        moved.lines[moved.n_lines++] = rest.lines[i];
        part->pub.own += rest.lines[i].own;
      }
    else
      rest.lines[k++] = rest.lines[i];
  rest.n_lines = k;
  k = 0;
  for (size_t i = 0; i < rest.n_sites; i++)
    if (taken_p (taken, n, rest.sites[i].offset))
      {
        moved.sites[moved.n_sites] = rest.sites[i];
        moved.sites[moved.n_sites++].caller = &part->pub;
        weight += rest.sites[i].weight;
      }
    else
      rest.sites[k++] = rest.sites[i];
  rest.n_sites = k;
  part->pub.weight = weight = pgo_add_saturating (weight, part->pub.own);
  part->pub.called = part->pub.own;
  rest.sites[rest.n_sites++] = (struct pgo_site){ .caller = from,
                                                  .callee = &part->pub,
                                                  .offset = call,
                                                  .weight = weight,
                                                  .own = part->pub.own };
  add_own (old, -part->pub.own);
  old->pub.called
      = old->pub.called < old->pub.own ? old->pub.called : old->pub.own;
  settle (old, &rest);
  settle (part, &moved);
  return &part->pub;
}

void
pgo_fn_join (const struct pgo_fn *into, const struct pgo_fn *from, int32_t base)
{
  struct fn *whole = (struct fn *) into, *part = (struct fn *) from;
  struct changing sum;
  double share = 0;
  int64_t own = 0;
  size_t k = 0;

  pgo_mapped_fill (whole);
  pgo_mapped_fill (part);
  sum = copy_of (whole, part->n_lines, part->n_sites);
  for (size_t i = 0; i < sum.n_sites; i++)
    if (sum.sites[i].callee == from)
      share += (double) sum.sites[i].weight / (from->weight ? from->weight : 1);
    else
      sum.sites[k++] = sum.sites[i];
  sum.n_sites = k;
  share = share < 1 ? share : 1;
  for (size_t i = 0; i < part->n_lines; i++)
    {
      struct pgo_line_weight line = part->lines[i];
      line.offset = pgo_line_offset (line.offset, -(int64_t) base);
      line.own = (int64_t) (line.own * share);
      own += line.own;
      sum.lines[sum.n_lines++] = line;
    }
  for (size_t i = 0; i < part->n_sites; i++)
    {
      struct pgo_site site = part->sites[i];
      site.caller = into;
      site.offset = pgo_line_offset (site.offset, -(int64_t) base);
      site.weight = (int64_t) (site.weight * share);
      site.own = (int64_t) (site.own * share);
      sum.sites[sum.n_sites++] = site;
    }
  add_own (whole, own);
  add_own (part, -own);
  settle (whole, &sum);
}
