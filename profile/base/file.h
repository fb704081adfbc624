/* Files: read whole, replaced whole.
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

   Decides how a file comes into memory, and how it is written: nobody ever
   finds half of one.  What is to replace a file is written beside it under
   another name and then renamed; where that fails, the file is as it was, and
   nothing is left beside it, not even where memory runs out, or a signal ends a
   program that calls pgo_file_abandon from its handler.  What a symbolic link
   points to is replaced, not the link; a device or a pipe is written to.  */

#ifndef PGO_FILE_H
#define PGO_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* No file that is read, and nothing inflated, is larger than this; so 32 bits
   count whatever takes at least a byte in a profile.  */
#define PGO_FILE_MAX ((size_t) UINT32_MAX)

/* The bytes of FILE ("-" is standard input), *SIZE of them.  The caller frees
   them.  NULL with ERR set to "FILE: reason" if FILE cannot be read or is too
   large.  */
unsigned char *pgo_file_read (const char *file, size_t *size,
                              struct pgo_error *err);

/* Writes what a file is to hold to STREAM, which stays open; DATA is the
   caller's.  A failure to write is left in ferror (STREAM).  */
typedef void pgo_file_fill (FILE *stream, const void *data);

/* Make FILE ("-" is standard output) hold what FILL writes, given DATA.  It
   gets the permissions of a new file.  False with ERR set to "FILE: reason"
   on failure.  */
bool pgo_file_write (const char *file, pgo_file_fill *fill, const void *data,
                     struct pgo_error *err);

/* Remove what stands beside a file that is being written, if one is: the
   program ends.  A signal handler may call it.  */
void pgo_file_abandon (void);

/* Make FILE hold the SIZE bytes of TEXT, and first the directories that it is
   in, as far as they are missing.  False with ERR set as above.  */
bool pgo_file_replace (const char *file, const char *text, size_t size,
                       struct pgo_error *err);

/* Add the SIZE bytes of TEXT, whole lines, to the end of FILE, which may be missing,
   by one write: what several processes add at once does not mix.  They are lines of
   their own behind one that somebody was killed over, too.  False with ERR set as
   above.  */
bool pgo_file_append (const char *file, const char *text, size_t size,
                      struct pgo_error *err);

#ifdef __cplusplus
}
#endif

#endif /* PGO_FILE_H */
