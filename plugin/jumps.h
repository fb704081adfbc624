/* Targets of indirect calls that left no frame.
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

   See jumps.cc.  */

#ifndef PGO_JUMPS_H
#define PGO_JUMPS_H

#include "match.h"

/* The functions of the unit, each once, that EDGE can call and that may jump to the
   profile's FN, which is NODE in the unit, or NULL where that does not know it; if
   there is none and the unit has not NODE's body, those that may jump there by way of
   another unit.  None where there may be very many.  */
void pgo_jumping_targets (cgraph_edge *edge, const struct pgo_fn *fn,
                          cgraph_node *node, vec<cgraph_node *> *targets);

/* Is there a function in the unit that EDGE can call and that jumps to FN by name?  */
bool pgo_jumped_to_p (cgraph_edge *edge, const struct pgo_fn *fn);

/* The unit's functions are about to change.  */
void pgo_jumps_forget (void);

#endif /* PGO_JUMPS_H */
