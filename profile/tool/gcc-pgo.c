/* gcc-pgo: profiles for GCC, on the command line.
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

   main, and what its commands share.  A command is a row in the table
   below and a function in a file NAME.c.  */

#include "tool/tool.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

struct command
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
};

static const struct command commands[] = {
  { "record", "sample a program as it runs and write its profile",
    pgo_cmd_record },
  { "convert", "make a pprof profile from perf.data and other formats",
    pgo_cmd_convert },
  { "merge", "make one profile from many", pgo_cmd_merge },
  { "prepare", "make the profile that ships with the source", pgo_cmd_prepare },
  { "top", "list the hottest functions", pgo_cmd_top },
  { "edges", "list the hottest call edges", pgo_cmd_edges },
  { "sites", "list call sites of several targets, and the targets' shares",
    pgo_cmd_sites },
  { "check", "tell whether a profile is fit to build with", pgo_cmd_check },
  { "order", "order functions for the linker", pgo_cmd_order },
  { "report", "tell what a build made of its profile", pgo_cmd_report },
};

enum
{
  N_COMMANDS = sizeof commands / sizeof *commands
};

static void
print_help (FILE *stream)
{
  /* clang-format off */
  fputs ("Usage: gcc-pgo COMMAND [OPTION...] [FILE...]\n"
         "Make and inspect the CPU profiles that the GCC plugin pgo optimises by.\n"
         "\n"
         "Commands:\n",
         stream);
  for (size_t i = 0; i < N_COMMANDS; i++)
    fprintf (stream, "  %-9s %s\n", commands[i].name, commands[i].summary);
  fputs ("\n"
         "gcc-pgo COMMAND --help describes a command, and so does the manual page\n"
         "gcc-pgo-COMMAND(1); gcc-pgo --version prints the version.\n"
         "Exit status: 0 done, 1 the answer is no or the input is bad, 2 usage.\n",
         stream);
  /* clang-format on */
}

int
pgo_tool_error (const struct pgo_error *err)
{
  fprintf (stderr, "gcc-pgo: %s\n", err->message);
  return PGO_EXIT_BAD;
}

void
pgo_tool_note (const char *text)
{
  fprintf (stderr, "gcc-pgo: %s\n", text);
}

int
pgo_tool_usage (const char *command, const char *format, ...)
{
  va_list args;

  fprintf (stderr, "gcc-pgo %s: ", command);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  fprintf (stderr, "\nTry 'gcc-pgo %s --help'.\n", command);
  return PGO_EXIT_USAGE;
}

void
pgo_tool_catch (void (*handler) (int number, siginfo_t *info, void *context))
{
  static const int numbers[] = PGO_TOOL_SIGNALS;
  struct sigaction action = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO };
  sigemptyset (&action.sa_mask);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    {
      struct sigaction old;
      if (sigaction (numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction (numbers[i], &action, NULL);
    }
}

void
pgo_tool_end_by (int number)
{
  pgo_file_abandon ();
  signal (number, SIG_DFL);
  raise (number);
}

void
pgo_tool_add_name (struct pgo_tool_names *names, const char *name)
{
  names->name = pgo_xgrow (names->name, names->n, &names->capacity,
                           sizeof *names->name);
  names->name[names->n++] = name;
}

bool
pgo_tool_rows (const char *text, size_t *rows)
{
  char *end;

  errno = 0;
  *rows = strtoul (text, &end, 10);
  return text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0;
}

static void
handle_signal (int number, siginfo_t *info, void *context)
{
  (void) info;
  (void) context;
  pgo_tool_end_by (number);
}

static bool
is_one_of (const char *word, const char *a, const char *b)
{
  return strcmp (word, a) == 0 || strcmp (word, b) == 0;
}

/* Run what the command line asks for.  Returns an exit status.  */
static int
run (int argc, char **argv)
{
  if (argc < 2)
    {
      print_help (stderr);
      return PGO_EXIT_USAGE;
    }
  if (strcmp (argv[1], "help") == 0 && argc > 2)
    {
      char option[] = "--help";
      char *of_command[] = { argv[0], argv[2], option, NULL };
      return run (3, of_command);
    }
  if (is_one_of (argv[1], "-h", "--help") || strcmp (argv[1], "help") == 0)
    {
      print_help (stdout);
      return PGO_EXIT_OK;
    }
  /* Of the program and of each command alike.  */
  if (is_one_of (argv[1], "-V", "--version")
      || (argc > 2 && strcmp (argv[2], "--version") == 0))
    {
      puts ("gcc-pgo " PGO_VERSION);
      return PGO_EXIT_OK;
    }
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  fprintf (stderr, "gcc-pgo: unknown %s '%s'\nTry 'gcc-pgo --help'.\n",
           argv[1][0] == '-' ? "option" : "command", argv[1]);
  return PGO_EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  pgo_tool_catch (handle_signal);
  int status = run (argc, argv);

  /* A list that did not reach the disk is not done.  */
  errno = 0;
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      fprintf (stderr, "gcc-pgo: standard output: %s\n",
               errno ? strerror (errno) : "write error");
      return PGO_EXIT_BAD;
    }
  return status;
}
