/* What the parts of the pprof reader share.
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

   read.c finds the fields and takes those of the profile itself,
   entries.c takes mappings, functions, locations and samples.  Private to
   the two.  */

#ifndef PGO_PPROF_READER_H
#define PGO_PPROF_READER_H

#include "pprof/private.h"
#include "pprof/wire.h"

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
  size_t n_samples; /* That there are.  */
  /* Of all stacks so far, and bytes of the strings that all entries so far
     name.  */
  size_t n_frames, text;

  struct pgo_pool *scratch;
  ProtobufCAllocator allocator; /* Takes from SCRATCH.  */
  struct pgo_profile *profile;
};

/* Fail with "FILE: KIND ORDINAL: " and the rest from the arguments.  */
#define pgo_reader_fail(R, FORMAT, ...)                                        \
  pgo_error_set ((R)->err, "%s: %s %zu: " FORMAT, (R)->name, (R)->kind,        \
                 (R)->ordinal, ##__VA_ARGS__)

/* Set *STRING to entry INDEX of the string table, which the field WHAT of the
   entry being taken asks for.  */
bool pgo_reader_string (struct reader *r, int64_t index, const char *what,
                        const char **string);

/* Likewise what is kept.  */
bool pgo_reader_text (struct reader *r, int64_t index, const char *what,
                      const char **string);

/* Fail since the entry F is none.  */
bool pgo_reader_malformed (struct reader *r, const struct field *f);

/* How many frames the sample F has, if it is well-formed.  */
size_t pgo_reader_count_frames (const struct field *f);

/* Take the entry F.  There is room for it, and what it refers to has been
   taken.  */
bool pgo_reader_mapping (struct reader *r, const struct field *f);
bool pgo_reader_function (struct reader *r, const struct field *f);
bool pgo_reader_location (struct reader *r, const struct field *f);
bool pgo_reader_sample (struct reader *r, const struct field *f);

#endif /* PGO_PPROF_READER_H */
