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

#include "mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
pgo_out_of_memory (void)
{
  fputs ("out of memory\n", stderr);
  abort ();
}

static void *
check (void *ptr)
{
  if (!ptr)
    pgo_out_of_memory ();
  return ptr;
}

void *
pgo_xmalloc (size_t size)
{
  return check (malloc (size ? size : 1));
}

void *
pgo_xcalloc (size_t n, size_t size)
{
  if (n == 0 || size == 0)
    n = size = 1;
  return check (calloc (n, size));
}

void *
pgo_xrealloc (void *ptr, size_t n, size_t size)
{
  if (n == 0 || size == 0)
    n = size = 1;
  return check (reallocarray (ptr, n, size));
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
