/* What a number of samples can tell, and what it cannot.
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

   The number of samples of one place has a Poisson distribution, whose variance
   is its mean.  Its square root has a standard deviation of a half, whatever
   the mean (M. S. Bartlett, "The square root transformation in analysis of
   variance", Supplement to the Journal of the Royal Statistical Society 3,
   1936).  So square roots are rounded, to steps of one width.  */

#include "decide/precision.h"

#include <math.h>

/* The steps of square roots.  Of two profiles of one load, in each of which the
   square root of a place's number has a standard deviation of 1/2, 0.56 / STEP
   round to different steps: 28 %.  The error of rounding, STEP / sqrt (12), is
   0.58: no more than that of the samples themselves, as it were.  */
#define STEP 2.0

/* Of a place that has so many samples one in twenty of the next profiles has
   none, and of one that has fewer, more.  */
#define LEAST_SAMPLES 3

/* Square roots that are further apart than three standard deviations are so by
   chance in one of 400 cases.  */
#define NEWS 1.5

/* Of two profiles of one load the rounded square roots differ by one step in 28
   % of the cases, and by two in hardly any.  */
#define RENEWAL (1.5 * STEP)

/* A threshold, or the number of all samples, is of another magnitude.  */
#define THRESHOLD_RATIO 4.0
#define SAMPLES_RATIO 1.5

/* The part of all samples with which a function is hot,
   PGO_HOT_FUNCTION_PERCENT: what is less decides about none.  */
#define MATTERS 0.0025

int64_t
pgo_precision_samples (int64_t samples)
{
  int64_t unit = 1;

  while (samples / unit >= 100)
    unit *= 10;
  return (samples + unit / 2) / unit * unit;
}

/* The power of 2 that is not above SAMPLES: two profiles of as many samples but
   for chance have the same, or nearly always.  */
static double
grid_samples (int64_t samples)
{
  return exp2 (floor (log2 (samples)));
}

double
pgo_precision_round (double share, int64_t samples)
{
  double all = grid_samples (samples);
  double root = round (sqrt (share * all) / STEP) * STEP;

  return fmin (root * root / all, 1);
}

bool
pgo_precision_tells_p (double n)
{
  return n >= LEAST_SAMPLES;
}

bool
pgo_precision_news_p (double n, double expected, int64_t samples)
{
  return fabs (sqrt (n) - sqrt (expected)) > NEWS
         && fabs (n - expected) > MATTERS * samples;
}

bool
pgo_precision_differ_p (double a, double b, int64_t samples)
{
  double all = grid_samples (samples);

  return fabs (sqrt (a * all) - sqrt (b * all)) > RENEWAL;
}

bool
pgo_precision_renews_p (double a, double b, int64_t samples)
{
  return pgo_precision_differ_p (a, b, samples) && fabs (a - b) > MATTERS;
}

bool
pgo_precision_shifts_p (double a, double b, int64_t samples)
{
  return pgo_precision_differ_p (a, b, samples)
         && fmax (a, b) >= THRESHOLD_RATIO * fmin (a, b);
}

bool
pgo_precision_resized_p (int64_t a, int64_t b)
{
  return fmax (a, b) > SAMPLES_RATIO * fmin (a, b);
}
