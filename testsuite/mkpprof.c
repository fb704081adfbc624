/* Write a pprof profile field by field, or a large one, for the tests of merge.
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
          mkpprof -n STACKS -d DEPTH -s SEED -o OUT

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
   the address, or without one the first of all that has no range.

   The large profiles have the same STACKS stacks, of DEPTH frames, whatever
   SEED is; values, order and load address differ.  */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "pprof.h"

static unsigned long line_number;

static void __attribute__ ((noreturn, format (printf, 1, 2)))
die (const char *format, ...)
{
  va_list args;

  fprintf (stderr, "mkpprof: line %lu: ", line_number);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  putc ('\n', stderr);
  exit (1);
}

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

static uint64_t
number (const char *text, int base)
{
  char *end;
  uint64_t value;

  errno = 0;
  value = strtoull (text, &end, base);
  if (end == text || *end != '\0' || errno != 0)
    die ("'%s' is not a number", text);
  return value;
}

static void
take_mapping (struct pgo_builder *builder)
{
  struct pgo_mapping *m = &mappings[n_mappings];
  const char *build_id;

  if (n_mappings == sizeof mappings / sizeof *mappings)
    die ("too many mappings");
  m->start = number (word ("start"), 16);
  m->limit = number (word ("limit"), 16);
  m->offset = number (word ("offset"), 16);
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
      address = number (at + 1, 16);
    }
  if (colon)
    {
      *colon = '\0';
      line.line = (int64_t) number (colon + 1, 10);
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
      errno = 0;
      values[i] = strtoll (value, NULL, 10);
      if (errno != 0)
        die ("'%s' is too large", value);
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
                              (int64_t) number (word ("period"), 10));
    }
  else if (strcmp (what, "time") == 0)
    {
      int64_t start = (int64_t) number (word ("start"), 10);
      pgo_builder_set_time (builder, start,
                            (int64_t) number (word ("duration"), 10));
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

static void
read_text (struct pgo_builder *builder)
{
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) >= 0)
    {
      line_number++;
      take_line (builder, line);
    }
  free (line);
}

/* The next number of a sequence (the constants are Knuth's).  */
static uint32_t
next_random (uint64_t *state)
{
  *state = *state * UINT64_C (6364136223846793005)
           + UINT64_C (1442695040888963407);
  return (uint32_t) (*state >> 32);
}

/* Code of the large profiles.  */
enum
{
  N_FUNCTIONS = 3000,
  CALLS = 8, /* Of a function.  */
  CALL_SIZE = 16
};

/* The location of call CALL of FUNCTION in a program that is loaded at BASE. */
static uint32_t
call_location (struct pgo_builder *builder, uint32_t mapping, uint64_t base,
               uint32_t function, uint32_t call)
{
  char name[40], file[40];
  struct pgo_function f
      = { .name = name, .system_name = name, .file = file, .start_line = 10 };
  struct pgo_line line = { .line = 11 + call };

  snprintf (name, sizeof name, "module_%u_function_%u", function / 50,
            function);
  snprintf (file, sizeof file, "/build/src/module_%u.c", function / 50);
  line.function = pgo_builder_function (builder, &f);
  return pgo_builder_location (
      builder, mapping, base + (function * CALLS + call) * CALL_SIZE, &line, 1);
}

/* Add N stacks of DEPTH frames: each goes down one path in a graph of calls
   that does not depend on SEED.  */
static void
make_large (struct pgo_builder *builder, size_t n, size_t depth, uint64_t seed)
{
  const uint64_t base = 0x550000000000 + (seed << 24);
  const struct pgo_mapping mapping
      = { .start = base,
          .limit = base + N_FUNCTIONS * CALLS * CALL_SIZE,
          .offset = 0x1000,
          .file = "/usr/bin/server",
          .build_id = "0123456789abcdef0123456789abcdef01234567" };
  uint32_t m = pgo_builder_mapping (builder, &mapping);
  uint32_t *stack = pgo_xcalloc (depth, sizeof *stack);
  uint64_t values_state = seed;

  for (size_t i = 0; i < n; i++)
    {
      uint64_t path = (i + seed * 7919) % n; /* Another order.  */
      int64_t values[2];
      uint32_t function = 0;

      for (size_t j = depth; j-- > 0;)
        {
          uint32_t call = next_random (&path) % CALLS;
          stack[j] = call_location (builder, m, base, function, call);
          function = (function * CALLS + call + 1) % N_FUNCTIONS;
        }
      values[0] = 1 + next_random (&values_state) % 5;
      values[1] = values[0] * 10000000;
      pgo_builder_add_sample (builder, stack, depth, values);
    }
  free (stack);
}

int
main (int argc, char **argv)
{
  struct pgo_builder *builder = pgo_builder_new ();
  struct pgo_profile *profile;
  struct pgo_error err = { "" };
  const char *out = NULL;
  size_t n = 0, depth = 20;
  uint64_t seed = 1;
  int option;
  bool ok;

  while ((option = getopt (argc, argv, "n:d:s:o:")) != -1)
    switch (option)
      {
      case 'n':
        n = number (optarg, 10);
        break;
      case 'd':
        depth = number (optarg, 10);
        break;
      case 's':
        seed = number (optarg, 10);
        break;
      case 'o':
        out = optarg;
        break;
      default:
        return 2;
      }
  if (!out || optind != argc)
    {
      fputs ("Usage: mkpprof [-n STACKS -d DEPTH -s SEED] -o OUT < TEXT\n",
             stderr);
      return 2;
    }
  if (n > 0)
    {
      pgo_builder_add_type (builder, "samples", "count");
      pgo_builder_add_type (builder, "cpu", "nanoseconds");
      pgo_builder_set_period (builder, "cpu", "nanoseconds", 10000000);
      make_large (builder, n, depth, seed);
    }
  else
    read_text (builder);
  profile = pgo_builder_finish (builder);
  for (size_t i = 0; i < n_mappings; i++)
    {
      free ((char *) mappings[i].file);
      free ((char *) mappings[i].build_id);
    }
  ok = pgo_profile_write (profile, out, &err);
  pgo_profile_free (profile);
  if (!ok)
    fprintf (stderr, "mkpprof: %s\n", err.message);
  return !ok;
}
