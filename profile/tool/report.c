/* gcc-pgo report: what a whole build made of its profile.
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


   Reads the ledgers, and prints their sum as text or JSON, or writes it as a
   page; or what differs from another build's.  */

#include "tool/tool.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/mem.h"
#include "check/thresholds.h"
#include "report/diff.h"
#include "report/json.h"
#include "report/model.h"
#include "report/page.h"
#include "report/sizes.h"
#include "report/text.h"
#include "report/timing.h"
#include "report/tree.h"

/* What the user asked for.  */
struct request
{
  bool json;
  size_t rows;
  const char *html; /* NULL: no page.  */
  const char *old;  /* --diff.  */
  struct pgo_tool_names profiles, binaries, old_binaries, timings, sources;
  char **stats;
  int n_stats;
};

#define DEFAULT_ROWS 5

static void
print_help (void)
{
  /* clang-format off */
  printf ("Usage: gcc-pgo report [OPTION...] STATS...\n"
          "Tell what a whole build made of its profile, from what the plugin wrote with\n"
          "-fplugin-arg-pgo-stats=STATS: where the weight of the profile is, whether it\n"
          "still fits the sources, what was done, and what was refused, the heaviest\n"
          "first, with what to do about it.  A call that many units saw counts once, and\n"
          "of a unit that was built twice the last time.\n"
          "\n"
          "      --html=OUT           write the report as one page to look at, instead of\n"
          "                           text: it needs no other file and no network\n"
          "      --diff=OLD           tell what differs from the build with the stats OLD\n"
          "      --binary=BINARY      with --diff, compare the code of each function with\n"
          "                           that of --old-binary; may be repeated\n"
          "      --old-binary=BINARY  the same of the other build\n"
          "      --profile=FILE       the profile of the build: names the functions that\n"
          "                           are in no unit, or lost; may be repeated\n"
          "                           with --html, its stacks are the call tree\n"
          "      --source=DIR         with --html, show lines of the source files in DIR,\n"
          "                           too; may be repeated\n"
          "      --ab=FILE            with --html or --json, compare the times in FILE, by\n"
          "                           scripts/ab --json or hyperfine --export-json, with\n"
          "                           the first command's; may be repeated\n"
          "      --rows=N             print at most N rows of each list (default %d)\n"
          "      --json               print one JSON object instead of text, with all\n"
          "                           rows\n"
          "  -h, --help               print this and exit\n"
          "\n"
          "The weight is matched; moved, in functions with other lines; renamed, in\n"
          "those with another name or file; ambiguous; lost, in a unit's file but in no\n"
          "unit; or foreign, in no unit's file.  The profile is stale in part if less\n"
          "than %d %% of its weight in the units' files is left, and stale if less than\n"
          "%d %% is.\n"
          "\n"
          "Exit status: 0 done, 1 a file cannot be read, 2 usage.\n"
          "\n"
          "The manual page is gcc-pgo-report(1), with the keys of the JSON.\n",
          DEFAULT_ROWS, PGO_LITTLE_MATCHED, PGO_TOO_LITTLE_MATCHED);
  /* clang-format on */
}

/* Read the command line into REQUEST.  Returns an exit status; *DONE says that
   there is no more to do.  */
static int
take_arguments (struct request *request, int argc, char **argv, bool *done)
{
  static const struct option options[]
      = { { "html", required_argument, NULL, 'w' },
          { "source", required_argument, NULL, 's' },
          { "ab", required_argument, NULL, 'a' },
          { "diff", required_argument, NULL, 'd' },
          { "binary", required_argument, NULL, 'b' },
          { "old-binary", required_argument, NULL, 'o' },
          { "profile", required_argument, NULL, 'p' },
          { "rows", required_argument, NULL, 'n' },
          { "json", no_argument, NULL, 'j' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  int option;

  *done = true;
  opterr = 0;
  while ((option = getopt_long (argc, argv, ":h", options, NULL)) != -1)
    switch (option)
      {
      case 'w':
        if (request->html)
          return pgo_tool_usage ("report", "--html is given twice");
        request->html = optarg;
        break;
      case 's':
        pgo_tool_add_name (&request->sources, optarg);
        break;
      case 'a':
        pgo_tool_add_name (&request->timings, optarg);
        break;
      case 'd':
        if (request->old)
          return pgo_tool_usage ("report", "--diff is given twice");
        request->old = optarg;
        break;
      case 'b':
        pgo_tool_add_name (&request->binaries, optarg);
        break;
      case 'o':
        pgo_tool_add_name (&request->old_binaries, optarg);
        break;
      case 'p':
        pgo_tool_add_name (&request->profiles, optarg);
        break;
      case 'n':
        if (!pgo_tool_rows (optarg, &request->rows))
          return pgo_tool_usage ("report", "'%s' is not a number of rows",
                                 optarg);
        break;
      case 'j':
        request->json = true;
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("report", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("report", "unknown option %s", argv[optind - 1]);
      }
  if (optind == argc)
    return pgo_tool_usage ("report", "no stats to report");
  if ((request->binaries.n > 0) != (request->old_binaries.n > 0)
      || (request->binaries.n > 0 && !request->old))
    return pgo_tool_usage ("report",
                           "--diff, --binary and --old-binary belong together");
  if (request->sources.n > 0 && !request->html)
    return pgo_tool_usage ("report", "--source belongs to --html");
  if (request->timings.n > 0 && !request->html && !request->json)
    return pgo_tool_usage ("report", "--ab belongs to --html or --json");
  if (request->json && request->html && strcmp (request->html, "-") == 0)
    return pgo_tool_usage ("report",
                           "--json and --html=- both want standard output");
  request->stats = argv + optind;
  request->n_stats = argc - optind;
  *done = false;
  return PGO_EXIT_OK;
}

/* What the report is made of.  */
struct inputs
{
  struct pgo_ledger *ledger, *old_ledger;
  struct pgo_index *profile;
  struct pgo_sizes *sizes, *old_sizes;
  struct pgo_timing *timings;
  size_t n_timings;
};

/* Read the profiles, which must be those of the newest unit.  */
static bool
read_profiles (struct inputs *inputs, const struct pgo_tool_names *profiles,
               struct pgo_error *err)
{
  struct pgo_digest *digest = pgo_digest_new ();
  const struct pgo_ledger *ledger = inputs->ledger;
  bool good = true;
  char hex[17];

  inputs->profile = pgo_index_new ();
  pgo_index_keep_stacks (inputs->profile);
  for (size_t i = 0; good && i < profiles->n; i++)
    good = pgo_index_add_file (inputs->profile, profiles->name[i], digest, err);
  pgo_digest_end (digest, hex);
  if (!good)
    return false;
  if (strcmp (hex, ledger->units[ledger->newest].profile) != 0)
    return pgo_error_set (err,
                          "%s: not the profile of this build: sha256:%s, but "
                          "%s was built with sha256:%s",
                          profiles->name[0], hex,
                          ledger->units[ledger->newest].unit,
                          ledger->units[ledger->newest].profile);
  pgo_index_finish (inputs->profile);
  return pgo_index_read_all (inputs->profile, err);
}

static bool
read_timings (struct inputs *inputs, const struct pgo_tool_names *timings,
              struct pgo_error *err)
{
  inputs->timings = pgo_xcalloc (timings->n, sizeof *inputs->timings);
  for (; inputs->n_timings < timings->n; inputs->n_timings++)
    if (!pgo_timing_read (&inputs->timings[inputs->n_timings],
                          timings->name[inputs->n_timings], err))
      return false;
  return true;
}

static bool
read_inputs (struct inputs *inputs, const struct request *request,
             struct pgo_error *err)
{
  inputs->ledger = pgo_ledger_new ();
  for (int i = 0; i < request->n_stats; i++)
    if (!pgo_ledger_add (inputs->ledger, request->stats[i], err))
      return false;
  if (request->profiles.n > 0
      && !read_profiles (inputs, &request->profiles, err))
    return false;
  if (request->timings.n > 0 && !read_timings (inputs, &request->timings, err))
    return false;
  if (!request->old)
    return true;
  inputs->old_ledger = pgo_ledger_new ();
  if (!pgo_ledger_add (inputs->old_ledger, request->old, err))
    return false;
  if (request->binaries.n == 0)
    return true;
  inputs->sizes
      = pgo_sizes_read (request->binaries.name, request->binaries.n, err);
  inputs->old_sizes = inputs->sizes
                          ? pgo_sizes_read (request->old_binaries.name,
                                            request->old_binaries.n, err)
                          : NULL;
  return inputs->old_sizes;
}

static void
free_inputs (struct inputs *inputs)
{
  for (size_t i = 0; i < inputs->n_timings; i++)
    pgo_timing_clear (&inputs->timings[i]);
  free (inputs->timings);
  pgo_sizes_free (inputs->sizes);
  pgo_sizes_free (inputs->old_sizes);
  pgo_index_free (inputs->profile);
  pgo_ledger_free (inputs->ledger);
  pgo_ledger_free (inputs->old_ledger);
}

static void
fill_page (FILE *stream, const void *data)
{
  pgo_page_write (stream, data);
}

/* Print or write PARTS as REQUEST says.  */
static bool
show (const struct pgo_report_parts *parts, const struct request *request,
      struct pgo_error *err)
{
  const struct pgo_text_style style
      = { .rows = request->rows, .colour = isatty (STDOUT_FILENO) };
  const struct pgo_page page = { .parts = parts,
                                 .dirs = request->sources.name,
                                 .n_dirs = request->sources.n };

  if (request->html && !pgo_file_write (request->html, fill_page, &page, err))
    return false;
  if (request->json)
    pgo_report_json (stdout, parts);
  else if (parts->diff && !request->html)
    pgo_diff_text (stdout, parts->diff, &style);
  else if (!request->html)
    pgo_report_text (stdout, parts->report, &style);
  return true;
}

static bool
print (const struct inputs *inputs, const struct request *request,
       struct pgo_error *err)
{
  struct pgo_report *report = pgo_report_new (inputs->ledger, inputs->profile);
  struct pgo_report *old
      = inputs->old_ledger ? pgo_report_new (inputs->old_ledger, NULL) : NULL;
  struct pgo_diff *diff
      = old ? pgo_diff_new (old, report, inputs->old_sizes, inputs->sizes)
            : NULL;
  struct pgo_tree *tree = request->json || request->html
                              ? pgo_tree_new (report, inputs->profile)
                              : NULL;
  const struct pgo_report_parts parts = { .report = report,
                                          .tree = tree,
                                          .diff = diff,
                                          .timings = inputs->timings,
                                          .n_timings = inputs->n_timings };
  bool good = show (&parts, request, err);

  pgo_tree_free (tree);
  pgo_diff_free (diff);
  pgo_report_free (old);
  pgo_report_free (report);
  return good;
}

int
pgo_cmd_report (int argc, char **argv)
{
  struct request request = { .rows = DEFAULT_ROWS };
  struct inputs inputs = { 0 };
  struct pgo_error err;
  bool done;
  int status = take_arguments (&request, argc, argv, &done);

  if (!done)
    {
      if (!read_inputs (&inputs, &request, &err)
          || !print (&inputs, &request, &err))
        status = pgo_tool_error (&err);
      free_inputs (&inputs);
    }
  free (request.profiles.name);
  free (request.binaries.name);
  free (request.old_binaries.name);
  free (request.timings.name);
  free (request.sources.name);
  return status;
}
