/* Tests of what files are that are no pprof profile.
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


   Each kind of file in several spellings, and what is near to it and is text,
   or a profile.  */

#include "pprof/format.h"
#include "unit.h"

#define BYTES(STRING) STRING, sizeof STRING - 1

static const struct
{
  const char *data;
  size_t size;
  const char *what; /* How the message begins, or NULL where it is not known. */
  const char *cure; /* What it has, or NULL.  */
} files[] = {
  /* Raw profiles.  */
  { BYTES ("PERFILE2\150\0\0\0"), "perf.data;",
    "convert it: gcc-pgo convert -o default.pgo FILE" },
  { BYTES ("2ELIFREP\0\0\0\150"), "perf.data;", "gcc-pgo convert" },
  { BYTES ("PERFILE"), "text", NULL },
  { BYTES ("\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\x27"),
    "a CPU profile of gperftools;", "gcc-pgo convert -o default.pgo FILE" },
  { BYTES ("\0\0\0\0\3\0\0\0\0\0\0\0\x10\x27\0\0\0\0\0\0\1\0\0\0"),
    "a CPU profile of gperftools;", NULL },
  { BYTES ("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\0"),
    "a CPU profile of gperftools;", NULL },
  { BYTES ("\0\0\0\0\0\0\0\3\0\0\0\0"), "a CPU profile of gperftools;", NULL },
  { BYTES ("\0\0\0\0\2\0\0\0\0\0\0\0"), NULL, NULL },
  { BYTES ("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), NULL, NULL },
  { BYTES ("--- symbol\nbinary=/bin/a\n0x0001 main\n---\n--- profile\n\0\0\0"),
    "a profile with symbols, as pprof --raw prints it;",
    "was made from to gcc-pgo convert" },

  /* Other measures.  */
  { BYTES ("heap profile:  1:  100 [ 2:  200] @ heap_v2/524288\n"),
    "a heap profile;", "memory, not CPU time: record CPU time" },
  { BYTES ("heap profile: 3: 9 [3: 9] @ heapprofile\n"), "a heap profile;",
    NULL },
  { BYTES ("heap_v2/524288\n  t*: 28106: 56637512 [0: 0]\n"), "a heap profile;",
    NULL },
  { BYTES ("heap profile: 1: 2 [ 1: 2] @ growthz\n"), "a heap profile;", NULL },
  { BYTES ("--- contention\ncycles/second = 3201000000\n"),
    "a profile of contended locks;", "record CPU time" },
  { BYTES ("--- mutex:\ncycles/second=2000000000\n"),
    "a profile of contended locks;", NULL },
  { BYTES ("goroutine profile: total 5\n1 @ 0x43\n"),
    "a profile of threads or goroutines;", NULL },

  /* What was made from profiles.  */
  { BYTES ("# ========\n# captured on    : Thu Jan  1\n"),
    "text of perf script;", "perf.data that it was made from" },
  { BYTES ("server  4711 12345.678901:     250250 cpu-clock:u: \n"
           "\t          401136 main+0x6 (/bin/server)\n"),
    "text of perf script;", NULL },
  { BYTES ("\n# a comment\n:-1 0/0 [001] 1.000000001: cycles:  401136 f (a)\n"),
    "text of perf script;", NULL },
  { BYTES ("main\n\t    7f2387c95005 work+0x5 (/tmp/perf-1.map)\n"),
    "text of perf script;", NULL },
  { BYTES ("main 12 cycles:\n\tffffffff81000010\n"), "text of perf script;",
    NULL },
  { BYTES ("\n\t          401136 main+0x6 (/bin/a b)\n\t  401100 f (a)\n"),
    "text of perf script;", NULL },
  { BYTES ("see\n\t            beefsteak\n"), "text,", NULL },
  { BYTES ("see\n\tdecade by decade\n"), "text,", NULL },
  { BYTES ("see\nbeef stew (tasty)\n"), "text,", NULL },
  { BYTES ("release 12.345678 is out: see there\n"), "text,", NULL },
  { BYTES ("main;run;step 12\nmain;run 3\n"), "folded stacks,",
    "they have no lines" },
  { BYTES ("main 5\nmain;f (a, b);g<c d> 7\nmain;h 1"), "folded stacks,",
    NULL },
  { BYTES ("[unknown];_start;main 12\r\n\r\n[vdso] 2\r\n"), "folded stacks,",
    NULL },
  { BYTES ("main;run;step 12\nmain;run 3\nmain;cut sh"), "folded stacks,",
    NULL },
  { BYTES ("chapter 1\nchapter 2\n"), "text,", NULL },
  { BYTES ("int a; int b 5\nint c;\nx\n"), "text,", NULL },
  { BYTES (" 5"), "text,", NULL },
  { BYTES ("File: server\nType: cpu\nShowing nodes accounting for 3s\n"),
    "a report,", "give that profile itself" },
  { BYTES ("Total: 120 samples\n     60  50.0%  50.0%  60  50.0% f\n"),
    "a report,", NULL },
  { BYTES ("PeriodType: cpu nanoseconds\nPeriod: 10000000\n"), "a report,",
    NULL },
  { BYTES ("# To display the perf.data header info, please use\n"),
    "a report of perf;", NULL },
  { BYTES ("Type: cpu\nDuration: 3s\n"), "a report,", NULL },
  { BYTES ("positions: instr line\nevents: cpu(ns)\n"), "a report,", NULL },
  { BYTES ("# callgrind format\nversion: 1\n"), "a profile of callgrind;",
    NULL },

  /* Of other compilers' ways.  */
  { BYTES ("adcg*21B\x12\x34\x56\x78\0\0\0\0"), "counts of an instrumented",
    "-fprofile-use" },
  { BYTES ("gcdaB12*\x12\x34\x56\x78"), "counts of an instrumented", NULL },
  { BYTES ("oncg*21B"), "notes of a compilation", NULL },
  { BYTES ("adcg*21B\0\0\0\0\0\0\0\xaa"), "a profile for gcc -fauto-profile;",
    "gcc-pgo convert" },
  { BYTES ("\xfflprofi\x81\x07\0\0\0"), "a profile for clang;", NULL },
  { BYTES ("\x81rforpl\xff\x08\0\0\0"), "a profile for clang;", NULL },
  { BYTES ("\x84\xe4\xd0\xb1\xf4\xc9\x94\xa8\x53\1"),
    "a sample profile for clang;", "gcc-pgo convert" },
  { BYTES ("main:184019:0\n 4: 534\n 9: 2064 _Z3bari:1471\n"),
    "a sample profile for clang;", NULL },
  { BYTES ("main:184019:0\nf:1:0\n"), "text,", NULL },
  { BYTES (":ir\n"), "a profile for clang;", NULL },
  { BYTES ("f\n# Func Hash:\n24\n# Num Counters:\n"), "a profile for clang;",
    NULL },
  { BYTES ("desc: --massif-out-file=m\ncmd: ./server\n"), "a heap profile;",
    NULL },
  { BYTES ("gmon\1\0\0\0"), "a profile for gprof;", NULL },

  /* Programs and archives.  */
  { BYTES ("\x7f"
           "ELF\2\1\1"),
    "an ELF file,", "gcc-pgo record makes one" },
  { BYTES ("!<arch>\n/       "), "a library", NULL },
  { BYTES ("\x28\xb5\x2f\xfd\4\0\1"), "compressed with zstd;", "zstd -d FILE" },
  { BYTES ("BZh91AY&SY"), "compressed with bzip2;", "bunzip2" },
  { BYTES ("\xfd"
           "7zXZ\0"),
    "compressed with xz;", "unxz" },
  { BYTES ("\x04\x22\x4d\x18"), "compressed with lz4;", "lz4" },
  { BYTES ("PK\3\4\24\0"), "a zip archive;", "unzip" },
  { BYTES ("7z\xbc\xaf\x27\x1c\0\4"), "a 7z archive;", NULL },
  { BYTES ("H4sIAAAAAAAA/w=="), "gzip data in base64;", "base64 -d" },
  { BYTES ("version https://git-lfs.github.com/spec/v1\n"),
    "a pointer of Git LFS;", "git lfs pull" },

  /* What servers answer.  */
  { BYTES ("<!DOCTYPE html>\n<title>404 Not Found</title>"), "a page of HTML,",
    "download" },
  { BYTES ("\r\n<HTML><head>"), "a page of HTML,", NULL },
  { BYTES ("\xef\xbb\xbf<!doctype html>"), "a page of HTML,", NULL },
  { BYTES ("<!-- saved --><html>"), "a page of HTML,", NULL },
  { BYTES ("HTTP/1.1 200 OK\r\nContent-Type: "), "the answer of a server",
    "without them" },
  { BYTES ("\xef\xbb\xbf{\"a\": 1}"), "JSON,", NULL },
  { BYTES ("<?xml version=\"1.0\"?><Error>"), "XML,", NULL },
  { BYTES ("{\"error\": \"unauthorized\"}"), "JSON,", "gcc-pgo record" },
  { BYTES ("\n  [1, 2]"), "JSON,", NULL },
  { BYTES ("no such profile"), "text, and no profile that is known;", NULL },
  { BYTES ("\xc3\xa9t\xc3\xa9\n"), "text,", NULL },
  { BYTES (""), "empty;", "record again" },
  { BYTES ("\n"), "text,", NULL },

  /* Profiles, as they may begin.  */
  { BYTES ("\n\4\10\1\20\2"), NULL, NULL },
  { BYTES ("2\0002\7samples"), NULL, NULL },
  { BYTES ("\x1f\x8b\10\0\0\0\0\0"), "compressed with gzip twice;", NULL },
  { BYTES ("J\0P\1Z\0"), NULL, NULL },
  { BYTES ("\x85\1\0\0\0\0"), NULL, NULL },
};

static const struct pgo_format *
format_of (const char *data, size_t size)
{
  return pgo_format_of ((const unsigned char *) data, size);
}

static void
test_kinds (void)
{
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    {
      const struct pgo_format *format
          = format_of (files[i].data, files[i].size);
      struct pgo_error err = { "" };
      const char *what = files[i].what ? files[i].what : "unknown";
      char name[100], start[100];

      snprintf (name, sizeof name, "file %zu: %s", i, what);
      if (format)
        pgo_format_refuse (format, "FILE", false, &err);
      snprintf (start, sizeof start, "FILE: %s", what);
      CHECK (name, files[i].what
                       ? strncmp (err.message, start, strlen (start)) == 0
                       : !format);
      if (files[i].cure)
        CHECK (name, strstr (err.message, files[i].cure) != NULL);
    }
}

/* Nothing behind the end is read: each file is followed by what would be taken
   for more of it.  */
static void
test_end (void)
{
  char line[] = "\t                 401136 main (a)";
  const struct pgo_format *format = format_of (line, 17);

  CHECK_STRING ("an address behind the end", format->what,
                "text, and no profile that is known");
}

static void
test_head (void)
{
  static char data[2 * PGO_FORMAT_HEAD];
  struct pgo_error err;

  /* What is behind the head is not looked at.  */
  memset (data, 'x', sizeof data);
  data[PGO_FORMAT_HEAD] = '\1';
  CHECK_STRING ("text to the end of the head",
                format_of (data, sizeof data)->what,
                "text, and no profile that is known");
  data[PGO_FORMAT_HEAD - 1] = '\1';
  CHECK ("no text", !format_of (data, sizeof data));
  memset (data, 0, sizeof data);
  memcpy (data, "perf/", 5);
  memcpy (data + 257, "ustar\00000", 8);
  CHECK_STRING ("tar", format_of (data, sizeof data)->what, "a tar archive");
  data[257] = 'U';
  CHECK ("no tar", !format_of (data, sizeof data));

  pgo_format_refuse (format_of ("PERFILE2", 8), "FILE", true, &err);
  CHECK_STRING ("a raw profile that is compressed", err.message,
                "FILE: perf.data; decompress it with gunzip and convert it: "
                "gcc-pgo convert -o default.pgo FILE");
}

int
main (void)
{
  test_kinds ();
  test_end ();
  test_head ();
  return unit_end ();
}
