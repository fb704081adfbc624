/* The lines of source around a build's sites.
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

   A page that is sent on has lines of the program in it: of the heaviest sites
   only, and few of each.  */

#include "report/excerpt.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/store.h"
#include "drift/locate.h"
#include "drift/source.h"

/* So many sites have lines, so many before and behind each, of so many bytes at
   most; and no file that is larger is looked at.  */
#define MOST_SITES 1000
#define LINES_AROUND 4
#define MOST_BYTES 200
#define MOST_FILE_BYTES (16 * 1024 * 1024)

struct reader
{
  const char *const *dirs;
  size_t n_dirs;
  struct pgo_sources *sources;
  struct pgo_strings asked; /* What the ledger calls the files.  */
  char **paths;             /* Where they were found, or NULL.  */
  size_t capacity;
};

static bool
readable_p (const char *path)
{
  struct stat st;

  return stat (path, &st) == 0 && S_ISREG (st.st_mode)
         && st.st_size <= MOST_FILE_BYTES;
}

/* Where the file is that the ledger calls FILE, or NULL.  */
static char *
find_file (const struct reader *reader, const char *file)
{
  char *path;

  if (readable_p (file))
    return pgo_xstrdup (file);
  path = pgo_locate_file (reader->sources, reader->dirs, reader->n_dirs, file);
  if (path && readable_p (path))
    return path;
  free (path);
  return NULL;
}

/* The same, looked for once.  */
static const char *
path_of (struct reader *reader, const char *file)
{
  size_t known = reader->asked.n;
  uint32_t i = pgo_strings_number (&reader->asked, NULL, file);

  if (i == known)
    {
      reader->paths = pgo_xgrow (reader->paths, i, &reader->capacity,
                                 sizeof *reader->paths);
      reader->paths[i] = find_file (reader, file);
    }
  return reader->paths[i];
}

/* Write the line TEXT of SIZE bytes to STREAM, as a JSON string.  */
static void
write_line (FILE *stream, const char *text, size_t size)
{
  char *copy;

  /* No character is cut.  */
  if (size > MOST_BYTES)
    for (size = MOST_BYTES; ((unsigned char) text[size] & 0xc0) == 0x80;)
      size--;
  copy = pgo_xstrndup (text, size);
  pgo_json_string (stream, copy);
  free (copy);
}

static void
write_excerpt (FILE *stream, size_t site, int64_t line,
               struct pgo_sources *sources, const char *path)
{
  int64_t first = line > LINES_AROUND ? line - LINES_AROUND : 1;
  const char *text;
  size_t size;

  fprintf (stream, "{\"site\":%zu,\"path\":", site);
  pgo_json_string (stream, path);
  fprintf (stream, ",\"first\":%" PRId64 ",\"lines\":[", first);
  for (int64_t i = first; i <= line + LINES_AROUND
                          && (text = pgo_source_text (sources, path, i, &size));
       i++)
    {
      if (i > first)
        putc (',', stream);
      write_line (stream, text, size);
    }
  fputs ("]}", stream);
}

void
pgo_excerpts_json (FILE *stream, const struct pgo_report *report,
                   const char *const *dirs, size_t n)
{
  struct reader reader
      = { .dirs = dirs, .n_dirs = n, .sources = pgo_sources_new () };
  size_t n_written = 0, size;

  putc ('[', stream);
  for (size_t i = 0; i < report->n_sites && n_written < MOST_SITES; i++)
    {
      const struct pgo_ledger_site *site = report->sites[i].site;
      const char *path = path_of (&reader, site->path);
      if (!path || !pgo_source_text (reader.sources, path, site->line, &size))
        continue;
      fputs (n_written++ > 0 ? ",\n" : "\n", stream);
      write_excerpt (stream, i, site->line, reader.sources, path);
    }
  fputs ("]\n", stream);
  for (size_t i = 0; i < reader.asked.n; i++)
    free (reader.paths[i]);
  free (reader.paths);
  pgo_strings_free (&reader.asked);
  pgo_sources_free (reader.sources);
}
