/* A profile of an older source, on a newer one.
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

#ifndef PGO_DRIFT_H
#define PGO_DRIFT_H

#include "drift/source.h"
#include "index/index.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A function as it is now.  */
struct pgo_drift_function
{
  struct pgo_sources *sources;
  const char *file;   /* That has it.  */
  int64_t start_line; /* Of its declarator, there.  */
  int64_t lines;      /* How many it has, as far as known.  */
  const struct pgo_written_call *calls; /* In any order, some perhaps twice.  */
  size_t n_calls;
};

/* Does anything in the unit call a function with the canonical name NAME by name?  A
   call in the profile of another one may have been through a pointer.  */
typedef bool pgo_drift_named (const char *name);

/* How a function is found again.  */
enum pgo_drift
{
  PGO_DRIFT_UNKNOWN, /* Nothing tells.  */
  PGO_DRIFT_NONE,    /* It is as it was.  */
  PGO_DRIFT_CHANGED, /* Its lines have been aligned.  */
  PGO_DRIFT_LOST     /* Too little of it is left.  */
};

/* Compare the profile's FN with the function NOW, and let FN's lines be asked for by the
   new ones: by the hashes of its source, or where the profile has none, or the source
   cannot be read, by the calls in it.  Where it is lost, they are not.  */
enum pgo_drift pgo_drift_align (const struct pgo_fn *fn,
                                const struct pgo_drift_function *now,
                                pgo_drift_named *named);

/* Is a function of which so much is left, KEPT in [0, 1] (drift/align.h), the same
   still?  */
bool pgo_drift_kept_p (double kept);

/* What speaks for NOW being a function of the profile, beside what is in it.  */
struct pgo_drift_signs
{
  bool name;     /* They have one name but for their parameters.  */
  bool place;    /* The one is in the file of the other, as far as files have the names
                    that they had.  */
  bool uncalled; /* The unit has functions that called FN, and none calls NOW in its
                    place.  */
  double called; /* The part of FN's weight, in calls by functions that are known, of
                    calls that are of NOW now.  */
};

/* How sure it is that the profile's FN, of which the unit has none by its name, is NOW,
   which the profile has none for: in [0, 1], and 0 where it is not sure enough.  */
double pgo_drift_likeness (const struct pgo_fn *fn,
                           const struct pgo_drift_function *now,
                           const struct pgo_drift_signs *signs,
                           pgo_drift_named *named);

/* If the function PART, called NAME, which the profile does not know, is a piece of what
   FROM was, which is NOW and calls PART at its line CALL, counted from 0: a function that
   has FROM's samples there from now on; else NULL.  */
const struct pgo_fn *pgo_drift_split (const struct pgo_fn *from,
                                      const struct pgo_drift_function *now,
                                      const struct pgo_drift_function *part,
                                      const char *name, int32_t call);

/* If FROM, which the unit does not have, is a piece of INTO now, which is NOW: give INTO
   what calls by it have of FROM's samples, and return true.  */
bool pgo_drift_join (const struct pgo_fn *into,
                     const struct pgo_drift_function *now,
                     const struct pgo_fn *from);

#ifdef __cplusplus
}
#endif

#endif /* PGO_DRIFT_H */
