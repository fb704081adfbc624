/* The reader of perf script's text.
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
        case PGO_PERF_ATTRIBUTES:
          fprintf (to, "attributes %d\n", record.unwound);
          break;
        case PGO_PERF_MMAP:
          fprintf (to, "mmap %d %" PRIx64 "+%" PRIx64 " @%" PRIx64 " <%s>\n",
                   record.pid, record.start, record.length, record.offset,
                   record.file);
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
      "header",
      read_text ("# ========\n# hostname : vm\n"
                 "# event : name = cpu-clock:u, , sample_type = "
                 "IP|TID|REGS_USER|STACK_USER|DATA_SRC, freq = 1\n"
                 "# event : name = cycles, , sample_type = IP|TID\n#\n"),
      "attributes 1\nattributes 0\nend\n");
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
      "mmap 6 1000+20 @0 </bin/x>\nend\n");
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
      read_text ("# a comment\n"
                 " 58/59   79.301777400:     250062 cpu-clock:pppH: \n"
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
                           "\t7f00 LazyCompile:~f x.js:1 (/tmp/perf-5.map)\n"),
                "sample 5 1000000000 9 <e> 7f00 <LazyCompile:~f x.js:1> "
                "</tmp/perf-5.map>\nend\n");
}

static void
test_errors (void)
{
  CHECK_STRING ("garbage", read_text ("\nhello world\n"),
                "error: p.data: line 2 of perf script: not an event\n");
  CHECK_STRING ("cut short", read_text (" 5/5 1.000000000: 9 e: \n\t1 f (/"),
                "error: p.data: line 2 of perf script: cut short\n");
  CHECK_STRING (
      "bad frame",
      read_text (" 5/5 1.000000000: 9 e: \n\t1 f (/a)\n\txyz\n\t1 f (/a)\n"),
      "error: p.data: line 3 of perf script: not a frame\n");
  CHECK_STRING ("frame without a sample", read_text ("\t1 f (/a)\n"),
                "error: p.data: line 1 of perf script: not an event\n");
  CHECK_STRING ("line after a sample",
                read_text (" 5/5 1.000000000: 9 e: \n\t1 f (/a)\nbad\n"),
                "sample 5 1000000000 9 <e> 1 <f> </a>\n"
                "error: p.data: line 3 of perf script: not an event\n");
  CHECK_STRING (
      "no time", read_text (" 5/5 9 e: \n"),
      "error: p.data: line 1 of perf script: an event without a time\n");
  CHECK_STRING (
      "microseconds", read_text (" 5/5 1.000000: 9 e: \n"),
      "error: p.data: line 1 of perf script: an event without a time\n");
  CHECK_STRING (
      "no period", read_text (" 5/5 1.000000000: e: \n"),
      "error: p.data: line 1 of perf script: a sample without a period\n");
  CHECK_STRING (
      "no event", read_text (" 5/5 1.000000000: 9 e\n"),
      "error: p.data: line 1 of perf script: a sample without an event\n");
  CHECK_STRING (
      "number too large",
      read_text (" 5/5 1.000000000: 99999999999999999999 e: \n"),
      "error: p.data: line 1 of perf script: a sample without a period\n");
  CHECK_STRING (
      "mmap over the end",
      read_text (" 5/5 1.000000000: PERF_RECORD_MMAP2 6/6: "
                 "[0xffffffffffffffff(0x20) @ 0 a b c]: r-xp /bin/x\n"),
      "error: p.data: line 1 of perf script: a damaged PERF_RECORD\n");
}

int
main (void)
{
  test_side_band ();
  test_samples ();
  test_errors ();
  return unit_end ();
}
