/* Do the ledgers of a build add up?
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

#include "report/diff.h"
#include "report/text.h"
#include "ledger.h"

static int64_t
sum (const int64_t *own)
{
  int64_t all = 0;

  for (int i = 0; i < PGO_N_FATES; i++)
    all += own[i];
  return all;
}

static const struct pgo_report_file *
file_named (const struct pgo_report *report, const char *name)
{
  for (size_t i = 0; i < report->n_files; i++)
    if (strcmp (report->files[i].file, name) == 0)
      return &report->files[i];
  return NULL;
}

static void
test_weights (void)
{
  /* clang-format off */
  static const struct line lines[] = {
    { .functions = FUNCTION ("f", "a.c", "exact", 300) ","
                   FUNCTION ("h", "h.h", "ambiguous", 20) ","
                   FUNCTION ("g", "a.c", "changed", 40) ","
                   FUNCTION ("i", "a.c", "untold", 7),
      .changes = "{\"change\":\"changed\",\"file\":\"a.c\",\"line\":9,"
                 "\"function\":\"g\",\"was\":\"g\",\"was_in\":\"a.c\","
                 "\"weight\":40}",
      .files = MAIN ("a.c", 400) },
    { .unit = "b.c",
      .functions = FUNCTION ("h", "h.h", "exact", 20) ","
                   FUNCTION ("old", "b.c", "moved", 30) ","
                   FUNCTION ("w", "b.c", "ambiguous", 5),
      .files = MAIN ("b.c", 35) },
  };
  /* clang-format on */
  struct made made = MAKE (lines);
  const struct pgo_report *report = made.report;
  const struct pgo_report_file *a = file_named (report, "a.c");

  CHECK ("the weights add up to the profile's", sum (report->own) == 1000);
  CHECK ("matched, as far as anything tells",
         report->own[PGO_FATE_MATCHED] == 327);
  CHECK ("moved", report->own[PGO_FATE_MOVED] == 40);
  CHECK ("renamed", report->own[PGO_FATE_RENAMED] == 30);
  CHECK ("the best that a unit says of a function counts",
         file_named (report, "h.h")->own[PGO_FATE_MATCHED] == 20);
  CHECK ("ambiguous", report->own[PGO_FATE_AMBIGUOUS] == 5);
  CHECK ("what the units of a file do not have is lost",
         report->own[PGO_FATE_LOST] == 53 && a->own[PGO_FATE_LOST] == 53
             && !a->stale);
  CHECK ("the rest is foreign", report->own[PGO_FATE_FOREIGN] == 545);
  CHECK ("the heaviest file first",
         report->n_files == 3 && &report->files[0] == a);
  CHECK ("the heaviest function first",
         report->n_functions == 6
             && strcmp (report->functions[0].was.name, "f") == 0
             && !report->functions[0].now.file);
  CHECK ("where a function is now", report->functions[1].now.line == 9);
  CHECK ("fits", report->staleness == PGO_STALENESS_NONE && !report->overfull);
  forget (&made);
}

/* One file, compiled twice with other macros.  */
static void
test_macros (void)
{
  static const struct line lines[] = {
    { .functions = FUNCTION ("f", "a.c", "exact", 300),
      .files = MAIN ("a.c", 700) },
    { .object = "b.c",
      .functions = FUNCTION ("g", "a.c", "exact", 400),
      .files = MAIN ("a.c", 700) },
  };
  struct made made = MAKE (lines);

  CHECK ("what one of two objects has is not lost",
         made.report->own[PGO_FATE_LOST] == 0
             && made.report->own[PGO_FATE_MATCHED] == 700
             && made.ledger->n_units == 2);
  forget (&made);
}

static enum pgo_staleness
staleness (const char *functions)
{
  const struct line lines[]
      = { { .functions = functions, .files = MAIN ("a.c", 1000) } };
  struct made made = MAKE (lines);
  enum pgo_staleness result = made.report->staleness;

  forget (&made);
  return result;
}

static void
test_staleness (void)
{
  static const struct line foreign[] = { { .unit = "x.c" } };
  static const struct line lines[] = {
    { .functions = FUNCTION ("f", "a.c", "exact", 900),
      .files = MAIN ("a.c", 900) },
    { .unit = "b.c",
      .functions = FUNCTION ("g", "b.c", "exact", 40),
      .files = MAIN ("b.c", 100) },
  };
  struct made made = MAKE (lines), other = MAKE (foreign);

  CHECK ("four fifths are enough",
         staleness (FUNCTION ("f", "a.c", "exact", 800)) == PGO_STALENESS_NONE);
  CHECK ("less is stale in part",
         staleness (FUNCTION ("f", "a.c", "exact", 799)) == PGO_STALENESS_PART);
  CHECK ("half is so, too",
         staleness (FUNCTION ("f", "a.c", "moved", 500)) == PGO_STALENESS_PART);
  CHECK ("less is stale", staleness (FUNCTION ("f", "a.c", "exact", 499))
                              == PGO_STALENESS_WHOLE);
  CHECK ("a function that is another now is lost",
         staleness (FUNCTION ("f", "a.c", "lost", 900)) == PGO_STALENESS_WHOLE);
  CHECK ("nothing is another program's",
         other.report->staleness == PGO_STALENESS_FOREIGN);
  CHECK ("a stale file does not make the program stale",
         made.report->staleness == PGO_STALENESS_NONE
             && file_named (made.report, "b.c")->stale
             && !file_named (made.report, "a.c")->stale);
  forget (&made);
  forget (&other);
}

static void
test_sites (void)
{
  /* clang-format off */
  static const struct line lines[] = {
    { .directory = "/src",
      .sites = SITE ("inline", "f", "g", "./h.h", 7, "no-body", NO_BODY WEIGHT (50, 0)) ","
               SITE ("inline", "f", "g", "h.h", 7, "no-body", NO_BODY WEIGHT (50, 0)),
      .functions = FUNCTION ("f", "h.h", "exact", 60) },
    { .unit = "b.c",
      .directory = "/src/sub",
      .sites = SITE ("inline", "f", "g", "../h.h", 7, "large", REASON ("l") WEIGHT (50, 9)) ","
               SITE ("inline", "f", "g", "../h.h", 8, "applied", WEIGHT (5, 3)) ","
               SITE ("inline", "f", "g", "../h.h", 8, "applied", WEIGHT (5, 4)) ","
               SITE ("inline", "f", "libc", "../h.h", 9, "no-body", NO_BODY WEIGHT (70, 0)) ","
               SITE ("size", "u", "u", "b.c", 1, "applied", WEIGHT (0, 0)),
      .functions = FUNCTION ("g", "b.c", "exact", 55) },
    { .unit = "c.c",
      .sites = SITE ("inline", "f", "g", "h.h", 8, "cold", REASON ("cold") WEIGHT (5, 3)) ","
               SITE ("inline", "f", "g", "sub/h.h", 7, "no-body", NO_BODY WEIGHT (2, 0)) },
  };
  /* clang-format on */
  struct made made = MAKE (lines);
  const struct pgo_report *report = made.report;
  const struct pgo_report_site *sites = report->sites;

  CHECK ("a call in a header counts once, however its file is called",
         report->n_sites == 5 && sites[1].weight == 50 && sites[1].units == 2
             && sites[1].site->line == 7);
  CHECK ("refused for the reason that was given most often",
         sites[1].verdict == PGO_REFUSED_NO_BODY
             && strcmp (sites[1].reason, "callee has no body here") == 0);
  CHECK ("applied where one unit applied it",
         sites[2].verdict == PGO_APPLIED && sites[2].units == 2
             && sites[2].applied_units == 1 && sites[2].growth == 7);
  CHECK ("a header of that name elsewhere is another",
         sites[3].weight == 2 && sites[3].units == 1);
  CHECK ("kinds: applied, refused, cold",
         report->n_kinds == 2 && report->kinds[0].applied == 1
             && report->kinds[0].refused == 3 && report->kinds[0].cold == 0
             && report->kinds[0].refused_weight == 122
             && report->kinds[1].applied == 1);
  CHECK ("the heaviest refusals first",
         report->n_groups == 2 && report->groups[0].weight == 70
             && report->groups[0].n == 1 && report->groups[1].weight == 52
             && report->groups[1].n == 2);
  CHECK ("a body that no unit has wants nothing done",
         !report->groups[0].callee_built && !report->groups[0].advice);
  CHECK ("one that another unit has wants -flto",
         report->groups[1].callee_built
             && strstr (report->groups[1].advice, "-flto"));
  forget (&made);
}

static void
test_link (void)
{
  static const struct line lines[] = {
    { .lto = true,
      .sites = SITE ("inline", "f", "g", "a.c", 7, "no-body",
                     "\"reason\":\"\",\"weight\":50,\"growth\":0") },
    { .unit = "b.c",
      .lto = true,
      .functions = FUNCTION ("g", "b.c", "exact", 55) },
  };
  struct made made = MAKE (lines);

  CHECK ("nor does one of which the link decides",
         made.report->groups[0].callee_built && !made.report->groups[0].advice);
  forget (&made);
}

static void
test_rebuilt (void)
{
  static const struct line lines[] = {
    { .growth = 5, .functions = FUNCTION ("f", "a.c", "exact", 300) },
    { .unit = "b.c", .growth = 7 },
    { .growth = 1, .functions = FUNCTION ("f", "a.c", "lost", 200) },
  };
  struct made made = MAKE (lines);

  CHECK ("of a unit that was built twice the last line counts",
         made.ledger->n_units == 2 && made.ledger->n_superseded == 1
             && made.report->growth == 8
             && made.report->own[PGO_FATE_LOST] == 200);
  forget (&made);
}

/* Units that were compiled with several states of a profile.  */
static void
test_states (void)
{
  static const struct line lines[] = {
    { .total = 500,
      .profile = "old",
      .functions = FUNCTION ("f", "a.c", "exact", 100),
      .files = MAIN ("a.c", 150),
      .sites = SITE ("inline", "f", "g", "a.c", 7, "applied",
                     "\"weight\":50,\"growth\":0") },
    { .unit = "b.c",
      .profile = "new",
      .functions = FUNCTION ("g", "b.c", "exact", 300) },
    { .unit = "c.c", .total = 500, .profile = "old" },
    { .unit = "b.c",
      .profile = "new",
      .functions = FUNCTION ("g", "b.c", "exact", 400) },
  };
  static const struct line strangers[] = {
    { .functions = FUNCTION ("f", "a.c", "exact", 800) },
    { .unit = "b.c",
      .profile = "new",
      .functions = FUNCTION ("g", "b.c", "exact", 900) },
  };
  struct made made = MAKE (lines), other = MAKE (strangers);
  const struct pgo_report *report = made.report;

  CHECK ("all are on the scale of the newest",
         report->total == 1000 && report->own[PGO_FATE_MATCHED] == 600
             && report->own[PGO_FATE_LOST] == 100 && sum (report->own) == 1000
             && report->sites[0].weight == 100);
  CHECK ("and the states are told",
         report->n_profiles == 2
             && strcmp (report->profiles[0].digest, "new") == 0
             && report->profiles[0].n_units == 1
             && report->profiles[1].n_units == 2 && !report->overfull);
  CHECK ("those of several programs do not add up", other.report->overfull);
  forget (&made);
  forget (&other);
}

/* Parse TEXT; the message, or "" where it is good.  LEDGER may be NULL.  */
static const char *
parse (struct pgo_ledger *ledger, const char *text)
{
  static struct pgo_error err;
  struct pgo_ledger *own = ledger ? NULL : pgo_ledger_new ();
  bool good = pgo_ledger_parse (ledger ? ledger : own, text, strlen (text),
                                "stats", &err);

  pgo_ledger_free (own);
  return good ? "" : err.message;
}

/* What made the growth is added up by its name, whatever the order, and is not
   there in older lines.  */
static void
test_growths (void)
{
  static const struct line lines[] = {
    { .growth = 5, .growths = ",\"growth_by\":{\"loops\":3,\"inline\":2}" },
    { .unit = "b.c", .growth = 7 },
    { .unit = "c.c",
      .growth = 6,
      .growths = ",\"growth_by\":{\"inline\":1,\"new\":1,\"loops\":4}" },
  };
  struct made made = MAKE (lines);
  const struct pgo_report *report = made.report;

  CHECK ("three things made it grow", report->n_growths == 3);
  if (report->n_growths == 3)
    {
      CHECK ("in the order of the first unit",
             strcmp (report->growths[0].by, "loops") == 0
                 && strcmp (report->growths[1].by, "inline") == 0
                 && strcmp (report->growths[2].by, "new") == 0);
      CHECK ("by so much", report->growths[0].insns == 7
                               && report->growths[1].insns == 3
                               && report->growths[2].insns == 1);
    }
  CHECK ("an older line has none",
         made.ledger->units[1].n_growths == 0 && report->growth == 18);
  forget (&made);
}

/* Where TEXT has FROM, put TO.  */
static char *
replaced (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);
  size_t size = strlen (text) + strlen (to) + 1;
  char *result = pgo_xmalloc (size);

  snprintf (result, size, "%.*s%s%s", (int) (at - text), text, to,
            at + strlen (from));
  return result;
}

static void
test_lines (void)
{
  static const struct line line = {
    .growths = ",\"growth_by\":{\"loops\":3}",
    .sites = SITE ("inline", "f", "g", "a.c", 7, "large",
                   "\"reason\":\"\",\"weight\":50,\"growth\":0"),
    .functions = FUNCTION ("f", "a.c", "exact", 300),
    .files = MAIN ("a.c", 300),
    .changes = "{\"change\":\"changed\",\"file\":\"a.c\",\"line\":9,"
               "\"function\":\"g\",\"was\":\"g\",\"was_in\":\"a.c\","
               "\"weight\":40}",
  };
  static const struct
  {
    const char *from, *to, *message;
  } wrong[] = {
    { "\"total\":1000", "\"total\":-1", "weight of the profile is negative" },
    { "\"total\":1000", "\"total\":\"x\"", "unit: Expected integer" },
    { "\"total\":1000", "\"total\":1.5", "unit: Expected integer" },
    { "\"total\":1000", "\"total\":9223372036854775808", "too big integer" },
    { "\"total\":1000", "\"total\":1,\"total\":2", "duplicate" },
    { "\"profiled\"", "\"unknown\"", "unit: Object item not found: profiled" },
    { "\"weight\":50", "\"weight\":-50", "sites: a weight is negative" },
    { "\"weight\":300", "\"weight\":-3", "profiled: a weight is negative" },
    { "\"weight\":300}],\"ch", "\"weight\":3}],\"cx",
      "unit: Object item not found: changes" },
    { "\"a.c\",\"weight\":300}]}", "\"a.c\",\"weight\":-3}]}",
      "main_files: a weight is negative" },
    { "\"verdict\":\"large\"", "\"verdict\":\"huge\"", "sites: no verdict" },
    { "\"match\":\"exact\"", "\"match\":\"near\"", "profiled: no match" },
    { "\"was_in\"", "\"was_on\"", "changes: Object item not found: was_in" },
    { "\"kind\"", "\"sort\"", "sites: Object item not found: kind" },
    { "{\"unit\":\"a.c\"", "{\"unit\":7", "unit: Expected string" },
    { "{\"loops\":3}", "[3]", "growth_by: no object" },
    { "{\"loops\":3}", "{\"loops\":\"3\"}", "growth_by: no number" },
  };
  char *good = text_of (&line), *two;
  size_t length = strlen (good);
  struct pgo_ledger *ledger = pgo_ledger_new ();
  struct pgo_report *report;
  bool all = true;

  CHECK_STRING ("a line of a unit", parse (NULL, good), "");
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    {
      char name[80], *text = replaced (good, wrong[i].from, wrong[i].to);
      const char *message = parse (NULL, text);
      snprintf (name, sizeof name, "wrong: %s %s", wrong[i].message,
                wrong[i].to);
      CHECK (name, strncmp (message, "stats:1: ", 9) == 0
                       && strstr (message, wrong[i].message));
      free (text);
    }
  two = replaced (good, "\n", "\nno JSON\n");
  CHECK ("the line is told",
         strncmp (parse (NULL, two), "stats:2: not a line of a ledger, ", 33)
             == 0);
  free (two);
  two = replaced (good, "{\"unit\"", "\n\n{\"unit\"");
  CHECK_STRING ("empty lines are none", parse (NULL, two), "");
  free (two);
  CHECK ("no line at all",
         strstr (parse (NULL, ""), "stats: no unit is in it"));
  CHECK ("nor an empty one",
         strstr (parse (NULL, "\n\n"), "stats: no unit is in it"));
  CHECK ("a list", strstr (parse (NULL, "[]\n"), "unit: Expected object"));

  /* Wherever it is cut.  */
  for (size_t i = 1; i < length - 1; i++)
    {
      char *text = pgo_xmalloc (i + length + 2);
      snprintf (text, i + length + 2, "%.*s\n%s", (int) i, good, good);
      all &= strcmp (parse (ledger, text), "") == 0 && ledger->n_cut == i
             && ledger->n_units == 1;
      free (text);
    }
  CHECK ("a line that is cut is left out", all);
  CHECK_STRING ("and named", ledger->cut[0], "stats:1");
  report = pgo_report_new (ledger, NULL);
  CHECK ("what is whole counts", report->own[PGO_FATE_MATCHED] == 300);
  pgo_report_free (report);
  pgo_ledger_free (ledger);
  free (good);
}

/* Two builds: an edit has moved the lines, and one call is gone.  */
static void
test_diff (void)
{
  /* clang-format off */
  static const struct line before[] = {
    { .sites = SITE ("inline", "f", "g", "a.c", 7, "applied", WEIGHT (50, 0)) ","
               SITE ("inline", "f", "g", "a.c", 9, "large", REASON ("r") WEIGHT (40, 0)) ","
               SITE ("inline", "f", "h", "a.c", 11, "applied", WEIGHT (30, 0)) ","
               SITE ("inline", "f", "h", "a.c", 12, "applied", WEIGHT (20, 0)) ","
               SITE ("inline", "f", "i", "a.c", 13, "cold", REASON ("cold") WEIGHT (10, 0)) },
  };
  static const struct line now[] = {
    { .directory = "/elsewhere",
      .total = 2000,
      .sites = SITE ("inline", "f", "g", "/x/a.c", 17, "applied", WEIGHT (100, 0)) ","
               SITE ("inline", "f", "g", "/x/a.c", 19, "applied", WEIGHT (80, 0)) ","
               SITE ("inline", "f", "h", "/x/a.c", 12, "budget", REASON ("spent") WEIGHT (40, 0)) ","
               SITE ("inline", "f", "i", "/x/a.c", 20, "no-gain", REASON ("n") WEIGHT (20, 0)) ","
               SITE ("inline", "f", "k", "/x/a.c", 21, "no-gain", REASON ("n") WEIGHT (20, 0)) },
  };
  /* clang-format on */
  struct made old = MAKE (before), new = MAKE (now);
  struct pgo_diff *diff = pgo_diff_new (old.report, new.report, NULL, NULL);
  struct pgo_diff *none = pgo_diff_new (old.report, old.report, NULL, NULL);
  const struct pgo_diff_site *sites = diff->sites;

  CHECK ("four decisions differ", diff->n_sites == 4 && diff->n_same == 1);
  CHECK ("one is applied now, and on another line",
         sites[0].difference == PGO_DIFF_APPLIED
             && sites[0].before->site->line == 9
             && sites[0].now->site->line == 19 && sites[0].share == 0.04);
  CHECK ("one is refused now", sites[1].difference == PGO_DIFF_REFUSED
                                   && sites[1].now->site->line == 12);
  CHECK ("one is gone", sites[2].difference == PGO_DIFF_GONE && !sites[2].now
                            && sites[2].before->site->line == 11);
  CHECK ("one has another reason",
         sites[3].difference == PGO_DIFF_REASON
             && sites[3].before->verdict == PGO_REFUSED_COLD);
  CHECK ("a build does not differ from itself",
         none->n_sites == 0 && none->n_same == 5);
  pgo_diff_free (diff);
  pgo_diff_free (none);
  forget (&old);
  forget (&new);
}

int
main (void)
{
  test_weights ();
  test_macros ();
  test_staleness ();
  test_sites ();
  test_link ();
  test_rebuilt ();
  test_states ();
  test_growths ();
  test_lines ();
  test_diff ();
  pgo_report_free (NULL);
  pgo_ledger_free (NULL);
  pgo_diff_free (NULL);
  return unit_end ();
}
