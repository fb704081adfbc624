/* Were all objects of a build built with one profile?
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

#include "check/objects.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/store.h"
#include "symbolize/comment.h"

struct pgo_objects
{
  struct pgo_object *all;
  size_t n, capacity;
};

/* Objects are taken from FILE.  */
struct source
{
  struct pgo_objects *objects;
  const char *file;
};

struct pgo_objects *
pgo_objects_new (void)
{
  return pgo_xcalloc (1, sizeof (struct pgo_objects));
}

void
pgo_objects_free (struct pgo_objects *objects)
{
  if (!objects)
    return;
  for (size_t i = 0; i < objects->n; i++)
    {
      free (objects->all[i].name);
      free (objects->all[i].mark);
    }
  free (objects->all);
  free (objects);
}

static int
compare_words (const void *x, const void *y)
{
  return strcmp (*(const char *const *) x, *(const char *const *) y);
}

/* The profiles that the lines of SIZE bytes at LINES name, each once and in
   order.  The caller frees them.  */
static char *
join_marks (const char *lines, size_t size)
{
  const char **marks = NULL;
  size_t n = 0, capacity = 0, length;
  for (const char *line = lines; line < lines + size; line += strlen (line) + 1)
    if (pgo_mark_profile (line))
      {
        marks = pgo_xgrow (marks, n, &capacity, sizeof *marks);
        marks[n++] = pgo_mark_profile (line);
      }
  if (n > 0)
    qsort (marks, n, sizeof *marks, compare_words);
  char *text;
  FILE *stream = pgo_xstream_open (&text, &length);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || strcmp (marks[i], marks[i - 1]) != 0)
      fprintf (stream, i > 0 ? " %s" : "%s", marks[i]);
  pgo_xstream_close (stream, &text);
  free (marks);
  return text;
}

static bool
by_gcc_p (const char *lines, size_t size)
{
  for (const char *line = lines; line < lines + size; line += strlen (line) + 1)
    if (strncmp (line, "GCC: ", 5) == 0)
      return true;
  return false;
}

static void
take_object (void *data, const char *member, const char *lines, size_t size)
{
  const struct source *source = data;
  struct pgo_objects *objects = source->objects;
  size_t length = strlen (source->file) + (member ? strlen (member) : 0) + 3;
  char *name = pgo_xmalloc (length);
  snprintf (name, length, member ? "%s(%s)" : "%s", source->file, member);
  objects->all = pgo_xgrow (objects->all, objects->n, &objects->capacity,
                            sizeof *objects->all);
  objects->all[objects->n++] = (struct pgo_object){
    .name = name,
    .mark = join_marks (lines, size),
    .by_gcc = by_gcc_p (lines, size),
  };
}

static bool
add_file (struct pgo_objects *objects, const char *file, struct pgo_error *err)
{
  struct source source = { objects, file };
  return pgo_comment_each (file, take_object, &source, err);
}

static int
compare_entries (const FTSENT **a, const FTSENT **b)
{
  return strcmp ((*a)->fts_name, (*b)->fts_name);
}

/* Add ENTRY, which was named by the user if that is LEVEL 0.  */
static bool
add_entry (struct pgo_objects *objects, const FTSENT *entry,
           struct pgo_error *err)
{
  bool named = entry->fts_level == FTS_ROOTLEVEL;
  switch (entry->fts_info)
    {
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
      return pgo_error_set (err, "%s: %s", entry->fts_path,
                            strerror (entry->fts_errno));
    case FTS_F:
      return (!named && !pgo_comment_object_p (entry->fts_path))
             || add_file (objects, entry->fts_path, err);
    case FTS_D:
    case FTS_DP:
    case FTS_DC:
      return true;
    default:
      /* A link, a device or a pipe.  */
      return !named || add_file (objects, entry->fts_path, err);
    }
}

bool
pgo_objects_add (struct pgo_objects *objects, const char *file,
                 struct pgo_error *err)
{
  char *name = pgo_xstrdup (file);
  char *names[] = { name, NULL };
  FTS *tree = fts_open (names, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR,
                        compare_entries);
  const FTSENT *entry = NULL;
  bool good = tree;
  errno = 0;
  while (good && (entry = fts_read (tree)))
    good = add_entry (objects, entry, err);
  if (!entry && errno != 0)
    good = pgo_error_set (err, "%s: %s", file, strerror (errno));
  if (tree)
    fts_close (tree);
  free (name);
  return good;
}

const struct pgo_object *
pgo_objects_all (const struct pgo_objects *objects, size_t *n)
{
  *n = objects->n;
  return objects->all;
}

static int
compare_groups (const void *x, const void *y)
{
  const struct pgo_object_group *a = x, *b = y;
  if (a->n != b->n)
    return a->n < b->n ? 1 : -1;
  return strcmp (a->mark, b->mark);
}

struct pgo_object_group *
pgo_objects_groups (const struct pgo_objects *objects, size_t *n)
{
  struct pgo_object_group *groups = pgo_xcalloc (objects->n, sizeof *groups);
  struct pgo_strings marks = { 0 };
  for (size_t i = 0; i < objects->n; i++)
    {
      const struct pgo_object *object = &objects->all[i];
      if (!*object->mark && !object->by_gcc)
        continue;
      uint32_t number = pgo_strings_number (&marks, NULL, object->mark);
      groups[number].mark = marks.text[number];
      groups[number].n++;
    }
  *n = marks.n;
  pgo_strings_free (&marks);
  qsort (groups, *n, sizeof *groups, compare_groups);
  return groups;
}
