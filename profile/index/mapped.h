/* What the files of an index of a prepared profile share.
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

#ifndef PGO_INDEX_MAPPED_H
#define PGO_INDEX_MAPPED_H

#include "index/private.h"

/* Weights of an index are so many times those of a text, so that a period of
   many samples is a whole number.  */
#define PGO_MAPPED_SCALE 1000

/* INDEX, which is const for everybody else, as it is written to.  */
static inline struct pgo_index *
pgo_mapped_growing (const struct pgo_index *index)
{
  return (struct pgo_index *) index;
}

static inline int64_t
pgo_mapped_scaled (int64_t weight)
{
  return weight * PGO_MAPPED_SCALE;
}

/* Parse the line at *AT of TEXT.  False, with the first error kept, where it is
   bad; *AT is the end then.  */
bool pgo_mapped_read_fact (struct pgo_index *index, const struct pgo_text *text,
                           size_t *at, struct pgo_fact *fact);

/* The line at AT of TEXT is wrong, for REASON.  */
void pgo_mapped_set_error (struct pgo_index *index, const struct pgo_text *text,
                           size_t at, const char *reason);

/* A copy in INDEX's pool of the N elements of SIZE bytes at ARRAY, which is
   freed.  */
void *pgo_mapped_keep (struct pgo_index *index, void *array, size_t n,
                       size_t size);

/* The function that REFERENCE, in the line at AT of TEXT, means; NULL, which is
   an error, if there is none.  */
struct pgo_fn *pgo_mapped_resolve (struct pgo_index *index,
                                   const struct pgo_text *text, size_t at,
                                   const struct pgo_reference *reference);

/* The place of FN's file, if it is known.  */
const struct place *pgo_mapped_home (const struct fn *fn);

/* Read what is known of FN: all, if its file's place is; else the contexts that the
   functions of opened parts make.  */
void pgo_mapped_read (const struct fn *fn);

#endif /* PGO_INDEX_MAPPED_H */
