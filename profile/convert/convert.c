/* Raw profiles into one symbolised pprof profile.
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

   What a file is, its first bytes say (pprof/format.h); a new kind of input is
   a row there and one of READERS.  */

#include "convert/convert.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "convert/gperftools.h"
#include "convert/perf.h"
#include "convert/raw_pprof.h"
#include "pprof/format.h"
#include "pprof/profile.h"
#include "pprof/weight.h"
#include "symbolize/symbolize.h"

typedef bool reader (const char *file, struct pgo_symbolizer *symbolizer,
                     int64_t *duration, struct pgo_error *err);

/* By what a file is; the reader of pprof says what is none of these.  */
static reader *const readers[PGO_N_RAWS] = {
  [PGO_RAW_NONE] = pgo_raw_pprof_convert,
  [PGO_RAW_PERF] = pgo_perf_convert,
  [PGO_RAW_GPERFTOOLS] = pgo_gperftools_convert,
};

/* The reader of FILE, or NULL with ERR set; *WRITTEN is when it was
   written.  */
static reader *
find_reader (const char *file, time_t *written, struct pgo_error *err)
{
  unsigned char start[PGO_FORMAT_HEAD];
  struct stat info;
  FILE *stream = fopen (file, "rb");
  if (!stream)
    {
      pgo_error_set (err, "%s: %s", file, strerror (errno));
      return NULL;
    }
  size_t length = fread (start, 1, sizeof start, stream);
  bool bad = ferror (stream);
  int error = errno;
  *written = fstat (fileno (stream), &info) == 0 ? info.st_mtime : 0;
  fclose (stream);
  if (bad)
    {
      pgo_error_set (err, "%s: %s", file, strerror (error));
      return NULL;
    }
  const struct pgo_format *format = pgo_format_of (start, length);
  return readers[format ? format->raw : PGO_RAW_NONE];
}

/* Copy FILE to OUTPUT if it is a pprof profile of CPU time with nothing to do;
 *DONE says whether it was.  */
static bool
copy_symbolised (const char *file, const char *output, bool *done,
                 struct pgo_error *err)
{
  time_t written;
  struct pgo_weighing weighing;
  reader *read = find_reader (file, &written, err);
  *done = false;
  if (read != pgo_raw_pprof_convert)
    return read;
  struct pgo_profile *profile = pgo_profile_read (file, err);
  if (!profile)
    return false;
  *done = profile->n_samples > 0 && pgo_raw_pprof_symbolised_p (profile);
  bool ok = !*done
            || (pgo_profile_weigh (profile, file, &weighing, err)
                && pgo_profile_write (profile, output, err));
  pgo_profile_free (profile);
  return ok;
}

static bool
read_file (const char *file, struct pgo_symbolizer *symbolizer,
           int64_t *duration, struct pgo_error *err)
{
  time_t written;
  reader *read = find_reader (file, &written, err);
  if (!read)
    return false;
  pgo_symbolizer_written (symbolizer, written);
  return read (file, symbolizer, duration, err);
}

bool
pgo_convert (const char *const *files, size_t n,
             const struct pgo_convert_settings *settings, struct pgo_error *err)
{
  bool ok = true, done = false;
  if (n == 1 && !copy_symbolised (files[0], settings->output, &done, err))
    return false;
  if (done)
    return true;
  struct pgo_symbolizer *symbolizer = pgo_symbolizer_new ();
  int64_t duration = 0;
  if (settings->finder)
    pgo_symbolizer_find_with (symbolizer, settings->finder);
  if (settings->name)
    pgo_symbolizer_call_inputs (symbolizer, settings->name);
  if (settings->allow_changed)
    pgo_symbolizer_allow_changed (symbolizer);
  if (settings->no_bridge)
    pgo_symbolizer_no_bridge (symbolizer);
  for (size_t i = 0; ok && i < n; i++)
    ok = read_file (files[i], symbolizer, &duration, err)
         && pgo_symbolizer_check (symbolizer, err);
  if (ok)
    {
      struct pgo_profile *profile
          = pgo_symbolizer_finish (symbolizer, duration);
      ok = pgo_profile_write (profile, settings->output, err);
      pgo_profile_free (profile);
      size_t n_notes;
      const char *const *notes = pgo_symbolizer_notes (symbolizer, &n_notes);
      for (size_t i = 0; i < n_notes; i++)
        settings->note (notes[i]);
    }
  pgo_symbolizer_free (symbolizer);
  return ok;
}
