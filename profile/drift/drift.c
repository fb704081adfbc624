/* A profile of an older source, on a newer one.
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

   Lines are aligned by what is in them (align.c), or by the calls (calls.c).

   A function with another name, or in another file, is found by what is in it,
   if that is known: half of what its lines say must be left.  Else its callers
   tell, as where LLVM's SampleProfileMatcher.cpp looks for functions that were
   renamed: a call of it is one of the new name now, and the calls in it, if
   there are any, do not say otherwise.  */

#include "drift/drift.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "drift/align.h"
#include "drift/private.h"

/* A function of which less than this is left, by what its lines say, is
   another.  */
#define LEAST_KEPT 0.5

/* Of one that nothing else speaks for so much is left, and of one that another
   stands in the place of, almost all: functions have frames in common.  */
#define LEAST_KEPT_ALONE 0.75
#define LEAST_KEPT_AGAINST 0.9

/* What speaks for a function without its lines is worth no more than lines of
   which half are left.  */
#define SIGNS_WORTH 0.5

/* Of functions with the same lines, which may differ in an attribute alone, it
   decides; a line that is left is worth more.  */
#define SIGNS_AMONG_EQUALS 0.001

bool
pgo_drift_read_lines (const struct pgo_fn *fn,
                      const struct pgo_drift_function *now, uint32_t **old,
                      size_t *n_old, const uint32_t **new_, size_t *n_new)
{
  const char *text = pgo_fn_source (fn);

  *old = text ? pgo_source_decode (text, n_old) : NULL;
  *new_ = *old ? pgo_source_function (now->sources, now->file, now->start_line,
                                      n_new)
               : NULL;
  if (!*new_)
    free (*old);
  return *new_;
}

size_t
pgo_drift_count_telling (const uint32_t *lines, size_t n)
{
  size_t telling = 0;

  for (size_t i = 0; i < n; i++)
    telling += lines[i] != PGO_LITTLE;
  return telling;
}

struct pgo_origin
pgo_drift_origin (struct pgo_aligned aligned)
{
  return (struct pgo_origin){
    aligned.old == PGO_NO_LINE ? PGO_NO_OFFSET : aligned.old,
    aligned.changed ? PGO_DOUBT_CHANGED : PGO_DOUBT_CHANGED_FUNCTION
  };
}

static void
take_lines (const struct pgo_fn *fn, const struct pgo_aligned *aligned,
            size_t n_old, size_t n_new)
{
  struct pgo_origin *origins = pgo_xcalloc (n_new, sizeof *origins);

  for (size_t i = 0; i < n_new; i++)
    origins[i] = pgo_drift_origin (aligned[i]);
  pgo_fn_realign (fn, origins, n_new, (int32_t) n_old - (int32_t) n_new);
  free (origins);
}

bool
pgo_drift_kept_p (double kept)
{
  return kept >= LEAST_KEPT;
}

enum pgo_drift
pgo_drift_align (const struct pgo_fn *fn, const struct pgo_drift_function *now,
                 pgo_drift_named *named)
{
  enum pgo_drift result = PGO_DRIFT_NONE;
  uint32_t *old;
  const uint32_t *lines;
  size_t n_old, n_new;

  if (!pgo_drift_read_lines (fn, now, &old, &n_old, &lines, &n_new))
    return pgo_drift_align_calls (fn, now, named);
  if (n_old != n_new || memcmp (old, lines, n_new * sizeof *lines) != 0)
    {
      struct pgo_aligned *aligned = pgo_xcalloc (n_new, sizeof *aligned);
      double kept = pgo_align_lines (old, n_old, lines, n_new, aligned);
      result = pgo_drift_kept_p (kept) ? PGO_DRIFT_CHANGED : PGO_DRIFT_LOST;
      if (result == PGO_DRIFT_CHANGED)
        take_lines (fn, aligned, n_old, n_new);
      free (aligned);
    }
  free (old);
  return result;
}

/* How many of the N lines OLD, but for those that say little, are among LINES,
   M of them, in any order: no more of them can be aligned.  */
static size_t
count_common (const uint32_t *old, size_t n, const uint32_t *lines, size_t m)
{
  uint32_t *a = pgo_xcalloc (n, sizeof *a), *b = pgo_xcalloc (m, sizeof *b);
  size_t common = 0;

  memcpy (a, old, n * sizeof *a);
  memcpy (b, lines, m * sizeof *b);
  qsort (a, n, sizeof *a, pgo_drift_compare_hashes);
  qsort (b, m, sizeof *b, pgo_drift_compare_hashes);
  for (size_t i = 0, k = 0; i < n && k < m;)
    if (a[i] != b[k])
      a[i] < b[k] ? i++ : k++;
    else
      {
        common += a[i] != PGO_LITTLE;
        i++;
        k++;
      }
  free (a);
  free (b);
  return common;
}

/* How much of what the lines OLD say is left, in [0, 1]; 0 where it is less
   than LEAST, or too little to be known by.  */
static double
lines_left (const uint32_t *old, size_t n_old, const uint32_t *lines,
            size_t n_new, double least)
{
  size_t common, telling = pgo_drift_count_telling (old, n_old);
  struct pgo_aligned *aligned;
  double kept;

  common = n_old > 0 ? count_common (old, n_old, lines, n_new) : 0;
  if (common < PGO_TELLING_LINES || common < LEAST_KEPT / 2 * telling)
    return 0;
  aligned = pgo_xcalloc (n_new, sizeof *aligned);
  kept = pgo_align_lines (old, n_old, lines, n_new, aligned);
  free (aligned);
  return kept >= least ? kept : 0;
}

double
pgo_drift_likeness (const struct pgo_fn *fn,
                    const struct pgo_drift_function *now,
                    const struct pgo_drift_signs *signs, pgo_drift_named *named)
{
  double worth = (signs->name + signs->place + 2 * signs->called) / 4;
  bool called = signs->called >= 0.5;
  uint32_t *old;
  const uint32_t *lines;
  size_t n_old, n_new;

  if (pgo_drift_read_lines (fn, now, &old, &n_old, &lines, &n_new))
    {
      /* Where the name is another, so is the line that has it.  */
      size_t skip = !signs->name && n_old > 0 && n_new > 0;
      double least = signs->name || called ? LEAST_KEPT
                     : signs->uncalled     ? LEAST_KEPT_AGAINST
                                           : LEAST_KEPT_ALONE;
      double left = lines_left (old + skip, n_old - skip, lines + skip,
                                n_new - skip, least);
      free (old);
      if (left > 0)
        return (left + SIGNS_AMONG_EQUALS * worth) / (1 + SIGNS_AMONG_EQUALS);
      /* Short functions.  */
      return n_old < 2 * PGO_TELLING_LINES && (signs->name || called)
                 ? SIGNS_WORTH * worth
                 : 0;
    }
  if (signs->name + signs->place + called < 2)
    return 0;
  return pgo_drift_calls_left (fn, now, named) < LEAST_KEPT
             ? 0
             : SIGNS_WORTH * worth;
}
