/* What code cost in the profiled program.
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

   See cost.h.  */

#include "decide/cost.h"

static const int costs[PGO_N_OPERATIONS] = {
  [PGO_OPERATION_NONE] = 0,
  [PGO_OPERATION_SIMPLE] = 1,
  [PGO_OPERATION_FLOAT] = 2,
  [PGO_OPERATION_MEMORY] = 2,
  [PGO_OPERATION_MULTIPLY] = 2,
  [PGO_OPERATION_DIVIDE] = 10,
  [PGO_OPERATION_BRANCH] = 4,
  [PGO_OPERATION_SWITCH] = 8,
  [PGO_OPERATION_BUILTIN] = 2,
  [PGO_OPERATION_CALL] = 4,
  [PGO_OPERATION_INDIRECT] = 8,
};

/* From 4 to 8 makes no difference.  */
#define FRAME_COST 5.0

/* With 20 the mean overlap of the eight programs is the same, but less where the
   callees are small.  */
#define CALLEE_COST 8.0

/* What costs more than the branch that it saves stays behind one.  */
#define MOST_CHOSEN 4

int
pgo_cost_of (enum pgo_operation operation)
{
  return costs[operation];
}

double
pgo_cost_of_frame (void)
{
  return FRAME_COST;
}

double
pgo_cost_of_callee (void)
{
  return CALLEE_COST;
}

bool
pgo_cost_of_choice_p (unsigned cost)
{
  return cost <= MOST_CHOSEN;
}
