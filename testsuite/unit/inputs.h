/* Inputs in a few words, for the tests of merging.
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

   The inputs are a few stacks each; a stack is written "main foo", root first,
   of functions that share a mapping.  */

#ifndef INPUTS_H
#define INPUTS_H

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "merge/merge.h"
#include "unit.h"

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* An input in the making.  */
struct draft
{
  struct pgo_builder *builder;
  uint32_t mapping;
  uint64_t start; /* Of the mapping.  */
};

/* An input without a mapping that weighs TYPE in UNIT, with a period of PERIOD
   in that unit, unless 0; with the type samples/count before it if SAMPLES.  */
static inline struct draft
begin (bool samples, const char *type, const char *unit, int64_t period)
{
  struct draft d = { pgo_builder_new (), PGO_NONE, 0 };

  if (samples)
    pgo_builder_add_type (d.builder, "samples", "count");
  pgo_builder_add_type (d.builder, type, unit);
  if (period > 0)
    pgo_builder_set_period (d.builder, type, unit, period);
  return d;
}

static inline struct draft
begin_cpu (void)
{
  return begin (true, "cpu", "nanoseconds", 10);
}

/* What follows is in 4096 bytes of FILE from OFFSET on, mapped at START.  */
static inline void
map (struct draft *d, const char *file, const char *build_id, uint64_t start,
     uint64_t offset)
{
  const struct pgo_mapping mapping = { .start = start,
                                       .limit = start + 4096,
                                       .offset = offset,
                                       .file = file,
                                       .build_id = build_id,
                                       .has_functions = true };

  d->mapping = pgo_builder_mapping (d->builder, &mapping);
  d->start = start;
}

/* Add the values A and B of STACK.  A function's address is the sum of its
   characters behind the start of the mapping; "-" has no name.  */
static inline void
sample (struct draft *d, const char *stack, int64_t a, int64_t b)
{
  const int64_t values[] = { a, b };
  char *text = pgo_xstrdup (stack);
  uint32_t locations[16];
  size_t first = 16;

  for (char *name = strtok (text, " "); name; name = strtok (NULL, " "))
    {
      const struct pgo_function function = {
        .name = name, .system_name = name, .file = "a.c", .start_line = 10
      };
      struct pgo_line line = { .line = 12 };
      uint64_t address = d->start;

      for (const char *c = name; *c; c++)
        address += (unsigned char) *c;
      line.function = pgo_builder_function (d->builder, &function);
      locations[--first] = pgo_builder_location (d->builder, d->mapping,
                                                 address, &line, *name != '-');
    }
  pgo_builder_add_sample (d->builder, locations + first, 16 - first, values);
  free (text);
}

static inline struct pgo_profile *
end (struct draft *d)
{
  return pgo_builder_finish (d->builder);
}

/* Add PROFILE, which is freed, as FILE.  */
static inline bool
add (struct pgo_merge *merge, struct pgo_profile *profile, const char *file,
     uint64_t weight, struct pgo_error *err)
{
  bool ok;

  err->message[0] = '\0';
  ok = pgo_merge_add (merge, profile, file, weight, err);
  pgo_profile_free (profile);
  return ok;
}

/* The merge of the N PROFILES, which are freed.  */
static inline struct pgo_profile *
merged (struct pgo_profile **profiles, size_t n)
{
  struct pgo_merge *merge = pgo_merge_new (false);
  struct pgo_profile *result;
  struct pgo_error err;

  for (size_t i = 0; i < n; i++)
    if (!add (merge, profiles[i], "FILE", PGO_MERGE_ONE, &err))
      printf ("FAIL: input %zu: %s\n", i, err.message);
  result = pgo_merge_finish (merge, &err);
  pgo_merge_free (merge);
  return result;
}

/* The sum of P's values of TYPE.  */
static inline int64_t
total (const struct pgo_profile *p, size_t type)
{
  int64_t sum = 0;

  for (size_t i = 0; i < p->n_samples; i++)
    sum += p->values[i * p->n_value_types + type];
  return sum;
}

/* True if P's types are those that the plugin likes best.  */
static inline bool
cpu_types_p (const struct pgo_profile *p)
{
  return (p->n_value_types == 2
          && strcmp (p->value_types[0].type, "samples") == 0
          && strcmp (p->value_types[0].unit, "count") == 0
          && strcmp (p->value_types[1].type, "cpu") == 0
          && strcmp (p->value_types[1].unit, "nanoseconds") == 0);
}

#endif /* INPUTS_H */
