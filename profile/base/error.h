/* Error text that a library function hands to its caller.
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

   The library never prints and never exits.  A function that can fail
   takes a struct pgo_error, fills it with one sentence that names file,
   place and reason, and returns false or NULL.  */

#ifndef PGO_ERROR_H
#define PGO_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct pgo_error
{
  /* "FILE: reason", no trailing newline; empty while nothing failed.
     A longer text is cut.  */
  char message[512];
};

/* Fill ERR (which may be NULL) from FORMAT.  Always returns false, so that
   a failing function can end in "return pgo_error_set (err, ...)".  */
bool pgo_error_set (struct pgo_error *err, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));

#ifdef __cplusplus
}
#endif

#endif /* PGO_ERROR_H */
