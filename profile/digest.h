/* Fingerprint of profile files.
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

   digest.c is the only file that knows libnettle.  */

#ifndef PGO_DIGEST_H
#define PGO_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Set HEX to the first 16 hexadecimal digits, lower case, of the SHA-256 of
     the bytes of the N FILES one after the other, as they are on disk.  False
     with ERR set if one cannot be read.  */
  bool pgo_digest_files (const char *const *files, size_t n, char hex[17],
                         struct pgo_error *err);

#ifdef __cplusplus
}
#endif

#endif /* PGO_DIGEST_H */
