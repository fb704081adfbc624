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

#include <stddef.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* The SHA-256 of bytes that come in pieces.  */
  struct pgo_digest;

  struct pgo_digest *pgo_digest_new (void);
  void pgo_digest_add (struct pgo_digest *digest, const unsigned char *data,
                       size_t size);

  /* Set HEX to the first 16 hexadecimal digits, lower case, and free
     DIGEST.  */
  void pgo_digest_end (struct pgo_digest *digest, char hex[17]);

  /* An object that was built with a profile says so in .comment by a line of
     PGO_MARK, a version, PGO_MARK_PROFILE, and the digits of the profile.  */
#define PGO_MARK "pgo "
#define PGO_MARK_PROFILE " profile sha256:"

  /* Those digits, in LINE of .comment; NULL where that is no such mark.  */
  const char *pgo_mark_profile (const char *line);

#ifdef __cplusplus
}
#endif

#endif /* PGO_DIGEST_H */
