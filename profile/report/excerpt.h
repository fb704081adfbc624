/* The lines of source around a build's sites.
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

   See excerpt.c.  */

#ifndef PGO_EXCERPT_H
#define PGO_EXCERPT_H

#include <stdio.h>

#include "report/model.h"

/* Write to STREAM a JSON list of the lines around the heaviest sites of REPORT,
   as far as they can be read: of each the number of the site, the path of the
   file, the number of the first line, and the lines, as the file is now.  A file
   that is not where the ledger has it is looked for below the N directories
   DIRS.  */
void pgo_excerpts_json (FILE *stream, const struct pgo_report *report,
                        const char *const *dirs, size_t n);

#endif /* PGO_EXCERPT_H */
