/* Raw profiles into one symbolised pprof profile.
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

   What perf, gperftools and the producers of pprof without symbols write is
   read through one symboliser, so several files of several kinds make one
   profile.  */

#ifndef PGO_CONVERT_H
#define PGO_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "symbolize/find.h"

struct pgo_convert_settings
{
  const char *output;
  const char *name; /* What messages call each file; NULL: as it is called.  */
  int64_t duration; /* What to add to the length that files tell, in
                       nanoseconds; those of gperftools tell none.  */
  struct pgo_finder *finder; /* NULL: object files are where they were.  */
  void (*note) (const char *text); /* Is told what the user should know.  */
  bool no_bridge;                  /* Missing frames stay missing.  */
  bool allow_changed; /* A file that has changed is no error, but noted.  */
};

/* Convert the N FILES, merged; one of them may be "-", standard input.
   SETTINGS->note is told what is left out.  False with ERR set on failure; the
   output is then as it was.  */
bool pgo_convert (const char *const *files, size_t n,
                  const struct pgo_convert_settings *settings,
                  struct pgo_error *err);

#endif /* PGO_CONVERT_H */
