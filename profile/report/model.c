/* What a build made of its profile: the sum of its units' ledgers.
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


   The profile's weight is divided by its functions: each is in one file, and
   one thing has become of it, the best that any unit says.  What a unit does
   not have of its main file another may have, which compiles it with other
   macros: what none has is lost.  What remains of the whole is foreign:
   libraries, the kernel, and files that were compiled without the plugin.

   A call in a header is decided about in each unit that includes it, and in
   each copy that inlining makes: they are one by kind, caller, callee and
   place, and its weight, which is that of the place in the profile, counts
   once.

   Units may have been compiled with several states of one profile, as where
   "gcc-pgo prepare --split" leaves most of its parts as they were.  All weights
   are brought to the scale of the newest line's.  */

#include "report/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/thresholds.h"

/* The weights of a prepared profile are rounded (decide/precision.h), those of
   few samples most; by less than this part they are more than the whole.  */
#define ROUNDED 8

/* What is wanted only while a report is made.  */
struct sum
{
  struct pgo_report *report;
  struct decision *decisions;
  size_t n_decisions, decisions_capacity;
  struct pgo_table decisions_table;
  size_t functions_capacity, files_capacity, kinds_capacity, groups_capacity,
      profiles_capacity, growths_capacity;
  struct pgo_table functions_table, files_table;
  struct pgo_strings built; /* Names of functions that the units define.  */
  struct pgo_strings main_files; /* Names of mains.  */
  struct pgo_ledger_file *mains;
  size_t n_mains, mains_capacity;
};

/* A site of the report in the making.  */
struct decision
{
  struct pgo_report_site pub;
  const struct pgo_ledger_unit *last; /* That was counted.  */
  bool last_applied;
  int64_t applied_growth, refused_growth;
  unsigned verdicts[PGO_N_VERDICTS];
  const char *reasons[PGO_N_VERDICTS];
};

double
pgo_report_percent (int64_t part, int64_t whole)
{
  return whole > 0 ? 100.0 * (double) part / (double) whole : 0;
}

const char *
pgo_fate_name (enum pgo_fate fate)
{
  static const char *const names[PGO_N_FATES]
      = { "matched", "moved", "renamed", "ambiguous", "lost", "foreign" };

  return names[fate];
}

const char *
pgo_staleness_name (enum pgo_staleness staleness)
{
  static const char *const names[]
      = { "fits", "stale in part", "stale", "of another program" };

  return names[staleness];
}

/* WEIGHT of UNIT's profile on the scale of the report.  */
static int64_t
scaled (const struct sum *sum, const struct pgo_ledger_unit *unit,
        int64_t weight)
{
  int64_t total = sum->report->total;

  if (unit->total == total || unit->total == 0)
    return weight;
  __int128 product = (__int128) weight * total / unit->total;
  return product < total ? (int64_t) product : total;
}

/* ---- Sites.  */

static uint64_t
hash_site (const struct pgo_ledger_site *site)
{
  uint64_t hash = pgo_hash (0, (uintptr_t) site->kind);

  hash = pgo_hash (hash, (uintptr_t) site->caller);
  hash = pgo_hash (hash, (uintptr_t) site->callee);
  hash = pgo_hash (hash, (uintptr_t) site->path);
  return pgo_hash (hash, site->line);
}

/* Equal texts have equal addresses.  */
static bool
same_site_p (const void *context, uint32_t i, const void *key)
{
  const struct sum *sum = context;
  const struct pgo_ledger_site *a = sum->decisions[i].pub.site, *b = key;

  return a->kind == b->kind && a->caller == b->caller && a->callee == b->callee
         && a->path == b->path && a->line == b->line;
}

static struct decision *
decision_of (struct sum *sum, const struct pgo_ledger_site *site)
{
  uint64_t hash = hash_site (site);
  uint32_t i
      = pgo_table_find (&sum->decisions_table, hash, same_site_p, sum, site);

  if (i == PGO_NONE)
    {
      i = sum->n_decisions++;
      sum->decisions = pgo_xgrow (sum->decisions, i, &sum->decisions_capacity,
                                  sizeof *sum->decisions);
      sum->decisions[i] = (struct decision){ .pub.site = site };
      pgo_table_add (&sum->decisions_table, hash, i);
    }
  return &sum->decisions[i];
}

static int64_t
larger (int64_t a, int64_t b)
{
  return a > b ? a : b;
}

static void
add_site (struct sum *sum, const struct pgo_ledger_unit *unit,
          const struct pgo_ledger_site *site)
{
  struct decision *decision = decision_of (sum, site);
  int64_t weight = scaled (sum, unit, site->weight);

  /* Who has a function's calls has its body.  */
  pgo_strings_number (&sum->built, NULL, site->caller);
  if (weight > decision->pub.weight)
    decision->pub.site = site;
  decision->pub.weight = larger (decision->pub.weight, weight);
  decision->pub.inclusive
      = larger (decision->pub.inclusive, scaled (sum, unit, site->inclusive));
  if (decision->last != unit)
    {
      decision->pub.units++;
      decision->last = unit;
      decision->last_applied = false;
    }
  decision->verdicts[site->verdict]++;
  if (!decision->reasons[site->verdict])
    decision->reasons[site->verdict] = site->reason;
  if (site->verdict != PGO_APPLIED)
    decision->refused_growth = larger (decision->refused_growth, site->growth);
  else
    {
      decision->applied_growth
          = pgo_add_saturating (decision->applied_growth, site->growth);
      decision->pub.applied_units += !decision->last_applied;
      decision->last_applied = true;
    }
}

static void
settle_site (const struct sum *sum, struct decision *decision)
{
  struct pgo_report_site *site = &decision->pub;
  int best = PGO_APPLIED;

  if (site->applied_units == 0)
    for (int i = 1; i < PGO_N_VERDICTS; i++)
      if (decision->verdicts[i] > decision->verdicts[best])
        best = i;
  site->verdict = best;
  site->reason = decision->reasons[best];
  site->growth = best == PGO_APPLIED ? decision->applied_growth
                                     : decision->refused_growth;
  site->callee_built = pgo_strings_find (&sum->built, site->site->callee);
}

static int
compare_descending (int64_t a, int64_t b)
{
  return (a < b) - (a > b);
}

static int
compare_places (const struct pgo_ledger_site *a,
                const struct pgo_ledger_site *b)
{
  int order = strcmp (a->kind, b->kind);

  if (order == 0)
    order = strcmp (a->caller, b->caller);
  if (order == 0)
    order = strcmp (a->path, b->path);
  if (order == 0)
    order = (a->line > b->line) - (a->line < b->line);
  return order ? order : strcmp (a->callee, b->callee);
}

static int
compare_sites (const void *x, const void *y)
{
  const struct pgo_report_site *a = x, *b = y;
  int order = compare_descending (a->weight, b->weight);

  if (order == 0)
    order = compare_descending (a->inclusive, b->inclusive);
  return order ? order : compare_places (a->site, b->site);
}

bool
pgo_report_calls_p (const char *kind)
{
  return strcmp (kind, "inline") == 0 || strcmp (kind, "devirtualize") == 0;
}

enum pgo_outcome
pgo_site_outcome (const struct pgo_report_site *site)
{
  const char *kind = site->site->kind;

  if (site->verdict == PGO_APPLIED)
    return strcmp (kind, "inline") == 0         ? PGO_OUTCOME_INLINED
           : strcmp (kind, "devirtualize") == 0 ? PGO_OUTCOME_PROMOTED
                                                : PGO_OUTCOME_APPLIED;
  if (site->verdict == PGO_REFUSED_COLD)
    return PGO_OUTCOME_COLD;
  return site->verdict == PGO_REFUSED_NO_BODY && !site->callee_built
             ? PGO_OUTCOME_UNREACHABLE
             : PGO_OUTCOME_REFUSED;
}

const char *
pgo_outcome_name (enum pgo_outcome outcome)
{
  static const char *const names[PGO_N_OUTCOMES]
      = { "inlined",      "promoted", "applied", "refused",
          "out of reach", "cold",     "stale",   "undecided" };

  return names[outcome];
}

/* ---- Kinds and refusals.  */

static struct pgo_report_kind *
kind_of (struct sum *sum, const char *name)
{
  struct pgo_report *report = sum->report;
  size_t i = 0;

  while (i < report->n_kinds && report->kinds[i].kind != name)
    i++;
  if (i == report->n_kinds)
    {
      report->kinds = pgo_xgrow (report->kinds, i, &sum->kinds_capacity,
                                 sizeof *report->kinds);
      report->kinds[report->n_kinds++]
          = (struct pgo_report_kind){ .kind = name };
    }
  return &report->kinds[i];
}

bool
pgo_report_in_group_p (const struct pgo_report_site *site,
                       const struct pgo_report_group *group)
{
  return site->site->kind == group->kind && site->verdict == group->verdict
         && (site->verdict != PGO_REFUSED_NO_BODY
             || site->callee_built == group->callee_built);
}

/* What is to be done about the refusals of GROUP.  Only the whole build knows
   whether a body that a unit lacks is in another one; with -flto it does not
   lack it in the link.  */
static const char *
advise (const struct pgo_report *report, const struct pgo_report_group *group)
{
  if (group->verdict == PGO_REFUSED_NO_BODY
      && (report->lto || !group->callee_built))
    return NULL;
  return pgo_verdict_advice (group->verdict);
}

static void
add_to_group (struct sum *sum, const struct pgo_report_site *site)
{
  struct pgo_report *report = sum->report;
  size_t i = 0;

  while (i < report->n_groups
         && !pgo_report_in_group_p (site, &report->groups[i]))
    i++;
  if (i == report->n_groups)
    {
      report->groups = pgo_xgrow (report->groups, i, &sum->groups_capacity,
                                  sizeof *report->groups);
      report->groups[i]
          = (struct pgo_report_group){ .kind = site->site->kind,
                                       .verdict = site->verdict,
                                       .callee_built = site->callee_built };
      report->groups[i].advice = advise (report, &report->groups[i]);
      report->n_groups++;
    }
  report->groups[i].n++;
  report->groups[i].weight
      = pgo_add_saturating (report->groups[i].weight, site->weight);
}

static void
add_to_kind (struct pgo_report_kind *kind, const struct pgo_report_site *site)
{
  size_t *n = &kind->refused;
  int64_t *weight = &kind->refused_weight;

  if (site->verdict == PGO_APPLIED)
    {
      n = &kind->applied;
      weight = &kind->applied_weight;
      kind->growth = pgo_add_saturating (kind->growth, site->growth);
    }
  else if (site->verdict == PGO_REFUSED_COLD)
    {
      n = &kind->cold;
      weight = &kind->cold_weight;
    }
  ++*n;
  *weight = pgo_add_saturating (*weight, site->weight);
}

/* By weight; a refusal of which nothing is expected last.  */
static int
compare_groups (const void *x, const void *y)
{
  const struct pgo_report_group *a = x, *b = y;
  int order
      = (a->verdict == PGO_REFUSED_COLD) - (b->verdict == PGO_REFUSED_COLD);

  if (order == 0)
    order = compare_descending (a->weight, b->weight);
  if (order == 0)
    order = strcmp (a->kind, b->kind);
  if (order == 0)
    order = (int) a->verdict - (int) b->verdict;
  return order ? order : b->callee_built - a->callee_built;
}

static void
sum_sites (struct sum *sum)
{
  struct pgo_report *report = sum->report;

  report->n_sites = sum->n_decisions;
  report->sites = pgo_xcalloc (report->n_sites, sizeof *report->sites);
  for (size_t i = 0; i < sum->n_decisions; i++)
    {
      settle_site (sum, &sum->decisions[i]);
      report->sites[i] = sum->decisions[i].pub;
      add_to_kind (kind_of (sum, report->sites[i].site->kind),
                   &report->sites[i]);
      if (report->sites[i].verdict != PGO_APPLIED)
        add_to_group (sum, &report->sites[i]);
    }
  if (report->n_sites > 0)
    qsort (report->sites, report->n_sites, sizeof *report->sites,
           compare_sites);
  if (report->n_groups > 0)
    qsort (report->groups, report->n_groups, sizeof *report->groups,
           compare_groups);
}

/* ---- Functions and files.  */

static uint64_t
hash_name (const char *name, const char *file)
{
  return pgo_hash (pgo_hash_string (name), pgo_hash_string (file));
}

static bool
same_function_p (const void *context, uint32_t i, const void *key)
{
  const struct pgo_report *report = context;
  const struct pgo_ledger_function *a = &report->functions[i].was, *b = key;

  return strcmp (a->name, b->name) == 0 && strcmp (a->file, b->file) == 0;
}

static uint32_t
find_function (const struct sum *sum, const char *name, const char *file)
{
  const struct pgo_ledger_function key = { .name = name, .file = file };

  return pgo_table_find (&sum->functions_table, hash_name (name, file),
                         same_function_p, sum->report, &key);
}

/* Add FUNCTION, the best that is known of it.  */
static void
add_function (struct sum *sum, const struct pgo_ledger_function *function)
{
  struct pgo_report *report = sum->report;
  uint32_t i = find_function (sum, function->name, function->file);
  struct pgo_ledger_function *was;

  if (i == PGO_NONE)
    {
      i = report->n_functions;
      report->functions
          = pgo_xgrow (report->functions, i, &sum->functions_capacity,
                       sizeof *report->functions);
      report->functions[i] = (struct pgo_report_function){ .was = *function };
      pgo_table_add (&sum->functions_table,
                     hash_name (function->name, function->file), i);
      report->n_functions++;
      return;
    }
  was = &report->functions[i].was;
  was->fate = was->fate < function->fate ? was->fate : function->fate;
  was->weight = larger (was->weight, function->weight);
}

static void
add_functions (struct sum *sum, const struct pgo_ledger_unit *unit)
{
  for (size_t i = 0; i < unit->n_functions; i++)
    {
      struct pgo_ledger_function function = unit->functions[i];
      function.weight = scaled (sum, unit, function.weight);
      add_function (sum, &function);
      if (function.fate <= PGO_FATE_RENAMED)
        pgo_strings_number (&sum->built, NULL, function.name);
    }
  for (size_t i = 0; i < unit->n_changes; i++)
    {
      const struct pgo_ledger_change *change = &unit->changes[i];
      uint32_t k = find_function (sum, change->was, change->was_in);
      if (k != PGO_NONE)
        sum->report->functions[k].now = *change;
      pgo_strings_number (&sum->built, NULL, change->now);
    }
  for (size_t i = 0; i < unit->n_files; i++)
    {
      sum->mains = pgo_xgrow (sum->mains, sum->n_mains, &sum->mains_capacity,
                              sizeof *sum->mains);
      pgo_strings_number (&sum->main_files, NULL, unit->files[i].file);
      sum->mains[sum->n_mains] = unit->files[i];
      sum->mains[sum->n_mains++].weight
          = scaled (sum, unit, unit->files[i].weight);
    }
}

static bool
same_file_p (const void *context, uint32_t i, const void *key)
{
  const struct pgo_report *report = context;

  return strcmp (report->files[i].file, key) == 0;
}

static struct pgo_report_file *
file_of (struct sum *sum, const char *name)
{
  struct pgo_report *report = sum->report;
  uint64_t hash = pgo_hash_string (name);
  uint32_t i
      = pgo_table_find (&sum->files_table, hash, same_file_p, report, name);

  if (i == PGO_NONE)
    {
      i = report->n_files;
      report->files = pgo_xgrow (report->files, i, &sum->files_capacity,
                                 sizeof *report->files);
      report->files[i] = (struct pgo_report_file){ .file = name };
      pgo_table_add (&sum->files_table, hash, i);
      report->n_files++;
    }
  return &report->files[i];
}

/* Add those of PROFILE that no unit has.  */
static void
add_others (struct sum *sum, const struct pgo_index *profile)
{
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (profile, &fns);

  for (size_t i = 0; i < n && fns[i]->own > 0; i++)
    {
      const struct pgo_fn *fn = fns[i];
      struct pgo_ledger_function function
          = { .name = fn->name,
              .pretty = fn->pretty,
              .file = fn->file,
              .fate = pgo_strings_find (&sum->main_files, fn->file)
                          ? PGO_FATE_LOST
                          : PGO_FATE_FOREIGN,
              .weight = fn->own };
      if (find_function (sum, fn->name, fn->file) == PGO_NONE)
        add_function (sum, &function);
    }
}

static int64_t
known_of (const int64_t *own)
{
  int64_t known = 0;

  for (int i = 0; i < PGO_FATE_LOST; i++)
    known = pgo_add_saturating (known, own[i]);
  return known;
}

static int64_t
weight_of (const int64_t *own)
{
  int64_t weight = known_of (own);

  for (int i = PGO_FATE_LOST; i < PGO_N_FATES; i++)
    weight = pgo_add_saturating (weight, own[i]);
  return weight;
}

/* What is in no unit behind the others.  */
static int
compare_files (const void *x, const void *y)
{
  const struct pgo_report_file *a = x, *b = y;
  int order = (a->own[PGO_FATE_FOREIGN] > 0) - (b->own[PGO_FATE_FOREIGN] > 0);

  if (order == 0)
    order = compare_descending (weight_of (a->own), weight_of (b->own));
  return order ? order : strcmp (a->file, b->file);
}

static int
compare_functions (const void *x, const void *y)
{
  const struct pgo_report_function *a = x, *b = y;
  int order = compare_descending (a->was.weight, b->was.weight);

  if (order == 0)
    order = strcmp (a->was.name, b->was.name);
  return order ? order : strcmp (a->was.file, b->was.file);
}

static void
sum_files (struct sum *sum)
{
  struct pgo_report *report = sum->report;
  int64_t known = 0;

  for (size_t i = 0; i < report->n_functions; i++)
    {
      const struct pgo_ledger_function *was = &report->functions[i].was;
      int64_t *own = &file_of (sum, was->file)->own[was->fate];
      *own = pgo_add_saturating (*own, was->weight);
    }
  for (size_t i = 0; i < sum->n_mains; i++)
    {
      struct pgo_report_file *file = file_of (sum, sum->mains[i].file);
      int64_t rest = sum->mains[i].weight - weight_of (file->own);
      if (rest > 0)
        file->own[PGO_FATE_LOST] += rest;
    }
  for (size_t i = 0; i < report->n_files; i++)
    {
      struct pgo_report_file *file = &report->files[i];
      for (int k = 0; k < PGO_N_FATES; k++)
        report->own[k] = pgo_add_saturating (report->own[k], file->own[k]);
      file->stale = pgo_policy_stale_p (
          known_of (file->own), file->own[PGO_FATE_LOST], report->total);
    }
  /* What has no name is in no file.  */
  known = weight_of (report->own);
  if (known <= report->total)
    report->own[PGO_FATE_FOREIGN] += report->total - known;
  else
    {
      report->overfull = known - report->total > report->total / ROUNDED;
      report->total = known;
    }
  if (report->n_files > 0)
    qsort (report->files, report->n_files, sizeof *report->files,
           compare_files);
  if (report->n_functions > 0)
    qsort (report->functions, report->n_functions, sizeof *report->functions,
           compare_functions);
}

static void
judge (struct pgo_report *report)
{
  int64_t known = known_of (report->own);
  int64_t whole = pgo_add_saturating (known, report->own[PGO_FATE_LOST]);

  report->left_percent = pgo_report_percent (known, whole);
  report->staleness
      = whole == 0                                      ? PGO_STALENESS_FOREIGN
        : report->left_percent < PGO_TOO_LITTLE_MATCHED ? PGO_STALENESS_WHOLE
        : report->left_percent < PGO_LITTLE_MATCHED     ? PGO_STALENESS_PART
                                                        : PGO_STALENESS_NONE;
}

/* ---- All of it.  */

/* How many units have the profile DIGEST.  */
static size_t *
profile_of (struct sum *sum, const char *digest)
{
  struct pgo_report *report = sum->report;
  size_t i = 0;

  while (i < report->n_profiles
         && strcmp (report->profiles[i].digest, digest) != 0)
    i++;
  if (i == report->n_profiles)
    {
      report->profiles
          = pgo_xgrow (report->profiles, i, &sum->profiles_capacity,
                       sizeof *report->profiles);
      report->profiles[report->n_profiles++]
          = (struct pgo_report_profile){ .digest = digest };
    }
  return &report->profiles[i].n_units;
}

/* Add INSNS by BY to the growths of SUM.  */
static void
add_growth (struct sum *sum, const char *by, int64_t insns)
{
  struct pgo_report *report = sum->report;
  size_t i = 0;

  while (i < report->n_growths && strcmp (report->growths[i].by, by) != 0)
    i++;
  if (i == report->n_growths)
    {
      report->growths = pgo_xgrow (report->growths, i, &sum->growths_capacity,
                                   sizeof *report->growths);
      report->growths[report->n_growths++]
          = (struct pgo_ledger_growth){ .by = by };
    }
  report->growths[i].insns
      = pgo_add_saturating (report->growths[i].insns, insns);
}

struct pgo_report *
pgo_report_new (const struct pgo_ledger *ledger,
                const struct pgo_index *profile)
{
  struct pgo_report *report = pgo_xcalloc (1, sizeof *report);
  struct sum sum = { .report = report };

  report->ledger = ledger;
  if (ledger->n_units > 0)
    {
      const struct pgo_ledger_unit *newest = &ledger->units[ledger->newest];
      report->total = newest->total;
      report->period = newest->period;
      *profile_of (&sum, newest->profile) = 0;
    }
  for (size_t i = 0; i < ledger->n_units; i++)
    {
      const struct pgo_ledger_unit *unit = &ledger->units[i];
      report->insns = pgo_add_saturating (report->insns, unit->insns);
      report->growth = pgo_add_saturating (report->growth, unit->growth);
      for (size_t k = 0; k < unit->n_growths; k++)
        add_growth (&sum, unit->growths[k].by, unit->growths[k].insns);
      report->lto |= unit->lto;
      ++*profile_of (&sum, unit->profile);
      add_functions (&sum, unit);
      for (size_t k = 0; k < unit->n_sites; k++)
        add_site (&sum, unit, &unit->sites[k]);
    }
  if (profile)
    add_others (&sum, profile);
  sum_sites (&sum);
  sum_files (&sum);
  judge (report);

  free (sum.decisions);
  free (sum.mains);
  pgo_table_free (&sum.decisions_table);
  pgo_table_free (&sum.functions_table);
  pgo_table_free (&sum.files_table);
  pgo_strings_free (&sum.built);
  pgo_strings_free (&sum.main_files);
  return report;
}

void
pgo_report_free (struct pgo_report *report)
{
  if (!report)
    return;
  free (report->profiles);
  free (report->growths);
  free (report->files);
  free (report->functions);
  free (report->sites);
  free (report->kinds);
  free (report->groups);
  free (report);
}
