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

   See tuning.h.  */

#include "decide/tuning.h"

/* A line of the cache, on x86-64 and on most AArch64 processors.  */
#define LINE "64"

/* Half a line for the targets of jumps in a dispatch loop gains most of what a
   whole one does, for half the room.  */
#define HALF_LINE "32"

const struct pgo_tuning pgo_tuning = {
  /* What -O3 has in place of 15, 70, 200 and 30.  */
  .inline_insns_auto = 30,
  .inline_insns_single = 200,
  .inline_hint_percent = 600,
  .inline_min_speedup = 15,
  .inline_step = 20,
  /* In place of 20: fewer than it deletes.  */
  .insertion_ratio = 0,
  /* GCC's limit is 8 insns, which a handler's fetch and decode exceed.  */
  .goto_insns = 20,
  .dispatch_alignment = LINE,
  .jump_alignment = HALF_LINE,
  /* At GCC's 100 most handlers would be none.  */
  .jump_threshold = 10000,
};

/* A bound on the search, as deep as the contexts that a profile keeps.  */
#define MOST_NESTED 8

bool
pgo_tuning_nested_p (int depth)
{
  return depth < MOST_NESTED;
}
