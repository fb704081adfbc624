/* What the parts of merging share.
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

   merge.c takes inputs and makes the result; map.c finds the places of
   an input in the result, and what belongs to the files to keep; sum.c
   weighs, adds and rounds.  */

#ifndef PGO_MERGE_PRIVATE_H
#define PGO_MERGE_PRIVATE_H

#include "merge/merge.h"

/* Sums are exact, or as good as that, until they are rounded once.  */
typedef unsigned __int128 pgo_wide;

/* How often the values of an input count.  */
struct pgo_scale
{
  uint64_t weight; /* In millionths.  */
  int64_t total;   /* If not 0, values are parts of it, see pgo_scale_value.  */
};

/* VALUE, which is 0 or more, in DIVISOR's, scaled: in millionths, or, where
   SCALE has a total, in millionths of 2**-60 of the total.  DIVISOR is 1 or
   more.  Saturates far beyond 63 bits.  */
pgo_wide pgo_scale_value (const struct pgo_scale *scale, int64_t value,
                          int64_t divisor);

/* *SUM + VALUE, saturating, into *SUM.  */
void pgo_sum_add (pgo_wide *sum, pgo_wide value);

/* Turns sums, one after the other, into values.  */
struct pgo_rounding
{
  double mean; /* What a total of 2**60 stands for; 0 where there are none.  */
  pgo_wide sum;
  pgo_wide given; /* Sum of the values so far.  */
};

/* The value for SUM, the next one of ROUNDING.  Saturates.  */
int64_t pgo_round_next (struct pgo_rounding *rounding, pgo_wide sum);

/* A mapping of the result.  Its key is with the builder, at the same index.  */
struct merged_mapping
{
  char *file;
  uint64_t length; /* 0 where it has no range.  */
  bool has_functions, has_filenames, has_line_numbers, has_inline_frames;
};

/* A file to keep.  */
struct kept_file
{
  char *name;
  char *build_id;
};

/* A build that is not the one to keep, but has its name.  */
struct other_build
{
  char *file;
  char *build_id;
  const struct kept_file *kept;
  char *input; /* The first one that has it.  */
  size_t n_inputs;
  size_t last; /* The last one, by its number.  */
};

/* In which unit all inputs weigh.  */
struct merge_unit
{
  char *type, *unit;
  bool time; /* "cpu" in "nanoseconds".  */
};

struct pgo_merge
{
  bool normalize;
  size_t n_inputs;
  struct pgo_builder *builder; /* NULL once it is finished.  */

  /* By sample of the builder, then value type.  */
  pgo_wide *sums;
  size_t n_sums, sums_capacity;
  size_t n_types; /* 2, or 1 where samples are all that inputs weigh in.  */

  /* Of the inputs with any weight, for their mean.  */
  pgo_wide total;
  size_t n_weighing;

  char *first; /* Input that decided the unit; NULL before that.  */
  struct merge_unit unit;
  int64_t period; /* That all inputs have, or 0.  */
  int64_t time_nanos, duration_nanos;

  struct merged_mapping *mappings;
  size_t n_mappings, mappings_capacity;

  struct kept_file *kept_files;
  size_t n_kept_files, kept_files_capacity;
  struct other_build *other_builds;
  size_t n_other_builds, other_builds_capacity;
  /* With files to keep: what of the inputs is in them and what is not.  */
  struct
  {
    pgo_wide samples, weight;
  } kept, dropped;

  uint32_t *stack;
  size_t stack_capacity;

  char **notes;
  size_t n_notes, notes_capacity;
};

void pgo_merge_note (struct pgo_merge *merge, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

/* The places of one input in the result, found when they are needed.  */
struct pgo_merge_map;

struct pgo_merge_map *pgo_merge_map_new (struct pgo_merge *merge,
                                         const struct pgo_profile *profile,
                                         const char *file);
void pgo_merge_map_free (struct pgo_merge_map *map);

/* True unless there are files to keep, and none of them has a frame of
   SAMPLE.  */
bool pgo_merge_map_kept_p (const struct pgo_merge_map *map,
                           const struct pgo_sample *sample);

/* The builder's sample for SAMPLE's stack.  */
uint32_t pgo_merge_map_sample (struct pgo_merge_map *map,
                               const struct pgo_sample *sample);

/* Give the mappings of PROFILE, which MERGE's builder made, their ranges and
   names.  */
void pgo_merge_end_mappings (struct pgo_merge *merge,
                             struct pgo_profile *profile);

#endif /* PGO_MERGE_PRIVATE_H */
