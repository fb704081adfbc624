/* Where the places of one profile are in the merged one.
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

   An input's locations are looked up when a sample that is kept first has them,
   and with them their functions and mappings, so that nothing of what is left
   out reaches the result.

   A mapping is known to the builder by a key: build id or file, offset, and
   whether it has a range.  What differs between inputs (load address, length,
   name of the file) stands beside it and is put in at the end.  */

#include "merge/private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/store.h"
#include "names/path.h"
#include "names/symbol.h"

struct pgo_merge_map
{
  struct pgo_merge *merge;
  const struct pgo_profile *profile;
  /* Each index in the builder, PGO_NONE until it is needed; that of a mapping
     without and with its range.  */
  uint32_t *functions;
  uint32_t *locations;
  uint32_t (*mappings)[2];
  bool *kept; /* By mapping; NULL where all are.  */
  struct pgo_line *lines;
  size_t lines_capacity;
};

/* More of them tell nobody anything.  */
#define OTHER_BUILDS_MAX 100

/* Enter that the input FILE has the build of MAPPING, not that of KEPT.  */
static void
enter_other_build (struct pgo_merge *merge, const char *file,
                   const struct pgo_mapping *mapping,
                   const struct kept_file *kept)
{
  struct other_build *other = merge->other_builds;
  struct other_build *end = other + merge->n_other_builds;

  while (other < end
         && (other->kept != kept || strcmp (other->file, mapping->file) != 0
             || strcmp (other->build_id, mapping->build_id) != 0))
    other++;
  if (other == end && merge->n_other_builds == OTHER_BUILDS_MAX)
    return;
  if (other == end)
    {
      merge->other_builds
          = pgo_xgrow (merge->other_builds, merge->n_other_builds,
                       &merge->other_builds_capacity, sizeof *other);
      other = &merge->other_builds[merge->n_other_builds++];
      *other
          = (struct other_build){ .file = pgo_xstrdup (mapping->file),
                                  .build_id = pgo_xstrdup (mapping->build_id),
                                  .kept = kept,
                                  .input = pgo_xstrdup (file) };
    }
  if (other->last != merge->n_inputs)
    other->n_inputs++;
  other->last = merge->n_inputs;
}

/* True if MAPPING, of the input FILE, is one of a file to keep.  */
static bool
keep_mapping_p (struct pgo_merge *merge, const char *file,
                const struct pgo_mapping *mapping)
{
  const struct kept_file *named = NULL;

  for (size_t i = 0; i < merge->n_kept_files; i++)
    {
      const struct kept_file *kept = &merge->kept_files[i];
      bool same_name = pgo_path_same_base_p (mapping->file, kept->name);

      if (!*kept->build_id || !*mapping->build_id)
        {
          if (same_name)
            return true;
        }
      else if (strcasecmp (kept->build_id, mapping->build_id) == 0)
        return true;
      else if (same_name)
        named = kept;
    }
  if (named)
    enter_other_build (merge, file, mapping, named);
  return false;
}

/* Decide which mappings to keep.  */
static void
choose_mappings (struct pgo_merge_map *map, const char *file)
{
  const struct pgo_profile *p = map->profile;
  bool any_name = false;

  map->kept = pgo_xcalloc (p->n_mappings, sizeof *map->kept);
  for (size_t i = 0; i < p->n_mappings; i++)
    {
      const struct pgo_mapping *mapping = &p->mappings[i];
      map->kept[i] = keep_mapping_p (map->merge, file, mapping);
      any_name = any_name || *mapping->file || *mapping->build_id;
    }
  if (!any_name)
    pgo_merge_note (map->merge,
                    "%s: does not say in which files its samples are; none of "
                    "them is kept",
                    file);
}

static uint32_t *
new_indices (size_t n)
{
  uint32_t *indices = pgo_xrealloc (NULL, n, sizeof *indices);

  for (size_t i = 0; i < n; i++)
    indices[i] = PGO_NONE;
  return indices;
}

struct pgo_merge_map *
pgo_merge_map_new (struct pgo_merge *merge, const struct pgo_profile *profile,
                   const char *file)
{
  struct pgo_merge_map *map = pgo_xcalloc (1, sizeof *map);

  map->merge = merge;
  map->profile = profile;
  map->functions = new_indices (profile->n_functions);
  map->locations = new_indices (profile->n_locations);
  map->mappings = (uint32_t (*)[2]) new_indices (profile->n_mappings * 2);
  if (merge->n_kept_files > 0)
    choose_mappings (map, file);
  return map;
}

void
pgo_merge_map_free (struct pgo_merge_map *map)
{
  free (map->functions);
  free (map->locations);
  free (map->mappings);
  free (map->kept);
  free (map->lines);
  free (map);
}

bool
pgo_merge_map_kept_p (const struct pgo_merge_map *map,
                      const struct pgo_sample *sample)
{
  const struct pgo_profile *p = map->profile;

  if (!map->kept)
    return true;
  for (size_t i = 0; i < sample->depth; i++)
    {
      uint32_t mapping = p->locations[p->stacks[sample->first + i]].mapping;
      if (mapping != PGO_NONE && map->kept[mapping])
        return true;
    }
  return false;
}

static uint32_t
map_function (struct pgo_merge_map *map, uint32_t index)
{
  if (map->functions[index] == PGO_NONE)
    {
      map->functions[index] = pgo_builder_function (
          map->merge->builder, &map->profile->functions[index]);
      if (map->profile->codes)
        pgo_builder_note_code (map->merge->builder, map->functions[index],
                               &map->profile->codes[index]);
    }
  return map->functions[index];
}

/* True if addresses in MAPPING can be turned into offsets in its file.  */
static bool
has_range_p (const struct pgo_mapping *mapping)
{
  return (mapping->limit > mapping->start
          && mapping->limit - mapping->start <= UINT64_MAX - mapping->offset);
}

/* Make ENTRY, which stands for MAPPING already, or is new, stand for it.  */
static void
describe_mapping (struct merged_mapping *entry,
                  const struct pgo_mapping *mapping, bool range, bool new)
{
  uint64_t length = range ? mapping->limit - mapping->start : 0;

  if (new)
    *entry = (struct merged_mapping){ .has_functions = true,
                                      .has_filenames = true,
                                      .has_line_numbers = true,
                                      .has_inline_frames = true };
  if (length > entry->length)
    entry->length = length;
  if (!entry->file || !*entry->file
      || (*mapping->file && strcmp (mapping->file, entry->file) < 0))
    {
      free (entry->file);
      entry->file = pgo_xstrdup (mapping->file);
    }
  entry->has_functions &= mapping->has_functions;
  entry->has_filenames &= mapping->has_filenames;
  entry->has_line_numbers &= mapping->has_line_numbers;
  entry->has_inline_frames &= mapping->has_inline_frames;
}

/* The index of mapping INDEX in the builder, with its range or without.  */
static uint32_t
map_mapping (struct pgo_merge_map *map, uint32_t index, bool range)
{
  struct pgo_merge *merge = map->merge;
  const struct pgo_mapping *mapping = &map->profile->mappings[index];
  uint32_t *place = &map->mappings[index][range];
  struct pgo_mapping key = { .start = range,
                             .offset = range ? mapping->offset : 0,
                             .file = *mapping->build_id ? "" : mapping->file,
                             .build_id = mapping->build_id };

  if (*place != PGO_NONE)
    return *place;
  if (!range && !*mapping->build_id && !*mapping->file)
    return PGO_NONE;
  *place = pgo_builder_mapping (merge->builder, &key);
  merge->mappings
      = pgo_xgrow (merge->mappings, merge->n_mappings,
                   &merge->mappings_capacity, sizeof *merge->mappings);
  describe_mapping (&merge->mappings[*place], mapping, range,
                    *place == merge->n_mappings);
  if (*place == merge->n_mappings)
    merge->n_mappings++;
  return *place;
}

static uint32_t
map_location (struct pgo_merge_map *map, uint32_t index)
{
  const struct pgo_profile *p = map->profile;
  const struct pgo_location *location = &p->locations[index];
  const struct pgo_line *lines = p->lines + location->first_line;
  uint64_t address = location->n_lines > 0 ? 0 : location->address;
  uint32_t mapping = PGO_NONE;

  if (location->mapping != PGO_NONE)
    {
      const struct pgo_mapping *m = &p->mappings[location->mapping];
      bool range = has_range_p (m) && location->address >= m->start
                   && location->address < m->limit;

      mapping = map_mapping (map, location->mapping, range);
      if (range)
        address = location->address - m->start + m->offset;
    }
  map->lines = pgo_reserve (map->lines, 0, location->n_lines,
                            &map->lines_capacity, sizeof *map->lines);
  for (size_t i = 0; i < location->n_lines; i++)
    {
      map->lines[i] = lines[i];
      map->lines[i].function = map_function (map, lines[i].function);
    }
  return pgo_builder_location (map->merge->builder, mapping, address,
                               map->lines, location->n_lines);
}

uint32_t
pgo_merge_map_sample (struct pgo_merge_map *map,
                      const struct pgo_sample *sample)
{
  struct pgo_merge *merge = map->merge;
  const uint32_t *stack = map->profile->stacks + sample->first;

  merge->stack = pgo_reserve (merge->stack, 0, sample->depth,
                              &merge->stack_capacity, sizeof *merge->stack);
  for (size_t i = 0; i < sample->depth; i++)
    {
      uint32_t *place = &map->locations[stack[i]];
      if (*place == PGO_NONE)
        *place = map_location (map, stack[i]);
      merge->stack[i] = *place;
    }
  return pgo_builder_sample (merge->builder, merge->stack, sample->depth);
}

void
pgo_merge_end_mappings (struct pgo_merge *merge, struct pgo_profile *profile)
{
  for (size_t i = 0; i < profile->n_mappings; i++)
    {
      const struct merged_mapping *entry = &merge->mappings[i];
      struct pgo_mapping *mapping = &profile->mappings[i];

      mapping->start = mapping->offset;
      mapping->limit = mapping->offset + entry->length;
      mapping->file
          = pgo_pool_string (profile->pool, entry->file, strlen (entry->file));
      mapping->has_functions = entry->has_functions;
      mapping->has_filenames = entry->has_filenames;
      mapping->has_line_numbers = entry->has_line_numbers;
      mapping->has_inline_frames = entry->has_inline_frames;
    }
}
