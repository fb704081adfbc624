/* A prepared profile that is a directory: a head, and a part a source file.
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

   Each is a text by itself, pgo-profile(5).  The head has what holds for all of
   the profile, and the list of files.  A part has all functions of its file,
   and of others what its own functions have to do with them: no other part is
   needed to read it.  Parts are opened one by one, as they are asked for.

   The head and its parts have an identity in common, a digest of what the head
   says but for the list of files: so a part of another profile is known, and
   the parts are as they were where nothing but their number is new.  */

#ifndef PGO_SPLIT_H
#define PGO_SPLIT_H

#include "prepared/text.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The head, and the directory of the parts, in that of the profile; what the
   names of all texts end in.  */
#define PGO_SPLIT_HEAD "head.pgo"
#define PGO_SPLIT_DIR "part"
#define PGO_SPLIT_SUFFIX ".pgo"

  struct pgo_split;

  /* Is the file NAME a directory?  */
  bool pgo_split_p (const char *name);

  /* Open the head in the directory DIR and read it.  NULL with ERR set to
     "FILE: REASON" or "FILE:LINE: REASON" where it is missing or wrong.  */
  struct pgo_split *pgo_split_open (const char *dir, struct pgo_error *err);
  /* Free PARTS with all its texts.  It may be NULL.  */
  void pgo_split_close (struct pgo_split *parts);

  const struct pgo_text *pgo_split_head (const struct pgo_split *parts);

  /* The parts are numbers in the order of the head's list; how many they are,
     what source file number I is of, which may be "", and in which file it is.
   */
  size_t pgo_split_number (const struct pgo_split *parts);
  const char *pgo_split_source (const struct pgo_split *parts, size_t i);
  const char *pgo_split_file (struct pgo_split *parts, size_t i);

  /* The number of that of SOURCE, of all its name, or PGO_NONE.  */
  size_t pgo_split_find (const struct pgo_split *parts, const char *source);

  /* Set *FIRST to the first of those with the base name of SOURCE; their
   * number.  */
  size_t pgo_split_namesakes (const struct pgo_split *parts, const char *source,
                              size_t *first);

  /* The text of part I, opened at the first time.  NULL with ERR set where it
     is missing, wrong, or of another profile or file.  */
  const struct pgo_text *pgo_split_text (struct pgo_split *parts, size_t i,
                                         struct pgo_error *err);

  /* Set IDENTITY to that of a head with LINES, those between its identity and
     its files.  */
  void pgo_split_identify (const char *lines, size_t size, char identity[17]);

#ifdef __cplusplus
}
#endif

#endif /* PGO_SPLIT_H */
