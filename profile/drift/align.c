/* Lines of an old text of a function -> those of a new one.
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

   The lines that both texts have in one order are a common subsequence, of the
   greatest weight (D. S. Hirschberg, "Algorithms for the longest common
   subsequence problem", J. ACM 24, 1977, for the plain one); what the texts
   begin and end with in common is taken off first.  A line that is in each text
   once is sure to be the same, and weighs most, as in Bram Cohen's "patience
   diff"; a brace could be any.

   Between two lines that are aligned, as many old lines as new ones are taken
   for what they have been changed to.  Where the numbers differ nothing tells
   which is which.  */

#include "drift/align.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

/* What lines weigh.  */
enum
{
  LITTLE = 1, /* Hardly any text.  */
  REPEATED = 2,
  UNIQUE = 4
};

/* Texts of more pairs of lines than this, without what they begin and end with,
   are not compared: they would take more than a few milliseconds.  */
#define PAIRS_MAX (4u << 20)

/* A text; WEIGHT is that of each line.  */
struct text
{
  const uint32_t *lines;
  size_t n;
  int *weight;
};

static int
compare_hashes (const void *x, const void *y)
{
  uint32_t a = *(const uint32_t *) x, b = *(const uint32_t *) y;

  return (a > b) - (a < b);
}

/* Weigh TEXT's lines by what is in TEXT.  */
static void
weigh (struct text *text)
{
  uint32_t *sorted = pgo_xcalloc (text->n, sizeof *sorted);

  text->weight = pgo_xcalloc (text->n, sizeof *text->weight);
  for (size_t i = 0; i < text->n; i++)
    sorted[i] = text->lines[i];
  if (text->n > 0)
    qsort (sorted, text->n, sizeof *sorted, compare_hashes);
  for (size_t i = 0; i < text->n; i++)
    {
      const uint32_t *found = bsearch (&text->lines[i], sorted, text->n,
                                       sizeof *sorted, compare_hashes);
      bool repeated = (found > sorted && found[-1] == *found)
                      || (found + 1 < sorted + text->n && found[1] == *found);
      text->weight[i] = text->lines[i] == PGO_LITTLE ? LITTLE
                        : repeated                   ? REPEATED
                                                     : UNIQUE;
    }
  free (sorted);
}

static int
pair_weight (const struct text *old, size_t i, const struct text *new_,
             size_t k)
{
  return old->weight[i] < new_->weight[k] ? old->weight[i] : new_->weight[k];
}

/* Align lines [FIRST, OLD_END) of OLD with [FIRST, NEW_END) of NEW_.  */
static void
align_middle (const struct text *old, size_t old_end, const struct text *new_,
              size_t new_end, size_t first, struct pgo_aligned *aligned)
{
  size_t n = old_end - first, m = new_end - first, i = 0, k = 0;
  uint32_t *best;

  if (n == 0 || m == 0 || n > PAIRS_MAX / m)
    return;
  /* The weight of the best subsequence of what is behind lines I and K.  */
  best = pgo_xcalloc ((n + 1) * (m + 1), sizeof *best);
#define BEST(I, K) best[(I) * (m + 1) + (K)]
  for (i = n; i-- > 0;)
    for (k = m; k-- > 0;)
      {
        uint32_t value = BEST (i + 1, k) > BEST (i, k + 1) ? BEST (i + 1, k)
                                                           : BEST (i, k + 1);
        if (old->lines[first + i] == new_->lines[first + k])
          {
            uint32_t both = BEST (i + 1, k + 1)
                            + pair_weight (old, first + i, new_, first + k);
            value = both > value ? both : value;
          }
        BEST (i, k) = value;
      }
  for (i = k = 0; i < n && k < m;)
    if (old->lines[first + i] == new_->lines[first + k]
        && BEST (i, k)
               == BEST (i + 1, k + 1)
                      + pair_weight (old, first + i, new_, first + k))
      aligned[first + k++].old = first + i++;
    else if (BEST (i, k) == BEST (i + 1, k))
      i++;
    else
      k++;
#undef BEST
  free (best);
}

/* Align lines that have been changed: those between two that have not, as many
   in the old text as in the new one.  */
static void
align_changed (size_t n_old, size_t n_new, struct pgo_aligned *aligned)
{
  int32_t last = -1;

  for (size_t k = 0, end; k < n_new; k = end + 1)
    {
      int32_t next;
      for (end = k; end < n_new && aligned[end].old == PGO_NO_LINE; end++)
        ;
      next = end < n_new ? aligned[end].old : (int32_t) n_old;
      if (next - last - 1 == (int32_t) (end - k))
        for (size_t i = k; i < end; i++)
          aligned[i]
              = (struct pgo_aligned){ last + 1 + (int32_t) (i - k), true };
      last = next;
    }
}

double
pgo_align_lines (const uint32_t *old_lines, size_t n_old,
                 const uint32_t *new_lines, size_t n_new,
                 struct pgo_aligned *aligned)
{
  struct text old = { .lines = old_lines, .n = n_old };
  struct text new_ = { .lines = new_lines, .n = n_new };
  size_t first = 0, old_end = n_old, new_end = n_new;
  double all = 0, kept = 0;

  for (size_t k = 0; k < n_new; k++)
    aligned[k] = (struct pgo_aligned){ PGO_NO_LINE, false };
  for (; first < n_old && first < n_new && old_lines[first] == new_lines[first];
       first++)
    aligned[first].old = first;
  while (old_end > first && new_end > first
         && old_lines[old_end - 1] == new_lines[new_end - 1])
    aligned[--new_end].old = --old_end;
  weigh (&old);
  weigh (&new_);
  align_middle (&old, old_end, &new_, new_end, first, aligned);
  for (size_t i = 0; i < n_old; i++)
    all += old.weight[i];
  for (size_t k = 0; k < n_new; k++)
    if (aligned[k].old != PGO_NO_LINE)
      kept += old.weight[aligned[k].old];
  align_changed (n_old, n_new, aligned);
  free (old.weight);
  free (new_.weight);
  return all > 0 ? kept / all : 1;
}
