/* A library to preload, with which memory runs out.
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

   NOMEMORY in the environment is how many pieces of memory the program gets;
   without it there is no limit.  What else allocates in glibc, such as strdup
   and fopen, does it with these.  */

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

/* glibc's allocator under its other names.  */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *ptr, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

static bool
refuse (void)
{
  static bool known;
  static long left = -1; /* No limit.  */

  if (!known)
    {
      const char *text = getenv ("NOMEMORY");
      known = true;
      if (text)
        left = atol (text);
    }
  if (left == 0)
    {
      errno = ENOMEM;
      return true;
    }
  if (left > 0)
    left--;
  return false;
}

void *
malloc (size_t size)
{
  return refuse () ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return refuse () ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *ptr, size_t size)
{
  return refuse () ? NULL : __libc_realloc (ptr, size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  return refuse () ? NULL : __libc_memalign (alignment, size);
}

int
posix_memalign (void **ptr, size_t alignment, size_t size)
{
  if (refuse () || !(*ptr = __libc_memalign (alignment, size)))
    return ENOMEM;
  return 0;
}
