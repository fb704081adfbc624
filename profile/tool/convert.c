/* gcc-pgo convert: raw profiles into a symbolised pprof profile.
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
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "convert/gperftools.h"
#include "convert/perf.h"
#include "convert/raw_pprof.h"
#include "pprof/profile.h"
#include "symbolize/symbolize.h"
#include "tool/tool.h"

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

static void
print_notes (struct pgo_symbolizer *symbolizer)
{
  size_t n;
  const char *const *notes = pgo_symbolizer_notes (symbolizer, &n);
  for (size_t i = 0; i < n; i++)
    fprintf (stderr, "gcc-pgo: %s\n", notes[i]);
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
      print_notes (symbolizer);
    }
  pgo_symbolizer_free (symbolizer);
  return ok;
}

static void
print_help (void)
{
  puts (
      "Usage: gcc-pgo convert [OPTION]... FILE...\n"
      "Turn raw profiles into one symbolised pprof profile: what `perf "
      "record'\n"
      "wrote, CPU profiles of gperftools, and pprof without symbols.\n"
      "\n"
      "  -o, --output=OUT     write to OUT instead of default.pgo\n"
      "      --binary=FILE    take FILE for the program or library with its "
      "build\n"
      "                       id, or else its base name\n"
      "      --symbols=DIR    look in DIR for programs, libraries and their "
      "debug\n"
      "                       information, by name or in DIR/.build-id\n"
      "      --allow-changed  do without the source lines of files that are "
      "not\n"
      "                       what was profiled, which is an error otherwise\n"
      "      --no-bridge      leave out the frames that the profiler missed\n"
      "  -h, --help           print this and exit\n"
      "\n"
      "The profiled programs are read where they were; compile them with -g.");
}

/* Convert with SETTINGS, of which FINDER is set.  Returns an exit status.  */
static int
run (int argc, char **argv, struct pgo_convert_settings *settings)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "binary", required_argument, NULL, 'b' },
          { "symbols", required_argument, NULL, 's' },
          { "allow-changed", no_argument, NULL, 'c' },
          { "no-bridge", no_argument, NULL, 'B' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  struct pgo_error err;
  int option;
  opterr = 0;
  while ((option = getopt_long (argc, argv, ":ho:", options, NULL)) != -1)
    switch (option)
      {
      case 'o':
        settings->output = optarg;
        break;
      case 'b':
        if (!pgo_finder_add_binary (settings->finder, optarg, &err))
          return pgo_tool_error (&err);
        break;
      case 's':
        if (!pgo_finder_add_directory (settings->finder, optarg, &err))
          return pgo_tool_error (&err);
        break;
      case 'c':
        settings->allow_changed = true;
        break;
      case 'B':
        settings->no_bridge = true;
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("convert", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("convert", "unknown option %s",
                               argv[optind - 1]);
      }
  if (optind == argc)
    return pgo_tool_usage ("convert", "no file to convert");
  if (!pgo_convert ((const char *const *) argv + optind,
                    (size_t) (argc - optind), settings, &err))
    return pgo_tool_error (&err);
  return PGO_EXIT_OK;
}

int
pgo_cmd_convert (int argc, char **argv)
{
  struct pgo_convert_settings settings
      = { .output = "default.pgo", .finder = pgo_finder_new () };
  int status = run (argc, argv, &settings);
  pgo_finder_free (settings.finder);
  return status;
}
