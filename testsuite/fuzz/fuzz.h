/* What fuzz targets share.
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

   A profile that was made must be one that can be read.  */

#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pprof/profile.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The bytes that PROFILE is written as, *SIZE of them.  The caller frees
   them.  */
static inline char *
fuzz_write (const struct pgo_profile *profile, size_t *size)
{
  struct pgo_error err;
  FILE *saved = stdout;
  char *text;

  stdout = open_memstream (&text, size);
  if (!pgo_profile_write (profile, "-", &err))
    abort ();
  fclose (stdout);
  stdout = saved;
  return text;
}

/* Write PROFILE, and read it again.  */
static inline void
fuzz_write_and_read (const struct pgo_profile *profile)
{
  struct pgo_error err;
  size_t size;
  char *text = fuzz_write (profile, &size);
  struct pgo_profile *again
      = pgo_profile_parse ((unsigned char *) text, size, "again", &err);

  if (!again || again->n_samples != profile->n_samples
      || again->n_lines != profile->n_lines
      || (profile->n_samples > 0
          && memcmp (again->values, profile->values,
                     profile->n_samples * profile->n_value_types
                         * sizeof *profile->values)
                 != 0))
    abort ();
  free (text);
  pgo_profile_free (again);
}

#endif /* FUZZ_H */
