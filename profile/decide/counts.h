/* Block counts and branch probabilities from what was inferred.
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

   What the inference (infer.h) says of a function becomes counts for a compiler.
   They have one unit for the whole program, or the code of a cold unit would look
   hot: the SCALE of all is what one insn would count if all samples were taken in
   it.  What is hot, and what is as good as never executed, are shares of that, so
   they are properties of the profile, not of the unit.

   A SHARE here is the samples in one insn of a block over those of the whole
   profile, in [0, 1].  */

#ifndef PGO_COUNTS_H
#define PGO_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Do SAMPLES in the lines of a function, beside LINELESS ones without a line,
   tell of its branches?  Else the static guess is left alone.  */
bool pgo_counts_tell_p (double samples, double lineless);

/* What a function with SAMPLES is taken to have where they do not.  */
double pgo_counts_at_least (double samples);

/* A block of which the inference says that it is executed COUNT times where the
   function is called ENTRY times.  */
struct pgo_counts_block
{
  double share;
  double count;
  double entry;
  double samples; /* In all of the function.  */
  bool end;       /* The function's entry or exit.  */
};

/* The count of BLOCK, 0 for one that is never executed.  */
int64_t pgo_counts_of (const struct pgo_counts_block *block);

/* The count of an insn that all samples were taken in; that from which a block is
   optimised for speed; and that from which a loop is worth copies of it.  */
int64_t pgo_counts_scale (void);
int64_t pgo_counts_hot (void);
int64_t pgo_counts_copied (void);

/* Is code of COUNT put away from what is executed more often?  */
bool pgo_counts_aside_p (int64_t count);

/* Is a block of SHARE optimised for speed?  */
bool pgo_counts_hot_p (double share);

/* Is a branch that the compiler calls never taken, but whose inferred PROBABILITY
   is this, taken after all?  */
bool pgo_counts_taken_p (double probability);

/* Does a block with so many WAYS out dispatch, like the loop of an interpreter?
   And by what are the counts of such a way of SHARE to be multiplied, at least 1?
   A way without samples stays so.  */
bool pgo_counts_dispatch_p (unsigned ways);
double pgo_counts_lift (double share);

#ifdef __cplusplus
}
#endif

#endif /* PGO_COUNTS_H */
