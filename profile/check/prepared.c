/* What of a prepared profile can be measured.
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

   A text has weights, and no stacks; but the weights of a function and those of
   its calls tell which of it nobody called.  They are rounded, each by itself,
   so what follows from a difference of two is taken only where many such errors
   even out.  */

#include "check/private.h"

/* The part of FN's weight that is in no call by a function that is run when a
   program is loaded.  */
static int64_t
outermost_start_up (const struct pgo_index *index, const struct pgo_fn *fn)
{
  const struct pgo_site *const *sites;
  size_t n = pgo_index_sites (index, &sites);
  int64_t weight = fn->weight;

  for (size_t i = 0; i < n; i++)
    if (sites[i]->callee == fn && pgo_start_up_name_p (sites[i]->caller->name))
      weight -= sites[i]->weight;
  return weight > 0 ? weight : 0;
}

/* Own weight of FN in samples that have no caller.  */
static int64_t
lone (const struct pgo_fn *fn)
{
  const struct pgo_site *sites;
  size_t n = pgo_fn_sites (fn, &sites);
  int64_t own = fn->own - fn->called;

  for (size_t i = 0; i < n; i++)
    if (sites[i].callee == fn)
      own -= sites[i].own;
  return own > 0 ? own : 0;
}

void
pgo_facts_measure_prepared (struct pgo_facts *facts,
                            const struct pgo_index *index)
{
  const struct pgo_fn *const *fns;
  const struct pgo_line_weight *lines;
  size_t n = pgo_index_functions (index, &fns);
  int64_t period = pgo_index_period (index);

  *facts = (struct pgo_facts){ .total = pgo_index_total (index),
                               .no_line = pgo_index_losses (index).left_out };
  /* A text that does not say gives the least period.  */
  facts->samples = period > 1 ? facts->total / period : -1;
  pgo_facts_measure_index (facts, index);
  for (size_t i = 0; i < n; i++)
    {
      const struct pgo_fn *fn = fns[i];
      if (*fn->file)
        facts->code[PGO_CODE_PROGRAM] += fn->own;
      else if (pgo_library_name_p (fn->name))
        facts->code[PGO_CODE_LIBRARY] += fn->own;
      else
        facts->no_file += fn->own;
      facts->places += pgo_fn_lines (fn, &lines);
      facts->lone += lone (fn);
      if (pgo_start_up_name_p (fn->name))
        facts->start_up += outermost_start_up (index, fn);
    }
}
