/* What is made of perf's text and of its file's header.
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

   The lines are of perf 6.1, shortened; odd names are put in.  */

#include <inttypes.h>
#include <stdlib.h>

#include "convert/perf.h"
#include "unit.h"

/* Describe the records of TEXT, one a line, or the error that ends them.  */
static const char *
read_text (const char *text)
{
  static char out[4096];
  struct pgo_perf_record record;
  struct pgo_error err;
  FILE *stream = fmemopen ((char *) text, strlen (text), "r");
  struct pgo_perf_reader *reader = pgo_perf_reader_new (stream, "p.data");
  FILE *to = fmemopen (out, sizeof out, "w");
  bool ok;
  do
    {
      ok = pgo_perf_read (reader, &record, &err);
      if (!ok)
        {
          fprintf (to, "error: %s\n", err.message);
          break;
        }
      switch (record.kind)
        {
        case PGO_PERF_MMAP:
          fprintf (to,
                   "mmap %d %" PRIx64 "+%" PRIx64 " @%" PRIx64 " <%s>%s%s\n",
                   record.pid, record.start, record.length, record.offset,
                   record.file, record.build_id ? " " : "",
                   record.build_id ? record.build_id : "");
          break;
        case PGO_PERF_FORK:
          fprintf (to, "fork %d from %d\n", record.pid, record.parent);
          break;
        case PGO_PERF_EXEC:
          fprintf (to, "exec %d\n", record.pid);
          break;
        case PGO_PERF_LOST:
          fprintf (to, "lost %" PRIu64 "\n", record.lost);
          break;
        case PGO_PERF_ODD:
          fprintf (to, "odd %zu <%s>\n", record.line, record.text);
          break;
        case PGO_PERF_SAMPLE:
          fprintf (to, "sample %d %" PRIu64 " %" PRIu64 " <%s>", record.pid,
                   record.time, record.period, record.event);
          for (size_t i = 0; i < record.n_frames; i++)
            fprintf (to, " %" PRIx64 " <%s> <%s>", record.frames[i].ip,
                     record.frames[i].symbol ? record.frames[i].symbol : "-",
                     record.frames[i].dso ? record.frames[i].dso : "-");
          fprintf (to, "\n");
          break;
        case PGO_PERF_END:
          fprintf (to, "end\n");
          break;
        }
    }
  while (record.kind != PGO_PERF_END);
  fclose (to);
  pgo_perf_reader_free (reader);
  fclose (stream);
  return out;
}

static void
test_side_band (void)
{
  CHECK_STRING ("empty", read_text ("\n"), "end\n");
  CHECK_STRING (
      "mmap2",
      read_text (" 69/69   18.473508692: PERF_RECORD_MMAP2 69/70: "
                 "[0x5589ae6f2000(0x22000) @ 0x4000 fe:00 247230 0]: r-xp "
                 "/opt/a b (c)/x]: y\n"),
      "mmap 69 5589ae6f2000+22000 @4000 </opt/a b (c)/x]: y>\nend\n");
  CHECK_STRING (
      "mmap2 with build id",
      read_text (
          "    0/0   0.000000000: PERF_RECORD_MMAP2 6/6: [0x1000(0x20) @ "
          "0 <be6397ddffc3e384c505d7deab3bed190c884df9>]: r-xp /bin/x\n"),
      "mmap 6 1000+20 @0 </bin/x> be6397ddffc3e384c505d7deab3bed190c884df9\n"
      "end\n");
  CHECK_STRING (
      "kernel mmap",
      read_text ("    0/0   0.000000000: PERF_RECORD_MMAP -1/0: "
                 "[0xffffffff81000000(0x120bb08) @ 0xffffffff81000000]: x "
                 "[kernel.kallsyms]_text\n"),
      "mmap -1 ffffffff81000000+120bb08 @ffffffff81000000 "
      "<[kernel.kallsyms]_text>\nend\n");
  CHECK_STRING (
      "names of commands",
      read_text (
          " 7/7  1.000000001: PERF_RECORD_COMM exec: a b: 1/2 x:7/7\n"
          " 7/8  1.000000002: PERF_RECORD_COMM: PERF_RECORD_FORK(1:1):7/8\n"
          " 9/9  1.000000003: PERF_RECORD_EXIT(9:9):(7:7)\n"),
      "exec 7\nend\n");
  CHECK_STRING ("fork",
                read_text (" 7/7  1.000000001: PERF_RECORD_FORK(9:9):(7:8)\n"),
                "fork 9 from 7\nend\n");
  CHECK_STRING (
      "lost",
      read_text (" 7/7  1.000000001: PERF_RECORD_LOST lost 12\n"
                 " 7/7  1.000000001: PERF_RECORD_LOST_SAMPLES lost 3\n"),
      "lost 12\nlost 3\nend\n");
}

static void
test_samples (void)
{
  CHECK_STRING (
      "sample",
      read_text (" 58/59   79.301777400:     250062 cpu-clock:pppH: \n"
                 "\tffffffff821f5507 exc_page_fault ([kernel.kallsyms])\n"
                 "\t            13b9 _Z3sumIiE (/tmp/odd: na (me))\n"
                 "\t            13b9 main (/tmp/gone (deleted))\n"
                 "\tffffffffffffffff [unknown] ([unknown])\n"
                 "\n"
                 " 58/59   79.301777401:     1 cycles: \n"
                 "\t              1f [unknown] ([vdso])\n"
                 "\n"),
      "sample 58 79301777400 250062 <cpu-clock:pppH>"
      " ffffffff821f5507 <exc_page_fault> <[kernel.kallsyms]>"
      " 13b9 <_Z3sumIiE> </tmp/odd: na (me)>"
      " 13b9 <main> </tmp/gone (deleted)> ffffffffffffffff <-> <->\n"
      "sample 58 79301777401 1 <cycles> 1f <-> <[vdso]>\nend\n");
  CHECK_STRING (
      "samples without a blank line between",
      read_text (
          " 5/5 1.000000000: 9 e: \n\t1 f (/a)\n 6/6 2.000000000: 8 e: \n"),
      "sample 5 1000000000 9 <e> 1 <f> </a>\nsample 6 2000000000 8 <e>\nend\n");
  CHECK_STRING (
      "sample without a call chain",
      read_text (" 70/70  3.000000000:  250000 cpu-clock:u:      7f8261369f38 "
                 "strcmp (/usr/lib/ld.so)\n"),
      "sample 70 3000000000 250000 <cpu-clock:u> 7f8261369f38 <strcmp> "
      "</usr/lib/ld.so>\nend\n");
  CHECK_STRING ("symbol with blanks",
                read_text (" 5/5 1.000000000: 9 e: \n"
                           "\t7f00 LazyCompile:~f x.js:1 (/tmp/perf-5.map)\n"
                           "\t7f01 f (/x.js (g) (/tmp/perf-5.map)\n"
                           "\t7f02 f (g) (/tmp/gone (deleted))\n"
                           "\t7f03 f (g) (guest)\n"),
                "sample 5 1000000000 9 <e> 7f00 <LazyCompile:~f x.js:1> "
                "</tmp/perf-5.map> 7f01 <f (/x.js (g)> </tmp/perf-5.map> "
                "7f02 <f (g)> </tmp/gone (deleted)> 7f03 <f (g)> <guest>\n"
                "end\n");
}

/* What nothing delimits: the names of files, threads, symbols and events.  */
static void
test_names (void)
{
#define MMAP(start, file)                                                      \
  " 5/5 1.000000000: PERF_RECORD_MMAP2 5/5: [0x" start                         \
  "(0x10) @ 0 f:0 1 2]: r-xp " file "\n"
#define SAMPLE " 5/5 2.000000000: 9 e: \n"
#define SAMPLED "sample 5 2000000000 9 <e>"
  CHECK_STRING ("a file of two lines",
                read_text (MMAP ("10", "/a\nb (c) => [d] 1/1 2.0: x (deleted)")
                               SAMPLE "\t1 f (/a\nb (c) => [d] 1/1 2.0: x "
                                      "(deleted))\n\n" SAMPLE),
                "mmap 5 10+10 @0 </a\nb (c) => [d] 1/1 2.0: x (deleted)>\n"
                "" SAMPLED " 1 <f> </a\nb (c) => [d] 1/1 2.0: x (deleted)>\n"
                "" SAMPLED "\nend\n");
  CHECK_STRING ("a file that ends with newlines",
                read_text (MMAP ("10", "/a)\n\n") SAMPLE
                           "\t1 f (/a)\n\n)\n\n" MMAP ("20", "/b\n")),
                "mmap 5 10+10 @0 </a)\n\n>\n" SAMPLED " 1 <f> </a)\n\n>\n"
                "mmap 5 20+10 @0 </b\n>\nend\n");
  CHECK_STRING (
      "a file of two lines without a call chain",
      read_text (MMAP (
          "10", "/a: 1 (\nb)") " 5/5 2.000000000: 9 e:  1f f (/a: 1 (\nb))\n"),
      "mmap 5 10+10 @0 </a: 1 (\nb)>\n" SAMPLED " 1f <f> </a: 1 (\nb)>\nend\n");
  CHECK_STRING ("a file whose name another's is in",
                read_text (MMAP ("10", "/b") MMAP ("20", "/a (/b") SAMPLE
                           "\t1 f (/b)\n\t2 g (/a (/b)\n"
                           "\t3 h (/c) (/b)\n"),
                "mmap 5 10+10 @0 </b>\nmmap 5 20+10 @0 </a (/b>\n" SAMPLED
                " 1 <f> </b> 2 <g> </a (/b> 3 <h (/c)> </b>\nend\n");
  CHECK_STRING ("symbols of any characters",
                read_text (MMAP ("10", "/b") SAMPLE "\t1 a (/x)\nb: (/b)\n"
                                                    "\t2  (/b)\n"),
                "mmap 5 10+10 @0 </b>\n" SAMPLED
                " 1 <a (/x)\nb:> </b> 2 <> </b>\nend\n");
  CHECK_STRING (
      "threads of any characters",
      read_text (" 7/7  1.000000001: PERF_RECORD_COMM exec: 7/7 1.0:\n"
                 "9 (a):7/7\n"
                 " 7/8  1.000000002: PERF_RECORD_COMM: \n\n\t1 f (/a):7/8\n"
                 " 7/8  1.000000003: PERF_RECORD_COMM: a:1/2:7/8\n"),
      "exec 7\nend\n");
  CHECK_STRING ("events of any characters",
                read_text (" 5/5 2.000000000: 9         cpu-clock:u: \n"
                           " 5/5 2.000000000: 9   a b: c\nd: : \n\t1 f (/a)\n"
                           " 5/5 2.000000000: 9 x: 1f y:   2 g (/b: c)\n"),
                "sample 5 2000000000 9 <cpu-clock:u>\n"
                "sample 5 2000000000 9 <a b: c\nd: > 1 <f> </a>\n"
                "sample 5 2000000000 9 <x> 1f <y:   2 g> </b: c>\nend\n");
}

/* What is of no use does no harm.  */
static void
test_odd (void)
{
  CHECK_STRING ("kernel mmap over the end",
                read_text (" 0/0 0.000000000: PERF_RECORD_MMAP -1/0: "
                           "[0(0xffffffff9fffffff) @ 0xffffffff81000190]: x "
                           "[kernel.kallsyms]_stext\n"
                           " 5/5 2.000000000: 9 e: \n"),
                "odd 1 <PERF_RECORD_MMAP -1/0: [0(0xffffffff9fffffff) @ "
                "0xffffffff81000190]: x [kernel.kallsyms]_stext>\n"
                "sample 5 2000000000 9 <e>\nend\n");
  CHECK_STRING (
      "mmap whose end is over the end",
      read_text (" 5/5 1.000000000: PERF_RECORD_MMAP2 6/6: "
                 "[0xffffffffffffffff(0x20) @ 0 a b c]: r-xp /bin/x\n"),
      "odd 1 <PERF_RECORD_MMAP2 6/6: [0xffffffffffffffff(0x20) @ 0 a b c]: "
      "r-xp /bin/x>\nend\n");
  CHECK_STRING ("mmap without a file, fork, lost",
                read_text (" 5/5 1.000000000: PERF_RECORD_MMAP 6/6: [0x1(0x20) "
                           "@ 0]\n"
                           " 5/5 1.000000000: PERF_RECORD_FORK(9:9)\n"
                           " 5/5 1.000000000: PERF_RECORD_LOST lost -1\n"
                           " 5/5 1.000000000: PERF_RECORD_LATER of \n\n"),
                "odd 1 <PERF_RECORD_MMAP 6/6: [0x1(0x20) @ 0]>\n"
                "odd 2 <PERF_RECORD_FORK(9:9)>\n"
                "odd 3 <PERF_RECORD_LOST lost -1>\nend\n");
  CHECK_STRING (
      "errors of a trace",
      read_text (" instruction trace error type 1 time 641.256845844 cpu 3 pid "
                 "3 tid 3 ip 0xf code 5: Failed to get instruction\n"
                 " 5/5 2.000000000: 9 e: \n\t1 f (/a)\n\n"
                 " instruction trace error type 1 cpu 3\n"
                 " 5/5 2.000000000: 9 e: \n"),
      "odd 1 <instruction trace error type 1 time 641.256845844 cpu 3 pid 3 "
      "tid 3 ip 0xf code 5: Failed to get instruction>\n"
      "sample 5 2000000000 9 <e> 1 <f> </a>\n"
      "odd 5 <instruction trace error type 1 cpu 3>\n"
      "sample 5 2000000000 9 <e>\nend\n");
}

/* What looks like something of no use, and is not.  */
static void
test_not_odd (void)
{
  CHECK_STRING ("a file that is called as the error of a trace",
                read_text (MMAP ("10", "/a error type 1 cpu 2")
                               MMAP ("20", "/b\n error type 1\n"
                                           " error type 1 at")),
                "mmap 5 10+10 @0 </a error type 1 cpu 2>\n"
                "mmap 5 20+10 @0 </b\n error type 1\n error type 1 at>\n"
                "end\n");
}

static void
test_errors (void)
{
#define ERROR(line, reason)                                                    \
  "error: p.data: line " line " of perf script: " reason "\n"
  CHECK_STRING ("garbage", read_text ("\nhello world\n"),
                ERROR ("2", "not an event"));
  CHECK_STRING ("cut short", read_text (" 5/5 1.000000000: 9 e: \n\t1 f (/"),
                ERROR ("2", "cut short"));
  CHECK_STRING (
      "bad frame",
      read_text (" 5/5 1.000000000: 9 e: \n\t1 f (/a)\n\txyz\n\t1 f (/a)\n"),
      ERROR ("3", "not a frame"));
  CHECK_STRING ("frame without a sample", read_text ("\t1 f (/a)\n"),
                ERROR ("1", "not an event"));
  CHECK_STRING ("frame after a mapping",
                read_text (MMAP ("10", "/a") "\t1 f (/a)\n"),
                ERROR ("2", "not an event"));
  CHECK_STRING ("line after a sample",
                read_text (" 5/5 1.000000000: 9 e: \n\t1 f (/a)\nbad\n"),
                ERROR ("3", "not a frame"));
  CHECK_STRING ("frame of two lines in no file that was mapped",
                read_text (" 5/5 1.000000000: 9 e: \n\t1 f (/a)\n\t2 g (/a)\n"
                           " 5/5 9 e: \n\t1 f (/a)\n"),
                ERROR ("4", "not a frame"));
  CHECK_STRING ("line after an event",
                read_text (" 5/5 1.000000000: 9 e: \nbad\n\t1 f (/a)\n"),
                ERROR ("2", "neither an event nor a frame"));
  CHECK_STRING ("line after a fork",
                read_text (" 7/7  1.000000001: PERF_RECORD_FORK(9:9):(7:8)\n"
                           " 5/5 9 e: \n"),
                ERROR ("2", "not an event"));
  CHECK_STRING ("line after a thread's name",
                read_text (" 7/7  1.000000001: PERF_RECORD_COMM: a:7/7\n"
                           " 5/5 9 e: \n"),
                ERROR ("2", "not an event"));
  CHECK_STRING ("no time", read_text (" 5/5 9 e: \n"),
                ERROR ("1", "not an event"));
  CHECK_STRING ("microseconds", read_text (" 5/5 1.000000: 9 e: \n"),
                ERROR ("1", "not an event"));
  CHECK_STRING ("no period", read_text (" 5/5 1.000000000: e: \n"),
                ERROR ("1", "a sample without a period"));
  CHECK_STRING ("no event", read_text (" 5/5 1.000000000: 9 e\n"),
                ERROR ("1", "neither an event nor a frame"));
  CHECK_STRING ("number too large",
                read_text (" 5/5 1.000000000: 99999999999999999999 e: \n"),
                ERROR ("1", "a sample without a period"));
}

static void
test_events (void)
{
  static const struct
  {
    const char *name;
    enum pgo_perf_measure measure;
  } events[] = { { "cpu-clock", PGO_PERF_CPU_CLOCK },
                 { "cpu-clock:pppH", PGO_PERF_CPU_CLOCK },
                 { "software/cpu-clock/u", PGO_PERF_CPU_CLOCK },
                 { "task-clock:u", PGO_PERF_TASK_CLOCK },
                 { "cycles", PGO_PERF_CYCLES },
                 { "cycles:Pu", PGO_PERF_CYCLES },
                 { "cpu_core/cycles/Pu", PGO_PERF_CYCLES },
                 { "cpu_atom/cycles:ppp/", PGO_PERF_CYCLES },
                 { "cpu/cpu-cycles,period=1000/", PGO_PERF_CYCLES },
                 { "CPU_CLK_UNHALTED.THREAD:u", PGO_PERF_CYCLES },
                 { "cpu_clk_unhalted.ref_tsc", PGO_PERF_REF_CYCLES },
                 { "armv8_pmuv3_0/cpu_cycles/", PGO_PERF_CYCLES },
                 { "ref-cycles:u", PGO_PERF_REF_CYCLES },
                 { "instructions:u", PGO_PERF_INSTRUCTIONS },
                 { "INST_RETIRED:ANY_P", PGO_PERF_INSTRUCTIONS },
                 { "branch-instructions:pp", PGO_PERF_BRANCHES },
                 { "br_inst_retired.near_taken", PGO_PERF_BRANCHES },
                 { "page-faults:u", PGO_PERF_NO_MEASURE },
                 { "context-switches", PGO_PERF_NO_MEASURE },
                 { "stalled-cycles-frontend", PGO_PERF_NO_MEASURE },
                 { "cycles-ct", PGO_PERF_NO_MEASURE },
                 { "branch-misses", PGO_PERF_NO_MEASURE },
                 { "cache-references", PGO_PERF_NO_MEASURE },
                 { "sched:sched_switch", PGO_PERF_NO_MEASURE },
                 { "probe_x:cycles", PGO_PERF_NO_MEASURE },
                 { "dummy:u", PGO_PERF_NO_MEASURE },
                 { "rc4", PGO_PERF_NO_MEASURE },
                 { "clock", PGO_PERF_NO_MEASURE } };
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    CHECK (events[i].name,
           pgo_perf_measure (events[i].name) == events[i].measure);
  CHECK ("no name", pgo_perf_measure ("") == PGO_PERF_NO_MEASURE);
}

/* Put VALUE into the SIZE bytes at TO, turned round if SWAP.  */
static void
put (unsigned char *to, uint64_t value, size_t size, bool swap)
{
  for (size_t i = 0; i < size; i++)
    to[swap ? size - 1 - i : i] = (unsigned char) (value >> (8 * i));
}

#define USER_STACK (UINT64_C (1) << 13)

/* Check that of a header with attributes of the sample types A and B, turned
   round if SWAP, of which SIZE bytes are there, pgo_perf_unwound says WANT; -1
   is an error.  */
static void
check_header (const char *what, uint64_t a, uint64_t b, bool swap, bool pipe,
              size_t size, int want)
{
  enum
  {
    ATTR = 136,
    IDS = 16
  };
  unsigned char bytes[512] = "";
  const uint64_t types[] = { a, b };
  size_t end = pipe ? 16 : 104;
  memcpy (bytes, swap ? "2ELIFREP" : "PERFILE2", 8);
  put (bytes + 8, end, 8, swap);
  if (!pipe)
    {
      put (bytes + 16, ATTR + IDS, 8, swap);
      put (bytes + 24, end, 8, swap);
      put (bytes + 32, 2 * (ATTR + IDS), 8, swap);
    }
  for (size_t i = 0; i < 2; i++)
    {
      if (pipe)
        {
          /* A record of 12 bytes that is none of an attribute, and one that
             is.  */
          put (bytes + end, 80, 4, swap);
          put (bytes + end + 6, 12, 2, swap);
          put (bytes + end + 12, 64, 4, swap);
          put (bytes + end + 18, 8 + ATTR + IDS, 2, swap);
          end += 20;
        }
      put (bytes + end + 24, types[i], 8, swap);
      end += ATTR + IDS;
    }
  if (pipe)
    {
      /* A record of the kernel's, of a size that none has.  */
      put (bytes + end, 1, 4, swap);
      end += 8;
    }
  char file[] = "test-perf.XXXXXX", name[100];
  FILE *stream = fdopen (mkstemp (file), "wb");
  fwrite (bytes, 1, size < end ? size : end, stream);
  fclose (stream);
  struct pgo_error err;
  bool unwound;
  int got = pgo_perf_unwound (file, "p.data", &unwound, &err) ? unwound : -1;
  remove (file);
  snprintf (name, sizeof name, "header: %s%s%s", what, swap ? ", swapped" : "",
            pipe ? ", pipe" : "");
  CHECK (name, got == want
                   && (want >= 0
                       || strcmp (err.message, "p.data: the header does not "
                                               "say what was recorded")
                              == 0));
}

static void
test_header (void)
{
  for (int i = 0; i < 4; i++)
    {
      bool swap = i & 1, pipe = i & 2;
      check_header ("not unwound", 0, ~USER_STACK, swap, pipe, 512, 0);
      check_header ("the first is unwound", USER_STACK, 0, swap, pipe, 512, 1);
      check_header ("the second is unwound", 0, USER_STACK, swap, pipe, 512, 1);
    }
  check_header ("8 bytes", 0, 0, false, false, 8, -1);
  check_header ("30 bytes", 0, 0, false, false, 30, -1);
  check_header ("no attributes", 0, 0, false, false, 104, -1);
  check_header ("half an attribute", 0, 0, false, false, 270, -1);
  check_header ("no attributes", 0, 0, false, true, 16, -1);
  check_header ("half an attribute", 0, 0, false, true, 50, -1);
  struct pgo_error err;
  bool unwound;
  CHECK ("header: no file",
         !pgo_perf_unwound ("absent/x", "x", &unwound, &err)
             && strcmp (err.message, "x: No such file or directory") == 0);
}

int
main (void)
{
  test_side_band ();
  test_samples ();
  test_names ();
  test_odd ();
  test_not_odd ();
  test_errors ();
  test_events ();
  test_header ();
  return unit_end ();
}
