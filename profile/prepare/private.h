/* What choosing the facts of a prepared profile and writing them share.
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

#ifndef PGO_PREPARE_PRIVATE_H
#define PGO_PREPARE_PRIVATE_H

#include "base/store.h"
#include "drift/source.h"
#include "prepare/blocks.h"
#include "prepare/prepare.h"
#include "prepared/text.h"

/* A function on its way to the text.  */
struct entry
{
  const struct pgo_fn *fn;
  const char *file;       /* As the text has it.  */
  bool namesake;          /* Another one has its name.  */
  struct pgo_fact *facts; /* Without the function's own.  */
  size_t n_facts, facts_capacity;
  int64_t lines; /* Weight of those in FACTS.  */
};

/* The text on its way.  */
struct draft
{
  const struct pgo_index *index;
  bool text; /* INDEX is of texts: it has names of files as they have them.  */
  struct pgo_pool *pool;
  struct entry *entries; /* By name, file and start line.  */
  size_t n;
  struct pgo_table table; /* Of ENTRIES by function.  */
  int64_t samples;        /* In all.  */
  double period;          /* Weight of one.  */
  int64_t least;          /* What weighs less is among the last parts of the
                             whole.  */
  struct pgo_sources *sources;
  struct pgo_prepare_known known;
  size_t anchored, with_calls;
  const struct pgo_site **callers; /* All sites, by callee.  */
  size_t n_callers;
};

/* Let DRAFT have the functions of INDEX, whose files are called as from the
   directory that FILES, those of a text before, are as from; and then their
   facts, which are as exact as DRAFT->samples allow; free what it has.  */
void pgo_draft_begin (struct draft *draft, const struct pgo_index *index,
                      const struct pgo_prepare_known *known,
                      const struct pgo_strings *files);
void pgo_draft_collect (struct draft *draft, struct pgo_prepared *prepared);
void pgo_draft_end (struct draft *draft);

/* Add to BLOCKS the functions of DRAFT with their facts, which stay DRAFT's, and
   let them name each other with their files.  */
void pgo_draft_blocks (const struct draft *draft, struct pgo_blocks *blocks);

/* As many facts hold for all of the profile, at most.  */
#define PGO_DRAFT_HEAD 32

struct pgo_head
{
  struct pgo_fact facts[PGO_DRAFT_HEAD];
  size_t n;
};

/* These of DRAFT, of which BLOCKS are written and LEFT_OUT of the weight is in no
   line.  */
struct pgo_head pgo_draft_head (const struct draft *draft,
                                const struct pgo_blocks *blocks,
                                double left_out);

/* Those of TEXT; strings are POOL's.  */
struct pgo_head pgo_head_read (const struct pgo_text *text,
                               struct pgo_pool *pool);

/* May what is there of a profile with the head OLD count, with SAMPLES new samples?
   Then set *SAMPLES to what the old weights are as exact as.  */
bool pgo_head_samples (const struct pgo_head *old, int64_t *samples);

/* Can OLD stand for NEW?  */
bool pgo_head_stays_p (const struct pgo_head *old, const struct pgo_head *new,
                       int64_t samples);

/* What became of functions that are made anew.  */
struct pgo_settled
{
  struct pgo_blocks blocks;
  size_t renewed;   /* Functions with news.  */
  int64_t left_out; /* Weight of lines that have it in the new samples, and not
                       here.  */
};

/* Set *SETTLED to the functions of OLD where these of FRESH have no news, and else
   of FRESH; of one without news that OLD does not have, the line alone.  All are
   resolved and rounded as SAMPLES samples allow.  */
void pgo_blocks_settle (const struct pgo_blocks *fresh,
                        const struct pgo_blocks *old, int64_t samples,
                        struct pgo_settled *settled);

/* The entry of FN, which has one.  */
struct entry *pgo_draft_entry (const struct draft *draft,
                               const struct pgo_fn *fn);

/* The calls of FN, consecutive, and their number.  */
size_t pgo_draft_calls (const struct draft *draft, const struct pgo_fn *fn,
                        const struct pgo_site *const **calls);

/* WEIGHT as a number of samples, and as the text has it.  */
double pgo_draft_samples (const struct draft *draft, double weight);
int64_t pgo_draft_weight (const struct draft *draft, double weight);

/* Does WEIGHT belong in the text?  */
bool pgo_draft_tells_p (const struct draft *draft, double weight);

/* Add FACT to ENTRY, with N CALLERS.  */
void pgo_draft_add (struct draft *draft, struct entry *entry,
                    const struct pgo_fact *fact,
                    const struct pgo_frame *callers, size_t n);

/* Add what contexts of ENTRY's function say that nothing else does.  */
void pgo_draft_contexts (struct draft *draft, struct entry *entry);

#endif /* PGO_PREPARE_PRIVATE_H */
