/* The canonical order of a profile.
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

   Each kind of entry is sorted when what it refers to is, so that the place of
   that stands for it: mappings and functions, then locations, then samples.
   Positions and stacks stay where they are in memory, since only what refers to
   them is ever written.  */

/* For qsort_r.  */
#define _GNU_SOURCE

#include "pprof/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int
compare_numbers (uint64_t a, uint64_t b)
{
  return (a > b) - (a < b);
}

static int
compare_signed (int64_t a, int64_t b)
{
  return (a > b) - (a < b);
}

/* The indices of N entries of PROFILE in the order of COMPARE, which gets
   pointers to indices.  The caller frees them.  */
static uint32_t *
sorted_indices (struct pgo_profile *profile, size_t n,
                int (*compare) (const void *, const void *, void *))
{
  uint32_t *order = pgo_xrealloc (NULL, n, sizeof *order);

  for (size_t i = 0; i < n; i++)
    order[i] = i;
  qsort_r (order, n, sizeof *order, compare, profile);
  return order;
}

/* The inverse of ORDER: the new index by the old one.  The caller frees it.  */
static uint32_t *
places (const uint32_t *order, size_t n)
{
  uint32_t *place = pgo_xrealloc (NULL, n, sizeof *place);

  for (size_t i = 0; i < n; i++)
    place[order[i]] = i;
  return place;
}

/* The N entries of SIZE bytes at ARRAY in the order ORDER, which is freed, as
   ARRAY is.  */
static void *
reorder (void *array, uint32_t *order, size_t n, size_t size)
{
  char *sorted = pgo_xrealloc (NULL, n, size);

  for (size_t i = 0; i < n; i++)
    memcpy (sorted + i * size, (const char *) array + order[i] * size, size);
  free (array);
  free (order);
  return sorted;
}

/* A copy of ORDER, of N indices.  */
static uint32_t *
again (const uint32_t *order, size_t n)
{
  return memcpy (pgo_xrealloc (NULL, n, sizeof *order), order,
                 n * sizeof *order);
}

static unsigned
mapping_flags (const struct pgo_mapping *mapping)
{
  return ((unsigned) mapping->has_functions << 3
          | (unsigned) mapping->has_filenames << 2
          | (unsigned) mapping->has_line_numbers << 1
          | (unsigned) mapping->has_inline_frames);
}

static int
compare_mappings (const void *x, const void *y, void *context)
{
  const struct pgo_profile *p = context;
  const struct pgo_mapping *a = &p->mappings[*(const uint32_t *) x];
  const struct pgo_mapping *b = &p->mappings[*(const uint32_t *) y];
  int order = strcmp (a->file, b->file);

  if (order == 0)
    order = strcmp (a->build_id, b->build_id);
  if (order == 0)
    order = compare_numbers (a->offset, b->offset);
  if (order == 0)
    order = compare_numbers (a->start, b->start);
  if (order == 0)
    order = compare_numbers (a->limit, b->limit);
  return order ? order : compare_numbers (mapping_flags (a), mapping_flags (b));
}

static void
sort_mappings (struct pgo_profile *p)
{
  uint32_t *order = sorted_indices (p, p->n_mappings, compare_mappings);
  uint32_t *place = places (order, p->n_mappings);

  for (size_t i = 0; i < p->n_locations; i++)
    if (p->locations[i].mapping != PGO_NONE)
      p->locations[i].mapping = place[p->locations[i].mapping];
  p->mappings
      = reorder (p->mappings, order, p->n_mappings, sizeof *p->mappings);
  free (place);
}

static int
compare_functions (const void *x, const void *y, void *context)
{
  const struct pgo_profile *p = context;
  const struct pgo_function *a = &p->functions[*(const uint32_t *) x];
  const struct pgo_function *b = &p->functions[*(const uint32_t *) y];
  int order = strcmp (a->name, b->name);

  if (order == 0)
    order = strcmp (a->system_name, b->system_name);
  if (order == 0)
    order = strcmp (a->file, b->file);
  if (order == 0)
    order = compare_signed (a->start_line, b->start_line);
  return order;
}

static void
sort_functions (struct pgo_profile *p)
{
  uint32_t *order = sorted_indices (p, p->n_functions, compare_functions);
  uint32_t *place = places (order, p->n_functions);

  for (size_t i = 0; i < p->n_lines; i++)
    p->lines[i].function = place[p->lines[i].function];
  p->functions = reorder (p->functions, again (order, p->n_functions),
                          p->n_functions, sizeof *p->functions);
  if (p->codes)
    p->codes = reorder (p->codes, again (order, p->n_functions), p->n_functions,
                        sizeof *p->codes);
  free (order);
  free (place);
}

static int
compare_lines (const struct pgo_line *a, const struct pgo_line *b)
{
  int order = compare_numbers (a->function, b->function);

  if (order == 0)
    order = compare_signed (a->line, b->line);
  if (order == 0)
    order = compare_signed (a->column, b->column);
  return order;
}

static int
compare_locations (const void *x, const void *y, void *context)
{
  const struct pgo_profile *p = context;
  const struct pgo_location *a = &p->locations[*(const uint32_t *) x];
  const struct pgo_location *b = &p->locations[*(const uint32_t *) y];
  int order = compare_numbers (a->mapping, b->mapping);

  if (order == 0)
    order = compare_numbers (a->address, b->address);
  if (order == 0)
    order = compare_numbers (a->n_lines, b->n_lines);
  for (size_t i = 0; order == 0 && i < a->n_lines; i++)
    order = compare_lines (&p->lines[a->first_line + i],
                           &p->lines[b->first_line + i]);
  return order;
}

static void
sort_locations (struct pgo_profile *p)
{
  uint32_t *order = sorted_indices (p, p->n_locations, compare_locations);
  uint32_t *place = places (order, p->n_locations);

  for (size_t i = 0; i < p->n_stacks; i++)
    p->stacks[i] = place[p->stacks[i]];
  p->locations
      = reorder (p->locations, order, p->n_locations, sizeof *p->locations);
  free (place);
}

/* A sample on its way to its place.  */
struct placed
{
  uint64_t key; /* Its first two locations; 0 stands for none.  */
  uint32_t index;
};

static int
compare_samples (const void *x, const void *y, void *context)
{
  const struct pgo_profile *p = context;
  const struct placed *px = x, *py = y;
  const struct pgo_sample *a = &p->samples[px->index];
  const struct pgo_sample *b = &p->samples[py->index];
  int order = compare_numbers (px->key, py->key);
  uint32_t depth = a->depth < b->depth ? a->depth : b->depth;

  for (uint32_t i = 2; order == 0 && i < depth; i++)
    order = compare_numbers (p->stacks[a->first + i], p->stacks[b->first + i]);
  return order ? order : compare_numbers (a->depth, b->depth);
}

/* The indices of P's samples in their new order.  */
static uint32_t *
sample_order (struct pgo_profile *p)
{
  struct placed *placed = pgo_xrealloc (NULL, p->n_samples, sizeof *placed);
  uint32_t *order;

  for (size_t i = 0; i < p->n_samples; i++)
    {
      const uint32_t *stack = p->stacks + p->samples[i].first;
      uint32_t depth = p->samples[i].depth;
      uint64_t first = depth > 0 ? (uint64_t) stack[0] + 1 : 0;
      uint64_t second = depth > 1 ? (uint64_t) stack[1] + 1 : 0;
      placed[i] = (struct placed){ first << 32 | second, i };
    }
  qsort_r (placed, p->n_samples, sizeof *placed, compare_samples, p);
  order = pgo_xrealloc (NULL, p->n_samples, sizeof *order);
  for (size_t i = 0; i < p->n_samples; i++)
    order[i] = placed[i].index;
  free (placed);
  return order;
}

static void
sort_samples (struct pgo_profile *p)
{
  size_t row = p->n_value_types * sizeof *p->values;
  uint32_t *order = sample_order (p);

  p->values
      = reorder (p->values, again (order, p->n_samples), p->n_samples, row);
  if (p->times)
    p->times = reorder (p->times, again (order, p->n_samples), p->n_samples,
                        sizeof *p->times);
  p->samples = reorder (p->samples, order, p->n_samples, sizeof *p->samples);
}

static int
compare_strings (const void *x, const void *y)
{
  return strcmp (*(const char *const *) x, *(const char *const *) y);
}

static void
sort_comments (struct pgo_profile *p)
{
  size_t n = 0;

  if (p->n_comments > 1)
    qsort (p->comments, p->n_comments, sizeof *p->comments, compare_strings);
  for (size_t i = 0; i < p->n_comments; i++)
    if (n == 0 || strcmp (p->comments[i], p->comments[n - 1]) != 0)
      p->comments[n++] = p->comments[i];
  p->n_comments = n;
}

void
pgo_profile_sort (struct pgo_profile *profile)
{
  sort_mappings (profile);
  sort_functions (profile);
  sort_locations (profile);
  sort_samples (profile);
  sort_comments (profile);
}
