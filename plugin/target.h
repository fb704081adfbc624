/* The targets of an indirect call.
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

   See target.cc.  */

#ifndef PGO_TARGET_H
#define PGO_TARGET_H

#include "match.h"
#include "decide/shares.h"

/* FN as the target of a call through FRAMES, the call itself first: the weight of
   the samples in it and in what it contains, and what one call of it costs.  NODE
   is its body, or NULL where the unit has none.  */
struct pgo_target pgo_target_estimate (const struct pgo_fn *fn,
                                       cgraph_node *node,
                                       const vec<struct pgo_frame> &frames);

/* What EDGE, a virtual call, calls by the name of NODE: NODE or one of its thunks.
   NULL if it can call none.  */
cgraph_node *pgo_virtual_target (cgraph_edge *edge, cgraph_node *node);

/* What EDGE, a call in the unit, calls by the name that NODE has in the profile:
   NODE, one of its thunks, or a virtual function that GCC has made one with it.
   NULL if it can call none.  There is no pointer to a local function: a guard would
   make the first, after GCC has concluded that all calls of the function are
   known.  */
cgraph_node *pgo_fitting_target (cgraph_edge *edge, cgraph_node *node);

/* May EDGE call the profile's FN, which is NODE or, if that is NULL or has no body, in
   another unit?  */
bool pgo_may_call_p (cgraph_edge *edge, const struct pgo_fn *fn,
                     cgraph_node *node);

/* More functions that a call may be of would take long to look at.  */
static const unsigned pgo_most_targets = 64;

/* What the virtual call EDGE may call; none where that is more.  GCC owns them.  */
vec<cgraph_node *> pgo_possible_targets (cgraph_edge *edge);

/* Are the virtual functions A and B equal, so that GCC can make them one?  */
bool pgo_equal_bodies_p (cgraph_node *a, cgraph_node *b);

/* What a guarded call of NODE names.  The linker may let another module's
   function be called by its name, which is not to be inlined then: a local
   alias is this very body, and where the pointer is to another function the
   guard says so.  */
cgraph_node *pgo_bound_target (cgraph_node *node);

/* Why NODE may be called through a pointer, but must not be by name where that was
   done, or NULL.  */
const char *pgo_never_called (cgraph_node *node);

#endif /* PGO_TARGET_H */
