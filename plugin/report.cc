/* The ledger: every verdict once, to GCC's channels and to the stats file.
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


   A candidate is printed when it is settled, at its call: what was applied
   under MSG_OPTIMIZED_LOCATIONS, what was refused under
   MSG_MISSED_OPTIMIZATION, so that -fopt-info, -fsave-optimization-record and
   the dump all have it.  The ledger at the end of the dump adds the rows up;
   that they do add up is asserted, not hoped.  */

#include "compat.h"
#include "report.h"
#include "growth.h"
#include "load.h"
#include "options.h"
#include "pprof/dialect.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "names/symbol.h"

#include "libiberty.h"

static vec<struct pgo_candidate *> ledger;
static unsigned n_applied;

struct pgo_candidate *
pgo_ledger_candidate (enum pgo_optimisation optimisation, cgraph_node *node,
                      gcall *stmt)
{
  struct pgo_candidate *candidate = XCNEW (struct pgo_candidate);
  candidate->optimisation = optimisation;
  candidate->node = node;
  candidate->stmt = stmt;
  candidate->location
      = stmt ? gimple_location (stmt) : DECL_SOURCE_LOCATION (node->decl);
  candidate->caller = candidate->callee = "?";
  candidate->share.estimate = -1;
  candidate->order = ledger.length ();
  ledger.safe_push (candidate);
  return candidate;
}

unsigned
pgo_ledger_left (void)
{
  return pgo_options.limit - n_applied;
}

static double
percent (int64_t part, int64_t whole)
{
  return whole > 0 ? 100.0 * part / whole : 0;
}

/* Write the estimate of CANDIDATE's share with its interval to F.  */

static void
print_share (FILE *f, const struct pgo_candidate *candidate)
{
  const struct pgo_share *share = &candidate->share;
  fprintf (f, "estimated share %d%%", (int) share->estimate);
  if (share->low < share->high)
    fprintf (f, " (%d to %d%%)", (int) share->low, (int) share->high);
  if (candidate->rank > 0)
    fputs (" of the rest", f);
}

/* Write the reason of CANDIDATE's refusal with its figures to F.  */

static void
print_reason (FILE *f, const struct pgo_candidate *candidate)
{
  const char *phrase = pgo_verdict_phrase (candidate->verdict);
  switch (candidate->verdict)
    {
    case PGO_REFUSED_SHARE:
      print_share (f, candidate);
      fprintf (f,
               candidate->share.estimate < pgo_options.policy.devirt_percent
                   ? ", below %g%%"
                   : ", not surely above %g%%",
               pgo_options.policy.devirt_percent);
      if (candidate->detail)
        fprintf (f, ", %s", candidate->detail);
      break;
    case PGO_REFUSED_LARGE:
      fprintf (f, "%s: growth %d insns above %d", phrase, candidate->growth,
               candidate->most_growth);
      break;
    case PGO_REFUSED_NO_GAIN:
      fprintf (f, "%s: growth %d insns, worth %d", phrase, candidate->growth,
               candidate->most_growth);
      break;
    case PGO_REFUSED_COMPILER:
      fprintf (f, "%s: %s", phrase, candidate->detail);
      break;
    default:
      fputs (phrase, f);
    }
}

/* Write to F what NAME stands for, if it is mangled.  */

static void
print_demangled (FILE *f, const char *name)
{
  char *demangled = pgo_symbol_demangle (name);
  if (demangled)
    fprintf (f, "; %s is %s", name, demangled);
  free (demangled);
}

/* The line about CANDIDATE, without its place; the caller frees it.  */

static char *
candidate_text (const struct pgo_candidate *candidate)
{
  char *text;
  size_t size;
  FILE *f = open_memstream (&text, &size);
  bool applied = candidate->verdict == PGO_APPLIED;
  const struct pgo_optimisation_row *row
      = &pgo_optimisations[candidate->optimisation];

  fputs ("pgo: ", f);
  for (const char *p = row->phrase; *p; p++)
    if (*p != '%')
      fputc (*p, f);
    else
      fputs (*++p == '1' ? candidate->caller : candidate->callee, f);
  if (!applied)
    {
      fputs (" refused: ", f);
      print_reason (f, candidate);
    }
  else if (candidate->detail)
    fprintf (f, ": %s", candidate->detail);
  if (row->name)
    fprintf (f, "%c weight %.0f samples (%.2f%%), inclusive %.0f",
             applied ? ':' : ';', pgo_samples (candidate->own),
             percent (candidate->own, pgo_index_total (pgo_profile_index)),
             pgo_samples (candidate->weight));
  if (candidate->absorbed > 0)
    fprintf (f, ", absorbed %.0f", pgo_samples (candidate->absorbed));
  if (candidate->share.estimate >= 0 && candidate->verdict != PGO_REFUSED_SHARE)
    {
      fputs (", ", f);
      print_share (f, candidate);
    }
  if (candidate->cost > 0)
    fprintf (f, ", growth %d insns, cost %.0f", candidate->growth,
             candidate->cost);
  if (candidate->number)
    fprintf (f, ", transformation %u", candidate->number);
  print_demangled (f, candidate->caller);
  if (strcmp (candidate->callee, candidate->caller) != 0)
    print_demangled (f, candidate->callee);
  fputc ('\n', f);
  fclose (f);
  return text;
}

bool
pgo_ledger_start (struct pgo_candidate *candidate)
{
  if (!pgo_ledger_left ())
    return pgo_ledger_settle (candidate, PGO_APPLIED);
  candidate->number = ++n_applied;
  return true;
}

const struct pgo_candidate *
pgo_ledger_find (enum pgo_optimisation optimisation, gimple *stmt)
{
  for (const struct pgo_candidate *candidate : ledger)
    if (candidate->optimisation == optimisation && candidate->stmt == stmt)
      return candidate;
  return NULL;
}

bool
pgo_ledger_settle (struct pgo_candidate *candidate, enum pgo_verdict verdict)
{
  gcc_assert (!candidate->settled);
  bool counted = pgo_optimisations[candidate->optimisation].name;
  bool numbered = candidate->number > 0;
  if (verdict == PGO_APPLIED && counted && !numbered && !pgo_ledger_left ())
    verdict = PGO_REFUSED_LIMIT;
  candidate->settled = true;
  candidate->verdict = verdict;
  if (verdict == PGO_APPLIED && counted && !numbered)
    candidate->number = ++n_applied;
  else if (verdict != PGO_APPLIED)
    candidate->number = 0;
  if (!dump_enabled_p ())
    return verdict == PGO_APPLIED;
  char *text = candidate_text (candidate);
  dump_printf_loc (verdict == PGO_APPLIED ? MSG_OPTIMIZED_LOCATIONS
                                          : MSG_MISSED_OPTIMIZATION,
                   dump_user_location_t::from_location_t (candidate->location),
                   "%s", text);
  free (text);
  return verdict == PGO_APPLIED;
}

/* The first optimisation whose candidates are of one kind with those of the
   Ith: the ledger has one account for them.  */

static int
account_of (int i)
{
  int first = 0;
  while (strcmp (pgo_optimisations[first].kind, pgo_optimisations[i].kind) != 0)
    first++;
  return first;
}

/* Totals of the ledger, by account.  */
struct totals
{
  unsigned candidates[PGO_N_OPTIMISATIONS];
  unsigned verdicts[PGO_N_OPTIMISATIONS][PGO_N_VERDICTS];
};

static void
print_ledger (FILE *f, const struct totals *totals,
              const struct pgo_coverage *coverage, int64_t unit_size,
              int64_t growth)
{
  int64_t total = pgo_index_total (pgo_profile_index);
  for (int k = 0; k < PGO_N_OPTIMISATIONS; k++)
    {
      if (account_of (k) != k)
        continue;
      const char *kind = pgo_optimisations[k].kind;
      unsigned applied = totals->verdicts[k][PGO_APPLIED];
      fprintf (f, "ledger: %s: candidates %u = applied %u + refused %u\n", kind,
               totals->candidates[k], applied, totals->candidates[k] - applied);
      for (int v = PGO_APPLIED + 1; v < PGO_N_VERDICTS; v++)
        if (totals->verdicts[k][v])
          fprintf (f, "ledger: %s: refused %u: %s\n", kind,
                   totals->verdicts[k][v],
                   pgo_verdict_phrase ((enum pgo_verdict) v));
    }
  fprintf (f,
           "ledger: functions: %u, in the profile %u, with %.2f%% of its "
           "weight; lost from this file %u, with %.2f%%\n",
           coverage->functions, coverage->functions_matched,
           percent (coverage->weight_matched, total), coverage->functions_lost,
           percent (coverage->weight_lost, total));
  fprintf (
      f,
      "ledger: source: of this with other lines %.2f%%, under another name "
      "or in another file %.2f%%, not told %.2f%%\n",
      percent (coverage->weight_changed, total),
      percent (coverage->weight_moved, total),
      percent (coverage->weight_untold, total));
  fprintf (f, "ledger: names: ambiguous %u, with %.2f%% of the weight\n",
           coverage->functions_ambiguous,
           percent (coverage->weight_ambiguous, total));
  struct pgo_losses losses = pgo_index_losses (pgo_profile_index);
  fprintf (f,
           "ledger: profile: without a name %.2f%%, in unknown order %.2f%%, "
           "without a line %.2f%%\n",
           percent (losses.unnamed, total), percent (losses.unordered, total),
           percent (losses.no_line, total));
  for (unsigned i = 0; i < PGO_N_TRAITS; i++)
    if (pgo_index_traits (pgo_profile_index) >> i & 1)
      fprintf (f, "ledger: profile: %s\n", pgo_trait_phrase (i));
  fprintf (f, "ledger: size: %" PRId64 " insns, growth %" PRId64 " (%.2f%%)\n",
           unit_size, growth, percent (growth, unit_size));
}

/* Write NAME to F as the member KEY, and as KEY_demangled what it stands for,
   if it is mangled.  */

static void
json_name (FILE *f, const char *key, const char *name)
{
  char *demangled = pgo_symbol_demangle (name);
  fprintf (f, ",\"%s\":", key);
  pgo_json_string (f, name);
  if (demangled)
    {
      fprintf (f, ",\"%s_demangled\":", key);
      pgo_json_string (f, demangled);
    }
  free (demangled);
}

static void
json_candidate (FILE *f, const struct pgo_candidate *candidate)
{
  expanded_location place = expand_location (candidate->location);
  fprintf (f, "{\"kind\":\"%s\",\"file\":",
           pgo_optimisations[candidate->optimisation].kind);
  pgo_json_string (f, place.file ? place.file : "");
  fprintf (f, ",\"line\":%d,\"column\":%d", place.line, place.column);
  json_name (f, "caller", candidate->caller);
  json_name (f, "callee", candidate->callee);
  fprintf (f, ",\"verdict\":\"%s\"", pgo_verdict_name (candidate->verdict));
  if (candidate->verdict != PGO_APPLIED)
    {
      char *reason;
      size_t size;
      FILE *r = open_memstream (&reason, &size);
      print_reason (r, candidate);
      fclose (r);
      fputs (",\"reason\":", f);
      pgo_json_string (f, reason);
      free (reason);
    }
  else if (candidate->detail)
    {
      fputs (",\"detail\":", f);
      pgo_json_string (f, candidate->detail);
    }
  if (candidate->number)
    fprintf (f, ",\"transformation\":%u", candidate->number);
  if (candidate->share.estimate >= 0)
    fprintf (f,
             ",\"at_link\":%s,\"rank\":%u,\"share\":%.2f,"
             "\"share_low\":%.2f,\"share_high\":%.2f",
             candidate->optimisation == PGO_LINK ? "true" : "false",
             candidate->rank, candidate->share.estimate, candidate->share.low,
             candidate->share.high);
  if (candidate->absorbed > 0)
    fprintf (f, ",\"absorbed\":%" PRId64, candidate->absorbed);
  fprintf (f,
           ",\"weight\":%" PRId64 ",\"inclusive\":%" PRId64
           ",\"cost\":%.1f,\"growth\":%d}",
           candidate->own, candidate->weight, candidate->cost,
           candidate->growth);
}

/* Write the functions that are not as the profile has them.  */

static void
json_changes (FILE *f)
{
  const char *separator = "";
  fputs (",\"changes\":[", f);
  for (const struct pgo_change &change : pgo_match_changes ())
    {
      const struct pgo_fn *fn = change.fn;
      bool moved = pgo_match_moved_p (fn);
      fprintf (f, "%s{\"change\":\"%s\",\"file\":", separator,
               moved                                       ? "moved"
               : pgo_match_drift (fn) == PGO_DRIFT_CHANGED ? "changed"
                                                           : "lost");
      pgo_json_string (f, DECL_SOURCE_FILE (change.decl));
      fprintf (f, ",\"line\":%d", DECL_SOURCE_LINE (change.decl));
      json_name (f, "function", pgo_canonical_name (change.decl));
      json_name (f, "was", fn->name);
      fputs (",\"was_in\":", f);
      pgo_json_string (f, fn->file);
      fprintf (f, ",\"weight\":%" PRId64 "}", fn->own);
      separator = ",";
    }
  fputc (']', f);
}

/* Write what the profile has of the unit, function by function, and how much it
   has of the main file: what no unit of a build has of that is lost.  */

static void
json_profiled (FILE *f, const struct pgo_coverage *coverage)
{
  const char *separator = "";
  fputs (",\"profiled\":[", f);
  for (const struct pgo_profiled &known : coverage->profiled)
    {
      fprintf (f, "%s{\"match\":\"%s\"", separator, known.match);
      json_name (f, "function", known.fn->name);
      fputs (",\"file\":", f);
      pgo_json_string (f, known.fn->file);
      fprintf (f, ",\"weight\":%" PRId64 "}", known.fn->own);
      separator = ",";
    }
  fputs ("],\"main_files\":[", f);
  separator = "";
  for (const struct pgo_file *file : coverage->main_files)
    {
      fprintf (f, "%s{\"file\":", separator);
      pgo_json_string (f, file->name);
      fprintf (f, ",\"weight\":%" PRId64 "}", file->own);
      separator = ",";
    }
  fputc (']', f);
}

static void
json_unit (FILE *f, const struct totals *totals,
           const struct pgo_coverage *coverage, int64_t unit_size)
{
  fputs ("{\"unit\":", f);
  pgo_json_string (f, main_input_filename);
  fputs (",\"directory\":", f);
  pgo_json_string (f, get_src_pwd ());
  fputs (",\"object\":", f);
  pgo_json_string (f, dump_base_name);
  fprintf (f,
           ",\"version\":\"%s\",\"profile\":\"%s\",\"total\":%" PRId64
           ",\"period\":%" PRId64,
           PGO_VERSION, pgo_profile_digest, pgo_index_total (pgo_profile_index),
           pgo_index_period (pgo_profile_index));
  fprintf (f,
           ",\"functions\":{\"defined\":%u,\"matched\":%u,\"lost\":%u,"
           "\"ambiguous\":%u,\"matched_weight\":%" PRId64
           ",\"lost_weight\":%" PRId64 ",\"ambiguous_weight\":%" PRId64
           ",\"changed_weight\":%" PRId64 ",\"moved_weight\":%" PRId64
           ",\"untold_weight\":%" PRId64 "}",
           coverage->functions, coverage->functions_matched,
           coverage->functions_lost, coverage->functions_ambiguous,
           coverage->weight_matched, coverage->weight_lost,
           coverage->weight_ambiguous, coverage->weight_changed,
           coverage->weight_moved, coverage->weight_untold);
  json_changes (f);
  struct pgo_losses losses = pgo_index_losses (pgo_profile_index);
  fprintf (f,
           ",\"losses\":{\"unnamed\":%" PRId64 ",\"unordered\":%" PRId64
           ",\"no_line\":%" PRId64 "}",
           losses.unnamed, losses.unordered, losses.no_line);
  json_profiled (f, coverage);
  fprintf (f, ",\"lto\":%s", flag_generate_lto ? "true" : "false");
  fprintf (f, ",\"insns\":%" PRId64, unit_size);
  for (int k = 0; k < PGO_N_OPTIMISATIONS; k++)
    if (account_of (k) == k)
      fprintf (f, ",\"%s\":{\"candidates\":%u,\"applied\":%u}",
               pgo_optimisations[k].kind, totals->candidates[k],
               totals->verdicts[k][PGO_APPLIED]);
  fputs (",\"sites\":[", f);
  const char *separator = "";
  for (const struct pgo_candidate *candidate : ledger)
    {
      fputs (separator, f);
      json_candidate (f, candidate);
      separator = ",";
    }
  fputc (']', f);
}

/* Write what the unit grew by, and end its line.  */

static void
json_growth (FILE *f)
{
  fprintf (f, ",\"growth\":%" PRId64 ",\"growth_by\":", pgo_growth_all ());
  for (int i = 0; i < PGO_N_GROWTHS; i++)
    fprintf (f, "%c\"%s\":%" PRId64, i == 0 ? '{' : ',',
             pgo_growth_name ((enum pgo_growth) i),
             pgo_growth_by ((enum pgo_growth) i));
  fputs ("}}\n", f);
}

/* This unit's file in the directory pgo_options.stats.  Its name has a
   fingerprint of the object and of the main file, with their directories: no
   two units of a build share it, and one that is built again has it again.  The
   caller frees it.  */

static char *
unit_file (void)
{
  struct pgo_digest *digest = pgo_digest_new ();
  for (const char *file : { dump_base_name, main_input_filename })
    {
      char *whole = pgo_whole_file_name (file);
      pgo_digest_add (digest, (const unsigned char *) whole,
                      strlen (whole) + 1);
      free (whole);
    }
  char hex[17];
  pgo_digest_end (digest, hex);
  return xasprintf ("%s%.200s-%s.json", pgo_options.stats,
                    lbasename (main_input_filename), hex);
}

/* The line of the unit, until its object is complete, in memory.  */
static FILE *stats;
static char *stats_text;
static size_t stats_size;

void
pgo_ledger_write (void)
{
  if (!stats || seen_error () || werrorcount)
    return;
  json_growth (stats);
  fclose (stats);
  stats = NULL;
  const char *to = pgo_options.stats;
  bool directory = to[strlen (to) - 1] == '/';
  char *name = directory ? unit_file () : xstrdup (to);
  struct pgo_error err;
  if (!(directory ? pgo_file_replace (name, stats_text, stats_size, &err)
                  : pgo_file_append (name, stats_text, stats_size, &err)))
    error_at (UNKNOWN_LOCATION, "%<-fplugin-arg-pgo-stats=%s%>: %s", to,
              err.message);
  free (name);
  free (stats_text);
}

/* Say so, in the way asked for, if the profile is stale for the unit.  */

static void
tell_stale (const struct pgo_coverage *coverage)
{
  static const char words[]
      = "pgo: the profile is stale for %qs: %u of its functions, with %d%% of "
        "its weight, are not in this unit";
  int64_t known = coverage->weight_matched + coverage->weight_lost;
  int lost = (int) percent (coverage->weight_lost, known);
  if (!pgo_policy_stale_p (coverage->weight_matched, coverage->weight_lost,
                           pgo_index_total (pgo_profile_index)))
    return;
  if (pgo_options.stale == PGO_STALE_WARNING)
    warning_at (UNKNOWN_LOCATION, OPT_Wmissing_profile, words,
                main_input_filename, coverage->functions_lost, lost);
  else if (pgo_options.stale == PGO_STALE_NOTE)
    inform (UNKNOWN_LOCATION, words, main_input_filename,
            coverage->functions_lost, lost);
}

bool
pgo_ledger_end (const struct pgo_coverage *coverage, int64_t unit_size,
                int64_t growth)
{
  struct totals totals = {};
  bool applied = false;
  for (const struct pgo_candidate *candidate : ledger)
    {
      gcc_assert (candidate->settled);
      int account = account_of (candidate->optimisation);
      totals.candidates[account]++;
      totals.verdicts[account][candidate->verdict]++;
      applied |= candidate->verdict == PGO_APPLIED;
    }
  if (dump_file)
    print_ledger (dump_file, &totals, coverage, unit_size, growth);
  if (pgo_options.stats)
    {
      stats = open_memstream (&stats_text, &stats_size);
      json_unit (stats, &totals, coverage, unit_size);
    }
  tell_stale (coverage);

  for (struct pgo_candidate *candidate : ledger)
    free (candidate);
  ledger.release ();
  return applied;
}
