/* gcc-pgo check: is a profile fit to build with?
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

   Prints the ladder of check.h for each profile, as text or JSON, and turns the
   worst verdict into the exit status.  */

#include "tool/check_objects.h"
#include "tool/tool.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "check/check.h"
#include "check/thresholds.h"
#include "pprof/profile.h"
#include "prepared/split.h"
#include "prepared/text.h"

/* What the user asked for.  */
struct request
{
  bool json;
  bool strict;
  bool objects;                   /* The files are objects.  */
  struct pgo_tool_names profiles; /* Theirs.  */
  const char *against;
  struct pgo_tool_names binaries;
  struct pgo_tool_names dirs; /* With source files.  */
  char **files;
  int n_files;
};

/* What the files are compared with; NULL where they are not.  */
struct reference
{
  struct pgo_index *against;
  struct pgo_program *program;
};

static void
print_help (void)
{
  /* clang-format off */
  printf ("Usage: gcc-pgo check [OPTION...] FILE...\n"
          "  or:  gcc-pgo check --objects [--profile=PROFILE] OBJECT...\n"
          "Tell whether each profile FILE is fit to build with, question by question:\n"
          "ok, unknown, warning or unfit, the figures, and what to do.\n"
          "\n"
          "  weight        does it weigh CPU time?\n"
          "  samples       are there enough?  Warning below %d, unfit below %d.\n"
          "  duration      was it long enough?  Warning below %d s.\n"
          "  reach         how much is in the kernel, the C library, or code without\n"
          "                symbols?  Warning over %d %%, unfit over %d %%.\n"
          "  lines         how much has no source line?  Warning over %d %%, unfit\n"
          "                where there is none at all.\n"
          "  inlined       are there inlined frames?  Warning where none of %d or more\n"
          "                addresses has any.\n"
          "  start-up      how much is of the start of the program?  Warning over\n"
          "                %d %%, unfit over %d %%.\n"
          "  one-function  how much has the heaviest function, as in a\n"
          "                microbenchmark?  Warning over %d %%.\n"
          "  flat          how much is in hot functions?  Warning below %d %%.\n"
          "  depth         how many stacks have no callers?  Warning over %d %%.\n"
          "  frames        how many do not begin at main or a thread?  Warning over\n"
          "                %d %%.\n"
          "  stacks        which of these does a prepared profile not tell?\n"
          "  against       how much of the hot functions and calls does it share with\n"
          "                OTHER?  Warning below %d %%, unfit below %d %%.\n"
          "  build         are the binaries what was profiled?\n"
          "  calls         if so, how many stacks lack callers, by their calls?\n"
          "                Warning over %d %%.\n"
          "  match         how much of it can a build of the binaries match?  Warning\n"
          "                below %d %%, unfit below %d %%.\n"
          "  mark          were the binaries built with it?  Warning in part.\n"
          "  source        how much of it do the sources still match?  Warning below\n"
          "                %d %%, or where half of a file is lost; unfit below %d %%.\n",
          PGO_FEW_SAMPLES, PGO_TOO_FEW_SAMPLES, PGO_SHORT_DURATION,
          PGO_MUCH_OUTSIDE, PGO_TOO_MUCH_OUTSIDE, PGO_MUCH_WITHOUT_LINE, PGO_MANY_PLACES,
          PGO_MUCH_START_UP, PGO_TOO_MUCH_START_UP, PGO_ONE_FUNCTION,
          PGO_LITTLE_HOT, PGO_MUCH_LONE, PGO_MUCH_BROKEN,
          PGO_LITTLE_COMMON, PGO_TOO_LITTLE_COMMON, PGO_MUCH_MISSING,
          PGO_LITTLE_MATCHED, PGO_TOO_LITTLE_MATCHED, PGO_LITTLE_MATCHED,
          PGO_TOO_LITTLE_MATCHED);
  puts ("\n"
        "      --against=OTHER  compare with the profile OTHER, of another workload\n"
        "      --binary=BINARY  compare with the ELF file BINARY, built with -g from\n"
        "                       the sources that are to be built; may be repeated\n"
        "      --source=DIR     compare with the source files in DIR, which are to be\n"
        "                       built; may be repeated\n"
        "      --objects        the files are objects, archives, or directories with\n"
        "                       these: were all built with one profile?\n"
        "      --profile=PROFILE  and is it this one?  May be repeated, as for the\n"
        "                       plugin\n"
        "      --strict         count warnings as unfit, and objects without a profile\n"
        "      --json           print one JSON object instead of text\n"
        "  -h, --help           print this and exit\n"
        "\n"
        "FILE and OTHER may be prepared profiles.\n"
        "\n"
        "Exit status: 0 all are fit, or objects of one profile; 1 one is not, or\n"
        "cannot be read; 2 usage.\n"
        "\n"
        "JSON keys: fit, profiles: a list of file, fit, verdict (the worst), findings:\n"
        "a list of rung (the question), verdict, measured, advice (absent if ok),\n"
        "figures (an object of numbers), instances: a list of name, percent,\n"
        "other_percent, reason, of which the last three may be absent; with --source\n"
        "sources: a list of file, stale, and exact_, moved_, renamed_, lost_ and\n"
        "unknown_percent.  Of --objects: objects (a number), good, profile (what most\n"
        "have, or the one given), profiles: a list of profile, objects; other, without:\n"
        "lists of object and, of other, profile.\n"
        "\n"
        "The manual page is gcc-pgo-check(1).");
  /* clang-format on */
}

/* Read the command line into REQUEST.  Returns an exit status; *DONE says that
   there is no more to do.  */
static int
take_arguments (struct request *request, int argc, char **argv, bool *done)
{
  static const struct option options[]
      = { { "against", required_argument, NULL, 'a' },
          { "binary", required_argument, NULL, 'b' },
          { "source", required_argument, NULL, 'd' },
          { "objects", no_argument, NULL, 'o' },
          { "profile", required_argument, NULL, 'p' },
          { "strict", no_argument, NULL, 's' },
          { "json", no_argument, NULL, 'j' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  int option;

  *done = true;
  opterr = 0;
  while ((option = getopt_long (argc, argv, ":h", options, NULL)) != -1)
    switch (option)
      {
      case 'a':
        if (request->against)
          return pgo_tool_usage ("check", "--against is given twice");
        request->against = optarg;
        break;
      case 'b':
        pgo_tool_add_name (&request->binaries, optarg);
        break;
      case 'd':
        pgo_tool_add_name (&request->dirs, optarg);
        break;
      case 'o':
        request->objects = true;
        break;
      case 'p':
        pgo_tool_add_name (&request->profiles, optarg);
        break;
      case 's':
        request->strict = true;
        break;
      case 'j':
        request->json = true;
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("check", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("check", "unknown option %s", argv[optind - 1]);
      }
  if (request->profiles.n > 0 && !request->objects)
    return pgo_tool_usage ("check", "--profile belongs to --objects");
  if (request->objects
      && (request->against || request->binaries.n > 0 || request->dirs.n > 0))
    return pgo_tool_usage ("check", "--objects looks at no profile");
  if (optind == argc)
    return pgo_tool_usage ("check", request->objects ? "no objects to check"
                                                     : "no profile to check");
  request->files = argv + optind;
  request->n_files = argc - optind;
  *done = false;
  return PGO_EXIT_OK;
}

/* Read what the files are to be compared with.  */
static bool
open_reference (struct reference *reference, const struct request *request,
                struct pgo_error *err)
{
  if (request->against)
    {
      reference->against = pgo_index_new ();
      if (!pgo_index_add_file (reference->against, request->against, NULL, err))
        return false;
      pgo_index_finish (reference->against);
      if (!pgo_index_read_all (reference->against, err))
        return false;
    }
  if (request->binaries.n > 0)
    reference->program = pgo_program_new ();
  for (size_t i = 0; i < request->binaries.n; i++)
    if (!pgo_program_add (reference->program, request->binaries.name[i], err))
      return false;
  return true;
}

static void
close_reference (struct reference *reference)
{
  pgo_index_free (reference->against);
  pgo_program_free (reference->program);
}

static bool
fit_p (enum pgo_fitness verdict, const struct request *request)
{
  return verdict < (request->strict ? PGO_FIT_WARNING : PGO_UNFIT);
}

/* ---- Text.  */

/* Width of the columns before that of the figures.  */
#define INDENT 23

/* Print TEXT between column INDENT, which the line is at, and column 79.  */
static void
print_wrapped (const char *text)
{
  int column = INDENT;

  while (*text)
    {
      int length = (int) strcspn (text, " ");
      if (column > INDENT && column + 1 + length > 79)
        {
          printf ("\n%*s", INDENT, "");
          column = INDENT;
        }
      else if (column > INDENT)
        {
          putchar (' ');
          column++;
        }
      printf ("%.*s", length, text);
      column += length;
      text += length + (text[length] == ' ');
    }
  putchar ('\n');
}

static void
print_example (const struct pgo_example *example)
{
  printf ("%*s", INDENT, "");
  if (example->share >= 0)
    printf ("%5.1f%% ", example->share * 100);
  if (example->other >= 0)
    printf ("here, %5.1f%% there ", example->other * 100);
  printf ("%s", example->name);
  if (example->reason)
    printf (": %s", example->reason);
  putchar ('\n');
}

/* Where the table of files begins, and how many it has at most.  */
#define TABLE_INDENT 9
#define TABLE_ROWS 10

/* Print the files that pgo_check_source has found.  */
static void
print_sources (const struct pgo_check *check)
{
  /* Up to column 79.  */
  enum
  {
    ROOM = 79 - TABLE_INDENT - PGO_N_SOURCE_STATES * 9
  };
  size_t n;
  int64_t whole;
  const struct pgo_source_sum *files = pgo_check_sources (check, &n, &whole);

  if (n > 0)
    printf ("%*s%8s %8s %8s %8s %8s %s\n", TABLE_INDENT, "", "exact", "moved",
            "renamed", "lost", "unknown", "file, % of the weight");
  for (size_t i = 0; i < n && i < TABLE_ROWS; i++)
    {
      const char *name = *files[i].file ? files[i].file : "(no file)";
      size_t length = strlen (name);
      printf ("%*s", TABLE_INDENT, "");
      for (int k = 0; k < PGO_N_SOURCE_STATES; k++)
        printf ("%8.1f ", 100.0 * (double) files[i].own[k] / (double) whole);
      if (length > ROOM)
        printf ("...%s\n", name + length - ROOM + 3);
      else
        printf ("%s\n", name);
    }
  if (n > TABLE_ROWS)
    printf ("%*sand %zu files more\n", TABLE_INDENT, "", n - TABLE_ROWS);
}

static void
print_text (const char *file, const struct pgo_check *check,
            const struct request *request)
{
  size_t n;
  const struct pgo_finding *findings = pgo_check_findings (check, &n);

  printf ("%s: %s\n", file,
          fit_p (pgo_check_verdict (check), request) ? "fit" : "unfit");
  for (size_t i = 0; i < n; i++)
    {
      printf ("%-8s %-13s ", pgo_fitness_name (findings[i].verdict),
              findings[i].rung);
      print_wrapped (findings[i].measured);
      if (findings[i].advice)
        {
          printf ("%*s", INDENT, "");
          print_wrapped (findings[i].advice);
        }
      for (size_t k = 0; k < findings[i].n_examples; k++)
        print_example (&findings[i].examples[k]);
    }
  print_sources (check);
}

/* ---- JSON.  */

static void
json_examples (const struct pgo_finding *finding)
{
  fputs (",\"instances\":[", stdout);
  for (size_t i = 0; i < finding->n_examples; i++)
    {
      const struct pgo_example *example = &finding->examples[i];
      fputs (i > 0 ? ",{\"name\":" : "{\"name\":", stdout);
      pgo_json_string (stdout, example->name);
      if (example->share >= 0)
        printf (",\"percent\":%.2f", example->share * 100);
      if (example->other >= 0)
        printf (",\"other_percent\":%.2f", example->other * 100);
      if (example->reason)
        {
          fputs (",\"reason\":", stdout);
          pgo_json_string (stdout, example->reason);
        }
      putchar ('}');
    }
  putchar (']');
}

static void
json_finding (const struct pgo_finding *finding)
{
  printf ("{\"rung\":\"%s\",\"verdict\":\"%s\",\"measured\":", finding->rung,
          pgo_fitness_name (finding->verdict));
  pgo_json_string (stdout, finding->measured);
  if (finding->advice)
    {
      fputs (",\"advice\":", stdout);
      pgo_json_string (stdout, finding->advice);
    }
  fputs (",\"figures\":{", stdout);
  for (size_t i = 0; i < finding->n_figures; i++)
    {
      double value = finding->figures[i].value;
      printf ("%s\"%s\":%.*f", i > 0 ? "," : "", finding->figures[i].name,
              value == (double) (int64_t) value ? 0 : 2, value);
    }
  putchar ('}');
  json_examples (finding);
  putchar ('}');
}

static void
json_sources (const struct pgo_check *check)
{
  static const char *const keys[PGO_N_SOURCE_STATES]
      = { "exact", "moved", "renamed", "lost", "unknown" };
  size_t n;
  int64_t whole;
  const struct pgo_source_sum *files = pgo_check_sources (check, &n, &whole);

  if (!files)
    return;
  fputs (",\"sources\":[", stdout);
  for (size_t i = 0; i < n; i++)
    {
      fputs (i > 0 ? ",\n{\"file\":" : "\n{\"file\":", stdout);
      pgo_json_string (stdout, files[i].file);
      printf (",\"stale\":%s", files[i].stale ? "true" : "false");
      for (int k = 0; k < PGO_N_SOURCE_STATES; k++)
        printf (",\"%s_percent\":%.2f", keys[k],
                100.0 * (double) files[i].own[k] / (double) whole);
      putchar ('}');
    }
  putchar (']');
}

static void
print_json (const char *file, const struct pgo_check *check,
            const struct request *request, bool first)
{
  size_t n;
  const struct pgo_finding *findings = pgo_check_findings (check, &n);
  enum pgo_fitness verdict = pgo_check_verdict (check);

  fputs (first ? "\n{\"file\":" : ",\n{\"file\":", stdout);
  pgo_json_string (stdout, file);
  printf (",\"fit\":%s,\"verdict\":\"%s\",\"findings\":[",
          fit_p (verdict, request) ? "true" : "false",
          pgo_fitness_name (verdict));
  for (size_t i = 0; i < n; i++)
    {
      fputs (i > 0 ? ",\n" : "\n", stdout);
      json_finding (&findings[i]);
    }
  putchar (']');
  json_sources (check);
  putchar ('}');
}

/* ---- All of it.  */

/* A profile that is checked.  */
struct input
{
  struct pgo_profile *profile; /* NULL where it is a prepared one.  */
  struct pgo_check *check;
  char digest[17]; /* Of the file.  */
};

/* Check the prepared profile NAME: the SIZE bytes at DATA, which are freed, or
   where that is NULL, a directory.  NULL with ERR set where it is bad.  */
static struct pgo_check *
check_prepared (const char *name, unsigned char *data, size_t size,
                struct pgo_digest *sum, struct pgo_error *err)
{
  struct pgo_index *index = pgo_index_new ();

  if (data ? pgo_index_take (index, data, size, name, sum, err)
           : pgo_index_add_file (index, name, sum, err))
    return pgo_check_prepared (index, err);
  pgo_index_free (index);
  return NULL;
}

/* Read the profile in FILE, which is called NAME, and check it.  */
static bool
open_input (struct input *input, const char *file, const char *name,
            struct pgo_error *err)
{
  bool directory = pgo_split_p (name);
  size_t size = 0;
  unsigned char *data = directory ? NULL : pgo_file_read (file, &size, err);
  struct pgo_digest *sum;

  *input = (struct input){ 0 };
  if (!directory && !data)
    return false;
  sum = pgo_digest_new ();
  if (directory || pgo_text_p (data, size))
    input->check = check_prepared (name, data, size, sum, err);
  else
    {
      pgo_digest_add (sum, data, size);
      input->profile = pgo_profile_take (data, size, name, err);
      if (input->profile)
        input->check = pgo_check_new (input->profile, name, err);
    }
  pgo_digest_end (sum, input->digest);
  return input->check;
}

static void
close_input (struct input *input)
{
  pgo_check_free (input->check);
  pgo_profile_free (input->profile);
}

/* Check FILE; it is the FIRST to be printed.  False with ERR set where it
   cannot be read, else *STATUS is set to an exit status if it is unfit.  */
static bool
check_file (const char *file, const struct request *request,
            const struct reference *reference, bool first, int *status,
            struct pgo_error *err)
{
  const char *name = strcmp (file, "-") == 0 ? "standard input" : file;
  struct input input;
  bool good = open_input (&input, file, name, err);

  if (good && reference->against)
    pgo_check_against (input.check, reference->against);
  if (good && reference->program)
    {
      pgo_check_program (input.check, reference->program);
      pgo_check_mark (input.check, reference->program, input.digest);
    }
  if (good && request->dirs.n > 0)
    pgo_check_source (input.check, request->dirs.name, request->dirs.n);
  if (good && request->json)
    print_json (name, input.check, request, first);
  else if (good)
    print_text (name, input.check, request);
  if (good && !fit_p (pgo_check_verdict (input.check), request))
    *status = PGO_EXIT_BAD;
  close_input (&input);
  return good;
}

/* Check all files, those that can be read.  Returns an exit status.  */
static int
check_files (const struct request *request, const struct reference *reference)
{
  int status = PGO_EXIT_OK;
  bool first = true;

  if (request->json)
    fputs ("{\"profiles\":[", stdout);
  for (int i = 0; i < request->n_files; i++)
    {
      struct pgo_error err;
      if (check_file (request->files[i], request, reference, first, &status,
                      &err))
        first = false;
      else
        status = pgo_tool_error (&err);
    }
  if (request->json)
    printf ("],\"fit\":%s}\n", status == PGO_EXIT_OK ? "true" : "false");
  return status;
}

int
pgo_cmd_check (int argc, char **argv)
{
  struct request request = { 0 };
  struct reference reference = { 0 };
  struct pgo_error err;
  bool done;
  int status = take_arguments (&request, argc, argv, &done);

  if (!done && request.objects)
    {
      const struct pgo_objects_request objects = {
        .files = (const char *const *) request.files,
        .n_files = (size_t) request.n_files,
        .profiles = request.profiles.name,
        .n_profiles = request.profiles.n,
        .json = request.json,
        .strict = request.strict,
      };
      status = pgo_check_objects (&objects);
    }
  else if (!done)
    {
      if (open_reference (&reference, &request, &err))
        status = check_files (&request, &reference);
      else
        status = pgo_tool_error (&err);
      close_reference (&reference);
    }
  free (request.binaries.name);
  free (request.dirs.name);
  free (request.profiles.name);
  return status;
}
