/* What two profiles have in common.
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

   The overlap of two profiles is the sum, over all functions, of the smaller of
   the shares of own weight that a function has in each: 1 for equal profiles, 0
   for those of two programs.  Likewise over pairs of caller and callee, by the
   weight of the callee's own samples from there, wherever in the caller the
   call is: lines move from one build to the next.  What is cold in both hardly
   counts.  */

#include "check/private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/thresholds.h"

/* The share of something in two profiles.  */
struct common
{
  const char *names[2]; /* That of the function; or of caller and callee.  */
  const char *pretty;
  double share[2];
};

struct comparison
{
  struct common *item;
  size_t n;
  size_t capacity;
};

static int
compare_names (const void *x, const void *y)
{
  const struct common *a = x, *b = y;
  int order = strcmp (a->names[0], b->names[0]);

  return order ? order : strcmp (a->names[1], b->names[1]);
}

/* By difference descending, then name.  */
static int
compare_differences (const void *x, const void *y)
{
  const struct common *a = x, *b = y;
  double p = fabs (a->share[0] - a->share[1]);
  double q = fabs (b->share[0] - b->share[1]);

  return p != q ? (p < q) - (p > q) : compare_names (x, y);
}

static void
push_common (struct comparison *comparison, const struct common *common)
{
  comparison->item
      = pgo_xgrow (comparison->item, comparison->n, &comparison->capacity,
                   sizeof *comparison->item);
  comparison->item[comparison->n++] = *common;
}

/* Add INDEX's functions as side SIDE.  False where none has own weight.  */
static bool
collect_functions (struct comparison *comparison, const struct pgo_index *index,
                   int side)
{
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (index, &fns);
  double own = 0;

  for (size_t i = 0; i < n; i++)
    own += fns[i]->own;
  for (size_t i = 0; own > 0 && i < n; i++)
    {
      struct common common
          = { .names = { fns[i]->name, "" }, .pretty = fns[i]->pretty };
      common.share[side] = fns[i]->own / own;
      push_common (comparison, &common);
    }
  return own > 0;
}

/* Likewise the pairs of caller and callee.  */
static bool
collect_edges (struct comparison *comparison, const struct pgo_index *index,
               int side)
{
  const struct pgo_site *const *sites;
  size_t n = pgo_index_sites (index, &sites);
  double own = 0;

  for (size_t i = 0; i < n; i++)
    own += sites[i]->own;
  for (size_t i = 0; own > 0 && i < n; i++)
    {
      struct common common
          = { .names = { sites[i]->caller->name, sites[i]->callee->name } };
      common.share[side] = sites[i]->own / own;
      push_common (comparison, &common);
    }
  return own > 0;
}

/* Make those of one name one, and return the sum of the smaller shares.  */
static double
join (struct comparison *comparison)
{
  struct common *item = comparison->item;
  size_t n = 0;
  double overlap = 0;

  if (comparison->n == 0)
    return 0;
  qsort (item, comparison->n, sizeof *item, compare_names);
  for (size_t i = 1; i < comparison->n; i++)
    if (compare_names (&item[n], &item[i]) == 0)
      {
        item[n].share[0] += item[i].share[0];
        item[n].share[1] += item[i].share[1];
      }
    else
      item[++n] = item[i];
  comparison->n = n + 1;
  for (size_t i = 0; i < comparison->n; i++)
    overlap += fmin (item[i].share[0], item[i].share[1]);
  return overlap;
}

void
pgo_check_against (struct pgo_check *check, const struct pgo_index *other)
{
  struct comparison functions = { NULL, 0, 0 }, edges = { NULL, 0, 0 };
  struct pgo_finding *finding;

  if (!check->index || check->facts.total == 0)
    return;
  bool named = collect_functions (&functions, check->index, 0);
  bool called = collect_edges (&edges, check->index, 0);
  named = collect_functions (&functions, other, 1) && named;
  called = collect_edges (&edges, other, 1) && called;
  double overlap = join (&functions), edge_overlap = join (&edges);

  if (called)
    finding = pgo_check_add (check, "against",
                             "the profiles share %.1f%% of the functions' "
                             "weight, %.1f%% of the calls'",
                             overlap * 100, edge_overlap * 100);
  else
    finding = pgo_check_add (check, "against",
                             "the profiles share %.1f%% of the functions' "
                             "weight; there are no calls to compare",
                             overlap * 100);
  pgo_finding_figure (finding, "functions_percent", overlap * 100);
  if (called)
    pgo_finding_figure (finding, "edges_percent", edge_overlap * 100);
  double least = called ? fmin (overlap, edge_overlap) : overlap;
  enum pgo_fitness verdict = overlap < PGO_TOO_LITTLE_COMMON / 100.0 ? PGO_UNFIT
                             : least < PGO_LITTLE_COMMON / 100.0
                                 ? PGO_FIT_WARNING
                                 : PGO_FIT;
  pgo_finding_judge (
      finding, named ? verdict : PGO_FIT_UNKNOWN,
      "if one build is to serve both loads, gcc-pgo merge "
      "--normalize the two; if not, or if these are two programs, "
      "give each its own profile");
  if (functions.n > 0)
    qsort (functions.item, functions.n, sizeof *functions.item,
           compare_differences);
  for (size_t i = 0; verdict != PGO_FIT && i < functions.n; i++)
    if (functions.item[i].share[0] != functions.item[i].share[1])
      pgo_finding_example (finding, functions.item[i].pretty,
                           functions.item[i].share[0],
                           functions.item[i].share[1], NULL);
  free (functions.item);
  free (edges.item);
}
