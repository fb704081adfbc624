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

#include "drift/drift.h"

/* The name of the file that a profile calls FILE in one of the N directories DIRS: in the
   first that has it, that with the most of FILE's directories; else the one of those
   that SOURCES finds below DIRS that is most like it; NULL if there is none, or several.
   The caller frees it.  */
char *pgo_locate_file (struct pgo_sources *sources, const char *const *dirs,
                       size_t n, const char *file);

/* The line of FN's declarator in FILE, of SOURCES; 0 where it is not found.  Where
   the profile has hashes of FN's lines, it is the line from which the most of
   them follow, else, of those that define a function of its name, the nearest to
   the old line.  */
int64_t pgo_locate_function (const struct pgo_fn *fn,
                             struct pgo_sources *sources, const char *file);

/* The functions that source files define, as far as is seen without a compiler.  */
struct pgo_definitions;

/* Those of all source files below the N directories DIRS, read as of SOURCES, which must
   live as long.  */
struct pgo_definitions *pgo_definitions_new (struct pgo_sources *sources,
                                             const char *const *dirs, size_t n);
/* DEFINITIONS may be NULL.  */
void pgo_definitions_free (struct pgo_definitions *definitions);

/* What begins at LINE of FILE is known to be a function of the profile.  */
void pgo_definitions_claim (struct pgo_definitions *definitions,
                            const char *file, int64_t line);

/* Set *NOW to that of the others which FN most likely is now, under another name or in
   another file than FILE, where it would be; by the lines that the profile knows of
   it (pgo_drift_likeness).  False if there is none.  */
bool pgo_definitions_find (const struct pgo_definitions *definitions,
                           const struct pgo_fn *fn, const char *file,
                           struct pgo_drift_function *now);

/* What drift/drift.h asks of a unit: no compiler tells.  */
bool pgo_locate_named_p (const char *name);

#endif /* PGO_LOCATE_H */
