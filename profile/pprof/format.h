/* Files that are taken for a pprof profile and are none.
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

   Decides, for the plugin and for every command of the tool, what a file is by
   its first bytes, if it cannot be read as a pprof profile, and what its user is
   told to do.  */

#ifndef PGO_FORMAT_H
#define PGO_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes at the start of a file that are looked at.  */
#define PGO_FORMAT_HEAD 4096

/* The raw profiles that gcc-pgo convert reads.  */
enum pgo_raw
{
  PGO_RAW_NONE,
  PGO_RAW_PERF,
  PGO_RAW_GPERFTOOLS,
  PGO_N_RAWS
};

struct pgo_format
{
  const char *what; /* "perf.data".  */
  const char *cure; /* What to do; NULL: convert it.  */
  enum pgo_raw raw;
};

/* What has nothing of a pprof profile.  */
extern const struct pgo_format pgo_format_unknown;

/* What a file is, decompressed, that begins with the SIZE bytes at DATA and is
   no pprof profile; NULL where that is not known.  Those with a reader
   (RAW) are known by bytes with which no pprof profile begins.  */
const struct pgo_format *pgo_format_of (const unsigned char *data, size_t size);

/* Set ERR to "NAME: what FORMAT is; what to do".  COMPRESSED says that it was
   found in gzip data.  Returns false.  */
bool pgo_format_refuse (const struct pgo_format *format, const char *name,
                        bool compressed, struct pgo_error *err);

/* Do the SIZE bytes at DATA begin with the header of a CPU profile of
   gperftools, which is in words: 0 N 0, and N is at least 3?  Sets *WIDTH to
   their size in bytes, and *BIG_ENDIAN.  */
bool pgo_gperftools_words (const unsigned char *data, size_t size,
                           size_t *width, bool *big_endian);

#ifdef __cplusplus
}
#endif

#endif /* PGO_FORMAT_H */
