/* A profile of an older source, on a newer one.
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

#include "drift/drift.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "drift/align.h"

/* A function of which less than this is left, by what its lines say, is
 * another.  */
#define LEAST_KEPT 0.5

enum pgo_drift
pgo_drift_align (const struct pgo_fn *fn, struct pgo_sources *sources,
                 const char *file, int64_t start_line)
{
  const char *text = pgo_fn_source (fn);
  size_t n_old = 0, n_new = 0;
  uint32_t *old = text ? pgo_source_decode (text, &n_old) : NULL;
  const uint32_t *lines
      = old ? pgo_source_function (sources, file, start_line, &n_new) : NULL;
  enum pgo_drift result = PGO_DRIFT_UNKNOWN;

  if (lines && n_old == n_new
      && memcmp (old, lines, n_new * sizeof *lines) == 0)
    result = PGO_DRIFT_NONE;
  else if (lines)
    {
      int32_t *old_of = pgo_xcalloc (n_new, sizeof *old_of);
      double kept = pgo_align_lines (old, n_old, lines, n_new, old_of);
      result = kept < LEAST_KEPT ? PGO_DRIFT_LOST : PGO_DRIFT_CHANGED;
      if (result == PGO_DRIFT_CHANGED)
        pgo_fn_realign (fn, old_of, n_new);
      free (old_of);
    }
  free (old);
  return result;
}
