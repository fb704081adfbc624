/* The ladder of questions to a profile.
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

   Each function check_RUNG below turns measured figures into one finding, by
   the thresholds of thresholds.h.  */

#include "check/private.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/thresholds.h"
#include "decide/policy.h"
#include "pprof/weight.h"

static const char *const fitness_names[]
    = { "ok", "unknown", "warning", "unfit" };

const char *
pgo_fitness_name (enum pgo_fitness fitness)
{
  return fitness_names[fitness];
}

/* ---- Findings.  */

struct pgo_finding *
pgo_check_add (struct pgo_check *check, const char *rung, const char *format,
               ...)
{
  struct pgo_finding *finding = &check->findings[check->n_findings++];
  va_list args;
  int length;

  *finding = (struct pgo_finding){ .rung = rung, .verdict = PGO_FIT };
  va_start (args, format);
  length = vsnprintf (NULL, 0, format, args);
  va_end (args);
  finding->measured = pgo_xmalloc ((size_t) length + 1);
  va_start (args, format);
  vsnprintf (finding->measured, (size_t) length + 1, format, args);
  va_end (args);
  return finding;
}

void
pgo_finding_judge (struct pgo_finding *finding, enum pgo_fitness verdict,
                   const char *advice)
{
  finding->verdict = verdict;
  finding->advice = verdict == PGO_FIT ? NULL : advice;
}

void
pgo_finding_figure (struct pgo_finding *finding, const char *name, double value)
{
  finding->figures[finding->n_figures++] = (struct pgo_figure){ name, value };
}

void
pgo_finding_example (struct pgo_finding *finding, const char *name,
                     double share, double other, const char *reason)
{
  if (finding->n_examples < PGO_EXAMPLES_MAX)
    finding->examples[finding->n_examples++]
        = (struct pgo_example){ pgo_xstrdup (name), share, other, reason };
}

enum pgo_fitness
pgo_judge_share (double share, int warning, int unfit)
{
  return share > unfit / 100.0     ? PGO_UNFIT
         : share > warning / 100.0 ? PGO_FIT_WARNING
                                   : PGO_FIT;
}

double
pgo_share (int64_t part, int64_t whole)
{
  return whole > 0 ? (double) part / (double) whole : 0;
}

char *
pgo_parts_text (const struct pgo_part *parts, size_t n)
{
  size_t length = 0;
  char *text;

  for (size_t i = 0; i < n; i++)
    length += strlen (parts[i].phrase) + sizeof ", 100.0% ";
  text = pgo_xcalloc (length + 1, 1);
  length = 0;
  for (size_t i = 0; i < n; i++)
    if (parts[i].share >= PGO_SHARE_SEEN)
      length += (size_t) sprintf (text + length, ", %.1f%% %s",
                                  parts[i].share * 100, parts[i].phrase);
  return text;
}

void
pgo_finding_parts (struct pgo_finding *finding, const struct pgo_part *parts,
                   size_t n)
{
  for (size_t i = 0; i < n; i++)
    pgo_finding_figure (finding, parts[i].figure, parts[i].share * 100);
}

struct pgo_finding *
pgo_check_finding (struct pgo_check *check, const char *rung)
{
  size_t i = 0;

  while (strcmp (check->findings[i].rung, rung) != 0)
    i++;
  return &check->findings[i];
}

void
pgo_judge_inlined (struct pgo_finding *finding, bool missing)
{
  pgo_finding_judge (
      finding, missing ? PGO_FIT_WARNING : PGO_FIT,
      "the profiler leaves inlined frames out, and their samples are taken for "
      "their callers': record with gcc-pgo record, or let the profiler write "
      "addresses alone and convert these with gcc-pgo convert; if the program "
      "was compiled without optimisation, profile an optimised build");
}

/* ---- Rungs.  Unfit is never where 100 is the threshold.  */

/* False where there is nothing to go on with.  */
static bool
check_weight (struct pgo_check *check)
{
  struct pgo_finding *finding;
  const char *cure;
  char *what;

  if (check->index)
    {
      pgo_check_add (check, "weight", "%s", pgo_index_unit (check->index));
      return true;
    }
  what = pgo_profile_unfit (check->profile, &cure);
  finding = pgo_check_add (check, "weight", "%s", what);
  pgo_finding_judge (finding, PGO_UNFIT, cure);
  free (what);
  return false;
}

static bool
check_samples (struct pgo_check *check)
{
  const struct pgo_facts *facts = &check->facts;
  struct pgo_finding *finding;
  char stacks[40] = "";

  if (check->profile)
    snprintf (stacks, sizeof stacks, " in %zu stacks", facts->stacks);
  if (facts->total == 0)
    {
      finding = pgo_check_add (check, "samples", "no sample weighs anything");
      pgo_finding_judge (finding, PGO_UNFIT,
                         "profile the program while it works");
      pgo_finding_figure (finding, "samples", 0);
      return false;
    }
  if (facts->samples < 0)
    {
      if (check->profile)
        finding = pgo_check_add (check, "samples",
                                 "%zu stacks; how many samples these are the "
                                 "profile does not say",
                                 facts->stacks);
      else
        finding = pgo_check_add (check, "samples", "the profile does not say");
      pgo_finding_judge (
          finding, PGO_FIT_UNKNOWN,
          "see that they were some ten thousand; the plugin takes "
          "the least weight for that of one sample");
      return true;
    }
  finding = pgo_check_add (check, "samples", "%" PRId64 " samples%s",
                           facts->samples, stacks);
  pgo_finding_figure (finding, "samples", (double) facts->samples);
  if (facts->samples < PGO_TOO_FEW_SAMPLES)
    pgo_finding_judge (
        finding, PGO_UNFIT,
        "chance decides what is hot; sample longer or more often, "
        "or merge profiles, until there are some ten thousand");
  else if (facts->samples < PGO_FEW_SAMPLES)
    pgo_finding_judge (
        finding, PGO_FIT_WARNING,
        "only the hottest calls have enough to be sure; sample "
        "longer or more often, or merge profiles, until there are "
        "some ten thousand");
  return true;
}

static void
check_duration (struct pgo_check *check)
{
  int64_t duration = check->facts.duration;
  struct pgo_finding *finding;

  if (duration == 0)
    {
      finding = pgo_check_add (check, "duration", "the profile does not say");
      pgo_finding_judge (finding, PGO_FIT_UNKNOWN,
                         "see that it was half a minute or more of the real "
                         "load");
      return;
    }
  finding
      = pgo_check_add (check, "duration", "%.1f s", (double) duration / 1e9);
  pgo_finding_figure (finding, "seconds", (double) duration / 1e9);
  if (duration < PGO_SHORT_DURATION * INT64_C (1000000000))
    pgo_finding_judge (finding, PGO_FIT_WARNING,
                       "sample half a minute or more of the real load, unless "
                       "this was a whole run of what the program is for; merge "
                       "profiles of several hosts or hours");
}

/* Of a prepared profile: what has no source file is no compiler's.  */
static void
check_files (struct pgo_check *check)
{
  const struct pgo_facts *facts = &check->facts;
  const struct pgo_part parts[] = {
    { "library_percent", "in the C library and its like",
      pgo_share (facts->code[PGO_CODE_LIBRARY], facts->named) },
    { "no_file_percent", "in other code without a source file",
      pgo_share (facts->no_file, facts->named) },
  };
  size_t n = sizeof parts / sizeof *parts;
  double outside = parts[0].share + parts[1].share;
  char *text = pgo_parts_text (parts, n);
  struct pgo_finding *finding
      = pgo_check_add (check, "reach", "%.1f%% in the program%s",
                       facts->named > 0 ? (1 - outside) * 100 : 0, text);

  free (text);
  pgo_finding_figure (finding, "program_percent",
                      facts->named > 0 ? (1 - outside) * 100 : 0);
  pgo_finding_parts (finding, parts, n);
  /* A profiler may write no files at all.  */
  pgo_finding_judge (
      finding,
      outside < 1
          ? pgo_judge_share (outside, PGO_MUCH_OUTSIDE, PGO_TOO_MUCH_OUTSIDE)
          : PGO_FIT_UNKNOWN,
      "the kernel and the C library are not the compiler's; look at what calls "
      "them first, or profile a build with -g");
}

static void
check_reach (struct pgo_check *check)
{
  /* In the order of enum pgo_code, the first unused.  */
  static const char *const advice[PGO_N_CODES] = {
    [PGO_CODE_KERNEL] = "the kernel's time is not the compiler's: look at the "
                        "system calls and page faults first",
    [PGO_CODE_LIBRARY] = "the C library comes compiled: look at what calls it, "
                         "such as allocation and copying, first",
    [PGO_CODE_GENERATED] = "code that is generated at run time is its "
                           "generator's to optimise",
    [PGO_CODE_UNNAMED] = "symbolise the profile with gcc-pgo convert on the "
                         "machine that has the programs, not stripped or with "
                         "their debug information"
  };
  struct pgo_part parts[PGO_N_CODES] = {
    { "program_percent", "in the program", 0 },
    { "kernel_percent", "in the kernel", 0 },
    { "library_percent", "in the C library and its like", 0 },
    { "generated_percent", "in generated code", 0 },
    { "unsymbolised_percent", "unsymbolised", 0 },
  };
  const int64_t *code = check->facts.code;
  int worst = PGO_CODE_KERNEL;
  struct pgo_finding *finding;

  for (int i = 0; i < PGO_N_CODES; i++)
    {
      parts[i].share = pgo_share (code[i], check->facts.total);
      if (i > 0 && code[i] > code[worst])
        worst = i;
    }
  char *text = pgo_parts_text (parts + 1, PGO_N_CODES - 1);
  finding = pgo_check_add (check, "reach", "%.1f%% in the program%s",
                           parts[PGO_CODE_PROGRAM].share * 100, text);
  free (text);
  pgo_finding_parts (finding, parts, PGO_N_CODES);
  pgo_finding_judge (finding,
                     pgo_judge_share (1 - parts[PGO_CODE_PROGRAM].share,
                                      PGO_MUCH_OUTSIDE, PGO_TOO_MUCH_OUTSIDE),
                     advice[worst]);
}

static void
check_lines (struct pgo_check *check)
{
  const struct pgo_facts *facts = &check->facts;
  double no_line = pgo_share (facts->no_line, facts->total);
  double unordered = pgo_share (facts->unordered, facts->total);
  struct pgo_finding *finding = pgo_check_add (
      check, "lines",
      "%.1f%% without a line, %.1f%% in inlined frames of unknown order",
      no_line * 100, unordered * 100);

  pgo_finding_figure (finding, "no_line_percent", no_line * 100);
  pgo_finding_figure (finding, "unordered_percent", unordered * 100);
  pgo_finding_judge (
      finding,
      facts->places == 0 && facts->code[PGO_CODE_PROGRAM] > 0
          ? PGO_UNFIT
          : pgo_judge_share (no_line + unordered, PGO_MUCH_WITHOUT_LINE, 100),
      "profile a build with -g, with a profiler that writes lines "
      "and inlined frames, such as gcc-pgo record: branches and "
      "most calls are matched by their line");
}

/* Of a prepared profile, which leaves lines of few samples out.  */
static void
check_kept_lines (struct pgo_check *check)
{
  const struct pgo_facts *facts = &check->facts;
  double share = pgo_share (facts->no_line, facts->total);
  struct pgo_finding *finding = pgo_check_add (
      check, "lines", "%.0f%% on no line that the profile has", share * 100);

  pgo_finding_figure (finding, "no_line_percent", share * 100);
  pgo_finding_judge (
      finding,
      facts->places == 0 ? PGO_UNFIT
                         : pgo_judge_share (share, PGO_MUCH_WITHOUT_LINE, 100),
      "a line with few samples is left out, so sample longer; if the profiler "
      "wrote no lines, profile a build with -g, as with gcc-pgo record");
}

/* Where lines are unknown, so is what was inlined there.  */
static void
check_inlined (struct pgo_check *check)
{
  const struct pgo_facts *facts = &check->facts;
  struct pgo_finding *finding = pgo_check_add (
      check, "inlined", "%zu of %zu addresses with a line have inlined frames",
      facts->inlined, facts->places);

  pgo_finding_figure (finding, "places", (double) facts->places);
  pgo_finding_figure (finding, "inlined", (double) facts->inlined);
  pgo_judge_inlined (finding,
                     facts->inlined == 0 && facts->places >= PGO_MANY_PLACES);
}

static void
check_start_up (struct pgo_check *check)
{
  const struct pgo_facts *facts = &check->facts;
  double share = pgo_share (facts->start_up, facts->total);
  double early = pgo_share (facts->early, facts->total);
  struct pgo_finding *finding;

  if (facts->timed)
    finding = pgo_check_add (check, "start-up",
                             "%.1f%% in static constructors and the dynamic "
                             "linker, %.1f%% in what main did only in the "
                             "first %d%% of the time",
                             share * 100, early * 100, PGO_EARLY);
  else
    finding = pgo_check_add (
        check, "start-up",
        "%.1f%% in static constructors and the dynamic linker", share * 100);
  pgo_finding_figure (finding, "start_up_percent", share * 100);
  if (facts->timed)
    pgo_finding_figure (finding, "early_percent", early * 100);
  pgo_finding_judge (
      finding,
      pgo_judge_share (share + early, PGO_MUCH_START_UP, PGO_TOO_MUCH_START_UP),
      "begin to sample when the program is warm, or sample longer: what runs "
      "once is taken for hot; a program that only ever starts gains little");
}

static void
check_one_function (struct pgo_check *check)
{
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (check->index, &fns);
  double share = pgo_share (check->facts.top, check->facts.total);
  struct pgo_finding *finding
      = pgo_check_add (check, "one-function", "%.1f%% in %s", share * 100,
                       n > 0 ? fns[0]->pretty : "no function");

  pgo_finding_figure (finding, "top_percent", share * 100);
  pgo_finding_judge (finding, pgo_judge_share (share, PGO_ONE_FUNCTION, 100),
                     "this looks like a microbenchmark: profile the load that "
                     "the program is for; the main loop of an interpreter may "
                     "well have as much");
}

static void
check_flat (struct pgo_check *check)
{
  const struct pgo_facts *facts = &check->facts;
  double hot = pgo_share (facts->hot, facts->named);
  struct pgo_finding *finding
      = pgo_check_add (check, "flat",
                       "%zu of %zu functions have 90%%, %zu of %zu call sites "
                       "are hot; %.1f%% in "
                       "functions of %g%% and more",
                       facts->functions_90, facts->functions, facts->sites_hot,
                       facts->sites, hot * 100, PGO_HOT_FUNCTION_PERCENT);

  pgo_finding_figure (finding, "functions", (double) facts->functions);
  pgo_finding_figure (finding, "functions_90", (double) facts->functions_90);
  pgo_finding_figure (finding, "sites", (double) facts->sites);
  pgo_finding_figure (finding, "sites_hot", (double) facts->sites_hot);
  pgo_finding_figure (finding, "hot_percent", hot * 100);
  pgo_finding_judge (finding,
                     facts->named > 0 && hot < PGO_LITTLE_HOT / 100.0
                         ? PGO_FIT_WARNING
                         : PGO_FIT,
                     "nothing is hot, so expect little; if several programs or "
                     "loads were mixed, take one profile of each");
}

static void
check_depth (struct pgo_check *check)
{
  double share = pgo_share (check->facts.lone, check->facts.total);
  struct pgo_finding *finding = pgo_check_add (
      check, "depth", "%.1f%% in stacks of one frame", share * 100);

  pgo_finding_figure (finding, "lone_percent", share * 100);
  pgo_finding_judge (
      finding, pgo_judge_share (share, PGO_MUCH_LONE, 100),
      "sample with stacks, as gcc-pgo record or perf record "
      "--call-graph dwarf do: without callers no call is inlined "
      "or made direct");
}

static void
check_frames (struct pgo_check *check)
{
  double share = pgo_share (check->facts.broken, check->facts.total);
  struct pgo_finding *finding = pgo_check_add (
      check, "frames", "%.1f%% in stacks that do not begin at main or a thread",
      share * 100);

  pgo_finding_figure (finding, "broken_percent", share * 100);
  pgo_finding_judge (
      finding, pgo_judge_share (share, PGO_MUCH_BROKEN, 100),
      "unwinding breaks off: build with -fno-omit-frame-pointer, "
      "or sample with perf record --call-graph dwarf and a larger "
      "stack, such as dwarf,32768");
}

/* What only the profile that a prepared one was made from tells.  */
static void
check_stacks (struct pgo_check *check)
{
  struct pgo_finding *finding
      = pgo_check_add (check, "stacks",
                       "not told by a prepared profile: duration, inlined, "
                       "frames, build, calls");

  pgo_finding_judge (finding, PGO_FIT_UNKNOWN,
                     "check the profile that it was made from");
}

/* ---- All of it.  */

static void
climb_prepared (struct pgo_check *check)
{
  pgo_facts_measure_prepared (&check->facts, check->index);
  check_weight (check);
  check_samples (check);
  check_files (check);
  check_kept_lines (check);
  check_start_up (check);
  check_one_function (check);
  check_flat (check);
  check_depth (check);
  check_stacks (check);
}

static void
climb (struct pgo_check *check)
{
  if (!check_weight (check))
    return;
  check->codes = pgo_xcalloc (check->profile->n_samples, sizeof *check->codes);
  pgo_facts_measure (&check->facts, check->profile, check->index, check->codes);
  if (!check_samples (check))
    return;
  check_duration (check);
  check_reach (check);
  check_lines (check);
  check_inlined (check);
  check_start_up (check);
  check_one_function (check);
  check_flat (check);
  check_depth (check);
  check_frames (check);
}

struct pgo_check *
pgo_check_new (const struct pgo_profile *profile, const char *file,
               struct pgo_error *err)
{
  struct pgo_check *check = pgo_xcalloc (1, sizeof *check);
  struct pgo_weighing weighing;

  check->profile = profile;
  check->file = file;
  if (pgo_profile_weigh (profile, file, &weighing, NULL))
    {
      check->index = pgo_index_new ();
      if (!pgo_index_add (check->index, profile, file, err))
        {
          pgo_check_free (check);
          return NULL;
        }
      pgo_index_finish (check->index);
    }
  climb (check);
  return check;
}

struct pgo_check *
pgo_check_prepared (struct pgo_index *index, struct pgo_error *err)
{
  struct pgo_check *check = pgo_xcalloc (1, sizeof *check);

  check->index = index;
  climb_prepared (check);
  if (pgo_index_good_p (index, err))
    return check;
  pgo_check_free (check);
  return NULL;
}

void
pgo_check_free (struct pgo_check *check)
{
  if (!check)
    return;
  for (size_t i = 0; i < check->n_findings; i++)
    {
      struct pgo_finding *finding = &check->findings[i];
      free (finding->measured);
      for (size_t k = 0; k < finding->n_examples; k++)
        free (finding->examples[k].name);
    }
  pgo_index_free (check->index);
  free (check->codes);
  free (check->sources);
  free (check);
}

const struct pgo_finding *
pgo_check_findings (const struct pgo_check *check, size_t *n)
{
  *n = check->n_findings;
  return check->findings;
}

enum pgo_fitness
pgo_check_verdict (const struct pgo_check *check)
{
  enum pgo_fitness worst = PGO_FIT;

  for (size_t i = 0; i < check->n_findings; i++)
    if (check->findings[i].verdict > worst)
      worst = check->findings[i].verdict;
  return worst;
}
