/* Symbolising: this program looks itself up.
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

   A function that is inlined into another carries a label, so that the address
   of its code is known.  */

#define _GNU_SOURCE

#include <link.h>
#include <stdint.h>
#include <stdlib.h>

#include "names/path.h"
#include "names/symbol.h"
#include "symbolize/symbolize.h"
#include "symbolize/module.h"
#include "unit.h"

extern char test_spot[], test_twelve[];

/* The line of the declarator, two below.  */
static const int inner_start = __LINE__ + 2;
static inline __attribute__ ((always_inline)) int
inner (int x)
{
  __asm__ volatile(".globl test_spot\ntest_spot:\n\tnop" : "+r"(x));
  return x + 1;
}

static const int outer_start = __LINE__ + 2;
static __attribute__ ((noinline, noclone)) int
outer (int x)
{
  x = inner (x);
  return x + 1;
}

/* Twelve bytes of code without lines.  */
__asm__(
    ".text\n.globl test_twelve\n.type test_twelve, %function\ntest_twelve:\n"
    "\t.skip 12\n.size test_twelve, 12\n");

static const int plain_start = __LINE__ + 2;
static __attribute__ ((noinline, noclone)) int
plain (volatile int *x)
{
  return *x + 1;
}

static __attribute__ ((noinline, noclone)) int one_line (volatile int *x, int n) { int sum = 0; for (int i = 0; i < n; i++) sum += *x / 7; return sum; }

static int
set_base (struct dl_phdr_info *info, size_t size, void *base)
{
  (void) size;
  *(uint64_t *) base = info->dlpi_addr;
  return 1;
}

int
main (void)
{
  struct pgo_error err;
  uint64_t base = 0;
  dl_iterate_phdr (set_base, &base);
  uint64_t spot = (uint64_t) (uintptr_t) test_spot - base;

  CHECK ("no such file", !pgo_module_open ("no-such-file", &err));
  CHECK_STRING ("no such file, reason", err.message,
                "no-such-file: No such file or directory");
  CHECK ("no ELF file", !pgo_module_open ("/proc/self/status", &err));
  CHECK ("no ELF file, named",
         strncmp (err.message, "/proc/self/status: ", 19) == 0);

  char *build_id = pgo_file_build_id ("/proc/self/exe", &err);
  CHECK ("build id", build_id && strlen (build_id) >= 16);
  CHECK ("build id of no file", !pgo_file_build_id ("no-such-file", &err));
  CHECK_STRING ("build id of no file, reason", err.message,
                "no-such-file: No such file or directory");
  CHECK ("build id of no ELF file",
         !pgo_file_build_id ("/proc/self/status", &err));
  CHECK_STRING ("build id of no ELF file, reason", err.message,
                "/proc/self/status: not an ELF file");

  struct pgo_module *module = pgo_module_open ("/proc/self/exe", &err);
  CHECK ("open", module);
  int three = 3;
  CHECK ("code runs", outer (0) > 0 && plain (&three) == 4
 && one_line (&three, 3) == 0);
  if (!module)
    return unit_end ();

  size_t n_segments;
  const struct pgo_segment *segment = pgo_module_segments (module, &n_segments);
  CHECK_STRING ("build id of the module", pgo_module_build_id (module),
                build_id ? build_id : "");
  free (build_id);
  CHECK ("one executable segment", n_segments == 1);
  CHECK ("the segment holds the code",
         segment->start <= spot && spot < segment->limit);

  const struct pgo_source_frame *frames;
  size_t n = pgo_module_frames (module, spot, &frames);
  CHECK ("debug information", pgo_module_debug_info_p (module));
  CHECK ("an inlined and a physical function", n == 2);
  if (n == 2)
    {
      CHECK_STRING ("inlined name", frames[0].system_name, "inner");
      CHECK ("inlined start line", frames[0].start_line == inner_start);
      CHECK ("inlined line", frames[0].line == inner_start + 2);
      CHECK_STRING ("physical name", frames[1].system_name, "outer");
      CHECK ("physical start line", frames[1].start_line == outer_start);
      CHECK ("line of the inlined call", frames[1].line == outer_start + 2);
      CHECK ("file", pgo_path_common_suffix (frames[1].file, __FILE__) > 0);
    }
  CHECK ("a label in the code is no function",
         pgo_module_code (module, spot).bytes > 1);
  struct pgo_machine_code code
      = pgo_module_code (module, (uintptr_t) test_twelve + 11 - base);
  CHECK ("code without lines", code.bytes == 12 && code.entry_bytes == 0);
  code = pgo_module_code (module, (uintptr_t) plain - base);
  CHECK ("code with lines", code.bytes > 0 && code.entry_line >= plain_start
                                && code.entry_line <= plain_start + 2);
  CHECK ("of the entry",
         code.entry_bytes > 0 && code.entry_bytes <= code.bytes);
  code = pgo_module_code (module, (uintptr_t) one_line - base);
  CHECK ("the entry of a function of one line is not all of it",
         code.entry_column > 0 && code.entry_bytes < code.bytes / 2);
  CHECK ("no code at 1", pgo_module_code (module, 1).bytes == 0);
  CHECK ("no function at 1", pgo_module_frames (module, 1, &frames) == 0);

  struct pgo_symbolizer *symbolizer = pgo_symbolizer_new ();
  CHECK ("value type",
         pgo_symbolizer_begin (symbolizer, "a", "cpu", "nanoseconds", &err));
  CHECK ("another value type",
         !pgo_symbolizer_begin (symbolizer, "b", "cycles", "count", &err));
  CHECK_STRING ("another value type, reason", err.message,
                "b: weighs samples in cycles/count, but a in cpu/nanoseconds");
  uint64_t offset = spot - segment->start + segment->offset;
  const uint32_t stack[]
      = { pgo_symbolizer_location (symbolizer, "/proc/self/exe", offset, NULL),
          pgo_symbolizer_location (symbolizer, "/proc/self/exe", offset, NULL),
          pgo_symbolizer_location (symbolizer, "[vdso]", 5, "vdso_function"),
          pgo_symbolizer_location (symbolizer, NULL, 7, NULL) };
  CHECK ("one location for one place", stack[0] == stack[1]);
  pgo_symbolizer_sample (symbolizer, stack, 4, 10, 0);
  pgo_symbolizer_sample (symbolizer, stack, 4, 20, 0);
  pgo_symbolizer_sample (symbolizer, stack, 0, 30, 0);
  struct pgo_profile *profile = pgo_symbolizer_finish (symbolizer, 99);
  CHECK ("equal stacks are one sample", profile->n_samples == 2);
  CHECK ("no frame is lost", profile->samples[0].depth == 4);
  CHECK ("values", profile->values[0] == 2 && profile->values[1] == 30);
  CHECK ("period", profile->period == 20);
  CHECK ("code of the physical function alone",
         profile->codes && profile->codes[0].bytes == 0
             && profile->codes[1].bytes
                    == pgo_module_code (module, spot).bytes);
  const struct pgo_location *vdso = &profile->locations[stack[2]];
  CHECK ("raw name", vdso->n_lines == 1 && vdso->address == 5);
  const struct pgo_location *nowhere = &profile->locations[stack[3]];
  CHECK ("unknown file", nowhere->n_lines == 0 && nowhere->mapping == PGO_NONE);
  pgo_profile_free (profile);

  size_t n_notes;
  pgo_symbolizer_notes (symbolizer, &n_notes);
  CHECK ("nothing to note", n_notes == 0);
  pgo_symbolizer_free (symbolizer);
  pgo_module_free (module);
  return unit_end ();
}
