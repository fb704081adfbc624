/* Text for JSON.
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

   Writing JSON is printf but for strings, which may hold what a profile's
   producer put there.  */

#ifndef PGO_JSON_H
#define PGO_JSON_H

#include <stdio.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* Write TEXT to STREAM as a JSON string with its quotes.  A byte that is not
     part of valid UTF-8 becomes U+FFFD.  */
  void pgo_json_string (FILE *stream, const char *text);

#ifdef __cplusplus
}
#endif

#endif /* PGO_JSON_H */
