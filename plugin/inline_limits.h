/* How much GCC's inliner takes by the limits of hot functions, and not by others.
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

   See inline_limits.cc.  */

#ifndef PGO_INLINE_LIMITS_H
#define PGO_INLINE_LIMITS_H

/* The size in insns above which GCC's inliner does not take NODE by the limits of the
   command line, without a hint that it is worth more.  */
int pgo_usual_limit (cgraph_node *node);

/* By how many insns the calls in NODE make it larger, at most, that GCC's inliner takes
   by the limits of hot functions alone.  */
int pgo_limits_growth (cgraph_node *node);

#endif /* PGO_INLINE_LIMITS_H */
