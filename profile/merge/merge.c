/* One profile from many.
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

   Each sample of an input is looked up in a builder by its stack, and its
   values, scaled, are added to the sums that are kept for that stack.  The
   first input with samples decides in which unit all must weigh.  At the end
   the builder's profile is sorted, and only then are the sums rounded into it,
   so that which stack gets a remainder does not depend on the order of inputs.
 */

#include "merge/merge.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/store.h"
#include "merge/private.h"
#include "pprof/weight.h"

/* An input, and what its values are.  */
struct input
{
  const struct pgo_profile *profile;
  const char *file;
  struct pgo_weighing weighing;
};

bool
pgo_merge_parse_weight (const char *text, size_t length, uint64_t *weight)
{
  uint64_t value = 0;
  uint64_t step = PGO_MERGE_ONE; /* Of the next digit, once it is a decimal.  */
  bool decimals = false;

  if (length == 0 || text[0] < '0' || text[0] > '9' || text[length - 1] == '.')
    return false;
  for (size_t i = 0; i < length; i++)
    {
      uint64_t digit = (uint64_t) (text[i] - '0');

      if (text[i] == '.' && !decimals)
        {
          decimals = true;
          continue;
        }
      if (text[i] < '0' || text[i] > '9' || (decimals && step == 1))
        return false;
      if (decimals)
        value += digit * (step /= 10);
      else
        value = value * 10 + digit * PGO_MERGE_ONE;
      if (value > PGO_MERGE_WEIGHT_MAX)
        return false;
    }
  *weight = value;
  return value > 0;
}

struct pgo_merge *
pgo_merge_new (bool normalize)
{
  struct pgo_merge *merge = pgo_xcalloc (1, sizeof *merge);

  merge->normalize = normalize;
  merge->builder = pgo_builder_new ();
  return merge;
}

void
pgo_merge_free (struct pgo_merge *merge)
{
  if (!merge)
    return;
  pgo_builder_free (merge->builder);
  free (merge->sums);
  free (merge->first);
  free (merge->unit.type);
  free (merge->unit.unit);
  for (size_t i = 0; i < merge->n_mappings; i++)
    free (merge->mappings[i].file);
  free (merge->mappings);
  for (size_t i = 0; i < merge->n_kept_files; i++)
    {
      free (merge->kept_files[i].name);
      free (merge->kept_files[i].build_id);
    }
  free (merge->kept_files);
  for (size_t i = 0; i < merge->n_other_builds; i++)
    {
      free (merge->other_builds[i].file);
      free (merge->other_builds[i].build_id);
      free (merge->other_builds[i].input);
    }
  free (merge->other_builds);
  free (merge->stack);
  for (size_t i = 0; i < merge->n_notes; i++)
    free (merge->notes[i]);
  free (merge->notes);
  free (merge);
}

void
pgo_merge_keep (struct pgo_merge *merge, const char *file, const char *build_id)
{
  merge->kept_files
      = pgo_xgrow (merge->kept_files, merge->n_kept_files,
                   &merge->kept_files_capacity, sizeof *merge->kept_files);
  merge->kept_files[merge->n_kept_files++]
      = (struct kept_file){ .name = pgo_xstrdup (file),
                            .build_id = pgo_xstrdup (build_id) };
}

void
pgo_merge_note (struct pgo_merge *merge, const char *format, ...)
{
  struct pgo_error note;
  va_list args;

  va_start (args, format);
  vsnprintf (note.message, sizeof note.message, format, args);
  va_end (args);
  merge->notes = pgo_xgrow (merge->notes, merge->n_notes,
                            &merge->notes_capacity, sizeof *merge->notes);
  merge->notes[merge->n_notes++] = pgo_xstrdup (note.message);
}

const char *const *
pgo_merge_notes (const struct pgo_merge *merge, size_t *n)
{
  *n = merge->n_notes;
  return (const char *const *) merge->notes;
}

/* What one sample of INPUT weighs; 0 where it does not say.  */
static int64_t
input_period (const struct input *input)
{
  return input->weighing.sample_known ? input->weighing.sample : 0;
}

/* Take unit and period of INPUT, the first one with samples, for MERGE's.  */
static void
begin_unit (struct pgo_merge *merge, const struct input *input)
{
  const struct pgo_weighing *weighing = &input->weighing;
  const struct pgo_value_type *unit = &weighing->unit;

  merge->first = pgo_xstrdup (input->file);
  merge->unit = (struct merge_unit){ .type = pgo_xstrdup (unit->type),
                                     .unit = pgo_xstrdup (unit->unit),
                                     .time = weighing->time };
  merge->period = input_period (input);
  merge->n_types
      = !weighing->time && weighing->counts == weighing->type ? 1 : 2;
  if (merge->n_types == 2)
    pgo_builder_add_type (merge->builder, PGO_TYPE_SAMPLES, PGO_UNIT_SAMPLES);
  pgo_builder_add_type (merge->builder, unit->type, unit->unit);
}

/* Check that INPUT weighs in MERGE's unit.  */
static bool
check_unit (struct pgo_merge *merge, const struct input *input,
            struct pgo_error *err)
{
  const struct merge_unit *unit = &merge->unit;
  const struct pgo_weighing *own = &input->weighing;
  const char *timeless = own->time ? merge->first : input->file;

  if (!merge->first)
    begin_unit (merge, input);
  else if (unit->time == own->time && strcmp (unit->type, own->unit.type) == 0
           && strcmp (unit->unit, own->unit.unit) == 0)
    {
      if (merge->period != input_period (input))
        merge->period = 0;
    }
  else if (unit->time != own->time)
    return pgo_error_set (err,
                          "%s: weighs samples in %s/%s, but %s in %s/%s; %s "
                          "does not say how much CPU time that is",
                          input->file, own->unit.type, own->unit.unit,
                          merge->first, unit->type, unit->unit, timeless);
  else
    return pgo_error_set (err, "%s: weighs samples in %s/%s, but %s in %s/%s",
                          input->file, own->unit.type, own->unit.unit,
                          merge->first, unit->type, unit->unit);
  return true;
}

/* Choose the samples of INPUT that are to be added: CHOSEN has an element for
   each.  *TOTAL is their weight.  */
static void
choose_samples (struct pgo_merge *merge, const struct input *input,
                const struct pgo_merge_map *map, bool *chosen, int64_t *total)
{
  const struct pgo_profile *p = input->profile;
  const struct pgo_scale once = { .weight = PGO_MERGE_ONE };
  size_t n_negative = 0;

  *total = 0;
  for (size_t i = 0; i < p->n_samples; i++)
    {
      int64_t divisor, weight;
      int64_t count = pgo_sample_count (p, &input->weighing, i, &divisor);
      bool negative;

      pgo_sample_weight (p, &input->weighing, i, &weight);
      negative = weight < 0 || count < 0;
      n_negative += negative;
      chosen[i] = !negative && (weight > 0 || count > 0);
      if (!chosen[i])
        continue;
      chosen[i] = pgo_merge_map_kept_p (map, &p->samples[i]);
      if (chosen[i] && __builtin_add_overflow (*total, weight, total))
        *total = INT64_MAX;
      if (merge->n_kept_files > 0)
        {
          pgo_sum_add (chosen[i] ? &merge->kept.samples
                                 : &merge->dropped.samples,
                       pgo_scale_value (&once, count, divisor));
          pgo_sum_add (chosen[i] ? &merge->kept.weight : &merge->dropped.weight,
                       pgo_scale_value (&once, weight, 1));
        }
    }
  if (n_negative > 0)
    pgo_merge_note (merge,
                    "%s: %zu of its stacks have values below 0 and are left "
                    "out",
                    input->file, n_negative);
}

/* Add sample I of INPUT to the sums of the builder's SAMPLE.  */
static void
add_values (struct pgo_merge *merge, const struct input *input, size_t i,
            uint32_t sample, const struct pgo_scale *scale)
{
  const struct pgo_profile *p = input->profile;
  pgo_wide *sums;
  int64_t divisor, count, weight;

  for (size_t n = ((size_t) sample + 1) * merge->n_types; merge->n_sums < n;)
    {
      merge->sums = pgo_xgrow (merge->sums, merge->n_sums,
                               &merge->sums_capacity, sizeof *merge->sums);
      merge->sums[merge->n_sums++] = 0;
    }
  sums = merge->sums + (size_t) sample * merge->n_types;
  pgo_sample_weight (p, &input->weighing, i, &weight);
  pgo_sum_add (&sums[merge->n_types - 1], pgo_scale_value (scale, weight, 1));
  if (merge->n_types == 1)
    return;
  count = pgo_sample_count (p, &input->weighing, i, &divisor);
  pgo_sum_add (&sums[0], pgo_scale_value (scale, count, divisor));
}

static void
add_samples (struct pgo_merge *merge, const struct input *input,
             uint64_t weight)
{
  const struct pgo_profile *p = input->profile;
  struct pgo_merge_map *map = pgo_merge_map_new (merge, p, input->file);
  bool *chosen = pgo_xcalloc (p->n_samples, sizeof *chosen);
  struct pgo_scale scale = { .weight = weight };
  int64_t total;

  choose_samples (merge, input, map, chosen, &total);
  if (total > 0)
    {
      pgo_sum_add (&merge->total, (pgo_wide) total);
      merge->n_weighing++;
    }
  if (merge->normalize)
    scale.total = total;
  /* What weighs nothing cannot be scaled to weigh anything.  */
  if (total > 0 || !merge->normalize)
    for (size_t i = 0; i < p->n_samples; i++)
      if (chosen[i])
        add_values (merge, input, i, pgo_merge_map_sample (map, &p->samples[i]),
                    &scale);
  free (chosen);
  pgo_merge_map_free (map);
}

/* Add what does not belong to samples.  */
static void
add_header (struct pgo_merge *merge, const struct pgo_profile *profile)
{
  if (profile->time_nanos > 0
      && (merge->time_nanos == 0 || profile->time_nanos < merge->time_nanos))
    merge->time_nanos = profile->time_nanos;
  if (profile->duration_nanos > 0
      && __builtin_add_overflow (merge->duration_nanos, profile->duration_nanos,
                                 &merge->duration_nanos))
    merge->duration_nanos = INT64_MAX;
  for (size_t i = 0; i < profile->n_comments; i++)
    pgo_builder_add_comment (merge->builder, profile->comments[i]);
}

bool
pgo_merge_add (struct pgo_merge *merge, const struct pgo_profile *profile,
               const char *file, uint64_t weight, struct pgo_error *err)
{
  struct input input = { .profile = profile, .file = file };

  merge->n_inputs++;
  if (profile->n_samples == 0)
    pgo_merge_note (merge, "%s: has no samples", file);
  else if (!pgo_profile_weigh_events (profile, file, &input.weighing, err)
           || !check_unit (merge, &input, err))
    return false;
  else
    add_samples (merge, &input, weight);
  add_header (merge, profile);
  return true;
}

/* Note which builds were not kept, and how much of the samples.  */
static void
note_dropped (struct pgo_merge *merge)
{
  struct pgo_rounding rounding = { .mean = 0 };
  double dropped = (double) merge->dropped.weight;
  double all = dropped + (double) merge->kept.weight;
  int64_t samples;

  for (size_t i = 0; i < merge->n_other_builds; i++)
    {
      const struct other_build *other = &merge->other_builds[i];
      pgo_merge_note (merge,
                      "%s%s: %s has build id %s, but %s has %s: another build, "
                      "whose frames do not count",
                      other->input, other->n_inputs > 1 ? " and others" : "",
                      other->file, other->build_id, other->kept->name,
                      other->kept->build_id);
    }
  samples = pgo_round_next (&rounding, merge->dropped.samples);
  if (merge->dropped.samples > 0 || dropped > 0)
    pgo_merge_note (merge,
                    "%" PRId64 " samples, %.2f %% of the weight, have no frame "
                    "in %s%s and are left out",
                    samples, all > 0 ? dropped * 100 / all : 0,
                    merge->kept_files[0].name,
                    merge->n_kept_files > 1 ? " or another file to keep" : "");
}

/* Fail where samples were dropped and none is left.  */
static bool
check_kept (const struct pgo_merge *merge, struct pgo_error *err)
{
  if (merge->kept.samples > 0 || merge->kept.weight > 0
      || merge->n_kept_files == 0)
    return true;
  return pgo_error_set (
      err, "%s: no sample has a frame in it%s", merge->kept_files[0].name,
      merge->n_kept_files > 1 ? ", or in another file to keep" : "");
}

/* Put the index of each sample where its values are going to be, so that they
   are found after sorting.  */
static void
number_samples (struct pgo_profile *p)
{
  for (size_t i = 0; i < p->n_samples; i++)
    p->values[i * p->n_value_types] = (int64_t) i;
}

/* Round MERGE's sums into the values of P, whose samples are numbered; leave
   out the samples of which nothing is left.  The totals go to TOTALS, one for
   each type.  */
static void
round_values (const struct pgo_merge *merge, struct pgo_profile *p,
              pgo_wide *totals)
{
  size_t n_types = p->n_value_types, n = 0;
  struct pgo_rounding roundings[2] = { { .mean = 0 }, { .mean = 0 } };

  assert (n_types <= 2);
  if (merge->normalize && merge->n_weighing > 0)
    roundings[0].mean = roundings[1].mean
        = (double) merge->total / (double) merge->n_weighing;
  for (size_t i = 0; i < p->n_samples; i++)
    {
      const pgo_wide *sums = merge->sums + p->values[i * n_types] * n_types;
      int64_t *values = p->values + n * n_types;
      bool any = false;

      for (size_t t = 0; t < n_types; t++)
        {
          values[t] = pgo_round_next (&roundings[t], sums[t]);
          any = any || values[t] > 0;
        }
      p->samples[n] = p->samples[i];
      n += any;
    }
  p->n_samples = n;
  for (size_t t = 0; t < n_types; t++)
    totals[t] = roundings[t].given;
}

/* Set the period of P, whose values have the TOTALS.  */
static void
set_period (const struct pgo_merge *merge, struct pgo_profile *p,
            const pgo_wide *totals)
{
  /* A number of samples needs none.  */
  if (p->n_value_types < 2)
    return;
  p->period = merge->period > 0 ? merge->period
                                : pgo_mean_weight (totals[1], totals[0]);
  if (p->period > 0)
    p->period_type = p->value_types[1];
}

struct pgo_profile *
pgo_merge_finish (struct pgo_merge *merge, struct pgo_error *err)
{
  struct pgo_profile *p;
  pgo_wide totals[2] = { 0, 0 };

  if (!merge->first)
    {
      pgo_builder_add_type (merge->builder, PGO_TYPE_SAMPLES, PGO_UNIT_SAMPLES);
      pgo_builder_add_type (merge->builder, PGO_TYPE_TIME, PGO_UNIT_TIME);
    }
  pgo_builder_set_time (merge->builder, merge->time_nanos,
                        merge->duration_nanos);
  p = pgo_builder_finish (merge->builder);
  merge->builder = NULL;
  note_dropped (merge);
  pgo_merge_end_mappings (merge, p);
  number_samples (p);
  pgo_profile_sort (p);
  round_values (merge, p, totals);
  set_period (merge, p, totals);
  if (totals[0] > INT64_MAX || totals[1] > INT64_MAX)
    pgo_error_set (err, "the sum of all weights overflows 63 bits");
  else if (check_kept (merge, err))
    return p;
  pgo_profile_free (p);
  return NULL;
}
