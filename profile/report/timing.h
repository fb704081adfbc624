/* Builds that were timed against one another.
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

   See timing.c.  Times are in seconds.  */

#ifndef PGO_TIMING_H
#define PGO_TIMING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct pgo_timing_result
{
  char *command;
  size_t n_runs;
  double mean, deviation; /* The latter of the sample; 0 for one run.  */
  double ratio;           /* How many times as fast it is as the first one.  */
  bool bounded;           /* With so few runs there is no interval.  */
  double low, high;       /* The interval of RATIO, of 95 %.  */
  char *verdict;          /* scripts/ab's, or NULL.  */
};

struct pgo_timing
{
  char *file;
  struct pgo_timing_result *results;
  size_t n_results;
};

/* Read FILE ("-": standard input), which scripts/ab --json or "hyperfine
   --export-json" wrote, into TIMING, which pgo_timing_clear frees.  False with
   ERR set to "FILE: reason", and nothing to free, where it is something else,
   or fewer than two commands are in it.  */
bool pgo_timing_read (struct pgo_timing *timing, const char *file,
                      struct pgo_error *err);
void pgo_timing_clear (struct pgo_timing *timing);

#endif /* PGO_TIMING_H */
