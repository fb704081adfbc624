/* What drift.c and calls.c share.
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

#ifndef PGO_DRIFT_PRIVATE_H
#define PGO_DRIFT_PRIVATE_H

#include "drift/align.h"
#include "drift/drift.h"

/* Doubt, in the sense of struct pgo_origin: in a line that is as it was, of a function that
   is not; in one that was another; and in one between two calls of which one has moved,
   but not the other.  Compared were profiles of Lua 5.4.2, 5.4.4 and 5.4.7, SQLite 3.34
   and 3.46, zstd 1.4.8 and 1.5.7, and gawk 5.2 and 5.3, in lines with twenty samples and
   more in each.  The logarithm of the ratio has a variance of 0.13 in functions that are
   the same, 0.31 and 0.61 in lines of the first two kinds; of the last kind two of three
   have no samples in the other profile.  */
#define PGO_DOUBT_CHANGED_FUNCTION 0.2f
#define PGO_DOUBT_CHANGED 0.5f
#define PGO_DOUBT_BETWEEN 4.0f

/* So many lines that say something are enough to know a function by, or a piece of
   one.  */
#define PGO_TELLING_LINES 4

/* How many of the N LINES say something.  */
size_t pgo_drift_count_telling (const uint32_t *lines, size_t n);

/* Order of two hashes, for qsort.  */
int pgo_drift_compare_hashes (const void *x, const void *y);

/* What a line is in the profile that is ALIGNED with a line of a function of which not
   all is as it was.  */
struct pgo_origin pgo_drift_origin (struct pgo_aligned aligned);

/* Set OLD to the N_OLD lines of FN in the profile, which the caller frees, and NEW_ to
   the N_NEW lines of NOW.  False where one is not known.  */
bool pgo_drift_read_lines (const struct pgo_fn *fn,
                           const struct pgo_drift_function *now, uint32_t **old,
                           size_t *n_old, const uint32_t **new_, size_t *n_new);

/* As pgo_drift_align, by the calls.  */
enum pgo_drift pgo_drift_align_calls (const struct pgo_fn *fn,
                                      const struct pgo_drift_function *now,
                                      pgo_drift_named *named);

/* How many of the calls by name that FN has in the profile are in NOW, in that order,
   in [0, 1]; 1 where it has none.  */
double pgo_drift_calls_left (const struct pgo_fn *fn,
                             const struct pgo_drift_function *now,
                             pgo_drift_named *named);

#endif /* PGO_DRIFT_PRIVATE_H */
