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

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "names/path.h"

/* So many sites have lines, so many before and behind each, of so many bytes at
   most; and no file that is larger is looked at.  */
#define MOST_SITES 1000
#define LINES_AROUND 4
#define MOST_BYTES 200
#define MOST_FILE_BYTES (16 * 1024 * 1024)

/* A file that was looked for.  */
struct source
{
  const char *asked; /* As the ledger has it.  */
  char *path;        /* Where it was found, or NULL.  */
  char *data;
  size_t size;
  size_t *lines; /* Where each begins, and behind them the end of the last.  */
  size_t n_lines;
};

struct reader
{
  const char *const *dirs;
  size_t n_dirs;
  struct source *sources;
  size_t n_sources, capacity;
  struct pgo_table table;
};

/* Read the file PATH into SOURCE, which owns PATH then, unless there is none.
 */
static bool
read_source (struct source *source, char *path)
{
  struct stat st;
  size_t capacity = 0;

  if (stat (path, &st) == 0 && S_ISREG (st.st_mode)
      && st.st_size <= MOST_FILE_BYTES)
    source->data = (char *) pgo_file_read (path, &source->size, NULL);
  if (!source->data)
    {
      free (path);
      return false;
    }
  source->path = path;
  for (size_t i = 0; i <= source->size; i++)
    if (i == 0 || source->data[i - 1] == '\n')
      {
        source->lines = pgo_xgrow (source->lines, source->n_lines, &capacity,
                                   sizeof *source->lines);
        source->lines[source->n_lines++] = i;
      }
  source->lines = pgo_xgrow (source->lines, source->n_lines, &capacity,
                             sizeof *source->lines);
  source->lines[source->n_lines] = source->size + 1;
  return true;
}

/* Find SOURCE where the ledger has it, or in the directories: the more of its
   name is the same the better.  */
static void
find_source (const struct reader *reader, struct source *source)
{
  const char *rest = source->asked;

  if (read_source (source, pgo_xstrdup (rest)))
    return;
  while (rest)
    {
      rest += strspn (rest, "/");
      for (size_t i = 0; i < reader->n_dirs; i++)
        if (read_source (source, pgo_path_join (reader->dirs[i], rest)))
          return;
      rest = strchr (rest, '/');
    }
}

static bool
same_source_p (const void *context, uint32_t i, const void *key)
{
  return strcmp (((const struct reader *) context)->sources[i].asked, key) == 0;
}

/* The file that the ledger calls PATH.  */
static const struct source *
source_of (struct reader *reader, const char *path)
{
  uint64_t hash = pgo_hash_string (path);
  uint32_t i
      = pgo_table_find (&reader->table, hash, same_source_p, reader, path);

  if (i == PGO_NONE)
    {
      i = reader->n_sources++;
      reader->sources = pgo_xgrow (reader->sources, i, &reader->capacity,
                                   sizeof *reader->sources);
      reader->sources[i] = (struct source){ .asked = path };
      find_source (reader, &reader->sources[i]);
      pgo_table_add (&reader->table, hash, i);
    }
  return &reader->sources[i];
}

/* Write line I of SOURCE to STREAM, as a JSON string.  */
static void
write_line (FILE *stream, const struct source *source, size_t i)
{
  const char *start = source->data + source->lines[i];
  size_t length = source->lines[i + 1] - source->lines[i] - 1;
  char *text;

  /* No character is cut.  */
  if (length > MOST_BYTES)
    for (length = MOST_BYTES; ((unsigned char) start[length] & 0xc0) == 0x80;)
      length--;
  text = pgo_xstrndup (start, length);
  pgo_json_string (stream, text);
  free (text);
}

static void
write_excerpt (FILE *stream, size_t site, int64_t line,
               const struct source *source)
{
  size_t first = line > LINES_AROUND ? (size_t) line - LINES_AROUND : 1;
  size_t last = (size_t) line + LINES_AROUND;

  fprintf (stream, "{\"site\":%zu,\"path\":", site);
  pgo_json_string (stream, source->path);
  fprintf (stream, ",\"first\":%zu,\"lines\":[", first);
  for (size_t i = first; i <= last && i <= source->n_lines; i++)
    {
      if (i > first)
        putc (',', stream);
      write_line (stream, source, i - 1);
    }
  fputs ("]}", stream);
}

void
pgo_excerpts_json (FILE *stream, const struct pgo_report *report,
                   const char *const *dirs, size_t n)
{
  struct reader reader = { .dirs = dirs, .n_dirs = n };
  size_t n_written = 0;

  putc ('[', stream);
  for (size_t i = 0; i < report->n_sites && n_written < MOST_SITES; i++)
    {
      const struct pgo_ledger_site *site = report->sites[i].site;
      const struct source *source = source_of (&reader, site->path);
      if (!source->path || site->line < 1
          || (uint64_t) site->line > source->n_lines)
        continue;
      fputs (n_written++ > 0 ? ",\n" : "\n", stream);
      write_excerpt (stream, i, site->line, source);
    }
  fputs ("]\n", stream);
  for (size_t i = 0; i < reader.n_sources; i++)
    {
      free (reader.sources[i].path);
      free (reader.sources[i].data);
      free (reader.sources[i].lines);
    }
  free (reader.sources);
  pgo_table_free (&reader.table);
}
