/* The functions of prepared texts with their facts, taken apart.
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

   Functions are named with their files here, so that a fact can go from one
   text to another.  */

#ifndef PGO_BLOCKS_H
#define PGO_BLOCKS_H

#include "base/store.h"
#include "prepared/text.h"

struct pgo_block
{
  struct pgo_fact function; /* Its line.  */
  struct pgo_fact *facts;   /* Those that follow it.  */
  size_t n;
};

/* N of them by name, file and start line, as in a text.  */
struct pgo_blocks
{
  struct pgo_block *all;
  size_t n, capacity;
};

/* Add what TEXT has, which is verified; strings and facts are POOL's.  False if
   a line is bad or names a function that the text does not have.  */
bool pgo_blocks_read (struct pgo_blocks *blocks, const struct pgo_text *text,
                      struct pgo_pool *pool);

/* Add the function FUNCTION with N FACTS, which stay the caller's.  */
void pgo_blocks_add (struct pgo_blocks *blocks, const struct pgo_fact *function,
                     struct pgo_fact *facts, size_t n);

void pgo_blocks_sort (struct pgo_blocks *blocks);
void pgo_blocks_free (struct pgo_blocks *blocks);

/* The first that REFERENCE may mean, or NULL.  */
const struct pgo_block *pgo_blocks_find (const struct pgo_blocks *blocks,
                                         const struct pgo_reference *reference);

/* Order of two functions, by name and file.  */
int pgo_block_compare (const struct pgo_block *a, const struct pgo_block *b);

/* Let the facts of BLOCKS name every function with its file.  False if one is
   not there.  */
bool pgo_blocks_resolve (struct pgo_blocks *blocks);

/* What is new.  */
struct pgo_news
{
  bool matters;   /* By one fact alone.  */
  int64_t weight; /* The sum of what facts differ by, but for chance.  */
};

/* What NEW says other than OLD.  Both are resolved, and rounded as SAMPLES samples
   allow.  */
struct pgo_news pgo_blocks_compare (const struct pgo_blocks *old,
                                    const struct pgo_blocks *new,
                                    int64_t samples);

/* The sum of their facts of KIND.  */
int64_t pgo_blocks_sum (const struct pgo_blocks *blocks,
                        enum pgo_fact_kind kind);

/* Write function number I of BLOCKS, which are resolved, and its facts.  A file is
   named where the name of a function alone does not tell which of BLOCKS it is. */
void pgo_blocks_write (FILE *stream, const struct pgo_blocks *blocks, size_t i);

/* Write what BLOCKS tell of their files, and of NAMELESS ones: of the functions
   without a file, which have a part of their own.  */
void pgo_blocks_write_files (FILE *stream, const struct pgo_blocks *blocks,
                             bool nameless);

#endif /* PGO_BLOCKS_H */
