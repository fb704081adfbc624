/* Which profile, and its index.
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

   See load.cc.  Weights are in the profile's unit.  */

#ifndef PGO_LOAD_H
#define PGO_LOAD_H

#include "index/index.h"

/* The profile of this compilation, or NULL where there is none.  */
extern struct pgo_index *pgo_profile_index;

/* First 16 hexadecimal digits of the SHA-256 of its files; "" where there are
   none.  */
extern char pgo_profile_digest[17];

/* Find out which files the profile is, if that is not known yet; *N of them.  Of a
   directory that is the head; and where nothing is compiled, so that nobody asks
   for them, all parts.  */
const char *const *pgo_profile_files (size_t *n);

/* Read the profile when the unit starts.  Errors are given through GCC.  */
void pgo_profile_load (void);
void pgo_profile_free (void);

/* May the plugin change this compilation?  Not at -O0, where GCC does not
   optimise, not with -fno-inline, which says that calls shall stay calls, and
   not where GCC instruments for a profile of its own or reads one.  Then it
   leaves no mark either.  */
bool pgo_active_p (void);

/* Smallest own weight of a site in the hot set.  */
int64_t pgo_hot_threshold (void);

/* WEIGHT of the profile in samples.  */
static inline double
pgo_samples (int64_t weight)
{
  return (double) weight / pgo_index_period (pgo_profile_index);
}

#endif /* PGO_LOAD_H */
