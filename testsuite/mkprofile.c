/* Write a pprof profile from a few lines of text, for the tests.
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

   Usage: mkprofile [-f DEFAULT_FILE] -o OUT < TEXT

   A line of the text is a sample: COUNT FRAME FRAME..., root first and leaf
   last.  Blank lines and those that begin with # are skipped.  A frame is

     NAME[@FILE][+OFFSET]

   at OFFSET (0 if absent, may be negative) lines from the start of NAME,
   which is line 1000 of FILE (DEFAULT_FILE if absent).  A frame in
   parentheses directly behind another, "caller+3(callee+2)", is inlined in
   it: both are lines of one location.

   COUNT samples weigh COUNT and COUNT milliseconds of CPU time.  */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "pprof.h"

#define START_LINE 1000
#define PERIOD 1000000

/* A growing list of the locations of a stack, or the lines of a location.  */
struct stack
{
  uint32_t *locations;
  size_t n, capacity;
};

struct positions
{
  struct pgo_line *lines;
  size_t n, capacity;
};

static const char *default_file = "";
static unsigned long line_number;

static void __attribute__ ((noreturn, format (printf, 1, 2)))
die (const char *format, ...)
{
  va_list args;

  fprintf (stderr, "mkprofile: line %lu: ", line_number);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  putc ('\n', stderr);
  exit (1);
}

/* The number that TEXT is, all of it.  */
static int64_t
parse_number (const char *text)
{
  char *end;
  long long value;

  errno = 0;
  value = strtoll (text, &end, 10);
  if (end == text || *end != '\0' || errno != 0)
    die ("'%s' is not a number", text);
  return value;
}

/* Cut TEXT at the last SEPARATOR and return what is behind it, or NULL.  */
static char *
cut (char *text, char separator)
{
  char *at = strrchr (text, separator);

  if (at)
    *at++ = '\0';
  return at;
}

/* The position NAME[@FILE][+OFFSET], which is cut to pieces.  */
static struct pgo_line
parse_position (struct pgo_builder *builder, char *text)
{
  const char *offset = cut (text, '+');
  const char *file = cut (text, '@');
  const struct pgo_function function = { .name = text,
                                         .system_name = text,
                                         .file = file ? file : default_file,
                                         .start_line = START_LINE };
  int64_t line = 0;

  if (*text == '\0')
    die ("a frame has no name");
  if (__builtin_add_overflow (offset ? parse_number (offset) : 0, START_LINE,
                              &line))
    die ("offset %s is too large", offset);
  return (struct pgo_line){ .function
                            = pgo_builder_function (builder, &function),
                            .line = line };
}

/* The location of FRAME: a position, each with what is inlined there in
   parentheses.  */
static uint32_t
parse_frame (struct pgo_builder *builder, char *frame)
{
  struct positions positions = { NULL, 0, 0 };
  uint32_t location;
  int depth = 0;

  for (char *next; frame; frame = next)
    {
      char *close;
      next = strchr (frame, '(');
      if (next)
        *next++ = '\0';
      for (close = frame + strcspn (frame, ")"); *close == ')'; depth--)
        *close++ = '\0';
      if (*close != '\0' || depth < 0)
        die ("parentheses do not match");
      positions.lines
          = pgo_xgrow (positions.lines, positions.n, &positions.capacity,
                       sizeof *positions.lines);
      positions.lines[positions.n++] = parse_position (builder, frame);
      depth += next != NULL;
    }
  if (depth != 0)
    die ("parentheses do not match");
  for (size_t i = 0; i < positions.n / 2; i++)
    {
      struct pgo_line outer = positions.lines[i];
      positions.lines[i] = positions.lines[positions.n - 1 - i];
      positions.lines[positions.n - 1 - i] = outer;
    }
  location = pgo_builder_location (builder, PGO_NONE, 0, positions.lines,
                                   positions.n);
  free (positions.lines);
  return location;
}

/* Add the sample that LINE describes.  */
static void
parse_sample (struct pgo_builder *builder, char *line)
{
  static const char blanks[] = " \t\r\n";
  struct stack stack = { NULL, 0, 0 };
  char *word = strtok (line, blanks);
  int64_t values[2];

  if (!word || *word == '#')
    return;
  values[0] = parse_number (word);
  if (__builtin_mul_overflow (values[0], PERIOD, &values[1]))
    die ("count %s is too large", word);
  while ((word = strtok (NULL, blanks)))
    {
      stack.locations = pgo_xgrow (stack.locations, stack.n, &stack.capacity,
                                   sizeof *stack.locations);
      stack.locations[stack.n++] = parse_frame (builder, word);
    }
  for (size_t i = 0; i < stack.n / 2; i++)
    {
      uint32_t root = stack.locations[i];
      stack.locations[i] = stack.locations[stack.n - 1 - i];
      stack.locations[stack.n - 1 - i] = root;
    }
  pgo_builder_add_sample (builder, stack.locations, stack.n, values);
  free (stack.locations);
}

int
main (int argc, char **argv)
{
  struct pgo_builder *builder = pgo_builder_new ();
  struct pgo_profile *profile;
  struct pgo_error err = { "" };
  const char *out = NULL;
  char *line = NULL;
  size_t size = 0;
  int option;
  bool ok;

  while ((option = getopt (argc, argv, "f:o:")) != -1)
    switch (option)
      {
      case 'f':
        default_file = optarg;
        break;
      case 'o':
        out = optarg;
        break;
      default:
        return 2;
      }
  if (!out || optind != argc)
    {
      fputs ("Usage: mkprofile [-f DEFAULT_FILE] -o OUT < TEXT\n", stderr);
      return 2;
    }

  pgo_builder_add_type (builder, "samples", "count");
  pgo_builder_add_type (builder, "cpu", "nanoseconds");
  pgo_builder_set_period (builder, "cpu", "nanoseconds", PERIOD);
  while (getline (&line, &size, stdin) >= 0)
    {
      line_number++;
      parse_sample (builder, line);
    }
  free (line);
  profile = pgo_builder_finish (builder);
  ok = pgo_profile_write (profile, out, &err);
  pgo_profile_free (profile);
  if (!ok)
    fprintf (stderr, "mkprofile: %s\n", err.message);
  return !ok;
}
