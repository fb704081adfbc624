/* Is the call tree what the stacks and ledgers say?
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

#include "report/tree.h"
#include "ledger.h"

/* An index of the N STACKS, each a number of nanoseconds and frames
   "NAME:LINE", the root first; NAME starts at line 1 of its own file NAME.c.
   "-" has no name.  */
static struct pgo_index *
index_of (const char *const *stacks, size_t n, bool keep)
{
  struct pgo_builder *builder = pgo_builder_new ();
  struct pgo_index *index = pgo_index_new ();
  struct pgo_profile *profile;
  struct pgo_error err;
  uint64_t address = 0;

  pgo_builder_add_type (builder, "cpu", "nanoseconds");
  pgo_builder_set_period (builder, "cpu", "nanoseconds", 10);
  for (size_t i = 0; i < n; i++)
    {
      char *text = pgo_xstrdup (stacks[i]);
      int64_t weight = strtol (strtok (text, " "), NULL, 10);
      uint32_t stack[512];
      size_t first = 512;
      for (char *name; (name = strtok (NULL, " "));)
        {
          char file[64];
          struct pgo_function function = {
            .name = name, .system_name = name, .file = file, .start_line = 1
          };
          struct pgo_line line
              = { .line = strtol (strchr (name, ':') + 1, NULL, 10) };
          *strchr (name, ':') = '\0';
          snprintf (file, sizeof file, "%s.c", name);
          if (*name != '-')
            line.function = pgo_builder_function (builder, &function);
          stack[--first] = pgo_builder_location (builder, PGO_NONE, ++address,
                                                 &line, *name != '-');
        }
      pgo_builder_add_sample (builder, stack + first, 512 - first, &weight);
      free (text);
    }
  profile = pgo_builder_finish (builder);
  if (keep)
    pgo_index_keep_stacks (index);
  if (!pgo_index_add (index, profile, "FILE", &err))
    printf ("%s\n", err.message);
  pgo_index_finish (index);
  pgo_profile_free (profile);
  return index;
}

#define INDEX(STACKS, KEEP)                                                    \
  index_of (STACKS, sizeof STACKS / sizeof *STACKS, KEEP)

/* The nodes of TREE, as "NAME LINE OUTCOME WEIGHT OWN", deeper ones behind more
   dots.  The caller frees it.  */
static char *
text_of_tree (const struct pgo_tree *tree)
{
  size_t *depths = pgo_xcalloc (tree->n_nodes, sizeof *depths), size;
  char *text;
  FILE *stream = pgo_xstream_open (&text, &size);

  for (size_t i = 0; i < tree->n_nodes; i++)
    {
      const struct pgo_tree_node *node = &tree->nodes[i];
      if (node->parent != PGO_NONE)
        depths[i] = depths[node->parent] + 1;
      for (size_t k = 0; k < depths[i]; k++)
        putc ('.', stream);
      fprintf (stream, "%s %d %s %d %d\n", tree->functions[node->function].name,
               (int) node->line, pgo_outcome_name (node->outcome),
               (int) node->weight, (int) node->own);
    }
  pgo_xstream_close (stream, &text);
  free (depths);
  return text;
}

static void
check_tree (const char *name, const struct pgo_tree *tree, const char *want)
{
  char *text = text_of_tree (tree);

  CHECK_STRING (name, text, want);
  free (text);
}

#define CALL(KIND, CALLER, CALLEE, LINE, VERDICT, OWN, INCLUSIVE)              \
  "{\"kind\":\"" KIND "\",\"file\":\"a.c\",\"line\":" #LINE                    \
  ",\"caller\":\"" CALLER "\",\"callee\":\"" CALLEE                            \
  "\",\"verdict\":\"" VERDICT "\",\"reason\":\"r\",\"weight\":" #OWN           \
  ",\"inclusive\":" #INCLUSIVE ",\"growth\":0}"

static int64_t
sum_of (const struct pgo_tree *tree)
{
  int64_t sum = tree->rest;

  for (int i = 0; i < PGO_N_OUTCOMES; i++)
    sum += tree->own[i];
  return sum;
}

static void
test_stacks (void)
{
  static const char *const stacks[] = {
    "300 main:5 f:7 g:2",        /* Inlined.  */
    "100 main:5 f:7 g:2",        /* The same again.  */
    "200 main:5 f:8 g:2",        /* On another line: refused.  */
    "50 main:5 f:9 h:2",         /* On no line: what there is counts.  */
    "40 main:5 f:9",             /* In f itself.  */
    "30 main:5 r:3 r:3 r:4 g:2", /* A recursion is one node.  */
    "70 main:6 p:2",             /* Promoted, and inlined.  */
    "60 main:7 memcpy:1",        /* A library's, without a body.  */
    "20 main:8 lost:1",          /* Not there any more.  */
    "25 main:9 early:1",         /* GCC had it inlined.  */
    "35 -:0 qsort:1 h:1",        /* Foreign callers.  */
    "15 main:10 k:1",            /* Cold.  */
  };
  /* clang-format off */
  static const struct line lines[] = {
    { .sites = CALL ("inline", "f", "g", 7, "applied", 400, 400) ","
               CALL ("inline", "f", "g", 8, "large", 200, 200) ","
               CALL ("inline", "f", "h", 19, "budget", 50, 50) ","
               CALL ("inline", "r", "g", 4, "applied", 30, 30) ","
               CALL ("inline", "main", "f", 5, "no-body", 40, 690) ","
               CALL ("inline", "main", "p.constprop.0", 6, "applied", 70, 70) ","
               CALL ("devirtualize", "main", "p", 6, "applied", 70, 70) ","
               CALL ("inline", "main", "k", 10, "cold", 15, 15) ","
               CALL ("inline", "main", "memcpy", 7, "no-body", 60, 60) ","
               CALL ("options", "h", "h", 1, "applied", 85, 85),
      .functions = FUNCTION ("g", "g.c", "exact", 630) ","
                   FUNCTION ("lost", "lost.c", "lost", 20) ","
                   FUNCTION ("early", "early.c", "exact", 25) ","
                   FUNCTION ("r", "r.c", "exact", 0) },
  };
  /* clang-format on */
  struct made made = MAKE (lines);
  struct pgo_index *index = INDEX (stacks, true);
  struct pgo_report *report = pgo_report_new (made.ledger, index);
  struct pgo_tree *tree = pgo_tree_new (report, index);

  CHECK ("of stacks", tree->source == PGO_TREE_STACKS);
  check_tree ("what the stacks say", tree,
              "main 0 undecided 910 0\n"
              ".f 5 refused 690 40\n"
              "..g 7 inlined 400 400\n"
              "..g 8 refused 200 200\n"
              "..h 9 refused 50 50\n"
              ".p 6 promoted 70 70\n"
              ".memcpy 7 out of reach 60 60\n"
              ".r 5 undecided 30 0\n"
              "..g 4 inlined 30 30\n"
              ".early 9 undecided 25 25\n"
              ".lost 8 stale 20 20\n"
              ".k 10 cold 15 15\n"
              " 0 out of reach 35 0\n"
              ".qsort 0 out of reach 35 0\n"
              "..h 1 out of reach 35 35\n");
  CHECK ("the weights add up", sum_of (tree) == report->total);
  CHECK ("what was decided is known",
         tree->nodes[2].site && tree->nodes[2].site->site->line == 7
             && !tree->nodes[0].site);
  pgo_tree_free (tree);
  pgo_report_free (report);
  pgo_index_free (index);
  forget (&made);
}

/* What is small is folded away, and what is deep.  */
static void
test_folding (void)
{
  enum
  {
    MANY = 5000,
    DEEP = 300
  };
  static const struct line lines[] = { { .total = 1000000 } };
  struct made made = MAKE (lines);
  char **stacks = pgo_xcalloc (MANY, sizeof *stacks);
  static const char *const small[]
      = { "250 main:1 seen:1", "249 main:1 unseen:1", "999501 main:1" };
  struct pgo_index *index = INDEX (small, true);
  struct pgo_tree *tree = pgo_tree_new (made.report, index);
  char *text;
  size_t size;
  FILE *stream;

  check_tree ("what is small is folded into its caller", tree,
              "main 0 out of reach 1000000 999501\n"
              ".seen 1 out of reach 250 250\n");
  CHECK ("and said to be", tree->rest == 249 && tree->least == 250);
  pgo_tree_free (tree);
  pgo_index_free (index);

  for (size_t i = 0; i < MANY; i++)
    {
      stream = pgo_xstream_open (&stacks[i], &size);
      fprintf (stream, "%d main:1 f%zu:1", i % 2 ? 300 : 700, i);
      pgo_xstream_close (stream, &stacks[i]);
    }
  index = index_of ((const char *const *) stacks, MANY, true);
  tree = pgo_tree_new (made.report, index);
  CHECK ("of many nodes the heavier ones are left",
         tree->n_nodes == 1 + MANY / 2 && tree->least == 500);
  pgo_tree_free (tree);
  pgo_index_free (index);

  stream = pgo_xstream_open (&text, &size);
  fputs ("1000000", stream);
  for (int i = 0; i < DEEP; i++)
    fprintf (stream, " f%d:1", i);
  pgo_xstream_close (stream, &text);
  index = index_of ((const char *const[]){ text }, 1, true);
  tree = pgo_tree_new (made.report, index);
  CHECK ("what is deep is folded", tree->n_nodes == 200 && tree->rest == 1000000
                                       && tree->nodes[199].own == 0
                                       && tree->nodes[199].weight == 1000000);
  pgo_tree_free (tree);
  pgo_index_free (index);
  free (text);
  for (size_t i = 0; i < MANY; i++)
    free (stacks[i]);
  free (stacks);
  forget (&made);
}

/* Without stacks a function's weight is divided among its callers.  */
static void
test_calls (void)
{
  static const char *const stacks[] = {
    "300 main:1 f:2 g:3 k:1",
    "100 main:1 h:2 g:3 k:1",
    "200 main:1 f:2 g:3",
    "50 main:1 f:2",
  };
  /* clang-format off */
  static const struct line lines[] = {
    { .sites = CALL ("inline", "f", "g", 2, "applied", 200, 500) ","
               CALL ("inline", "h", "g", 2, "large", 0, 100) ","
               CALL ("inline", "g", "k", 3, "applied", 400, 400) ","
               CALL ("devirtualize", "g", "k", 3, "applied", 400, 400) ","
               CALL ("inline", "k", "f", 4, "cold", 0, 6) ","
               CALL ("inline", "k", "k", 5, "recursive", 0, 100),
      .functions = FUNCTION ("f", "f.c", "exact", 50) ","
                   FUNCTION ("g", "g.c", "exact", 200) ","
                   FUNCTION ("k", "k.c", "exact", 400) },
  };
  /* clang-format on */
  struct made made = MAKE (lines);
  struct pgo_index *index = INDEX (stacks, false);
  struct pgo_tree *tree = pgo_tree_new (made.report, index);

  CHECK ("of calls", tree->source == PGO_TREE_CALLS);
  check_tree ("a profile's calls", tree,
              "main 0 out of reach 650 0\n"
              ".f 1 out of reach 550 50\n"
              "..g 2 inlined 500 167\n"
              "...k 3 promoted 333 333\n"
              ".h 1 out of reach 100 0\n"
              "..g 2 refused 100 34\n"
              "...k 3 promoted 66 66\n");
  CHECK ("they add up", sum_of (tree) == made.report->total);
  pgo_tree_free (tree);

  tree = pgo_tree_new (made.report, NULL);
  CHECK ("of ledgers", tree->source == PGO_TREE_LEDGER);
  check_tree ("the ledgers' calls", tree,
              "f 0 undecided 544 50\n"
              ".g 2 inlined 494 165\n"
              "..k 3 promoted 329 329\n"
              "h 0 undecided 100 0\n"
              ".g 2 refused 100 34\n"
              "..k 3 promoted 66 66\n"
              "k 0 undecided 6 6\n");
  CHECK ("they add up, too", sum_of (tree) == made.report->total);
  pgo_tree_free (tree);
  pgo_index_free (index);
  forget (&made);
}

/* What has no weight at all.  */
static void
test_nothing (void)
{
  struct pgo_ledger *ledger = pgo_ledger_new ();
  struct pgo_report *report = pgo_report_new (ledger, NULL);
  struct pgo_index *index = pgo_index_new ();
  struct pgo_tree *tree = pgo_tree_new (report, NULL);

  CHECK ("nothing", tree->n_nodes == 0 && tree->rest == 0);
  pgo_tree_free (tree);
  pgo_index_finish (index);
  tree = pgo_tree_new (report, index);
  CHECK ("nothing of a profile", tree->n_nodes == 0);
  pgo_tree_free (tree);
  pgo_tree_free (NULL);
  pgo_index_free (index);
  pgo_report_free (report);
  pgo_ledger_free (ledger);
}

int
main (void)
{
  test_stacks ();
  test_folding ();
  test_calls ();
  test_nothing ();
  return unit_end ();
}
