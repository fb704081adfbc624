/* An index made of its answers, not of samples.
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

#include "index/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/private.h"

struct pgo_index *
pgo_build_new (const struct pgo_fn *fns, const unsigned *traits,
               const struct pgo_fn *const *like, size_t n, double samples)
{
  struct pgo_index *index = pgo_index_new ();

  index->unit = PGO_UNIT_PARTS;
  index->total = PGO_BUILD_WHOLE;
  index->period = (int64_t) (PGO_BUILD_WHOLE / samples);
  if (index->period < 1)
    index->period = 1;
  index->fns = pgo_xcalloc (n, sizeof *index->fns);
  index->n_fns = n;
  for (size_t i = 0; i < n; i++)
    {
      struct fn *fn = &index->fns[i];
      *fn = (struct fn){ .pub = fns[i],
                         .index = index,
                         .number = i,
                         .assembler = !(traits[i] & PGO_FACT_DEMANGLED),
                         .several_starts = traits[i] & PGO_FACT_STARTS,
                         .contested = traits[i] & PGO_FACT_CONTESTED,
                         .times = { .last = 1 },
                         .source = pgo_fn_source (like[i]) };
      fn->n_calls = pgo_fn_calls (like[i], &fn->calls);
      fn->pub.several = traits[i] & PGO_FACT_SEVERAL;
      index->demangled |= !fn->assembler;
    }
  return index;
}

const struct pgo_fn *
pgo_build_function (const struct pgo_index *index, size_t i)
{
  return &index->fns[i].pub;
}

void
pgo_build_lines (struct pgo_index *index, size_t i,
                 const struct pgo_line_weight *lines, size_t n)
{
  struct pgo_line_weight *copy
      = pgo_pool_alloc (index->pool, n * sizeof *copy + 1);

  if (n > 0)
    memcpy (copy, lines, n * sizeof *copy);
  index->fns[i].lines = copy;
  index->fns[i].n_lines = n;
}

void
pgo_build_sites (struct pgo_index *index, size_t i,
                 const struct pgo_site *sites, size_t n)
{
  index->sites = pgo_xrealloc (index->sites, index->n_sites + n + 1,
                               sizeof *index->sites);
  for (size_t k = 0; k < n; k++)
    {
      index->sites[index->n_sites] = sites[k];
      index->sites[index->n_sites++].caller = &index->fns[i].pub;
    }
}

/* The number of a new frame, at OFFSET of FN.  */
static uint32_t
add_position (struct pgo_index *index, size_t *capacity,
              const struct pgo_fn *fn, int32_t offset)
{
  index->positions = pgo_xgrow (index->positions, index->n_frames, capacity,
                                sizeof *index->positions);
  index->positions[index->n_frames]
      = (struct position){ .fn = ((const struct fn *) fn)->number,
                           .offset = offset };
  return index->n_frames++;
}

void
pgo_build_contexts (struct pgo_index *index, size_t i,
                    const struct pgo_context *contexts, size_t n)
{
  struct fn *fn = &index->fns[i];
  size_t capacity = index->n_frames;

  fn->contexts = pgo_pool_alloc (index->pool, n * sizeof *fn->contexts + 1);
  fn->n_contexts = n;
  for (size_t k = 0; k < n; k++)
    {
      const struct pgo_context *context = &contexts[k];
      struct context *kept = &fn->contexts[k];
      *kept = (struct context){ .own = context->own,
                                .depth = 1 + context->n_callers };
      kept->frames[0]
          = add_position (index, &capacity, &fn->pub, context->offset);
      for (size_t j = 0; j < context->n_callers; j++)
        kept->frames[1 + j]
            = add_position (index, &capacity, context->callers[j].caller,
                            context->callers[j].offset);
    }
}

void
pgo_build_end (struct pgo_index *index, int64_t left_out, int64_t no_site)
{
  index->losses.left_out = left_out;
  index->no_site = no_site;
  pgo_index_share_sites (index);
  pgo_index_list_files (index);
}
