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
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "convert/gperftools.h"
#include "convert/perf.h"
#include "convert/raw_pprof.h"
#include "pprof/format.h"
#include "pprof/profile.h"
#include "pprof/weight.h"
#include "symbolize/symbolize.h"

/* Adds nothing where FILE has no samples.  */
typedef bool reader (const char *file, struct pgo_symbolizer *symbolizer,
                     int64_t *duration, struct pgo_error *err);

/* By what a file is; the reader of pprof says what is none of these.  */
static reader *const readers[PGO_N_RAWS] = {
  [PGO_RAW_NONE] = pgo_raw_pprof_convert,
  [PGO_RAW_PERF] = pgo_perf_convert,
  [PGO_RAW_GPERFTOOLS] = pgo_gperftools_convert,
};

/* A file to convert.  */
struct input
{
  const char *file;
  const char *name; /* In messages.  */
  time_t written;
  int copy;        /* Its descriptor, or -1.  */
  char copied[64]; /* How others open that.  */
};

/* Copy what can be read from FD to COPY; NAME stands for it in messages.  */
static bool
copy_bytes (int fd, const char *name, FILE *copy, struct pgo_error *err)
{
  unsigned char buffer[1 << 16];
  ssize_t n;
  while ((n = read (fd, buffer, sizeof buffer)) != 0)
    if (n > 0 && fwrite (buffer, 1, (size_t) n, copy) != (size_t) n)
      break;
    else if (n < 0 && errno != EINTR)
      return pgo_error_set (err, "%s: %s", name, strerror (errno));
  return (!ferror (copy) && fflush (copy) == 0)
         || pgo_error_set (err, "temporary file: %s", strerror (errno));
}

/* Copy what can be read from FD, once and by us alone, to a file that no name
   is left of, for INPUT.  */
static bool
copy_stream (struct input *input, int fd, struct pgo_error *err)
{
  FILE *copy = tmpfile ();
  if (!copy)
    return pgo_error_set (err, "temporary file: %s", strerror (errno));
  bool ok = copy_bytes (fd, input->name, copy, err);
  if (ok)
    {
      input->copy = dup (fileno (copy));
      ok = input->copy >= 0
           || pgo_error_set (err, "temporary file: %s", strerror (errno));
    }
  fclose (copy);
  snprintf (input->copied, sizeof input->copied, "/proc/%ld/fd/%d",
            (long) getpid (), input->copy);
  input->file = input->copied;
  return ok;
}

/* Set INPUT to FILE, which messages call NAME unless that is NULL.  */
static bool
open_input (struct input *input, const char *file, const char *name,
            struct pgo_error *err)
{
  struct stat info;
  bool standard = strcmp (file, "-") == 0;
  *input = (struct input){ .file = file, .name = name, .copy = -1 };
  if (!name)
    input->name = standard ? "standard input" : file;
  int fd = standard ? STDIN_FILENO : open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &info) != 0)
    return pgo_error_set (err, "%s: %s", input->name, strerror (errno));
  if (S_ISREG (info.st_mode))
    input->written = info.st_mtime;
  bool ok = (!standard && (S_ISREG (info.st_mode) || S_ISDIR (info.st_mode)))
            || copy_stream (input, fd, err);
  if (!standard)
    close (fd);
  return ok;
}

static void
close_input (struct input *input)
{
  if (input->copy >= 0)
    close (input->copy);
}

/* The reader of INPUT, or NULL with ERR set.  */
static reader *
find_reader (const struct input *input, struct pgo_error *err)
{
  unsigned char start[PGO_FORMAT_HEAD];
  FILE *stream = fopen (input->file, "rb");
  if (!stream)
    {
      pgo_error_set (err, "%s: %s", input->name, strerror (errno));
      return NULL;
    }
  size_t length = fread (start, 1, sizeof start, stream);
  bool bad = ferror (stream);
  int error = errno;
  fclose (stream);
  if (bad)
    {
      pgo_error_set (err, "%s: %s", input->name, strerror (error));
      return NULL;
    }
  const struct pgo_format *format = pgo_format_of (start, length);
  return readers[format ? format->raw : PGO_RAW_NONE];
}

/* Copy INPUT to OUTPUT if it is a pprof profile of CPU time with nothing to do;
 *DONE says whether it was.  */
static bool
copy_symbolised (const struct input *input, const char *output, bool *done,
                 struct pgo_error *err)
{
  struct pgo_weighing weighing;
  reader *read = find_reader (input, err);
  *done = false;
  if (read != pgo_raw_pprof_convert)
    return read;
  struct pgo_profile *profile
      = pgo_profile_read_as (input->file, input->name, err);
  if (!profile)
    return false;
  *done = profile->n_samples > 0 && pgo_raw_pprof_symbolised_p (profile);
  bool ok = !*done
            || (pgo_profile_weigh (profile, input->name, &weighing, err)
                && pgo_profile_write (profile, output, err));
  pgo_profile_free (profile);
  return ok;
}

static bool
read_input (const struct input *input, struct pgo_symbolizer *symbolizer,
            int64_t *duration, struct pgo_error *err)
{
  reader *read = find_reader (input, err);
  if (!read)
    return false;
  pgo_symbolizer_written (symbolizer, input->written);
  pgo_symbolizer_call_inputs (symbolizer, input->name);
  return read (input->file, symbolizer, duration, err)
         && pgo_symbolizer_check (symbolizer, err);
}

/* Read the N INPUTS.  One may be without samples, as that of a command which
   was over before the first, and is noted; not all.  */
static bool
read_inputs (const struct input *inputs, size_t n,
             struct pgo_symbolizer *symbolizer, int64_t *duration,
             struct pgo_error *err)
{
  for (size_t i = 0; i < n; i++)
    {
      int64_t before = pgo_symbolizer_samples (symbolizer);
      if (!read_input (&inputs[i], symbolizer, duration, err))
        return false;
      if (n > 1 && pgo_symbolizer_samples (symbolizer) == before)
        pgo_symbolizer_note (symbolizer,
                             "%s: holds no samples (input %zu of %zu)",
                             inputs[i].name, i + 1, n);
    }
  return pgo_symbolizer_samples (symbolizer) > 0
         || pgo_error_set (err, "%s: holds no samples", inputs[0].name);
}

/* Finish SYMBOLIZER and write the profile, as SETTINGS have it.  */
static bool
write_profile (struct pgo_symbolizer *symbolizer, int64_t duration,
               const struct pgo_convert_settings *settings,
               struct pgo_error *err)
{
  struct pgo_profile *profile = pgo_symbolizer_finish (symbolizer, duration);
  bool ok = pgo_profile_write (profile, settings->output, err);
  pgo_profile_free (profile);
  size_t n_notes;
  const char *const *notes = pgo_symbolizer_notes (symbolizer, &n_notes);
  for (size_t i = 0; i < n_notes; i++)
    settings->note (notes[i]);
  return ok;
}

/* Convert the N INPUTS.  */
static bool
convert (const struct input *inputs, size_t n,
         const struct pgo_convert_settings *settings, struct pgo_error *err)
{
  bool done = false;
  if (n == 1 && !copy_symbolised (&inputs[0], settings->output, &done, err))
    return false;
  if (done)
    return true;
  struct pgo_symbolizer *symbolizer = pgo_symbolizer_new ();
  int64_t duration = settings->duration;
  if (settings->finder)
    pgo_symbolizer_find_with (symbolizer, settings->finder);
  if (settings->allow_changed)
    pgo_symbolizer_allow_changed (symbolizer);
  if (settings->no_bridge)
    pgo_symbolizer_no_bridge (symbolizer);
  bool ok = read_inputs (inputs, n, symbolizer, &duration, err)
            && write_profile (symbolizer, duration, settings, err);
  pgo_symbolizer_free (symbolizer);
  return ok;
}

bool
pgo_convert (const char *const *files, size_t n,
             const struct pgo_convert_settings *settings, struct pgo_error *err)
{
  struct input *inputs = pgo_xcalloc (n, sizeof *inputs);
  bool ok = true;
  size_t opened = 0;
  for (; ok && opened < n; opened++)
    ok = open_input (&inputs[opened], files[opened], settings->name, err);
  ok = ok && convert (inputs, n, settings, err);
  for (size_t i = 0; i < opened; i++)
    close_input (&inputs[i]);
  free (inputs);
  return ok;
}
