/* What a pprof profile may ask for.
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

   Memory and time are bounded by the size of the data, times a small factor,
   whatever they say: by referring to one long thing again and again, a few
   bytes could ask for any amount of either.  Real profiles stay far below.  The
   manual page names these numbers, and a test compares them.  */

#ifndef PGO_PPROF_LIMITS_H
#define PGO_PPROF_LIMITS_H

#include <stddef.h>

/* MiB that no single entry is larger than, a string neither; bounds the scratch
   memory.  */
#define PGO_ENTRY_MIB 1

/* Most sample types and comments.  */
#define PGO_TYPES_MAX 256
#define PGO_COMMENTS_MAX 65536

/* Most inlined functions at one address, and frames of one stack together with
   the inlined ones.  */
#define PGO_LINES_MAX 1024
#define PGO_DEPTH_MAX 65536

/* How many frames all stacks, and how many bytes the strings of all entries
   may have together: some Mi, and so many for each byte of the data.  Many
   stacks go through one location with all that is inlined there, and many
   entries name one file.  */
#define PGO_FRAMES_MI 8
#define PGO_FRAMES_PER_BYTE 4
#define PGO_TEXT_MIB 4
#define PGO_TEXT_PER_BYTE 8

#define PGO_MI(N) ((size_t) (N) << 20)

#endif /* PGO_PPROF_LIMITS_H */
