/* Guarded direct calls that wait for link time.
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

   See link.cc.  */

#ifndef PGO_LINK_H
#define PGO_LINK_H

#include "report.h"

/* The indirect call of CANDIDATE is to be promoted to the function that the
   profile calls TARGET, which has no body in the unit.  True if that can wait
   for link time: then pgo_link_execute settles CANDIDATE.  */
bool pgo_link_wait (struct pgo_candidate *candidate,
                    const struct pgo_fn *target);

/* The number by which the link finds the profile's function FN if its parameters are
   CALL's arguments.  */
unsigned pgo_link_number (gcall *call, const struct pgo_fn *fn);

/* May CALL be promoted at link time at all?  */
bool pgo_link_promotable_p (gcall *call);

#endif /* PGO_LINK_H */
