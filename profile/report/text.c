/* A report as text of 80 columns.
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


   First what the user came for: does the profile fit, where its weight is, what
   was done.  Then what was refused, by reason, and what to do about each; what
   was applied, last, needs nothing done.  */

#include "report/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "names/path.h"

/* The last column that is written to.  */
#define WIDTH 79

/* Where the names of sites begin.  */
#define SITE_INDENT 13

/* Between a caller and its callee.  */
#define ARROW " -> "

/* Where a list writes to.  */
struct page
{
  FILE *stream;
  const struct pgo_text_style *style;
};

static void
heading (const struct page *page, const char *text)
{
  fprintf (page->stream, page->style->colour ? "\n\33[1m%s\33[m\n" : "\n%s\n",
           text);
}

/* Write TEXT between column INDENT, which the line is at, and the last.  */
static void
wrap (const struct page *page, int indent, const char *text)
{
  int column = indent;

  while (*text)
    {
      int length = (int) strcspn (text, " ");
      if (column > indent && column + 1 + length > WIDTH)
        {
          fprintf (page->stream, "\n%*s", indent, "");
          column = indent;
        }
      else if (column > indent)
        {
          putc (' ', page->stream);
          column++;
        }
      fprintf (page->stream, "%.*s", length, text);
      column += length;
      text += length + (text[length] == ' ');
    }
  putc ('\n', page->stream);
}

/* The same for what FORMAT makes.  */
static void __attribute__ ((format (printf, 3, 4)))
wrap_format (const struct page *page, int indent, const char *format, ...)
{
  va_list args;
  char *text;
  size_t size;
  FILE *stream = pgo_xstream_open (&text, &size);

  va_start (args, format);
  vfprintf (stream, format, args);
  va_end (args);
  pgo_xstream_close (stream, &text);
  wrap (page, indent, text);
  free (text);
}

/* Does P point into a character of UTF-8, behind its first byte?  */
static bool
inside_character_p (const char *p)
{
  return ((unsigned char) *p & 0xc0) == 0x80;
}

/* Write the end of TEXT, as far as it fits into ROOM columns.  */
static void
write_end (const struct page *page, const char *text, size_t room)
{
  size_t length = strlen (text);

  if (length <= room)
    {
      fputs (text, page->stream);
      return;
    }
  text += length - room + 3;
  while (inside_character_p (text))
    text++;
  fprintf (page->stream, "...%s", text);
}

/* A name, or two of a caller and its callee.  */
struct name
{
  const char *caller, *callee; /* CALLEE may be NULL.  */
};

static size_t
name_length (const struct name *name)
{
  return strlen (name->caller)
         + (name->callee ? strlen (ARROW) + strlen (name->callee) : 0);
}

/* Write NAME, as far as it fits into ROOM columns: of each the end, which tells
   most.  */
static void
write_name (const struct page *page, const struct name *name, size_t room)
{
  size_t callee, caller;

  if (!name->callee)
    {
      write_end (page, name->caller, room);
      return;
    }
  callee = strlen (name->callee);
  caller = strlen (name->caller);
  room -= strlen (ARROW);
  if (caller + callee > room)
    {
      /* The shorter one leaves what it does not need to the other.  */
      caller = caller < room / 2          ? caller
               : callee < room - room / 2 ? room - callee
                                          : room / 2;
      callee = room - caller;
    }
  write_end (page, name->caller, caller);
  fputs (ARROW, page->stream);
  write_end (page, name->callee, callee);
}

/* Write NAME and the place FILE:LINE, from column INDENT, which the line is at.
 */
static void
write_place (const struct page *page, int indent, const struct name *name,
             const char *file, int64_t line)
{
  char digits[24];
  size_t room = WIDTH - indent, used = name_length (name), least;

  snprintf (digits, sizeof digits, ":%" PRId64, line);
  pgo_path_base (file, &least);
  least += strlen (digits) + 3;
  write_name (page, name, room);
  if (used + 2 + least > room)
    {
      fprintf (page->stream, "\n%*s", indent, "");
      used = 0;
    }
  else
    {
      fputs ("  ", page->stream);
      used += 2;
    }
  write_end (page, file, room - used - strlen (digits));
  fprintf (page->stream, "%s\n", digits);
}

static void
write_more (const struct page *page, size_t n, const char *what)
{
  if (n > page->style->rows)
    fprintf (page->stream, "%*sand %zu %s more; --rows=%zu shows all\n",
             SITE_INDENT, "", n - page->style->rows, what, n);
}

/* ---- The head.  */

static void
write_profiles (const struct page *page, const struct pgo_report *report)
{
  const struct pgo_ledger *ledger = report->ledger;

  wrap_format (page, 0,
               "%zu %s, built with the profile sha256:%s of %.0f samples",
               ledger->n_units, ledger->n_units == 1 ? "unit" : "units",
               report->n_profiles > 0 ? report->profiles[0].digest : "",
               (double) report->total
                   / (double) (report->period > 0 ? report->period : 1));
  for (size_t i = 1; i < report->n_profiles; i++)
    wrap_format (page, 0, "%zu of the units with sha256:%s",
                 report->profiles[i].n_units, report->profiles[i].digest);
  if (ledger->n_superseded > 0)
    wrap_format (
        page, 0, "%zu %s of units that were built again since %s left out",
        ledger->n_superseded, ledger->n_superseded == 1 ? "line" : "lines",
        ledger->n_superseded == 1 ? "is" : "are");
  for (size_t i = 0; i < ledger->n_cut; i++)
    wrap_format (page, 0,
                 "%s ends too early and is left out: the compiler that wrote "
                 "it was killed",
                 ledger->cut[i]);
  if (report->overfull)
    wrap (page, 0,
          "The units have more than one profile's weight: they were built with "
          "profiles of several programs. Give the ledgers of one at a time.");
}

static void
write_verdict (const struct page *page, const struct pgo_report *report)
{
  static const char *const colours[] = { "32", "33", "31", "31" };
  size_t n_stale = 0;

  if (page->style->colour)
    fprintf (page->stream, "\33[%sm", colours[report->staleness]);
  if (report->staleness == PGO_STALENESS_FOREIGN)
    wrap (page, 0,
          "The profile is of another program: no unit has anything of it.");
  else
    wrap_format (page, 0,
                 "The profile %s%s: %.1f%% of its weight in the units' "
                 "files is left%s",
                 report->staleness == PGO_STALENESS_NONE ? "" : "is ",
                 pgo_staleness_name (report->staleness), report->left_percent,
                 report->staleness == PGO_STALENESS_NONE ? "."
                                                         : "; record again.");
  if (page->style->colour)
    fputs ("\33[m", page->stream);
  for (size_t i = 0; i < report->n_files; i++)
    n_stale += report->files[i].stale;
  if (n_stale > 0 && report->staleness != PGO_STALENESS_WHOLE)
    wrap_format (page, 0, "It is stale for %zu of %zu files; see below.",
                 n_stale, report->n_files);
}

/* ---- Files.  */

/* The columns of a table of files.  */
struct columns
{
  bool shown[PGO_N_FATES];
  int width; /* Of all of them.  */
};

static void
write_columns (const struct page *page, const struct columns *columns,
               const int64_t *own, int64_t total)
{
  for (int i = 0; i < PGO_N_FATES; i++)
    if (columns->shown[i] && own[i] == 0)
      fprintf (page->stream, "%10s", "-");
    else if (columns->shown[i])
      fprintf (page->stream, "%10.2f", pgo_report_percent (own[i], total));
  fputs ("  ", page->stream);
}

static void
write_files (const struct page *page, const struct pgo_report *report)
{
  struct columns columns = { .width = 2 };
  int64_t rest[PGO_N_FATES] = { 0 }, foreign = report->own[PGO_FATE_FOREIGN];
  size_t n_rest = 0, n_shown = 0;

  for (int i = 0; i < PGO_N_FATES; i++)
    {
      columns.shown[i] = i == PGO_FATE_MATCHED || report->own[i] > 0;
      columns.width += columns.shown[i] ? 10 : 0;
    }
  heading (page, "Where the weight of the profile is, in %");
  for (int i = 0; i < PGO_N_FATES; i++)
    if (columns.shown[i])
      fprintf (page->stream, "%10s", pgo_fate_name (i));
  fputs ("  file, as in the profile\n", page->stream);
  for (size_t i = 0; i < report->n_files; i++)
    {
      const struct pgo_report_file *file = &report->files[i];
      if (file->own[PGO_FATE_FOREIGN] > 0)
        foreign -= file->own[PGO_FATE_FOREIGN];
      /* A file that is stale is shown wherever it stands.  */
      if (n_shown >= page->style->rows && !file->stale)
        {
          for (int k = 0; k < PGO_N_FATES; k++)
            rest[k] += file->own[k];
          n_rest++;
          continue;
        }
      n_shown++;
      write_columns (page, &columns, file->own, report->total);
      write_end (page, *file->file ? file->file : "(no file)",
                 WIDTH - columns.width - (file->stale ? 7 : 0));
      fputs (file->stale ? " STALE\n" : "\n", page->stream);
    }
  if (n_rest > 0)
    {
      write_columns (page, &columns, rest, report->total);
      fprintf (page->stream, "(%zu other files)\n", n_rest);
    }
  if (foreign > 0)
    {
      int64_t own[PGO_N_FATES] = { [PGO_FATE_FOREIGN] = foreign };
      write_columns (page, &columns, own, report->total);
      fputs ("(in no unit)\n", page->stream);
    }
  write_columns (page, &columns, report->own, report->total);
  fputs ("all\n", page->stream);
}

/* The functions that are not as the profile has them.  */
static void
write_changes (const struct page *page, const struct pgo_report *report)
{
  size_t n = 0;

  for (size_t i = 0; i < report->n_functions; i++)
    {
      const struct pgo_report_function *function = &report->functions[i];
      if (function->was.fate == PGO_FATE_MATCHED
          || function->was.fate == PGO_FATE_FOREIGN)
        continue;
      if (n++ == 0)
        heading (page,
                 "Functions that are not as they were, in % of the profile");
      if (n > page->style->rows)
        continue;
      fprintf (page->stream, "%8.2f  %-9s  ",
               pgo_report_percent (function->was.weight, report->total),
               pgo_fate_name (function->was.fate));
      if (function->now.file)
        {
          const struct name now = { function->now.pretty, NULL };
          write_place (page, 21, &now, function->now.file, function->now.line);
        }
      else
        {
          write_end (page, function->was.pretty, WIDTH - 21);
          putc ('\n', page->stream);
        }
    }
  write_more (page, n, "functions");
}

/* ---- Decisions.  */

static int
compare_growth (const void *x, const void *y)
{
  const struct pgo_ledger_unit *a = *(const struct pgo_ledger_unit *const *) x;
  const struct pgo_ledger_unit *b = *(const struct pgo_ledger_unit *const *) y;

  if (a->growth != b->growth)
    return a->growth > b->growth ? -1 : 1;
  return strcmp (a->unit, b->unit);
}

/* What made the growth of REPORT, as the end of a sentence; the caller frees
 * it.  */
static char *
growth_parts (const struct pgo_report *report)
{
  static const struct
  {
    const char *by, *phrase;
  } phrases[] = {
    { "inline", "by the plugin's inlining" },
    { "clones", "by cloning" },
    { "inliner", "by what hot functions let GCC inline" },
    { "loops", "by what GCC makes of hot loops" },
    { "traces", "by copies of hot traces" },
    { "alignment", "by aligning hot dispatch" },
  };
  enum
  {
    N_PHRASES = sizeof phrases / sizeof *phrases
  };
  char *text;
  size_t size;
  FILE *stream = pgo_xstream_open (&text, &size);
  const char *separator = ": ";

  for (size_t i = 0; i < report->n_growths; i++)
    if (report->growths[i].insns > 0)
      {
        size_t k = 0;
        while (k < N_PHRASES
               && strcmp (phrases[k].by, report->growths[i].by) != 0)
          k++;
        fprintf (stream, "%s%" PRId64 " %s", separator,
                 report->growths[i].insns,
                 k < N_PHRASES ? phrases[k].phrase : report->growths[i].by);
        separator = ", ";
      }
  pgo_xstream_close (stream, &text);
  return text;
}

static void
write_growth (const struct page *page, const struct pgo_report *report)
{
  size_t n = report->ledger->n_units;
  const struct pgo_ledger_unit **units = pgo_xcalloc (n, sizeof *units);

  for (size_t i = 0; i < n; i++)
    units[i] = &report->ledger->units[i];
  if (n > 0)
    qsort (units, n, sizeof *units, compare_growth);
  char *parts = growth_parts (report);
  wrap_format (page, 0,
               "The units have %" PRId64 " insns, by GCC's estimate. By the "
               "profile they grew by %" PRId64 " at most (%.2f%%)%s%s",
               report->insns, report->growth,
               pgo_report_percent (report->growth, report->insns), parts,
               report->growth > 0 ? "; most of all these:" : ".");
  free (parts);
  for (size_t i = 0; i < n && i < page->style->rows && units[i]->growth > 0;
       i++)
    {
      fprintf (page->stream, "%+8" PRId64 " (%.2f%%)  ", units[i]->growth,
               pgo_report_percent (units[i]->growth, units[i]->insns));
      write_end (page, units[i]->unit, WIDTH - 24);
      putc ('\n', page->stream);
    }
  free (units);
}

/* A column of the table of kinds.  */
static void
write_number (const struct page *page, const struct pgo_report *report,
              const struct pgo_report_kind *kind, size_t n, int64_t weight)
{
  if (pgo_report_calls_p (kind->kind))
    fprintf (page->stream, "%9.2f%%",
             pgo_report_percent (weight, report->total));
  else
    fprintf (page->stream, "%10s", "");
  fprintf (page->stream, " %7zu", n);
}

static void
write_kinds (const struct page *page, const struct pgo_report *report)
{
  heading (page,
           "What was decided: calls, with % of the profile, and functions");
  fprintf (page->stream, "%31s%18s%18s\n", "applied", "refused", "cold");
  for (size_t i = 0; i < report->n_kinds; i++)
    {
      const struct pgo_report_kind *kind = &report->kinds[i];
      fprintf (page->stream, "%-13s", kind->kind);
      write_number (page, report, kind, kind->applied, kind->applied_weight);
      write_number (page, report, kind, kind->refused, kind->refused_weight);
      write_number (page, report, kind, kind->cold, kind->cold_weight);
      putc ('\n', page->stream);
    }
  write_growth (page, report);
}

/* SITE as a call or as a function.  */
static struct name
site_name (const struct pgo_report_site *site)
{
  return (struct name){ site->site->caller_pretty,
                        pgo_report_calls_p (site->site->kind)
                            ? site->site->callee_pretty
                            : NULL };
}

static void
write_site (const struct page *page, const struct pgo_report *report,
            const struct pgo_report_site *site)
{
  const struct name name = site_name (site);

  fprintf (page->stream, "%10.2f   ",
           pgo_report_percent (site->weight, report->total));
  write_place (page, SITE_INDENT, &name, site->site->file, site->site->line);
}

/* The figures of a refusal, without the words that all of its group have.  */
static void
write_figures (const struct page *page, const struct pgo_report_site *site)
{
  const char *phrase = pgo_verdict_phrase (site->verdict);
  const char *reason = site->reason;
  size_t length = strlen (phrase);

  if (strncmp (reason, phrase, length) == 0)
    reason += length + strspn (reason + length, ": ");
  if (!*reason && site->units < 2)
    return;
  fprintf (page->stream, "%*s", SITE_INDENT, "");
  if (site->units < 2)
    wrap (page, SITE_INDENT, reason);
  else
    wrap_format (page, SITE_INDENT, "%s%sin %u units", reason,
                 *reason ? ", " : "", site->units);
}

/* What tells GROUP from others, behind its kind.  */
static const char *
group_words (const struct pgo_report *report,
             const struct pgo_report_group *group)
{
  if (group->verdict != PGO_REFUSED_NO_BODY)
    return "";
  if (!group->callee_built)
    return ", nor in another unit";
  return report->lto ? ", but in another unit: GCC decides in the link"
                     : ", but in another unit";
}

static void
write_group (const struct page *page, const struct pgo_report *report,
             const struct pgo_report_group *group)
{
  size_t n = 0;
  const char *name = pgo_verdict_name (group->verdict);
  const char *phrase = pgo_verdict_phrase (group->verdict);
  bool same = strcmp (name, phrase) == 0;

  fprintf (page->stream, "%8.2f   ",
           pgo_report_percent (group->weight, report->total));
  wrap_format (page, 11, "%s, %zu %s: %s%s%s%s", group->kind, group->n,
               group->n == 1 ? "site" : "sites", name, same ? "" : ": ",
               same ? "" : phrase, group_words (report, group));
  /* Of what needs nothing done the sum is enough.  */
  if (!group->advice)
    return;
  fprintf (page->stream, "%11s=> ", "");
  wrap (page, 14, group->advice);
  for (size_t i = 0; i < report->n_sites; i++)
    if (pgo_report_in_group_p (&report->sites[i], group)
        && n++ < page->style->rows)
      {
        write_site (page, report, &report->sites[i]);
        write_figures (page, &report->sites[i]);
      }
  write_more (page, n, "sites");
}

static void
write_refusals (const struct page *page, const struct pgo_report *report)
{
  if (report->n_groups > 0)
    {
      heading (page, "What was refused, the heaviest first");
      wrap (
          page, 0,
          "% of the profile: for a call, the time in the callee itself, called "
          "from there, of which inlining saves a part.");
    }
  for (size_t i = 0; i < report->n_groups; i++)
    write_group (page, report, &report->groups[i]);
}

static void
write_applied (const struct page *page, const struct pgo_report *report)
{
  size_t n = 0;

  for (size_t i = 0; i < report->n_sites; i++)
    {
      const struct pgo_report_site *site = &report->sites[i];
      if (site->verdict != PGO_APPLIED
          || !pgo_report_calls_p (site->site->kind))
        continue;
      if (n++ == 0)
        heading (page,
                 "Calls that were inlined or made direct, in % of the profile");
      if (n > page->style->rows)
        continue;
      write_site (page, report, site);
      if (site->applied_units < site->units)
        fprintf (page->stream, "%*sin %u of %u units\n", SITE_INDENT, "",
                 site->applied_units, site->units);
    }
  write_more (page, n, "calls");
}

void
pgo_report_text (FILE *stream, const struct pgo_report *report,
                 const struct pgo_text_style *style)
{
  const struct page page = { stream, style };

  write_profiles (&page, report);
  write_verdict (&page, report);
  write_files (&page, report);
  write_changes (&page, report);
  write_kinds (&page, report);
  write_refusals (&page, report);
  write_applied (&page, report);
}

/* ---- Two builds.  */

static void
write_difference (const struct page *page, const struct pgo_diff_site *site)
{
  const struct pgo_report_site *shown = site->now ? site->now : site->before;
  const struct name name = site_name (shown);

  fprintf (page->stream, "%8.2f   %-12s ", site->share * 100,
           shown->site->kind);
  write_place (page, 24, &name, shown->site->file, shown->site->line);
  if (!site->before || !site->now)
    return;
  fprintf (page->stream, "%24s", "");
  if (site->difference == PGO_DIFF_APPLIED)
    wrap_format (page, 24, "before: %s", site->before->reason);
  else if (site->difference == PGO_DIFF_REFUSED)
    wrap_format (page, 24, "now: %s", site->now->reason);
  else
    wrap_format (page, 24, "%s, now %s",
                 pgo_verdict_name (site->before->verdict),
                 pgo_verdict_name (site->now->verdict));
}

static void
write_differences (const struct page *page, const struct pgo_diff *diff,
                   enum pgo_difference difference)
{
  static const char *const titles[PGO_N_DIFFERENCES]
      = { "Applied now, in % of the profile", "Applied before, and refused now",
          "Applied before, and not to be decided about now",
          "Refused for another reason than before" };
  size_t n = 0;

  for (size_t i = 0; i < diff->n_sites; i++)
    if (diff->sites[i].difference == difference)
      {
        if (n++ == 0)
          heading (page, titles[difference]);
        if (n <= page->style->rows)
          write_difference (page, &diff->sites[i]);
      }
  write_more (page, n, "sites");
}

static void
write_sizes (const struct page *page, const struct pgo_diff *diff)
{
  int64_t more = diff->bytes_now - diff->bytes_before;

  heading (page, "Code by function, in bytes");
  fprintf (page->stream, "%10s %10s %10s\n", "before", "now", "more");
  for (size_t i = 0; i < diff->n_sizes && i < page->style->rows; i++)
    {
      const struct pgo_diff_size *size = &diff->sizes[i];
      fprintf (page->stream, "%10" PRId64 " %10" PRId64 " %+10" PRId64 "  ",
               size->before, size->now, size->now - size->before);
      write_end (page, size->pretty, WIDTH - 34);
      putc ('\n', page->stream);
    }
  fprintf (page->stream,
           "%10" PRId64 " %10" PRId64 " %+10" PRId64 "  all (%+.2f%%)\n",
           diff->bytes_before, diff->bytes_now, more,
           pgo_report_percent (more, diff->bytes_before));
  write_more (page, diff->n_sizes, "functions");
}

void
pgo_diff_text (FILE *stream, const struct pgo_diff *diff,
               const struct pgo_text_style *style)
{
  const struct page page = { stream, style };

  wrap_format (&page, 0,
               "Before: %zu units, of the weight %.2f%% matched, growth "
               "%" PRId64 " of %" PRId64 " insns.",
               diff->before->ledger->n_units,
               pgo_report_percent (diff->before->own[PGO_FATE_MATCHED],
                                   diff->before->total),
               diff->before->growth, diff->before->insns);
  wrap_format (
      &page, 0,
      "Now:    %zu units, of the weight %.2f%% matched, growth "
      "%" PRId64 " of %" PRId64 " insns.",
      diff->now->ledger->n_units,
      pgo_report_percent (diff->now->own[PGO_FATE_MATCHED], diff->now->total),
      diff->now->growth, diff->now->insns);
  wrap_format (&page, 0, "%zu decisions are the same, %zu differ.",
               diff->n_same, diff->n_sites);
  for (int i = 0; i < PGO_N_DIFFERENCES; i++)
    write_differences (&page, diff, i);
  if (diff->sized)
    write_sizes (&page, diff);
}
