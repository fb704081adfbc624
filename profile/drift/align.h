/* Lines of an old text of a function -> those of a new one.
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

#ifndef PGO_ALIGN_H
#define PGO_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a line that the other text does not have is aligned with.  */
#define PGO_NO_LINE (-1)

/* The hash of a line that could be any: without text to speak of, or a brace.  */
#define PGO_LITTLE 0

/* What a line of the new text is.  */
struct pgo_aligned
{
  int32_t old;  /* The number of the old line, or PGO_NO_LINE.  */
  bool changed; /* That line was another, in this place.  */
};

/* Align the N_OLD lines whose hashes are OLD with the N_NEW lines NEW: set ALIGNED[i]
   for line I of NEW.  Returns how much of OLD is in NEW as it was, in [0, 1]; lines
   that say little count for little.  */
double pgo_align_lines (const uint32_t *old, size_t n_old, const uint32_t *new_,
                        size_t n_new, struct pgo_aligned *aligned);

#ifdef __cplusplus
}
#endif

#endif /* PGO_ALIGN_H */
