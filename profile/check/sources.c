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
   aligned as the plugin does (drift/drift.h).  What was sampled in a function
   or on a line that is gone is lost.  Where the profile has no hashes of a
   function's lines, only that it is gone can be told.  */

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
  struct item *lost;
  size_t n_lost, lost_capacity;
  bool found;  /* Some file is there.  */
  bool hashes; /* Some function has hashes.  */
};

/* No compiler tells what is called by name.  */
static bool
named_p (const char *name)
{
  (void) name;
  return false;
}

/* What the source says of FN, and where it is lost, why.  */
static enum pgo_source_state
judge (const struct survey *survey, const struct pgo_fn *fn, const char *path,
       int64_t *line, const char **reason)
{
  bool hashed = pgo_fn_source (fn);
  struct pgo_drift_function now = { .sources = survey->sources, .file = path };

  *line = path ? pgo_locate_function (fn, survey->sources, path) : 0;
  if (*line == 0)
    {
      *reason = path ? "no such function" : "no such file";
      return path || hashed ? PGO_SOURCE_LOST : PGO_SOURCE_UNKNOWN;
    }
  *reason = "lines outside the function";
  if (!hashed)
    return PGO_SOURCE_UNKNOWN;
  now.start_line = *line;
  switch (pgo_drift_align (fn, &now, named_p))
    {
    case PGO_DRIFT_NONE:
      return PGO_SOURCE_EXACT;
    case PGO_DRIFT_CHANGED:
      *reason = "lines are gone";
      return PGO_SOURCE_MOVED;
    case PGO_DRIFT_LOST:
      *reason = "too little of it is left";
      return PGO_SOURCE_LOST;
    default:
      return PGO_SOURCE_UNKNOWN;
    }
}

static int
compare_offsets (const void *x, const void *y)
{
  int32_t a = *(const int32_t *) x, b = *(const int32_t *) y;

  return (a > b) - (a < b);
}

/* The weight of the lines of FN, which has been aligned, that what begins at
   LINE of PATH does not have.  */
static int64_t
lines_lost (const struct survey *survey, const struct pgo_fn *fn,
            const char *path, int64_t line)
{
  const struct pgo_line_weight *lines;
  size_t n_lines = pgo_fn_lines (fn, &lines), n = 0;
  int32_t *kept;
  int64_t lost = 0;

  pgo_source_function (survey->sources, path, line, &n);
  kept = pgo_xcalloc (n, sizeof *kept);
  for (size_t i = 0; i < n; i++)
    kept[i] = pgo_fn_offset (fn, line + (int64_t) i, line);
  if (n > 0)
    qsort (kept, n, sizeof *kept, compare_offsets);
  for (size_t i = 0; i < n_lines; i++)
    if (!bsearch (&lines[i].offset, kept, n, sizeof *kept, compare_offsets))
      lost += lines[i].own;
  free (kept);
  return lost < fn->own ? lost : fn->own;
}

/* The weight of the lines of FN, of which nothing but the name is known, that
   are beyond the function that begins at LINE of PATH.  */
static int64_t
lines_beyond (const struct survey *survey, const struct pgo_fn *fn,
              const char *path, int64_t line)
{
  const struct pgo_line_weight *lines;
  size_t n_lines = pgo_fn_lines (fn, &lines), n = 0;
  int64_t lost = 0;

  pgo_source_function (survey->sources, path, line, &n);
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

static void
look_at (struct survey *survey, const struct pgo_fn *fn)
{
  char *path = *fn->file
                   ? pgo_locate_file (survey->dirs, survey->n_dirs, fn->file)
                   : NULL;
  struct pgo_source_sum *file = file_of (survey, fn->file);
  struct item item = { .fn = fn };
  int64_t line;
  enum pgo_source_state state = judge (survey, fn, path, &line, &item.reason);

  survey->found |= path != NULL;
  survey->hashes |= pgo_fn_source (fn) != NULL;
  if (state == PGO_SOURCE_LOST)
    item.lost = fn->own;
  else if (state == PGO_SOURCE_MOVED)
    item.lost = lines_lost (survey, fn, path, line);
  else if (state == PGO_SOURCE_UNKNOWN && line > 0)
    item.lost = lines_beyond (survey, fn, path, line);
  file->own[PGO_SOURCE_LOST] += item.lost;
  file->own[state] += state == PGO_SOURCE_LOST ? 0 : fn->own - item.lost;
  if (item.lost > 0)
    {
      survey->lost = pgo_xgrow (survey->lost, survey->n_lost,
                                &survey->lost_capacity, sizeof *survey->lost);
      survey->lost[survey->n_lost++] = item;
    }
  free (path);
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

/* Is so much of SUM, a part of WHOLE, lost that the plugin will call the
   profile stale for it, and does it matter?  */
static bool
stale_p (const struct pgo_source_sum *sum, int64_t whole)
{
  int64_t known = known_of (sum), lost = sum->own[PGO_SOURCE_LOST];

  return pgo_policy_stale_p (known - lost, lost)
         && pgo_share (known, whole) >= PGO_NOTICEABLE / 100.0;
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
  for (size_t i = 0; i < survey->n_lost; i++)
    {
      double share = pgo_share (survey->lost[i].lost, whole);
      if (share >= PGO_SHARE_SEEN)
        pgo_finding_example (finding, survey->lost[i].fn->pretty, share, -1,
                             survey->lost[i].reason);
    }
}

void
pgo_check_source (struct pgo_check *check, const char *const *dirs, size_t n)
{
  struct survey survey
      = { .sources = pgo_sources_new (), .dirs = dirs, .n_dirs = n };
  const struct pgo_fn *const *fns;
  size_t n_fns;

  if (!check->index || check->facts.total == 0)
    {
      pgo_sources_free (survey.sources);
      return;
    }
  n_fns = pgo_index_functions (check->index, &fns);
  /* By own weight descending.  */
  for (size_t i = 0; i < n_fns && fns[i]->own > 0; i++)
    look_at (&survey, fns[i]);
  if (survey.names.n > 0)
    qsort (survey.files, survey.names.n, sizeof *survey.files, compare_files);
  if (survey.n_lost > 0)
    qsort (survey.lost, survey.n_lost, sizeof *survey.lost, compare_items);
  add_finding (check, &survey);
  check->sources = survey.files;
  check->n_sources = survey.names.n;
  free (survey.lost);
  pgo_strings_free (&survey.names);
  pgo_sources_free (survey.sources);
}

const struct pgo_source_sum *
pgo_check_sources (const struct pgo_check *check, size_t *n, int64_t *whole)
{
  *n = check->n_sources;
  *whole = check->facts.named;
  return check->sources;
}
