/* Print the frames of a profile, for the tests.
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

   Usage: lsframes [-l] PROFILE

   A line for each sample: its values, then the frames, leaf first, each as
   NAME:LINE, where inlined functions are frames, or as FILE@ADDRESS.  With -l
   a line for each location with a name: its file, its address, and name and
   line of each of its frames, innermost first, with tabs between.  With -c a
   line for each function whose code is known: its name, the bytes of its code,
   the line of its entry and the bytes of that.  The name is the assembler name
   where it is known.  */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pprof/profile.h"

static const char *
function_name (const struct pgo_function *function)
{
  return *function->system_name ? function->system_name : function->name;
}

static const char *
frame_name (const struct pgo_profile *profile, const struct pgo_line *line)
{
  return function_name (&profile->functions[line->function]);
}

static void
print_codes (const struct pgo_profile *profile)
{
  for (size_t i = 0; profile->codes && i < profile->n_functions; i++)
    if (profile->codes[i].bytes > 0)
      printf ("%s %" PRId64 " %" PRId64 " %" PRId64 "\n",
              function_name (&profile->functions[i]), profile->codes[i].bytes,
              profile->codes[i].entry_line, profile->codes[i].entry_bytes);
}

static const char *
location_file (const struct pgo_profile *profile,
               const struct pgo_location *location)
{
  return location->mapping == PGO_NONE
             ? ""
             : profile->mappings[location->mapping].file;
}

static void
print_locations (const struct pgo_profile *profile)
{
  for (size_t i = 0; i < profile->n_locations; i++)
    {
      const struct pgo_location *location = &profile->locations[i];
      if (location->n_lines == 0)
        continue;
      printf ("%s\t0x%" PRIx64, location_file (profile, location),
              location->address);
      for (size_t j = 0; j < location->n_lines; j++)
        {
          const struct pgo_line *line
              = &profile->lines[location->first_line + j];
          printf ("\t%s\t%" PRId64, frame_name (profile, line), line->line);
        }
      putchar ('\n');
    }
}

static void
print_sample (const struct pgo_profile *profile, size_t index)
{
  const struct pgo_sample *sample = &profile->samples[index];
  for (size_t i = 0; i < profile->n_value_types; i++)
    printf ("%s%" PRId64, i ? " " : "",
            profile->values[index * profile->n_value_types + i]);
  putchar (':');
  for (size_t i = 0; i < sample->depth; i++)
    {
      const struct pgo_location *location
          = &profile->locations[profile->stacks[sample->first + i]];
      if (location->n_lines == 0)
        printf (" %s@0x%" PRIx64, location_file (profile, location),
                location->address);
      for (size_t j = 0; j < location->n_lines; j++)
        {
          const struct pgo_line *line
              = &profile->lines[location->first_line + j];
          printf (" %s:%" PRId64, frame_name (profile, line), line->line);
        }
    }
  putchar ('\n');
}

int
main (int argc, char **argv)
{
  bool locations = argc == 3 && strcmp (argv[1], "-l") == 0;
  bool codes = argc == 3 && strcmp (argv[1], "-c") == 0;
  struct pgo_error err;

  if (argc != 2 + (locations || codes))
    {
      fputs ("usage: lsframes [-l | -c] PROFILE\n", stderr);
      return 2;
    }
  struct pgo_profile *profile = pgo_profile_read (argv[argc - 1], &err);
  if (!profile)
    {
      fprintf (stderr, "lsframes: %s\n", err.message);
      return 1;
    }
  if (locations)
    print_locations (profile);
  else if (codes)
    print_codes (profile);
  else
    for (size_t i = 0; i < profile->n_samples; i++)
      print_sample (profile, i);
  pgo_profile_free (profile);
  return 0;
}
