/* Fuzz target: profiles without symbols, of gperftools and of pprof.
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

   What is mapped is in no file: scripts/fuzz puts the function here in place of
   the one that looks for it, so that nothing depends on the machine.  */

#include "fuzz.h"
#include "convert/gperftools.h"
#include "base/mem.h"
#include "convert/raw_pprof.h"
#include "pprof/format.h"
#include "symbolize/symbolize.h"

enum pgo_found __wrap_pgo_finder_find (struct pgo_finder *finder,
                                       const char *file, const char *build_id,
                                       char **path, char **now,
                                       struct pgo_error *err);

enum pgo_found
__wrap_pgo_finder_find (struct pgo_finder *finder, const char *file,
                        const char *build_id, char **path, char **now,
                        struct pgo_error *err)
{
  (void) finder;
  *path = *now = NULL;
  pgo_error_set (err, "%s: no file %s", file, build_id);
  return PGO_FOUND_NOTHING;
}

/* Read the SIZE bytes at DATA into SYMBOLIZER.  */
static bool
convert (const uint8_t *data, size_t size, struct pgo_symbolizer *symbolizer)
{
  struct pgo_error err;
  const struct pgo_format *format = pgo_format_of (data, size);
  struct pgo_profile *profile;
  bool ok;

  if (format && format->raw == PGO_RAW_GPERFTOOLS)
    return pgo_gperftools_read (data, size, "fuzz", symbolizer, &err);
  profile = pgo_profile_parse (data, size, "fuzz", &err);
  if (!profile)
    return false;
  pgo_raw_pprof_symbolised_p (profile);
  ok = profile->n_samples > 0
       && pgo_raw_pprof_add (profile, "fuzz", symbolizer, &err);
  pgo_profile_free (profile);
  return ok;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct pgo_symbolizer *symbolizer = pgo_symbolizer_new ();
  struct pgo_error err;

  if (convert (data, size, symbolizer)
      && pgo_symbolizer_check (symbolizer, &err))
    {
      struct pgo_profile *profile = pgo_symbolizer_finish (symbolizer, 0);
      fuzz_write_and_read (profile);
      pgo_profile_free (profile);
    }
  pgo_symbolizer_free (symbolizer);
  return 0;
}
