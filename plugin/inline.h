/* Inlining of hot call edges.
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

   See inline.cc.  */

#ifndef PGO_INLINE_H
#define PGO_INLINE_H

#include "report.h"

/* Fill in CANDIDATE's cost and growth for inlining CALLEE at a call like
   its statement, and say whether it should be, the budget left aside.  */
enum pgo_verdict pgo_inline_verdict (struct pgo_candidate *candidate,
                                     cgraph_node *callee);

/* Does GCC itself inline whatever it can into NODE?  */
bool pgo_inlines_all_p (cgraph_node *node);

#endif /* PGO_INLINE_H */
