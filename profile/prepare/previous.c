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

#include "decide/precision.h"
#include "prepare/private.h"

#include <stdlib.h>

/* The share of the whole by which what is left out may change.  */
#define LEFT_OUT_CHANGE 0.02

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
  if (old->n == 0 || old->facts[0].kind != PGO_FACT_SAMPLES
      || pgo_precision_resized_p (old->facts[0].number, *samples))
    return false;
  if (old->facts[0].number != pgo_precision_samples (*samples))
    *samples = old->facts[0].number;
  return true;
}

/* Can the fact OLD of a head stand for NEW?  */
static bool
fact_stays_p (const struct pgo_fact *old, const struct pgo_fact *new,
              int64_t samples)
{
  if (old->kind != new->kind || old->percent != new->percent)
    return false;
  if (old->kind == PGO_FACT_LEFT_OUT)
    return llabs (old->own - new->own) <= LEFT_OUT_CHANGE * PGO_TEXT_WHOLE;
  return old->kind != PGO_FACT_HOT
         || !pgo_precision_shifts_p ((double) old->own / PGO_TEXT_WHOLE,
                                     (double) new->own / PGO_TEXT_WHOLE,
                                     samples);
}

size_t
pgo_head_settle (struct pgo_head *head, const struct pgo_head *old,
                 int64_t samples)
{
  size_t stay = 0;

  for (size_t i = 0; i < head->n; i++)
    for (size_t k = 0; k < old->n; k++)
      if (fact_stays_p (&old->facts[k], &head->facts[i], samples))
        {
          head->facts[i] = old->facts[k];
          stay++;
          break;
        }
  return (head->n > old->n ? head->n : old->n) - stay;
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

/* Add the function that REFERENCE means in OLD, if BLOCKS have none such.  */
static void
add_named (struct pgo_blocks *added, const struct pgo_blocks *blocks,
           const struct pgo_blocks *old, const struct pgo_reference *reference)
{
  const struct pgo_block *block = pgo_blocks_find (old, reference);

  if (block && !pgo_blocks_find (blocks, reference)
      && !pgo_blocks_find (added, reference))
    {
      pgo_blocks_add (added, &block->function, NULL, 0);
      pgo_blocks_sort (added);
    }
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
  add_same (blocks, &gone, false);
  pgo_blocks_free (&gone);
  pgo_blocks_sort (blocks);
}

size_t
pgo_blocks_settle (const struct pgo_blocks *fresh, const struct pgo_blocks *old,
                   int64_t samples, struct pgo_blocks *settled)
{
  const struct pgo_blocks none = { 0 };
  size_t renewed = 0;

  for (size_t i = 0, j = 0; i < fresh->n || j < old->n;)
    {
      int order = i == fresh->n ? 1
                  : j == old->n ? -1
                                : pgo_block_compare (&fresh->all[i],
                                                     &old->all[j]);
      struct pgo_blocks now = order <= 0 ? take_same (fresh, &i) : none;
      struct pgo_blocks before = order >= 0 ? take_same (old, &j) : none;
      bool news = pgo_blocks_renewed_p (&before, &now, samples);
      renewed += news;
      /* One that is seen for the first time is named in any case.  */
      if (news || before.n == 0)
        add_same (settled, &now, news);
      else
        add_same (settled, &before, true);
    }
  add_gone (settled, old);
  return renewed;
}
