/* How alike two file names are.
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

#include "names/path.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* Set *START and *END to the last component of the first LENGTH bytes of PATH
   that is neither empty nor ".".  False if there is none.  */
static bool
last_component (const char *path, size_t length, size_t *start, size_t *end)
{
  do
    {
      while (length > 0 && path[length - 1] == '/')
        length--;
      *end = length;
      while (length > 0 && path[length - 1] != '/')
        length--;
      *start = length;
    }
  while (*end - *start == 1 && path[*start] == '.');
  return *end > *start;
}

unsigned
pgo_path_common_suffix (const char *a, const char *b)
{
  size_t a_start = strlen (a), b_start = strlen (b), a_end, b_end;
  unsigned n = 0;

  while (last_component (a, a_start, &a_start, &a_end)
         && last_component (b, b_start, &b_start, &b_end)
         && a_end - a_start == b_end - b_start
         && memcmp (a + a_start, b + b_start, a_end - a_start) == 0)
    n++;
  return n;
}

const char *
pgo_path_base (const char *file, size_t *length)
{
  static const char deleted[] = " (deleted)";
  const char *slash = strrchr (file, '/');
  const char *base = slash ? slash + 1 : file;
  size_t n = strlen (base), end = sizeof deleted - 1;

  *length = n > end && strcmp (base + n - end, deleted) == 0 ? n - end : n;
  return base;
}

bool
pgo_path_same_base_p (const char *file, const char *other)
{
  size_t file_length, other_length;
  const char *file_base = pgo_path_base (file, &file_length);
  const char *other_base = pgo_path_base (other, &other_length);

  return file_length == other_length
         && memcmp (file_base, other_base, file_length) == 0;
}

bool
pgo_path_depart (const char *a, const char *b, unsigned common,
                 struct pgo_path_part *x, struct pgo_path_part *y)
{
  size_t a_start = strlen (a), b_start = strlen (b), a_end = 0, b_end = 0;

  for (unsigned i = 0; i <= common; i++)
    if (!last_component (a, a_start, &a_start, &a_end)
        || !last_component (b, b_start, &b_start, &b_end))
      return false;
  *x = (struct pgo_path_part){ a + a_start, a_end - a_start };
  *y = (struct pgo_path_part){ b + b_start, b_end - b_start };
  return true;
}

unsigned
pgo_path_common_depth (const char *a, const char *b)
{
  unsigned slashes = 0;

  if (a[0] != '/' || b[0] != '/')
    return 0;
  for (size_t i = 0; a[i] && a[i] == b[i]; i++)
    slashes += a[i] == '/';
  return slashes - 1;
}

int
pgo_path_compare (const char *a, const char *b)
{
  size_t length;
  int order = strcmp (pgo_path_base (a, &length), pgo_path_base (b, &length));

  return order ? order : strcmp (a, b);
}

char *
pgo_path_join (const char *dir, const char *name)
{
  size_t length = strlen (dir), size = length + strlen (name) + 2;
  char *path = pgo_xmalloc (size);

  while (length > 1 && dir[length - 1] == '/')
    length--;
  snprintf (path, size, "%.*s/%s", (int) length, dir, name);
  return path;
}
