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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   Profiles and compilers have the directories of the machines that they were
   made on; names are read from their ends.  */

#ifndef PGO_PATH_H
#define PGO_PATH_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* The base name of FILE.  *LENGTH is its length without the " (deleted)" that
     Linux puts behind the name of a file that is gone.  */
  const char *pgo_path_base (const char *file, size_t *length);

  /* True if FILE and OTHER have the same base name.  */
  bool pgo_path_same_base_p (const char *file, const char *other);

  /* Order of two file names by their base names, then whole.  */
  int pgo_path_compare (const char *a, const char *b);

  /* NAME in the directory DIR; the caller frees it.  */
  char *pgo_path_join (const char *dir, const char *name);

  /* How many trailing path components the file names A and B share; 0 where
     the base names differ or one is empty.  */
  unsigned pgo_path_common_suffix (const char *a, const char *b);

  /* Part of a file name.  */
  struct pgo_path_part
  {
    const char *start;
    size_t length;
  };

  /* Set *X and *Y to the components before the COMMON ones that A and B end in:
     the directories in which the two differ.  False if one of the names ends
     there.  */
  bool pgo_path_depart (const char *a, const char *b, unsigned common,
                        struct pgo_path_part *x, struct pgo_path_part *y);

  /* How many directories below the root the absolute A and B share; 0 if one of
     them is relative.  */
  unsigned pgo_path_common_depth (const char *a, const char *b);

#ifdef __cplusplus
}
#endif

#endif /* PGO_PATH_H */
