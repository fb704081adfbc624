/* Where the object files of a profile are on this machine.
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

   Whether a candidate is the file is decided by its build id, which is read
   without the rest of it.  */

/* For the basename that leaves its argument alone.  */
#define _GNU_SOURCE

#include "symbolize/find.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "symbolize/module.h"

/* What the kernel adds to the name of a mapped file that has been unlinked.  */
#define DELETED " (deleted)"

struct binary
{
  char *file;
  char *build_id;
};

struct pgo_finder
{
  struct binary *binaries;
  size_t n_binaries;
  size_t binaries_capacity;
  char **directories; /* Absolute.  */
  size_t n_directories;
  size_t directories_capacity;
  char *debug_path;
};

/* One search.  */
struct search
{
  const char *build_id; /* "" where unknown.  */
  char *path;           /* What was found.  */
  char *changed;        /* The first that has the name alone.  */
  char *now;            /* Its build id.  */
};

struct pgo_finder *
pgo_finder_new (void)
{
  struct pgo_finder *finder = pgo_xcalloc (1, sizeof *finder);
  /* "+": check the CRC of what .gnu_debuglink names.  */
  finder->debug_path = pgo_xstrdup ("+:.debug:/usr/lib/debug");
  return finder;
}

void
pgo_finder_free (struct pgo_finder *finder)
{
  if (!finder)
    return;
  for (size_t i = 0; i < finder->n_binaries; i++)
    {
      free (finder->binaries[i].file);
      free (finder->binaries[i].build_id);
    }
  for (size_t i = 0; i < finder->n_directories; i++)
    free (finder->directories[i]);
  free (finder->binaries);
  free (finder->directories);
  free (finder->debug_path);
  free (finder);
}

bool
pgo_finder_add_binary (struct pgo_finder *finder, const char *file,
                       struct pgo_error *err)
{
  char *build_id = pgo_file_build_id (file, err);
  if (!build_id)
    return false;
  finder->binaries
      = pgo_xgrow (finder->binaries, finder->n_binaries,
                   &finder->binaries_capacity, sizeof *finder->binaries);
  finder->binaries[finder->n_binaries++]
      = (struct binary){ pgo_xstrdup (file), build_id };
  return true;
}

/* A concatenation of three strings, which the caller frees.  */
static char *
join (const char *a, const char *b, const char *c)
{
  size_t size = strlen (a) + strlen (b) + strlen (c) + 1;
  char *text = pgo_xmalloc (size);
  snprintf (text, size, "%s%s%s", a, b, c);
  return text;
}

/* Look for debugging information in DIRECTORY, too.  */
static void
add_debug_path (struct pgo_finder *finder, const char *directory)
{
  char *debug_path = join (finder->debug_path, ":", directory);
  free (finder->debug_path);
  finder->debug_path = debug_path;
}

static int
visible_p (const struct dirent *entry)
{
  return *entry->d_name != '.' && !strchr (entry->d_name, ':');
}

/* Look in the directories below DIRECTORY/.dwz: as in /usr/lib/debug, they are
   of targets, and have what dwz has put in common.  */
static void
add_common (struct pgo_finder *finder, const char *directory)
{
  struct dirent **entries;
  char *below = join (directory, "/.dwz/", "");
  int n = scandir (below, &entries, visible_p, alphasort);
  for (int i = 0; i < n; i++)
    {
      char *common = join (below, entries[i]->d_name, "");
      add_debug_path (finder, common);
      free (common);
      free (entries[i]);
    }
  if (n >= 0)
    free (entries);
  free (below);
}

bool
pgo_finder_add_directory (struct pgo_finder *finder, const char *directory,
                          struct pgo_error *err)
{
  struct stat info;
  /* libdwfl takes a relative name as relative to each binary.  */
  char *absolute = realpath (directory, NULL);
  if (!absolute || stat (absolute, &info) != 0 || !S_ISDIR (info.st_mode))
    {
      int reason = absolute ? ENOTDIR : errno;
      free (absolute);
      return pgo_error_set (err, "%s: %s", directory, strerror (reason));
    }
  if (strchr (absolute, ':'))
    {
      pgo_error_set (err, "%s: the name of such a directory cannot hold ':'",
                     absolute);
      free (absolute);
      return false;
    }
  add_debug_path (finder, absolute);
  add_common (finder, absolute);
  finder->directories
      = pgo_xgrow (finder->directories, finder->n_directories,
                   &finder->directories_capacity, sizeof *finder->directories);
  finder->directories[finder->n_directories++] = absolute;
  return true;
}

const char *
pgo_finder_debug_path (struct pgo_finder *finder)
{
  return finder->debug_path;
}

/* Are A and B one build id?  perf before 5.10 fills a short one up with
   zeros.  */
static bool
same_build_id_p (const char *a, const char *b)
{
  size_t n = 0;
  while (a[n] && a[n] == b[n])
    n++;
  return n > 0 && !a[n + strspn (a + n, "0")] && !b[n + strspn (b + n, "0")];
}

/* Look at FILE, whose build id is BUILD_ID.  True if it is what is looked
   for; EXPLICIT if so where the build ids cannot be compared.  */
static bool
consider (struct search *search, const char *file, const char *build_id,
          bool explicit)
{
  if (!*search->build_id || (explicit && !*build_id)
      || same_build_id_p (search->build_id, build_id))
    {
      search->path = pgo_xstrdup (file);
      return true;
    }
  if (!search->changed)
    {
      search->changed = pgo_xstrdup (file);
      search->now = pgo_xstrdup (build_id);
    }
  return false;
}

/* The build id of FILE, or NULL with ERR set.  A profile's word is not enough
   to open a device.  */
static char *
read_build_id (const char *file, struct pgo_error *err)
{
  struct stat info;
  bool there = stat (file, &info) == 0;
  if (there && S_ISREG (info.st_mode))
    return pgo_file_build_id (file, err);
  pgo_error_set (err, "%s: %s", file,
                 there ? "not a regular file" : strerror (errno));
  return NULL;
}

/* Consider FILE, which may not be there, and is freed.  */
static bool
consider_file (struct search *search, char *file, struct pgo_error *err)
{
  char *build_id = read_build_id (file, err);
  bool found = build_id && consider (search, file, build_id, false);
  free (build_id);
  free (file);
  return found;
}

static bool
search_binaries (struct search *search, const struct pgo_finder *finder,
                 const char *file)
{
  for (size_t i = 0; i < finder->n_binaries && *search->build_id; i++)
    if (same_build_id_p (search->build_id, finder->binaries[i].build_id))
      return consider (search, finder->binaries[i].file,
                       finder->binaries[i].build_id, true);
  for (size_t i = 0; i < finder->n_binaries; i++)
    if (strcmp (basename (finder->binaries[i].file), basename (file)) == 0
        && consider (search, finder->binaries[i].file,
                     finder->binaries[i].build_id, true))
      return true;
  return false;
}

static bool
search_directories (struct search *search, const struct pgo_finder *finder,
                    const char *file)
{
  const char *base = basename (file);
  for (size_t i = 0; i < finder->n_directories && *base; i++)
    if ((*file == '/'
         && consider_file (search, join (finder->directories[i], file, ""),
                           NULL))
        || consider_file (search, join (finder->directories[i], "/", base),
                          NULL))
      return true;
  return false;
}

/* Look below DIRECTORY by build id: for the file itself, which perf has in a
   directory since Linux 4.9, then for debug information.  */
static bool
search_build_id (struct search *search, const char *directory)
{
  static const char *const endings[] = { "", "/elf", ".debug" };
  size_t length = strlen (search->build_id);
  if (length < 4 || strspn (search->build_id, "0123456789abcdef") != length)
    return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    {
      char first[] = { search->build_id[0], search->build_id[1], '/', '\0' };
      char *below = join (directory, "/.build-id/", first);
      char *file = join (below, search->build_id + 2, endings[i]);
      free (below);
      if (consider_file (search, file, NULL))
        return true;
    }
  return false;
}

/* Look among the copies that perf record keeps of what it has recorded.  */
static bool
search_perf_cache (struct search *search)
{
  const char *cache = getenv ("PERF_BUILDID_DIR");
  const char *home = getenv ("HOME");
  if (cache && *cache)
    return search_build_id (search, cache);
  if (!home)
    return false;
  char *directory = join (home, "/.debug", "");
  bool found = search_build_id (search, directory);
  free (directory);
  return found;
}

static bool
search_all (struct search *search, const struct pgo_finder *finder,
            const char *file, bool deleted, struct pgo_error *err)
{
  if (search_binaries (search, finder, file)
      || search_directories (search, finder, file))
    return true;
  if (*file == '/' && deleted && !*search->build_id)
    {
      /* What has this name now cannot be told from what had it.  */
      char *now = read_build_id (file, err);
      if (now && !search->changed)
        {
          search->changed = pgo_xstrdup (file);
          search->now = now;
        }
      else
        free (now);
    }
  else if (*file == '/' && consider_file (search, pgo_xstrdup (file), err))
    return true;
  for (size_t i = 0; i < finder->n_directories; i++)
    if (search_build_id (search, finder->directories[i]))
      return true;
  return search_perf_cache (search)
         || search_build_id (search, "/usr/lib/debug");
}

bool
pgo_file_name_p (const char *file)
{
  return *file != '[' && strncmp (file, "//", 2) != 0;
}

/* Undo in NAME what the kernel does to newlines in /proc/PID/maps.  */
static void
unescape (char *name)
{
  static const char escape[] = "\\012";
  size_t length = strlen (escape);
  for (; (name = strstr (name, escape)); name++)
    {
      *name = '\n';
      memmove (name + 1, name + length, strlen (name + length) + 1);
    }
}

enum pgo_found
pgo_finder_find (struct pgo_finder *finder, const char *file,
                 const char *build_id, char **path, char **now,
                 struct pgo_error *err)
{
  struct search search = { .build_id = build_id };
  *path = *now = NULL;
  if (!pgo_file_name_p (file))
    {
      pgo_error_set (err, "%s: not a file", file);
      return PGO_FOUND_NOTHING;
    }
  pgo_error_set (err, "%s: %s", *file ? file : build_id, strerror (ENOENT));
  size_t length = strlen (file), cut = strlen (DELETED);
  bool deleted = length > cut && strcmp (file + length - cut, DELETED) == 0;
  char *name = pgo_xstrndup (file, deleted ? length - cut : length);
  if (access (name, F_OK) != 0)
    unescape (name);
  /* It may be called so, too.  */
  bool found = (deleted && *file == '/'
                && consider_file (&search, pgo_xstrdup (file), NULL))
               || search_all (&search, finder, name, deleted, err);
  free (name);
  if (found)
    {
      free (search.changed);
      free (search.now);
      *path = search.path;
      return PGO_FOUND;
    }
  *path = search.changed;
  *now = search.now;
  return search.changed ? PGO_FOUND_CHANGED : PGO_FOUND_NOTHING;
}
