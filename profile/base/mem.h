/* Memory that is there, or the program ends.
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

   None of these returns NULL.  Where memory runs out they print "out of
   memory" to standard error and abort: nothing sensible can be done about
   it in a compiler or a command-line tool.  */

#ifndef PGO_MEM_H
#define PGO_MEM_H

#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* SIZE bytes, uninitialised; SIZE may be 0.  The caller frees them.  */
  void *pgo_xmalloc (size_t size)
      __attribute__ ((malloc, returns_nonnull, warn_unused_result));

  /* N zeroed elements of SIZE bytes; N * SIZE is checked for overflow.  */
  void *pgo_xcalloc (size_t n, size_t size)
      __attribute__ ((malloc, returns_nonnull, warn_unused_result));

  /* Resize PTR (which may be NULL) to N elements of SIZE bytes; N * SIZE is
     checked for overflow.  */
  void *pgo_xrealloc (void *ptr, size_t n, size_t size)
      __attribute__ ((returns_nonnull, warn_unused_result));

  /* A copy of STRING, and of its first LENGTH bytes at most.  */
  char *pgo_xstrdup (const char *string)
      __attribute__ ((malloc, returns_nonnull, warn_unused_result));
  char *pgo_xstrndup (const char *string, size_t length)
      __attribute__ ((malloc, returns_nonnull, warn_unused_result));

  /* Make room for one more element of SIZE bytes in the growing array ARRAY,
     which holds COUNT and has room for *CAPACITY.  Returns the array, perhaps
     moved; grows by half, so that appending is linear.  */
  void *pgo_xgrow (void *array, size_t count, size_t *capacity, size_t size)
      __attribute__ ((returns_nonnull, warn_unused_result));

  /* A stream to write a text in memory.  Closing it, with the same TEXT, sets
     *TEXT and *SIZE, which the caller frees; a NUL is behind the text.  */
  FILE *pgo_xstream_open (char **text, size_t *size)
      __attribute__ ((returns_nonnull, warn_unused_result));
  void pgo_xstream_close (FILE *stream, char **text);

  /* Print "PROGRAM: out of memory" and exit with status 1, as GCC's own
     allocators do; also for a count that outgrows its type.  */
  void pgo_out_of_memory (void) __attribute__ ((noreturn, cold));

#ifdef __cplusplus
}
#endif

#endif /* PGO_MEM_H */
