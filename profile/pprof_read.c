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
   github.com/google/pprof.  Labels, drop_frames, keep_frames and doc_url are
   checked and not kept.

   Memory and time are bounded by the size of the data, times a small factor,
   whatever they say: by referring to one long thing again and again, a few
   bytes could ask for any amount of either.  */

#include "pprof_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "profile.pb-c.h"

/* No single entry is larger, a string neither; bounds the scratch memory.  */
#define ENTRY_MAX ((size_t) 1 << 20)

/* Most sample types, comments, inlined functions at one address, and frames of
   one stack together with the inlined ones.  */
#define TYPES_MAX 256
#define COMMENTS_MAX 65536
#define LINES_MAX 1024
#define DEPTH_MAX 65536

/* How many frames all stacks, and how many bytes the strings of all entries
   may have together in a profile of SIZE bytes: many stacks go through one
   location with all that is inlined there, and many entries name one file.  */
#define FRAMES_MAX(SIZE) (((size_t) 8 << 20) + 4 * (SIZE))
#define TEXT_MAX(SIZE) (((size_t) 4 << 20) + 8 * (SIZE))

/* The fields of Sample.  */
enum
{
  SAMPLE_LOCATION_ID = 1,
  SAMPLE_VALUE = 2,
  SAMPLE_LABEL = 3
};

/* One field on the wire: tag, length if the type has one, body.  */
struct field
{
  const ProtobufCFieldDescriptor *descriptor; /* NULL: unknown.  */
  const uint8_t *start;
  const uint8_t *body;
  const uint8_t *end;
};

/* Ids as they are on the wire, to the index of their object.  */
struct ids
{
  uint64_t *ids; /* By index.  */
  size_t n;
  struct pgo_table table;
};

struct reader
{
  const char *name; /* Of the file.  */
  struct pgo_error *err;
  const uint8_t *data;
  size_t size;

  /* The entry being taken, for messages: the name of its field, and its place
     among its kind, from 1 on.  */
  const char *kind;
  size_t ordinal;

  const char **strings;
  size_t n_strings;
  const char *default_type; /* NULL: unset.  */
  struct ids mappings, functions, locations;
  size_t types_capacity, comments_capacity;
  size_t lines_capacity;
  size_t n_frames, text; /* What FRAMES_MAX and TEXT_MAX bound.  */

  struct pgo_pool *scratch;
  ProtobufCAllocator allocator; /* Takes from SCRATCH.  */
  struct pgo_profile *profile;
};

/* Fail with "FILE: KIND ORDINAL: " and the rest from the arguments.  */
#define fail(R, FORMAT, ...)                                                   \
  pgo_error_set ((R)->err, "%s: %s %zu: " FORMAT, (R)->name, (R)->kind,        \
                 (R)->ordinal, ##__VA_ARGS__)

/* Fail with "FILE: offset N: WHAT".  */
static bool
fail_at (struct reader *r, const uint8_t *at, const char *what)
{
  return pgo_error_set (r->err, "%s: offset %td: %s", r->name, at - r->data,
                        what);
}

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
    return fail (r, "id is 0");
  if (ids_find (ids, id) != PGO_NONE)
    return fail (r, "id %" PRIu64 " is used twice", id);
  ids->ids[ids->n] = id;
  pgo_table_add (&ids->table, pgo_hash (0, id), ids->n);
  ids->n++;
  return true;
}

/* Set *STRING to entry INDEX of the string table, which the field WHAT of the
   entry being taken asks for.  */
static bool
take_string (struct reader *r, int64_t index, const char *what,
             const char **string)
{
  if (index < 0 || (uint64_t) index >= r->n_strings)
    return fail (r,
                 "%s is string %" PRId64 ", and string_table has %zu entries",
                 what, index, r->n_strings);
  *string = r->strings[index];
  return true;
}

/* Likewise what is kept.  */
static bool
take_text (struct reader *r, int64_t index, const char *what,
           const char **string)
{
  if (!take_string (r, index, what, string))
    return false;
  r->text += strlen (*string);
  if (r->text > TEXT_MAX (r->size))
    return fail (r, "%s: with it strings are used of more than %zu bytes", what,
                 TEXT_MAX (r->size));
  return true;
}

/* Read a varint at *AT, before END, into *VALUE and move *AT behind it.
   False if it has no end there or more than 10 bytes.  */
static bool
read_varint (const uint8_t **at, const uint8_t *end, uint64_t *value)
{
  const uint8_t *p = *at;

  *value = 0;
  for (unsigned shift = 0; shift < 70 && p < end; shift += 7)
    {
      *value |= (uint64_t) (*p & 0x7f) << (shift < 64 ? shift : 63);
      if (!(*p++ & 0x80))
        {
          *at = p;
          return true;
        }
    }
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

/* Read the field at AT, which is before the end of the data.  */
static bool
read_field (struct reader *r, const uint8_t *at, struct field *f)
{
  const uint8_t *end = r->data + r->size;
  uint64_t tag, length;
  unsigned wire_type;

  f->start = at;
  if (!read_varint (&at, end, &tag))
    return fail_at (r, f->start, "malformed field tag");
  wire_type = tag & 7;
  f->descriptor = tag >> 3 <= UINT32_MAX
                      ? protobuf_c_message_descriptor_get_field (
                          &pgo__pprof__profile__descriptor, tag >> 3)
                      : NULL;
  f->body = at;
  switch (wire_type)
    {
    case PROTOBUF_C_WIRE_TYPE_VARINT:
      if (!read_varint (&at, end, &length))
        return fail_at (r, f->start, "malformed number");
      length = 0;
      break;
    case PROTOBUF_C_WIRE_TYPE_64BIT:
      length = 8;
      break;
    case PROTOBUF_C_WIRE_TYPE_32BIT:
      length = 4;
      break;
    case PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED:
      if (!read_varint (&at, end, &length))
        return fail_at (r, f->start, "malformed length");
      f->body = at;
      break;
    default:
      return fail_at (r, f->start, "not a field of a protocol buffer");
    }
  if (length > (uint64_t) (end - at))
    return fail_at (r, f->start, "field is truncated");
  f->end = at + length;
  if (f->descriptor && !wire_type_fits_p (f->descriptor, wire_type))
    return pgo_error_set (r->err, "%s: offset %td: wrong wire type %u for %s",
                          r->name, f->start - r->data, wire_type,
                          f->descriptor->name);
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
  unsigned number = f->descriptor->id;

  return number >= FIELD_SAMPLE && number <= FIELD_STRING ? number
                                                          : PASS_HEADER;
}

/* A field of an entry: number, wire type, and the value of a number or the
   body of what has a length.  */
struct part
{
  uint64_t number;
  unsigned wire_type;
  uint64_t value;
  const uint8_t *body;
  const uint8_t *end;
};

/* Read the field at *AT, before END, and move *AT behind it.  False if it is
   malformed.  */
static bool
read_part (const uint8_t **at, const uint8_t *end, struct part *part)
{
  uint64_t tag, length = 0;

  if (!read_varint (at, end, &tag))
    return false;
  part->number = tag >> 3;
  part->wire_type = tag & 7;
  if (part->number == 0 || part->number > UINT32_MAX)
    return false;
  switch (part->wire_type)
    {
    case PROTOBUF_C_WIRE_TYPE_VARINT:
      return read_varint (at, end, &part->value);
    case PROTOBUF_C_WIRE_TYPE_64BIT:
      length = 8;
      break;
    case PROTOBUF_C_WIRE_TYPE_32BIT:
      length = 4;
      break;
    case PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED:
      if (!read_varint (at, end, &length))
        return false;
      break;
    default:
      return false;
    }
  if (length > (uint64_t) (end - *at))
    return false;
  part->body = *at;
  *at += length;
  part->end = *at;
  return true;
}

/* The numbers in PART, packed or a single one: each is written to NEXT, which
   has room for them.  Returns how many, or -1 where they are malformed.  */
static ptrdiff_t
read_numbers (const struct part *part, uint64_t *next)
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
    if (!read_varint (&at, part->end, &next[n]))
      return -1;
  return n;
}

/* Most numbers that PART can hold.  */
static size_t
numbers_bound (const struct part *part)
{
  return part->wire_type == PROTOBUF_C_WIRE_TYPE_VARINT
             ? 1
             : (size_t) (part->end - part->body);
}

/* How many frames the sample F has, if it is well-formed.  */
static size_t
count_frames (const struct field *f)
{
  const uint8_t *at = f->body;
  struct part part;
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

/* Check every field, and count those of each pass in COUNTS, and the frames of
   all samples in *N_FRAMES.  */
static bool
scan (struct reader *r, size_t counts[N_PASSES], size_t *n_frames)
{
  struct field f;

  *n_frames = 0;
  for (const uint8_t *at = r->data; at < r->data + r->size; at = f.end)
    {
      if (!read_field (r, at, &f))
        return false;
      if (!f.descriptor)
        continue;
      if ((size_t) (f.end - f.body) > ENTRY_MAX)
        return pgo_error_set (r->err, "%s: offset %td: %s of more than 1 MiB",
                              r->name, f.start - r->data, f.descriptor->name);
      counts[pass_of (&f)]++;
      if (pass_of (&f) == FIELD_SAMPLE)
        *n_frames += count_frames (&f);
    }
  return true;
}

/* Call TAKE for each field of PASS.  */
static bool
each (struct reader *r, unsigned pass,
      bool (*take) (struct reader *r, const struct field *f))
{
  struct field f;

  r->ordinal = 0;
  for (const uint8_t *at = r->data; at < r->data + r->size; at = f.end)
    {
      if (!read_field (r, at, &f))
        return false;
      if (!f.descriptor || pass_of (&f) != pass)
        continue;
      r->kind = f.descriptor->name;
      r->ordinal++;
      if (!take (r, &f))
        return false;
      pgo_pool_reset (r->scratch);
    }
  return true;
}

static bool
malformed (struct reader *r, const struct field *f)
{
  return pgo_error_set (r->err, "%s: offset %td: %s %zu: malformed", r->name,
                        f->start - r->data, r->kind, r->ordinal);
}

static bool
take_string_entry (struct reader *r, const struct field *f)
{
  size_t length = f->end - f->body;
  char *string = pgo_pool_string (r->profile->pool, f->body, length);

  if (r->n_strings == 0 && length > 0)
    return fail (r, "is \"%.40s\" and must be empty", string);
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
  return (take_text (r, m->type, "type", &type->type)
          && take_text (r, m->unit, "unit", &type->unit));
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
    return malformed (r, f);
  for (size_t i = 0; i < m->n_sample_type; i++)
    {
      p->value_types = pgo_xgrow (p->value_types, p->n_value_types,
                                  &r->types_capacity, sizeof *p->value_types);
      if (!take_value_type (r, m->sample_type[i],
                            &p->value_types[p->n_value_types++]))
        return false;
      if (p->n_value_types > TYPES_MAX)
        return fail (r, "is one of more than %d sample types", TYPES_MAX);
    }
  for (size_t i = 0; i < m->n_comment; i++)
    {
      p->comments = pgo_xgrow (p->comments, p->n_comments,
                               &r->comments_capacity, sizeof *p->comments);
      if (!take_text (r, m->comment[i], "text", &p->comments[p->n_comments++]))
        return false;
      if (p->n_comments > COMMENTS_MAX)
        return fail (r, "is one of more than %d comments", COMMENTS_MAX);
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
      && !take_string (r, m->default_sample_type, "name", &r->default_type))
    return false;
  return (take_string (r, m->drop_frames, "pattern", &unused)
          && take_string (r, m->keep_frames, "pattern", &unused)
          && take_string (r, m->doc_url, "link", &unused));
}

static bool
take_mapping (struct reader *r, const struct field *f)
{
  struct pgo_mapping *mapping = &r->profile->mappings[r->mappings.n];
  const Pgo__Pprof__Mapping *m
      = pgo__pprof__mapping__unpack (&r->allocator, f->end - f->body, f->body);

  if (!m)
    return malformed (r, f);
  mapping->start = m->memory_start;
  mapping->limit = m->memory_limit;
  mapping->offset = m->file_offset;
  mapping->has_functions = m->has_functions;
  mapping->has_filenames = m->has_filenames;
  mapping->has_line_numbers = m->has_line_numbers;
  mapping->has_inline_frames = m->has_inline_frames;
  return (ids_add (r, &r->mappings, m->id)
          && take_text (r, m->filename, "filename", &mapping->file)
          && take_text (r, m->build_id, "build_id", &mapping->build_id));
}

static bool
take_function (struct reader *r, const struct field *f)
{
  struct pgo_function *function = &r->profile->functions[r->functions.n];
  const Pgo__Pprof__Function *m
      = pgo__pprof__function__unpack (&r->allocator, f->end - f->body, f->body);

  if (!m)
    return malformed (r, f);
  function->start_line = m->start_line;
  return (
      ids_add (r, &r->functions, m->id)
      && take_text (r, m->name, "name", &function->name)
      && take_text (r, m->system_name, "system_name", &function->system_name)
      && take_text (r, m->filename, "filename", &function->file));
}

static bool
take_location (struct reader *r, const struct field *f)
{
  struct pgo_profile *p = r->profile;
  struct pgo_location *location = &p->locations[r->locations.n];
  const Pgo__Pprof__Location *m
      = pgo__pprof__location__unpack (&r->allocator, f->end - f->body, f->body);

  if (!m)
    return malformed (r, f);
  if (!ids_add (r, &r->locations, m->id))
    return false;
  if (m->n_line > LINES_MAX)
    return fail (r, "has %zu lines, and more than %d are too many", m->n_line,
                 LINES_MAX);
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
        return fail (r, "line %zu: function_id %" PRIu64 " is not defined",
                     i + 1, line->function_id);
      p->lines[p->n_lines++] = (struct pgo_line){ .function = function,
                                                  .line = line->line,
                                                  .column = line->column };
    }
  return true;
}

static bool
take_label (struct reader *r, const struct field *f, const struct part *part)
{
  const char *unused;
  const Pgo__Pprof__Label *m
      = part->wire_type == PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED
            ? pgo__pprof__label__unpack (&r->allocator, part->end - part->body,
                                         part->body)
            : NULL;

  if (!m)
    return malformed (r, f);
  return (take_string (r, m->key, "label key", &unused)
          && take_string (r, m->str, "label str", &unused)
          && take_string (r, m->num_unit, "label num_unit", &unused));
}

/* Take the frames in PART, more of the sample that is being taken; *DEPTH is
   how many it has with the inlined ones.  */
static bool
take_frames (struct reader *r, const struct field *f, const struct part *part,
             size_t *depth)
{
  struct pgo_profile *p = r->profile;
  uint64_t *ids
      = pgo_pool_alloc (r->scratch, numbers_bound (part) * sizeof *ids);
  ptrdiff_t n = read_numbers (part, ids);

  if (n < 0)
    return malformed (r, f);
  for (ptrdiff_t i = 0; i < n; i++)
    {
      uint32_t location = ids_find (&r->locations, ids[i]), n_lines;
      if (location == PGO_NONE)
        return fail (r, "location_id %" PRIu64 " is not defined", ids[i]);
      p->stacks[p->n_stacks++] = location;
      n_lines = p->locations[location].n_lines;
      *depth += n_lines > 0 ? n_lines : 1;
      if (*depth > DEPTH_MAX)
        return fail (r, "has a stack of more than %d frames", DEPTH_MAX);
    }
  return true;
}

/* Take the values in PART, more of the sample that is being taken, which has
 *N of them.  */
static bool
take_values (struct reader *r, const struct field *f, const struct part *part,
             size_t *n)
{
  struct pgo_profile *p = r->profile;
  uint64_t *values
      = pgo_pool_alloc (r->scratch, numbers_bound (part) * sizeof *values);
  ptrdiff_t more = read_numbers (part, values);
  size_t first = p->n_samples * p->n_value_types + *n;

  if (more < 0)
    return malformed (r, f);
  *n += more;
  /* A sample with too many is refused in the end.  */
  if (*n > p->n_value_types)
    return true;
  for (ptrdiff_t i = 0; i < more; i++)
    p->values[first + i] = (int64_t) values[i];
  return true;
}

/* Nearly all of a profile are samples, and their numbers are read twice as fast
   without a message between; the fields are those of Sample in
   profile.proto.  */
static bool
take_sample (struct reader *r, const struct field *f)
{
  struct pgo_profile *p = r->profile;
  size_t first = p->n_stacks, depth = 0, n_values = 0;
  const uint8_t *at = f->body;
  struct part part;
  bool ok = true;

  while (ok && at < f->end)
    {
      if (!read_part (&at, f->end, &part))
        return malformed (r, f);
      switch (part.number)
        {
        case SAMPLE_LOCATION_ID:
          ok = take_frames (r, f, &part, &depth);
          break;
        case SAMPLE_VALUE:
          ok = take_values (r, f, &part, &n_values);
          break;
        case SAMPLE_LABEL:
          ok = take_label (r, f, &part);
          break;
        }
    }
  if (!ok)
    return false;
  r->n_frames += depth;
  if (r->n_frames > FRAMES_MAX (r->size))
    return fail (r, "with it all stacks have more than %zu frames",
                 FRAMES_MAX (r->size));
  if (p->n_value_types == 0)
    return fail (r, "has %zu values, and the profile no sample_type", n_values);
  if (n_values != p->n_value_types)
    return fail (r, "has %zu values for %zu sample types", n_values,
                 p->n_value_types);
  p->samples[p->n_samples++]
      = (struct pgo_sample){ .first = first,
                             .depth = (uint32_t) (p->n_stacks - first) };
  return true;
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
  p->samples = pgo_xcalloc (counts[FIELD_SAMPLE], sizeof *p->samples);
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
  if (!each (r, FIELD_MAPPING, take_mapping)
      || !each (r, FIELD_FUNCTION, take_function)
      || !each (r, FIELD_LOCATION, take_location)
      || !each (r, FIELD_SAMPLE, take_sample))
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
