/* Fuzz prepared profiles: what is read, and all that is asked of it.
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

   What verifies has no fault that a question meets, but for names that it does
   not have.  Each line that is read is written, and read again as the same.  */

#include "fuzz.h"
#include "base/mem.h"
#include "index/index.h"
#include "index/private.h"
#include "prepared/text.h"

static unsigned char *
copy_of (const uint8_t *data, size_t size)
{
  return memcpy (pgo_xmalloc (size + 1), data, size);
}

/* Write FACT and see that it is read as it was.  */
static void
try_fact (const struct pgo_fact *fact, struct pgo_pool *pool)
{
  char *data, *again;
  size_t size, again_size, at;
  FILE *stream = open_memstream (&data, &size);
  struct pgo_text *text;
  struct pgo_fact other;

  fputs ("pgo-profile 1\n", stream);
  pgo_fact_write (stream, fact);
  fputs ("end\n", stream);
  fclose (stream);
  text = pgo_text_take (copy_of ((uint8_t *) data, size), size, "fuzz", NULL);
  at = text ? pgo_text_start (text) : 0;
  if (!text || !pgo_text_fact (text, &at, pool, &other, NULL)
      || other.kind != fact->kind)
    abort ();
  stream = open_memstream (&again, &again_size);
  fputs ("pgo-profile 1\n", stream);
  pgo_fact_write (stream, &other);
  fputs ("end\n", stream);
  fclose (stream);
  if (again_size != size || memcmp (data, again, size) != 0)
    abort ();
  pgo_text_close (text);
  free (data);
  free (again);
}

static void
try_lines (const struct pgo_text *text)
{
  struct pgo_pool *pool = pgo_pool_new ();
  size_t at = pgo_text_start (text);
  struct pgo_fact fact;

  while (pgo_text_fact (text, &at, pool, &fact, NULL)
         && fact.kind != PGO_FACT_END)
    if (fact.kind != PGO_FACT_OTHER)
      try_fact (&fact, pool);
  pgo_pool_free (pool);
}

static void
try_index (struct pgo_index *index)
{
  const struct pgo_fn *const *fns;
  const struct pgo_site *sites;
  const struct pgo_line_weight *lines;
  const struct pgo_file *files;
  const struct pgo_fn *found;
  struct pgo_error err;
  size_t n;

  pgo_index_lookup (index, "main", "a.c", true, &found);
  n = pgo_index_functions (index, &fns);
  for (size_t i = 0; i < n; i++)
    {
      size_t n_sites = pgo_fn_sites (fns[i], &sites);
      pgo_fn_lines (fns[i], &lines);
      pgo_index_namesakes (index, fns[i]->file, &files);
      pgo_index_lookup (index, fns[i]->name, fns[i]->file, i % 2, &found);
      for (size_t k = 0; k < n_sites; k++)
        {
          const struct pgo_frame frame = { sites[k].caller, sites[k].offset };
          pgo_fn_line_own (sites[k].callee, 0, &frame, 1);
          pgo_fn_site_own (sites[k].caller, sites[k].offset, sites[k].callee,
                           &frame, 1);
        }
    }
  pgo_index_hot_threshold (index, 99);
  pgo_index_good_p (index, &err);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct pgo_error err;
  struct pgo_text *text
      = pgo_text_take (copy_of (data, size), size, "fuzz", &err);
  struct pgo_index *index = pgo_index_new ();

  if (text)
    {
      try_lines (text);
      if (pgo_index_map (index, text, &err))
        try_index (index);
    }
  pgo_index_free (index);
  return 0;
}
