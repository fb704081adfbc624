/* What files are called in a prepared profile.
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

#include "prepare/files.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Of a file outside the program's directory so many components are kept.  */
#define LEAST_COMPONENTS 3

/* The program's directory has this share of its functions.  */
#define ROOT_SHARE 0.9

struct file
{
  const char *name;
  size_t functions;
  const char *text;
};

struct pgo_text_files
{
  struct pgo_strings names; /* Numbers of FILES.  */
  struct file *files;
  size_t n, capacity;
};

struct pgo_text_files *
pgo_text_files_new (void)
{
  return pgo_xcalloc (1, sizeof (struct pgo_text_files));
}

void
pgo_text_files_free (struct pgo_text_files *files)
{
  pgo_strings_free (&files->names);
  free (files->files);
  free (files);
}

void
pgo_text_files_add (struct pgo_text_files *files, const char *name)
{
  uint32_t i = pgo_strings_number (&files->names, NULL, name);

  if (i == files->n)
    {
      files->files = pgo_xgrow (files->files, files->n, &files->capacity,
                                sizeof *files->files);
      files->files[files->n++] = (struct file){ .name = name };
    }
  files->files[i].functions++;
}

/* Does NAME tell where the program's files are?  A name relative to an unknown
   place, as libraries are built, does not, nor does that of a system's header.
 */
static bool
votes_p (const char *name)
{
  return name[0] != '\0' && name[0] != '.' && strncmp (name, "/usr/", 5) != 0;
}

/* How many functions are below the directory that is the first LENGTH
   characters of PATH, of those that vote.  */
static size_t
count_below (const struct pgo_text_files *files, const char *path,
             size_t length)
{
  size_t n = 0;

  for (size_t i = 0; i < files->n; i++)
    if (votes_p (files->files[i].name)
        && strncmp (files->files[i].name, path, length) == 0)
      n += files->files[i].functions;
  return n;
}

/* The length of the name of the program's directory, with its last slash, that
   *PATH begins with; 0 if there is none.  */
static size_t
find_root (const struct pgo_text_files *files, const char **path)
{
  size_t all = count_below (files, "", 0), length = 0;

  *path = "";
  for (size_t i = 0; i < files->n; i++)
    {
      const char *name = files->files[i].name, *slash;
      if (!votes_p (name) || strncmp (name, *path, length) != 0)
        continue;
      while ((slash = strchr (name + length, '/'))
             && count_below (files, name, slash + 1 - name) >= ROOT_SHARE * all)
        {
          length = slash + 1 - name;
          *path = name;
        }
    }
  return length;
}

/* NAME without the directories at its beginning that only say "here".  */
static const char *
skip_here (const char *name)
{
  while (name[0] == '.' && name[1] == '/')
    name += 2;
  return name;
}

/* The last N components of NAME, or all of it without the first slash.  */
static const char *
last_components (const char *name, size_t n)
{
  const char *p = name + strlen (name);

  while (p > name && (p[-1] != '/' || --n > 0))
    p--;
  return p;
}

static bool
taken_p (const struct pgo_strings *texts, const char *text)
{
  return pgo_strings_find (texts, text);
}

static int
compare_names (const void *x, const void *y)
{
  return strcmp ((*(const struct file *const *) x)->name,
                 (*(const struct file *const *) y)->name);
}

/* A directory that PATH begins with, and the functions in files that are called in
   a text before as from there.  */
struct root
{
  const char *path;
  size_t length;
  size_t functions;
};

struct roots
{
  struct pgo_strings names; /* Numbers of ALL.  */
  struct root *all;
  size_t n, capacity;
  struct pgo_pool *pool;
};

/* Add FUNCTIONS to those of the first LENGTH characters of NAME.  */
static void
add_root (struct roots *roots, const char *name, size_t length,
          size_t functions)
{
  char *root = pgo_pool_alloc (roots->pool, length + 1);
  uint32_t i;

  memcpy (root, name, length);
  root[length] = '\0';
  i = pgo_strings_number (&roots->names, NULL, root);
  if (i == roots->n)
    {
      roots->all = pgo_xgrow (roots->all, roots->n, &roots->capacity,
                              sizeof *roots->all);
      roots->all[roots->n++] = (struct root){ name, length, 0 };
    }
  roots->all[i].functions += functions;
}

/* Set *PATH to a name that begins with the directory from which most functions are
   in files that PREVIOUS has, if these are more than in *PATH's first LENGTH
   characters; return the length of that.  */
static size_t
follow_root (const struct pgo_text_files *files,
             const struct pgo_strings *previous, const char **path,
             size_t length)
{
  struct roots roots = { .pool = pgo_pool_new () };
  size_t best = 0;

  add_root (&roots, *path, length, 0);
  for (size_t i = 0; i < files->n; i++)
    {
      const char *name = files->files[i].name;
      for (const char *p = name; *p; p += strcspn (p, "/"))
        {
          p += strspn (p, "/");
          if (*p && taken_p (previous, p))
            add_root (&roots, name, p - name, files->files[i].functions);
        }
    }
  for (size_t i = 1; i < roots.n; i++)
    if (roots.all[i].functions > roots.all[best].functions)
      best = i;
  *path = roots.all[best].path;
  length = roots.all[best].length;
  free (roots.all);
  pgo_strings_free (&roots.names);
  pgo_pool_free (roots.pool);
  return length;
}

void
pgo_text_files_finish (struct pgo_text_files *files, struct pgo_pool *pool,
                       const struct pgo_strings *previous)
{
  struct file **sorted = pgo_xcalloc (files->n, sizeof *sorted);
  struct pgo_strings texts = { 0 };
  const char *root;
  size_t length = find_root (files, &root);

  if (previous)
    length = follow_root (files, previous, &root, length);
  for (size_t i = 0; i < files->n; i++)
    sorted[i] = &files->files[i];
  if (files->n > 0)
    qsort (sorted, files->n, sizeof *sorted, compare_names);
  for (size_t i = 0; i < files->n; i++)
    {
      struct file *file = sorted[i];
      const char *text = file->name;
      size_t n = LEAST_COMPONENTS;
      if (length > 0 && strncmp (text, root, length) == 0)
        text += length;
      else if (text[0] != '/')
        text = skip_here (text);
      else
        do
          text = last_components (file->name, n++);
        while (taken_p (&texts, text) && text > file->name + 1);
      file->text = pgo_strings_intern (&texts, pool, text);
    }
  pgo_strings_free (&texts);
  free (sorted);
}

const char *
pgo_text_files_name (const struct pgo_text_files *files, const char *name)
{
  /* It is there, so that nothing is added.  */
  return files
      ->files[pgo_strings_number ((struct pgo_strings *) &files->names, NULL,
                                  name)]
      .text;
}
