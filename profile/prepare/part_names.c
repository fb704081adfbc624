/* In which files of a directory the parts of a prepared profile are.
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

#include "prepare/part_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/digest.h"
#include "base/mem.h"
#include "prepared/split.h"

/* A component that is longer is cut, and a digest tells it from others.  File
   systems take 255 bytes, with what is added to a name.  */
#define COMPONENT_MAX 200

/* May C stand in a file's name, a makefile, as a target too, and a shell?  */
static bool
plain_p (char c)
{
  return pgo_alnum_p (c) || (c != '\0' && strchr ("._+-,~", c));
}

/* Write the component of LENGTH bytes at START to STREAM.  */
static void
write_component (FILE *stream, const char *start, size_t length, bool last,
                 bool capitals)
{
  size_t suffix = strlen (PGO_SPLIT_SUFFIX);
  bool dots = strspn (start, ".") >= length;
  /* A directory is not to be called as the part of a file may be.  */
  bool like_part
      = !last && length >= suffix
        && memcmp (start + length - suffix, PGO_SPLIT_SUFFIX, suffix) == 0;
  char *name, digest[17];
  size_t size;
  FILE *component = pgo_xstream_open (&name, &size);

  for (size_t i = 0; i < length; i++)
    if (!plain_p (start[i]) || (capitals && pgo_upper_p (start[i])) || dots
        || (like_part && i == length - suffix))
      fprintf (component, "@%02x", (unsigned char) start[i]);
    else
      putc (start[i], component);
  if (length == 0)
    putc ('@', component);
  pgo_xstream_close (component, &name);
  if (size <= COMPONENT_MAX)
    fputs (name, stream);
  else
    {
      struct pgo_digest *all = pgo_digest_new ();
      pgo_digest_add (all, (const unsigned char *) start, length);
      pgo_digest_end (all, digest);
      fprintf (stream, "%.*s@-%s", COMPONENT_MAX - 20, name, digest);
    }
  free (name);
}

/* The name of SOURCE's part, with @HH for its CAPITALS; POOL's.  */
static const char *
part_name (const char *source, bool capitals, struct pgo_pool *pool)
{
  char *name;
  size_t size;
  FILE *stream = pgo_xstream_open (&name, &size);
  const char *kept;

  for (const char *p = source;; p++)
    {
      size_t length = strcspn (p, "/");
      write_component (stream, p, length, p[length] == '\0', capitals);
      p += length;
      if (*p == '\0')
        break;
      putc ('/', stream);
    }
  fputs (PGO_SPLIT_SUFFIX, stream);
  pgo_xstream_close (stream, &name);
  kept = pgo_pool_string (pool, name, size);
  free (name);
  return kept;
}

static int
compare_lowered (const void *x, const void *y)
{
  return strcasecmp (**(const char **const *) x, **(const char **const *) y);
}

void
pgo_part_names (const char *const *sources, size_t n, struct pgo_pool *pool,
                const char **names)
{
  const char ***sorted = pgo_xcalloc (n, sizeof *sorted);

  for (size_t i = 0; i < n; i++)
    {
      names[i] = part_name (sources[i], false, pool);
      sorted[i] = &names[i];
    }
  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_lowered);
  for (size_t i = 0, j; i < n; i = j)
    {
      for (j = i + 1; j < n && compare_lowered (&sorted[i], &sorted[j]) == 0;
           j++)
        ;
      for (size_t k = i; j > i + 1 && k < j; k++)
        *sorted[k] = part_name (sources[sorted[k] - names], true, pool);
    }
  for (size_t i = 0; i < n; i++)
    {
      size_t length = strlen (sources[i]);
      if (strncmp (names[i], sources[i], length) == 0
          && strcmp (names[i] + length, PGO_SPLIT_SUFFIX) == 0)
        names[i] = NULL;
    }
  free (sorted);
}
