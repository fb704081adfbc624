/* What the samples of a profile weigh.
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
   So the type is chosen by what its name and unit say, word by word.  A measure
   of something else than time on a CPU is never chosen: where there is no
   other, the profile is not one to build with.

   Most producers call samples "samples", whatever they sample, so what these
   count is told by the period, or else by the types beside them: those of wall
   clock time include all that any other type weighs (nodejs, PHP), those of CPU
   time come before the allocations and locks that one file may have as well
   (ddprof), and beside these alone they count these (Go).

   Among those left, time spent on a CPU is best, since it needs no period; then
   samples of it; then events that come with it.  perf_to_profile has for each
   event a number of samples and a number of events: in perf's usual mode, which
   changes the period to keep the frequency, the samples are what measures
   time.

   Weights and periods are multiplied by what their units are in nanoseconds;
   what overflows is not known, and never wraps.  */

#include "pprof/weight.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/store.h"
#include "names/symbol.h"

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

/* What a type weighs.  Of several that its words name the first one is meant:
   "off_cpu" is waiting, "cpu-migrations" are events, and the CPU time of a
   thread is CPU time.  */
enum measure
{
  MEMORY,
  WALL,
  WAITING,
  EVENTS,
  GPU,
  CPU,
  WORK, /* Events that are as many as there is work for a CPU.  */
  THREADS,
  NAMELESS,
  UNSAID,
  N_MEASURES
};

static const struct
{
  const char *what; /* NULL: fit to build with.  */
  const char *cure;
} measures[N_MEASURES] = {
  [MEMORY] = { "memory", "record CPU time instead, with gcc-pgo record or with "
                         "your profiler's CPU profile" },
  [WALL] = { "wall-clock time, which passes while a program waits",
             "record CPU time instead, with gcc-pgo record or with your "
             "profiler's CPU mode" },
  [WAITING] = { "waiting", "record CPU time instead, with gcc-pgo record or "
                           "with your profiler's CPU profile" },
  [EVENTS] = { "events that do not grow with CPU time",
               "record CPU time instead, with gcc-pgo record or with perf "
               "record -e cpu-clock" },
  [GPU] = { "time on a GPU", "record CPU time instead, with gcc-pgo record" },
  [THREADS] = { "threads", "record CPU time instead, with gcc-pgo record or "
                           "with your profiler's CPU profile" },
  [NAMELESS] = { "something without a name or a unit",
                 "take a profile whose sample type says what it weighs, such "
                 "as cpu/nanoseconds or samples/count" },
};

/* The words of types and units, in lower case and the singular.  */
static const struct
{
  const char *word;
  enum measure measure;
} words[] = {
  { "alloc", MEMORY },
  { "allocated", MEMORY },
  { "allocation", MEMORY },
  { "inuse", MEMORY },
  { "heap", MEMORY },
  { "space", MEMORY },
  { "object", MEMORY },
  { "memory", MEMORY },
  { "malloc", MEMORY },
  { "free", MEMORY },
  { "leak", MEMORY },
  { "live", MEMORY },
  { "size", MEMORY },
  { "byte", MEMORY },
  { "kilobyte", MEMORY },
  { "megabyte", MEMORY },
  { "kb", MEMORY },
  { "mb", MEMORY },
  { "wall", WALL },
  { "wallclock", WALL },
  { "real", WALL },
  { "elapsed", WALL },
  { "timeline", WALL },
  { "latency", WALL },
  { "request", WALL },
  { "off", WAITING },
  { "offcpu", WAITING },
  { "block", WAITING },
  { "blocked", WAITING },
  { "blocking", WAITING },
  { "lock", WAITING },
  { "mutex", WAITING },
  { "futex", WAITING },
  { "contention", WAITING },
  { "delay", WAITING },
  { "wait", WAITING },
  { "waiting", WAITING },
  { "sleep", WAITING },
  { "sleeping", WAITING },
  { "idle", WAITING },
  { "park", WAITING },
  { "parked", WAITING },
  { "io", WAITING },
  { "iops", WAITING },
  { "iowait", WAITING },
  { "socket", WAITING },
  { "file", WAITING },
  { "exception", EVENTS },
  { "miss", EVENTS },
  { "fault", EVENTS },
  { "pagefault", EVENTS },
  { "switch", EVENTS },
  { "cs", EVENTS },
  { "migration", EVENTS },
  { "syscall", EVENTS },
  { "bpf", EVENTS },
  { "packet", EVENTS },
  { "dummy", EVENTS },
  { "gpu", GPU },
  { "cuda", GPU },
  { "cpu", CPU },
  { "oncpu", CPU },
  { "cycle", CPU },
  { "clock", CPU },
  { "instruction", WORK },
  { "branch", WORK },
  { "uop", WORK },
  { "thread", THREADS },
  { "threadcreate", THREADS },
  { "goroutine", THREADS },
  { "goroutineleak", THREADS },
};

/* Bytes of a name that are read: more is no name, and there may be many.  */
#define NAME_MAX_READ 100

/* True if the LENGTH bytes at TEXT are WORD, its plural, or the time of it, as
   in "walltime".  */
static bool
word_p (const char *text, size_t length, const char *word)
{
  static const char *const ends[] = { "", "s", "es", "time" };
  size_t n = strlen (word);

  if (length < n || !pgo_same_letters_p (text, word, n))
    return false;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (length - n == strlen (ends[i])
        && pgo_same_letters_p (text + n, ends[i], length - n))
      return true;
  return false;
}

/* The length of the word that TEXT begins with, as in "alloc_space" and
   "WallTime"; 0 where it begins with none.  */
static size_t
word_length (const char *text)
{
  size_t n = 0;

  while (pgo_alnum_p (text[n])
         && !(n > 0 && pgo_lower_p (text[n - 1]) && pgo_upper_p (text[n])))
    n++;
  return n;
}

/* What the words of TEXT say, or FOUND where that comes before.  */
static enum measure
measure_text (const char *text, enum measure found)
{
  const char *end = text + strnlen (text, NAME_MAX_READ);

  while (text < end)
    {
      size_t n = word_length (text);
      for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].measure < found && word_p (text, n, words[i].word))
          found = words[i].measure;
      text += n > 0 ? n : 1;
    }
  return found;
}

/* Is TYPE perf's name of a tracepoint or probe, "sched:sched_switch", and not
   that of an event with modifiers, "cycles:u"?  */
static bool
tracepoint_p (const char *type)
{
  const char *colon = strchr (type, ':');
  const char *last = strrchr (type, ':');

  /* Pyroscope has more of them in the names of its types.  */
  return colon && colon > type
         && pgo_letter_p (colon[strspn (colon, ":ukhIGHpPSDWeb")])
         && (last == colon || !last[strspn (last, ":ukhIGHpPSDWeb")]);
}

/* What TYPE says itself.  */
static enum measure
said_by (const struct pgo_value_type *type)
{
  enum measure measure
      = measure_text (type->unit, measure_text (type->type, UNSAID));

  return measure > EVENTS && tracepoint_p (type->type) ? EVENTS : measure;
}

static bool
fit_p (enum measure measure)
{
  return !measures[measure].what;
}

/* Is UNIT one of numbers of samples or events?  */
static bool
counting_unit_p (const char *unit)
{
  static const char *const units[] = { "count", "sample", "event", "tick" };

  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (word_p (unit, strlen (unit), units[i]))
      return true;
  return false;
}

/* What those types of PROFILE weigh that do not say it themselves.  */
static enum measure
context_of (const struct pgo_profile *profile)
{
  enum measure measure = said_by (&profile->period_type);
  bool on_cpu = false;

  if (measure != UNSAID)
    return measure;
  for (size_t i = 0; i < profile->n_value_types; i++)
    {
      enum measure said = said_by (&profile->value_types[i]);
      if (said == WALL)
        return WALL;
      on_cpu |= fit_p (said) && said != UNSAID;
      if (measure == UNSAID)
        measure = said;
    }
  return on_cpu ? CPU : measure;
}

/* What TYPE weighs, in CONTEXT.  */
static enum measure
measure_of (const struct pgo_value_type *type, enum measure context)
{
  enum measure measure = said_by (type);

  if (!*type->type || !*type->unit)
    return NAMELESS;
  if (measure != UNSAID)
    return measure;
  if (context != UNSAID)
    return context;
  /* What OpenTelemetry calls events are probes and waiting, unless it says
     that they are of a CPU; others weigh joules, or packets.  */
  return word_p (type->type, strlen (type->type), "event")
                 || (nanoseconds_in (type->unit) == 0
                     && !counting_unit_p (type->unit))
             ? EVENTS
             : UNSAID;
}

static bool
ends_in_p (const char *text, const char *end)
{
  size_t length = strlen (text), end_length = strlen (end);

  return length >= end_length && strcmp (text + length - end_length, end) == 0;
}

/* Is TYPE the usual one of samples?  */
static bool
samples_p (const struct pgo_value_type *type)
{
  return word_p (type->type, strlen (type->type), "sample")
         && strcmp (type->unit, PGO_UNIT_SAMPLES) == 0;
}

/* The rank of TYPE in CONTEXT.  */
static enum rank
rank_of (const struct pgo_value_type *type, enum measure context)
{
  bool on_cpu = said_by (type) == CPU;

  if (!fit_p (measure_of (type, context)))
    return RANK_UNFIT;
  if (nanoseconds_in (type->unit) > 0)
    return on_cpu ? RANK_CPU_TIME : RANK_TIME;
  if (samples_p (type))
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
  enum measure context = context_of (profile);
  size_t best = profile->n_value_types;

  *best_rank = RANK_UNFIT;
  for (size_t i = 0; i < profile->n_value_types; i++)
    {
      enum rank rank = rank_of (&profile->value_types[i], context);
      if (rank == RANK_UNFIT || rank > *best_rank)
        continue;
      if (rank < *best_rank || i == profile->default_type
          || (rank == RANK_OTHER && best != profile->default_type))
        best = i;
      *best_rank = rank;
    }
  return best;
}

/* True if values of TYPE, in CONTEXT, are numbers of samples.  */
static bool
counts_samples_p (const struct pgo_value_type *type, enum measure context)
{
  return strcmp (type->unit, PGO_UNIT_SAMPLES) == 0
         && rank_of (type, context) != RANK_UNFIT
         && (samples_p (type) || strcmp (type->type, PGO_TYPE_TIME) == 0
             || ends_in_p (type->type, "_sample")
             || ends_in_p (type->type, "-samples")
             || ends_in_p (type->type, "_samples"));
}

/* The type of PROFILE, of CONTEXT, that counts samples, TYPE if that does, else
   the first; PGO_NONE where there is none.  */
static size_t
counting_type (const struct pgo_profile *profile, size_t type,
               enum measure context)
{
  if (counts_samples_p (&profile->value_types[type], context))
    return type;
  for (size_t i = 0; i < profile->n_value_types; i++)
    if (counts_samples_p (&profile->value_types[i], context))
      return i;
  return PGO_NONE;
}

/* The period of PROFILE in nanoseconds; 0 where it is not known, or no time. */
static int64_t
period_in_nanoseconds (const struct pgo_profile *profile)
{
  int64_t period;

  if (profile->period <= 0
      || __builtin_mul_overflow (nanoseconds_in (profile->period_type.unit),
                                 profile->period, &period))
    return 0;
  return period;
}

/* Nanoseconds in one of the values of PROFILE's TYPE, which is of RANK; 0 where
   that is not known.  */
static int64_t
time_scale (const struct pgo_profile *profile, size_t type, enum rank rank)
{
  const char *unit = profile->value_types[type].unit;

  if (rank <= RANK_TIME)
    return nanoseconds_in (unit);
  if (rank <= RANK_CPU_COUNT && strcmp (unit, PGO_UNIT_SAMPLES) == 0
      && strcmp (profile->period_type.type, PGO_TYPE_TIME) == 0)
    return period_in_nanoseconds (profile);
  return 0;
}

/* What one sample of PROFILE weighs, by WEIGHING and what its header says; 0 if
   that is nothing.  */
static int64_t
stated_sample (const struct pgo_profile *profile,
               const struct pgo_weighing *weighing)
{
  const struct pgo_value_type *type = &profile->value_types[weighing->type];
  const struct pgo_value_type *period = &profile->period_type;

  if (weighing->counts == weighing->type
      || (weighing->time && strcmp (type->unit, PGO_UNIT_SAMPLES) == 0))
    return weighing->scale;
  if (weighing->time)
    return period_in_nanoseconds (profile);
  if (profile->period > 0 && strcmp (period->type, type->type) == 0
      && strcmp (period->unit, type->unit) == 0)
    return profile->period;
  return 0;
}

/* The mean weight of PROFILE's samples, if it counts them; 0 if not.  */
static int64_t
mean_sample (const struct pgo_profile *profile,
             const struct pgo_weighing *weighing)
{
  unsigned __int128 weights = 0, samples = 0;

  if (weighing->counts == PGO_NONE)
    return 0;
  for (size_t i = 0; i < profile->n_samples; i++)
    {
      int64_t divisor, weight;
      int64_t count = pgo_sample_count (profile, weighing, i, &divisor);

      pgo_sample_weight (profile, weighing, i, &weight);
      if (weight <= 0 || count <= 0)
        continue;
      weights += (uint64_t) weight;
      samples += (uint64_t) count;
    }
  return pgo_mean_weight (weights, samples);
}

/* The least weight of PROFILE's samples that is above 0; 1 where none is.  */
static int64_t
least_sample (const struct pgo_profile *profile,
              const struct pgo_weighing *weighing)
{
  int64_t least = 0;

  for (size_t i = 0; i < profile->n_samples; i++)
    {
      int64_t weight;

      pgo_sample_weight (profile, weighing, i, &weight);
      if (weight > 0 && (least == 0 || weight < least))
        least = weight;
    }
  return least > 0 ? least : 1;
}

/* Set *WEIGHING to how PROFILE weighs by its TYPE.  */
static void
weigh_by (const struct pgo_profile *profile, size_t type,
          struct pgo_weighing *weighing)
{
  enum measure context = context_of (profile);
  int64_t scale = time_scale (profile, type,
                              rank_of (&profile->value_types[type], context));

  *weighing
      = (struct pgo_weighing){ .type = type,
                               .scale = scale > 0 ? scale : 1,
                               .counts = counting_type (profile, type, context),
                               .time = scale > 0,
                               .unit = profile->value_types[type] };
  if (weighing->time)
    weighing->unit = (struct pgo_value_type){ PGO_TYPE_TIME, PGO_UNIT_TIME };
  weighing->sample = stated_sample (profile, weighing);
  if (weighing->sample == 0)
    weighing->sample = mean_sample (profile, weighing);
  weighing->sample_known = weighing->sample > 0;
  if (!weighing->sample_known)
    weighing->sample = least_sample (profile, weighing);
}

/* Append TEXT to LIST of SIZE bytes, as far as it goes.  */
static void
append (char *list, size_t size, const char *text)
{
  size_t length = strlen (list);

  snprintf (list + length, size - length, "%s", text);
}

char *
pgo_profile_unfit (const struct pgo_profile *profile, const char **cure)
{
  char list[200] = "", text[400];
  enum measure context = context_of (profile), first = NAMELESS;

  *cure = measures[NAMELESS].cure;
  if (profile->n_value_types == 0)
    return pgo_xstrdup ("the profile has no sample type");
  for (size_t i = 0; i < profile->n_value_types; i++)
    {
      const struct pgo_value_type *type = &profile->value_types[i];
      append (list, sizeof list, i > 0 ? ", " : "");
      append (list, sizeof list, type->type);
      append (list, sizeof list, "/");
      append (list, sizeof list, type->unit);
      if (first == NAMELESS)
        first = measure_of (type, context);
    }
  *cure = measures[first].cure;
  snprintf (text, sizeof text, "sample_type: no type weighs CPU time: %s: %s",
            list, measures[first].what);
  return pgo_xstrdup (text);
}

bool
pgo_profile_weigh (const struct pgo_profile *profile, const char *file,
                   struct pgo_weighing *weighing, struct pgo_error *err)
{
  enum rank rank;
  size_t type = best_type (profile, &rank);

  if (rank == RANK_UNFIT)
    {
      const char *cure;
      char *what = pgo_profile_unfit (profile, &cure);
      pgo_error_set (err, "%s: %s; %s", file, what, cure);
      free (what);
      return false;
    }
  weigh_by (profile, type, weighing);
  return true;
}

bool
pgo_profile_weigh_events (const struct pgo_profile *profile, const char *file,
                          struct pgo_weighing *weighing, struct pgo_error *err)
{
  const struct pgo_value_type *other;

  if (!pgo_profile_weigh (profile, file, weighing, err))
    return false;
  other = &profile->value_types[profile->default_type];
  if (!weighing->time && weighing->counts == weighing->type
      && strcmp (other->unit, "count") == 0
      && rank_of (other, context_of (profile)) != RANK_UNFIT)
    weigh_by (profile, profile->default_type, weighing);
  return true;
}

bool
pgo_sample_weight (const struct pgo_profile *profile,
                   const struct pgo_weighing *weighing, size_t i,
                   int64_t *weight)
{
  int64_t value = profile->values[i * profile->n_value_types + weighing->type];

  if (!__builtin_mul_overflow (value, weighing->scale, weight))
    return true;
  *weight = value > 0 ? INT64_MAX : INT64_MIN;
  return false;
}

int64_t
pgo_sample_count (const struct pgo_profile *profile,
                  const struct pgo_weighing *weighing, size_t i,
                  int64_t *divisor)
{
  int64_t weight;

  *divisor = 1;
  if (weighing->counts != PGO_NONE)
    return profile->values[i * profile->n_value_types + weighing->counts];
  *divisor = weighing->sample;
  pgo_sample_weight (profile, weighing, i, &weight);
  return weight;
}

int64_t
pgo_profile_count_samples (const struct pgo_profile *profile,
                           const struct pgo_weighing *weighing)
{
  int64_t sum = 0, divisor = 1;

  if (!weighing->sample_known && weighing->counts == PGO_NONE)
    return -1;
  for (size_t i = 0; i < profile->n_samples; i++)
    {
      int64_t count = pgo_sample_count (profile, weighing, i, &divisor);
      if (count > 0)
        sum = pgo_add_saturating (sum, count);
    }
  return sum / divisor;
}

int64_t
pgo_mean_weight (unsigned __int128 weight, unsigned __int128 samples)
{
  unsigned __int128 mean = samples > 0 ? (weight + samples / 2) / samples : 0;

  return mean > INT64_MAX ? INT64_MAX : (int64_t) mean;
}

char *
pgo_weighing_unit (const struct pgo_weighing *weighing)
{
  const struct pgo_value_type *unit = &weighing->unit;
  size_t size = strlen (unit->type) + strlen (unit->unit) + 2;
  char *text;

  if (weighing->time)
    return pgo_xstrdup (PGO_UNIT_TIME);
  text = pgo_xmalloc (size);
  snprintf (text, size, "%s/%s", unit->type, unit->unit);
  return text;
}
