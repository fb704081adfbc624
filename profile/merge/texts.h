/* Many prepared profiles -> one.
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

   A fact of the result is the mean of those of the texts, weighted by their
   numbers of samples; one that a text has not weighs nothing there.  The result
   does not depend on the order of the texts.

   Functions are the same where name and file are, of several of these the ones
   that begin at the same line, or have the same lines of source.  A file is the
   same if its name ends in the other's, and no other's does.

   Where the sources of a function differ, they are those of the text with the
   most samples.  The lines of the others are aligned with them (drift/align.h);
   what was on lines that are gone, or in a function of which too little is left,
   is in the function and on no line.

   Of the contexts of a text those that weigh something are written out, with
   what follows from its direct calls, and added up; which of them say more than
   the calls of the result, prepare/ decides again.  */

#ifndef PGO_MERGE_TEXTS_H
#define PGO_MERGE_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "index/index.h"

struct pgo_merge_texts;

/* What is to be said of the result.  */
struct pgo_merged_texts
{
  size_t changed; /* Functions whose source differs.  */
  double gone;    /* Share of all weight on lines of which the source is gone.  */
};

/* Begin.  With NORMALIZE each text counts the same: as if it had the mean number of
   samples.  */
struct pgo_merge_texts *pgo_merge_texts_new (bool normalize);

/* TEXTS may be NULL.  */
void pgo_merge_texts_free (struct pgo_merge_texts *texts);

/* Add INDEX, of the prepared profile FILE, whose digest is DIGEST; it belongs to
   TEXTS then, also on failure.  Each of its samples counts WEIGHT times.  False
   with ERR set where the profile is bad, or does not say how many samples it
   has.  */
bool pgo_merge_texts_add (struct pgo_merge_texts *texts,
                          struct pgo_index *index, const char *file,
                          const char *digest, double weight,
                          struct pgo_error *err);

/* The index of all, to be prepared, which the caller frees before TEXTS.  Call
   once.  */
struct pgo_index *pgo_merge_texts_finish (struct pgo_merge_texts *texts,
                                          struct pgo_merged_texts *merged);

#endif /* PGO_MERGE_TEXTS_H */
