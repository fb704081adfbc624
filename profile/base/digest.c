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

#include "base/digest.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct pgo_digest
{
  struct sha256_ctx sha;
};

struct pgo_digest *
pgo_digest_new (void)
{
  struct pgo_digest *digest = pgo_xmalloc (sizeof *digest);

  sha256_init (&digest->sha);
  return digest;
}

void
pgo_digest_add (struct pgo_digest *digest, const unsigned char *data,
                size_t size)
{
  sha256_update (&digest->sha, size, data);
}

void
pgo_digest_end (struct pgo_digest *digest, char hex[17])
{
  unsigned char bytes[8];

  sha256_digest (&digest->sha, sizeof bytes, bytes);
  for (size_t i = 0; i < sizeof bytes; i++)
    sprintf (hex + 2 * i, "%02x", bytes[i]);
  free (digest);
}

const char *
pgo_mark_profile (const char *line)
{
  const char *profile = strstr (line, PGO_MARK_PROFILE);

  return profile && strncmp (line, PGO_MARK, strlen (PGO_MARK)) == 0
             ? profile + strlen (PGO_MARK_PROFILE)
             : NULL;
}
