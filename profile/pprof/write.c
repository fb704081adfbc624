/* Writing pprof profiles.
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

   Entries are packed and compressed one at a time, in the order of the field
   numbers, as Go's encoder does it.  Ids are 1..n; strings are numbered in
   the order of their use, 0 being "".  So equal profiles give equal bytes.  */

#include "pprof/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "pprof/private.h"
#include "pprof/weight.h"
#include "profile.pb-c.h"

struct writer
{
  struct pgo_gzip *gzip;

  struct pgo_strings strings; /* By index in the string table.  */

  uint8_t *buffer; /* For one packed entry.  */
  size_t buffer_size;
};

/* The index of STRING in the string table that is being gathered.  */
static int64_t
string_index (struct writer *w, const char *string)
{
  return pgo_strings_number (&w->strings, NULL, string);
}

/* Write tag and length of entry FIELD of the profile, SIZE bytes long.  */
static void
put_head (struct writer *w, unsigned field, size_t size)
{
  uint8_t head[11] = { field << 3 | PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED };
  size_t n = 1;

  for (; size >= 0x80; size >>= 7)
    head[n++] = size | 0x80;
  head[n++] = size;
  pgo_gzip_write (w->gzip, head, n);
}

/* Write MESSAGE, without a head.  */
static void
put_body (struct writer *w, const ProtobufCMessage *message, size_t size)
{
  if (size > w->buffer_size)
    {
      w->buffer = pgo_xrealloc (w->buffer, size, 1);
      w->buffer_size = size;
    }
  protobuf_c_message_pack (message, w->buffer);
  pgo_gzip_write (w->gzip, w->buffer, size);
}

/* Write MESSAGE as an entry FIELD of the profile.  */
static void
put_entry (struct writer *w, unsigned field, const ProtobufCMessage *message)
{
  size_t size = protobuf_c_message_get_packed_size (message);

  put_head (w, field, size);
  put_body (w, message, size);
}

static Pgo__Pprof__Label
pack_label (struct writer *w, const char *key, int64_t number, const char *unit)
{
  Pgo__Pprof__Label m = PGO__PPROF__LABEL__INIT;

  m.key = string_index (w, key);
  m.num = number;
  m.num_unit = string_index (w, unit);
  return m;
}

static void
put_samples (struct writer *w, const struct pgo_profile *p)
{
  uint64_t *ids = NULL;
  size_t capacity = 0;

  for (size_t i = 0; i < p->n_samples; i++)
    {
      const struct pgo_sample *sample = &p->samples[i];
      Pgo__Pprof__Sample m = PGO__PPROF__SAMPLE__INIT;
      Pgo__Pprof__Label label, *labels = &label;

      ids = pgo_reserve (ids, 0, sample->depth, &capacity, sizeof *ids);
      for (size_t j = 0; j < sample->depth; j++)
        ids[j] = (uint64_t) p->stacks[sample->first + j] + 1;
      m.n_location_id = sample->depth;
      m.location_id = ids;
      m.n_value = p->n_value_types;
      m.value = p->values + i * p->n_value_types;
      if (p->times_of_last && p->times[i] > 0)
        {
          label
              = pack_label (w, PGO_LAST_TIME_LABEL, p->times[i], PGO_UNIT_TIME);
          m.n_label = 1;
          m.label = &labels;
        }
      put_entry (w, FIELD_SAMPLE, &m.base);
    }
  free (ids);
}

/* Write what is known of CODE as a sample at location ID; ZEROS are its values.
 */
static void
put_code (struct writer *w, const struct pgo_profile *p,
          const struct pgo_machine_code *code, uint64_t id, int64_t *zeros)
{
  Pgo__Pprof__Sample m = PGO__PPROF__SAMPLE__INIT;
  Pgo__Pprof__Label labels[4], *pointers[4];

  labels[m.n_label++]
      = pack_label (w, PGO_CODE_BYTES_LABEL, code->bytes, PGO_CODE_UNIT);
  if (code->entry_bytes > 0)
    {
      labels[m.n_label++] = pack_label (w, PGO_ENTRY_BYTES_LABEL,
                                        code->entry_bytes, PGO_CODE_UNIT);
      labels[m.n_label++]
          = pack_label (w, PGO_ENTRY_LINE_LABEL, code->entry_line, "");
      if (code->entry_column > 0)
        labels[m.n_label++]
            = pack_label (w, PGO_ENTRY_COLUMN_LABEL, code->entry_column, "");
    }
  for (size_t i = 0; i < m.n_label; i++)
    pointers[i] = &labels[i];
  m.label = pointers;
  m.n_location_id = 1;
  m.location_id = &id;
  m.n_value = p->n_value_types;
  m.value = zeros;
  put_entry (w, FIELD_SAMPLE, &m.base);
}

/* Write what is known of the code that samples were taken in, behind all of
   these: of each function at the first location.  */
static void
put_codes (struct writer *w, const struct pgo_profile *p)
{
  bool *written = pgo_xcalloc (p->n_functions, sizeof *written);
  int64_t *zeros = pgo_xcalloc (p->n_value_types, sizeof *zeros);

  for (size_t i = 0; i < p->n_samples; i++)
    {
      uint32_t leaf, function;

      if (p->samples[i].depth == 0)
        continue;
      leaf = p->stacks[p->samples[i].first];
      function = pgo_location_physical (p, &p->locations[leaf]);
      if (function == PGO_NONE || written[function])
        continue;
      written[function] = true;
      if (p->codes[function].bytes > 0)
        put_code (w, p, &p->codes[function], (uint64_t) leaf + 1, zeros);
    }
  free (written);
  free (zeros);
}

static void
put_mappings (struct writer *w, const struct pgo_profile *p)
{
  for (size_t i = 0; i < p->n_mappings; i++)
    {
      const struct pgo_mapping *mapping = &p->mappings[i];
      Pgo__Pprof__Mapping m = PGO__PPROF__MAPPING__INIT;

      m.id = i + 1;
      m.memory_start = mapping->start;
      m.memory_limit = mapping->limit;
      m.file_offset = mapping->offset;
      m.filename = string_index (w, mapping->file);
      m.build_id = string_index (w, mapping->build_id);
      m.has_functions = mapping->has_functions;
      m.has_filenames = mapping->has_filenames;
      m.has_line_numbers = mapping->has_line_numbers;
      m.has_inline_frames = mapping->has_inline_frames;
      put_entry (w, FIELD_MAPPING, &m.base);
    }
}

static void
put_location (struct writer *w, uint64_t id,
              const struct pgo_location *location, const struct pgo_line *lines)
{
  size_t n = location->n_lines;
  Pgo__Pprof__Location m = PGO__PPROF__LOCATION__INIT;
  Pgo__Pprof__Line *entries = pgo_xcalloc (n, sizeof *entries);

  m.id = id;
  m.mapping_id
      = location->mapping == PGO_NONE ? 0 : (uint64_t) location->mapping + 1;
  m.address = location->address;
  m.is_folded = location->folded;
  m.n_line = n;
  m.line = pgo_xcalloc (n, sizeof *m.line);
  for (size_t i = 0; i < n; i++)
    {
      pgo__pprof__line__init (&entries[i]);
      entries[i].function_id = (uint64_t) lines[i].function + 1;
      entries[i].line = lines[i].line;
      entries[i].column = lines[i].column;
      m.line[i] = &entries[i];
    }
  put_entry (w, FIELD_LOCATION, &m.base);
  free (m.line);
  free (entries);
}

static void
put_functions (struct writer *w, const struct pgo_profile *p)
{
  for (size_t i = 0; i < p->n_functions; i++)
    {
      const struct pgo_function *function = &p->functions[i];
      Pgo__Pprof__Function m = PGO__PPROF__FUNCTION__INIT;

      m.id = i + 1;
      m.name = string_index (w, function->name);
      m.system_name = string_index (w, function->system_name);
      m.filename = string_index (w, function->file);
      m.start_line = function->start_line;
      put_entry (w, FIELD_FUNCTION, &m.base);
    }
}

static Pgo__Pprof__ValueType
pack_type (struct writer *w, const struct pgo_value_type *type)
{
  Pgo__Pprof__ValueType m = PGO__PPROF__VALUE_TYPE__INIT;

  m.type = string_index (w, type->type);
  m.unit = string_index (w, type->unit);
  return m;
}

/* Write the sample types, which come first.  */
static void
put_types (struct writer *w, const struct pgo_profile *p)
{
  Pgo__Pprof__Profile m = PGO__PPROF__PROFILE__INIT;

  for (size_t i = 0; i < p->n_value_types; i++)
    {
      Pgo__Pprof__ValueType type = pack_type (w, &p->value_types[i]);
      Pgo__Pprof__ValueType *types[] = { &type };
      m.n_sample_type = 1;
      m.sample_type = types;
      put_body (w, &m.base, protobuf_c_message_get_packed_size (&m.base));
    }
}

/* Write the string table and, behind it, the fields that stand alone.  The
   latter have strings too, so they are made first.  */
static void
put_strings_and_rest (struct writer *w, const struct pgo_profile *p)
{
  Pgo__Pprof__Profile m = PGO__PPROF__PROFILE__INIT;
  Pgo__Pprof__ValueType period_type = pack_type (w, &p->period_type);

  m.time_nanos = p->time_nanos;
  m.duration_nanos = p->duration_nanos;
  if (period_type.type != 0 || period_type.unit != 0)
    m.period_type = &period_type;
  m.period = p->period;
  m.n_comment = p->n_comments;
  m.comment = pgo_xcalloc (p->n_comments, sizeof *m.comment);
  for (size_t i = 0; i < p->n_comments; i++)
    m.comment[i] = string_index (w, p->comments[i]);
  if (p->default_type + 1 < p->n_value_types)
    m.default_sample_type
        = string_index (w, p->value_types[p->default_type].type);

  for (size_t i = 0; i < w->strings.n; i++)
    {
      size_t length = strlen (w->strings.text[i]);
      put_head (w, FIELD_STRING, length);
      pgo_gzip_write (w->gzip, w->strings.text[i], length);
    }
  put_body (w, &m.base, protobuf_c_message_get_packed_size (&m.base));
  free (m.comment);
}

/* Write the profile DATA to STREAM, as pgo_file_fill.  */
static void
put_profile (FILE *stream, const void *data)
{
  const struct pgo_profile *p = data;
  struct writer w = { .gzip = pgo_gzip_open (stream) };

  string_index (&w, "");
  put_types (&w, p);
  put_samples (&w, p);
  if (p->codes)
    put_codes (&w, p);
  put_mappings (&w, p);
  for (size_t i = 0; i < p->n_locations; i++)
    put_location (&w, i + 1, &p->locations[i],
                  p->lines + p->locations[i].first_line);
  put_functions (&w, p);
  put_strings_and_rest (&w, p);
  pgo_gzip_close (w.gzip);
  pgo_strings_free (&w.strings);
  free (w.buffer);
}

bool
pgo_profile_write (const struct pgo_profile *profile, const char *file,
                   struct pgo_error *err)
{
  return pgo_file_write (file, put_profile, profile, err);
}
