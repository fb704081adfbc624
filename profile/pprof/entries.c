/* The entries of a pprof profile, from their bytes.
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

   Mappings, functions, locations and samples refer to each other by ids, and to
   the string table; here these become indices and pointers, and none may ask
   for more than limits.h grants.  */

#include "pprof/reader.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "pprof/limits.h"
#include "pprof/private.h"

/* The fields of Sample.  */
enum
{
  SAMPLE_LOCATION_ID = 1,
  SAMPLE_VALUE = 2,
  SAMPLE_LABEL = 3
};

/* How many frames all stacks, and how many bytes the strings of all entries
   may have together in a profile of SIZE bytes.  */
#define FRAMES_MAX(SIZE) (PGO_MI (PGO_FRAMES_MI) + PGO_FRAMES_PER_BYTE * (SIZE))
#define TEXT_MAX(SIZE) (PGO_MI (PGO_TEXT_MIB) + PGO_TEXT_PER_BYTE * (SIZE))

static bool
ids_equal (const void *context, uint32_t index, const void *key)
{
  const struct ids *ids = context;

  return ids->ids[index] == *(const uint64_t *) key;
}

/* The index of ID, or PGO_NONE.  */
static uint32_t
ids_find (const struct ids *ids, uint64_t id)
{
  /* Nearly all producers count from 1.  */
  if (id - 1 < ids->n && ids->ids[id - 1] == id)
    return id - 1;
  return pgo_table_find (&ids->table, pgo_hash (0, id), ids_equal, ids, &id);
}

/* Give the entry being taken the id ID and the next index.  */
static bool
ids_add (struct reader *r, struct ids *ids, uint64_t id)
{
  if (id == 0)
    return pgo_reader_fail (r, "id is 0");
  if (ids_find (ids, id) != PGO_NONE)
    return pgo_reader_fail (r, "id %" PRIu64 " is used twice", id);
  ids->ids[ids->n] = id;
  pgo_table_add (&ids->table, pgo_hash (0, id), ids->n);
  ids->n++;
  return true;
}

bool
pgo_reader_string (struct reader *r, int64_t index, const char *what,
                   const char **string)
{
  if (index < 0 || (uint64_t) index >= r->n_strings)
    return pgo_reader_fail (
        r, "%s is string %" PRId64 ", and string_table has %zu entries", what,
        index, r->n_strings);
  *string = r->strings[index];
  return true;
}

bool
pgo_reader_text (struct reader *r, int64_t index, const char *what,
                 const char **string)
{
  if (!pgo_reader_string (r, index, what, string))
    return false;
  r->text += strlen (*string);
  if (r->text > TEXT_MAX (r->size))
    return pgo_reader_fail (
        r, "%s: with it strings are used of more than %zu bytes", what,
        TEXT_MAX (r->size));
  return true;
}

bool
pgo_reader_malformed (struct reader *r, const struct field *f)
{
  return pgo_error_set (r->err, "%s: offset %td: %s %zu: malformed", r->name,
                        f->start - r->data, r->kind, r->ordinal);
}

/* Read the field of an entry at *AT, before END, and move *AT behind it.  False
   if it is malformed, as protobuf-c sees it.  */
static bool
read_part (const uint8_t **at, const uint8_t *end, struct field *part)
{
  if (pgo_wire_field (*at, end, part) || part->number == 0
      || part->number > UINT32_MAX)
    return false;
  *at = part->end;
  return true;
}

/* The numbers in PART, packed or a single one: each is written to NEXT, which
   has room for them.  Returns how many, or -1 where they are malformed.  */
static ptrdiff_t
read_numbers (const struct field *part, uint64_t *next)
{
  ptrdiff_t n = 0;

  if (part->wire_type == PROTOBUF_C_WIRE_TYPE_VARINT)
    {
      next[0] = part->value;
      return 1;
    }
  if (part->wire_type != PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED)
    return -1;
  for (const uint8_t *at = part->body; at < part->end; n++)
    if (!pgo_wire_varint (&at, part->end, &next[n]))
      return -1;
  return n;
}

/* Most numbers that PART can hold.  */
static size_t
numbers_bound (const struct field *part)
{
  return part->wire_type == PROTOBUF_C_WIRE_TYPE_VARINT
             ? 1
             : (size_t) (part->end - part->body);
}

size_t
pgo_reader_count_frames (const struct field *f)
{
  const uint8_t *at = f->body;
  struct field part = { 0 };
  size_t n = 0;

  while (at < f->end && read_part (&at, f->end, &part))
    if (part.number == SAMPLE_LOCATION_ID)
      {
        if (part.wire_type == PROTOBUF_C_WIRE_TYPE_VARINT)
          n++;
        else
          for (const uint8_t *p = part.body; p < part.end; p++)
            n += *p < 0x80;
      }
  return n;
}

bool
pgo_reader_mapping (struct reader *r, const struct field *f)
{
  struct pgo_mapping *mapping = &r->profile->mappings[r->mappings.n];
  const Pgo__Pprof__Mapping *m
      = pgo__pprof__mapping__unpack (&r->allocator, f->end - f->body, f->body);

  if (!m)
    return pgo_reader_malformed (r, f);
  mapping->start = m->memory_start;
  mapping->limit = m->memory_limit;
  mapping->offset = m->file_offset;
  mapping->has_functions = m->has_functions;
  mapping->has_filenames = m->has_filenames;
  mapping->has_line_numbers = m->has_line_numbers;
  mapping->has_inline_frames = m->has_inline_frames;
  return (ids_add (r, &r->mappings, m->id)
          && pgo_reader_text (r, m->filename, "filename", &mapping->file)
          && pgo_reader_text (r, m->build_id, "build_id", &mapping->build_id));
}

bool
pgo_reader_function (struct reader *r, const struct field *f)
{
  struct pgo_function *function = &r->profile->functions[r->functions.n];
  const Pgo__Pprof__Function *m
      = pgo__pprof__function__unpack (&r->allocator, f->end - f->body, f->body);

  if (!m)
    return pgo_reader_malformed (r, f);
  function->start_line = m->start_line;
  return (ids_add (r, &r->functions, m->id)
          && pgo_reader_text (r, m->name, "name", &function->name)
          && pgo_reader_text (r, m->system_name, "system_name",
                              &function->system_name)
          && pgo_reader_text (r, m->filename, "filename", &function->file));
}

bool
pgo_reader_location (struct reader *r, const struct field *f)
{
  struct pgo_profile *p = r->profile;
  struct pgo_location *location = &p->locations[r->locations.n];
  const Pgo__Pprof__Location *m
      = pgo__pprof__location__unpack (&r->allocator, f->end - f->body, f->body);

  if (!m)
    return pgo_reader_malformed (r, f);
  if (!ids_add (r, &r->locations, m->id))
    return false;
  if (m->n_line > PGO_LINES_MAX)
    return pgo_reader_fail (r, "has %zu lines, and more than %d are too many",
                            m->n_line, PGO_LINES_MAX);
  location->address = m->address;
  /* PGO_NONE where nothing is known of the mapping.  */
  location->mapping = ids_find (&r->mappings, m->mapping_id);
  location->folded = m->is_folded;
  location->first_line = p->n_lines;
  location->n_lines = m->n_line;
  p->lines = pgo_reserve (p->lines, p->n_lines, m->n_line, &r->lines_capacity,
                          sizeof *p->lines);
  for (size_t i = 0; i < m->n_line; i++)
    {
      const Pgo__Pprof__Line *line = m->line[i];
      uint32_t function = ids_find (&r->functions, line->function_id);
      if (function == PGO_NONE)
        return pgo_reader_fail (
            r, "line %zu: function_id %" PRIu64 " is not defined", i + 1,
            line->function_id);
      p->lines[p->n_lines++] = (struct pgo_line){ .function = function,
                                                  .line = line->line,
                                                  .column = line->column };
    }
  return true;
}

/* Take a label of the sample that is being taken.  CODE is what they say of
   code.  */
static bool
take_label (struct reader *r, const struct field *f, const struct field *part,
            struct pgo_machine_code *code)
{
  struct pgo_profile *p = r->profile;
  const char *key = "", *unused;
  const Pgo__Pprof__Label *m
      = part->wire_type == PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED
            ? pgo__pprof__label__unpack (&r->allocator, part->end - part->body,
                                         part->body)
            : NULL;

  if (!m)
    return pgo_reader_malformed (r, f);
  if (!pgo_reader_string (r, m->key, "label key", &key)
      || !pgo_reader_string (r, m->str, "label str", &unused)
      || !pgo_reader_string (r, m->num_unit, "label num_unit", &unused))
    return false;
  if (m->num <= 0)
    return true;
  if (strcmp (key, PGO_CODE_BYTES_LABEL) == 0)
    code->bytes = m->num;
  else if (strcmp (key, PGO_ENTRY_BYTES_LABEL) == 0)
    code->entry_bytes = m->num;
  else if (strcmp (key, PGO_ENTRY_LINE_LABEL) == 0)
    code->entry_line = m->num;
  else if (strcmp (key, PGO_ENTRY_COLUMN_LABEL) == 0)
    code->entry_column = m->num;
  else if (strcmp (key, PGO_LAST_TIME_LABEL) == 0
           || strcmp (key, PGO_TIME_LABEL) == 0)
    {
      if (!p->times)
        p->times = pgo_xcalloc (r->n_samples, sizeof *p->times);
      p->times[p->n_samples] = m->num;
      p->times_of_last |= strcmp (key, PGO_LAST_TIME_LABEL) == 0;
    }
  return true;
}

/* Take the frames in PART, more of the sample that is being taken; *DEPTH is
   how many it has with the inlined ones.  */
static bool
take_frames (struct reader *r, const struct field *f, const struct field *part,
             size_t *depth)
{
  struct pgo_profile *p = r->profile;
  uint64_t *ids
      = pgo_pool_alloc (r->scratch, numbers_bound (part) * sizeof *ids);
  ptrdiff_t n = read_numbers (part, ids);

  if (n < 0)
    return pgo_reader_malformed (r, f);
  for (ptrdiff_t i = 0; i < n; i++)
    {
      uint32_t location = ids_find (&r->locations, ids[i]), n_lines;
      if (location == PGO_NONE)
        return pgo_reader_fail (r, "location_id %" PRIu64 " is not defined",
                                ids[i]);
      p->stacks[p->n_stacks++] = location;
      n_lines = p->locations[location].n_lines;
      *depth += n_lines > 0 ? n_lines : 1;
      if (*depth > PGO_DEPTH_MAX)
        return pgo_reader_fail (r, "has a stack of more than %d frames",
                                PGO_DEPTH_MAX);
    }
  return true;
}

/* Take the values in PART, more of the sample that is being taken, which has
 *N of them.  */
static bool
take_values (struct reader *r, const struct field *f, const struct field *part,
             size_t *n)
{
  struct pgo_profile *p = r->profile;
  uint64_t *values
      = pgo_pool_alloc (r->scratch, numbers_bound (part) * sizeof *values);
  ptrdiff_t more = read_numbers (part, values);
  size_t first = p->n_samples * p->n_value_types + *n;

  if (more < 0)
    return pgo_reader_malformed (r, f);
  *n += more;
  /* A sample with too many is refused in the end.  */
  if (*n > p->n_value_types)
    return true;
  for (ptrdiff_t i = 0; i < more; i++)
    p->values[first + i] = (int64_t) values[i];
  return true;
}

/* Give CODE to the physical function of the sample that is being taken, whose
   frames begin at FIRST.  True if that is all the sample is for.  */
static bool
take_code (struct reader *r, size_t first, const struct pgo_machine_code *code)
{
  struct pgo_profile *p = r->profile;
  const int64_t *values = p->values + p->n_samples * p->n_value_types;
  uint32_t function;

  if (code->bytes == 0 || p->n_stacks == first)
    return false;
  function = pgo_location_physical (p, &p->locations[p->stacks[first]]);
  if (function != PGO_NONE)
    {
      if (!p->codes)
        p->codes = pgo_xcalloc (r->functions.n, sizeof *p->codes);
      if (code->bytes > p->codes[function].bytes)
        p->codes[function] = *code;
    }
  for (size_t i = 0; i < p->n_value_types; i++)
    if (values[i] != 0)
      return false;
  return true;
}

/* Nearly all of a profile are samples, and their numbers are read twice as fast
   without a message between; the fields are those of Sample in
   profile.proto.  */
bool
pgo_reader_sample (struct reader *r, const struct field *f)
{
  struct pgo_profile *p = r->profile;
  size_t first = p->n_stacks, depth = 0, n_values = 0;
  struct pgo_machine_code code = { 0 };
  const uint8_t *at = f->body;
  struct field part = { 0 };
  bool ok = true;

  while (ok && at < f->end)
    {
      if (!read_part (&at, f->end, &part))
        return pgo_reader_malformed (r, f);
      switch (part.number)
        {
        case SAMPLE_LOCATION_ID:
          ok = take_frames (r, f, &part, &depth);
          break;
        case SAMPLE_VALUE:
          ok = take_values (r, f, &part, &n_values);
          break;
        case SAMPLE_LABEL:
          ok = take_label (r, f, &part, &code);
          break;
        }
    }
  if (!ok)
    return false;
  r->n_frames += depth;
  if (r->n_frames > FRAMES_MAX (r->size))
    return pgo_reader_fail (r, "with it all stacks have more than %zu frames",
                            FRAMES_MAX (r->size));
  if (p->n_value_types == 0)
    return pgo_reader_fail (r, "has %zu values, and the profile no sample_type",
                            n_values);
  if (n_values != p->n_value_types)
    return pgo_reader_fail (r, "has %zu values for %zu sample types", n_values,
                            p->n_value_types);
  if (take_code (r, first, &code))
    {
      p->n_stacks = first;
      if (p->times)
        p->times[p->n_samples] = 0;
      return true;
    }
  p->samples[p->n_samples++]
      = (struct pgo_sample){ .first = first,
                             .depth = (uint32_t) (p->n_stacks - first) };
  return true;
}
