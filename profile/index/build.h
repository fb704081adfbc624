/* An index made of its answers, not of samples.
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

   Who makes one fills it function by function, all of them known from the
   beginning, and then ends it; what it is told is taken as it is.  Strings must
   live as long as the index.  Weights are those of pgo_index_unit
   (PGO_UNIT_PARTS), of a whole of PGO_BUILD_WHOLE.  */

#ifndef PGO_BUILD_H
#define PGO_BUILD_H

#include "index/index.h"

/* Large enough that the weight of one sample is a whole number.  */
#define PGO_BUILD_WHOLE INT64_C (1000000000000000)

/* An index of the N functions FNS, which are in the order of names, files and start
   lines, with the TRAITS of each, as pgo_fn_traits has them, and what the profile of
   LIKE, one each, knows of its source; of SAMPLES samples, at least 1.  */
struct pgo_index *pgo_build_new (const struct pgo_fn *fns,
                                 const unsigned *traits,
                                 const struct pgo_fn *const *like, size_t n,
                                 double samples);

/* Function I.  */
const struct pgo_fn *pgo_build_function (const struct pgo_index *index,
                                         size_t i);

/* Give function I the N LINES, by offset, and the N SITES, in any order, each once; of
   these only callee, offset and weights are looked at.  */
void pgo_build_lines (struct pgo_index *index, size_t i,
                      const struct pgo_line_weight *lines, size_t n);
void pgo_build_sites (struct pgo_index *index, size_t i,
                      const struct pgo_site *sites, size_t n);

/* Give function I the N contexts CONTEXTS, in any order.  */
void pgo_build_contexts (struct pgo_index *index, size_t i,
                         const struct pgo_context *contexts, size_t n);

/* There is nothing more to come.  So much weight is on no line, and in calls that are
   no site.  */
void pgo_build_end (struct pgo_index *index, int64_t left_out, int64_t no_site);

#endif /* PGO_BUILD_H */
