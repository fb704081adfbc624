/* A validated pprof profile in memory, and how it is read and written.
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

   The schema is that of github.com/google/pprof (profile.proto).  Reading is
   sniff (gzip or plain), inflate, unpack, validate; nobody sees a profile
   before it is valid, and behind that point indices are trusted:

     - every index (function, location, mapping) is in range;
     - every string is a NUL-terminated string owned by the profile, "" when
       absent, never NULL;
     - each sample has N_VALUE_TYPES values.

   The schema has no place for what is known of a function's machine code.  In a
   file that is a sample of one location, whose last line is the function's, with
   values of 0 and the labels "code_bytes" and "entry_bytes", in "bytes",
   "entry_line" and "entry_column".  To who does not know these it is a sample that
   weighs nothing.  Here it is none.

   All arrays and strings belong to the profile and live until
   pgo_profile_free.  */

#ifndef PGO_PPROF_H
#define PGO_PPROF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a value counts: ("cpu", "nanoseconds"), ("samples", "count"), ...  */
struct pgo_value_type
{
  const char *type;
  const char *unit;
};

/* An object file as it was mapped: addresses [START, LIMIT) hold the file's
   bytes from OFFSET on.  */
struct pgo_mapping
{
  uint64_t start;
  uint64_t limit;
  uint64_t offset;
  const char *file;
  const char *build_id; /* Lower-case hexadecimal, or "".  */
  bool has_functions;
  bool has_filenames;
  bool has_line_numbers;
  bool has_inline_frames;
};

struct pgo_function
{
  const char *name;        /* For people; may be demangled.  */
  const char *system_name; /* Assembler name, or "" where unknown.  */
  const char *file;        /* Source file, or "".  */
  int64_t start_line;      /* Line of the declarator, 0 where unknown.  */
};

/* The machine code of a function.  Each is 0 where unknown; without BYTES nothing
   is known.  */
struct pgo_machine_code
{
  int64_t bytes;       /* Of all of it, with what is inlined into it.  */
  int64_t entry_bytes; /* Of what has line and column of its first
                          instruction, which are these.  */
  int64_t entry_line;
  int64_t entry_column;
};

/* One source position: FUNCTION indexes pgo_profile.functions.  */
struct pgo_line
{
  uint32_t function;
  int64_t line; /* 0 where unknown.  */
  int64_t column;
};

/* A code address with its source positions, pgo_profile.lines[FIRST_LINE ..
   FIRST_LINE + N_LINES): the innermost inlined function first, the physical
   function last.  N_LINES is 0 where the address is not symbolised.  The
   address of a caller lies inside its call instruction.  */
struct pgo_location
{
  uint64_t address;
  uint32_t mapping; /* Index into mappings, or PGO_NONE for none.  */
  uint32_t first_line;
  uint32_t n_lines;
  bool folded;
  bool unordered; /* Had lines in an unknown order (dialect.h).  */
};

/* A stack, leaf first: pgo_profile.stacks[FIRST .. FIRST + DEPTH) are indices
   into locations.  Its values stand in pgo_profile.values.  */
struct pgo_sample
{
  size_t first;
  uint32_t depth;
};

struct pgo_pool; /* Owner of the strings.  */

struct pgo_profile
{
  struct pgo_value_type *value_types;
  size_t n_value_types;
  size_t default_type; /* Index of default_sample_type; the last if unset.  */

  struct pgo_mapping *mappings;
  size_t n_mappings;
  struct pgo_function *functions;
  size_t n_functions;
  struct pgo_machine_code *codes; /* [n_functions]; NULL where nothing is known
                                     of any.  */
  struct pgo_line *lines;
  size_t n_lines;
  struct pgo_location *locations;
  size_t n_locations;
  uint32_t *stacks;
  size_t n_stacks; /* Length of STACKS, not a number of stacks.  */
  struct pgo_sample *samples;
  size_t n_samples;
  int64_t *values; /* [n_samples][n_value_types].  */
  int64_t *times;  /* [n_samples], nanoseconds, 0 unknown: when each was taken,
                      or the last of those that it stands for; NULL where none
                      says.  */
  bool times_of_last; /* Of the last, from the beginning of the recording.  */

  struct pgo_value_type period_type;
  int64_t period; /* In period_type.unit between two samples, 0 unknown;
                     weight.h says what that weighs.  */
  int64_t time_nanos;
  int64_t duration_nanos;
  const char **comments;
  size_t n_comments;

  unsigned traits; /* enum pgo_trait, or-ed; see dialect.h.  */

  struct pgo_pool *pool;
};

/* The function in whose code LOCATION of PROFILE is, by its index, or PGO_NONE.  */
static inline uint32_t
pgo_location_physical (const struct pgo_profile *profile,
                       const struct pgo_location *location)
{
  return location->n_lines == 0
             ? PGO_NONE
             : profile->lines[location->first_line + location->n_lines - 1]
                   .function;
}

/* Read the pprof profile in FILE ("-" is standard input), gzip (any number of
   members) or plain.  Returns a profile that the caller frees, or NULL with
   ERR set to "FILE: [offset or field:] reason".  */
struct pgo_profile *pgo_profile_read (const char *file,
                                      struct pgo_error *err);

/* Likewise; NAME stands for FILE in messages about what it holds.  */
struct pgo_profile *pgo_profile_read_as (const char *file, const char *name,
                                         struct pgo_error *err);

/* Likewise from the SIZE bytes at DATA, which stay the caller's; NAME stands
   for the file in messages.  */
struct pgo_profile *pgo_profile_parse (const unsigned char *data, size_t size,
                                       const char *name,
                                       struct pgo_error *err);

/* Likewise from DATA that were allocated by malloc, and free them.  */
struct pgo_profile *pgo_profile_take (unsigned char *data, size_t size,
                                      const char *name, struct pgo_error *err);

/* Write PROFILE gzip-compressed to FILE, by pgo_file_write.  The same profile
   gives the same bytes.  False with ERR set on failure; FILE is then as it
   was.  */
bool pgo_profile_write (const struct pgo_profile *profile, const char *file,
                        struct pgo_error *err);

/* PROFILE may be NULL.  */
void pgo_profile_free (struct pgo_profile *profile);

/* Put mappings, functions, locations, samples and comments of PROFILE, which a
   builder made, in an order that follows from what they are alone: functions
   by name, mappings by file, locations by mapping, address and lines, samples
   by their locations, leaf first.  So equal things become the same bytes,
   whatever order they came in.  Equal comments become one.  */
void pgo_profile_sort (struct pgo_profile *profile);

/* Building a profile from frames.  Every pgo_builder_* function copies what
   it is given; equal functions, locations and stacks are stored once, and
   the result is ordered by first use, so it depends on the input alone.  */
struct pgo_builder;

struct pgo_builder *pgo_builder_new (void);
void pgo_builder_free (struct pgo_builder *builder);

/* Append a value type; all before the first sample.  */
void pgo_builder_add_type (struct pgo_builder *builder, const char *type,
                           const char *unit);
void pgo_builder_set_period (struct pgo_builder *builder, const char *type,
                             const char *unit, int64_t period);
void pgo_builder_set_time (struct pgo_builder *builder, int64_t time_nanos,
                           int64_t duration_nanos);
void pgo_builder_add_comment (struct pgo_builder *builder, const char *text);

/* Each returns the index of the (possibly shared) object.  LINES holds N_LINES
   positions, innermost first, whose functions come from
   pgo_builder_function.  */
uint32_t pgo_builder_mapping (struct pgo_builder *builder,
                              const struct pgo_mapping *mapping);
uint32_t pgo_builder_function (struct pgo_builder *builder,
                               const struct pgo_function *function);
uint32_t pgo_builder_location (struct pgo_builder *builder, uint32_t mapping,
                               uint64_t address, const struct pgo_line *lines,
                               size_t n_lines);

/* The index of the sample with the DEPTH locations at STACK, leaf first.  A new
   one has values of 0.  */
uint32_t pgo_builder_sample (struct pgo_builder *builder, const uint32_t *stack,
                             size_t depth);

/* Add VALUES (one per value type) to the sample with the DEPTH locations at
   STACK, leaf first.  Sums saturate at INT64_MAX.  Returns the sample's index.  */
uint32_t pgo_builder_add_sample (struct pgo_builder *builder,
                                 const uint32_t *stack, size_t depth,
                                 const int64_t *values);

/* SAMPLE was taken TIME nanoseconds after the beginning, too; the last one is
   kept.  0 is not known.  */
void pgo_builder_note_time (struct pgo_builder *builder, uint32_t sample,
                            int64_t time);

/* FUNCTION has CODE; the largest one is kept.  */
void pgo_builder_note_code (struct pgo_builder *builder, uint32_t function,
                            const struct pgo_machine_code *code);

/* End building: frees BUILDER, returns the profile, which is valid.  */
struct pgo_profile *pgo_builder_finish (struct pgo_builder *builder);

#ifdef __cplusplus
}
#endif

#endif /* PGO_PPROF_H */
