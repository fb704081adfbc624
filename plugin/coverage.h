/* How much of the profile the unit has.
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

   See coverage.cc.  Weights are in the profile's unit.  */

#ifndef PGO_COVERAGE_H
#define PGO_COVERAGE_H

#include "index/index.h"

/* A function of the profile with own weight that the unit defines, or one that is
   called what it calls one of its own, or that it has lost.  */
struct pgo_profiled
{
  const struct pgo_fn *fn;
  const char *match; /* As the statistics call it.  */
};

/* How much of the unit the profile knows.  */
struct pgo_coverage
{
  auto_vec<struct pgo_profiled> profiled; /* By name, then file.  */
  auto_vec<const struct pgo_file *> main_files; /* What the profile may call the
                                                   unit's main file.  */
  unsigned functions;         /* Defined in the unit.  */
  unsigned functions_matched; /* Of these, in the profile.  */
  unsigned functions_ambiguous; /* Of these, several may be one there, or the
                                   other way round, or only one of another
                                   file.  */
  unsigned functions_lost;    /* In the profile under the name of this unit's
                                 main file, or of what its functions called it
                                 then, but not in the unit.  */
  int64_t weight_matched;     /* Own weight of the functions matched.  */
  int64_t weight_moved;       /* Of this, of functions that have another name now, or
                                 are in another file.  */
  int64_t weight_changed;     /* Of the others, of those whose lines were aligned.  */
  int64_t weight_untold;      /* And of those of which nothing tells whether they have
                                 changed.  */
  int64_t weight_ambiguous;   /* Own weight of those that are ambiguous.  */
  int64_t weight_lost;        /* Own weight of the functions lost.  */
};

/* Set *COVERAGE to what the profile knows of the unit, functions that are gone
   included.  */
void pgo_measure_coverage (struct pgo_coverage *coverage);

#endif /* PGO_COVERAGE_H */
