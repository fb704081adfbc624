/* How much of a profile the sources at hand still match.
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

   What the plugin will do with a function is foreseen without a compiler: the
   function is looked for in its source file (drift/locate.h), and its lines are
   aligned as the plugin does (drift/drift.h).  One that is not there is looked
   for among all that the sources define, by its lines.  What was sampled in a
   function or on a line that is gone is lost.  Where the profile has no hashes
   of a function's lines, only that it is gone can be told.  */

#include "check/private.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/store.h"
#include "check/thresholds.h"
#include "decide/policy.h"
#include "drift/drift.h"
#include "drift/locate.h"

/* A function of the profile.  */
struct item
{
  const struct pgo_fn *fn;
  struct pgo_drift_function now; /* Without a line where it is not found, and
                                    without a file where that is not there.  */
  enum pgo_source_state state;
  int64_t lost;
  const char *reason; /* Why.  */
};

struct survey
{
  struct pgo_sources *sources;
  const char *const *dirs;
  size_t n_dirs;
  struct pgo_strings names; /* Numbers of FILES.  */
  struct pgo_source_sum *files;
  size_t capacity;
  struct pgo_pool *pool;
  struct pgo_strings paths; /* Of source files.  */
  struct item *items;       /* By own weight descending.  */
  size_t n_items, items_capacity;
  bool found;  /* Some file is there.  */
  bool hashes; /* Some function has hashes.  */
};

/* What the source says of FN, which is NOW if that has a line, and where it is
   lost, why.  */
static enum pgo_source_state
judge (const struct pgo_fn *fn, const struct pgo_drift_function *now,
       const char **reason)
{
  if (now->start_line == 0)
    {
      *reason = now->file ? "no such function" : "no such file";
      return now->file || pgo_fn_source (fn) ? PGO_SOURCE_LOST
                                             : PGO_SOURCE_UNKNOWN;
    }
  *reason = "lines outside the function";
  if (!pgo_fn_source (fn))
    return PGO_SOURCE_UNKNOWN;
  switch (pgo_drift_align (fn, now, pgo_locate_named_p))
    {
    case PGO_DRIFT_NONE:
      return PGO_SOURCE_EXACT;
    case PGO_DRIFT_CHANGED:
      *reason = "lines are gone";
      return PGO_SOURCE_MOVED;
    case PGO_DRIFT_LOST:
      *reason = "too little of it is left";
      return PGO_SOURCE_LOST;
    case PGO_DRIFT_UNKNOWN:
      break;
    }
  return PGO_SOURCE_UNKNOWN;
}

static int
compare_offsets (const void *x, const void *y)
{
  int32_t a = *(const int32_t *) x, b = *(const int32_t *) y;

  return (a > b) - (a < b);
}

/* The weight of the lines of FN, which has been aligned, that NOW does not
 * have.  */
static int64_t
lines_lost (const struct pgo_fn *fn, const struct pgo_drift_function *now)
{
  const struct pgo_line_weight *lines;
  size_t n_lines = pgo_fn_lines (fn, &lines), n = 0;
  int32_t *kept;
  int64_t lost = 0;

  pgo_source_function (now->sources, now->file, now->start_line, &n);
  kept = pgo_xcalloc (n, sizeof *kept);
  for (size_t i = 0; i < n; i++)
    kept[i]
        = pgo_fn_offset (fn, now->start_line + (int64_t) i, now->start_line);
  if (n > 0)
    qsort (kept, n, sizeof *kept, compare_offsets);
  for (size_t i = 0; i < n_lines; i++)
    if (!bsearch (&lines[i].offset, kept, n, sizeof *kept, compare_offsets))
      lost += lines[i].own;
  free (kept);
  return lost < fn->own ? lost : fn->own;
}

/* The weight of the lines of FN, of which nothing but the name is known, that
   are beyond the end of NOW.  */
static int64_t
lines_beyond (const struct pgo_fn *fn, const struct pgo_drift_function *now)
{
  const struct pgo_line_weight *lines;
  size_t n_lines = pgo_fn_lines (fn, &lines), n = 0;
  int64_t lost = 0;

  pgo_source_function (now->sources, now->file, now->start_line, &n);
  /* Where the end is not found, there is one line.  */
  for (size_t i = 0; i < n_lines && n > 1 && fn->start_line > 0; i++)
    if (lines[i].offset >= (int64_t) n)
      lost += lines[i].own;
  return lost < fn->own ? lost : fn->own;
}

static struct pgo_source_sum *
file_of (struct survey *survey, const char *name)
{
  size_t known = survey->names.n;
  uint32_t i = pgo_strings_number (&survey->names, NULL, name);

  if (i == known)
    {
      survey->files = pgo_xgrow (survey->files, i, &survey->capacity,
                                 sizeof *survey->files);
      survey->files[i] = (struct pgo_source_sum){ .file = name };
    }
  return &survey->files[i];
}

/* Decide what became of ITEM.  */
static void
settle (struct survey *survey, struct item *item)
{
  const struct pgo_fn *fn = item->fn;
  bool placed = item->now.start_line > 0;

  item->state = judge (fn, &item->now, &item->reason);
  if (item->state == PGO_SOURCE_LOST)
    item->lost = fn->own;
  else if (item->state == PGO_SOURCE_MOVED)
    item->lost = lines_lost (fn, &item->now);
  else if (item->state == PGO_SOURCE_UNKNOWN && placed)
    item->lost = lines_beyond (fn, &item->now);
  survey->found |= item->now.file != NULL;
  survey->hashes |= pgo_fn_source (fn) != NULL;
}

/* Find FN where it was.  */
static void
look_at (struct survey *survey, const struct pgo_fn *fn)
{
  struct item *item;
  char *path = *fn->file
                   ? pgo_locate_file (survey->sources, survey->dirs, survey->n_dirs, fn->file)
                   : NULL;

  survey->items = pgo_xgrow (survey->items, survey->n_items,
                             &survey->items_capacity, sizeof *survey->items);
  item = &survey->items[survey->n_items++];
  *item = (struct item){ .fn = fn, .now = { .sources = survey->sources } };
  if (path)
    {
      item->now.file = pgo_strings_intern (&survey->paths, survey->pool, path);
      item->now.start_line
          = pgo_locate_function (fn, survey->sources, item->now.file);
    }
  free (path);
  settle (survey, item);
}

/* Find those that are lost under other names, or in other files.  */
static void
find_renamed (struct survey *survey)
{
  struct pgo_definitions *definitions = NULL;

  for (size_t i = 0; i < survey->n_items && !definitions; i++)
    if (survey->items[i].state == PGO_SOURCE_LOST
        && pgo_fn_source (survey->items[i].fn))
      definitions
          = pgo_definitions_new (survey->sources, survey->dirs, survey->n_dirs);
  for (size_t i = 0; i < survey->n_items && definitions; i++)
    if (survey->items[i].state != PGO_SOURCE_LOST
        && survey->items[i].now.start_line > 0)
      pgo_definitions_claim (definitions, survey->items[i].now.file,
                             survey->items[i].now.start_line);
  /* The heaviest first.  */
  for (size_t i = 0; i < survey->n_items && definitions; i++)
    {
      struct item *item = &survey->items[i];
      struct pgo_drift_function now;
      if (item->state != PGO_SOURCE_LOST
          || !pgo_definitions_find (definitions, item->fn, item->now.file,
                                    &now))
        continue;
      pgo_definitions_claim (definitions, now.file, now.start_line);
      item->now = now;
      item->now.file
          = pgo_strings_intern (&survey->paths, survey->pool, now.file);
      item->lost = 0;
      settle (survey, item);
      if (item->state != PGO_SOURCE_LOST)
        item->state = PGO_SOURCE_RENAMED;
    }
  pgo_definitions_free (definitions);
}

/* Add the items to their files.  */
static void
add_items (struct survey *survey)
{
  for (size_t i = 0; i < survey->n_items; i++)
    {
      const struct item *item = &survey->items[i];
      struct pgo_source_sum *file = file_of (survey, item->fn->file);
      file->own[PGO_SOURCE_LOST] += item->lost;
      file->own[item->state] += item->fn->own - item->lost;
    }
}

/* ---- The result.  */

static int64_t
known_of (const struct pgo_source_sum *sum)
{
  int64_t known = 0;

  for (int i = 0; i < PGO_SOURCE_UNKNOWN; i++)
    known += sum->own[i];
  return known;
}

static int
compare_descending (int64_t a, int64_t b)
{
  return (a < b) - (a > b);
}

/* By what is lost, then by what is known, and what is not, then by name.  */
static int
compare_files (const void *x, const void *y)
{
  const struct pgo_source_sum *a = x, *b = y;
  int order
      = compare_descending (a->own[PGO_SOURCE_LOST], b->own[PGO_SOURCE_LOST]);

  if (order == 0)
    order = compare_descending (known_of (a), known_of (b));
  if (order == 0)
    order = compare_descending (a->own[PGO_SOURCE_UNKNOWN],
                                b->own[PGO_SOURCE_UNKNOWN]);
  return order ? order : strcmp (a->file, b->file);
}

static int
compare_items (const void *x, const void *y)
{
  const struct item *a = x, *b = y;

  int order = compare_descending (a->lost, b->lost);

  return order ? order : strcmp (a->fn->name, b->fn->name);
}

/* Will the plugin call a profile of the weight WHOLE stale for the file of SUM?
 */
static bool
stale_p (const struct pgo_source_sum *sum, int64_t whole)
{
  int64_t lost = sum->own[PGO_SOURCE_LOST];

  return pgo_policy_stale_p (known_of (sum) - lost, lost, whole);
}

/* The verdict on ALL, of which the FILES are N, and the advice.  */
static enum pgo_fitness
verdict_on (const struct pgo_source_sum *all,
            const struct pgo_source_sum *files, size_t n, int64_t whole)
{
  int64_t known = known_of (all);
  enum pgo_fitness verdict = pgo_judge_share (
      pgo_share (all->own[PGO_SOURCE_LOST], known), 100 - PGO_LITTLE_MATCHED,
      100 - PGO_TOO_LITTLE_MATCHED);

  if (pgo_share (known, whole) < PGO_LITTLE_KNOWN / 100.0)
    verdict = PGO_FIT_UNKNOWN;
  for (size_t i = 0; i < n && verdict < PGO_FIT_WARNING; i++)
    if (files[i].stale)
      verdict = PGO_FIT_WARNING;
  return verdict;
}

static const char *
advise (const struct survey *survey, enum pgo_fitness verdict)
{
  if (!survey->found)
    return "no source file of the profile is there: give the directory that "
           "its names of files begin in";
  if (verdict != PGO_FIT_UNKNOWN)
    return "profile the program as it is now; a load that runs these "
           "functions matters most:";
  if (!survey->hashes)
    return "gcc-pgo prepare --source, given the sources that were profiled, "
           "makes a profile that tells";
  return "most of it was not sampled in these sources: add the directories of "
         "the others with --source";
}

static void
add_finding (struct pgo_check *check, struct survey *survey)
{
  struct pgo_source_sum all = { .file = "" };
  int64_t whole = check->facts.named;
  size_t n = survey->names.n;
  struct pgo_finding *finding;
  enum pgo_fitness verdict;
  char *text;

  for (size_t i = 0; i < n; i++)
    {
      for (int k = 0; k < PGO_N_SOURCE_STATES; k++)
        all.own[k] += survey->files[i].own[k];
      survey->files[i].stale = stale_p (&survey->files[i], whole);
    }
  const struct pgo_part parts[] = {
    { "exact_percent", "is as it was", 0 },
    { "moved_percent", "has moved", 0 },
    { "renamed_percent", "has another name", 0 },
    { "lost_percent", "is lost", 0 },
    { "unknown_percent", "is unknown", 0 },
  };
  struct pgo_part shares[PGO_N_SOURCE_STATES];
  for (int i = 0; i < PGO_N_SOURCE_STATES; i++)
    {
      shares[i] = parts[i];
      shares[i].share = pgo_share (all.own[i], whole);
    }
  text = pgo_parts_text (shares, PGO_N_SOURCE_STATES);
  finding = pgo_check_add (check, "source", "%s",
                           *text ? text + strlen (", ") : "nothing to match");
  free (text);
  pgo_finding_parts (finding, shares, PGO_N_SOURCE_STATES);
  verdict = verdict_on (&all, survey->files, n, whole);
  pgo_finding_judge (finding, verdict, advise (survey, verdict));
  for (size_t i = 0; i < survey->n_items; i++)
    {
      double share = pgo_share (survey->items[i].lost, whole);
      if (share >= PGO_SHARE_SEEN)
        pgo_finding_example (finding, survey->items[i].fn->pretty, share, -1,
                             survey->items[i].reason);
    }
}

void
pgo_check_source (struct pgo_check *check, const char *const *dirs, size_t n)
{
  struct survey survey = { .dirs = dirs, .n_dirs = n };
  const struct pgo_fn *const *fns;
  size_t n_fns;

  if (!check->index || check->facts.total == 0)
    return;
  survey.sources = pgo_sources_new ();
  survey.pool = pgo_pool_new ();
  n_fns = pgo_index_functions (check->index, &fns);
  for (size_t i = 0; i < n_fns && fns[i]->own > 0; i++)
    look_at (&survey, fns[i]);
  find_renamed (&survey);
  add_items (&survey);
  if (survey.names.n > 0)
    qsort (survey.files, survey.names.n, sizeof *survey.files, compare_files);
  if (survey.n_items > 0)
    qsort (survey.items, survey.n_items, sizeof *survey.items, compare_items);
  add_finding (check, &survey);
  check->sources = survey.files;
  check->n_sources = survey.names.n;
  free (survey.items);
  pgo_strings_free (&survey.names);
  pgo_strings_free (&survey.paths);
  pgo_sources_free (survey.sources);
  pgo_pool_free (survey.pool);
}

const struct pgo_source_sum *
pgo_check_sources (const struct pgo_check *check, size_t *n, int64_t *whole)
{
  *n = check->n_sources;
  *whole = check->facts.named;
  return check->sources;
}
