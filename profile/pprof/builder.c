/* Building a profile from frames.
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

   Whatever is added is looked up in a hash table first, so that equal things
   share one entry and the entries stand in the order of their first use.  */

#include "pprof/profile.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pprof/private.h"

struct pgo_builder
{
  struct pgo_profile *profile;

  struct pgo_strings strings; /* They live in the profile.  */
  struct pgo_table mapping_table, function_table;
  struct pgo_table location_table, sample_table;

  size_t types_capacity, comments_capacity;
  size_t mappings_capacity, functions_capacity, lines_capacity;
  size_t locations_capacity, stacks_capacity, samples_capacity;
  size_t values_capacity, times_capacity, codes_capacity;
};

struct pgo_builder *
pgo_builder_new (void)
{
  struct pgo_builder *builder = pgo_xcalloc (1, sizeof *builder);
  struct pgo_profile *p;

  builder->profile = p = pgo_profile_new ();
  /* A location without lines and a sample without frames point somewhere.  */
  p->lines
      = pgo_reserve (NULL, 0, 1, &builder->lines_capacity, sizeof *p->lines);
  p->stacks
      = pgo_reserve (NULL, 0, 1, &builder->stacks_capacity, sizeof *p->stacks);
  return builder;
}

/* Free all of BUILDER but its profile.  */
static void
free_scaffold (struct pgo_builder *builder)
{
  pgo_strings_free (&builder->strings);
  pgo_table_free (&builder->mapping_table);
  pgo_table_free (&builder->function_table);
  pgo_table_free (&builder->location_table);
  pgo_table_free (&builder->sample_table);
  free (builder);
}

void
pgo_builder_free (struct pgo_builder *builder)
{
  if (!builder)
    return;
  pgo_profile_free (builder->profile);
  free_scaffold (builder);
}

/* The one copy of TEXT in BUILDER; equal texts have equal addresses.  */
static const char *
intern (struct pgo_builder *builder, const char *text)
{
  return pgo_strings_intern (&builder->strings, builder->profile->pool, text);
}

static struct pgo_value_type
intern_type (struct pgo_builder *builder, const char *type, const char *unit)
{
  return (struct pgo_value_type){ intern (builder, type),
                                  intern (builder, unit) };
}

void
pgo_builder_add_type (struct pgo_builder *builder, const char *type,
                      const char *unit)
{
  struct pgo_profile *p = builder->profile;

  assert (p->n_samples == 0);
  p->value_types = pgo_xgrow (p->value_types, p->n_value_types,
                              &builder->types_capacity, sizeof *p->value_types);
  p->default_type = p->n_value_types;
  p->value_types[p->n_value_types++] = intern_type (builder, type, unit);
}

void
pgo_builder_set_period (struct pgo_builder *builder, const char *type,
                        const char *unit, int64_t period)
{
  builder->profile->period_type = intern_type (builder, type, unit);
  builder->profile->period = period;
}

void
pgo_builder_set_time (struct pgo_builder *builder, int64_t time_nanos,
                      int64_t duration_nanos)
{
  builder->profile->time_nanos = time_nanos;
  builder->profile->duration_nanos = duration_nanos;
}

void
pgo_builder_add_comment (struct pgo_builder *builder, const char *text)
{
  struct pgo_profile *p = builder->profile;

  p->comments = pgo_xgrow (p->comments, p->n_comments,
                           &builder->comments_capacity, sizeof *p->comments);
  p->comments[p->n_comments++] = intern (builder, text);
}

static bool
mapping_equal (const void *context, uint32_t index, const void *key)
{
  const struct pgo_builder *builder = context;
  const struct pgo_mapping *a = &builder->profile->mappings[index], *b = key;

  return (a->start == b->start && a->limit == b->limit && a->offset == b->offset
          && a->file == b->file && a->build_id == b->build_id
          && a->has_functions == b->has_functions
          && a->has_filenames == b->has_filenames
          && a->has_line_numbers == b->has_line_numbers
          && a->has_inline_frames == b->has_inline_frames);
}

uint32_t
pgo_builder_mapping (struct pgo_builder *builder,
                     const struct pgo_mapping *mapping)
{
  struct pgo_profile *p = builder->profile;
  struct pgo_mapping own = *mapping;
  uint64_t hash = pgo_hash (pgo_hash_string (mapping->file), mapping->start);
  uint32_t index;

  hash = pgo_hash (hash, pgo_hash_string (mapping->build_id));
  hash = pgo_hash (pgo_hash (hash, mapping->offset), mapping->limit);
  own.file = intern (builder, mapping->file);
  own.build_id = intern (builder, mapping->build_id);
  index = pgo_table_find (&builder->mapping_table, hash, mapping_equal, builder,
                          &own);
  if (index != PGO_NONE)
    return index;
  pgo_table_add (&builder->mapping_table, hash, p->n_mappings);
  p->mappings = pgo_xgrow (p->mappings, p->n_mappings,
                           &builder->mappings_capacity, sizeof *p->mappings);
  p->mappings[p->n_mappings] = own;
  return p->n_mappings++;
}

static bool
function_equal (const void *context, uint32_t index, const void *key)
{
  const struct pgo_builder *builder = context;
  const struct pgo_function *a = &builder->profile->functions[index], *b = key;

  return (a->name == b->name && a->system_name == b->system_name
          && a->file == b->file && a->start_line == b->start_line);
}

uint32_t
pgo_builder_function (struct pgo_builder *builder,
                      const struct pgo_function *function)
{
  struct pgo_profile *p = builder->profile;
  const struct pgo_function own
      = { .name = intern (builder, function->name),
          .system_name = intern (builder, function->system_name),
          .file = intern (builder, function->file),
          .start_line = function->start_line };
  uint64_t hash = pgo_hash_string (own.name);
  uint32_t index;

  hash = pgo_hash (hash, pgo_hash_string (own.system_name));
  hash = pgo_hash (hash, pgo_hash_string (own.file));
  hash = pgo_hash (hash, own.start_line);
  index = pgo_table_find (&builder->function_table, hash, function_equal,
                          builder, &own);
  if (index != PGO_NONE)
    return index;
  pgo_table_add (&builder->function_table, hash, p->n_functions);
  p->functions = pgo_xgrow (p->functions, p->n_functions,
                            &builder->functions_capacity, sizeof *p->functions);
  p->functions[p->n_functions] = own;
  return p->n_functions++;
}

/* A location that may not have its entry yet.  */
struct location_key
{
  uint32_t mapping;
  uint64_t address;
  const struct pgo_line *lines;
  size_t n_lines;
};

static bool
location_equal (const void *context, uint32_t index, const void *key)
{
  const struct pgo_profile *p = ((const struct pgo_builder *) context)->profile;
  const struct pgo_location *location = &p->locations[index];
  const struct location_key *k = key;

  if (location->mapping != k->mapping || location->address != k->address
      || location->n_lines != k->n_lines)
    return false;
  for (size_t i = 0; i < k->n_lines; i++)
    {
      const struct pgo_line *line = &p->lines[location->first_line + i];
      if (line->function != k->lines[i].function
          || line->line != k->lines[i].line
          || line->column != k->lines[i].column)
        return false;
    }
  return true;
}

uint32_t
pgo_builder_location (struct pgo_builder *builder, uint32_t mapping,
                      uint64_t address, const struct pgo_line *lines,
                      size_t n_lines)
{
  struct pgo_profile *p = builder->profile;
  const struct location_key key = { mapping, address, lines, n_lines };
  uint64_t hash = pgo_hash (pgo_hash (n_lines, mapping), address);
  uint32_t index;

  assert (mapping == PGO_NONE || mapping < p->n_mappings);
  for (size_t i = 0; i < n_lines; i++)
    {
      assert (lines[i].function < p->n_functions);
      hash = pgo_hash (pgo_hash (hash, lines[i].function), lines[i].line);
      hash = pgo_hash (hash, lines[i].column);
    }
  index = pgo_table_find (&builder->location_table, hash, location_equal,
                          builder, &key);
  if (index != PGO_NONE)
    return index;

  if (n_lines > UINT32_MAX - p->n_lines)
    pgo_out_of_memory ();
  pgo_table_add (&builder->location_table, hash, p->n_locations);
  p->locations = pgo_xgrow (p->locations, p->n_locations,
                            &builder->locations_capacity, sizeof *p->locations);
  p->locations[p->n_locations]
      = (struct pgo_location){ .address = address,
                               .mapping = mapping,
                               .first_line = p->n_lines,
                               .n_lines = n_lines };
  p->lines = pgo_reserve (p->lines, p->n_lines, n_lines,
                          &builder->lines_capacity, sizeof *p->lines);
  for (size_t i = 0; i < n_lines; i++)
    p->lines[p->n_lines++] = lines[i];
  return p->n_locations++;
}

/* A stack that may not have its sample yet.  */
struct stack_key
{
  const uint32_t *stack;
  size_t depth;
};

static bool
stack_equal (const void *context, uint32_t index, const void *key)
{
  const struct pgo_profile *p = ((const struct pgo_builder *) context)->profile;
  const struct pgo_sample *sample = &p->samples[index];
  const struct stack_key *k = key;

  return (sample->depth == k->depth
          && (k->depth == 0
              || memcmp (p->stacks + sample->first, k->stack,
                         k->depth * sizeof *k->stack)
                     == 0));
}

uint32_t
pgo_builder_sample (struct pgo_builder *builder, const uint32_t *stack,
                    size_t depth)
{
  struct pgo_profile *p = builder->profile;
  const struct stack_key key = { stack, depth };
  uint64_t hash = depth;
  uint32_t index;

  assert (p->n_value_types > 0);
  for (size_t i = 0; i < depth; i++)
    {
      assert (stack[i] < p->n_locations);
      hash = pgo_hash (hash, stack[i]);
    }
  index = pgo_table_find (&builder->sample_table, hash, stack_equal, builder,
                          &key);
  if (index != PGO_NONE)
    return index;

  if (depth > UINT32_MAX)
    pgo_out_of_memory ();
  pgo_table_add (&builder->sample_table, hash, p->n_samples);
  p->samples = pgo_xgrow (p->samples, p->n_samples, &builder->samples_capacity,
                          sizeof *p->samples);
  p->samples[p->n_samples]
      = (struct pgo_sample){ .first = p->n_stacks, .depth = depth };
  p->stacks = pgo_reserve (p->stacks, p->n_stacks, depth,
                           &builder->stacks_capacity, sizeof *p->stacks);
  for (size_t i = 0; i < depth; i++)
    p->stacks[p->n_stacks++] = stack[i];
  p->values = pgo_reserve (p->values, p->n_samples * p->n_value_types,
                           p->n_value_types, &builder->values_capacity,
                           sizeof *p->values);
  for (size_t i = 0; i < p->n_value_types; i++)
    p->values[p->n_samples * p->n_value_types + i] = 0;
  return p->n_samples++;
}

/* ARRAY, with room for *CAPACITY elements of SIZE bytes, with room for N; what
   is new is 0.  */
static void *
reserve_unknown (void *array, size_t n, size_t *capacity, size_t size)
{
  size_t known = *capacity;

  array = pgo_reserve (array, 0, n, capacity, size);
  if (*capacity > known)
    memset ((char *) array + known * size, 0, (*capacity - known) * size);
  return array;
}

/* Room for the times of N samples, which are unknown.  */
static void
reserve_times (struct pgo_builder *builder, size_t n)
{
  builder->profile->times
      = reserve_unknown (builder->profile->times, n, &builder->times_capacity,
                         sizeof *builder->profile->times);
}

/* Likewise for the code of N functions.  */
static void
reserve_codes (struct pgo_builder *builder, size_t n)
{
  builder->profile->codes
      = reserve_unknown (builder->profile->codes, n, &builder->codes_capacity,
                         sizeof *builder->profile->codes);
}

uint32_t
pgo_builder_add_sample (struct pgo_builder *builder, const uint32_t *stack,
                        size_t depth, const int64_t *values)
{
  struct pgo_profile *p = builder->profile;
  uint32_t sample = pgo_builder_sample (builder, stack, depth);

  for (size_t i = 0; i < p->n_value_types; i++)
    {
      int64_t *sum = &p->values[sample * p->n_value_types + i];
      if (__builtin_add_overflow (*sum, values[i], sum))
        *sum = values[i] > 0 ? INT64_MAX : INT64_MIN;
    }
  return sample;
}

void
pgo_builder_note_time (struct pgo_builder *builder, uint32_t sample,
                       int64_t time)
{
  struct pgo_profile *p = builder->profile;

  if (time <= 0)
    return;
  p->times_of_last = true;
  reserve_times (builder, (size_t) sample + 1);
  if (time > p->times[sample])
    p->times[sample] = time;
}

void
pgo_builder_note_code (struct pgo_builder *builder, uint32_t function,
                       const struct pgo_machine_code *code)
{
  struct pgo_profile *p = builder->profile;

  assert (function < p->n_functions);
  if (code->bytes <= 0)
    return;
  reserve_codes (builder, (size_t) function + 1);
  if (code->bytes > p->codes[function].bytes)
    p->codes[function] = *code;
}

struct pgo_profile *
pgo_builder_finish (struct pgo_builder *builder)
{
  struct pgo_profile *profile = builder->profile;

  if (profile->times)
    reserve_times (builder, profile->n_samples);
  if (profile->codes)
    reserve_codes (builder, profile->n_functions);
  pgo_profile_end_types (profile);
  free_scaffold (builder);
  return profile;
}
