/* pprof profiles that are not symbolised, or in part.
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

   An address in a pprof profile lies inside the instruction or call that it
   stands for, so nothing is subtracted from callers'.  */

#include "convert/raw_pprof.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pprof/weight.h"

/* The mappings of a profile, to find an address among.  */
struct mappings
{
  const struct pgo_profile *profile;
  const struct pgo_mapping **sorted; /* By start.  */
};

/* What is being read, and what its values mean.  */
struct input
{
  const struct pgo_profile *profile;
  struct pgo_symbolizer *symbolizer;
  struct mappings mappings;
  uint32_t *locations; /* In SYMBOLIZER, by location; PGO_NONE: not yet.  */
  struct pgo_weighing weighing;
  uint32_t *stack;
};

/* Has LOCATION a name?  */
static bool
named_p (const struct pgo_profile *profile, const struct pgo_location *location)
{
  for (size_t i = 0; i < location->n_lines; i++)
    {
      const struct pgo_function *function
          = &profile
                 ->functions[profile->lines[location->first_line + i].function];
      if (*function->name || *function->system_name)
        return true;
    }
  return false;
}

/* The order of mappings by where they start.  */
static int
compare_mappings (const void *a, const void *b)
{
  const struct pgo_mapping *x = *(const struct pgo_mapping *const *) a;
  const struct pgo_mapping *y = *(const struct pgo_mapping *const *) b;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return (x > y) - (x < y);
}

/* The mappings of PROFILE; the caller frees MAPPINGS.sorted.  */
static struct mappings
sort_mappings (const struct pgo_profile *profile)
{
  size_t n = profile->n_mappings;
  struct mappings mappings
      = { profile, pgo_xcalloc (n, sizeof *mappings.sorted) };
  for (size_t i = 0; i < n; i++)
    mappings.sorted[i] = &profile->mappings[i];
  qsort (mappings.sorted, n, sizeof *mappings.sorted, compare_mappings);
  return mappings;
}

/* The mapping of LOCATION, or NULL.  */
static const struct pgo_mapping *
find_mapping (const struct mappings *mappings,
              const struct pgo_location *location)
{
  size_t low = 0, high = mappings->profile->n_mappings;
  if (location->mapping != PGO_NONE)
    return &mappings->profile->mappings[location->mapping];
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (mappings->sorted[middle]->start <= location->address)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0 || location->address >= mappings->sorted[low - 1]->limit)
    return NULL;
  return mappings->sorted[low - 1];
}

/* The build id of MAPPING, "" for what others put in its place.  */
static const char *
build_id (const struct pgo_mapping *mapping)
{
  size_t length = strlen (mapping->build_id);
  return length >= 8 && strspn (mapping->build_id, "0123456789abcdef") == length
             ? mapping->build_id
             : "";
}

/* Is LOCATION without a name, and in a file?  Sets *PLACE to where.  */
static bool
find_place (const struct mappings *mappings,
            const struct pgo_location *location, struct pgo_place *place)
{
  const struct pgo_mapping *mapping = find_mapping (mappings, location);
  if (!mapping || named_p (mappings->profile, location)
      || !pgo_file_name_p (mapping->file)
      || (!*mapping->file && !*build_id (mapping)))
    return false;
  *place = (struct pgo_place){ .file = mapping->file,
                               .build_id = build_id (mapping),
                               .offset = location->address,
                               .mapped = PGO_UNMAPPED };
  if (location->address < mapping->start || location->address >= mapping->limit)
    place->kind = PGO_PLACE_ADDRESS;
  else if (mapping->start == 0 && mapping->offset == 0)
    place->kind = PGO_PLACE_EITHER;
  else
    {
      place->offset += mapping->offset - mapping->start;
      place->mapped = mapping->offset;
    }
  return true;
}

bool
pgo_raw_pprof_symbolised_p (const struct pgo_profile *profile)
{
  struct pgo_place place;
  struct mappings mappings = sort_mappings (profile);
  bool symbolised = true;
  for (size_t i = 0; i < profile->n_locations && symbolised; i++)
    symbolised = !find_place (&mappings, &profile->locations[i], &place);
  free (mappings.sorted);
  return symbolised;
}

/* Find out how INPUT weighs, and begin.  */
static bool
begin (struct input *input, const char *name, struct pgo_error *err)
{
  struct pgo_weighing *weighing = &input->weighing;
  if (!pgo_profile_weigh (input->profile, name, weighing, err))
    return false;
  if (!weighing->time && weighing->counts == weighing->type)
    return pgo_symbolizer_begin (input->symbolizer, name, PGO_TYPE_SAMPLES,
                                 PGO_UNIT_SAMPLES, err);
  return pgo_symbolizer_begin (input->symbolizer, name, weighing->unit.type,
                               weighing->unit.unit, err);
}

static uint32_t
find_location (struct input *input, uint32_t index)
{
  const struct pgo_location *location = &input->profile->locations[index];
  struct pgo_place place;
  if (input->locations[index] == PGO_NONE)
    input->locations[index]
        = find_place (&input->mappings, location, &place)
              ? pgo_symbolizer_place (input->symbolizer, &place, NULL)
              : pgo_symbolizer_keep (input->symbolizer, input->profile,
                                     location);
  return input->locations[index];
}

static void
add_sample (struct input *input, size_t index)
{
  const struct pgo_sample *sample = &input->profile->samples[index];
  int64_t weight, divisor;
  int64_t count
      = pgo_sample_count (input->profile, &input->weighing, index, &divisor);
  pgo_sample_weight (input->profile, &input->weighing, index, &weight);
  /* A part of a sample is one.  */
  count = count > 0 && count < divisor ? 1 : count / divisor;
  for (size_t i = 0; i < sample->depth; i++)
    input->stack[i]
        = find_location (input, input->profile->stacks[sample->first + i]);
  pgo_symbolizer_add_samples (input->symbolizer, input->stack, sample->depth,
                              count, weight, 0);
}

bool
pgo_raw_pprof_add (const struct pgo_profile *profile, const char *name,
                   struct pgo_symbolizer *symbolizer, struct pgo_error *err)
{
  struct input input = { .profile = profile, .symbolizer = symbolizer };
  if (!begin (&input, name, err))
    return false;
  uint32_t depth = 0;
  for (size_t i = 0; i < profile->n_samples; i++)
    if (profile->samples[i].depth > depth)
      depth = profile->samples[i].depth;
  input.mappings = sort_mappings (profile);
  input.stack = pgo_xrealloc (NULL, depth, sizeof *input.stack);
  input.locations
      = pgo_xrealloc (NULL, profile->n_locations, sizeof *input.locations);
  for (size_t i = 0; i < profile->n_locations; i++)
    input.locations[i] = PGO_NONE;
  for (size_t i = 0; i < profile->n_samples; i++)
    add_sample (&input, i);
  free (input.mappings.sorted);
  free (input.stack);
  free (input.locations);
  return true;
}

bool
pgo_raw_pprof_convert (const char *file, struct pgo_symbolizer *symbolizer,
                       int64_t *duration, struct pgo_error *err)
{
  const char *name = pgo_symbolizer_input_name (symbolizer, file);
  struct pgo_profile *profile = pgo_profile_read_as (file, name, err);
  if (!profile)
    return false;
  bool ok = profile->n_samples == 0
            || pgo_raw_pprof_add (profile, name, symbolizer, err);
  if (profile->duration_nanos > 0
      && __builtin_add_overflow (*duration, profile->duration_nanos, duration))
    *duration = INT64_MAX;
  pgo_profile_free (profile);
  return ok;
}
