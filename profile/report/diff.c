/* What two builds decided differently.
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


   Lines move between two builds, and directories may have other names.  So the
   decisions of one kind about calls of one function in another one, in a file
   of one base name, are paired in the order of their lines; where there are
   more in one of the builds, those of one line are pairs, and the others are
   new, or gone.  */

#include "report/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "names/path.h"

const char *
pgo_difference_name (enum pgo_difference difference)
{
  static const char *const names[PGO_N_DIFFERENCES]
      = { "applied", "refused", "gone", "reason" };

  return names[difference];
}

/* ---- Decisions.  */

/* Order of two sites but for their lines.  */
static int
compare_keys (const struct pgo_report_site *a, const struct pgo_report_site *b)
{
  int order = strcmp (a->site->kind, b->site->kind);

  if (order == 0)
    order = strcmp (a->site->caller, b->site->caller);
  if (order == 0)
    order = strcmp (a->site->callee, b->site->callee);
  if (order == 0 && !pgo_path_same_base_p (a->site->path, b->site->path))
    order = pgo_path_compare (a->site->path, b->site->path);
  return order;
}

static int
compare_sites (const void *x, const void *y)
{
  const struct pgo_report_site *a = *(const struct pgo_report_site *const *) x;
  const struct pgo_report_site *b = *(const struct pgo_report_site *const *) y;
  int order = compare_keys (a, b);

  if (order == 0)
    order = (a->site->line > b->site->line) - (a->site->line < b->site->line);
  return order ? order : strcmp (a->site->path, b->site->path);
}

/* The sites of REPORT by key and line; the caller frees them.  */
static const struct pgo_report_site **
sorted (const struct pgo_report *report)
{
  const struct pgo_report_site **sites
      = pgo_xcalloc (report->n_sites, sizeof *sites);

  for (size_t i = 0; i < report->n_sites; i++)
    sites[i] = &report->sites[i];
  if (report->n_sites > 0)
    qsort (sites, report->n_sites, sizeof *sites, compare_sites);
  return sites;
}

/* How many of the N SITES have the key of KEY, from the first on.  */
static size_t
run_length (const struct pgo_report_site *const *sites, size_t n,
            const struct pgo_report_site *key)
{
  size_t i = 0;

  while (i < n && compare_keys (sites[i], key) == 0)
    i++;
  return i;
}

static double
share (const struct pgo_report *report, const struct pgo_report_site *site)
{
  return site ? pgo_report_percent (site->weight, report->total) / 100 : 0;
}

/* Note what has become of BEFORE, or that there is NOW.  */
static void
note_pair (struct pgo_diff *diff, size_t *capacity,
           const struct pgo_report_site *before,
           const struct pgo_report_site *now)
{
  bool was = before && before->verdict == PGO_APPLIED;
  bool is = now && now->verdict == PGO_APPLIED;
  double old = share (diff->before, before), new = share (diff->now, now);
  enum pgo_difference difference;

  if (was && !is)
    difference = now ? PGO_DIFF_REFUSED : PGO_DIFF_GONE;
  else if (is && !was)
    difference = PGO_DIFF_APPLIED;
  else if (before && now && before->verdict != now->verdict)
    difference = PGO_DIFF_REASON;
  else
    {
      diff->n_same += before && now;
      return;
    }
  diff->sites
      = pgo_xgrow (diff->sites, diff->n_sites, capacity, sizeof *diff->sites);
  diff->sites[diff->n_sites++]
      = (struct pgo_diff_site){ .difference = difference,
                                .before = before,
                                .now = now,
                                .share = old > new ? old : new };
}

/* Pair the N_OLD sites OLD with the N_NEW sites NEW, all of one key.  */
static void
pair_run (struct pgo_diff *diff, size_t *capacity,
          const struct pgo_report_site *const *old, size_t n_old,
          const struct pgo_report_site *const *new, size_t n_new)
{
  size_t i = 0, k = 0;

  while (i < n_old || k < n_new)
    {
      int order = n_old == n_new ? 0
                  : i == n_old   ? 1
                  : k == n_new
                      ? -1
                      : (old[i]->site->line > new[k]->site->line)
                            - (old[i]->site->line < new[k]->site->line);
      note_pair (diff, capacity, order <= 0 ? old[i] : NULL,
                 order >= 0 ? new[k] : NULL);
      i += order <= 0;
      k += order >= 0;
    }
}

static int
compare_differences (const void *x, const void *y)
{
  const struct pgo_diff_site *a = x, *b = y;
  const struct pgo_report_site *first = a->now ? a->now : a->before;
  const struct pgo_report_site *second = b->now ? b->now : b->before;

  int order = (int) a->difference - (int) b->difference;

  if (order == 0)
    order = pgo_report_calls_p (second->site->kind)
            - pgo_report_calls_p (first->site->kind);
  if (order != 0)
    return order;
  if (a->share != b->share)
    return a->share > b->share ? -1 : 1;
  return compare_sites (&first, &second);
}

static void
compare_decisions (struct pgo_diff *diff)
{
  const struct pgo_report_site **old = sorted (diff->before);
  const struct pgo_report_site **new = sorted (diff->now);
  size_t n_old = diff->before->n_sites, n_new = diff->now->n_sites;
  size_t i = 0, k = 0, capacity = 0;

  while (i < n_old || k < n_new)
    {
      const struct pgo_report_site *key
          = k == n_new || (i < n_old && compare_keys (old[i], new[k]) < 0)
                ? old[i]
                : new[k];
      size_t from_old = run_length (old + i, n_old - i, key);
      size_t from_new = run_length (new + k, n_new - k, key);
      pair_run (diff, &capacity, old + i, from_old, new + k, from_new);
      i += from_old;
      k += from_new;
    }
  if (diff->n_sites > 0)
    qsort (diff->sites, diff->n_sites, sizeof *diff->sites,
           compare_differences);
  free (old);
  free (new);
}

/* ---- Code.  */

static int64_t
magnitude (const struct pgo_diff_size *size)
{
  return size->now > size->before ? size->now - size->before
                                  : size->before - size->now;
}

static int
compare_sizes (const void *x, const void *y)
{
  const struct pgo_diff_size *a = x, *b = y;
  int64_t p = magnitude (a), q = magnitude (b);

  return p != q ? (p > q ? -1 : 1) : strcmp (a->name, b->name);
}

static void
compare_code (struct pgo_diff *diff, const struct pgo_sizes *old,
              const struct pgo_sizes *new)
{
  size_t i = 0, k = 0, capacity = 0;

  while (i < old->n || k < new->n)
    {
      int order = i == old->n ? 1
                  : k == new->n
                      ? -1
                      : strcmp (old->functions[i].name, new->functions[k].name);
      const struct pgo_size *either
          = order <= 0 ? &old->functions[i] : &new->functions[k];
      struct pgo_diff_size size
          = { .name = either->name,
              .pretty = either->pretty,
              .before = order <= 0 ? old->functions[i].bytes : 0,
              .now = order >= 0 ? new->functions[k].bytes : 0 };
      i += order <= 0;
      k += order >= 0;
      if (size.before == size.now)
        continue;
      diff->sizes = pgo_xgrow (diff->sizes, diff->n_sizes, &capacity,
                               sizeof *diff->sizes);
      diff->sizes[diff->n_sizes++] = size;
    }
  if (diff->n_sizes > 0)
    qsort (diff->sizes, diff->n_sizes, sizeof *diff->sizes, compare_sizes);
  diff->sized = true;
  diff->bytes_before = old->bytes;
  diff->bytes_now = new->bytes;
}

struct pgo_diff *
pgo_diff_new (const struct pgo_report *before, const struct pgo_report *now,
              const struct pgo_sizes *old, const struct pgo_sizes *new)
{
  struct pgo_diff *diff = pgo_xcalloc (1, sizeof *diff);

  diff->before = before;
  diff->now = now;
  compare_decisions (diff);
  if (old && new)
    compare_code (diff, old, new);
  return diff;
}

void
pgo_diff_free (struct pgo_diff *diff)
{
  if (!diff)
    return;
  free (diff->sites);
  free (diff->sizes);
  free (diff);
}
