/* gcc-pgo prepare: the profile that ships with the source.
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
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/index.h"
#include "prepare/prepare.h"

static void
print_help (void)
{
  /* clang-format off */
  puts ("Usage: gcc-pgo prepare [OPTION...] FILE...\n"
        "Make one prepared profile from the profiles FILE...: a small sorted text, to be\n"
        "kept with the source, which the plugin takes as it takes them.\n"
        "\n"
        "  -o, --output=OUT    write to OUT (default default.pgo)\n"
        "      --split         make OUT a directory, with a file for each source file, so\n"
        "                      that a unit is built again only where its own has changed\n"
        "      --previous=OLD  OLD is the prepared profile that OUT follows: functions\n"
        "                      stay that say the same but for chance, so that the\n"
        "                      difference of the two shows the news\n"
        "      --source=DIR    DIR has the source files of the profiled program; with\n"
        "                      them the profile outlives their changes; may be repeated\n"
        "      --binary=PROG   PROG is the profiled program, with debug information; with\n"
        "                      the calls in it the profile outlives changes where the\n"
        "                      source is not at hand; may be repeated\n"
        "  -h, --help          print this and exit\n"
        "\n"
        "The same samples give the same text, whatever their order.  Weights are parts of\n"
        "the whole, rounded to what the samples can tell.  The text is described in\n"
        "pgo-profile(5).  The manual page is gcc-pgo-prepare(1).");
  /* clang-format on */
}

/* What the user asked for.  */
struct request
{
  const char *output;
  bool split;
  struct pgo_text *previous; /* NULL where none is given.  */
  struct pgo_tool_names dirs;
  struct pgo_program_calls *calls; /* NULL where no program is given.  */
  struct pgo_tool_names binaries;
};

/* Read the programs of REQUEST.  */
static bool
read_calls (struct request *request, struct pgo_error *err)
{
  if (request->binaries.n > 0)
    request->calls = pgo_program_calls_new ();
  for (size_t i = 0; i < request->binaries.n; i++)
    if (!pgo_program_calls_add (request->calls, request->binaries.name[i], err))
      return false;
  if (request->calls)
    pgo_program_calls_finish (request->calls);
  return true;
}

/* Is the text FILE good in all that it has?  */
static bool
text_good_p (const char *file, struct pgo_error *err)
{
  struct pgo_index *index = pgo_index_new ();
  bool good = pgo_index_add_file (index, file, NULL, err);

  if (good)
    {
      pgo_index_finish (index);
      good = pgo_index_read_all (index, err);
    }
  pgo_index_free (index);
  return good;
}

/* Read the text FILE that was prepared before.  */
static bool
read_previous (struct request *request, const char *file, struct pgo_error *err)
{
  bool other = false;

  request->previous = pgo_text_open (file, &other, err);
  if (!request->previous && other)
    return pgo_error_set (err, "%s: not a prepared profile in one file", file);
  return request->previous && pgo_text_verify (request->previous, err)
         && text_good_p (file, err);
}

/* Say what became of the profiles.  */
static void
note_result (const struct request *request, const struct pgo_prepared *prepared)
{
  char note[400];
  int length = snprintf (note, sizeof note,
                         "%zu functions; %.1f%% of the weight is on lines too "
                         "seldom seen to be kept",
                         prepared->functions, 100 * prepared->left_out);

  if (request->dirs.n > 0)
    length += snprintf (note + length, sizeof note - length,
                        "; the source of %zu is known", prepared->anchored);
  if (request->calls)
    length += snprintf (note + length, sizeof note - length,
                        "; the calls in %zu are known", prepared->with_calls);
  if (prepared->stays)
    snprintf (note + length, sizeof note - length, "; %zu have news",
              prepared->renewed);
  else if (request->previous)
    snprintf (note + length, sizeof note - length,
              "; all are new, as there are few samples, or many more or fewer "
              "than of %.100s",
              pgo_text_name (request->previous));
  pgo_tool_note (note);
}

static bool
prepare (char **files, int n, struct request *request, const char *previous,
         struct pgo_error *err)
{
  struct pgo_index *index = pgo_index_new ();
  struct pgo_prepared prepared = { 0 };
  bool good = read_calls (request, err)
              && (!previous || read_previous (request, previous, err));

  for (int i = 0; good && i < n; i++)
    {
      good = pgo_index_add_file (index, files[i], NULL, err);
      if (good && pgo_index_prepared_p (index))
        good = pgo_error_set (err,
                              "%s: a prepared profile already; prepare "
                              "the profiles that it was made from",
                              files[i]);
    }
  if (good)
    {
      pgo_index_finish (index);
      const struct pgo_prepare_known known
          = { request->dirs.name, request->dirs.n, request->calls };
      good = request->split
                 ? pgo_prepare_split (index, &known, request->output, &prepared,
                                      err)
                 : pgo_prepare (index, &known, request->previous,
                                request->output, &prepared, err);
    }
  if (good)
    note_result (request, &prepared);
  pgo_index_free (index);
  return good;
}

int
pgo_cmd_prepare (int argc, char **argv)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "binary", required_argument, NULL, 'b' },
          { "previous", required_argument, NULL, 'r' },
          { "source", required_argument, NULL, 's' },
          { "split", no_argument, NULL, 'p' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  struct request request = { .output = "default.pgo" };
  const char *previous = NULL;
  struct pgo_error err;
  int option, status = PGO_EXIT_OK;

  opterr = 0;
  while ((option = getopt_long (argc, argv, ":ho:", options, NULL)) != -1)
    switch (option)
      {
      case 'b':
        pgo_tool_add_name (&request.binaries, optarg);
        break;
      case 'o':
        request.output = optarg;
        break;
      case 'p':
        request.split = true;
        break;
      case 'r':
        previous = optarg;
        break;
      case 's':
        pgo_tool_add_name (&request.dirs, optarg);
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("prepare", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("prepare", "unknown option %s",
                               argv[optind - 1]);
      }
  if (optind == argc)
    return pgo_tool_usage ("prepare", "no profile to prepare");
  if (request.split && strcmp (request.output, "-") == 0)
    return pgo_tool_usage ("prepare", "--split makes a directory: name it");
  if (request.split && previous)
    return pgo_tool_usage (
        "prepare", "--split looks at what is there: no --previous with it");
  if (!prepare (argv + optind, argc - optind, &request, previous, &err))
    status = pgo_tool_error (&err);
  pgo_text_close (request.previous);
  pgo_program_calls_free (request.calls);
  free (request.binaries.name);
  free (request.dirs.name);
  return status;
}
