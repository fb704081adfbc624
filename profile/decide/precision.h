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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#ifndef PGO_PRECISION_H
#define PGO_PRECISION_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The number of samples, of SAMPLES in all, that a rounded one stands for: so that
   two profiles of one load round to the same.  SAMPLES is rounded itself.  */
int64_t pgo_precision_samples (int64_t samples);

/* The part of the whole that SHARE, in [0, 1], of SAMPLES samples is rounded to.  */
double pgo_precision_round (double share, int64_t samples);

/* Do N samples say enough to be kept?  */
bool pgo_precision_tells_p (double n);

/* Do N samples, of SAMPLES in all, differ from the EXPECTED more than by chance, and so
   much that it matters?  */
bool pgo_precision_news_p (double n, double expected, int64_t samples);

/* Do A and B, two rounded shares of SAMPLES samples, differ by more than chance?  */
bool pgo_precision_differ_p (double a, double b, int64_t samples);

/* Do A and B, two rounded shares of SAMPLES samples, differ more than those of two
   profiles of one load, and so much that it matters?  */
bool pgo_precision_renews_p (double a, double b, int64_t samples);

/* Likewise of thresholds, which are to stay while they are of one magnitude.  */
bool pgo_precision_shifts_p (double a, double b, int64_t samples);

/* Are A and B, two whole numbers of samples, of different magnitude?  */
bool pgo_precision_resized_p (int64_t a, int64_t b);

#ifdef __cplusplus
}
#endif

#endif /* PGO_PRECISION_H */
