/* What two builds decided differently.
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


   See diff.c.  */

#ifndef PGO_DIFF_H
#define PGO_DIFF_H

#include "report/model.h"
#include "report/sizes.h"

enum pgo_difference
{
  PGO_DIFF_APPLIED, /* Applied now; refused, or not there, before.  */
  PGO_DIFF_REFUSED, /* Refused now; applied before.  */
  PGO_DIFF_GONE,    /* Applied before; not there now.  */
  PGO_DIFF_REASON,  /* Refused before, for another reason.  */
  PGO_N_DIFFERENCES
};

/* "applied", "refused", "gone", "reason".  */
const char *pgo_difference_name (enum pgo_difference difference);

struct pgo_diff_site
{
  enum pgo_difference difference;
  const struct pgo_report_site *before, *now; /* NULL: not there.  */
  double share; /* Of the profile's weight, the larger of both.  */
};

struct pgo_diff_size
{
  const char *name, *pretty;
  int64_t before, now; /* Bytes; 0: not there.  */
};

struct pgo_diff
{
  const struct pgo_report *before, *now;
  struct pgo_diff_site
      *sites; /* By difference, calls first, the heaviest first.  */
  size_t n_sites;
  size_t n_same;               /* Decisions that are the same.  */
  struct pgo_diff_size *sizes; /* Of functions of other sizes, the largest
                                  difference first.  */
  size_t n_sizes;
  bool sized;
  int64_t bytes_before, bytes_now;
};

/* What NOW decided otherwise than BEFORE, and how much code each function
   became, unless OLD and NEW are NULL.  All of them must outlive it.  */
struct pgo_diff *pgo_diff_new (const struct pgo_report *before,
                               const struct pgo_report *now,
                               const struct pgo_sizes *old,
                               const struct pgo_sizes *new);
/* DIFF may be NULL.  */
void pgo_diff_free (struct pgo_diff *diff);

#endif /* PGO_DIFF_H */
