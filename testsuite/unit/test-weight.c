/* Test what the samples of a profile weigh.
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

   A profile is a row: its value types, its period and the values of its
   stacks.  */

#include <inttypes.h>
#include <stdlib.h>

#include "pprof/weight.h"
#include "unit.h"

/* A profile: TYPES are "TYPE/UNIT" with blanks between, the period is N of the
   type PERIOD ("" for none), VALUES are those of one stack after the other.  */
struct row
{
  const char *types;
  const char *period;
  int64_t n;
  const int64_t *values;
  size_t n_values;
};

#define VALUES(...)                                                            \
  (const int64_t[]){ __VA_ARGS__ },                                            \
      sizeof ((const int64_t[]){ __VA_ARGS__ }) / sizeof (int64_t)
#define NO_VALUES NULL, 0

/* Cut TEXT in two at its last slash, and return the second half.  */
static const char *
cut_unit (char *text)
{
  char *slash = strrchr (text, '/');

  *slash = '\0';
  return slash + 1;
}

static struct pgo_profile *
build (const struct row *row)
{
  struct pgo_builder *b = pgo_builder_new ();
  char *text = strdup (row->types), *save;
  size_t n_types = 0;

  for (char *word = strtok_r (text, " ", &save); word;
       word = strtok_r (NULL, " ", &save), n_types++)
    {
      const char *unit = cut_unit (word);
      pgo_builder_add_type (b, word, unit);
    }
  free (text);
  text = strdup (row->period[0] ? row->period : "/");
  const char *unit = cut_unit (text);
  pgo_builder_set_period (b, text, unit, row->n);
  free (text);
  for (size_t i = 0; i < row->n_values; i += n_types)
    {
      const struct pgo_function f = { "f", "f", "f.c", 1 };
      const struct pgo_line line = { .function = pgo_builder_function (b, &f),
                                     .line = (int64_t) i + 1 };
      uint32_t stack = pgo_builder_location (b, PGO_NONE, i, &line, 1);
      pgo_builder_add_sample (b, &stack, 1, row->values + i);
    }
  return pgo_builder_finish (b);
}

/* Which type weighs, and by which factor; 0 where that is no time.  */
static void
test_types (void)
{
  static const struct
  {
    const char *types;
    const char *period;
    size_t default_type, want;
    int64_t scale;
  } cases[] = {
    { "samples/count cpu/nanoseconds", "cpu/nanoseconds", 0, 1, 1 },
    { "cpu/nanoseconds samples/count", "", 1, 0, 1 },
    { "cpu/microseconds", "", 0, 0, 1000 },
    { "wall/nanoseconds cpu/nanoseconds", "", 0, 1, 1 },
    { "cpu/nanoseconds wall/nanoseconds", "", 1, 0, 1 },
    { "cpu-samples/count cpu-time/nanoseconds alloc-samples/count "
      "alloc-space/bytes",
      "", 3, 1, 1 },
    { "samples/count alloc_objects/count", "cpu/nanoseconds", 1, 0, 10 },
    { "samples/count", "cpu/milliseconds", 0, 0, 10000000 },
    { "samples/count", "cycles/count", 0, 0, 0 },
    { "cpu/count", "cpu/nanoseconds", 0, 0, 10 },
    { "cycles_sample/count cycles_event/count", "", 1, 0, 0 },
    { "cycles_event/count cycles_sample/count", "", 0, 1, 0 },
    { "cache-misses_sample/count cpu-clock_sample/count", "", 0, 1, 0 },
    { "cycles_event/count instructions_event/count", "", 1, 0, 0 },
    { "instructions_sample/count instructions_event/count", "", 1, 1, 0 },
    { "a/count b/count c/count", "", 1, 1, 0 },
    { "a/count b/count alloc_space/bytes", "cycles/count", 2, 1, 0 },
    { "cpu/nanoseconds cpu/nanoseconds", "", 1, 1, 1 },
    { "delay/nanoseconds contentions/count", "", 0, 2, 0 },

    /* What producers of other profiles write.  */
    { "off_cpu/nanoseconds samples/count", "", 0, 2, 0 },
    { "wall/nanoseconds", "", 0, 1, 0 },
    { "inuse_space/bytes", "", 0, 1, 0 },
    { "page-faults_sample/count", "", 0, 1, 0 },
    { "samples/count wall/microseconds", "wall/microseconds", 0, 2, 0 },
    { "samples/count", "wallclock/nanoseconds", 0, 1, 0 },
    { "time/nanoseconds samples/count", "wall/nanoseconds", 0, 2, 0 },
    { "sample/count wall-time/nanoseconds timeline/nanoseconds", "", 0, 3, 0 },
    { "samples/count WallTime/ms", "", 0, 2, 0 },
    { "RealTime/nanoseconds", "", 0, 1, 0 },
    { "samples/count page-faults/count", "", 0, 2, 0 },
    { "samples/count context-switches/count", "context-switches/count", 1, 2,
      0 },
    { "samples/count cs/count", "", 0, 2, 0 },
    { "cpu-migrations_sample/count cpu-migrations_event/count", "", 0, 2, 0 },
    { "samples/count sched:sched_switch/count", "", 0, 2, 0 },
    { "probe_app:work/count", "", 0, 1, 0 },
    { "objects/count space/bytes", "space/bytes", 0, 2, 0 },
    { "samples/count alloc_space/bytes", "", 0, 2, 0 },
    { "samples/locks", "", 0, 1, 0 },
    { "lock-acquire-wait/nanoseconds lock-acquire/count", "", 0, 2, 0 },
    { "goroutine/count", "goroutine/count", 0, 1, 0 },
    { "threadcreate/count", "threadcreate/count", 0, 1, 0 },
    { "thread/count", "", 0, 1, 0 },
    { "events/nanoseconds", "", 0, 1, 0 },
    { "events/count", "", 0, 1, 0 },
    { "samples/count gpu_kernel/nanoseconds", "", 0, 2, 0 },
    { "offcputime/us", "", 0, 1, 0 },
    { "samples/count waittime/ms", "", 0, 2, 0 },
    { "OffCPU/ms", "", 0, 1, 0 },
    { "WALL_CLOCK/ns samples/count", "", 0, 2, 0 },
    { "energy/joules", "", 0, 1, 0 },
    { "samples/packets", "", 0, 1, 0 },
    { "bpf-output/count", "", 0, 1, 0 },
    { "sched:sched_switch:u/count", "", 0, 1, 0 },
    { "/", "", 0, 1, 0 },
    { "/nanoseconds", "", 0, 1, 0 },
    { "samples/", "", 0, 1, 0 },

    /* Each a twin of one above, with CPU time.  */
    { "sample/count wall-time/nanoseconds cpu-time/nanoseconds", "", 0, 2, 1 },
    { "samples/count wall/microseconds", "cpu/nanoseconds", 0, 0, 10 },
    { "samples/count cycles/count page-faults/count", "", 2, 0, 0 },
    { "samples/count cycles:u/count", "", 0, 0, 0 },
    { "instructions:uP/count", "", 0, 0, 0 },
    { "events/count", "cpu/nanoseconds", 0, 0, 0 },
    { "thread_cpu_time/nanoseconds", "", 0, 0, 1 },
    { "process_cpu:cpu:nanoseconds:cpu:nanoseconds/nanoseconds", "", 0, 0, 1 },
    { "time/ticks", "", 0, 0, 0 },
    { "energy/joules cycles/count", "", 0, 1, 0 },
    { "alloc_space/bytes CPUTime/ms", "", 0, 1, 1000000 },
    { "walls/count firewall/ms", "cpu/ms", 1, 1, 1000000 },
    { "/ cpu/nanoseconds", "", 0, 1, 1 },
    { "profiles/count multithreaded/count", "", 1, 1, 0 },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      const struct row row = { cases[i].types, cases[i].period, 10, NO_VALUES };
      struct pgo_profile *p = build (&row);
      struct pgo_weighing w = { .type = p->n_value_types };
      char name[200];

      p->default_type = cases[i].default_type;
      pgo_profile_weigh (p, "FILE", &w, NULL);
      snprintf (name, sizeof name, "of %s, %s by period", cases[i].types,
                cases[i].period[0] ? cases[i].period : "nothing");
      CHECK (name, w.type == cases[i].want
                       && (w.time ? w.scale : 0) == cases[i].scale);
      pgo_profile_free (p);
    }
}

/* What one sample weighs.  */
static void
test_sample (void)
{
  const struct
  {
    const char *name;
    struct row row;
    const char *unit;
    int64_t sample;
    bool known;
    int64_t samples; /* Of all stacks.  */
  } cases[] = {
    /* 6000 samples of 10 ms, in each unit.  */
    { "seconds",
      { "cpu/seconds", "cpu/seconds", 1, VALUES (60) },
      "nanoseconds",
      1000000000,
      true,
      60 },
    { "milliseconds",
      { "cpu/milliseconds", "cpu/milliseconds", 10, VALUES (60000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "microseconds",
      { "cpu/microseconds", "cpu/microseconds", 10000, VALUES (60000000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "nanoseconds",
      { "cpu/nanoseconds", "cpu/nanoseconds", 10000000, VALUES (60000000000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "short names of units",
      { "cpu/ms", "cpu/us", 10000, VALUES (60000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "count and milliseconds",
      { "samples/count cpu/milliseconds", "cpu/milliseconds", 10,
        VALUES (6000, 60000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "a period in another unit",
      { "cpu/nanoseconds", "cpu/milliseconds", 10, VALUES (60000000000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "a period in a smaller unit",
      { "cpu/milliseconds", "cpu/nanoseconds", 10000000, VALUES (60000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "count by a period in milliseconds",
      { "samples/count", "cpu/milliseconds", 10, VALUES (6000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "cpu/count by a period",
      { "cpu/count", "cpu/microseconds", 10000, VALUES (6000) },
      "nanoseconds",
      10000000,
      true,
      6000 },
    { "a period of any time",
      { "cpu/nanoseconds", "ticks/nanoseconds", 10, VALUES (60) },
      "nanoseconds",
      10,
      true,
      6 },

    /* Not time.  */
    { "count alone",
      { "samples/count", "", 0, VALUES (7, 3) },
      "samples/count",
      1,
      true,
      10 },
    { "cpu/count alone",
      { "cpu/count", "", 0, VALUES (7) },
      "cpu/count",
      1,
      true,
      7 },
    { "count, whatever a period in it says",
      { "samples/count", "samples/count", 100, VALUES (7) },
      "samples/count",
      1,
      true,
      7 },
    { "events and their period",
      { "cycles/count", "cycles/count", 100, VALUES (300, 500) },
      "cycles/count",
      100,
      true,
      8 },
    { "events and the period of others",
      { "cycles/count", "instructions/count", 100, VALUES (300, 500) },
      "cycles/count",
      300,
      false,
      -1 },
    { "samples before events",
      { "cycles/count samples/count", "cycles/count", 100, VALUES (300, 3) },
      "samples/count",
      1,
      true,
      3 },

    /* No period that helps, but a number of samples.  */
    { "no period, counted",
      { "samples/count cpu/nanoseconds", "", 0, VALUES (2, 21, 1, 9) },
      "nanoseconds",
      10,
      true,
      3 },
    { "a mean is rounded",
      { "samples/count cpu/nanoseconds", "", 0, VALUES (3, 8, 3, 7) },
      "nanoseconds",
      3,
      true,
      6 },
    { "period 0, counted in milliseconds",
      { "samples/count cpu/milliseconds", "cpu/milliseconds", 0,
        VALUES (2, 20) },
      "nanoseconds",
      10000000,
      true,
      2 },
    { "period below 0, counted",
      { "samples/count cpu/nanoseconds", "cpu/nanoseconds", -5,
        VALUES (2, 20) },
      "nanoseconds",
      10,
      true,
      2 },
    { "a period of nothing, counted",
      { "samples/count cpu/nanoseconds", "", 7, VALUES (2, 20) },
      "nanoseconds",
      10,
      true,
      2 },
    { "a period in events, counted",
      { "samples/count cpu/nanoseconds", "cycles/count", 7, VALUES (2, 20) },
      "nanoseconds",
      10,
      true,
      2 },
    { "samples that weigh nothing are no part of the mean",
      { "samples/count cpu/nanoseconds", "", 0,
        VALUES (2, 20, 50, 0, -3, 40, 5, -5) },
      "nanoseconds",
      10,
      true,
      57 },
    { "what counts allocations counts no samples",
      { "alloc-samples/count cpu-time/nanoseconds cpu-samples/count", "", 0,
        VALUES (900, 20, 2) },
      "nanoseconds",
      10,
      true,
      2 },

    { "samples of the wall clock count no CPU time",
      { "samples/count wall/nanoseconds cpu/nanoseconds", "wall/nanoseconds",
        10, VALUES (900, 9000, 20) },
      "nanoseconds",
      10,
      true,
      2 },
    { "samples beside allocations do",
      { "samples/count alloc_space/bytes cpu/nanoseconds", "", 10,
        VALUES (2, 9000, 20) },
      "nanoseconds",
      10,
      true,
      2 },

    /* Nothing but weights: the least is a guess.  */
    { "no period, not counted",
      { "cpu/nanoseconds", "", 0, VALUES (30, 20, 0, -1, 40) },
      "nanoseconds",
      20,
      false,
      -1 },
    { "a period of nothing, not counted",
      { "cpu/milliseconds", "", 10, VALUES (30, 20) },
      "nanoseconds",
      20000000,
      false,
      -1 },
    { "no weight at all",
      { "cpu/nanoseconds", "", 0, VALUES (0, -5) },
      "nanoseconds",
      1,
      false,
      -1 },
    { "no sample",
      { "cpu/nanoseconds", "", 0, NO_VALUES },
      "nanoseconds",
      1,
      false,
      -1 },

    /* More than 63 bits.  */
    { "a period that overflows",
      { "cpu/nanoseconds samples/count", "cpu/seconds", INT64_MAX,
        VALUES (20, 2) },
      "nanoseconds",
      10,
      true,
      2 },
    { "a period that overflows, not counted",
      { "cpu/nanoseconds", "cpu/seconds", INT64_MAX, VALUES (20) },
      "nanoseconds",
      20,
      false,
      -1 },
    { "count by a period that overflows",
      { "samples/count", "cpu/milliseconds", INT64_MAX, VALUES (6) },
      "samples/count",
      1,
      true,
      6 },
    { "a mean that overflows nowhere",
      { "samples/count cpu/seconds", "", 0,
        VALUES (1, INT64_MAX, 1, INT64_MAX) },
      "nanoseconds",
      INT64_MAX,
      true,
      2 },
    { "counts that overflow",
      { "samples/count", "", 0, VALUES (INT64_MAX, INT64_MAX) },
      "samples/count",
      1,
      true,
      INT64_MAX },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct pgo_profile *p = build (&cases[i].row);
      struct pgo_weighing w = { 0 };
      char name[200], *unit;

      CHECK (cases[i].name, pgo_profile_weigh (p, "FILE", &w, NULL));
      unit = pgo_weighing_unit (&w);
      snprintf (name, sizeof name, "%s: unit", cases[i].name);
      CHECK_STRING (name, unit, cases[i].unit);
      free (unit);
      snprintf (name, sizeof name, "%s: one sample (%" PRId64 ")",
                cases[i].name, w.sample);
      CHECK (name,
             w.sample == cases[i].sample && w.sample_known == cases[i].known);
      snprintf (name, sizeof name, "%s: all samples", cases[i].name);
      CHECK (name, pgo_profile_count_samples (p, &w) == cases[i].samples);
      pgo_profile_free (p);
    }
}

/* Weight and number of samples of single stacks.  */
static void
test_stacks (void)
{
  const struct row row = { "cpu/milliseconds", "cpu/milliseconds", 10,
                           VALUES (25, INT64_MAX, INT64_MIN, -20) };
  const struct row counted
      = { "cpu/nanoseconds samples/count", "", 0, VALUES (25, 4, -25, -4) };
  struct pgo_profile *p = build (&row);
  struct pgo_weighing w;
  int64_t weight, divisor;

  pgo_profile_weigh (p, "FILE", &w, NULL);
  CHECK ("weight in nanoseconds",
         pgo_sample_weight (p, &w, 0, &weight) && weight == 25000000);
  CHECK ("number of samples, as a quotient",
         pgo_sample_count (p, &w, 0, &divisor) == 25000000
             && divisor == 10000000);
  CHECK ("weight beyond 63 bits",
         !pgo_sample_weight (p, &w, 1, &weight) && weight == INT64_MAX);
  CHECK ("weight below them",
         !pgo_sample_weight (p, &w, 2, &weight) && weight == INT64_MIN);
  CHECK ("weight below 0",
         pgo_sample_weight (p, &w, 3, &weight) && weight == -20000000);
  pgo_profile_free (p);

  p = build (&counted);
  pgo_profile_weigh (p, "FILE", &w, NULL);
  CHECK ("number of samples that is counted",
         pgo_sample_count (p, &w, 0, &divisor) == 4 && divisor == 1);
  CHECK ("and below 0",
         pgo_sample_count (p, &w, 1, &divisor) == -4 && divisor == 1);
  pgo_profile_free (p);

  CHECK ("mean of nothing", pgo_mean_weight (5, 0) == 0);
  CHECK ("mean, rounded down", pgo_mean_weight (14, 10) == 1);
  CHECK ("mean, rounded up", pgo_mean_weight (15, 10) == 2);
}

/* What unfit profiles are told.  */
static void
test_unfit (void)
{
  static const struct
  {
    const char *types;
    const char *period;
    const char *want;
  } cases[] = {
    { "alloc_objects/count alloc_space/bytes", "",
      "alloc_objects/count, alloc_space/bytes: memory; record CPU time "
      "instead, with gcc-pgo record or with your profiler's CPU profile" },
    { "samples/count wall/ns", "",
      "samples/count, wall/ns: wall-clock time, which passes while a program "
      "waits; record CPU time instead, with gcc-pgo record or with your "
      "profiler's CPU mode" },
    { "samples/count", "delay/ns",
      "samples/count: waiting; record CPU time instead, with gcc-pgo record or "
      "with your profiler's CPU profile" },
    { "page-faults/count", "",
      "page-faults/count: events that do not grow with CPU time; record CPU "
      "time instead, with gcc-pgo record or with perf record -e cpu-clock" },
    { "goroutine/count", "",
      "goroutine/count: threads; record CPU time instead, with gcc-pgo record "
      "or with your profiler's CPU profile" },
    { "/", "",
      "/: something without a name or a unit; take a profile whose sample type "
      "says what it weighs, such as cpu/nanoseconds or samples/count" },
    { "/ mutex/ns", "",
      "/, mutex/ns: waiting; record CPU time instead, with gcc-pgo record or "
      "with your profiler's CPU profile" },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      const struct row row = { cases[i].types, cases[i].period, 10, NO_VALUES };
      struct pgo_profile *p = build (&row);
      struct pgo_weighing w;
      struct pgo_error err = { "" };
      char name[100], want[400];

      snprintf (name, sizeof name, "unfit: %s", cases[i].types);
      snprintf (want, sizeof want,
                "FILE: sample_type: no type weighs CPU time: %s",
                cases[i].want);
      CHECK (name, !pgo_profile_weigh (p, "FILE", &w, &err));
      CHECK_STRING (name, err.message, want);
      pgo_profile_free (p);
    }
}

/* What PGO_PROFILE_WEIGH_EVENTS makes of ROW, whose default type is TYPE.  */
static const char *
events (const char *types, size_t type)
{
  static char text[100];
  const struct row row = { types, "", 0, NO_VALUES };
  struct pgo_profile *p = build (&row);
  struct pgo_weighing w;
  struct pgo_error err;

  p->default_type = type;
  if (pgo_profile_weigh_events (p, "FILE", &w, &err))
    snprintf (text, sizeof text, "%s %d", w.unit.type, (int) w.counts);
  else
    snprintf (text, sizeof text, "unfit");
  pgo_profile_free (p);
  return text;
}

static void
test_events (void)
{
  CHECK_STRING ("events say more than samples",
                events ("samples/count cycles/count", 1), "cycles 0");
  CHECK_STRING ("if they are the default",
                events ("samples/count cycles/count", 0), "samples 0");
  CHECK_STRING ("and of the CPU",
                events ("samples/count cycles/count page-faults/count", 2),
                "samples 0");
  CHECK_STRING ("but not than time",
                events ("samples/count cpu/nanoseconds cycles/count", 2),
                "cpu 0");
  CHECK_STRING ("nor bytes",
                events ("samples/count cycles/count size/bytes", 2),
                "samples 0");
  CHECK_STRING ("and memory is no weight",
                events ("alloc_space/bytes live/count", 1), "unfit");
}

int
main (void)
{
  test_types ();
  test_sample ();
  test_stacks ();
  test_unfit ();
  test_events ();
  return unit_end ();
}
