/* What the commands of gcc-pgo share.
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

   gcc-pgo.c owns main, the table of commands, --help and --version; each
   command is one function in a file NAME.c.  */

#ifndef PGO_TOOL_H
#define PGO_TOOL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Exit statuses.  */
enum
{
  PGO_EXIT_OK = 0,    /* Done.  */
  PGO_EXIT_BAD = 1,   /* The answer is no, or the input is bad.  */
  PGO_EXIT_USAGE = 2  /* The command line is wrong.  */
};

/* Each gets its own name as ARGV[0] and returns an exit status.  */
int pgo_cmd_record (int argc, char **argv);
int pgo_cmd_convert (int argc, char **argv);
int pgo_cmd_merge (int argc, char **argv);
int pgo_cmd_prepare (int argc, char **argv);
int pgo_cmd_top (int argc, char **argv);
int pgo_cmd_edges (int argc, char **argv);
int pgo_cmd_sites (int argc, char **argv);
int pgo_cmd_check (int argc, char **argv);
int pgo_cmd_order (int argc, char **argv);
int pgo_cmd_report (int argc, char **argv);

/* Print "gcc-pgo: MESSAGE" to standard error; returns PGO_EXIT_BAD.  */
int pgo_tool_error (const struct pgo_error *err);

/* Print "gcc-pgo: TEXT", which the user should know, to standard error.  */
void pgo_tool_note (const char *text);

/* Print "gcc-pgo COMMAND: FORMAT..." and a pointer to --help to standard
   error; returns PGO_EXIT_USAGE.  */
int pgo_tool_usage (const char *command, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));

/* What the user has given with an option that may be repeated.  The names are of
   the command line; the list is the caller's to free.  */
struct pgo_tool_names
{
  const char **name;
  size_t n, capacity;
};

void pgo_tool_add_name (struct pgo_tool_names *names, const char *name);

/* Set *ROWS to the number TEXT.  False if it is none.  */
bool pgo_tool_rows (const char *text, size_t *rows);

/* The signals by which a user ends a program.  */
#define PGO_TOOL_SIGNALS { SIGINT, SIGTERM, SIGHUP }

/* Let HANDLER have these, but for one that is ignored, as nohup wishes.  */
void pgo_tool_catch (void (*handler) (int number, siginfo_t *info,
                                      void *context));

/* End by the signal NUMBER, and leave no file unfinished; from its handler.  */
void pgo_tool_end_by (int number);

#endif /* PGO_TOOL_H */
