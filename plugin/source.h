/* Functions as they are written: names, and the calls in them.
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

   See source.cc.  */

#ifndef PGO_SOURCE_CC_H
#define PGO_SOURCE_CC_H

#include "compat.h"
#include "drift/drift.h"

/* Prepare and forget what source.cc keeps during the pass.  */
void pgo_source_begin (void);
void pgo_source_end (void);

/* The file that GCC calls FILE, with its directory: build systems that compile
   each directory's files there have many of one name.  The caller frees it.  */
char *pgo_whole_file_name (const char *file);

/* What the assembler calls the function DECL.  */
const char *pgo_assembler_name (tree decl);

/* The canonical assembler name of the function DECL, whatever the profile calls
   it; kept until pgo_source_end.  */
const char *pgo_canonical_name (tree decl);

/* The function whose source the innermost of BLOCK and the blocks around it
   belongs to, in a function DECL.  */
tree pgo_block_owner (tree block, tree decl);

/* A call of CALLEE, or where that is NULL through a pointer, at LOCATION in the source
   of CALLER, whichever function the code of that is in.  */
struct pgo_source_call
{
  tree caller;
  tree callee;
  location_t location;
};

/* The calls that were inlined in NODE before the pass ran: CALLEE is gone from the
   statements, but its block says where it was called.  They hold until the next
   question.  */
const vec<pgo_source_call> &pgo_inlined_calls (cgraph_node *node);

/* All calls in the unit's source; one that is in several functions, where its caller has
   been inlined, is there as often.  */
const vec<pgo_source_call> &pgo_source_calls (void);

/* The function DECL as it is written here, for profile/drift/.  It holds until the next
   question.  */
const struct pgo_drift_function *pgo_source_of (tree decl);

/* As pgo_drift_named says.  */
bool pgo_source_named_p (const char *name);

#endif /* PGO_SOURCE_CC_H */
