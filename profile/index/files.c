/* Is a file of the profile the one that a compiler asks about?
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

   Two names with one base name may be one file, in two checkouts of a program,
   or two files of it.  What tells is where the other files of the profile are.
   They are two where

     - the profile has a file whose name is more like the one asked about;
     - they part in a directory that is part of the program: the profile has
       files in the branch that is asked about, or most of those near by are
       outside of its own.

   The last is the weakest: so it looks as well where a build directory, a
   checkout or the sandbox of one command has another name.  There a function
   that starts at the same line is the same, and one that the profile has no
   line for may be.

   Directories that differ in a version only ("app-1.0", "app-1.1", or "1", "2")
   are one, and a relative name, of which it is not known what it is relative
   to, is no evidence by itself.  */

#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "index/private.h"
#include "names/path.h"

/* Files are looked for below so many directories of the root: "/home/user".  */
#define LEAST_DEPTH 2

/* Are X and Y directories of two versions of one thing?  */
static bool
versions_p (struct pgo_path_part x, struct pgo_path_part y)
{
  size_t least = x.length < y.length ? x.length : y.length, n = 0;

  if (pgo_digit_p (x.start[0]) && pgo_digit_p (y.start[0]))
    return true;
  while (n < least && x.start[n] == y.start[n] && pgo_letter_p (x.start[n]))
    n++;
  return n > 0 && (n == x.length || !pgo_letter_p (x.start[n]))
         && (n == y.length || !pgo_letter_p (y.start[n]));
}

size_t
pgo_index_namesakes (const struct pgo_index *index, const char *file,
                     const struct pgo_file **files)
{
  size_t low = 0, high = index->n_files, length, n = 0;
  const char *base = pgo_path_base (file, &length);

  if (index->text)
    return pgo_mapped_files (index, file, files);
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (strcmp (pgo_path_base (index->files[middle].name, &length), base) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  *files = index->files + low;
  while (low + n < index->n_files
         && strcmp (pgo_path_base (index->files[low + n].name, &length), base)
                == 0)
    n++;
  return n;
}

/* All files of INDEX, and their number.  */
static size_t
all_files (const struct pgo_index *index, const struct pgo_file **files)
{
  if (index->text)
    return pgo_mapped_files (index, NULL, files);
  *files = index->files;
  return index->n_files;
}

/* Has INDEX a file that shares more than COMMON components with ASKED?  */
static bool
better_file_p (const struct pgo_index *index, const char *asked,
               unsigned common)
{
  const struct pgo_file *files;
  size_t n = pgo_index_namesakes (index, asked, &files);

  for (size_t i = 0; i < n; i++)
    if (pgo_path_common_suffix (files[i].name, asked) > common)
      return true;
  return false;
}

/* The length of the first N directories of the absolute NAME, with the slash;
   that of NAME where it has fewer.  */
static size_t
leading_length (const char *name, unsigned n)
{
  const char *p = name;

  for (unsigned i = 0; i <= n; i++)
    {
      p = strchr (p, '/');
      if (!p)
        return strlen (name);
      p++;
    }
  return p - name;
}

/* Is the directory in which FILE and ASKED part, DEPTH directories below the
   root, inside the program?  SAME_START as for pgo_index_common_suffix.  */
static bool
forks_inside_p (const struct pgo_index *index, const char *file,
                const char *asked, unsigned depth, bool same_start)
{
  size_t near = leading_length (file, LEAST_DEPTH);
  size_t branch = leading_length (file, depth + 1);
  size_t asked_branch = leading_length (asked, depth + 1);
  const struct pgo_file *files;
  size_t n = all_files (index, &files), n_near = 0, n_branch = 0;

  for (size_t i = 0; i < n; i++)
    {
      const char *name = files[i].name;
      if (strncmp (name, asked, asked_branch) == 0)
        return true;
      n_near += strncmp (name, file, near) == 0;
      n_branch += strncmp (name, file, branch) == 0;
    }
  return !same_start && 2 * n_branch <= n_near;
}

unsigned
pgo_index_common_suffix (const struct pgo_index *index, const char *file,
                         const char *asked, bool same_start)
{
  unsigned common = pgo_path_common_suffix (file, asked), depth;
  struct pgo_path_part x, y;

  if (common == 0 || !pgo_path_depart (file, asked, common, &x, &y))
    return common;
  if (better_file_p (index, asked, common))
    return 0;
  depth = pgo_path_common_depth (file, asked);
  if (depth < LEAST_DEPTH || versions_p (x, y))
    return common;
  return forks_inside_p (index, file, asked, depth, same_start) ? 0 : common;
}
