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

   See digest.h.  */

#include "digest.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

/* Add the bytes of FILE to SHA.  */
static bool
add_file (struct sha256_ctx *sha, const char *file, struct pgo_error *err)
{
  unsigned char buffer[16 * 1024];
  FILE *stream = fopen (file, "rbe");
  size_t n;
  bool ok;

  if (!stream)
    return pgo_error_set (err, "%s: %s", file, strerror (errno));
  while ((n = fread (buffer, 1, sizeof buffer, stream)) > 0)
    sha256_update (sha, n, buffer);
  ok = !ferror (stream);
  if (!ok)
    pgo_error_set (err, "%s: %s", file, strerror (errno));
  fclose (stream);
  return ok;
}

bool
pgo_digest_files (const char *const *files, size_t n, char hex[17],
                  struct pgo_error *err)
{
  struct sha256_ctx sha;
  unsigned char digest[8];

  sha256_init (&sha);
  for (size_t i = 0; i < n; i++)
    if (!add_file (&sha, files[i], err))
      return false;
  sha256_digest (&sha, sizeof digest, digest);
  for (size_t i = 0; i < sizeof digest; i++)
    sprintf (hex + 2 * i, "%02x", digest[i]);
  return true;
}
