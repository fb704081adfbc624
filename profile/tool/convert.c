/* gcc-pgo convert: raw profiles into a symbolised pprof profile.
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

#include "tool/tool.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "convert/convert.h"

static void
print_help (void)
{
  /* clang-format off */
  puts ("Usage: gcc-pgo convert [OPTION...] FILE...\n"
        "Turn raw profiles into one symbolised pprof profile: what perf record wrote,\n"
        "CPU profiles of gperftools, and pprof without symbols.  - is standard input.\n"
        "\n"
        "  -o, --output=OUT     write to OUT (default default.pgo)\n"
        "      --binary=FILE    take FILE for the program or library with its build\n"
        "                       id, or else its base name; may be repeated\n"
        "      --symbols=DIR    look in DIR for programs, libraries and their debug\n"
        "                       information, by name or in DIR/.build-id; may be\n"
        "                       repeated\n"
        "      --allow-changed  do without the source lines of files that are not\n"
        "                       what was profiled, which is an error otherwise\n"
        "      --no-bridge      leave out the frames that the profiler missed\n"
        "  -h, --help           print this and exit\n"
        "\n"
        "The profiled programs are read where they were; compile them with -g.\n"
        "The manual page is gcc-pgo-convert(1).");
  /* clang-format on */
}

/* Can standard input be what the N FILES have it for?  It is read once, and not
   from a user who wonders what is going on.  Returns an exit status.  */
static int
check_standard_input (char *const *files, int n)
{
  bool seen = false;
  for (int i = 0; i < n; i++)
    if (strcmp (files[i], "-") == 0)
      {
        if (seen)
          return pgo_tool_usage ("convert", "- is given twice");
        seen = true;
      }
  if (seen && isatty (STDIN_FILENO))
    return pgo_tool_usage ("convert",
                           "standard input is a terminal, and no profile");
  return PGO_EXIT_OK;
}

/* Convert with SETTINGS, of which FINDER is set.  Returns an exit status.  */
static int
run (int argc, char **argv, struct pgo_convert_settings *settings)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "binary", required_argument, NULL, 'b' },
          { "symbols", required_argument, NULL, 's' },
          { "allow-changed", no_argument, NULL, 'c' },
          { "no-bridge", no_argument, NULL, 'B' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  struct pgo_error err;
  int option;
  opterr = 0;
  while ((option = getopt_long (argc, argv, ":ho:", options, NULL)) != -1)
    switch (option)
      {
      case 'o':
        settings->output = optarg;
        break;
      case 'b':
        if (!pgo_finder_add_binary (settings->finder, optarg, &err))
          return pgo_tool_error (&err);
        break;
      case 's':
        if (!pgo_finder_add_directory (settings->finder, optarg, &err))
          return pgo_tool_error (&err);
        break;
      case 'c':
        settings->allow_changed = true;
        break;
      case 'B':
        settings->no_bridge = true;
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("convert", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("convert", "unknown option %s",
                               argv[optind - 1]);
      }
  if (optind == argc)
    return pgo_tool_usage ("convert", "no file to convert");
  int status = check_standard_input (argv + optind, argc - optind);
  if (status != PGO_EXIT_OK)
    return status;
  if (!pgo_convert ((const char *const *) argv + optind,
                    (size_t) (argc - optind), settings, &err))
    return pgo_tool_error (&err);
  return PGO_EXIT_OK;
}

int
pgo_cmd_convert (int argc, char **argv)
{
  struct pgo_convert_settings settings = { .output = "default.pgo",
                                           .finder = pgo_finder_new (),
                                           .note = pgo_tool_note };
  int status = run (argc, argv, &settings);
  pgo_finder_free (settings.finder);
  return status;
}
