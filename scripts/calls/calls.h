/* What the programs of this folder share.
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

   They are called as

     PROGRAM SEED TURNS SHARE...

   TURNS says how long they run, and each SHARE how many of the calls go to one
   target, so that neither is known when they are compiled.  */

#ifndef CALLS_H
#define CALLS_H

#include <stdint.h>

#ifdef __cplusplus
#define CALLS_FUNCTION extern "C"
#else
#define CALLS_FUNCTION extern
#endif

#define CALLS_TARGETS 4

/* How many random targets a program goes through, again and again: more than a
   processor remembers.  */
#define CALLS_ORDER (1 << 15)

struct calls
{
  uint64_t state; /* Of the random numbers; never 0.  */
  uint64_t turns;
  unsigned targets;
  unsigned shares[CALLS_TARGETS];
};

/* Read the arguments.  Those that are no such ones end the program.  */
CALLS_FUNCTION struct calls calls_read (int argc, char **argv);

CALLS_FUNCTION uint64_t calls_random (struct calls *calls);

/* A target, counted from 0, each as often as its share says.  */
CALLS_FUNCTION unsigned calls_target (struct calls *calls);

/* Print what all builds must agree on.  */
CALLS_FUNCTION void calls_report (uint64_t sum);

#endif
