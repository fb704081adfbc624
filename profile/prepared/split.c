/* A prepared profile that is a directory: a head, and a part a source file.
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

   The name of a part comes from the head alone, which may be anybody's: one
   that leads out of the directory is none.  */

#include "prepared/split.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/mem.h"
#include "names/path.h"

struct part
{
  const char *source;
  const char *path; /* What the head says, or NULL.  */
  size_t at;        /* Of the line in the head that names it.  */
  char *file;       /* Once it has been asked for.  */
  struct pgo_text *text;
};

struct pgo_split
{
  struct pgo_pool *pool;
  char *dir;
  struct pgo_text *head;
  const char *identity;
  struct part *parts;
  size_t n, capacity;
};

bool
pgo_split_p (const char *name)
{
  struct stat st;

  return stat (name, &st) == 0 && S_ISDIR (st.st_mode);
}

void
pgo_split_identify (const char *lines, size_t size, char identity[17])
{
  struct pgo_digest *digest = pgo_digest_new ();

  pgo_digest_add (digest, (const unsigned char *) lines, size);
  pgo_digest_end (digest, identity);
}

/* Does PATH stay below the directory that it is taken from?  */
static bool
inside_p (const char *path)
{
  for (const char *p = path;; p++)
    {
      size_t n = strcspn (p, "/");
      if (n == 0 || (n == 1 && p[0] == '.')
          || (n == 2 && p[0] == '.' && p[1] == '.'))
        return false;
      p += n;
      if (*p == '\0')
        return true;
    }
}

/* ---- The head.  */

/* Read the list of files.  */
static bool
read_head (struct pgo_split *parts, struct pgo_error *err)
{
  size_t at = pgo_text_start (parts->head), line;
  struct part *last = NULL;
  struct pgo_fact fact;

  do
    {
      line = at;
      if (!pgo_text_fact (parts->head, &at, parts->pool, &fact, err))
        return false;
      if (fact.kind == PGO_FACT_PARTS)
        parts->identity = fact.of.name;
      if (!parts->identity
          && (fact.kind == PGO_FACT_FILE || fact.kind == PGO_FACT_FUNCTION
              || fact.kind == PGO_FACT_END))
        return pgo_text_error (parts->head, line, err,
                               "not the head of a directory: it has no "
                               "'parts'");
      if (fact.kind == PGO_FACT_FUNCTION)
        return pgo_text_error (parts->head, line, err,
                               "a head has no functions");
      if (fact.kind == PGO_FACT_PART && !last)
        return pgo_text_error (parts->head, line, err,
                               "this belongs to a file");
      if (fact.kind == PGO_FACT_PART)
        {
          last->path = fact.of.name;
          last->at = line;
        }
      if (fact.kind != PGO_FACT_FILE)
        continue;
      if (last && pgo_path_compare (last->source, fact.of.name) >= 0)
        return pgo_text_error (parts->head, line, err,
                               "not in order: '%s' comes before '%s', once",
                               fact.of.name, last->source);
      parts->parts = pgo_xgrow (parts->parts, parts->n, &parts->capacity,
                                sizeof *parts->parts);
      last = &parts->parts[parts->n++];
      *last = (struct part){ .source = fact.of.name, .at = line };
    }
  while (fact.kind != PGO_FACT_END);
  return true;
}

struct pgo_split *
pgo_split_open (const char *dir, struct pgo_error *err)
{
  struct pgo_split *parts = pgo_xcalloc (1, sizeof *parts);
  char *file = pgo_path_join (dir, PGO_SPLIT_HEAD);
  bool other;

  parts->pool = pgo_pool_new ();
  parts->dir = pgo_xstrdup (dir);
  parts->head = pgo_text_open (file, &other, err);
  if (!parts->head && other)
    pgo_error_set (err, "%s: not a prepared profile", file);
  else if (!parts->head && access (file, F_OK) != 0)
    pgo_error_set (
        err,
        "%s: a directory, and no prepared profile: it has no " PGO_SPLIT_HEAD,
        dir);
  free (file);
  if (parts->head && read_head (parts, err))
    return parts;
  pgo_split_close (parts);
  return NULL;
}

void
pgo_split_close (struct pgo_split *parts)
{
  if (!parts)
    return;
  for (size_t i = 0; i < parts->n; i++)
    {
      pgo_text_close (parts->parts[i].text);
      free (parts->parts[i].file);
    }
  free (parts->parts);
  free (parts->dir);
  pgo_text_close (parts->head);
  pgo_pool_free (parts->pool);
  free (parts);
}

const struct pgo_text *
pgo_split_head (const struct pgo_split *parts)
{
  return parts->head;
}

/* ---- The parts.  */

size_t
pgo_split_number (const struct pgo_split *parts)
{
  return parts->n;
}

const char *
pgo_split_source (const struct pgo_split *parts, size_t i)
{
  return parts->parts[i].source;
}

const char *
pgo_split_file (struct pgo_split *parts, size_t i)
{
  struct part *part = &parts->parts[i];
  const char *name = part->path ? part->path : part->source;
  size_t size = strlen (parts->dir) + strlen (name) + sizeof PGO_SPLIT_DIR
                + sizeof PGO_SPLIT_SUFFIX + 2;

  if (!part->file)
    {
      part->file = pgo_xmalloc (size);
      snprintf (part->file, size, "%s/" PGO_SPLIT_DIR "/%s%s", parts->dir, name,
                part->path ? "" : PGO_SPLIT_SUFFIX);
    }
  return part->file;
}

size_t
pgo_split_namesakes (const struct pgo_split *parts, const char *source,
                     size_t *first)
{
  size_t low = 0, high = parts->n, n = 0, length;
  const char *base = pgo_path_base (source, &length);

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (strcmp (pgo_path_base (parts->parts[middle].source, &length), base)
          < 0)
        low = middle + 1;
      else
        high = middle;
    }
  *first = low;
  while (low + n < parts->n
         && pgo_path_same_base_p (parts->parts[low + n].source, source))
    n++;
  return n;
}

size_t
pgo_split_find (const struct pgo_split *parts, const char *source)
{
  size_t first, n = pgo_split_namesakes (parts, source, &first);

  for (size_t i = first; i < first + n; i++)
    if (strcmp (parts->parts[i].source, source) == 0)
      return i;
  return PGO_NONE;
}

/* Is TEXT the part of SOURCE in the profile of IDENTITY?  */
static bool
right_part_p (const struct pgo_text *text, const struct pgo_split *parts,
              const char *source, struct pgo_pool *pool, struct pgo_error *err)
{
  const char *head = pgo_text_name (parts->head);
  size_t at = pgo_text_start (text), line;
  bool known = false;
  struct pgo_fact fact;

  do
    {
      line = at;
      if (!pgo_text_fact (text, &at, pool, &fact, err))
        return false;
      if (fact.kind != PGO_FACT_PART_OF)
        continue;
      if (strcmp (fact.of.name, parts->identity) != 0)
        return pgo_text_error (text, line, err,
                               "not of the profile that %s is of; gcc-pgo "
                               "prepare --split makes all anew",
                               head);
      known = true;
    }
  while (fact.kind < PGO_FACT_FILE || fact.kind == PGO_FACT_OTHER);
  if (!known)
    return pgo_text_error (text, line, err,
                           "no part of a profile: it has no "
                           "'part-of'");
  if (fact.kind != PGO_FACT_FILE || strcmp (fact.of.name, source) != 0)
    return pgo_text_error (text, line, err,
                           "not of '%s', as which %s has it; gcc-pgo prepare "
                           "--split makes all anew",
                           source, head);
  return true;
}

const struct pgo_text *
pgo_split_text (struct pgo_split *parts, size_t i, struct pgo_error *err)
{
  struct part *part = &parts->parts[i];
  const char *name = part->path ? part->path : part->source;
  const char *file = pgo_split_file (parts, i);
  struct pgo_error reason;
  struct pgo_text *text;
  bool other;

  if (part->text)
    return part->text;
  if (!inside_p (name))
    {
      pgo_text_error (parts->head, part->at, err,
                      "'%s' is no name of a part, which is in the directory of "
                      "the profile",
                      name);
      return NULL;
    }
  text = pgo_text_open (file, &other, &reason);
  if (!text && other)
    pgo_error_set (err, "%s: not a prepared profile", file);
  else if (!text && access (file, R_OK) != 0)
    pgo_text_error (parts->head, part->at, err, "its part: %s", reason.message);
  else if (!text)
    *err = reason;
  else if (right_part_p (text, parts, part->source, parts->pool, err))
    return part->text = text;
  pgo_text_close (text);
  return NULL;
}
