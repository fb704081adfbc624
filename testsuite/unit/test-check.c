/* Unit tests of check: what is measured of a profile, and the verdicts.
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

   Names and files are judged one by one here; testsuite/tool/check.exp has a
   profile for each verdict.  */

#include "check/check.h"

#include <math.h>

#include "draft.h"

static const struct pgo_function functions[]
    = { { "main", "main", "/src/a.c", 10 },
        { "foo", "foo", "/src/a.c", 100 },
        { "bar", "bar", "/src/a.c", 200 },
        { "part", "bar.part.0", "/src/a.c", 200 },
        { "malloc", "malloc", "", 0 },
        { "calloc", "calloc", "/src/own-allocator.c", 7 },
        { "[unknown]", "", "", 0 },
        { "thread", "start_thread", "", 0 },
        { "ctor", "_GLOBAL__sub_I_tables", "/src/a.c", 300 },
        { NULL, NULL, NULL, 0 } };

/* The facts of D, which ends here.  */
static struct pgo_facts
measure (struct draft *d)
{
  struct pgo_profile *profile = pgo_builder_finish (d->builder);
  struct pgo_index *index = pgo_index_new ();
  struct pgo_facts facts;

  pgo_index_add (index, profile, "test.pgo", NULL);
  pgo_index_finish (index);
  pgo_facts_measure (&facts, profile, index, NULL);
  pgo_index_free (index);
  pgo_profile_free (profile);
  return facts;
}

static void
test_facts (void)
{
  struct draft d = draft (functions);

  add (&d, 50 * PERIOD, "main:3 foo:2(bar:1)");
  add (&d, 30 * PERIOD, "main:3 bar:1 part:4");
  add (&d, 7 * PERIOD, "bar:1 malloc:0");
  add (&d, 5 * PERIOD, "main:1 calloc:2");
  add (&d, 4 * PERIOD, "main:1 [unknown]:0");
  add (&d, 3 * PERIOD, "main:2 ?");
  add (&d, 2 * PERIOD, "thread:0 ctor:3 foo:9");
  add (&d, 1 * PERIOD, "foo:1");
  add (&d, -5 * PERIOD, "foo:2");
  struct pgo_facts facts = measure (&d);

  CHECK ("facts: total", facts.total == 102 * PERIOD);
  CHECK ("facts: samples", facts.samples == 102);
  CHECK ("facts: stacks without those of no weight", facts.stacks == 8);
  CHECK ("facts: duration", facts.duration == 0);
  CHECK ("facts: in the program",
         facts.code[PGO_CODE_PROGRAM] == (50 + 30 + 5 + 2 + 1) * PERIOD);
  CHECK ("facts: in the C library", facts.code[PGO_CODE_LIBRARY] == 7 * PERIOD);
  CHECK ("facts: without a name",
         facts.code[PGO_CODE_UNNAMED] == (4 + 3) * PERIOD);
  CHECK ("facts: in the kernel", facts.code[PGO_CODE_KERNEL] == 0);
  CHECK ("facts: all lines known", facts.no_line == 0 && facts.unordered == 0);
  CHECK ("facts: start-up", facts.start_up == 2 * PERIOD);
  CHECK ("facts: stacks of one frame", facts.lone == 1 * PERIOD);
  CHECK ("facts: stacks that begin in a function with callers",
         facts.broken == 7 * PERIOD);
  /* bar with its part has 80.  */
  CHECK ("facts: the heaviest function", facts.top == 80 * PERIOD);
  CHECK ("facts: functions", facts.functions == 5);
  CHECK ("facts: functions with 90 %", facts.functions_90 == 3);
  CHECK ("facts: hot functions", facts.hot == facts.named);
  CHECK ("facts: named", facts.named == 99 * PERIOD);
}

/* A profile without samples/count, of two stacks that weigh 70 and 30.  */
static struct pgo_facts
measure_types (const char *type, const char *unit, const char *period_type,
               const char *period_unit, int64_t period)
{
  struct draft d = { .builder = pgo_builder_new (), .functions = functions };
  const int64_t values[2] = { 70, 30 };

  pgo_builder_add_type (d.builder, type, unit);
  if (period > 0)
    pgo_builder_set_period (d.builder, period_type, period_unit, period);
  for (size_t i = 0; i < 2; i++)
    {
      uint32_t location
          = pgo_builder_location (d.builder, PGO_NONE, 1 + i, NULL, 0);
      pgo_builder_add_sample (d.builder, &location, 1, &values[i]);
    }
  return measure (&d);
}

static void
test_samples (void)
{
  CHECK ("samples: counted",
         measure_types ("samples", "count", "", "", 0).samples == 100);
  CHECK ("samples: counted, with a period",
         measure_types ("samples", "count", "cpu", "nanoseconds", 10).samples
             == 100);
  CHECK ("samples: cpu in count, with a period",
         measure_types ("cpu", "count", "cpu", "nanoseconds", 10).samples
             == 100);
  CHECK ("samples: by period",
         measure_types ("cpu", "nanoseconds", "cpu", "nanoseconds", 10).samples
             == 10);
  CHECK ("samples: by period in milliseconds",
         measure_types ("cpu", "milliseconds", "cpu", "milliseconds", 5).samples
             == 20);
  CHECK ("samples: by period of events",
         measure_types ("cycles", "count", "cycles", "count", 20).samples == 5);
  CHECK ("samples: not by the period of another event",
         measure_types ("cycles", "count", "instructions", "count", 20).samples
             == -1);
  CHECK ("samples: not by a period in another unit",
         measure_types ("cpu", "nanoseconds", "cycles", "count", 20).samples
             == -1);
  CHECK ("samples: unknown",
         measure_types ("cpu", "nanoseconds", "", "", 0).samples == -1);
}

/* What the leaf is that is at ADDRESS, mapped from FILE, in NAME of SOURCE.  */
static enum pgo_code
code (const char *file, uint64_t address, const char *name, const char *source)
{
  const struct pgo_mapping mapping = { .start = address & -4096,
                                       .limit = (address & -4096) + 4096,
                                       .file = file,
                                       .build_id = "" };
  const struct pgo_function function = { name, name, source, 0 };
  struct pgo_builder *builder = pgo_builder_new ();
  struct pgo_line line = { 0, 5, 0 };

  pgo_builder_add_type (builder, "samples", "count");
  uint32_t index = pgo_builder_mapping (builder, &mapping);
  line.function = pgo_builder_function (builder, &function);
  uint32_t location
      = pgo_builder_location (builder, index, address, &line, *name != '\0');
  pgo_builder_add_sample (builder, &location, 1, (const int64_t[]){ 1 });
  struct pgo_profile *profile = pgo_builder_finish (builder);
  enum pgo_code result = pgo_code_of (profile, &profile->locations[0]);
  pgo_profile_free (profile);
  return result;
}

static void
test_codes (void)
{
  static const struct
  {
    enum pgo_code code;
    const char *file;
  } files[] = {
    { PGO_CODE_PROGRAM, "/usr/bin/server" },
    { PGO_CODE_PROGRAM, "/srv/libcurl.so.4" },
    { PGO_CODE_PROGRAM, "/usr/bin/ld.gold" },
    { PGO_CODE_PROGRAM, "/srv/libmagic.so (deleted)" },
    { PGO_CODE_PROGRAM, "/srv/lib.kot" },
    { PGO_CODE_PROGRAM, "" },
    { PGO_CODE_LIBRARY, "/lib/x86_64-linux-gnu/libc.so.6" },
    { PGO_CODE_LIBRARY, "/lib/libc-2.31.so" },
    { PGO_CODE_LIBRARY, "/lib/libc.so.6 (deleted)" },
    { PGO_CODE_LIBRARY, "/lib/ld-musl-x86_64.so.1" },
    { PGO_CODE_LIBRARY, "/lib64/ld-linux-x86-64.so.2" },
    { PGO_CODE_LIBRARY, "/lib/libm.so.6" },
    { PGO_CODE_LIBRARY, "/usr/lib/libstdc++.so.6.0.30" },
    { PGO_CODE_LIBRARY, "[vdso]" },
    { PGO_CODE_KERNEL, "[kernel.kallsyms]" },
    { PGO_CODE_KERNEL, "[kernel.kallsyms]_text" },
    { PGO_CODE_KERNEL, "[ext4]" },
    { PGO_CODE_KERNEL, "/lib/modules/6.1.0/kernel/fs/ext4/ext4.ko" },
    { PGO_CODE_KERNEL, "/lib/modules/6.1.0/kernel/fs/ext4/ext4.ko.xz" },
    { PGO_CODE_KERNEL, "/usr/lib/debug/boot/vmlinux-6.1.0" },
    { PGO_CODE_GENERATED, "/tmp/perf-4711.map" },
    { PGO_CODE_GENERATED, "//anon" },
    { PGO_CODE_GENERATED, "[anon:jit]" },
    { PGO_CODE_GENERATED, "[heap]" },
    { PGO_CODE_GENERATED, "/memfd:v8 (deleted)" },
    { PGO_CODE_GENERATED, "memfd:v8" },
    { PGO_CODE_GENERATED, "/dev/zero (deleted)" },
    { PGO_CODE_GENERATED, "/SYSV00000000 (deleted)" },
    { PGO_CODE_GENERATED, "/anon_hugepage (deleted)" },
    { PGO_CODE_GENERATED, "[JIT] tid 4711" },
    { PGO_CODE_GENERATED, "/root/.debug/jit/a/jitted-4711-12.so" },
    { PGO_CODE_PROGRAM, "/usr/bin/perf-4711" },
    { PGO_CODE_PROGRAM, "/usr/bin/perf-server" },
    { PGO_CODE_PROGRAM, "/srv/perf-.map" },
    { PGO_CODE_PROGRAM, "/srv/libjitted-1.so" },
    { PGO_CODE_PROGRAM, "/srv/jitted.so" },
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    {
      char name[100];
      snprintf (name, sizeof name, "code: mapped from '%s'", files[i].file);
      CHECK (name, code (files[i].file, 0x4321, "f", "") == files[i].code);
    }
  CHECK ("code: a kernel address",
         code ("", UINT64_C (0xffffffff81000010), "f", "") == PGO_CODE_KERNEL);
  CHECK ("code: without a name",
         code ("/srv/a", 0x4321, "", "") == PGO_CODE_UNNAMED);
  CHECK ("code: a number for a name",
         code ("/srv/a", 0x4321, "0x4321", "") == PGO_CODE_UNNAMED);
  CHECK ("code: copying in a static program",
         code ("/srv/a", 0x4321, "__memmove_avx_unaligned_erms", "")
             == PGO_CODE_LIBRARY);
  CHECK ("code: an allocator of the program's own",
         code ("/srv/a", 0x4321, "malloc", "jemalloc.c") == PGO_CODE_PROGRAM);
}

static void
test_names (void)
{
  CHECK ("names: static constructor",
         pgo_start_up_name_p ("_GLOBAL__sub_I_main")
             && pgo_start_up_name_p (
                 "_Z41__static_initialization_and_destruction_0ii"));
  CHECK ("names: dynamic linker", pgo_start_up_name_p ("_dl_relocate_object")
                                      && pgo_start_up_name_p ("do_lookup_x"));
  CHECK ("names: dynamic linker of a running program",
         !pgo_start_up_name_p ("_dl_find_object")
             && !pgo_start_up_name_p ("_dl_tlsdesc_dynamic_xsavec"));
  CHECK ("names: what only sounds like it",
         !pgo_start_up_name_p ("main") && !pgo_start_up_name_p ("init_tables"));
  CHECK ("names: roots", pgo_root_name_p ("_start") && pgo_root_name_p ("main")
                             && pgo_root_name_p ("start_thread")
                             && pgo_root_name_p ("clone3")
                             && pgo_root_name_p ("__libc_start_call_main"));
  CHECK ("names: no roots", !pgo_root_name_p ("main_loop")
                                && !pgo_root_name_p ("cloned")
                                && !pgo_root_name_p (""));
}

/* The finding for RUNG of CHECK, which has one.  */
static const struct pgo_finding *
finding (const struct pgo_check *check, const char *rung)
{
  size_t n;
  const struct pgo_finding *findings = pgo_check_findings (check, &n);

  while (n > 1 && strcmp (findings->rung, rung) != 0)
    {
      findings++;
      n--;
    }
  return findings;
}

static double
figure (const struct pgo_finding *f, const char *name)
{
  for (size_t i = 0; i < f->n_figures; i++)
    if (strcmp (f->figures[i].name, name) == 0)
      return f->figures[i].value;
  return -1;
}

/* Are A and B equal but for rounding?  */
static bool
near_p (double a, double b)
{
  return fabs (a - b) < 1e-9;
}

static void
test_against (void)
{
  struct draft d = draft (plain), e = draft (plain);

  /* foo 60, bar 40; calls from main 60, from foo 40.  */
  add (&d, 600 * PERIOD, "main:3 foo:2");
  add (&d, 400 * PERIOD, "main:3 foo:2 bar:1");
  /* foo 20, bar 50, baz 30; calls from main 20 and 50, from bar 30.  The lines
     do not matter.  */
  add (&e, 20 * PERIOD, "main:8 foo:7");
  add (&e, 50 * PERIOD, "main:3 bar:2");
  add (&e, 30 * PERIOD, "main:3 bar:2 baz:1");
  struct pgo_profile *profile = pgo_builder_finish (d.builder);
  struct pgo_index *other = finish (&e);
  struct pgo_check *check = pgo_check_new (profile, "test.pgo", NULL);

  CHECK ("against: before", pgo_check_verdict (check) == PGO_FIT_WARNING);
  pgo_check_against (check, other);
  const struct pgo_finding *f = finding (check, "against");
  CHECK ("against: functions", near_p (figure (f, "functions_percent"), 60));
  CHECK ("against: calls", near_p (figure (f, "edges_percent"), 20));
  CHECK ("against: verdict", f->verdict == PGO_FIT_WARNING);
  CHECK ("against: three functions differ", f->n_examples == 3);
  CHECK_STRING ("against: the first", f->examples[0].name, "foo");
  CHECK ("against: its shares", near_p (f->examples[0].share, 0.6)
                                    && near_p (f->examples[0].other, 0.2));
  CHECK_STRING ("against: the second", f->examples[1].name, "baz");
  CHECK ("against: its share there",
         f->examples[1].share == 0 && near_p (f->examples[1].other, 0.3));
  pgo_check_free (check);
  pgo_index_free (other);
  pgo_profile_free (profile);
}

/* Weights that overflow are the reader's to hear of.  */
static void
test_overflow (void)
{
  struct draft d = draft (plain);
  struct pgo_error err = { "" };

  add (&d, INT64_MAX, "main:3 foo:2");
  add (&d, INT64_MAX, "main:3 bar:2");
  struct pgo_profile *profile = pgo_builder_finish (d.builder);
  CHECK ("overflow: no check", !pgo_check_new (profile, "test.pgo", &err));
  CHECK ("overflow: an error", strstr (err.message, "test.pgo: ")
                                   && strstr (err.message, "overflow"));
  pgo_check_free (NULL);
  pgo_program_free (NULL);
  pgo_profile_free (profile);
}

/* Add N samples of STACK, one every STEP nanoseconds from FROM on; TIMES has N
   of them so far.  */
static void
add_timed (struct draft *d, int64_t *times, size_t *n_times, size_t n,
           int64_t from, int64_t step, const char *stack)
{
  for (size_t i = 0; i < n; i++)
    {
      add (d, PERIOD, stack);
      times[(*n_times)++] = from + (int64_t) i * step;
    }
}

/* The finding on start-up of the profile of D, whose samples have the N TIMES.
   The caller frees it.  */
static char *
start_up (struct draft *d, const int64_t *times, size_t n,
          enum pgo_fitness *verdict)
{
  struct pgo_profile *profile = pgo_builder_finish (d->builder);
  char *text = NULL;
  size_t n_findings;

  if (times)
    {
      profile->times = malloc (n * sizeof *times);
      memcpy (profile->times, times, n * sizeof *times);
    }
  struct pgo_check *check = pgo_check_new (profile, "test.pgo", NULL);
  const struct pgo_finding *findings = pgo_check_findings (check, &n_findings);
  for (size_t i = 0; i < n_findings; i++)
    if (strcmp (findings[i].rung, "start-up") == 0)
      {
        text = strdup (findings[i].measured);
        *verdict = findings[i].verdict;
      }
  pgo_check_free (check);
  pgo_profile_free (profile);
  return text;
}

/* What main does in the first part of a second.  */
static void
test_phases (void)
{
  static const struct
  {
    const char *name;
    const char *load, *work;
    size_t n_load, n_work;
    int64_t load_from, load_step;
    const char *want;
    enum pgo_fitness verdict;
  } cases[] = {
    { "phases: loading first", "main:3 foo:2", "main:5 bar:7", 300, 700, 1000,
      1000, "30.0%", PGO_FIT_WARNING },
    { "phases: loading for long", "main:3 foo:2", "main:5 bar:7", 600, 400,
      1000, 500, "60.0%", PGO_UNFIT },
    { "phases: loading a little", "main:3 foo:2", "main:5 bar:7", 100, 900,
      1000, 1000, "0.0%", PGO_FIT },
    { "phases: loading again and again", "main:3 foo:2", "main:5 bar:7", 300,
      700, 1000, 3000, "0.0%", PGO_FIT },
    { "phases: in what main calls", "main:3 baz:1 foo:2", "main:3 baz:5 bar:7",
      300, 700, 1000, 1000, "30.0%", PGO_FIT_WARNING },
    { "phases: inlined in main", "main:3(baz:1(foo:2))", "main:3(baz:5(bar:7))",
      300, 700, 1000, 1000, "30.0%", PGO_FIT_WARNING },
    { "phases: in one function", "main:3 foo:2", "main:3 foo:2", 300, 700, 1000,
      1000, "0.0%", PGO_FIT },
    { "phases: not below main", "foo:2", "main:5 bar:7", 300, 700, 1000, 1000,
      "0.0%", PGO_FIT },
    { "phases: too few to know", "main:3 foo:2", "main:5 bar:7", 19, 81, 1000,
      1000, "0.0%", PGO_FIT },
    { "phases: just enough", "main:3 foo:2", "main:5 bar:7", 20, 80, 1000, 1000,
      "20.0%", PGO_FIT_WARNING },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct draft d = draft (plain);
      int64_t times[2000];
      size_t n = 0;
      enum pgo_fitness verdict = PGO_FIT;
      char *text, want[200];

      add_timed (&d, times, &n, cases[i].n_load, cases[i].load_from,
                 cases[i].load_step, cases[i].load);
      add_timed (&d, times, &n, cases[i].n_work, 1000,
                 1000000 / (int64_t) cases[i].n_work, cases[i].work);
      text = start_up (&d, times, n, &verdict);
      snprintf (want, sizeof want,
                "0.0%% in static constructors and the dynamic linker, %s in "
                "what main did only in the first 33%% of the time",
                cases[i].want);
      CHECK_STRING (cases[i].name, text, want);
      CHECK (cases[i].name, verdict == cases[i].verdict);
      free (text);
    }

  /* Without times, or with few, nothing is said of it.  */
  for (int part = 0; part < 2; part++)
    {
      struct draft d = draft (plain);
      int64_t times[1000] = { 0 };
      size_t n = 0;
      enum pgo_fitness verdict = PGO_FIT;
      char *text;

      add_timed (&d, times, &n, 300, 1000, 1000, "main:3 foo:2");
      add_timed (&d, times, &n, 700, 1000, 1400, "main:5 bar:7");
      memset (times + 800, 0, 200 * sizeof *times);
      text = start_up (&d, part ? times : NULL, n, &verdict);
      CHECK_STRING (part ? "phases: times in part" : "phases: no times", text,
                    "0.0% in static constructors and the dynamic linker");
      free (text);
    }
}

int
main (void)
{
  test_facts ();
  test_samples ();
  test_codes ();
  test_names ();
  test_against ();
  test_overflow ();
  test_phases ();
  return unit_end ();
}
