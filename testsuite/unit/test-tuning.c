/* Tests of tuning.c: the numbers that options are given.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "decide/tuning.h"
#include "unit.h"

#include <stdlib.h>

/* What options mean to a compiler is tested in pgo.c/options.exp; here that
   they keep the relations for which they were chosen.  */

int
main (void)
{
  int line = atoi (pgo_tuning.dispatch_alignment);

  CHECK ("a hot function's inliner has the limits of -O3",
         pgo_tuning.inline_insns_auto == 30
             && pgo_tuning.inline_insns_single == 200
             && pgo_tuning.inline_hint_percent == 600
             && pgo_tuning.inline_min_speedup == 15);
  CHECK ("or a fifth of the way to them at the least",
         pgo_tuning.inline_step == 20);
  CHECK ("functions that dispatch start in a line of the cache", line == 64);
  CHECK ("the targets of their jumps in half of one",
         atoi (pgo_tuning.jump_alignment) == line / 2);
  CHECK ("a handler's fetch and decode are copied, beyond GCC's 8 insns",
         pgo_tuning.goto_insns == 20);
  CHECK ("a handler of one in ten thousand instructions is aligned",
         pgo_tuning.jump_threshold == 10000);
  CHECK ("fewer insns inserted than deleted", pgo_tuning.insertion_ratio == 0);
  CHECK ("the search for only callees ends", !pgo_tuning_nested_p (8));
  CHECK ("as deep as contexts are kept", pgo_tuning_nested_p (7));
  return unit_end ();
}
