/* The gzip format.
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

   gzip.c is the only file that knows zlib.  What data inflate to is bounded, so
   that a small file cannot fill the memory.  */

#ifndef PGO_GZIP_H
#define PGO_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What data inflate to is PGO_FILE_MAX at most, and beyond so many MiB no more
   than so many times the size of the compressed data: profiles shrink by 3 to
   20, a bomb by a thousand.  */
#define PGO_INFLATED_MIB 8
#define PGO_INFLATED_TIMES 100

/* True if the SIZE bytes at DATA begin like gzip data.  */
bool pgo_gzip_p (const unsigned char *data, size_t size);

/* What the SIZE bytes of gzip data at DATA, any number of members, inflate
   to, *INFLATED_SIZE bytes.  The caller frees them.  NULL with ERR set, to
   "NAME: offset in DATA: reason", where the data are truncated, corrupt, too
   large or followed by anything else.  */
unsigned char *pgo_gzip_inflate (const unsigned char *data, size_t size,
                                 const char *name, size_t *inflated_size,
                                 struct pgo_error *err);

/* A gzip stream being written to a stdio stream.  The header carries neither
   name nor time, so equal contents give equal bytes.  */
struct pgo_gzip;

/* Start writing to STREAM, which stays the caller's.  */
struct pgo_gzip *pgo_gzip_open (FILE *stream);

/* Append SIZE bytes.  A failure to write stays visible in ferror
   (STREAM).  */
void pgo_gzip_write (struct pgo_gzip *gzip, const void *data, size_t size);

/* Write the end of the member and free GZIP.  */
void pgo_gzip_close (struct pgo_gzip *gzip);

#ifdef __cplusplus
}
#endif

#endif /* PGO_GZIP_H */
