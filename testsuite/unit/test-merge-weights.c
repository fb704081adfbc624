/* Merging profiles: units and weights.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "inputs.h"

static bool
weight_is (const char *text, uint64_t want)
{
  uint64_t weight;

  return pgo_merge_parse_weight (text, strlen (text), &weight)
         && weight == want;
}

static void
test_parse_weight (void)
{
  static const char *const bad[]
      = { "",      "0",         "0.0",       ".5",
          "1.",    "-1",        "+1",        "1e3",
          " 1",    "1 ",        "x",         "1,5",
          "1.2.3", "1000000.1", "0.0000001", "99999999999999999999",
          NULL };
  uint64_t weight;

  CHECK ("weight 1", weight_is ("1", PGO_MERGE_ONE));
  CHECK ("weight 0.25", weight_is ("0.25", PGO_MERGE_ONE / 4));
  CHECK ("weight 12.000001", weight_is ("12.000001", 12000001));
  CHECK ("largest weight", weight_is ("1000000", PGO_MERGE_WEIGHT_MAX));
  CHECK ("weight before a colon",
         pgo_merge_parse_weight ("3:x", 1, &weight) && weight == 3000000);
  for (size_t i = 0; bad[i]; i++)
    {
      char name[80];
      snprintf (name, sizeof name, "bad weight '%s'", bad[i]);
      CHECK (name, !pgo_merge_parse_weight (bad[i], strlen (bad[i]), &weight));
    }
}

static void
test_units (void)
{
  struct draft a = begin_cpu ();
  struct draft b = begin (false, "samples", "count", 0);
  struct draft c = begin (false, "cpu", "nanoseconds", 40);
  struct draft d = begin (false, "time", "microseconds", 0);
  struct pgo_profile *p;

  sample (&a, "main foo", 2, 20);
  pgo_builder_set_period (b.builder, "cpu", "nanoseconds", 20);
  sample (&b, "main foo", 3, 0);
  sample (&c, "main foo", 60, 0);
  sample (&d, "main bar", 7, 0);
  p = merged (
      (struct pgo_profile *[]){ end (&a), end (&b), end (&c), end (&d) }, 4);
  CHECK ("samples and nanoseconds", cpu_types_p (p));
  CHECK ("equal stacks are one", p->n_samples == 2);
  CHECK ("weights of four units", total (p, 1) == 20 + 60 + 60 + 7000);
  /* 60 ns of 40 ns a sample are one and a half; the stack without a period is
     one; a half is rounded up.  */
  CHECK ("counts of four kinds", total (p, 0) == 8);
  CHECK ("period is the mean",
         p->period == (7140 + total (p, 0) / 2) / total (p, 0));
  CHECK_STRING ("type of the period", p->period_type.type, "cpu");
  CHECK_STRING ("unit of the period", p->period_type.unit, "nanoseconds");
  pgo_profile_free (p);

  a = begin_cpu ();
  b = begin_cpu ();
  sample (&a, "main", 1, 11);
  sample (&b, "main", 1, 12);
  p = merged ((struct pgo_profile *[]){ end (&a), end (&b) }, 2);
  CHECK ("the common period stays", p->period == 10);
  pgo_profile_free (p);

  a = begin (false, "cpu", "milliseconds", 10);
  b = begin (false, "cpu", "microseconds", 10000);
  sample (&a, "main", 40, 0);
  sample (&b, "main", 20000, 0);
  p = merged ((struct pgo_profile *[]){ end (&a), end (&b) }, 2);
  CHECK ("samples of milliseconds and of microseconds", total (p, 0) == 6);
  CHECK ("periods are compared in nanoseconds", p->period == 10000000);
  pgo_profile_free (p);

  a = begin (false, "cycles", "count", 0);
  sample (&a, "main", 300, 0);
  sample (&a, "main foo", 100, 0);
  p = merged ((struct pgo_profile *[]){ end (&a) }, 1);
  CHECK ("where nothing says what a sample weighs, the least does",
         total (p, 0) == 4 && total (p, 1) == 400 && p->period == 100);
  pgo_profile_free (p);

  a = begin (true, "cycles", "count", 1000);
  b = begin (true, "cycles", "count", 1000);
  sample (&a, "main", 1, 1000);
  sample (&b, "main", 2, 2000);
  p = merged ((struct pgo_profile *[]){ end (&a), end (&b) }, 2);
  CHECK ("cycles stay", p->n_value_types == 2 && total (p, 1) == 3000);
  CHECK_STRING ("cycles are named", p->value_types[1].type, "cycles");
  CHECK ("period of cycles", p->period == 1000);
  pgo_profile_free (p);

  a = begin (false, "samples", "count", 0);
  b = begin (false, "samples", "count", 0);
  sample (&a, "main", 1, 0);
  sample (&b, "main", 2, 0);
  p = merged ((struct pgo_profile *[]){ end (&a), end (&b) }, 2);
  CHECK ("bare counts stay", p->n_value_types == 1 && total (p, 0) == 3);
  CHECK ("without a period", p->period == 0 && !*p->period_type.type);
  pgo_profile_free (p);
}

/* Merging A and then B fails with the message WANT.  */
static void
refused (const char *name, struct draft *a, struct draft *b, const char *want)
{
  struct pgo_merge *merge = pgo_merge_new (false);
  struct pgo_error err;

  sample (a, "main", 1, 1);
  sample (b, "main", 1, 1);
  if (!add (merge, end (a), "A", PGO_MERGE_ONE, &err)
      || add (merge, end (b), "B", PGO_MERGE_ONE, &err))
    CHECK (name, false);
  else
    CHECK_STRING (name, err.message, want);
  pgo_merge_free (merge);
}

static void
test_unit_errors (void)
{
  struct draft a = begin_cpu ();
  struct draft b = begin (false, "samples", "count", 0);

  refused ("counts after time", &a, &b,
           "B: weighs samples in samples/count, but A in cpu/nanoseconds; B "
           "does not say how much CPU time that is");
  a = begin (true, "cycles", "count", 1000);
  b = begin_cpu ();
  refused ("time after counts", &a, &b,
           "B: weighs samples in cpu/nanoseconds, but A in cycles/count; A "
           "does not say how much CPU time that is");
  a = begin_cpu ();
  b = begin (false, "alloc_space", "bytes", 0);
  refused ("no time at all", &a, &b,
           "B: sample_type: no type weighs CPU time: alloc_space/bytes: memory; "
           "record CPU time instead, with gcc-pgo record or with your profiler's "
           "CPU profile");
  a = begin (true, "cycles", "count", 1000);
  b = begin (true, "instructions", "count", 1000);
  refused ("two events", &a, &b,
           "B: weighs samples in instructions/count, but A in cycles/count");
}

static void
test_weights (void)
{
  struct pgo_merge *merge = pgo_merge_new (false);
  struct draft a = begin_cpu ();
  struct draft b = begin_cpu ();
  struct pgo_profile *p;
  struct pgo_error err;
  char stack[] = "main a";

  for (char c = 'a'; c <= 'j'; c++)
    {
      stack[5] = c;
      sample (&a, stack, 1, 1000);
    }
  sample (&b, "main z", 7, 70);
  add (merge, end (&a), "A", PGO_MERGE_ONE / 4, &err);
  add (merge, end (&b), "B", PGO_MERGE_ONE * 3, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("weights are exact where they can be", total (p, 1) == 2500 + 210);
  CHECK ("fractions of samples add up", total (p, 0) == 24);
  CHECK ("no stack with weight is lost", p->n_samples == 11);
  pgo_profile_free (p);
  pgo_merge_free (merge);

  merge = pgo_merge_new (false);
  for (int i = 0; i < 4; i++)
    {
      a = begin_cpu ();
      sample (&a, "main a", 1, 1);
      sample (&a, "main b", 1, 1);
      add (merge, end (&a), "A", PGO_MERGE_ONE / 4, &err);
    }
  p = pgo_merge_finish (merge, &err);
  CHECK ("quarters of four inputs are wholes",
         p->n_samples == 2 && p->values[0] == 1 && p->values[1] == 1
             && p->values[2] == 1 && p->values[3] == 1);
  pgo_profile_free (p);
  pgo_merge_free (merge);

  merge = pgo_merge_new (false);
  a = begin (false, "samples", "count", 0);
  sample (&a, "main a", 1, 0);
  sample (&a, "main b", 1, 0);
  add (merge, end (&a), "A", PGO_MERGE_ONE / 2, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("what is left of nothing is left out",
         p->n_samples == 1 && total (p, 0) == 1);
  pgo_profile_free (p);
  pgo_merge_free (merge);
}

static void
test_normalize (void)
{
  struct pgo_merge *merge = pgo_merge_new (true);
  struct draft a = begin_cpu ();
  struct draft b = begin_cpu ();
  struct draft c = begin_cpu ();
  struct pgo_profile *p;
  struct pgo_error err;

  sample (&a, "main a", 100, 1000);
  sample (&b, "main b", 10, 100);
  sample (&b, "main c", 20, 200);
  sample (&c, "main d", 5, 0); /* No weight to scale.  */
  add (merge, end (&a), "A", PGO_MERGE_ONE, &err);
  add (merge, end (&b), "B", PGO_MERGE_ONE * 2, &err);
  add (merge, end (&c), "C", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  /* The mean of the totals is 650; B counts twice.  */
  CHECK ("three stacks", p->n_samples == 3);
  CHECK ("the total is the mean of the totals, weighted",
         total (p, 1) == 650 * 3);
  CHECK ("each counts the same", p->values[1] == 650);
  CHECK ("and then by its weight", p->values[3] == 433 && p->values[5] == 867);
  CHECK ("counts are scaled with them", p->values[0] == 65);
  pgo_profile_free (p);
  pgo_merge_free (merge);
}

static void
test_overflow (void)
{
  struct pgo_merge *merge = pgo_merge_new (false);
  struct draft a = begin (false, "samples", "count", 0);
  struct draft b = begin_cpu ();
  struct pgo_profile *p;
  struct pgo_error err;

  pgo_builder_set_period (a.builder, "cpu", "nanoseconds", 1 << 30);
  sample (&a, "main", INT64_MAX / 4, 0);
  sample (&b, "main", 1, 10);
  add (merge, end (&a), "A", PGO_MERGE_WEIGHT_MAX, &err);
  add (merge, end (&b), "B", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("weights beyond 63 bits", !p);
  CHECK_STRING ("weights beyond 63 bits, message", err.message,
                "the sum of all weights overflows 63 bits");
  pgo_profile_free (p);
  pgo_merge_free (merge);

  merge = pgo_merge_new (true);
  a = begin_cpu ();
  sample (&a, "main a", INT64_MAX, INT64_MAX);
  sample (&a, "main b", INT64_MAX, INT64_MAX);
  add (merge, end (&a), "A", PGO_MERGE_WEIGHT_MAX, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("normalized weights beyond 63 bits", !p);
  pgo_profile_free (p);
  pgo_merge_free (merge);

  merge = pgo_merge_new (false);
  a = begin_cpu ();
  sample (&a, "main", 1, INT64_MAX - 20);
  b = begin_cpu ();
  sample (&b, "main", 1, 20);
  add (merge, end (&a), "A", PGO_MERGE_ONE, &err);
  add (merge, end (&b), "B", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("weights of 63 bits", p && total (p, 1) == INT64_MAX);
  pgo_profile_free (p);
  pgo_merge_free (merge);
}

int
main (void)
{
  test_parse_weight ();
  test_units ();
  test_unit_errors ();
  test_weights ();
  test_normalize ();
  test_overflow ();
  return unit_end ();
}
