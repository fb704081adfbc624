/* Branch probabilities and block counts from the samples.
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

   See counts.cc.  */

#ifndef PGO_COUNTS_CC_H
#define PGO_COUNTS_CC_H

#include "unit.h"

/* Give the sampled functions of UNIT branch probabilities and block counts;
   returns true if any got some.  */
bool pgo_counts_execute (struct pgo_unit *unit);

#endif /* PGO_COUNTS_CC_H */
