/* What becomes of pprof profiles without symbols: places and values.
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

   This program is the file that the addresses are in.  */

#define _GNU_SOURCE

#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "convert/raw_pprof.h"
#include "symbolize/module.h"
#include "unit.h"

extern char test_spot[];

static char name[] = "/tmp/test-raw-pprof-XXXXXX";

static __attribute__ ((noinline, noclone)) int
spot (int x)
{
  __asm__ volatile(".globl test_spot\ntest_spot:\n\tnop" : "+r"(x));
  return x + 1;
}

static int
set_base (struct dl_phdr_info *info, size_t size, void *base)
{
  (void) size;
  *(uint64_t *) base = info->dlpi_addr;
  return 1;
}

/* A profile that is being made, of one location without a name.  */
static struct pgo_builder *
start (const char *const *types, const struct pgo_mapping *mapping,
       uint64_t address, const int64_t *values)
{
  struct pgo_builder *builder = pgo_builder_new ();
  for (; *types; types += 2)
    pgo_builder_add_type (builder, types[0], types[1]);
  uint32_t location = pgo_builder_location (
      builder, mapping ? pgo_builder_mapping (builder, mapping) : PGO_NONE,
      address, NULL, 0);
  pgo_builder_add_sample (builder, &location, 1, values);
  return builder;
}

/* What BUILDER's profile becomes, or NULL with ERR set.  */
static struct pgo_profile *
convert (struct pgo_builder *builder, struct pgo_error *err)
{
  struct pgo_profile *profile = pgo_builder_finish (builder);
  struct pgo_symbolizer *symbolizer = pgo_symbolizer_new ();
  int64_t duration = 5;
  if (!pgo_profile_write (profile, name, err))
    abort ();
  pgo_profile_free (profile);
  profile = NULL;
  if (pgo_raw_pprof_convert (name, symbolizer, &duration, err)
      && pgo_symbolizer_check (symbolizer, err))
    profile = pgo_symbolizer_finish (symbolizer, duration);
  pgo_symbolizer_free (symbolizer);
  return profile;
}

/* The values of the one sample, as text.  */
static const char *
describe (struct pgo_builder *builder)
{
  static char text[sizeof (struct pgo_error)];
  struct pgo_error err;
  struct pgo_profile *profile = convert (builder, &err);
  size_t length = 0;
  if (!profile)
    return strncmp (err.message, name, strlen (name)) == 0
               ? strcpy (text, err.message + strlen (name))
               : "another name";
  for (size_t i = 0; i < profile->n_value_types; i++)
    length += (size_t) snprintf (text + length, sizeof text - length,
                                 "%s/%s %lld ", profile->value_types[i].type,
                                 profile->value_types[i].unit,
                                 (long long) profile->values[i]);
  snprintf (text + length, sizeof text - length, "every %lld",
            (long long) profile->period);
  pgo_profile_free (profile);
  return text;
}

#define TYPES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define VALUES(...) ((const int64_t[]){ __VA_ARGS__ })

static void
test_values (void)
{
  struct pgo_builder *builder;
  CHECK_STRING (
      "count and time",
      describe (start (TYPES ("samples", "count", "cpu", "nanoseconds"), NULL,
                       1, VALUES (3, 30))),
      "samples/count 3 cpu/nanoseconds 30 every 10");
  builder = start (TYPES ("samples", "count"), NULL, 1, VALUES (3));
  pgo_builder_set_period (builder, "cpu", "nanoseconds", 7);
  CHECK_STRING ("count and period", describe (builder),
                "samples/count 3 cpu/nanoseconds 21 every 7");
  CHECK_STRING (
      "count alone",
      describe (start (TYPES ("samples", "count"), NULL, 1, VALUES (3))),
      "samples/count 3 every 1");
  builder = start (TYPES ("cpu", "nanoseconds"), NULL, 1, VALUES (40));
  pgo_builder_set_period (builder, "cpu", "nanoseconds", 10);
  CHECK_STRING ("time and period", describe (builder),
                "samples/count 4 cpu/nanoseconds 40 every 10");
  builder = start (TYPES ("cpu", "nanoseconds"), NULL, 1, VALUES (4));
  pgo_builder_set_period (builder, "cpu", "nanoseconds", 10);
  CHECK_STRING ("less than a period is a sample", describe (builder),
                "samples/count 1 cpu/nanoseconds 4 every 4");
  CHECK_STRING ("perf_to_profile",
                describe (start (
                    TYPES ("cycles_sample", "count", "cycles_event", "count"),
                    NULL, 1, VALUES (3, 3000))),
                "samples/count 3 every 1");
  CHECK_STRING ("events alone",
                describe (start (TYPES ("cycles_event", "count"), NULL, 1,
                                 VALUES (3000))),
                "samples/count 1 cycles_event/count 3000 every 3000");
  builder = start (TYPES ("cpu", "nanoseconds"), NULL, 1, VALUES (4000));
  pgo_builder_set_period (builder, "cpu", "microseconds", 2);
  CHECK_STRING ("a period in another unit", describe (builder),
                "samples/count 2 cpu/nanoseconds 4000 every 2000");
  builder = start (TYPES ("cpu", "milliseconds"), NULL, 1, VALUES (40));
  pgo_builder_set_period (builder, "cpu", "milliseconds", 10);
  CHECK_STRING ("milliseconds", describe (builder),
                "samples/count 4 cpu/nanoseconds 40000000 every 10000000");
  CHECK_STRING (
      "memory",
      describe (start (TYPES ("alloc_space", "bytes"), NULL, 1, VALUES (3))),
      ": sample_type: no type weighs CPU time: alloc_space/bytes: memory; "
      "record CPU time instead, with gcc-pgo record or with your profiler's CPU "
      "profile");
  builder = start (TYPES ("samples", "count"), NULL, 1, VALUES (INT64_MAX));
  pgo_builder_set_period (builder, "cpu", "nanoseconds", 7);
  CHECK_STRING ("more time than there is", describe (builder),
                "samples/count 9223372036854775807 cpu/nanoseconds "
                "9223372036854775807 every 1");
}

/* Is a place at ADDRESS in MAPPING in the function spot?  */
static bool
spot_p (const struct pgo_mapping *mapping, uint64_t address)
{
  struct pgo_error err;
  struct pgo_profile *profile = convert (
      start (TYPES ("cpu", "nanoseconds"), mapping, address, VALUES (1)), &err);
  if (!profile)
    return false;
  const struct pgo_location *location = &profile->locations[0];
  bool found
      = location->n_lines == 1
        && strcmp (profile->functions[profile->lines->function].name, "spot")
               == 0
        && location->mapping != PGO_NONE;
  pgo_profile_free (profile);
  return found;
}

static void
test_places (void)
{
  struct pgo_error err;
  struct pgo_module *module = pgo_module_open ("/proc/self/exe", &err);
  const char *build_id = pgo_module_build_id (module);
  size_t n;
  const struct pgo_segment *segment = pgo_module_segments (module, &n);
  uint64_t base = 0, own = (uint64_t) (uintptr_t) test_spot;
  dl_iterate_phdr (set_base, &base);
  uint64_t offset = own - base - segment->start + segment->offset;

  struct pgo_mapping mapping = { .start = base + segment->start,
                                 .limit = base + segment->limit,
                                 .offset = segment->offset,
                                 .file = "/proc/self/exe",
                                 .build_id = build_id };
  CHECK ("in the process", spot_p (&mapping, own));
  CHECK ("not elsewhere", !spot_p (&mapping, own - 0x10000));
  CHECK ("outside of the mapping: in the file", spot_p (&mapping, own - base));
  mapping.build_id = "a/b";
  CHECK ("what is no build id", spot_p (&mapping, own));
  mapping.build_id = "0123456789abcdef";
  CHECK ("another build id", !spot_p (&mapping, own));
  mapping.build_id = build_id;
  mapping.start = mapping.limit = mapping.offset = 0;
  CHECK ("in a mapping that says nothing", spot_p (&mapping, own - base));
  mapping.limit = UINT64_MAX;
  CHECK ("offset in a mapping of all", spot_p (&mapping, offset));
  CHECK ("address in a mapping of all", spot_p (&mapping, own - base));
  mapping.file = "/nowhere/at/all";
  CHECK ("no such file", !spot_p (&mapping, offset));
  pgo_module_free (module);
}

/* Is the profile of a place in FILE, with a NAME or NULL, symbolised?  */
static bool
symbolised_p (const char *file, const char *build_id, const char *function)
{
  struct pgo_builder *builder = pgo_builder_new ();
  const struct pgo_mapping mapping
      = { .limit = 9, .file = file, .build_id = build_id };
  const struct pgo_function named
      = { .name = function ? function : "", .system_name = "", .file = "" };
  const struct pgo_line line
      = { .function = pgo_builder_function (builder, &named) };
  pgo_builder_add_type (builder, "cpu", "nanoseconds");
  pgo_builder_location (builder, pgo_builder_mapping (builder, &mapping), 1,
                        &line, function ? 1 : 0);
  struct pgo_profile *profile = pgo_builder_finish (builder);
  bool symbolised = pgo_raw_pprof_symbolised_p (profile);
  pgo_profile_free (profile);
  return symbolised;
}

/* Is a place at ADDRESS, which names none of the mappings, in a file?  */
static bool
mapped_p (uint64_t address)
{
  static const struct pgo_mapping mappings[]
      = { { .start = 0x5000, .limit = 0x6000, .file = "/bin/b" },
          { .start = 0x1000, .limit = 0x2000, .file = "[vdso]" },
          { .start = 0x2000, .limit = 0x2800, .file = "/bin/a" } };
  struct pgo_builder *builder = pgo_builder_new ();
  pgo_builder_add_type (builder, "cpu", "nanoseconds");
  for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++)
    {
      struct pgo_mapping mapping = mappings[i];
      mapping.build_id = "";
      pgo_builder_mapping (builder, &mapping);
    }
  pgo_builder_location (builder, PGO_NONE, address, NULL, 0);
  struct pgo_profile *profile = pgo_builder_finish (builder);
  bool mapped = !pgo_raw_pprof_symbolised_p (profile);
  pgo_profile_free (profile);
  return mapped;
}

int
main (void)
{
  int fd = mkstemp (name);
  if (fd < 0)
    abort ();
  close (fd);
  CHECK ("code runs", spot (0) > 0);
  test_values ();
  test_places ();
  CHECK ("the mapping of an address",
         mapped_p (0x5000) && mapped_p (0x5fff) && mapped_p (0x2000));
  CHECK ("no mapping of a file there", !mapped_p (0x6000) && !mapped_p (0x1fff)
                                           && !mapped_p (0x2800)
                                           && !mapped_p (0xfff));
  CHECK ("a name", symbolised_p ("/bin/a", "", "f"));
  CHECK ("no name", !symbolised_p ("/bin/a", "", NULL));
  CHECK ("an empty name", !symbolised_p ("/bin/a", "", ""));
  CHECK ("a build id", !symbolised_p ("", "0123456789abcdef", NULL));
  CHECK ("neither file nor build id", symbolised_p ("", "", NULL));
  CHECK ("no file", symbolised_p ("[vdso]", "0123456789abcdef", NULL));
  unlink (name);
  return unit_end ();
}
