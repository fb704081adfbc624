/* What the samples of a profile weigh.
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

   Decides, for everybody who reads a profile, which of its values weighs CPU
   time, in which unit the weights are, and what one sample weighs in that unit.
   Whoever compares a weight with a number of samples asks here; a period is in
   a unit of its own, and is never used as it stands in the profile.

   What one sample weighs is, the first that there is:

     - the factor of a number of samples (1 where they stay what they are);
     - the period, if the profile's weights are time and the period is in any
       unit of time, or if the period is of the type and unit that weigh;
     - the mean weight of the samples that another value counts;
     - a guess: a profile that does not tell has stacks that were seen once,
       and these weigh the least.  */

#ifndef PGO_WEIGHT_H
#define PGO_WEIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "pprof/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Type and unit of weights that are CPU time, whatever unit the profile has,
   and those of a number of samples.  */
#define PGO_TYPE_TIME "cpu"
#define PGO_UNIT_TIME "nanoseconds"
#define PGO_TYPE_SAMPLES "samples"
#define PGO_UNIT_SAMPLES "count"

/* How a profile weighs.  */
struct pgo_weighing
{
  size_t type;   /* The value that weighs, by its index in value_types.  */
  int64_t scale; /* A weight is the value times this, which is 1 or more.  */
  size_t counts; /* The value that is a number of samples, which may be TYPE,
                    or PGO_NONE.  */
  bool time;     /* Weights are nanoseconds.  */
  struct pgo_value_type unit; /* Of weights; the profile's strings, or those
                                 above.  */
  int64_t sample;    /* What one sample weighs in UNIT, 1 or more.  */
  bool sample_known; /* SAMPLE is no guess.  */
};

/* Find out how PROFILE, read from FILE (for messages), weighs.  The value is
   "cpu" in a unit of time, else any type in one, else "samples" or "cpu" in
   "count", else an event, such as perf_to_profile's "cycles_sample"; the
   default type decides between equals.  A number of samples with a known CPU
   period weighs time.  False with ERR (which may be NULL) set to what
   pgo_profile_unfit says, where all types weigh something else, such as
   memory, waiting or wall-clock time, or samples of these.  */
bool pgo_profile_weigh (const struct pgo_profile *profile, const char *file,
                        struct pgo_weighing *weighing, struct pgo_error *err);

/* Which types PROFILE has, of which none weighs CPU time, and what they weigh;
   the caller frees it.  *CURE is set to what to do about it.  */
char *pgo_profile_unfit (const struct pgo_profile *profile, const char **cure);

/* Like pgo_profile_weigh, but where samples are all that PROFILE weighs in, by the events
   of its default type, if it counts such: they say more than the samples that
   they came with, of which the number is then known as well.  */
bool pgo_profile_weigh_events (const struct pgo_profile *profile,
                               const char *file,
                               struct pgo_weighing *weighing,
                               struct pgo_error *err);

/* Set *WEIGHT to the weight of sample I of PROFILE, of which WEIGHING is.
   False where that overflows; it is then the limit that it is beyond.  */
bool pgo_sample_weight (const struct pgo_profile *profile,
                        const struct pgo_weighing *weighing, size_t i,
                        int64_t *weight);

/* How many samples sample I of PROFILE stands for: the quotient of what is
   returned and *DIVISOR, which is 1 or more.  */
int64_t pgo_sample_count (const struct pgo_profile *profile,
                          const struct pgo_weighing *weighing, size_t i,
                          int64_t *divisor);

/* How many samples PROFILE has, values below 0 left out; -1 where it does not
   say.  Saturates.  */
int64_t pgo_profile_count_samples (const struct pgo_profile *profile,
                                   const struct pgo_weighing *weighing);

/* The mean weight of SAMPLES samples of WEIGHT together, rounded; 0 where
   there are none.  Saturates.  */
int64_t pgo_mean_weight (unsigned __int128 weight, unsigned __int128 samples);

/* The text for UNIT in messages and lists: "nanoseconds" for CPU time, else
   "TYPE/UNIT".  The caller frees it.  */
char *pgo_weighing_unit (const struct pgo_weighing *weighing);

#ifdef __cplusplus
}
#endif

#endif /* PGO_WEIGHT_H */
