/* What GCC's inliner takes by the limits of hot functions alone.
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

/* The limits of GCC's inliner in a function: the size in insns of a callee, and of one that
   is declared inline; what a hint makes of these, in %; and how much faster a caller has to
   be, in %, for the latter limit to hold for the former.  */
struct pgo_inline_limits
{
  int insns_auto;
  int insns_single;
  int hint_percent;
  int min_speedup;
};

/* Those that are PERCENT of the way from the command line's to those of hot functions.
   What the user has set stays.  */
struct pgo_inline_limits pgo_raised_limits (int percent);

/* By how many insns the calls in NODE make it larger, at most, that GCC's inliner takes
   by LIMITS and not by those of the command line.  */
int pgo_limits_growth (cgraph_node *node, const struct pgo_inline_limits *limits);

#endif /* PGO_INLINE_LIMITS_H */
