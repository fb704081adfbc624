/* Fuzz target: a pprof profile, from its bytes to the answers of its index.
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

   What is read is indexed, the index is asked about all that is in it, and the
   profile is written; what was written must be read again.  Plain bytes come
   further than compressed ones, which have a check sum; so an input that is not
   gzip is tried a second time, compressed.  */

#include "fuzz.h"
#include "index/index.h"
#include "base/gzip.h"

static void
ask (const struct pgo_index *index)
{
  const struct pgo_fn *const *fns;
  const struct pgo_site *const *sites;
  const struct pgo_site *at, *own;
  const struct pgo_fn *found;
  size_t n_own, n = pgo_index_functions (index, &fns);

  for (size_t i = 0; i < n; i++)
    {
      pgo_index_lookup (index, fns[i]->name, fns[i]->file, i % 2, &found);
      pgo_fn_sites_at (fns[i], 1, 1, &at);
      pgo_fn_sites_without_line (fns[i], &at);
      n_own = pgo_fn_sites (fns[i], &own);
      for (size_t k = 0; k < n_own; k++)
        {
          const struct pgo_site *site = &own[k];
          const struct pgo_frame frame = { site->caller, site->offset };
          pgo_fn_sites_at (fns[i], fns[i]->start_line + site->offset,
                           fns[i]->start_line, &at);
          pgo_fn_line_own (site->callee, 0, &frame, 1);
          pgo_fn_site_own (site->caller, site->offset, site->callee, &frame, 1);
        }
    }
  pgo_index_sites (index, &sites);
  pgo_index_hot_threshold (index, 99);
}

static void
try_profile (const uint8_t *data, size_t size)
{
  struct pgo_error err;
  struct pgo_index *index;
  struct pgo_profile *profile = pgo_profile_parse (data, size, "fuzz", &err);

  if (!profile)
    return;
  index = pgo_index_new ();
  if (pgo_index_add (index, profile, "fuzz", &err))
    {
      pgo_index_finish (index);
      ask (index);
    }
  pgo_index_free (index);
  fuzz_write_and_read (profile);
  pgo_profile_free (profile);
}

static void
try_compressed (const uint8_t *data, size_t size)
{
  char *text;
  size_t text_size;
  FILE *stream = open_memstream (&text, &text_size);
  struct pgo_gzip *gzip = pgo_gzip_open (stream);

  pgo_gzip_write (gzip, data, size);
  pgo_gzip_close (gzip);
  fclose (stream);
  try_profile ((unsigned char *) text, text_size);
  free (text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  try_profile (data, size);
  if (size % 16 == 0 && !pgo_gzip_p (data, size))
    try_compressed (data, size);
  return 0;
}
