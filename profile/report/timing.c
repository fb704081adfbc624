/* Builds that were timed against one another.
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

   The ratio of two means has the interval of its logarithm, by the delta
   method: the variance of ln (A / B) is nearly that of A's mean over A squared,
   and the same of B.  Degrees of freedom are Welch's, and the quantile of
   Student's t is the expansion of Cornish and Fisher (Abramowitz and
   Stegun, 26.7.5), which is low by 3 % for two degrees, and by less for more.
   The runs are taken for independent, so that a machine which grows slower in
   between is not seen.

   A file by scripts/ab has its own ratios, intervals and verdicts, of several
   placements of the code: they are taken as they are.  */

#include "report/timing.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

/* Fewer runs have no interval.  */
#define LEAST_RUNS 3

/* The 97.5th percentile of the normal distribution.  */
#define NORMAL_QUANTILE 1.959964

/* The same of Student's t with FREEDOM degrees.  */
static double
student_quantile (double freedom)
{
  const double z = NORMAL_QUANTILE, y = z * z;

  return z
         * (1 + (y + 1) / (4 * freedom)
            + (5 * y * y + 16 * y + 3) / (96 * freedom * freedom)
            + (3 * y * y * y + 19 * y * y + 17 * y - 15)
                  / (384 * freedom * freedom * freedom));
}

/* The variance of the logarithm of RESULT's mean.  */
static double
log_variance (const struct pgo_timing_result *result)
{
  double part = result->deviation / result->mean;

  return part * part / (double) result->n_runs;
}

/* Compare RESULT with FIRST.  */
static void
compare (struct pgo_timing_result *result,
         const struct pgo_timing_result *first)
{
  double a = log_variance (first), b = log_variance (result);
  double freedom, margin = 0;

  result->ratio = first->mean / result->mean;
  if (first->n_runs < LEAST_RUNS || result->n_runs < LEAST_RUNS)
    return;
  if (a + b > 0)
    {
      freedom = (a + b) * (a + b)
                / (a * a / (double) (first->n_runs - 1)
                   + b * b / (double) (result->n_runs - 1));
      margin = student_quantile (freedom) * sqrt (a + b);
    }
  result->bounded = true;
  result->low = result->ratio * exp (-margin);
  result->high = result->ratio * exp (margin);
}

/* Set in RESULT what TIMES are, numbers above 0.  */
static bool
take_times (struct pgo_timing_result *result, json_t *times)
{
  size_t n = json_array_size (times);
  double sum = 0, squares = 0;

  for (size_t i = 0; i < n; i++)
    {
      double time = json_number_value (json_array_get (times, i));
      if (time <= 0)
        return false;
      sum += time;
    }
  if (n == 0)
    return false;
  result->n_runs = n;
  result->mean = sum / (double) n;
  for (size_t i = 0; i < n; i++)
    {
      double off = json_number_value (json_array_get (times, i)) - result->mean;
      squares += off * off;
    }
  result->deviation = n > 1 ? sqrt (squares / (double) (n - 1)) : 0;
  return true;
}

/* Set in RESULT what scripts/ab concluded in ENTRY.  False if that is not
   whole.  */
static bool
take_conclusion (struct pgo_timing_result *result, json_t *entry)
{
  const char *verdict = NULL;

  if (json_unpack (entry, "{s:F, s:F, s:F, s?s}", "ratio", &result->ratio,
                   "low", &result->low, "high", &result->high, "verdict",
                   &verdict)
          != 0
      || !(result->low > 0 && result->low <= result->high))
    return false;
  result->bounded = true;
  result->verdict = verdict ? pgo_xstrdup (verdict) : NULL;
  return true;
}

/* The same of entry I of the results in TIMING's file.  */
static bool
take_result (struct pgo_timing *timing, size_t i, json_t *entry, bool by_ab,
             struct pgo_error *err)
{
  struct pgo_timing_result *result = &timing->results[i];
  const char *command;
  json_t *times;

  if (json_unpack (entry, "{s:s, s:o}", "command", &command, "times", &times)
          != 0
      || !take_times (result, times))
    return pgo_error_set (err, "%s: result %zu has no command, or no times",
                          timing->file, i + 1);
  if (by_ab && i > 0 && !take_conclusion (result, entry))
    return pgo_error_set (err, "%s: result %zu has no ratio with an interval",
                          timing->file, i + 1);
  result->command = pgo_xstrdup (command);
  timing->n_results++;
  if (!by_ab)
    compare (result, &timing->results[0]);
  return true;
}

static bool
take_results (struct pgo_timing *timing, json_t *root, struct pgo_error *err)
{
  json_t *results = json_object_get (root, "results");
  bool by_ab = json_object_get (root, "ab") != NULL;
  const char *metric = json_string_value (json_object_get (root, "metric"));
  size_t n = json_array_size (results);

  if (metric && strcmp (metric, "memory") == 0)
    return pgo_error_set (err, "%s: has sizes of memory, no times",
                          timing->file);
  if (n < 2)
    return pgo_error_set (err,
                          "%s: wants two commands or more, as scripts/ab "
                          "--json or \"hyperfine --export-json\" writes them",
                          timing->file);
  timing->results = pgo_xcalloc (n, sizeof *timing->results);
  for (size_t i = 0; i < n; i++)
    if (!take_result (timing, i, json_array_get (results, i), by_ab, err))
      return false;
  return true;
}

bool
pgo_timing_read (struct pgo_timing *timing, const char *file,
                 struct pgo_error *err)
{
  size_t size;
  char *data = (char *) pgo_file_read (file, &size, err);
  json_error_t error;
  json_t *root = data ? json_loadb (data, size, 0, &error) : NULL;
  bool good = false;

  *timing = (struct pgo_timing){ .file = pgo_xstrdup (file) };
  if (root)
    good = take_results (timing, root, err);
  else if (data)
    pgo_error_set (err, "%s: not JSON: line %d: %s", file, error.line,
                   error.text);
  json_decref (root);
  free (data);
  if (!good)
    pgo_timing_clear (timing);
  return good;
}

void
pgo_timing_clear (struct pgo_timing *timing)
{
  for (size_t i = 0; i < timing->n_results; i++)
    {
      free (timing->results[i].command);
      free (timing->results[i].verdict);
    }
  free (timing->results);
  free (timing->file);
  *timing = (struct pgo_timing){ 0 };
}
