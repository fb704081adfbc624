/* One profile from many: of regions, hosts or days.
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

   Inputs are added one at a time and are not needed afterwards; what is kept
   grows with the distinct stacks, not with the inputs.  The result does not
   depend on the order of the inputs.

   Unit.  Each input weighs by pgo_profile_weigh_events.  What that can turn
   into nanoseconds becomes cpu/nanoseconds; other inputs must all agree in type
   and unit, which are kept.  The number of samples, samples/count, stands
   before the weight.  An input that has no such type gets it from its weight
   and that of one sample, which may be a guess.  Values below 0 are those of a
   difference of profiles and are left out, as the index does.  Labels are
   dropped: stacks that differ in them alone are one.

   Equal things.  Functions are equal if all that is known of them is.  Mappings
   are equal if their build ids are, or, where one has none, their files, and
   they begin at the same offset of the file; of different names of one build
   the least is kept.  Addresses become offsets in the file, so that the same
   code at different load addresses is one location; a mapping in the result
   starts at its offset.  Where a mapping's range does not hold the address, a
   location with lines is known by them, and one without by its raw address.

   Rounding.  Sums are kept to a millionth.  At the end the stacks are taken in
   their order and each value is what the rounded running total grows by, so
   that it is off by less than one and the total by no more than a half.  */

#ifndef PGO_MERGE_H
#define PGO_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "pprof/profile.h"

struct pgo_merge;

/* Weights of inputs have so many decimals, and are kept in units of the last:
   this is 1, and the largest in words and as it is kept.  */
#define PGO_MERGE_DECIMALS 6
#define PGO_MERGE_ONE UINT64_C (1000000)
#define PGO_MERGE_MOST 1000000
#define PGO_MERGE_WEIGHT_MAX (PGO_MERGE_ONE * PGO_MERGE_MOST)

/* Set *WEIGHT to the decimal number that the first LENGTH characters of TEXT
   are, such as "3" or "0.25".  False where they are none, or it is 0, more than
   PGO_MERGE_MOST, or has more than PGO_MERGE_DECIMALS decimals.  */
bool pgo_merge_parse_weight (const char *text, size_t length, uint64_t *weight);

/* Begin.  With NORMALIZE each input, of those that have any weight, counts the
   same whatever its weight: it is scaled to the mean of their total weights. */
struct pgo_merge *pgo_merge_new (bool normalize);

/* MERGE may be NULL.  */
void pgo_merge_free (struct pgo_merge *merge);

/* Keep only samples with a frame in FILE, or in another file for which this was
   called; all before the first pgo_merge_add.  BUILD_ID is FILE's, "" where it
   has none: a mapping that has one too is of FILE if they are equal, any other
   if the base names are.  */
void pgo_merge_keep (struct pgo_merge *merge, const char *file,
                     const char *build_id);

/* Add the samples of PROFILE, which was read from FILE, WEIGHT millionths
   times. False with ERR set where it weighs in a unit that the inputs before it
   do not.  */
bool pgo_merge_add (struct pgo_merge *merge, const struct pgo_profile *profile,
                    const char *file, uint64_t weight, struct pgo_error *err);

/* What the user should know, each said once; the N notes belong to MERGE.  */
const char *const *pgo_merge_notes (const struct pgo_merge *merge, size_t *n);

/* The merged profile, sorted (pgo_profile_sort), which the caller frees.  Its
   time is the earliest of the inputs', its duration their sum, its period the
   one that they have in common or else the mean weight of a sample.  NULL with
   ERR set where nothing is in the files to keep, or the weights sum up to more
   than 63 bits.  Call once; then only notes can be asked for.  */
struct pgo_profile *pgo_merge_finish (struct pgo_merge *merge,
                                      struct pgo_error *err);

#endif /* PGO_MERGE_H */
