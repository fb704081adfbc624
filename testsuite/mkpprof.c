/* Write a pprof profile field by field, for the tests of merge.
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

   Usage: mkpprof -o OUT < TEXT

   Unlike those of mkprofile, these profiles have what merging is about:
   any value types, mappings and addresses.  A line of the text is one of

     type TYPE UNIT
     period TYPE UNIT N
     time START DURATION             in nanoseconds
     comment TEXT
     mapping START LIMIT OFFSET FILE [BUILD_ID]    in hexadecimal
     sample VALUE[,VALUE] FRAME...   root first and leaf last

   and a frame is NAME[:LINE][@ADDRESS]; NAME is "-" where the address has no
   symbol, the file of NAME is NAME.c.  The mapping is the first one that holds
   the address, or without one the first of all that has no range.  */

#include "mktext.h"

#include <string.h>

#include "base/mem.h"

/* The mappings so far; their index is the builder's.  */
static struct pgo_mapping mappings[64];
static size_t n_mappings;

/* The next word of the line, which strtok is at; die where there is none.  */
static char *
word (const char *what)
{
  char *next = strtok (NULL, " \n");

  if (!next)
    die ("%s is missing", what);
  return next;
}

static void
take_mapping (struct pgo_builder *builder)
{
  struct pgo_mapping *m = &mappings[n_mappings];
  const char *build_id;

  if (n_mappings == sizeof mappings / sizeof *mappings)
    die ("too many mappings");
  m->start = parse_number (word ("start"), 16);
  m->limit = parse_number (word ("limit"), 16);
  m->offset = parse_number (word ("offset"), 16);
  m->file = pgo_xstrdup (word ("file"));
  build_id = strtok (NULL, " \n");
  m->build_id = pgo_xstrdup (build_id ? build_id : "");
  m->has_functions = true;
  if (pgo_builder_mapping (builder, m) != n_mappings++)
    die ("this mapping is there already");
}

static uint32_t
find_mapping (bool addressed, uint64_t address)
{
  for (uint32_t i = 0; i < n_mappings; i++)
    if (addressed ? address >= mappings[i].start && address < mappings[i].limit
                  : mappings[i].limit == 0)
      return i;
  return PGO_NONE;
}

static uint32_t
take_frame (struct pgo_builder *builder, char *frame)
{
  char *at = strrchr (frame, '@');
  char *colon = strrchr (frame, ':');
  struct pgo_line line = { 0, 0, 0 };
  uint64_t address = 0;
  size_t n_lines = 0;

  if (at)
    {
      *at = '\0';
      address = parse_number (at + 1, 16);
    }
  if (colon)
    {
      *colon = '\0';
      line.line = (int64_t) parse_number (colon + 1, 10);
    }
  if (strcmp (frame, "-") != 0)
    {
      char file[100];
      struct pgo_function function
          = { .name = frame, .system_name = frame, .file = file };

      snprintf (file, sizeof file, "%s.c", frame);
      function.start_line = 1;
      line.function = pgo_builder_function (builder, &function);
      n_lines = 1;
    }
  return pgo_builder_location (builder, find_mapping (at != NULL, address),
                               address, &line, n_lines);
}

static void
take_sample (struct pgo_builder *builder)
{
  uint32_t stack[100];
  int64_t values[8] = { 0 };
  size_t depth = sizeof stack / sizeof *stack, first = depth;
  char *value = word ("value"), *frame;

  for (size_t i = 0; value && i < sizeof values / sizeof *values; i++)
    {
      char *comma = strchr (value, ',');
      if (comma)
        *comma++ = '\0';
      values[i] = parse_signed (value);
      value = comma;
    }
  while ((frame = strtok (NULL, " \n")))
    {
      if (first == 0)
        die ("the stack is too deep");
      stack[--first] = take_frame (builder, frame);
    }
  pgo_builder_add_sample (builder, stack + first, depth - first, values);
}

static void
take_line (struct pgo_builder *builder, char *line)
{
  const char *what = strtok (line, " \n");
  const char *type, *unit;

  if (!what || *what == '#')
    return;
  if (strcmp (what, "type") == 0)
    {
      type = word ("type");
      pgo_builder_add_type (builder, type, word ("unit"));
    }
  else if (strcmp (what, "period") == 0)
    {
      type = word ("type");
      unit = word ("unit");
      pgo_builder_set_period (builder, type, unit,
                              (int64_t) parse_number (word ("period"), 10));
    }
  else if (strcmp (what, "time") == 0)
    {
      int64_t start = (int64_t) parse_number (word ("start"), 10);
      pgo_builder_set_time (builder, start,
                            (int64_t) parse_number (word ("duration"), 10));
    }
  else if (strcmp (what, "comment") == 0)
    pgo_builder_add_comment (builder, word ("text"));
  else if (strcmp (what, "mapping") == 0)
    take_mapping (builder);
  else if (strcmp (what, "sample") == 0)
    take_sample (builder);
  else
    die ("'%s' is nothing that a profile has", what);
}

int
main (int argc, char **argv)
{
  struct pgo_builder *builder = pgo_builder_new ();
  char *line;

  if (argc != 3 || strcmp (argv[1], "-o") != 0)
    {
      fputs ("Usage: mkpprof -o OUT < TEXT\n", stderr);
      return 2;
    }
  while ((line = next_line ()))
    take_line (builder, line);
  write_profile (pgo_builder_finish (builder), argv[2]);
  for (size_t i = 0; i < n_mappings; i++)
    {
      free ((char *) mappings[i].file);
      free ((char *) mappings[i].build_id);
    }
  return 0;
}
