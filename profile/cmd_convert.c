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

#include "convert.h"

#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "perf.h"
#include "pprof.h"
#include "symbolize.h"
#include "tool.h"

static const struct
{
  const char *magic;
  bool (*read) (const char *file, struct pgo_symbolizer *symbolizer,
                int64_t *duration, struct pgo_error *err);
} readers[] = {
  { "PERFILE2", pgo_perf_convert },
  { "2ELIFREP", pgo_perf_convert }, /* Of the other byte order.  */
};

static bool
read_file (const char *file, struct pgo_symbolizer *symbolizer,
           int64_t *duration, struct pgo_error *err)
{
  char start[8];
  FILE *stream = fopen (file, "rb");
  if (!stream)
    return pgo_error_set (err, "%s: %s", file, strerror (errno));
  size_t length = fread (start, 1, sizeof start, stream);
  bool bad = ferror (stream);
  int error = errno;
  fclose (stream);
  if (bad)
    return pgo_error_set (err, "%s: %s", file, strerror (error));
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
    {
      size_t n = strlen (readers[i].magic);
      if (length >= n && memcmp (start, readers[i].magic, n) == 0)
        return readers[i].read (file, symbolizer, duration, err);
    }
  return pgo_error_set (err, "%s: %s", file,
                        length ? "not a perf.data file" : "empty file");
}

bool
pgo_convert (const char *const *files, size_t n, const char *output,
             bool bridge, struct pgo_error *err)
{
  struct pgo_symbolizer *symbolizer = pgo_symbolizer_new ();
  int64_t duration = 0;
  bool ok = true;
  if (!bridge)
    pgo_symbolizer_no_bridge (symbolizer);
  for (size_t i = 0; ok && i < n; i++)
    ok = read_file (files[i], symbolizer, &duration, err);
  if (ok)
    {
      struct pgo_profile *profile
          = pgo_symbolizer_finish (symbolizer, duration);
      ok = pgo_profile_write (profile, output, err);
      pgo_profile_free (profile);

      size_t n_notes;
      const char *const *notes = pgo_symbolizer_notes (symbolizer, &n_notes);
      for (size_t i = 0; i < n_notes; i++)
        fprintf (stderr, "gcc-pgo: %s\n", notes[i]);
    }
  pgo_symbolizer_free (symbolizer);
  return ok;
}

static void
print_help (void)
{
  puts (
      "Usage: gcc-pgo convert [-o OUT] FILE...\n"
      "Turn what `perf record' wrote into one symbolised pprof profile.\n"
      "\n"
      "  -o, --output=OUT  write to OUT instead of default.pgo\n"
      "      --no-bridge   leave out the frames that the profiler missed\n"
      "      --help        print this and exit\n"
      "\n"
      "The profiled programs are read where they were; compile them with -g.");
}

int
pgo_cmd_convert (int argc, char **argv)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "no-bridge", no_argument, NULL, 'B' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  const char *output = "default.pgo";
  bool bridge = true;
  struct pgo_error err;
  int option;
  opterr = 0;
  while ((option = getopt_long (argc, argv, ":o:", options, NULL)) != -1)
    switch (option)
      {
      case 'o':
        output = optarg;
        break;
      case 'B':
        bridge = false;
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
                    (size_t) (argc - optind), output, bridge, &err))
    return pgo_tool_error (&err);
  return PGO_EXIT_OK;
}
