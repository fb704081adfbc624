/* A pprof profile in memory: its life, and which files are taken for one.
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

   Inflate, decode, normalise; read.c does the decoding, format.c knows what
   else it may be where that fails, dialect.c sets right what producers do
   differently, and write.c is the way back.
 */

#include "pprof/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "pprof/dialect.h"
#include "pprof/format.h"
#include "pprof/private.h"

struct pgo_profile *
pgo_profile_new (void)
{
  struct pgo_profile *profile = pgo_xcalloc (1, sizeof *profile);

  profile->period_type = (struct pgo_value_type){ "", "" };
  profile->pool = pgo_pool_new ();
  return profile;
}

void
pgo_profile_end_types (struct pgo_profile *profile)
{
  size_t n = profile->n_value_types;

  profile->value_types = pgo_xrealloc (profile->value_types, n + 1,
                                       sizeof *profile->value_types);
  profile->value_types[n] = (struct pgo_value_type){ "", "" };
}

void
pgo_profile_free (struct pgo_profile *profile)
{
  if (!profile)
    return;
  free (profile->value_types);
  free (profile->mappings);
  free (profile->functions);
  free (profile->codes);
  free (profile->lines);
  free (profile->locations);
  free (profile->stacks);
  free (profile->samples);
  free (profile->values);
  free (profile->times);
  free (profile->comments);
  pgo_pool_free (profile->pool);
  free (profile);
}

/* pgo_profile_parse for what is not COMPRESSED, or no longer.  */
static struct pgo_profile *
parse_plain (const unsigned char *data, size_t size, bool compressed,
             const char *name, struct pgo_error *err)
{
  const struct pgo_format *format;
  struct pgo_profile *profile;

  if (size > PGO_FILE_MAX)
    {
      pgo_error_set (err, "%s: larger than 4 GiB", name);
      return NULL;
    }
  profile = pgo_profile_new ();
  if (pgo_profile_decode (profile, data, size, name, err))
    {
      pgo_profile_normalize (profile);
      return profile;
    }
  pgo_profile_free (profile);
  format = pgo_format_of (data, size);
  if (format)
    pgo_format_refuse (format, name, compressed, err);
  return NULL;
}

struct pgo_profile *
pgo_profile_parse (const unsigned char *data, size_t size, const char *name,
                   struct pgo_error *err)
{
  struct pgo_profile *profile;
  unsigned char *plain;
  size_t plain_size;

  if (!pgo_gzip_p (data, size))
    return parse_plain (data, size, false, name, err);
  plain = pgo_gzip_inflate (data, size, name, &plain_size, err);
  if (!plain)
    return NULL;
  profile = parse_plain (plain, plain_size, true, name, err);
  free (plain);
  return profile;
}

struct pgo_profile *
pgo_profile_take (unsigned char *data, size_t size, const char *name,
                  struct pgo_error *err)
{
  bool compressed = pgo_gzip_p (data, size);
  struct pgo_profile *profile;

  /* What is compressed goes before the profile comes: it is as large as a good
     part of that.  */
  if (compressed)
    {
      unsigned char *plain = pgo_gzip_inflate (data, size, name, &size, err);
      free (data);
      data = plain;
    }
  if (!data)
    return NULL;
  profile = parse_plain (data, size, compressed, name, err);
  free (data);
  return profile;
}

struct pgo_profile *
pgo_profile_read_as (const char *file, const char *name, struct pgo_error *err)
{
  size_t size;
  unsigned char *data = pgo_file_read (file, &size, err);

  return data ? pgo_profile_take (data, size, name, err) : NULL;
}

struct pgo_profile *
pgo_profile_read (const char *file, struct pgo_error *err)
{
  return pgo_profile_read_as (
      file, strcmp (file, "-") == 0 ? "standard input" : file, err);
}
