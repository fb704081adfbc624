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

   Two texts are compared fact by fact: one that only one of them has weighs
   nothing in the other.  */

#include "prepare/blocks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "decide/precision.h"
#include "names/path.h"

void
pgo_blocks_add (struct pgo_blocks *blocks, const struct pgo_fact *function,
                struct pgo_fact *facts, size_t n)
{
  blocks->all = pgo_xgrow (blocks->all, blocks->n, &blocks->capacity,
                           sizeof *blocks->all);
  blocks->all[blocks->n++] = (struct pgo_block){ *function, facts, n };
}

static int
compare_blocks (const void *x, const void *y)
{
  const struct pgo_block *a = x, *b = y;

  return pgo_fact_compare (&a->function, &b->function);
}

void
pgo_blocks_sort (struct pgo_blocks *blocks)
{
  if (blocks->n > 0)
    qsort (blocks->all, blocks->n, sizeof *blocks->all, compare_blocks);
}

void
pgo_blocks_free (struct pgo_blocks *blocks)
{
  free (blocks->all);
}

const struct pgo_block *
pgo_blocks_find (const struct pgo_blocks *blocks,
                 const struct pgo_reference *reference)
{
  size_t low = 0, high = blocks->n;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      const struct pgo_reference *of = &blocks->all[middle].function.of;
      int order = strcmp (of->name, reference->name);
      if (order == 0 && reference->file)
        order = strcmp (of->file, reference->file);
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == blocks->n
      || strcmp (blocks->all[low].function.of.name, reference->name) != 0
      || (reference->file
          && strcmp (blocks->all[low].function.of.file, reference->file) != 0))
    return NULL;
  return &blocks->all[low];
}

int
pgo_block_compare (const struct pgo_block *a, const struct pgo_block *b)
{
  int order = strcmp (a->function.of.name, b->function.of.name);

  return order ? order : strcmp (a->function.of.file, b->function.of.file);
}

/* ---- Reading.  */

bool
pgo_blocks_read (struct pgo_blocks *blocks, const struct pgo_text *text,
                 struct pgo_pool *pool)
{
  size_t at = pgo_text_find (text, ""), capacity = 0, n = 0;
  struct pgo_fact fact, function = { .kind = PGO_FACT_END }, *facts = NULL;
  bool good;

  do
    {
      good = pgo_text_fact (text, &at, pool, &fact, NULL);
      if (good && fact.kind != PGO_FACT_FUNCTION && fact.kind != PGO_FACT_END)
        {
          facts = pgo_xgrow (facts, n, &capacity, sizeof *facts);
          facts[n] = fact;
          n += fact.kind != PGO_FACT_OTHER;
          continue;
        }
      if (good && function.kind == PGO_FACT_FUNCTION)
        {
          struct pgo_fact *kept = pgo_pool_alloc (pool, n * sizeof *kept + 1);
          if (n > 0)
            memcpy (kept, facts, n * sizeof *kept);
          pgo_blocks_add (blocks, &function, kept, n);
          n = 0;
        }
      function = fact;
    }
  while (good && fact.kind != PGO_FACT_END);
  free (facts);
  return good && pgo_blocks_resolve (blocks);
}

/* Let REFERENCE, if it is one, name its file.  */
static bool
resolve (const struct pgo_blocks *blocks, struct pgo_reference *reference)
{
  const struct pgo_block *block = pgo_blocks_find (blocks, reference);

  if (block)
    *reference = block->function.of;
  return block;
}

bool
pgo_blocks_resolve (struct pgo_blocks *blocks)
{
  bool good = true;

  for (size_t i = 0; i < blocks->n; i++)
    for (size_t k = 0; k < blocks->all[i].n; k++)
      {
        struct pgo_fact *fact = &blocks->all[i].facts[k];
        if (fact->kind == PGO_FACT_CALL)
          good &= resolve (blocks, &fact->of);
        for (unsigned j = 0; j < fact->n_callers; j++)
          good &= resolve (blocks, &fact->callers[j]);
      }
  return good;
}

/* ---- Comparing.  */

/* What a fact is about, all of it but its weight, and that.  */
struct claim
{
  char *about;
  int64_t weight;
};

struct claims
{
  struct claim *all;
  size_t n, capacity;
};

/* Write FACT without its weights.  */
static void
write_about (FILE *stream, const struct pgo_fact *fact)
{
  struct pgo_fact about = *fact;

  about.own = about.inclusive = about.entry = 0;
  /* A rank follows from what other functions do.  */
  if (about.kind == PGO_FACT_RANK)
    about.number = 0;
  pgo_fact_write (stream, &about);
}

/* Add to CLAIMS what fact number I of BLOCK says, whose function weighs OWN. */
static void
add_claim (struct claims *claims, const struct pgo_block *block, size_t i,
           int64_t own)
{
  const struct pgo_fact *fact = &block->facts[i];
  struct claim claim
      = { .weight = fact->kind == PGO_FACT_SOURCE
                            || fact->kind == PGO_FACT_CALLS
                        ? own
                    : fact->kind == PGO_FACT_CODE ? fact->inclusive
                                                  : fact->own };
  size_t size;
  FILE *stream = pgo_xstream_open (&claim.about, &size);

  pgo_fact_write (stream, &block->function);
  if (fact->kind == PGO_FACT_SELF && i > 0)
    write_about (stream, fact - 1);
  write_about (stream, fact);
  pgo_xstream_close (stream, &claim.about);
  claims->all = pgo_xgrow (claims->all, claims->n, &claims->capacity,
                           sizeof *claims->all);
  claims->all[claims->n++] = claim;
}

static int
compare_claims (const void *x, const void *y)
{
  return strcmp (((const struct claim *) x)->about,
                 ((const struct claim *) y)->about);
}

/* What BLOCKS claim, in order.  */
static struct claims
claims_of (const struct pgo_blocks *blocks)
{
  struct claims claims = { 0 };

  for (size_t i = 0; i < blocks->n; i++)
    {
      const struct pgo_block *block = &blocks->all[i];
      int64_t own = 0;
      for (size_t k = 0; k < block->n; k++)
        {
          if (block->facts[k].kind == PGO_FACT_OWN)
            own = block->facts[k].own;
          add_claim (&claims, block, k, own);
        }
    }
  if (claims.n > 0)
    qsort (claims.all, claims.n, sizeof *claims.all, compare_claims);
  return claims;
}

static void
free_claims (struct claims *claims)
{
  for (size_t i = 0; i < claims->n; i++)
    free (claims->all[i].about);
  free (claims->all);
}

struct pgo_news
pgo_blocks_compare (const struct pgo_blocks *old, const struct pgo_blocks *new,
                    int64_t samples)
{
  struct claims a = claims_of (old), b = claims_of (new);
  struct pgo_news news = { 0 };

  for (size_t i = 0, j = 0; i < a.n || j < b.n;)
    {
      int order = i == a.n   ? 1
                  : j == b.n ? -1
                             : compare_claims (&a.all[i], &b.all[j]);
      int64_t before = order <= 0 ? a.all[i++].weight : 0;
      int64_t now = order >= 0 ? b.all[j++].weight : 0;
      double x = (double) before / PGO_TEXT_WHOLE;
      double y = (double) now / PGO_TEXT_WHOLE;
      news.matters |= pgo_precision_renews_p (x, y, samples);
      if (pgo_precision_differ_p (x, y, samples))
        news.weight += llabs (now - before);
    }
  free_claims (&a);
  free_claims (&b);
  return news;
}

int64_t
pgo_blocks_sum (const struct pgo_blocks *blocks, enum pgo_fact_kind kind)
{
  int64_t sum = 0;

  for (size_t i = 0; i < blocks->n; i++)
    for (size_t k = 0; k < blocks->all[i].n; k++)
      if (blocks->all[i].facts[k].kind == kind)
        sum += blocks->all[i].facts[k].own;
  return sum;
}

/* ---- Writing.  */

/* Does one name stand for several functions of BLOCKS?  */
static bool
shared_name_p (const struct pgo_blocks *blocks,
               const struct pgo_reference *reference)
{
  const struct pgo_reference alone = { reference->name, NULL };
  const struct pgo_block *first = pgo_blocks_find (blocks, &alone);

  return first + 1 < blocks->all + blocks->n
         && strcmp (first[1].function.of.name, reference->name) == 0;
}

void
pgo_blocks_write (FILE *stream, const struct pgo_blocks *blocks, size_t i)
{
  const struct pgo_block *block = &blocks->all[i];

  pgo_fact_write (stream, &block->function);
  for (size_t k = 0; k < block->n; k++)
    {
      struct pgo_fact fact = block->facts[k];
      if (fact.kind == PGO_FACT_CALL && !shared_name_p (blocks, &fact.of))
        fact.of.file = NULL;
      for (unsigned j = 0; j < fact.n_callers; j++)
        if (!shared_name_p (blocks, &fact.callers[j]))
          fact.callers[j].file = NULL;
      pgo_fact_write (stream, &fact);
    }
}

/* What a function adds to its file in the text.  */
struct file_part
{
  const char *name; /* Of the file.  */
  int64_t own;
  const char *has; /* The function, if its source is known, or NULL.  */
};

static struct file_part
part_of (const struct pgo_block *block)
{
  struct file_part part = { .name = block->function.of.file };

  for (size_t i = 0; i < block->n; i++)
    if (block->facts[i].kind == PGO_FACT_OWN)
      part.own = block->facts[i].own;
    else if (block->facts[i].kind == PGO_FACT_SOURCE)
      part.has = block->function.of.name;
  return part;
}

static int
compare_file_parts (const void *x, const void *y)
{
  const struct file_part *a = x, *b = y;
  int order = pgo_path_compare (a->name, b->name);

  return order ? order : strcmp (a->has ? a->has : "", b->has ? b->has : "");
}

/* Write what the N PARTS tell of their file.  */
static void
write_file (FILE *stream, const struct file_part *parts, size_t n)
{
  struct pgo_fact fact = { .kind = PGO_FACT_FILE, .of = { parts->name, NULL } };
  int64_t own = 0;

  pgo_fact_write (stream, &fact);
  fact = (struct pgo_fact){ .kind = PGO_FACT_FUNCTIONS, .number = (int64_t) n };
  pgo_fact_write (stream, &fact);
  for (size_t i = 0; i < n; i++)
    own += parts[i].own;
  fact
      = (struct pgo_fact){ .kind = PGO_FACT_OWN,
                           .own = own < PGO_TEXT_WHOLE ? own : PGO_TEXT_WHOLE };
  if (own > 0)
    pgo_fact_write (stream, &fact);
  for (size_t i = 0; i < n; i++)
    {
      fact = (struct pgo_fact){ .kind = PGO_FACT_HAS,
                                .of = { parts[i].has, NULL } };
      if (parts[i].has)
        pgo_fact_write (stream, &fact);
    }
}

void
pgo_blocks_write_files (FILE *stream, const struct pgo_blocks *blocks,
                        bool nameless)
{
  struct file_part *parts = pgo_xcalloc (blocks->n, sizeof *parts);
  size_t n = 0, j;

  for (size_t i = 0; i < blocks->n; i++)
    if (nameless || blocks->all[i].function.of.file[0])
      parts[n++] = part_of (&blocks->all[i]);
  if (n > 0)
    qsort (parts, n, sizeof *parts, compare_file_parts);
  for (size_t i = 0; i < n; i = j)
    {
      for (j = i; j < n && strcmp (parts[j].name, parts[i].name) == 0; j++)
        ;
      write_file (stream, parts + i, j - i);
    }
  free (parts);
}
