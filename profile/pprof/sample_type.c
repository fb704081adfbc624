/* Which of a profile's values weighs CPU time.
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

   Producers put several measures into one profile, in any order, and mean by
   the default one what a viewer shows first: ddprof's last is allocated bytes.
   So the type is chosen by what its name and unit say.  A measure of something
   else than time on a CPU is never chosen: where there is no other, the profile
   is not one to build with.

   Among those left, time spent on a CPU is best, since it needs no period; then
   samples of it; then events that come with it.  perf_to_profile has for each
   event a number of samples and a number of events: in perf's usual mode, which
   changes the period to keep the frequency, the samples are what measures
   time.  */

#include "pprof/profile.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Ranks, the best first.  */
enum rank
{
  RANK_CPU_TIME,
  RANK_TIME,
  RANK_SAMPLES,
  RANK_CPU_COUNT,
  RANK_CPU_EVENT,
  RANK_OTHER,
  RANK_UNFIT
};

static const struct
{
  const char *unit;
  int64_t nanoseconds;
} time_units[] = { { "nanoseconds", 1 },        { "ns", 1 },
                   { "microseconds", 1000 },    { "us", 1000 },
                   { "milliseconds", 1000000 }, { "ms", 1000000 },
                   { "seconds", 1000000000 },   { "s", 1000000000 } };

/* Nanoseconds in one UNIT, or 0 where that is no time.  */
static int64_t
nanoseconds_in (const char *unit)
{
  for (size_t i = 0; i < sizeof time_units / sizeof *time_units; i++)
    if (strcmp (unit, time_units[i].unit) == 0)
      return time_units[i].nanoseconds;
  return 0;
}

/* True if one of WORDS, which ends with NULL, is a word of TEXT.  */
static bool
has_word_p (const char *text, const char *const *words)
{
  for (; *words; words++)
    {
      size_t length = strlen (*words);
      for (const char *p = text; (p = strstr (p, *words)); p += length)
        if ((p == text || !isalnum ((unsigned char) p[-1]))
            && !isalnum ((unsigned char) p[length]))
          return true;
    }
  return false;
}

static bool
ends_in_p (const char *text, const char *end)
{
  size_t length = strlen (text), end_length = strlen (end);

  return length >= end_length && strcmp (text + length - end_length, end) == 0;
}

static enum rank
rank_of (const struct pgo_value_type *type)
{
  static const char *const unfit[]
      = { "alloc",       "allocs",     "allocated", "allocation", "allocations",
          "inuse",       "heap",       "space",     "object",     "objects",
          "memory",      "malloc",     "live",      "bytes",      "wall",
          "wallclock",   "off",        "offcpu",    "block",      "blocked",
          "blocking",    "lock",       "locks",     "mutex",      "contention",
          "contentions", "delay",      "wait",      "goroutine",  "goroutines",
          "exception",   "exceptions", "misses",    "faults",     "switches",
          "migrations",  "io",         "iops",      NULL };
  static const char *const cpu[]
      = { "cpu", "cycles", "clock", "cputime", "oncpu", NULL };
  bool on_cpu = has_word_p (type->type, cpu);

  if (has_word_p (type->type, unfit) || has_word_p (type->unit, unfit))
    return RANK_UNFIT;
  if (nanoseconds_in (type->unit) > 0)
    return on_cpu ? RANK_CPU_TIME : RANK_TIME;
  if (strcmp (type->type, "samples") == 0 && strcmp (type->unit, "count") == 0)
    return RANK_SAMPLES;
  if (on_cpu)
    return ends_in_p (type->type, "_event") ? RANK_CPU_EVENT : RANK_CPU_COUNT;
  return RANK_OTHER;
}

/* The type of PROFILE with the best rank; of several the default one, else the
   first, or the last where nothing is known of them.  */
static size_t
best_type (const struct pgo_profile *profile, enum rank *best_rank)
{
  size_t best = profile->n_value_types;

  *best_rank = RANK_UNFIT;
  for (size_t i = 0; i < profile->n_value_types; i++)
    {
      enum rank rank = rank_of (&profile->value_types[i]);
      if (rank == RANK_UNFIT || rank > *best_rank)
        continue;
      if (rank < *best_rank || i == profile->default_type
          || (rank == RANK_OTHER && best != profile->default_type))
        best = i;
      *best_rank = rank;
    }
  return best;
}

size_t
pgo_profile_cpu_type (const struct pgo_profile *profile, int64_t *scale)
{
  enum rank rank;
  size_t best = best_type (profile, &rank);
  const struct pgo_value_type *period = &profile->period_type;

  *scale = 0;
  if (rank <= RANK_TIME)
    *scale = nanoseconds_in (profile->value_types[best].unit);
  else if (rank <= RANK_CPU_COUNT
           && strcmp (profile->value_types[best].unit, "count") == 0
           && strcmp (period->type, "cpu") == 0 && profile->period > 0
           && __builtin_mul_overflow (nanoseconds_in (period->unit),
                                      profile->period, scale))
    *scale = 0;
  return best;
}

bool
pgo_sample_type_counts_samples_p (const struct pgo_value_type *type)
{
  return strcmp (type->unit, "count") == 0
         && (strcmp (type->type, "samples") == 0
             || ends_in_p (type->type, "_sample")
             || ends_in_p (type->type, "-samples")
             || ends_in_p (type->type, "_samples"));
}

bool
pgo_profile_fail_types (const struct pgo_profile *profile, const char *file,
                        struct pgo_error *err)
{
  char list[256] = "";
  size_t length = 0;

  if (profile->n_value_types == 0)
    return pgo_error_set (err, "%s: the profile has no sample type", file);
  for (size_t i = 0; i < profile->n_value_types && length < sizeof list; i++)
    length += snprintf (list + length, sizeof list - length, "%s%s/%s",
                        i > 0 ? ", " : "", profile->value_types[i].type,
                        profile->value_types[i].unit);
  return pgo_error_set (err, "%s: sample_type: no type weighs CPU time: %s",
                        file, list);
}
