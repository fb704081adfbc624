/* What one call of a function cost in the profiled program.
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

   For functions whose body the compiler does not see.  call_cost.c has the
   method.  */

#ifndef PGO_CALL_COST_H
#define PGO_CALL_COST_H

#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The time of one call in insns, at so many insns a second as the profiled program
   ran on the whole, without what the functions that it calls take.  */
struct pgo_call_cost
{
  double whole; /* With what is inlined into it.  */
  double own;   /* Of its own lines: to be compared with own weight.  */
  double deviation; /* Standard deviation of the natural logarithm of either.  */
};

/* Estimate *COST of a function with CODE, where one sample weighs PERIOD.  False
   where the profile tells nothing of its code.  */
bool pgo_call_cost_estimate (const struct pgo_fn_code *code, int64_t period,
                             struct pgo_call_cost *cost);

#ifdef __cplusplus
}
#endif

#endif /* PGO_CALL_COST_H */
