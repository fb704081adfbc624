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

   What a file is, its first bytes say; a new kind of input is a new row of
   READERS.  */

#include "convert/convert.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "convert/gperftools.h"
#include "convert/perf.h"
#include "convert/raw_pprof.h"
#include "pprof/profile.h"
#include "symbolize/symbolize.h"

static bool
perf_p (const unsigned char *data, size_t size)
{
  /* The second is of the other byte order.  */
  return size >= 8
         && (memcmp (data, "PERFILE2", 8) == 0
             || memcmp (data, "2ELIFREP", 8) == 0);
}

/* pprof has no mark of its own, so it comes last.  */
static const struct reader
{
  bool (*matches) (const unsigned char *data, size_t size);
  bool (*read) (const char *file, struct pgo_symbolizer *symbolizer,
                int64_t *duration, struct pgo_error *err);
} readers[] = {
  { perf_p, pgo_perf_convert },
  { pgo_gperftools_p, pgo_gperftools_convert },
  { pgo_raw_pprof_p, pgo_raw_pprof_convert },
};

/* The reader of FILE, or NULL with ERR set; *WRITTEN is when it was
   written.  */
static const struct reader *
find_reader (const char *file, time_t *written, struct pgo_error *err)
{
  unsigned char start[PGO_GPERFTOOLS_HEAD];
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
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
    if (readers[i].matches (start, length))
      return &readers[i];
  pgo_error_set (err, "%s: %s", file,
                 length ? "not a profile of perf, gperftools or pprof"
                        : "empty file");
  return NULL;
}

/* Copy FILE to OUTPUT if it is a pprof profile with nothing to do; *DONE says
   whether it was.  */
static bool
copy_symbolised (const char *file, const char *output, bool *done,
                 struct pgo_error *err)
{
  time_t written;
  const struct reader *reader = find_reader (file, &written, err);
  *done = false;
  if (!reader || reader->read != pgo_raw_pprof_convert)
    return reader;
  struct pgo_profile *profile = pgo_profile_read (file, err);
  if (!profile)
    return false;
  *done = profile->n_samples > 0 && pgo_raw_pprof_symbolised_p (profile);
  bool ok = !*done || pgo_profile_write (profile, output, err);
  pgo_profile_free (profile);
  return ok;
}

static bool
read_file (const char *file, struct pgo_symbolizer *symbolizer,
           int64_t *duration, struct pgo_error *err)
{
  time_t written;
  const struct reader *reader = find_reader (file, &written, err);
  if (!reader)
    return false;
  pgo_symbolizer_written (symbolizer, written);
  return reader->read (file, symbolizer, duration, err);
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
