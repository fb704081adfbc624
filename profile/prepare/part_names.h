/* In which files of a directory the parts of a prepared profile are.
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

   A part is called as its source file, as far as every system takes that for
   the name of a file, and make for that of a target.  What else is in it is
   written @HH, and so are capitals where nothing else tells two names apart.  */

#ifndef PGO_PART_NAMES_H
#define PGO_PART_NAMES_H

#include "base/store.h"

/* Set NAMES to those of the parts of the N SOURCES, each another, with their
   suffix; they are POOL's.  NULL stands for that of a source that needs none.
 */
void pgo_part_names (const char *const *sources, size_t n,
                     struct pgo_pool *pool, const char **names);

#endif /* PGO_PART_NAMES_H */
