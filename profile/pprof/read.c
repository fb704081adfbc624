/* From the bytes of a pprof profile to a valid one in memory.
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

   A profile on the wire is a sequence of fields.  One scan over them checks
   that each is whole and of the type that profile.proto gives it, and counts
   them.  Then each kind of entry is taken in an order in which what it refers
   to is already known: strings, header, mappings, functions, locations,
   samples.  protobuf-c unpacks one entry at a time into scratch memory, so
   that the memory needed is that of the result, and an error can name the
   entry.  Offsets in messages count from the start of the uncompressed data.

   What is refused and what is accepted follows the reader of
   github.com/google/pprof.  Labels, but for those of time and of code,
   drop_frames, keep_frames and doc_url are checked and not kept.

   How much an entry may ask for is decided in limits.h.  */

#include "pprof/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pprof/format.h"
#include "pprof/limits.h"

/* Fail with "FILE: offset N: WHAT".  */
static bool
fail_at (struct reader *r, const uint8_t *at, const char *what)
{
  pgo_error_set (r->err, "%s: offset %td: %s", r->name, at - r->data, what);
  return false;
}

/* True if WIRE_TYPE can carry the values of DESCRIPTOR.  */
static bool
wire_type_fits_p (const ProtobufCFieldDescriptor *descriptor,
                  unsigned wire_type)
{
  bool text = (descriptor->type == PROTOBUF_C_TYPE_MESSAGE
               || descriptor->type == PROTOBUF_C_TYPE_BYTES);

  if (wire_type == PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED)
    return text || descriptor->label == PROTOBUF_C_LABEL_REPEATED;
  return wire_type == PROTOBUF_C_WIRE_TYPE_VARINT && !text;
}

/* Read the field at AT, which is before the end of the data; *DESCRIPTOR is
   what it is, NULL where that is unknown.  */
static bool
read_field (struct reader *r, const uint8_t *at, struct field *f,
            const ProtobufCFieldDescriptor **descriptor)
{
  const char *wrong = pgo_wire_field (at, r->data + r->size, f);

  if (wrong)
    return fail_at (r, f->start, wrong);
  *descriptor = f->number <= UINT32_MAX
                    ? protobuf_c_message_descriptor_get_field (
                        &pgo__pprof__profile__descriptor, f->number)
                    : NULL;
  if (*descriptor && !wire_type_fits_p (*descriptor, f->wire_type))
    return pgo_error_set (r->err, "%s: offset %td: wrong wire type %u for %s",
                          r->name, f->start - r->data, f->wire_type,
                          (*descriptor)->name);
  return true;
}

/* The pass that takes a field: one for each kind of bulk entry, and one for
   all others.  */
enum
{
  PASS_HEADER = 0,
  N_PASSES = FIELD_STRING + 1
};

static unsigned
pass_of (const struct field *f)
{
  return f->number >= FIELD_SAMPLE && f->number <= FIELD_STRING ? f->number
                                                                : PASS_HEADER;
}

/* Check every field, and count those of each pass in COUNTS, and the frames of
   all samples in *N_FRAMES.  */
static bool
scan (struct reader *r, size_t counts[N_PASSES], size_t *n_frames)
{
  const ProtobufCFieldDescriptor *descriptor;
  struct field f;
  bool known = false;

  *n_frames = 0;
  for (const uint8_t *at = r->data; at < r->data + r->size; at = f.end)
    {
      if (!read_field (r, at, &f, &descriptor))
        {
          if (!known)
            pgo_format_refuse (&pgo_format_unknown, r->name, false, r->err);
          return false;
        }
      if (!descriptor)
        continue;
      known = true;
      if ((size_t) (f.end - f.body) > PGO_MI (PGO_ENTRY_MIB))
        return pgo_error_set (r->err, "%s: offset %td: %s of more than %d MiB",
                              r->name, f.start - r->data, descriptor->name,
                              PGO_ENTRY_MIB);
      counts[pass_of (&f)]++;
      if (pass_of (&f) == FIELD_SAMPLE)
        *n_frames += pgo_reader_count_frames (&f);
    }
  return true;
}

/* Call TAKE for each field of PASS.  */
static bool
each (struct reader *r, unsigned pass,
      bool (*take) (struct reader *r, const struct field *f))
{
  const ProtobufCFieldDescriptor *descriptor;
  struct field f;

  r->ordinal = 0;
  for (const uint8_t *at = r->data; at < r->data + r->size; at = f.end)
    {
      if (!read_field (r, at, &f, &descriptor))
        return false;
      if (!descriptor || pass_of (&f) != pass)
        continue;
      r->kind = descriptor->name;
      r->ordinal++;
      if (!take (r, &f))
        return false;
      pgo_pool_reset (r->scratch);
    }
  return true;
}

static bool
take_string_entry (struct reader *r, const struct field *f)
{
  size_t length = f->end - f->body;
  char *string = pgo_pool_string (r->profile->pool, f->body, length);

  if (r->n_strings == 0 && length > 0)
    return pgo_reader_fail (r, "is \"%.40s\" and must be empty", string);
  /* A NUL in the middle may not cut a name short and so make it another's;
     a blank makes it nobody's, and a command line readable.  */
  for (char *p = string; (p = memchr (p, '\0', string + length - p));)
    *p = ' ';
  r->strings[r->n_strings++] = string;
  return true;
}

static bool
take_value_type (struct reader *r, const Pgo__Pprof__ValueType *m,
                 struct pgo_value_type *type)
{
  return (pgo_reader_text (r, m->type, "type", &type->type)
          && pgo_reader_text (r, m->unit, "unit", &type->unit));
}

/* Take a field of the profile itself.  Alone, it is a Profile too.  */
static bool
take_header (struct reader *r, const struct field *f)
{
  struct pgo_profile *p = r->profile;
  const Pgo__Pprof__Profile *m = pgo__pprof__profile__unpack (
      &r->allocator, f->end - f->start, f->start);
  const char *unused;

  if (!m)
    return pgo_reader_malformed (r, f);
  for (size_t i = 0; i < m->n_sample_type; i++)
    {
      p->value_types = pgo_xgrow (p->value_types, p->n_value_types,
                                  &r->types_capacity, sizeof *p->value_types);
      if (!take_value_type (r, m->sample_type[i],
                            &p->value_types[p->n_value_types++]))
        return false;
      if (p->n_value_types > PGO_TYPES_MAX)
        return pgo_reader_fail (r, "is one of more than %d sample types",
                                PGO_TYPES_MAX);
    }
  for (size_t i = 0; i < m->n_comment; i++)
    {
      p->comments = pgo_xgrow (p->comments, p->n_comments,
                               &r->comments_capacity, sizeof *p->comments);
      if (!pgo_reader_text (r, m->comment[i], "text",
                            &p->comments[p->n_comments++]))
        return false;
      if (p->n_comments > PGO_COMMENTS_MAX)
        return pgo_reader_fail (r, "is one of more than %d comments",
                                PGO_COMMENTS_MAX);
    }
  if (m->period_type && !take_value_type (r, m->period_type, &p->period_type))
    return false;
  if (m->period)
    p->period = m->period;
  if (m->time_nanos)
    p->time_nanos = m->time_nanos;
  if (m->duration_nanos)
    p->duration_nanos = m->duration_nanos;
  if (m->default_sample_type
      && !pgo_reader_string (r, m->default_sample_type, "name",
                             &r->default_type))
    return false;
  return (pgo_reader_string (r, m->drop_frames, "pattern", &unused)
          && pgo_reader_string (r, m->keep_frames, "pattern", &unused)
          && pgo_reader_string (r, m->doc_url, "link", &unused));
}

/* Resolve the default sample type, which may stand before the types.  */
static void
complete_header (struct reader *r)
{
  struct pgo_profile *p = r->profile;

  pgo_profile_end_types (p);
  p->default_type = p->n_value_types ? p->n_value_types - 1 : 0;
  if (r->default_type)
    for (size_t i = p->n_value_types; i-- > 0;)
      if (strcmp (p->value_types[i].type, r->default_type) == 0)
        p->default_type = i;
}

static void *
scratch_alloc (void *data, size_t size)
{
  return pgo_pool_alloc (data, size);
}

/* The pool frees.  */
static void
scratch_free (void *data, void *piece)
{
  (void) data;
  (void) piece;
}

/* Fill R->profile, which is empty, from the data.  */
static bool
take_all (struct reader *r)
{
  struct pgo_profile *p = r->profile;
  size_t counts[N_PASSES] = { 0 }, n_frames;

  if (!scan (r, counts, &n_frames))
    return false;
  if (counts[FIELD_STRING] == 0)
    return pgo_error_set (r->err, "%s: string_table is missing", r->name);
  r->strings = pgo_xcalloc (counts[FIELD_STRING], sizeof *r->strings);
  p->mappings = pgo_xcalloc (counts[FIELD_MAPPING], sizeof *p->mappings);
  p->functions = pgo_xcalloc (counts[FIELD_FUNCTION], sizeof *p->functions);
  p->locations = pgo_xcalloc (counts[FIELD_LOCATION], sizeof *p->locations);
  r->n_samples = counts[FIELD_SAMPLE];
  p->samples = pgo_xcalloc (r->n_samples, sizeof *p->samples);
  p->stacks = pgo_xcalloc (n_frames, sizeof *p->stacks);
  /* A location without lines points somewhere.  */
  p->lines = pgo_reserve (NULL, 0, 1, &r->lines_capacity, sizeof *p->lines);
  r->mappings.ids = pgo_xcalloc (counts[FIELD_MAPPING], sizeof (uint64_t));
  r->functions.ids = pgo_xcalloc (counts[FIELD_FUNCTION], sizeof (uint64_t));
  r->locations.ids = pgo_xcalloc (counts[FIELD_LOCATION], sizeof (uint64_t));

  if (!each (r, FIELD_STRING, take_string_entry)
      || !each (r, PASS_HEADER, take_header))
    return false;
  complete_header (r);
  /* Each value takes a byte at least.  */
  if (p->n_value_types > 0 && counts[FIELD_SAMPLE] > r->size / p->n_value_types)
    return pgo_error_set (r->err,
                          "%s: cannot hold %zu samples of %zu values each",
                          r->name, counts[FIELD_SAMPLE], p->n_value_types);
  p->values = pgo_xcalloc (counts[FIELD_SAMPLE],
                           p->n_value_types * sizeof *p->values);
  if (!each (r, FIELD_MAPPING, pgo_reader_mapping)
      || !each (r, FIELD_FUNCTION, pgo_reader_function)
      || !each (r, FIELD_LOCATION, pgo_reader_location)
      || !each (r, FIELD_SAMPLE, pgo_reader_sample))
    return false;
  p->n_mappings = r->mappings.n;
  p->n_functions = r->functions.n;
  p->n_locations = r->locations.n;
  return true;
}

static void
ids_free (struct ids *ids)
{
  free (ids->ids);
  pgo_table_free (&ids->table);
}

bool
pgo_profile_decode (struct pgo_profile *profile, const unsigned char *data,
                    size_t size, const char *name, struct pgo_error *err)
{
  struct reader r = { .name = name,
                      .err = err,
                      .data = data,
                      .size = size,
                      .profile = profile,
                      .scratch = pgo_pool_new () };
  bool ok;

  r.allocator = (ProtobufCAllocator){ scratch_alloc, scratch_free, r.scratch };
  ok = take_all (&r);
  free (r.strings);
  ids_free (&r.mappings);
  ids_free (&r.functions);
  ids_free (&r.locations);
  pgo_pool_free (r.scratch);
  return ok;
}
