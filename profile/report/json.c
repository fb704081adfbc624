/* A report as JSON.
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


   All that text.c has, and all rows of it.  */

#include "report/json.h"

#include <inttypes.h>

#include "base/json.h"

/* Write to STREAM the first member of an object, KEY, which is TEXT; and one
   that follows.  */
static void
object (FILE *stream, const char *key, const char *text)
{
  fprintf (stream, "{\"%s\":", key);
  pgo_json_string (stream, text);
}

static void
member (FILE *stream, const char *key, const char *text)
{
  fprintf (stream, ",\"%s\":", key);
  pgo_json_string (stream, text);
}

/* Write to STREAM what is between the elements of a list, before number I.  */
static void
element (FILE *stream, size_t i)
{
  fputs (i > 0 ? ",\n" : "\n", stream);
}

static void
weights (FILE *stream, const int64_t *own)
{
  for (int i = 0; i < PGO_N_FATES; i++)
    fprintf (stream, "%s\"%s\":%" PRId64, i > 0 ? "," : "", pgo_fate_name (i),
             own[i]);
}

/* Write the N GROWTHS to STREAM as a member.  */
static void
growth_by (FILE *stream, const struct pgo_ledger_growth *growths, size_t n)
{
  fputs (",\"growth_by\":{", stream);
  for (size_t i = 0; i < n; i++)
    {
      fputs (i > 0 ? "," : "", stream);
      pgo_json_string (stream, growths[i].by);
      fprintf (stream, ":%" PRId64, growths[i].insns);
    }
  putc ('}', stream);
}

static void
json_head (FILE *stream, const struct pgo_report *report)
{
  const struct pgo_ledger *ledger = report->ledger;

  fprintf (stream,
           "\"units\":%zu,\"superseded\":%zu,\"total\":%" PRId64
           ",\"period\":%" PRId64 ",\"insns\":%" PRId64 ",\"growth\":%" PRId64
           ",\"lto\":%s,\"overfull\":%s",
           ledger->n_units, ledger->n_superseded, report->total, report->period,
           report->insns, report->growth, report->lto ? "true" : "false",
           report->overfull ? "true" : "false");
  growth_by (stream, report->growths, report->n_growths);
  member (stream, "staleness", pgo_staleness_name (report->staleness));
  fprintf (stream, ",\"left_percent\":%.2f,\"weight\":{", report->left_percent);
  weights (stream, report->own);
  fputs ("},\"cut\":[", stream);
  for (size_t i = 0; i < ledger->n_cut; i++)
    {
      element (stream, i);
      pgo_json_string (stream, ledger->cut[i]);
    }
  fputs ("],\"profiles\":[", stream);
  for (size_t i = 0; i < report->n_profiles; i++)
    {
      element (stream, i);
      object (stream, "profile", report->profiles[i].digest);
      fprintf (stream, ",\"units\":%zu}", report->profiles[i].n_units);
    }
  putc (']', stream);
}

static void
json_units (FILE *stream, const struct pgo_ledger *ledger)
{
  fputs (",\n\"unit_list\":[", stream);
  for (size_t i = 0; i < ledger->n_units; i++)
    {
      const struct pgo_ledger_unit *unit = &ledger->units[i];
      element (stream, i);
      object (stream, "unit", unit->unit);
      member (stream, "directory", unit->directory);
      member (stream, "object", unit->object);
      fprintf (stream, ",\"insns\":%" PRId64 ",\"growth\":%" PRId64,
               unit->insns, unit->growth);
      growth_by (stream, unit->growths, unit->n_growths);
      putc ('}', stream);
    }
  putc (']', stream);
}

static void
json_files (FILE *stream, const struct pgo_report *report)
{
  fputs (",\n\"files\":[", stream);
  for (size_t i = 0; i < report->n_files; i++)
    {
      element (stream, i);
      object (stream, "file", report->files[i].file);
      fprintf (stream, ",\"stale\":%s,",
               report->files[i].stale ? "true" : "false");
      weights (stream, report->files[i].own);
      putc ('}', stream);
    }
  putc (']', stream);
}

static void
json_functions (FILE *stream, const struct pgo_report *report)
{
  fputs (",\n\"functions\":[", stream);
  for (size_t i = 0; i < report->n_functions; i++)
    {
      const struct pgo_ledger_function *was = &report->functions[i].was;
      const struct pgo_ledger_change *now = &report->functions[i].now;
      element (stream, i);
      object (stream, "function", was->name);
      member (stream, "pretty", was->pretty);
      member (stream, "file", was->file);
      member (stream, "match", pgo_fate_name (was->fate));
      fprintf (stream, ",\"weight\":%" PRId64, was->weight);
      if (now->file)
        {
          fputs (",\"now\":", stream);
          object (stream, "function", now->now);
          member (stream, "file", now->file);
          fprintf (stream, ",\"line\":%" PRId64 "}", now->line);
        }
      putc ('}', stream);
    }
  putc (']', stream);
}

static void
json_kinds (FILE *stream, const struct pgo_report *report)
{
  fputs (",\n\"kinds\":[", stream);
  for (size_t i = 0; i < report->n_kinds; i++)
    {
      const struct pgo_report_kind *kind = &report->kinds[i];
      element (stream, i);
      object (stream, "kind", kind->kind);
      fprintf (
          stream,
          ",\"calls\":%s,\"applied\":%zu,\"applied_weight\":%" PRId64
          ",\"refused\":%zu,\"refused_weight\":%" PRId64
          ",\"cold\":%zu,\"cold_weight\":%" PRId64 ",\"growth\":%" PRId64 "}",
          pgo_report_calls_p (kind->kind) ? "true" : "false", kind->applied,
          kind->applied_weight, kind->refused, kind->refused_weight, kind->cold,
          kind->cold_weight, kind->growth);
    }
  fputs ("],\n\"refusals\":[", stream);
  for (size_t i = 0; i < report->n_groups; i++)
    {
      const struct pgo_report_group *group = &report->groups[i];
      element (stream, i);
      object (stream, "kind", group->kind);
      member (stream, "verdict", pgo_verdict_name (group->verdict));
      if (group->verdict == PGO_REFUSED_NO_BODY)
        fprintf (stream, ",\"callee_built\":%s",
                 group->callee_built ? "true" : "false");
      fprintf (stream, ",\"sites\":%zu,\"weight\":%" PRId64, group->n,
               group->weight);
      if (group->advice)
        member (stream, "advice", group->advice);
      putc ('}', stream);
    }
  putc (']', stream);
}

static void
json_site (FILE *stream, const struct pgo_report_site *site)
{
  const struct pgo_ledger_site *first = site->site;

  object (stream, "kind", first->kind);
  member (stream, "caller", first->caller);
  member (stream, "callee", first->callee);
  member (stream, "caller_pretty", first->caller_pretty);
  member (stream, "callee_pretty", first->callee_pretty);
  member (stream, "file", first->file);
  fprintf (stream, ",\"line\":%" PRId64, first->line);
  member (stream, "verdict", pgo_verdict_name (site->verdict));
  if (site->verdict != PGO_APPLIED)
    member (stream, "reason", site->reason);
  member (stream, "outcome", pgo_outcome_name (pgo_site_outcome (site)));
  fprintf (stream,
           ",\"weight\":%" PRId64 ",\"inclusive\":%" PRId64
           ",\"growth\":%" PRId64 ",\"units\":%u,\"applied_units\":%u}",
           site->weight, site->inclusive, site->growth, site->units,
           site->applied_units);
}

static void
json_sites (FILE *stream, const struct pgo_report *report)
{
  fputs (",\n\"sites\":[", stream);
  for (size_t i = 0; i < report->n_sites; i++)
    {
      element (stream, i);
      json_site (stream, &report->sites[i]);
    }
  putc (']', stream);
}

static void
json_diff (FILE *stream, const struct pgo_diff *diff)
{
  fprintf (stream, ",\n\"diff\":{\"same\":%zu,\"weight_before\":{",
           diff->n_same);
  weights (stream, diff->before->own);
  fprintf (stream,
           "},\"total_before\":%" PRId64 ",\"insns_before\":%" PRId64
           ",\"growth_before\":%" PRId64 ",\"sites\":[",
           diff->before->total, diff->before->insns, diff->before->growth);
  for (size_t i = 0; i < diff->n_sites; i++)
    {
      const struct pgo_diff_site *site = &diff->sites[i];
      element (stream, i);
      object (stream, "difference", pgo_difference_name (site->difference));
      fprintf (stream, ",\"percent\":%.2f", site->share * 100);
      if (site->before)
        {
          fputs (",\"before\":", stream);
          json_site (stream, site->before);
        }
      if (site->now)
        {
          fputs (",\"now\":", stream);
          json_site (stream, site->now);
        }
      putc ('}', stream);
    }
  putc (']', stream);
  if (diff->sized)
    {
      fprintf (stream,
               ",\"bytes_before\":%" PRId64 ",\"bytes\":%" PRId64
               ",\"functions\":[",
               diff->bytes_before, diff->bytes_now);
      for (size_t i = 0; i < diff->n_sizes; i++)
        {
          element (stream, i);
          object (stream, "function", diff->sizes[i].name);
          fprintf (stream,
                   ",\"bytes_before\":%" PRId64 ",\"bytes\":%" PRId64 "}",
                   diff->sizes[i].before, diff->sizes[i].now);
        }
      putc (']', stream);
    }
  putc ('}', stream);
}

static void
json_tree (FILE *stream, const struct pgo_tree *tree,
           const struct pgo_report *report)
{
  fputs (",\n\"tree\":", stream);
  object (stream, "source", pgo_tree_source_name (tree->source));
  fprintf (stream, ",\"least\":%" PRId64 ",\"rest\":%" PRId64 ",\"own\":{",
           tree->least, tree->rest);
  for (int i = 0; i < PGO_N_OUTCOMES; i++)
    fprintf (stream, "%s\"%s\":%" PRId64, i > 0 ? "," : "",
             pgo_outcome_name (i), tree->own[i]);
  fputs ("},\"functions\":[", stream);
  for (size_t i = 0; i < tree->n_functions; i++)
    {
      element (stream, i);
      object (stream, "function", tree->functions[i].name);
      member (stream, "pretty", tree->functions[i].pretty);
      member (stream, "file", tree->functions[i].file);
      putc ('}', stream);
    }
  fputs ("],\"nodes\":[", stream);
  for (size_t i = 0; i < tree->n_nodes; i++)
    {
      const struct pgo_tree_node *node = &tree->nodes[i];
      element (stream, i);
      object (stream, "outcome", pgo_outcome_name (node->outcome));
      if (node->parent != PGO_NONE)
        fprintf (stream, ",\"parent\":%" PRIu32, node->parent);
      if (node->site)
        fprintf (stream, ",\"site\":%td", node->site - report->sites);
      fprintf (stream,
               ",\"function\":%" PRIu32 ",\"line\":%" PRId64
               ",\"weight\":%" PRId64 ",\"own\":%" PRId64 "}",
               node->function, node->line, node->weight, node->own);
    }
  fputs ("]}", stream);
}

static void
json_timing (FILE *stream, const struct pgo_timing *timing)
{
  object (stream, "file", timing->file);
  fputs (",\"results\":[", stream);
  for (size_t i = 0; i < timing->n_results; i++)
    {
      const struct pgo_timing_result *result = &timing->results[i];
      element (stream, i);
      object (stream, "command", result->command);
      fprintf (stream, ",\"runs\":%zu,\"mean\":%.9g,\"deviation\":%.9g",
               result->n_runs, result->mean, result->deviation);
      if (i > 0)
        fprintf (stream, ",\"ratio\":%.9g", result->ratio);
      if (i > 0 && result->bounded)
        fprintf (stream, ",\"low\":%.9g,\"high\":%.9g", result->low,
                 result->high);
      if (result->verdict)
        member (stream, "verdict", result->verdict);
      putc ('}', stream);
    }
  fputs ("]}", stream);
}

static void
json_timings (FILE *stream, const struct pgo_report_parts *parts)
{
  fputs (",\n\"ab\":[", stream);
  for (size_t i = 0; i < parts->n_timings; i++)
    {
      element (stream, i);
      json_timing (stream, &parts->timings[i]);
    }
  putc (']', stream);
}

void
pgo_report_json (FILE *stream, const struct pgo_report_parts *parts)
{
  const struct pgo_report *report = parts->report;

  putc ('{', stream);
  json_head (stream, report);
  json_units (stream, report->ledger);
  json_files (stream, report);
  json_functions (stream, report);
  json_kinds (stream, report);
  json_sites (stream, report);
  if (parts->tree)
    json_tree (stream, parts->tree, report);
  if (parts->timings)
    json_timings (stream, parts);
  if (parts->diff)
    json_diff (stream, parts->diff);
  fputs ("}\n", stream);
}
