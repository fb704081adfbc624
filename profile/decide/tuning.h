/* What hot functions, dispatch loops and unsampled functions are compiled with.
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

   Numbers for options of the compiler that take one; which options are switched
   on or off is tune.cc's, with the reasons.  Sizes are in the compiler's estimate
   of insns, alignments in bytes.  */

#ifndef PGO_TUNING_H
#define PGO_TUNING_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct pgo_tuning
{
  /* A hot function: the limits of its inliner, and how many times as many insns the
     elimination of partial redundancies may insert as it deletes.  */
  int inline_insns_auto;
  int inline_insns_single;
  int inline_hint_percent;
  int inline_min_speedup;
  int inline_step; /* By how many % of the way these are lowered, where they take
                      more than there is a budget for.  */
  int insertion_ratio;

  /* One that dispatches through computed gotos: the size of a jump's block that
     is copied to each handler, where the function starts, where the targets of
     jumps and loops do, and how much rarer than the most frequent block one may
     be that is still such a target.  */
  int goto_insns;
  const char *dispatch_alignment;
  const char *jump_alignment;
  int jump_threshold;
};

extern const struct pgo_tuning pgo_tuning;

/* Is a function that is the only callee's only callee, DEPTH times, still part of
   the hot code of the outermost?  Each is inlined because it has one call.  */
bool pgo_tuning_nested_p (int depth);

#ifdef __cplusplus
}
#endif

#endif /* PGO_TUNING_H */
