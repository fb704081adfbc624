/* What stays of a prepared profile that is made anew.
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

   What the new samples contradict by no more than chance, and not in what
   matters (decide/precision.h), stays as it is: so a difference shows the news,
   and a unit is built again for them alone.  The old figures are compared with
   the new samples each time, and do not drift away.  */

#include "base/mem.h"
#include "decide/precision.h"
#include "prepare/private.h"

#include <stdlib.h>

/* The share of the whole by which what is left out may change.  */
#define LEFT_OUT_CHANGE 0.02

/* The share of the whole by which all functions may differ that do by more than
   chance, and each by too little to matter.  */
#define LIGHT_CHANGE 0.01

/* With fewer samples next to nothing is more than chance.  */
#define LEAST_SAMPLES 1000

/* ---- What holds for all of the profile.  */

struct pgo_head
pgo_head_read (const struct pgo_text *text, struct pgo_pool *pool)
{
  size_t at = pgo_text_start (text);
  struct pgo_head head = { 0 };
  struct pgo_fact fact;

  while (pgo_text_fact (text, &at, pool, &fact, NULL)
         && (fact.kind < PGO_FACT_FILE || fact.kind == PGO_FACT_OTHER))
    if (fact.kind >= PGO_FACT_SAMPLES && fact.kind < PGO_FACT_FILE
        && head.n < PGO_DRAFT_HEAD)
      head.facts[head.n++] = fact;
  return head;
}

bool
pgo_head_samples (const struct pgo_head *old, int64_t *samples)
{
  size_t i = 0;

  while (i < old->n && old->facts[i].kind != PGO_FACT_SAMPLES)
    i++;
  if (i == old->n || *samples < LEAST_SAMPLES
      || pgo_precision_resized_p (old->facts[i].number, *samples))
    return false;
  if (old->facts[i].number != pgo_precision_samples (*samples))
    *samples = old->facts[i].number;
  return true;
}

/* Can the weight OLD, from which on a call is hot, stand for NOW?  Not if no call is
   then that is among those that have half of the weight, from MOST on.  */
static bool
threshold_stays_p (int64_t old, int64_t now, int64_t most, int64_t samples)
{
  double weight = (double) old / PGO_TEXT_WHOLE;
  double other = (double) now / PGO_TEXT_WHOLE;

  return !pgo_precision_differ_p (weight, other, samples)
         || (!pgo_precision_shifts_p (weight, other, samples) && old <= most);
}

bool
pgo_head_stays_p (const struct pgo_head *old, const struct pgo_head *new,
                  int64_t samples)
{
  bool stays = old->n == new->n;
  int64_t most = 0;

  for (size_t i = 0; stays && i < old->n; i++)
    {
      const struct pgo_fact *x = &old->facts[i], *y = &new->facts[i];
      if (most == 0 && y->kind == PGO_FACT_HOT)
        most = y->own;
      stays = x->kind == y->kind && x->percent == y->percent;
      if (x->kind == PGO_FACT_LEFT_OUT)
        stays &= llabs (x->own - y->own) <= LEFT_OUT_CHANGE * PGO_TEXT_WHOLE;
      else if (x->kind == PGO_FACT_HOT)
        stays &= threshold_stays_p (x->own, y->own, most, samples);
    }
  return stays;
}

/* ---- The functions.  */

/* Those of BLOCKS from *I on that have the name and the file of the first of
   them; *I is set to what follows.  */
static struct pgo_blocks
take_same (const struct pgo_blocks *blocks, size_t *i)
{
  struct pgo_blocks same = { .all = blocks->all + *i };

  do
    same.n++;
  while (*i + same.n < blocks->n
         && pgo_block_compare (same.all, same.all + same.n) == 0);
  *i += same.n;
  return same;
}

/* Add SAME to BLOCKS, with what they say or without.  */
static void
add_same (struct pgo_blocks *blocks, const struct pgo_blocks *same, bool facts)
{
  for (size_t i = 0; i < same->n; i++)
    pgo_blocks_add (blocks, &same->all[i].function, same->all[i].facts,
                    facts ? same->all[i].n : 0);
}

/* Add the function that REFERENCE means in OLD to GONE, if BLOCKS have none such.  */
static void
add_named (struct pgo_blocks *gone, const struct pgo_blocks *blocks,
           const struct pgo_blocks *old, const struct pgo_reference *reference)
{
  const struct pgo_block *block = pgo_blocks_find (old, reference);

  if (block && !pgo_blocks_find (blocks, reference))
    pgo_blocks_add (gone, &block->function, NULL, 0);
}

/* Add to BLOCKS the functions of OLD that facts name and that have gone: their
   lines alone.  */
static void
add_gone (struct pgo_blocks *blocks, const struct pgo_blocks *old)
{
  struct pgo_blocks gone = { 0 };

  for (size_t i = 0; i < blocks->n; i++)
    for (size_t k = 0; k < blocks->all[i].n; k++)
      {
        const struct pgo_fact *fact = &blocks->all[i].facts[k];
        if (fact->kind == PGO_FACT_CALL)
          add_named (&gone, blocks, old, &fact->of);
        for (unsigned j = 0; j < fact->n_callers; j++)
          add_named (&gone, blocks, old, &fact->callers[j]);
      }
  pgo_blocks_sort (&gone);
  for (size_t i = 0; i < gone.n; i++)
    if (i == 0 || pgo_block_compare (&gone.all[i - 1], &gone.all[i]) != 0)
      pgo_blocks_add (blocks, &gone.all[i].function, NULL, 0);
  pgo_blocks_free (&gone);
  pgo_blocks_sort (blocks);
}

/* What two texts say of the functions of one name and file.  */
struct pair
{
  struct pgo_blocks before, now;
  struct pgo_news news;
};

struct pairs
{
  struct pair *all;
  size_t n, capacity;
};

/* Those of FRESH and OLD.  */
static struct pairs
make_pairs (const struct pgo_blocks *fresh, const struct pgo_blocks *old,
            int64_t samples)
{
  struct pairs pairs = { 0 };

  for (size_t i = 0, j = 0; i < fresh->n || j < old->n;)
    {
      int order = i == fresh->n ? 1
                  : j == old->n ? -1
                                : pgo_block_compare (&fresh->all[i],
                                                     &old->all[j]);
      struct pair pair = { 0 };
      if (order <= 0)
        pair.now = take_same (fresh, &i);
      if (order >= 0)
        pair.before = take_same (old, &j);
      pair.news = pgo_blocks_compare (&pair.before, &pair.now, samples);
      pairs.all
          = pgo_xgrow (pairs.all, pairs.n, &pairs.capacity, sizeof *pairs.all);
      pairs.all[pairs.n++] = pair;
    }
  return pairs;
}

/* Let what differs by more than chance in PAIRS be news that matter, if in all it
   does.  */
static void
weigh_pairs (struct pairs *pairs)
{
  int64_t light = 0;

  for (size_t i = 0; i < pairs->n; i++)
    if (!pairs->all[i].news.matters)
      light += pairs->all[i].news.weight;
  if (light <= LIGHT_CHANGE * PGO_TEXT_WHOLE)
    return;
  for (size_t i = 0; i < pairs->n; i++)
    pairs->all[i].news.matters |= pairs->all[i].news.weight > 0;
}

void
pgo_blocks_settle (const struct pgo_blocks *fresh, const struct pgo_blocks *old,
                   int64_t samples, struct pgo_settled *settled)
{
  struct pairs pairs = make_pairs (fresh, old, samples);

  weigh_pairs (&pairs);
  *settled = (struct pgo_settled){ 0 };
  for (size_t i = 0; i < pairs.n; i++)
    {
      const struct pair *pair = &pairs.all[i];
      bool news = pair->news.matters;
      settled->renewed += news;
      if (!news)
        settled->left_out += pgo_blocks_sum (&pair->now, PGO_FACT_LINE)
                             - pgo_blocks_sum (&pair->before, PGO_FACT_LINE);
      /* One that is seen for the first time is named in any case.  */
      if (news || pair->before.n == 0)
        add_same (&settled->blocks, &pair->now, news);
      else
        add_same (&settled->blocks, &pair->before, true);
    }
  free (pairs.all);
  add_gone (&settled->blocks, old);
}
