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

   In units of one addition.  A rough table, not a compiler's estimate, in which
   a call costs five times what a branch does and its arguments besides, and a
   load no more than an addition.  It was written down first, and then a few
   entries were changed that helped the overlap with the true counts of eight
   programs: branches and calls cost more, returns and arguments nothing.  Fits
   to four of the programs did worse on the other four than the table as first
   written.  */

#ifndef PGO_COST_H
#define PGO_COST_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum pgo_operation
{
  PGO_OPERATION_NONE,     /* A copy, a cast, a return: no code of its own.  */
  PGO_OPERATION_SIMPLE,   /* Integer arithmetic; an asm, whatever is in it.  */
  PGO_OPERATION_FLOAT,    /* The same on floating-point numbers.  */
  PGO_OPERATION_MEMORY,   /* A load or a store.  */
  PGO_OPERATION_MULTIPLY, /* A product, a conversion between integer and float,
                             a division by a constant.  */
  PGO_OPERATION_DIVIDE,
  PGO_OPERATION_BRANCH,
  PGO_OPERATION_SWITCH,   /* A jump with many ways.  */
  PGO_OPERATION_BUILTIN,  /* A call that becomes a few instructions.  */
  PGO_OPERATION_CALL,     /* By name, without what the callee does.  */
  PGO_OPERATION_INDIRECT, /* Through a pointer, likewise.  */
  PGO_N_OPERATIONS
};

int pgo_cost_of (enum pgo_operation operation);

/* What a prologue or an epilogue costs, where samples show that there is one;
   and what a call runs in its callee at least.  */
double pgo_cost_of_frame (void);
double pgo_cost_of_callee (void);

/* May code of COST that only chooses a value have been made a conditional move,
   if nothing else speaks against it?  */
bool pgo_cost_of_choice_p (unsigned cost);

#ifdef __cplusplus
}
#endif

#endif /* PGO_COST_H */
