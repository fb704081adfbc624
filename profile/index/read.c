/* Profiles of all kinds, read into an index.
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

#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "index/private.h"
#include "prepared/split.h"

/* So much of a text is looked at to tell it from others: its head, and the
 * files.  */
#define DIGESTED_MAX (64 * 1024)

/* Add to DIGEST, unless it is NULL, what tells TEXT from others, however long
   it is.  */
static void
digest_text (struct pgo_digest *digest, const struct pgo_text *text)
{
  size_t size;
  const char *data = pgo_text_bytes (text, &size);
  char length[32];

  if (!digest)
    return;
  pgo_digest_add (digest, (const unsigned char *) data,
                  size < DIGESTED_MAX ? size : DIGESTED_MAX);
  snprintf (length, sizeof length, "%zu", size);
  pgo_digest_add (digest, (const unsigned char *) length, strlen (length));
}

/* Add the SIZE bytes at DATA, read from FILE, and free them.  */
static bool
add_bytes (struct pgo_index *index, unsigned char *data, size_t size,
           const char *file, struct pgo_digest *digest, struct pgo_error *err)
{
  struct pgo_profile *profile;
  bool good;

  if (digest)
    pgo_digest_add (digest, data, size);
  if (!index)
    {
      free (data);
      return true;
    }
  if (index->text)
    {
      free (data);
      return pgo_error_set (err,
                            "%s: a prepared profile, %s, is used alone; "
                            "gcc-pgo merge makes one of several",
                            file, pgo_text_name (index->text));
    }
  profile = pgo_profile_take (data, size, file, err);
  good = profile && pgo_index_add (index, profile, file, err);
  pgo_profile_free (profile);
  return good;
}

/* Add TEXT, which belongs to INDEX then, or is closed.  */
static bool
add_text (struct pgo_index *index, struct pgo_text *text,
          struct pgo_digest *digest, struct pgo_error *err)
{
  digest_text (digest, text);
  if (index)
    return pgo_index_map (index, text, err);
  pgo_text_close (text);
  return true;
}

/* Add the directory DIR.  */
static bool
add_parts (struct pgo_index *index, const char *dir, struct pgo_digest *digest,
           struct pgo_error *err)
{
  struct pgo_split *parts = pgo_split_open (dir, err);

  if (!parts)
    return false;
  digest_text (digest, pgo_split_head (parts));
  if (index)
    return pgo_index_map_parts (index, parts, err);
  pgo_split_close (parts);
  return true;
}

bool
pgo_index_take (struct pgo_index *index, unsigned char *data, size_t size,
                const char *file, struct pgo_digest *digest,
                struct pgo_error *err)
{
  struct pgo_text *text;

  if (!pgo_text_p (data, size))
    return add_bytes (index, data, size, file, digest, err);
  text = pgo_text_take (data, size, file, err);
  return text && add_text (index, text, digest, err);
}

bool
pgo_index_add_file (struct pgo_index *index, const char *file,
                    struct pgo_digest *digest, struct pgo_error *err)
{
  bool standard = strcmp (file, "-") == 0, other = standard;
  struct pgo_text *text = NULL;
  unsigned char *data;
  size_t size;

  if (!standard && pgo_split_p (file))
    return add_parts (index, file, digest, err);
  if (!standard)
    text = pgo_text_open (file, &other, err);
  if (text)
    return add_text (index, text, digest, err);
  if (!other)
    return false;
  data = pgo_file_read (file, &size, err);
  return data
         && pgo_index_take (index, data, size,
                            standard ? "standard input" : file, digest, err);
}
