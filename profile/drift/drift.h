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

#ifndef PGO_DRIFT_H
#define PGO_DRIFT_H

#include "drift/source.h"
#include "index/index.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a function is found again.  */
enum pgo_drift
{
  PGO_DRIFT_UNKNOWN, /* The profile, or the source, does not tell.  */
  PGO_DRIFT_NONE,    /* It is as it was.  */
  PGO_DRIFT_CHANGED, /* Its lines have been aligned.  */
  PGO_DRIFT_LOST     /* Too little of it is left.  */
};

/* Compare FN with the function that begins at START_LINE of FILE now, of SOURCES, and
   let FN's lines be asked for by the new ones.  Where it is lost, they are not.  */
enum pgo_drift pgo_drift_align (const struct pgo_fn *fn,
                                struct pgo_sources *sources, const char *file,
                                int64_t start_line);

#ifdef __cplusplus
}
#endif

#endif /* PGO_DRIFT_H */
