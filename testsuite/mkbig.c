/* Write a large pprof profile, for measuring how it is read.
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

   Usage: mkbig OUT [STACKS [SEED]]

   The profile is of the shape that a large C++ server gives: 6,000 functions
   with mangled and demangled names, 24,000 code addresses of which a third has
   inlined functions, and STACKS (300,000) distinct stacks of some 25 frames.
   Each address is called from a few others, so that stacks share their roots.
   The same arguments give the same bytes.  */

#include <stdio.h>
#include <stdlib.h>

#include "pprof/profile.h"

enum
{
  N_FUNCTIONS = 6000,
  N_LOCATIONS = 24000,
  N_FILES = 400,
  N_CALLERS = 4, /* Different callers of one address.  */
  MAX_DEPTH = 60
};

static uint64_t state;

/* A number below LIMIT.  */
static uint32_t
draw (uint32_t limit)
{
  state
      = state * UINT64_C (6364136223846793005) + UINT64_C (1442695040888963407);
  return (uint32_t) ((state >> 33) % limit);
}

static void
add_functions (struct pgo_builder *builder)
{
  static const char *const words[]
      = { "request", "buffer",    "session",   "decoder", "table",    "cursor",
          "channel", "scheduler", "allocator", "visitor", "iterator", "cache" };
  enum
  {
    N_WORDS = sizeof words / sizeof *words
  };

  for (int i = 0; i < N_FUNCTIONS; i++)
    {
      char name[160], system_name[160], file[80];
      const char *a = words[draw (N_WORDS)], *b = words[draw (N_WORDS)];
      snprintf (name, sizeof name,
                "server::%s<server::%s>::step_%d(server::%s const&, "
                "unsigned long)",
                a, b, i, b);
      snprintf (system_name, sizeof system_name,
                "_ZN6server%zu%sINS_%zu%sEE%zustep_%dERKS1_m",
                __builtin_strlen (a), a, __builtin_strlen (b), b,
                (size_t) snprintf (NULL, 0, "step_%d", i), i);
      snprintf (file, sizeof file, "/build/server/src/%s/%s_%u.cc", a, b,
                draw (N_FILES));
      struct pgo_function function = { .name = name,
                                       .system_name = system_name,
                                       .file = file,
                                       .start_line = 1 + draw (3000) };
      pgo_builder_function (builder, &function);
    }
}

static void
add_locations (struct pgo_builder *builder)
{
  struct pgo_mapping mapping = { .start = 0x400000,
                                 .limit = 0x4000000,
                                 .file = "/usr/sbin/server",
                                 .build_id = "8e1f0a2b3c4d5e6f",
                                 .has_functions = true,
                                 .has_filenames = true,
                                 .has_line_numbers = true,
                                 .has_inline_frames = true };
  uint32_t home = pgo_builder_mapping (builder, &mapping);

  for (int i = 0; i < N_LOCATIONS; i++)
    {
      struct pgo_line lines[4];
      size_t n = 1 + (draw (3) == 0 ? 1 + draw (3) : 0);
      for (size_t k = 0; k < n; k++)
        lines[k] = (struct pgo_line){ .function = draw (N_FUNCTIONS),
                                      .line = 1 + draw (4000),
                                      .column = draw (80) };
      pgo_builder_location (builder, home, 0x400000 + (uint64_t) i * 37, lines,
                            n);
    }
}

/* Add one stack: from a leaf up through callers, each of which is among the few
   of the frame below.  */
static void
add_stack (struct pgo_builder *builder)
{
  uint32_t stack[MAX_DEPTH];
  size_t depth = 10 + draw (32);
  uint32_t location = draw (N_LOCATIONS);
  int64_t samples = 1 + (draw (8) == 0 ? draw (200) : 0);
  int64_t values[] = { samples, samples * 10000000 };

  for (size_t i = 0; i < depth; i++)
    {
      stack[i] = location;
      /* Most are called from one place, some from a few, and roots are few.  */
      location = location * 7 + (draw (8) == 0 ? draw (N_CALLERS) * 131 : 0);
      location = location % N_LOCATIONS * 5 / 6;
    }
  pgo_builder_add_sample (builder, stack, depth, values);
}

int
main (int argc, char **argv)
{
  struct pgo_error err;
  struct pgo_builder *builder;
  struct pgo_profile *profile;
  long n_stacks = argc > 2 ? atol (argv[2]) : 300000;

  if (argc < 2 || argc > 4 || n_stacks < 1)
    {
      fputs ("Usage: mkbig OUT [STACKS [SEED]]\n", stderr);
      return 2;
    }
  state = argc > 3 ? strtoull (argv[3], NULL, 10) : 1;
  builder = pgo_builder_new ();
  pgo_builder_add_type (builder, "samples", "count");
  pgo_builder_add_type (builder, "cpu", "nanoseconds");
  pgo_builder_set_period (builder, "cpu", "nanoseconds", 10000000);
  add_functions (builder);
  add_locations (builder);
  for (long i = 0; i < n_stacks; i++)
    add_stack (builder);
  profile = pgo_builder_finish (builder);
  if (!pgo_profile_write (profile, argv[1], &err))
    {
      fprintf (stderr, "mkbig: %s\n", err.message);
      return 1;
    }
  pgo_profile_free (profile);
  return 0;
}
