/* Where a function of a profile is in a source, without a compiler.
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

#ifndef PGO_LOCATE_H
#define PGO_LOCATE_H

#include "drift/source.h"
#include "index/index.h"

/* The name of the file that a profile calls FILE in one of the N directories DIRS: in the
   first that has it, that with the most of FILE's directories; NULL if there is none.  The
   caller frees it.  */
char *pgo_locate_file (const char *const *dirs, size_t n, const char *file);

/* The line of FN's declarator in FILE, of SOURCES; 0 where it is not found.  Where
   the profile has hashes of FN's lines, it is the line from which the most of
   them follow, else, of those that define a function of its name, the nearest to
   the old line.  */
int64_t pgo_locate_function (const struct pgo_fn *fn,
                             struct pgo_sources *sources, const char *file);

#endif /* PGO_LOCATE_H */
