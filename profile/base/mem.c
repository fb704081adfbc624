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

   See mem.h.  Sizes that overflow are treated as memory that is not
   there.  */

/* For madvise, reallocarray and program_invocation_short_name.  */
#define _GNU_SOURCE

#include "base/mem.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Twice the large pages of x86-64.  */
#define LARGE ((size_t) 4 << 20)

void
pgo_out_of_memory (void)
{
  fprintf (stderr, "%s: out of memory\n", program_invocation_short_name);
  exit (1);
}

static void *
check (void *ptr)
{
  if (!ptr)
    pgo_out_of_memory ();
  return ptr;
}

/* PTR, which has SIZE bytes.  A large buffer gets large pages where the kernel
   has them for the asking: the faults of small ones are a third of the time
   that reading a large profile takes.  */
static void *
advise (void *ptr, size_t size)
{
  uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
  uintptr_t start = ((uintptr_t) ptr + page - 1) / page * page;
  uintptr_t end = ((uintptr_t) ptr + size) / page * page;

  if (size >= LARGE)
    madvise ((void *) start, end - start, MADV_HUGEPAGE);
  return ptr;
}

void *
pgo_xmalloc (size_t size)
{
  return advise (check (malloc (size ? size : 1)), size);
}

void *
pgo_xcalloc (size_t n, size_t size)
{
  if (n == 0 || size == 0)
    n = size = 1;
  return advise (check (calloc (n, size)), n * size);
}

void *
pgo_xrealloc (void *ptr, size_t n, size_t size)
{
  if (n == 0 || size == 0)
    n = size = 1;
  return advise (check (reallocarray (ptr, n, size)), n * size);
}

char *
pgo_xstrdup (const char *string)
{
  return check (strdup (string));
}

char *
pgo_xstrndup (const char *string, size_t length)
{
  return check (strndup (string, length));
}

void *
pgo_xgrow (void *array, size_t count, size_t *capacity, size_t size)
{
  if (count < *capacity)
    return array;
  *capacity = *capacity ? *capacity + *capacity / 2 + 1 : 16;
  return pgo_xrealloc (array, *capacity, size);
}

FILE *
pgo_xstream_open (char **text, size_t *size)
{
  return check (open_memstream (text, size));
}

void
pgo_xstream_close (FILE *stream, char **text)
{
  bool failed = ferror (stream);

  /* The C library does not say where it cannot give the text its last
     size.  */
  if (fclose (stream) != 0 || failed || !*text)
    pgo_out_of_memory ();
}
