/* A report as JSON.
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


   See json.c.  */

#ifndef PGO_REPORT_JSON_H
#define PGO_REPORT_JSON_H

#include <stdio.h>

#include "report/diff.h"
#include "report/model.h"
#include "report/timing.h"
#include "report/tree.h"

/* What is written of a build; all but REPORT may be NULL.  */
struct pgo_report_parts
{
  const struct pgo_report *report;
  const struct pgo_tree *tree;
  const struct pgo_diff *diff;
  const struct pgo_timing *timings;
  size_t n_timings;
};

/* Write PARTS to STREAM as one object, whose keys only grow.  */
void pgo_report_json (FILE *stream, const struct pgo_report_parts *parts);

#endif /* PGO_REPORT_JSON_H */
