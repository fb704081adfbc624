/* Files that are taken for a pprof profile and are none.
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

   Two tables: of what files begin with, and of what text begins with; a kind of
   file is a row.  Only what could not be read as a pprof profile is looked at,
   and what is a raw profile begins as none does.  */

#include "pprof/format.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"

/* More header words than any version of gperftools writes.  */
#define MAX_HEADER_WORDS 1024

#define RECORD "record CPU time with gcc-pgo record"

static const struct pgo_format perf_data
    = { "perf.data", NULL, PGO_RAW_PERF },
    gperftools = { "a CPU profile of gperftools", NULL, PGO_RAW_GPERFTOOLS },
    heap = { "a heap profile",
             "it weighs memory, not CPU time: " RECORD
             ", or with the CPU profiler of gperftools",
             PGO_RAW_NONE },
    contention = { "a profile of contended locks",
                   "it weighs waiting, not CPU time: " RECORD, PGO_RAW_NONE },
    threads = { "a profile of threads or goroutines",
                "it weighs no CPU time: " RECORD, PGO_RAW_NONE },
    raw_text = { "a profile with symbols, as pprof --raw prints it",
                 "give the profile that it was made from to gcc-pgo convert",
                 PGO_RAW_NONE },
    report = { "a report, which was made from a profile",
               "give that profile itself", PGO_RAW_NONE },
    perf_report = { "a report of perf",
                    "give the perf.data that it was made from to gcc-pgo "
                    "convert",
                    PGO_RAW_NONE },
    perf_script = { "text of perf script",
                    "give the perf.data that it was made from to gcc-pgo "
                    "convert",
                    PGO_RAW_NONE },
    folded = { "folded stacks, as for a flame graph",
               "they have no lines: give what they were made from, such as "
               "perf.data, to gcc-pgo convert",
               PGO_RAW_NONE },
    gcda = { "counts of an instrumented program (.gcda)",
             "they are for gcc -fprofile-use; for the plugin " RECORD,
             PGO_RAW_NONE },
    gcno = { "notes of a compilation (.gcno)",
             "they are for gcov; for the plugin " RECORD, PGO_RAW_NONE },
    afdo = { "a profile for gcc -fauto-profile",
             "give the perf.data that it was made from to gcc-pgo convert",
             PGO_RAW_NONE },
    llvm = { "a profile for clang", "GCC cannot use it; for the plugin " RECORD,
             PGO_RAW_NONE },
    llvm_samples
    = { "a sample profile for clang",
        "give the perf.data that it was made from to gcc-pgo convert",
        PGO_RAW_NONE },
    callgrind
    = { "a profile of callgrind",
        "it counts instructions of a simulated run: " RECORD, PGO_RAW_NONE },
    gmon = { "a profile for gprof", "it has no stacks: " RECORD, PGO_RAW_NONE },
    jfr = { "a recording of a Java virtual machine",
            "it is not of native code: " RECORD, PGO_RAW_NONE },
    elf = { "an ELF file, a program or library",
            "give a profile of it; gcc-pgo record makes one", PGO_RAW_NONE },
    library = { "a library or another archive of ar",
                "give a profile of a program", PGO_RAW_NONE },
    gzip = { "compressed with gzip twice", "decompress it first: gunzip FILE",
             PGO_RAW_NONE },
    zstd = { "compressed with zstd", "decompress it first: zstd -d FILE",
             PGO_RAW_NONE },
    bzip2 = { "compressed with bzip2", "decompress it first: bunzip2 FILE",
              PGO_RAW_NONE },
    xz
    = { "compressed with xz", "decompress it first: unxz FILE", PGO_RAW_NONE },
    lz4 = { "compressed with lz4", "decompress it first: lz4 -d FILE",
            PGO_RAW_NONE },
    zip = { "a zip archive", "unpack it first: unzip FILE", PGO_RAW_NONE },
    seven_zip = { "a 7z archive", "unpack it first", PGO_RAW_NONE },
    tar = { "a tar archive", "unpack it first: tar xf FILE", PGO_RAW_NONE },
    base64 = { "gzip data in base64", "decode it first: base64 -d FILE",
               PGO_RAW_NONE },
    lfs = { "a pointer of Git LFS",
            "get the file that it stands for: git lfs pull", PGO_RAW_NONE },
    http = { "the answer of a server with its headers",
             "download the profile again, without them", PGO_RAW_NONE },
    html = { "a page of HTML, perhaps the error message of a server",
             "read it, and download the profile again", PGO_RAW_NONE },
    xml = { "XML, perhaps a flame graph or the error message of a server",
            "give the profile itself", PGO_RAW_NONE },
    json = { "JSON, perhaps the error message of a server",
             "give a pprof profile; " RECORD, PGO_RAW_NONE },
    prepared = { "a prepared profile, which has no stacks",
                 "give the profile that gcc-pgo prepare made it from",
                 PGO_RAW_NONE },
    plain_text
    = { "text, and no profile that is known",
        "give a pprof profile; gcc-pgo record makes one", PGO_RAW_NONE },
    empty = { "empty",
              "record again, until the program or the profiler has ended; that "
              "of gperftools writes when the program exits",
              PGO_RAW_NONE };

/* What files begin with, at OFFSET.  */
static const struct
{
  size_t offset, length;
  const char *magic;
  const struct pgo_format *format;
} magics[] = {
#define MAGIC(OFFSET, STRING) OFFSET, sizeof (STRING) - 1, (STRING)
  { MAGIC (0, "PERFILE2"), &perf_data },
  { MAGIC (0, "2ELIFREP"), &perf_data },
  { MAGIC (0, "PERFFILE"), &perf_data },
  { MAGIC (0, "--- symbol"), &raw_text },
  { MAGIC (0, "pgo-profile "), &prepared },
  { MAGIC (0, "gmon\1"), &gmon },
  { MAGIC (0, "oncg"), &gcno },
  { MAGIC (0, "gcno"), &gcno },
  { MAGIC (0, "adcg"), &gcda },
  { MAGIC (0, "gcda"), &gcda },
  { MAGIC (0, "\xfflprofi\x81"), &llvm },
  { MAGIC (0, "\xfflprofr\x81"), &llvm },
  { MAGIC (0, "\xfflprofR\x81"), &llvm },
  { MAGIC (0, "\x81rforpl\xff"), &llvm },
  { MAGIC (0, "\x81Rforpl\xff"), &llvm },
  /* Behind the number of the version.  */
  { MAGIC (1, "\xe5\xd0\xb1\xf4\xc9\x94\xa8\x53"), &llvm_samples },
  { MAGIC (1, "\xe4\xd0\xb1\xf4\xc9\x94\xa8\x53"), &llvm_samples },
  { MAGIC (0, "FLR\0"), &jfr },
  { MAGIC (0, "\x7f"
              "ELF"),
    &elf },
  { MAGIC (0, "!<arch>\n"), &library },
  { MAGIC (0, "\x1f\x8b"), &gzip },
  { MAGIC (0, "\x28\xb5\x2f\xfd"), &zstd },
  { MAGIC (0, "BZh"), &bzip2 },
  { MAGIC (0, "\xfd"
              "7zXZ"),
    &xz },
  { MAGIC (0, "\x04\x22\x4d\x18"), &lz4 },
  { MAGIC (0, "PK\3\4"), &zip },
  { MAGIC (0, "PK\5\6"), &zip },
  { MAGIC (0, "7z\xbc\xaf\x27\x1c"), &seven_zip },
  { MAGIC (257, "ustar\0"
                "00"),
    &tar },
  { MAGIC (257, "ustar  "), &tar },
#undef MAGIC
};

/* Likewise text, behind blanks and in any case of letters.  */
static const struct
{
  const char *start;
  const struct pgo_format *format;
} starts[] = {
  { "heap profile:", &heap },
  { "heap_v2/", &heap },
  { "--- heap", &heap },
  { "--- growth", &heap },
  { "desc:", &heap },
  { "--- contention", &contention },
  { "--- mutex:", &contention },
  { "goroutine profile:", &threads },
  { "threadcreate profile:", &threads },
  { "--- threadz", &threads },
  { "PeriodType:", &report },
  { "File:", &report },
  { "Build ID:", &report },
  { "Type:", &report },
  { "positions:", &report },
  { "events:", &report },
  { "Total:", &report },
  { "Showing nodes", &report },
  { "Flat profile:", &report },
  { "digraph", &report },
  { "# To display the perf.data header", &perf_report },
  { "# ========", &perf_script },
  { "# started on", &perf_report },
  { "# callgrind format", &callgrind },
  { "version: 1\ncreator: callgrind", &callgrind },
  { "creator: callgrind", &callgrind },
  { ":ir\n", &llvm },
  { ":fe\n", &llvm },
  { "# IR level", &llvm },
  { "H4sI", &base64 },
  { "version https://git-lfs", &lfs },
  { "HTTP/", &http },
  { "<!doctype html", &html },
  { "<!--", &html },
  { "<html", &html },
  { "<head", &html },
  { "<body", &html },
  { "<?xml", &xml },
  { "<svg", &xml },
  { "<!doctype", &xml },
};

bool
pgo_gperftools_words (const unsigned char *data, size_t size, size_t *width,
                      bool *big_endian)
{
  for (*width = 4; *width <= 8; *width += 4)
    for (int big = 0; big < 2; big++)
      {
        uint64_t words[3] = { 0, 0, 0 };
        if (size < 3 * *width)
          return false;
        for (size_t i = 0; i < 3 * *width; i++)
          {
            size_t byte = i % *width;
            words[i / *width] |= (uint64_t) data[i]
                                 << 8 * (big ? *width - 1 - byte : byte);
          }
        *big_endian = big;
        if (words[0] == 0 && words[2] == 0 && words[1] >= 3
            && words[1] <= MAX_HEADER_WORDS)
          return true;
      }
  return false;
}

/* ---- Text.  */

/* A piece of text, without a NUL at its end.  */
struct piece
{
  const char *start;
  const char *end;
};

static bool
text_p (const unsigned char *data, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if ((data[i] < ' ' && !pgo_space_p ((char) data[i])) || data[i] == 0x7f)
      return false;
  return true;
}

/* Take the next line of REST, without what ends it.  False at the end.  */
static bool
take_line (struct piece *rest, struct piece *line)
{
  if (rest->start == rest->end)
    return false;
  const char *end
      = memchr (rest->start, '\n', (size_t) (rest->end - rest->start));
  line->start = rest->start;
  line->end = end ? end : rest->end;
  rest->start = end ? end + 1 : rest->end;
  if (line->end > line->start && line->end[-1] == '\r')
    line->end--;
  return true;
}

/* How many characters at TEXT, which is before END, CLASS holds for.  */
static size_t
span (const char *text, const char *end, bool (*class) (char c))
{
  size_t n = 0;

  while (text + n < end && class(text[n]))
    n++;
  return n;
}

/* Is LINE "main;run;step 12", or "main 12", as SEVERAL says?  */
static bool
folded_p (struct piece line, bool *several)
{
  const char *blank = line.end;

  while (blank > line.start && blank[-1] != ' ')
    blank--;
  if (blank <= line.start + 1 || blank == line.end
      || span (blank, line.end, pgo_digit_p) != (size_t) (line.end - blank))
    return false;
  *several |= memchr (line.start, ';', (size_t) (blank - line.start)) != NULL;
  return true;
}

/* Is TEXT nothing but folded stacks?  Its last line may be cut short.  */
static bool
folded_text_p (struct piece text)
{
  struct piece line;
  bool several = false;

  while (take_line (&text, &line))
    if (line.start < line.end && !folded_p (line, &several)
        && (text.start < text.end || !several))
      return false;
  return several;
}

/* Does LINE hold a time of perf script, "12.345678:"?  */
static bool
timed_p (struct piece line)
{
  for (const char *p = line.start; p < line.end; p++)
    {
      size_t n = *p == '.' ? span (p + 1, line.end, pgo_digit_p) : 0;
      if (n >= 6 && p > line.start && pgo_digit_p (p[-1])
          && p + 1 + n < line.end && p[1 + n] == ':')
        return true;
    }
  return false;
}

/* Is LINE a frame of perf script, which is a tab, an address in 16 columns, and
   perhaps a name?  */
static bool
framed_p (struct piece line)
{
  const char *p = line.start + 1;
  size_t digits;

  if (line.end - line.start < 17 || *line.start != '\t')
    return false;
  while (p < line.end && *p == ' ')
    p++;
  digits = span (p, line.end, pgo_hex_digit_p);
  p += digits;
  return digits > 0 && p == line.start + 17 && (p == line.end || *p == ' ');
}

/* Does TEXT begin with a sample, or another event, of perf script?  That has a
   time, or else its first frame follows.  */
static bool
perf_script_p (struct piece text)
{
  struct piece line, next;

  while (take_line (&text, &line))
    if (line.start < line.end && *line.start != '#')
      return timed_p (line) || framed_p (line)
             || (take_line (&text, &next) && framed_p (next));
  return false;
}

/* Does TEXT begin with a function of LLVM's sample profiles, "main:184:0" above
   " 4: 60"?  */
static bool
llvm_samples_p (struct piece text)
{
  struct piece line;
  const char *p;
  size_t n = 0;

  if (!take_line (&text, &line))
    return false;
  for (p = line.end; p > line.start && n < 2; p--)
    if (p[-1] == ':')
      n++;
    else if (!pgo_digit_p (p[-1]))
      return false;
  if (n < 2 || p == line.start || !take_line (&text, &line)
      || line.start == line.end || *line.start != ' ')
    return false;
  p = line.start + span (line.start, line.end, pgo_blank_p);
  n = span (p, line.end, pgo_digit_p);
  return n > 0 && p + n < line.end && (p[n] == ':' || p[n] == '.');
}

/* Does the second line of TEXT begin with START?  */
static bool
second_line_p (struct piece text, const char *start)
{
  struct piece line;
  size_t length = strlen (start);

  return take_line (&text, &line) && take_line (&text, &line)
         && (size_t) (line.end - line.start) >= length
         && memcmp (line.start, start, length) == 0;
}

/* What the SIZE bytes of text at DATA are.  */
static const struct pgo_format *
format_of_text (const char *data, size_t size)
{
  /* Of what some editors put before text.  */
  size_t mark = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  struct piece rest = { data + mark, data + size };
  char first;

  while (rest.start < rest.end && (*rest.start == '\n' || *rest.start == '\r'))
    rest.start++;
  if (perf_script_p (rest))
    return &perf_script;
  rest.start += span (rest.start, rest.end, pgo_space_p);
  first = rest.start < rest.end ? *rest.start : '\0';
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    {
      size_t length = strlen (starts[i].start);
      if ((size_t) (rest.end - rest.start) >= length
          && pgo_same_letters_p (rest.start, starts[i].start, length))
        return starts[i].format;
    }
  if (second_line_p (rest, "# Func Hash:"))
    return &llvm;
  return folded_text_p (rest)           ? &folded
         : llvm_samples_p (rest)        ? &llvm_samples
         : first == '{' || first == '[' ? &json
                                        : &plain_text;
}

/* ---- All of it.  */

/* Are the SIZE bytes at DATA, of a file of gcov's kind, a profile of samples,
   which GCC keeps in a file of that kind?  */
static bool
afdo_p (const unsigned char *data, size_t size)
{
  return size >= 16
         && (memcmp (data + 12, "\0\0\0\xaa", 4) == 0
             || memcmp (data + 12, "\xaa\0\0\0", 4) == 0);
}

const struct pgo_format pgo_format_unknown
    = { "not a pprof profile",
        "give one; gcc-pgo record makes one, and gcc-pgo convert from what "
        "perf or gperftools wrote",
        PGO_RAW_NONE };

const struct pgo_format *
pgo_format_of (const unsigned char *data, size_t size)
{
  size_t width;
  bool big_endian;

  if (size == 0)
    return &empty;
  if (size > PGO_FORMAT_HEAD)
    size = PGO_FORMAT_HEAD;
  for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
    if (size >= magics[i].offset + magics[i].length
        && memcmp (data + magics[i].offset, magics[i].magic, magics[i].length)
               == 0)
      return magics[i].format == &gcda && afdo_p (data, size)
                 ? &afdo
                 : magics[i].format;
  if (pgo_gperftools_words (data, size, &width, &big_endian))
    return &gperftools;
  if (text_p (data, size))
    return format_of_text ((const char *) data, size);
  return NULL;
}

bool
pgo_format_refuse (const struct pgo_format *format, const char *name,
                   bool compressed, struct pgo_error *err)
{
  if (format->cure)
    return pgo_error_set (err, "%s: %s; %s", name, format->what, format->cure);
  return pgo_error_set (
      err, "%s: %s; %s gcc-pgo convert -o default.pgo FILE", name, format->what,
      compressed ? "decompress it with gunzip and convert it:" : "convert it:");
}
