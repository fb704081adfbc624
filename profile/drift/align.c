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
#include "drift/private.h"

/* What lines weigh.  */
enum
{
  LITTLE = 1, /* Hardly any text.  */
  REPEATED = 2,
  UNIQUE = 4
};

/* More pairs of lines than this are not compared: they would take more than a
   few milliseconds.  */
#define PAIRS_MAX (4u << 20)

/* A text; WEIGHT is that of each line.  */
struct text
{
  const uint32_t *lines;
  size_t n;
  int *weight;
};

int
pgo_drift_compare_hashes (const void *x, const void *y)
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
    qsort (sorted, text->n, sizeof *sorted, pgo_drift_compare_hashes);
  for (size_t i = 0; i < text->n; i++)
    {
      const uint32_t *found
          = bsearch (&text->lines[i], sorted, text->n, sizeof *sorted,
                     pgo_drift_compare_hashes);
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

/* The lines [FIRST, END) of a text.  */
struct range
{
  size_t first;
  size_t end;
};

static size_t
length (struct range range)
{
  return range.end - range.first;
}

/* Align the lines A of OLD with B of NEW_.  */
static void
align_pairs (const struct text *old, struct range a, const struct text *new_,
             struct range b, struct pgo_aligned *aligned)
{
  size_t n = length (a), m = length (b), i = 0, k = 0;
  /* The weight of the best subsequence of what is behind lines I and K.  */
  uint32_t *best = pgo_xcalloc ((n + 1) * (m + 1), sizeof *best);

#define BEST(I, K) best[(I) * (m + 1) + (K)]
  for (i = n; i-- > 0;)
    for (k = m; k-- > 0;)
      {
        uint32_t value = BEST (i + 1, k) > BEST (i, k + 1) ? BEST (i + 1, k)
                                                           : BEST (i, k + 1);
        if (old->lines[a.first + i] == new_->lines[b.first + k])
          {
            uint32_t both = BEST (i + 1, k + 1)
                            + pair_weight (old, a.first + i, new_, b.first + k);
            value = both > value ? both : value;
          }
        BEST (i, k) = value;
      }
  for (i = k = 0; i < n && k < m;)
    if (old->lines[a.first + i] == new_->lines[b.first + k]
        && BEST (i, k)
               == BEST (i + 1, k + 1)
                      + pair_weight (old, a.first + i, new_, b.first + k))
      {
        aligned[b.first + k].old = (int32_t) (a.first + i);
        i++;
        k++;
      }
    else if (BEST (i, k) == BEST (i + 1, k))
      i++;
    else
      k++;
#undef BEST
  free (best);
}

/* Three lines in a row, the first of them at LINE.  */
struct triple
{
  uint32_t lines[3];
  size_t line;
};

static int
compare_triples (const void *x, const void *y)
{
  const struct triple *a = x, *b = y;

  for (int i = 0; i < 3; i++)
    if (a->lines[i] != b->lines[i])
      return a->lines[i] < b->lines[i] ? -1 : 1;
  return 0;
}

/* The triples of RANGE that are there once, in their order by what they are;
   their number in *N.  The caller frees them.  */
static struct triple *
single_triples (const struct text *text, struct range range, size_t *n)
{
  size_t all = length (range) - 2, j;
  struct triple *triples = pgo_xcalloc (all, sizeof *triples);

  for (size_t i = 0; i < all; i++)
    {
      const uint32_t *lines = text->lines + range.first + i;
      triples[i] = (struct triple){ { lines[0], lines[1], lines[2] },
                                    range.first + i };
    }
  qsort (triples, all, sizeof *triples, compare_triples);
  *n = 0;
  for (size_t i = 0; i < all; i = j)
    {
      for (j = i + 1;
           j < all && compare_triples (&triples[i], &triples[j]) == 0; j++)
        ;
      if (j == i + 1)
        triples[(*n)++] = triples[i];
    }
  return triples;
}

/* Two lines that are one.  */
struct match
{
  size_t old;
  size_t now;
};

static int
compare_matches (const void *x, const void *y)
{
  const struct match *a = x, *b = y;

  return (a->old > b->old) - (a->old < b->old);
}

/* Leave in MATCHES, N of them in the order of their old lines, the most that
   are in the order of their new ones as well; returns how many.  Patience
   sorting (C. L. Mallows, 1963; M. L. Fredman, "On computing the length of
   longest increasing subsequences", 1975).  */
static size_t
longest_run (struct match *matches, size_t n)
{
  size_t *tops = pgo_xcalloc (n, sizeof *tops), *before = NULL, piles = 0;

  before = pgo_xcalloc (n, sizeof *before);
  for (size_t i = 0; i < n; i++)
    {
      size_t low = 0, high = piles;
      while (low < high)
        {
          size_t middle = low + (high - low) / 2;
          if (matches[tops[middle]].now < matches[i].now)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tops[low - 1] : i;
      tops[low] = i;
      piles += low == piles;
    }
  /* From the end, into TOPS.  */
  for (size_t i = piles, at = piles > 0 ? tops[piles - 1] : 0; i-- > 0;
       at = before[at])
    tops[i] = at;
  for (size_t i = 0; i < piles; i++)
    matches[i] = matches[tops[i]];
  free (tops);
  free (before);
  return piles;
}

/* The places in which the lines A of OLD and B of NEW_ are surely the same;
   their number in *N.  The caller frees them.  */
static struct match *
find_anchors (const struct text *old, struct range a, const struct text *new_,
              struct range b, size_t *n)
{
  size_t n_old, n_new;
  struct triple *x = single_triples (old, a, &n_old);
  struct triple *y = single_triples (new_, b, &n_new);
  struct match *matches
      = pgo_xcalloc (n_old < n_new ? n_old : n_new, sizeof *matches);

  *n = 0;
  for (size_t i = 0, k = 0; i < n_old && k < n_new;)
    {
      int order = compare_triples (&x[i], &y[k]);
      if (order == 0)
        matches[(*n)++] = (struct match){ x[i].line, y[k].line };
      i += order <= 0;
      k += order >= 0;
    }
  if (*n > 0)
    qsort (matches, *n, sizeof *matches, compare_matches);
  *n = longest_run (matches, *n);
  free (x);
  free (y);
  return matches;
}

/* Align the lines A of OLD with B of NEW_; what is too long for all pairs is
   divided where three lines in a row are in both texts once.  */
static void
align_middle (const struct text *old, struct range a, const struct text *new_,
              struct range b, struct pgo_aligned *aligned)
{
  struct match *anchors;
  size_t n;

  if (length (a) == 0 || length (b) == 0)
    return;
  if (length (a) <= PAIRS_MAX / length (b))
    {
      align_pairs (old, a, new_, b, aligned);
      return;
    }
  if (length (a) < 3 || length (b) < 3)
    return;
  anchors = find_anchors (old, a, new_, b, &n);
  for (size_t i = 0; i < n; i++)
    {
      struct match anchor = anchors[i];
      aligned[anchor.now].old = (int32_t) anchor.old;
      align_middle (old, (struct range){ a.first, anchor.old }, new_,
                    (struct range){ b.first, anchor.now }, aligned);
      a.first = anchor.old + 1;
      b.first = anchor.now + 1;
    }
  if (n > 0)
    align_middle (old, a, new_, b, aligned);
  free (anchors);
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
  align_middle (&old, (struct range){ first, old_end }, &new_,
                (struct range){ first, new_end }, aligned);
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
