/* Fuzz target: the lines of ledgers, and what is made of them.
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



   Weights that are read, whatever they are, must add up.  */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/diff.h"
#include "report/json.h"
#include "report/text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const struct pgo_text_style style = { .rows = 3, .colour = true };
  struct pgo_error err;
  struct pgo_ledger *ledger = pgo_ledger_new ();
  struct pgo_report *report;
  struct pgo_diff *diff;
  struct pgo_tree *tree;
  FILE *stream = fopen ("/dev/null", "w");
  int64_t sum = 0;

  /* What was read before an error must be whole, too.  */
  pgo_ledger_parse (ledger, (const char *) data, size, "fuzz", &err);
  report = pgo_report_new (ledger, NULL);
  diff = pgo_diff_new (report, report, NULL, NULL);
  for (int i = 0; i < PGO_N_FATES; i++)
    sum = pgo_add_saturating (sum, report->own[i]);
  if (sum != report->total || diff->n_sites > 0)
    abort ();
  pgo_report_text (stream, report, &style);
  tree = pgo_tree_new (report, NULL);
  pgo_report_json (stream, &(struct pgo_report_parts){
                               .report = report, .tree = tree, .diff = diff });
  pgo_diff_text (stream, diff, &style);
  fclose (stream);
  pgo_tree_free (tree);
  pgo_diff_free (diff);
  pgo_report_free (report);
  pgo_ledger_free (ledger);
  return 0;
}
