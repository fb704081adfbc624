/* Weighing, adding and rounding the values of merged profiles.
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

   Rounding each value of each input would lose them all where a weight is below
   a half and most stacks were seen once.  So fractions are added up, in
   integers and therefore in any order, and only at the end a running total is
   rounded, whose steps are the values.  */

#include "merge/private.h"

#include <math.h>

/* What a total is taken for, so that parts of it are integers.  */
#define TOTAL_BITS 60

/* Sums stop here; so two of them can be added.  */
#define SUM_MAX ((pgo_wide) 1 << 126)

/* With a total: values stop here, so that they can be multiplied by a
   weight.  */
#define PART_MAX ((pgo_wide) 1 << 84)

pgo_wide
pgo_scale_value (const struct pgo_scale *scale, int64_t value, int64_t divisor)
{
  pgo_wide x = (pgo_wide) value;

  if (scale->total > 0)
    {
      x = ((x << TOTAL_BITS) + (pgo_wide) scale->total / 2)
          / (pgo_wide) scale->total;
      if (x > PART_MAX)
        x = PART_MAX;
    }
  x *= scale->weight;
  if (divisor > 1)
    x = (x + (pgo_wide) divisor / 2) / (pgo_wide) divisor;
  return x < SUM_MAX ? x : SUM_MAX;
}

void
pgo_sum_add (pgo_wide *sum, pgo_wide value)
{
  *sum = value < SUM_MAX - *sum ? *sum + value : SUM_MAX;
}

/* The running total in whole values.  */
static pgo_wide
whole (const struct pgo_rounding *rounding)
{
  double value;

  if (rounding->mean == 0)
    return (rounding->sum + PGO_MERGE_ONE / 2) / PGO_MERGE_ONE;
  value = rint ((double) rounding->sum
                * (ldexp (rounding->mean, -TOTAL_BITS) / PGO_MERGE_ONE));
  return value < (double) SUM_MAX ? (pgo_wide) value : SUM_MAX;
}

int64_t
pgo_round_next (struct pgo_rounding *rounding, pgo_wide sum)
{
  pgo_wide before = rounding->given;
  pgo_wide value;

  pgo_sum_add (&rounding->sum, sum);
  rounding->given = whole (rounding);
  value = rounding->given - before;
  return value < INT64_MAX ? (int64_t) value : INT64_MAX;
}
