/* What reading, building and writing a profile share.
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

   The numbers of the bulk fields, and how a profile starts and is read.
   Private to this folder.  */

#ifndef PGO_PPROF_PRIVATE_H
#define PGO_PPROF_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/store.h"
#include "pprof/profile.h"

/* The fields of Profile in profile.proto that are handled one entry at a
   time (protobuf-c names no numbers).  */
enum
{
  FIELD_SAMPLE = 2,
  FIELD_MAPPING = 3,
  FIELD_LOCATION = 4,
  FIELD_FUNCTION = 5,
  FIELD_STRING = 6
};

/* The labels of a sample that say when it was taken, in nanoseconds: of each one,
   as Datadog's profilers write it, and of the last of those that one stands for,
   from the beginning of the recording, which is ours.  */
#define PGO_TIME_LABEL "end_timestamp_ns"
#define PGO_LAST_TIME_LABEL "last_timestamp_ns"

/* The labels of what is no sample, but tells of the code of the physical function
   at its location, and the unit of two of them.  */
#define PGO_CODE_BYTES_LABEL "code_bytes"
#define PGO_ENTRY_BYTES_LABEL "entry_bytes"
#define PGO_ENTRY_LINE_LABEL "entry_line"
#define PGO_ENTRY_COLUMN_LABEL "entry_column"
#define PGO_CODE_UNIT "bytes"

/* A profile without anything, with a pool.  */
struct pgo_profile *pgo_profile_new (void);

/* Put { "", "" } behind the value types, all of which are there now, so that
   default_type has something to index where there are none.  */
void pgo_profile_end_types (struct pgo_profile *profile);

/* Fill PROFILE, which is empty, from the SIZE bytes of uncompressed pprof at
   DATA; NAME stands for the file in messages.  On failure false with ERR
   set; PROFILE can only be freed then.  SIZE is PGO_FILE_MAX at most.  */
bool pgo_profile_decode (struct pgo_profile *profile, const unsigned char *data,
                         size_t size, const char *name, struct pgo_error *err);

#endif /* PGO_PPROF_PRIVATE_H */
