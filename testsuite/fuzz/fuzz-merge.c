/* Fuzz target: two profiles, merged.
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

   The first two bytes are the length of the first profile.  Their order must
   not matter, and their weights must add up.  */

#include "fuzz.h"
#include "merge/merge.h"

/* Merge A and B, either of which may be NULL; NULL where they weigh in
   different units or too much.  */
static struct pgo_profile *
merge (const struct pgo_profile *a, const struct pgo_profile *b, bool normalize)
{
  struct pgo_merge *m = pgo_merge_new (normalize);
  struct pgo_profile *profile = NULL;
  struct pgo_error err;

  if ((!a || pgo_merge_add (m, a, "a", PGO_MERGE_ONE, &err))
      && (!b || pgo_merge_add (m, b, "b", PGO_MERGE_ONE, &err)))
    profile = pgo_merge_finish (m, &err);
  pgo_merge_free (m);
  return profile;
}

/* The sum of PROFILE's weights.  */
static int64_t
weight (const struct pgo_profile *profile)
{
  size_t n = profile->n_value_types;
  int64_t sum = 0;

  for (size_t i = 0; i < profile->n_samples; i++)
    if (__builtin_add_overflow (sum, profile->values[i * n + n - 1], &sum))
      abort ();
  return sum;
}

static void
compare (const struct pgo_profile *x, const struct pgo_profile *y)
{
  size_t x_size, y_size;
  char *x_text = fuzz_write (x, &x_size), *y_text = fuzz_write (y, &y_size);

  if (x_size != y_size || memcmp (x_text, y_text, x_size) != 0)
    abort ();
  free (x_text);
  free (y_text);
}

static void
try_both (const struct pgo_profile *a, const struct pgo_profile *b)
{
  struct pgo_profile *alone_a = merge (a, NULL, false);
  struct pgo_profile *alone_b = merge (b, NULL, false);
  struct pgo_profile *sum = merge (a, b, false);
  struct pgo_profile *turned = merge (b, a, false);
  struct pgo_profile *mean = merge (a, b, true);

  if (!sum != !turned)
    abort ();
  if (sum)
    {
      if (!alone_a || !alone_b
          || weight (alone_a) + weight (alone_b) != weight (sum))
        abort ();
      compare (sum, turned);
      fuzz_write_and_read (sum);
    }
  if (mean)
    fuzz_write_and_read (mean);
  pgo_profile_free (alone_a);
  pgo_profile_free (alone_b);
  pgo_profile_free (sum);
  pgo_profile_free (turned);
  pgo_profile_free (mean);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct pgo_error err;
  size_t first = size < 2 ? 0 : data[0] | data[1] << 8;
  struct pgo_profile *a, *b;

  if (size < 2 || first > size - 2)
    return 0;
  a = pgo_profile_parse (data + 2, first, "a", &err);
  b = a ? pgo_profile_parse (data + 2 + first, size - 2 - first, "b", &err)
        : NULL;
  if (b)
    try_both (a, b);
  pgo_profile_free (a);
  pgo_profile_free (b);
  return 0;
}
