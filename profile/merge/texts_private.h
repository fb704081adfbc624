/* What the parts of merging prepared profiles share.
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

   texts.c adds up, texts_functions.c decides which functions are one and where
   their lines are, texts_contexts.c writes out the contexts of a text.  */

#ifndef PGO_MERGE_TEXTS_PRIVATE_H
#define PGO_MERGE_TEXTS_PRIVATE_H

#include "base/store.h"
#include "merge/texts.h"

struct text
{
  struct pgo_index *index;
  char *digest;
  double samples;
  double weight;
  double share; /* Of the result.  */
  double scale; /* From its weights to their part of those of the result.  */
  const struct pgo_site **calls; /* All sites, by callee.  */
  size_t n_calls;
};

/* A function of a text.  */
struct member
{
  const struct pgo_fn *fn;
  size_t text;
  const char *file; /* As the result calls it.  */
  size_t entry;     /* Of the result.  */
  /* For each line of its source the one of the result's, or PGO_NO_LINE; NULL
     where these are the same.  */
  int32_t *moved;
  size_t n_moved;
  bool lost;     /* Too little of it is left.  */
  int64_t shift; /* Added to offsets that MOVED has not.  */
};

/* A function of the result: the members FIRST up to END, once they are sorted.
 */
struct entry
{
  size_t first, end;
  size_t text;               /* Of its last member so far.  */
  const struct pgo_fn *base; /* That which gives source and start line.  */
  const char *file;
};

struct pgo_merge_texts
{
  bool normalize;
  struct pgo_pool *pool;
  struct text *texts;
  size_t n_texts, texts_capacity;
  struct member *members;
  size_t n_members, members_capacity;
  struct pgo_table table; /* Of MEMBERS, by function.  */
  struct entry *entries;
  size_t n_entries, entries_capacity;
  struct pgo_merged_texts result;
};

/* Make members and entries of the texts; the entries are in the order of names, files
   and start lines.  */
void pgo_texts_find_functions (struct pgo_merge_texts *texts);

/* The member that FN is.  */
const struct member *pgo_member_of (const struct pgo_merge_texts *texts,
                                    const struct pgo_fn *fn);

/* Do the texts say that A and B have the same source?  */
bool pgo_same_source_p (const struct pgo_fn *a, const struct pgo_fn *b);

/* Where the line OFFSET of MEMBER is in its entry, or PGO_NO_OFFSET where it is
   gone.  */
int32_t pgo_member_offset (const struct pgo_merge_texts *texts,
                           const struct member *member, int32_t offset);

/* WEIGHT of MEMBER as a part of the result.  */
double pgo_member_weight (const struct pgo_merge_texts *texts,
                          const struct member *member, int64_t weight);

/* Give entry NUMBER of BUILT its contexts.  */
void pgo_texts_build_contexts (const struct pgo_merge_texts *texts,
                               struct pgo_index *built, size_t number);

#endif /* PGO_MERGE_TEXTS_PRIVATE_H */
