/* Source files, as far as lines are told apart.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#ifndef PGO_SOURCE_H
#define PGO_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Source files that have been read.  */
struct pgo_sources;

struct pgo_sources *pgo_sources_new (void);
/* SOURCES may be NULL.  */
void pgo_sources_free (struct pgo_sources *sources);

/* Set *FILES to the source files, by their names, below the N directories DIRS, which are
   the same each time, in the order of their whole names; their number.  They live as long
   as SOURCES.  */
size_t pgo_sources_below (struct pgo_sources *sources, const char *const *dirs,
                          size_t n, const char *const **files);

/* The hashes, of 12 bits, white space aside, of the lines of the function in FILE whose
   declarator is at START_LINE, from that line to the function's end; their number in *N.
   They live as long as SOURCES.  NULL where the file cannot be read, or has no such
   line.  Where a function ends is seen by its braces.  */
const uint32_t *pgo_source_function (struct pgo_sources *sources,
                                     const char *file, int64_t start_line,
                                     size_t *n);

/* The hashes of all lines of FILE, the first one first; their number in *N, 0 where
   it cannot be read.  They live as long as SOURCES.  */
const uint32_t *pgo_source_lines (struct pgo_sources *sources, const char *file,
                                  size_t *n);

/* Line LINE, from 1, of FILE, without its end; its size in *SIZE.  It lives as long as
   SOURCES.  Behind the end of the last line there is an empty one.  NULL where the file
   cannot be read, or has no such line.  */
const char *pgo_source_text (struct pgo_sources *sources, const char *file,
                             int64_t line, size_t *size);

/* The text of FILE, with blanks for comments and literals; its size in *SIZE, 0 where it
   cannot be read.  It lives as long as SOURCES.  */
const char *pgo_source_code (struct pgo_sources *sources, const char *file,
                             size_t *size);

/* The number, from 1, of the line in which the byte PLACE of FILE's text is.  */
int64_t pgo_source_line (struct pgo_sources *sources, const char *file,
                         size_t place);

/* Two letters for HASH, or a full stop for PGO_LITTLE, and a NUL.  Returns how
   many.  */
size_t pgo_source_encode (uint32_t hash, char text[3]);

/* The hashes that TEXT has; their number in *N.  The caller frees them.  NULL where it
   has something else.  */
uint32_t *pgo_source_decode (const char *text, size_t *n);

#ifdef __cplusplus
}
#endif

#endif /* PGO_SOURCE_H */
