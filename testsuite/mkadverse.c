/* Make up adversarial profiles of a unit.
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

   Usage: mkadverse [-s SEED] [-o DIR] [KIND...] < SITES

   SITES is what the plugin sites.so lists of one unit or of several, one behind
   the other.  Each KIND becomes DIR/KIND.txt, for mkprofile; all of them if
   none is named.  The counts of `absurd' are for its dialect "nanoseconds".
   With -l the kinds are listed, and that is all.

   No profile may make a program wrong or the compiler crash, so each kind says
   with great weight something that is false, or true in an unlikely way.  The
   same sites and seed give the same text.  */

#include "mkadverse.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

struct function *functions;
size_t n_functions;
static size_t functions_capacity;
struct call *calls;
size_t n_calls;
static size_t calls_capacity;
int *bodies;
size_t n_bodies;

void
die (const char *format, ...)
{
  va_list args;

  fputs ("mkadverse: ", stderr);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  putc ('\n', stderr);
  exit (1);
}

static int
function_number (const char *name)
{
  for (size_t i = 0; i < n_functions; i++)
    if (strcmp (functions[i].name, name) == 0)
      return i;
  return -1;
}

static void
add_function (char *fields)
{
  struct function f = { 0 };
  char *word = strtok (fields, " ");

  f.name = pgo_xstrdup (word);
  word = strtok (NULL, " ");
  f.body = strcmp (word, "extern") != 0;
  f.is_static = strcmp (word, "static") == 0;
  f.line = atoi (strtok (NULL, " "));
  f.last = atoi (strtok (NULL, " "));
  word = strtok (NULL, " ");
  f.flags = pgo_xstrdup (word);
  word = strtok (NULL, " ");
  f.signature = pgo_xstrdup (word);
  word = strtok (NULL, "\n");
  if (!word)
    die ("a function has too few fields");
  f.file = pgo_xstrdup (word);
  /* Frames are words.  */
  for (char *p = f.file; *p; p++)
    if (isspace ((unsigned char) *p) || *p == '(' || *p == ')')
      *p = '_';
  functions = pgo_xgrow (functions, n_functions, &functions_capacity,
                         sizeof *functions);
  functions[n_functions++] = f;
}

static void
add_call (char *fields)
{
  struct call call = { 0 };
  size_t capacity = 0;
  char *word = strtok (fields, " ");

  call.caller = function_number (word);
  call.offset = atoi (strtok (NULL, " "));
  word = strtok (NULL, " ");
  call.callee = strcmp (word, "*") == 0 ? -1 : function_number (word);
  if (call.caller < 0 || (call.callee < 0 && strcmp (word, "*") != 0))
    return;
  call.offset -= functions[call.caller].line;
  word = strtok (NULL, " \n");
  if (!word)
    die ("a call has too few fields");
  call.signature = pgo_xstrdup (word);
  while ((word = strtok (NULL, " \n")))
    {
      int method = function_number (word);
      if (method < 0)
        continue;
      call.methods = pgo_xgrow (call.methods, call.n_methods, &capacity,
                                sizeof *call.methods);
      call.methods[call.n_methods++] = method;
    }
  calls = pgo_xgrow (calls, n_calls, &calls_capacity, sizeof *calls);
  calls[n_calls++] = call;
}

static void
read_sites (void)
{
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) >= 0)
    if (strncmp (line, "function ", 9) == 0)
      add_function (line + 9);
    else if (strncmp (line, "call ", 5) == 0)
      add_call (line + 5);
    else
      die ("not a line of sites: %s", line);
  free (line);

  bodies = pgo_xcalloc (n_functions + 1, sizeof *bodies);
  for (size_t i = 0; i < n_functions; i++)
    if (functions[i].body)
      bodies[n_bodies++] = i;
  /* A unit without code is profiled by its declarations.  */
  if (n_bodies == 0)
    for (size_t i = 0; i < n_functions; i++)
      bodies[n_bodies++] = i;
}

/* The kind that is called NAME.  */
static const struct kind *
find_kind (const char *name)
{
  for (const struct kind *kind = kinds; kind->name; kind++)
    if (strcmp (kind->name, name) == 0)
      return kind;
  die ("no kind is called %s", name);
}

int
main (int argc, char **argv)
{
  int option;

  while ((option = getopt (argc, argv, "ls:o:")) != -1)
    switch (option)
      {
      case 'l':
        for (const struct kind *kind = kinds; kind->name; kind++)
          puts (kind->name);
        return 0;
      case 's':
        seed = strtoull (optarg, NULL, 10);
        break;
      case 'o':
        if (chdir (optarg) != 0)
          die ("%s: %s", optarg, strerror (errno));
        break;
      default:
        fputs ("Usage: mkadverse [-s SEED] [-o DIR] [KIND...] < SITES\n",
               stderr);
        return 2;
      }
  read_sites ();
  for (int i = optind; i < argc; i++)
    write_kind (find_kind (argv[i]));
  if (optind == argc)
    for (const struct kind *kind = kinds; kind->name; kind++)
      write_kind (kind);
  return 0;
}
