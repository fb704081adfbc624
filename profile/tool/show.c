/* gcc-pgo top, edges and sites: what a profile says, as text or JSON.
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

   Three views of one index, in the words and with the numbers that the plugin
   decides by.  Tables are for people, and may change; the keys of the JSON
   are in each --help and only grow.  */

#include "tool/tool.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "decide/policy.h"
#include "index/index.h"
#include "pprof/dialect.h"
#include "pprof/weight.h"

/* What the user asked for.  */
struct request
{
  size_t rows; /* At most so many rows or sites.  */
  double hot_percent;
  bool json;
  bool all;
};

/* One of the three commands.  */
struct view
{
  const char *name;
  const char *letters; /* Of its options, for getopt_long.  */
  struct option own;   /* The option that the others lack, if any.  */
  const char *help;
  void (*show) (const struct pgo_index *index, const struct request *request);
};

/* Room for a weight as text.  */
#define WEIGHT_SIZE 32

/* WEIGHT for people: a time with its unit, or a bare count.  */
static const char *
weight_text (char text[WEIGHT_SIZE], const struct pgo_index *index,
             int64_t weight)
{
  if (strcmp (pgo_index_unit (index), PGO_UNIT_TIME) != 0)
    snprintf (text, WEIGHT_SIZE, "%" PRId64, weight);
  else if (weight >= 1000000000)
    snprintf (text, WEIGHT_SIZE, "%.2fs", weight / 1e9);
  else if (weight >= 1000000)
    snprintf (text, WEIGHT_SIZE, "%.2fms", weight / 1e6);
  else if (weight >= 1000)
    snprintf (text, WEIGHT_SIZE, "%.2fus", weight / 1e3);
  else
    snprintf (text, WEIGHT_SIZE, "%" PRId64 "ns", weight);
  return text;
}

static double
percent (int64_t part, int64_t whole)
{
  return whole > 0 ? 100.0 * part / whole : 0;
}

/* The columns of a weight and its share of the whole.  */
static void
print_weight (const struct pgo_index *index, int64_t weight, int64_t whole)
{
  char text[WEIGHT_SIZE];

  printf ("%12s %6.2f%%  ", weight_text (text, index, weight),
          percent (weight, whole));
}

/* The line of SITE's call as the profile has it, 0 where unknown.  */
static int64_t
site_line (const struct pgo_site *site)
{
  return site->caller->start_line + site->offset;
}

/* Print "caller:+offset (file:line)", as far as it is known.  */
static void
print_place (const struct pgo_site *site)
{
  const struct pgo_fn *caller = site->caller;

  printf ("%s", caller->pretty);
  if (site_line (site) == 0)
    return;
  if (caller->start_line > 0)
    printf (":%+" PRId32, site->offset);
  printf (" (%s:%" PRId64 ")", caller->file[0] ? caller->file : "?",
          site_line (site));
}

/* The line, if it is worth one, about the part WEIGHT that is lost to a build
   for REASON.  */
static void
print_loss (const struct pgo_index *index, int64_t weight, const char *reason)
{
  char text[WEIGHT_SIZE];

  if (weight > 0)
    printf ("Of this %s (%.2f%%) %s\n", weight_text (text, index, weight),
            percent (weight, pgo_index_total (index)), reason);
}

/* The line that says what all weights are parts of, and what there is to know
   of the profile.  */
static void
print_total (const struct pgo_index *index)
{
  struct pgo_losses losses = pgo_index_losses (index);
  char text[WEIGHT_SIZE];

  printf ("Total %s", weight_text (text, index, pgo_index_total (index)));
  if (strcmp (pgo_index_unit (index), PGO_UNIT_TIME) != 0)
    printf (" %s", pgo_index_unit (index));
  printf (", one sample %s\n",
          weight_text (text, index, pgo_index_period (index)));
  print_loss (index, losses.unnamed, "in frames without a function name");
  print_loss (index, losses.unordered, "in inlined frames of unknown order");
  print_loss (index, losses.no_line, "in functions without a line");
  print_loss (index, losses.left_out, "in lines too seldom seen to be kept");
  for (unsigned i = 0; i < PGO_N_TRAITS; i++)
    if (pgo_index_traits (index) >> i & 1)
      printf ("Note: %s\n", pgo_trait_phrase (i));
}

/* The keys that every JSON object begins with; the list named LIST
   follows.  */
static void
json_begin (const struct pgo_index *index, const char *list)
{
  struct pgo_losses losses = pgo_index_losses (index);
  unsigned traits = pgo_index_traits (index);

  fputs ("{\"unit\":", stdout);
  pgo_json_string (stdout, pgo_index_unit (index));
  printf (",\"total\":%" PRId64 ",\"period\":%" PRId64 ",\"unnamed\":%" PRId64
          ",\"unordered\":%" PRId64 ",\"no_line\":%" PRId64 ",\"notes\":[",
          pgo_index_total (index), pgo_index_period (index), losses.unnamed,
          losses.unordered, losses.no_line);
  for (unsigned i = 0; i < PGO_N_TRAITS; i++)
    if (traits >> i & 1)
      {
        if (traits & ((1u << i) - 1))
          putchar (',');
        pgo_json_string (stdout, pgo_trait_phrase (i));
      }
  printf ("],\"%s\":[", list);
}

static void
json_end (void)
{
  puts ("]}");
}

/* Begin element I of a list, on a line of its own.  */
static void
json_element (size_t i)
{
  fputs (i > 0 ? ",\n" : "\n", stdout);
}

/* The keys PREFIX"name", PREFIX"pretty", PREFIX"file", PREFIX"start_line".  */
static void
json_function (const char *prefix, const struct pgo_fn *fn)
{
  printf ("\"%sname\":", prefix);
  pgo_json_string (stdout, fn->name);
  printf (",\"%spretty\":", prefix);
  pgo_json_string (stdout, fn->pretty);
  printf (",\"%sfile\":", prefix);
  pgo_json_string (stdout, fn->file);
  printf (",\"%sstart_line\":%" PRId64, prefix, fn->start_line);
}

static void
json_weights (int64_t own, int64_t weight)
{
  printf (",\"own\":%" PRId64 ",\"weight\":%" PRId64, own, weight);
}

static void
show_top (const struct pgo_index *index, const struct request *request)
{
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (index, &fns);
  int64_t total = pgo_index_total (index);

  if (n > request->rows)
    n = request->rows;
  if (request->json)
    json_begin (index, "functions");
  else
    {
      print_total (index);
      printf ("%12s %7s  %12s %7s  %s\n", "own", "own%", "inclusive", "incl%",
              "function");
    }
  for (size_t i = 0; i < n; i++)
    {
      const struct pgo_fn *fn = fns[i];
      if (request->json)
        {
          json_element (i);
          putchar ('{');
          json_function ("", fn);
          json_weights (fn->own, fn->weight);
          putchar ('}');
          continue;
        }
      print_weight (index, fn->own, total);
      print_weight (index, fn->weight, total);
      printf ("%s", fn->pretty);
      if (fn->file[0])
        printf (" %s", fn->file);
      if (fn->file[0] && fn->start_line > 0)
        printf (":%" PRId64, fn->start_line);
      putchar ('\n');
    }
  if (request->json)
    json_end ();
}

static void
show_edges (const struct pgo_index *index, const struct request *request)
{
  const struct pgo_site *const *sites;
  size_t n = pgo_index_sites (index, &sites);
  int64_t total = pgo_index_total (index);
  int64_t threshold = pgo_index_hot_threshold (index, request->hot_percent);

  if (n > request->rows)
    n = request->rows;
  if (request->json)
    json_begin (index, "edges");
  else
    {
      print_total (index);
      printf ("%12s %7s  %12s %7s  %-4s %s\n", "inclusive", "incl%", "own",
              "own%", "hot", "caller -> callee");
    }
  for (size_t i = 0; i < n; i++)
    {
      const struct pgo_site *site = sites[i];
      bool hot = site->own >= threshold;
      if (request->json)
        {
          json_element (i);
          putchar ('{');
          json_function ("caller_", site->caller);
          printf (",\"offset\":%" PRId32 ",\"line\":%" PRId64 ",", site->offset,
                  site_line (site));
          json_function ("callee_", site->callee);
          json_weights (site->own, site->weight);
          printf (",\"hot\":%s}", hot ? "true" : "false");
          continue;
        }
      print_weight (index, site->weight, total);
      print_weight (index, site->own, total);
      printf ("%-4s ", hot ? "hot" : "-");
      print_place (site);
      printf (" -> %s\n", site->callee->pretty);
    }
  if (request->json)
    json_end ();
}

/* The callees on one line of a caller: N_CALLEES sites from FIRST on, which are
   consecutive.  */
struct group
{
  const struct pgo_site *first;
  size_t n_callees;
  int64_t own;
  int64_t weight;
};

/* Own weight descending, then inclusive weight, then name, file and line.  */
static int
compare_groups (const void *x, const void *y)
{
  const struct group *a = x, *b = y;
  int order;

  if (a->own != b->own)
    return a->own > b->own ? -1 : 1;
  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  order = strcmp (a->first->caller->name, b->first->caller->name);
  if (order == 0)
    order = strcmp (a->first->caller->file, b->first->caller->file);
  return order ? order
               : (a->first->offset > b->first->offset)
                     - (a->first->offset < b->first->offset);
}

/* The groups with at least LEAST callees, in order.  The caller frees them;
   sets *N_PLACES.  */
static struct group *
collect_groups (const struct pgo_index *index, size_t least, size_t *n_groups)
{
  const struct pgo_fn *const *fns;
  size_t n_fns = pgo_index_functions (index, &fns), capacity = 0, n = 0;
  struct group *groups = NULL;

  for (size_t i = 0; i < n_fns; i++)
    {
      const struct pgo_site *sites;
      size_t n_sites = pgo_fn_sites (fns[i], &sites);
      for (size_t j = 0, end; j < n_sites; j = end)
        {
          struct group group = { .first = &sites[j] };
          for (end = j;
               end < n_sites && sites[end].offset == group.first->offset; end++)
            {
              group.own += sites[end].own;
              /* A recursion may pass several callees of one line.  */
              if (__builtin_add_overflow (group.weight, sites[end].weight,
                                          &group.weight))
                group.weight = INT64_MAX;
            }
          group.n_callees = end - j;
          if (group.n_callees < least)
            continue;
          groups = pgo_xgrow (groups, n, &capacity, sizeof *groups);
          groups[n++] = group;
        }
    }
  if (n > 0)
    qsort (groups, n, sizeof *groups, compare_groups);
  *n_groups = n;
  return groups;
}

static void
json_group (const struct group *group)
{
  putchar ('{');
  json_function ("caller_", group->first->caller);
  printf (",\"offset\":%" PRId32 ",\"line\":%" PRId64, group->first->offset,
          site_line (group->first));
  json_weights (group->own, group->weight);
  fputs (",\"callees\":[", stdout);
  for (size_t k = 0; k < group->n_callees; k++)
    {
      const struct pgo_site *site = &group->first[k];
      fputs (k > 0 ? ",{" : "{", stdout);
      json_function ("", site->callee);
      json_weights (site->own, site->weight);
      printf (",\"own_percent\":%.2f,\"weight_percent\":%.2f}",
              percent (site->own, group->own),
              percent (site->weight, group->weight));
    }
  fputs ("]}", stdout);
}

static void
show_sites (const struct pgo_index *index, const struct request *request)
{
  size_t n;
  struct group *groups = collect_groups (index, request->all ? 1 : 2, &n);

  if (n > request->rows)
    n = request->rows;
  if (request->json)
    json_begin (index, "sites");
  else
    {
      print_total (index);
      printf ("%12s %7s  %12s %7s  %s\n", "own", "share", "inclusive", "share",
              "call site, and below it its callees");
    }
  for (size_t i = 0; i < n; i++)
    {
      const struct group *group = &groups[i];
      if (request->json)
        {
          json_element (i);
          json_group (group);
          continue;
        }
      print_weight (index, group->own, group->own);
      print_weight (index, group->weight, group->weight);
      print_place (group->first);
      putchar ('\n');
      for (size_t k = 0; k < group->n_callees; k++)
        {
          print_weight (index, group->first[k].own, group->own);
          print_weight (index, group->first[k].weight, group->weight);
          printf ("  -> %s\n", group->first[k].callee->pretty);
        }
    }
  if (request->json)
    json_end ();
  free (groups);
}

/* A number that is a macro, as text.  */
#define TEXT(NUMBER) TEXT_OF (NUMBER)
#define TEXT_OF(TOKENS) #TOKENS

/* clang-format off */

#define COMMON_HELP                                                            \
  "  -n, --rows=N         print at most N of them (default all)\n"             \
  "      --json           print one JSON object instead of a table\n"          \
  "  -h, --help           print this and exit\n"                               \
  "\n"                                                                         \
  "Several profiles are added up; they must weigh in one unit.\n"              \
  "\n"                                                                         \
  "JSON keys: unit (\"nanoseconds\" or the profile's TYPE/UNIT), total and\n"  \
  "period (all samples and one sample in that unit), of the total unnamed,\n"  \
  "unordered and no_line (without a function name, in inlined frames of\n"     \
  "unknown order, without a line), notes (a list of texts),\n"

static const struct view top = {
  "top",
  ":hn:",
  { NULL, 0, NULL, 0 },
  "Usage: gcc-pgo top [OPTION...] FILE...\n"
  "List the functions of a profile by their own weight, which is that of the\n"
  "samples taken in them; the inclusive weight adds those of their callees.\n"
  "Clones and inlined copies count as the function they come from.\n"
  "\n"
  COMMON_HELP
  "functions: a list of name (assembler name), pretty, file, start_line, own,\n"
  "weight (inclusive).\n"
  "\n"
  "The manual page is gcc-pgo-top(1).",
  show_top
};

static const struct view edges = {
  "edges",
  ":hn:p:",
  { "hot-percent", required_argument, NULL, 'p' },
  "Usage: gcc-pgo edges [OPTION...] FILE...\n"
  "List caller and callee of each call site by inclusive weight; the own\n"
  "weight is that of samples in the callee itself.  A site is hot if it is\n"
  "among those that together carry N % of the own weight of all.\n"
  "The position of a site is its line from the start of the caller.\n"
  "\n"
  "  -p, --hot-percent=N  above 0 and at most 100 (default " TEXT (PGO_HOT_PERCENT) ")\n"
  COMMON_HELP
  "edges: a list of caller_name, caller_pretty, caller_file, caller_start_line,\n"
  "offset, line, callee_name, callee_pretty, callee_file, callee_start_line,\n"
  "own, weight, hot.\n"
  "\n"
  "The manual page is gcc-pgo-edges(1).",
  show_edges
};

static const struct view sites = {
  "sites",
  ":hn:a",
  { "all", no_argument, NULL, 'a' },
  "Usage: gcc-pgo sites [OPTION...] FILE...\n"
  "List the call sites at which several callees were seen, by own weight, with\n"
  "each one's share of the site's own and inclusive weight.  A profile does not\n"
  "say which calls are indirect: several calls on one line look the same, and\n"
  "an indirect call with one target is listed only with --all.  Shares are of\n"
  "time, not of calls.\n"
  "\n"
  "  -a, --all            list the sites with a single callee as well\n"
  COMMON_HELP
  "sites: a list of caller_name, caller_pretty, caller_file, caller_start_line,\n"
  "offset, line, own, weight, callees: a list of name, pretty, file,\n"
  "start_line, own, weight, own_percent, weight_percent.\n"
  "\n"
  "The manual page is gcc-pgo-sites(1).",
  show_sites
};

/* clang-format on */

/* Add the profiles FILES, N of them, to INDEX.  */
static bool
add_files (struct pgo_index *index, char **files, int n, struct pgo_error *err)
{
  bool ok = true;

  for (int i = 0; ok && i < n; i++)
    ok = pgo_index_add_file (index, files[i], NULL, err);
  return ok;
}

/* Set *VALUE to the number TEXT in (0, 100].  */
static bool
parse_percent (const char *text, double *value)
{
  char *end;

  *value = strtod (text, &end);
  return end != text && *end == '\0' && *value > 0 && *value <= 100;
}

static int
run_view (const struct view *view, int argc, char **argv)
{
  const struct option long_options[]
      = { { "rows", required_argument, NULL, 'n' },
          { "json", no_argument, NULL, 'j' },
          { "help", no_argument, NULL, 'h' },
          view->own,
          { NULL, 0, NULL, 0 } };
  struct request request
      = { .rows = SIZE_MAX, .hot_percent = pgo_policy_default.hot_percent };
  struct pgo_error err;
  struct pgo_index *index;
  bool good;
  int option;

  opterr = 0;
  while ((option = getopt_long (argc, argv, view->letters, long_options, NULL))
         != -1)
    switch (option)
      {
      case 'n':
        if (!pgo_tool_rows (optarg, &request.rows))
          return pgo_tool_usage (view->name, "'%s' is not a number of rows",
                                 optarg);
        break;
      case 'p':
        if (!parse_percent (optarg, &request.hot_percent))
          return pgo_tool_usage (
              view->name, "'%s' is not a percentage in (0, 100]", optarg);
        break;
      case 'j':
        request.json = true;
        break;
      case 'a':
        request.all = true;
        break;
      case 'h':
        puts (view->help);
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage (view->name, "%s needs a value",
                               argv[optind - 1]);
      default:
        return pgo_tool_usage (view->name, "unknown option %s",
                               argv[optind - 1]);
      }
  if (optind == argc)
    return pgo_tool_usage (view->name, "no profile to show");

  index = pgo_index_new ();
  if (!add_files (index, argv + optind, argc - optind, &err))
    {
      pgo_index_free (index);
      return pgo_tool_error (&err);
    }
  pgo_index_finish (index);
  good = pgo_index_read_all (index, &err);
  if (good)
    view->show (index, &request);
  pgo_index_free (index);
  return good ? PGO_EXIT_OK : pgo_tool_error (&err);
}

int
pgo_cmd_top (int argc, char **argv)
{
  return run_view (&top, argc, argv);
}

int
pgo_cmd_edges (int argc, char **argv)
{
  return run_view (&edges, argc, argv);
}

int
pgo_cmd_sites (int argc, char **argv)
{
  return run_view (&sites, argc, argv);
}
