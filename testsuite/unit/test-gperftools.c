/* Profiles of gperftools: whole, cut short anywhere, and damaged.
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

   Nothing that a file says may make the reader crash, hang or take more memory
   than the file is long; whatever it refuses, it says where.  */

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "convert/gperftools.h"
#include "pprof/format.h"
#include "symbolize/symbolize.h"
#include "unit.h"

static char name[] = "/tmp/test-gperftools-XXXXXX";

static struct
{
  unsigned char bytes[1 << 20];
  size_t size;
  unsigned width;
  bool big;
} file;

static void
start (unsigned width, bool big)
{
  file.size = 0;
  file.width = width;
  file.big = big;
}

static void
put (uint64_t word)
{
  for (unsigned i = 0; i < file.width; i++)
    file.bytes[file.size++]
        = (unsigned char) (word >> 8 * (file.big ? file.width - 1 - i : i));
}

static void
put_words (size_t n, const uint64_t *words)
{
  for (size_t i = 0; i < n; i++)
    put (words[i]);
}

#define PUT(...)                                                               \
  put_words (sizeof ((uint64_t[]){ __VA_ARGS__ }) / sizeof (uint64_t),         \
             (uint64_t[]){ __VA_ARGS__ })

static void
put_text (const char *text)
{
  size_t length = strlen (text);
  memcpy (file.bytes + file.size, text, length);
  file.size += length;
}

/* Two stacks and two maps.  */
static void
put_profile (unsigned width, bool big)
{
  start (width, big);
  PUT (0, 3, 0, 10000, 0);
  PUT (3, 2, 0x1010, 0x2020);
  PUT (4, 3, 0x3010, 0x3010, 0x1020);
  PUT (0, 1, 0);
  put_text ("00001000-00002000 r-xp 00000000 08:01 7    [first]\n"
            "00002000-00003000 r-xp 00000800 08:01 7    [second one]\n");
}

/* Read the first SIZE bytes.  The caller frees what symbolises them.  */
static bool
read_some (size_t size, struct pgo_symbolizer **symbolizer,
           struct pgo_error *err)
{
  int64_t duration = 0;
  FILE *stream = fopen (name, "wb");
  if (!stream || fwrite (file.bytes, 1, size, stream) != size)
    abort ();
  fclose (stream);
  *symbolizer = pgo_symbolizer_new ();
  return pgo_gperftools_convert (name, *symbolizer, &duration, err);
}

/* What is said about the file, without its name; "" where it is read.  */
static const char *
reason (void)
{
  static struct pgo_error err;
  struct pgo_symbolizer *symbolizer;
  err.message[0] = '\0';
  bool ok = read_some (file.size, &symbolizer, &err);
  pgo_symbolizer_free (symbolizer);
  if (ok)
    return "";
  size_t length = strlen (name);
  return strncmp (err.message, name, length) == 0
                 && strncmp (err.message + length, ": ", 2) == 0
             ? err.message + length + 2
             : err.message;
}

static void
check_whole (unsigned width, bool big)
{
  struct pgo_error err;
  struct pgo_symbolizer *symbolizer;
  char label[64];
  snprintf (label, sizeof label, "%u bytes a word, %s first", width,
            big ? "big" : "little");
  put_profile (width, big);
  const struct pgo_format *format = pgo_format_of (file.bytes, file.size);
  CHECK (label, format && format->raw == PGO_RAW_GPERFTOOLS
                    && read_some (file.size, &symbolizer, &err));
  struct pgo_profile *profile = pgo_symbolizer_finish (symbolizer, 0);
  CHECK (label, profile->n_samples == 2);
  CHECK (label, profile->values[0] == 3 && profile->values[1] == 30000000
                    && profile->values[2] == 4);
  /* A caller's address is that of its call; the doubled leaf is one.  */
  const struct pgo_location *location = profile->locations;
  const uint32_t *stack = profile->stacks;
  CHECK (label, profile->samples[0].depth == 2
                    && location[stack[0]].address == 0x10
                    && location[stack[1]].address == 0x81f);
  CHECK_STRING (label, profile->mappings[location[stack[1]].mapping].file,
                "[second one]");
  stack += profile->samples[1].first;
  CHECK (label, profile->samples[1].depth == 2
                    && location[stack[0]].address == 0x3010
                    && location[stack[0]].mapping == PGO_NONE
                    && location[stack[1]].address == 0x1f);
  pgo_profile_free (profile);
  pgo_symbolizer_free (symbolizer);
}

/* Cut the file short at every byte: only between two maps is that a file.  */
static void
check_cut (unsigned width, bool big)
{
  size_t wrong = 0, whole = 0;
  put_profile (width, big);
  size_t all = file.size;
  for (file.size = 0; file.size < all; file.size++)
    {
      const char *text = reason ();
      if (!*text)
        whole++;
      else if (strncmp (text, "offset ", 7) != 0)
        wrong++;
    }
  CHECK ("cut short, named", wrong == 0);
  CHECK ("cut short, refused", whole == 2);
}

/* Change bytes at random, always the same way.  */
static void
check_changed (void)
{
  uint32_t state = 1;
  size_t read = 0, refused = 0;
  for (int i = 0; i < 500; i++)
    {
      put_profile (i % 2 ? 4 : 8, i % 3 == 0);
      for (int n = 0; n <= i % 4; n++)
        {
          state = state * 1664525 + 1013904223;
          file.bytes[(state >> 8) % file.size] = (unsigned char) (state >> 24);
        }
      if (*reason ())
        refused++;
      else
        read++;
    }
  CHECK ("changed, some refused", refused > 50);
  CHECK ("changed, some read", read > 50);
}

/* What a small file could ask for.  */
static void
check_limits (void)
{
  char build[2010] = "build=";

  for (unsigned depth = 65536; depth <= 65537; depth++)
    {
      start (4, false);
      PUT (0, 3, 0, 10000, 0, 1, depth);
      for (unsigned i = 0; i < depth; i++)
        put (0x1000 + i % 16);
      PUT (0, 1, 0);
      CHECK_STRING (
          "the deepest stack", reason (),
          depth == 65536 ? "" : "offset 20: a stack of more than 65536 frames");
    }

  put_profile (8, false);
  memset (build + 6, 'b', sizeof build - 8);
  build[sizeof build - 2] = '\n';
  put_text (build);
  for (int i = 0; i < 1000; i++)
    put_text ("3000-3000 r 0 0 0 $build\n");
  CHECK ("$build, again and again",
         strstr (reason (), ": the names of mapped files become too long"));
}

/* What forked processes add to the file: profiles of what they knew of their
   parent, anywhere between two lines of the maps.  */
static void
check_parts (unsigned width, bool big)
{
  static const struct
  {
    const char *what;
    unsigned counts[3]; /* Of samples, in the order of the file.  */
  } files[] = { { "the parent last", { 0, 2, 9 } },
                { "the parent first", { 9, 2, 2 } },
                { "the parent between", { 2, 9, 0 } } };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    {
      struct pgo_error err;
      struct pgo_symbolizer *symbolizer;
      uint64_t n_samples = 0;
      start (width, big);
      for (size_t n = 0; n < 3; n++)
        {
          PUT (0, 3, 0, 10000, 0);
          if (files[i].counts[n])
            PUT (files[i].counts[n], 1, 0x1010);
          PUT (0, 1, 0);
          put_text ("00001000-00002000 r-xp 00000000 08:01 7    [first]\n");
        }
      put_text ("00002000-00003000 r-xp 00000800 08:01 7    [second one]\n");
      CHECK (files[i].what, read_some (file.size, &symbolizer, &err));
      struct pgo_profile *profile = pgo_symbolizer_finish (symbolizer, 0);
      CHECK (files[i].what, profile->n_samples == 1 && profile->values[0] == 9);
      size_t n_notes;
      const char *const *notes = pgo_symbolizer_notes (symbolizer, &n_notes);
      bool noted = false;
      for (size_t n = 0; n < n_notes; n++)
        noted |= strstr (notes[n], "does not sample processes") != NULL;
      CHECK (files[i].what, noted);
      pgo_profile_free (profile);
      pgo_symbolizer_free (symbolizer);
      CHECK (files[i].what,
             pgo_gperftools_count (name, &n_samples, &err) && n_samples == 9);
    }
  start (width, big);
  PUT (0, 3, 0, 10000, 0, 5, 1, 0x1010, 0, 1, 0);
  put_text ("00001000-00002000 r-xp 00000000 08:01 7    [first]\n");
  PUT (0, 3, 0, 10000, 0, 5, 7, 0x1010);
  CHECK ("a part that is cut short",
         strstr (reason (), ": a stack that is longer than the rest"));
  start (width, big);
  PUT (0, 3, 0, 10000, 0, 5, 1, 0x1010, 0, 1, 0);
  start (width == 4 ? 8 : 4, big);
  size_t first = 11 * width;
  file.size = first;
  PUT (0, 3, 0, 10000, 0, 6, 1, 0x1010, 0, 1, 0);
  CHECK ("a part of other words", *reason ());
}

int
main (void)
{
  int fd = mkstemp (name);
  if (fd < 0)
    abort ();
  close (fd);

  for (int big = 0; big < 2; big++)
    for (unsigned width = 4; width <= 8; width += 4)
      {
        check_whole (width, big);
        check_cut (width, big);
        check_parts (width, big);
      }
  check_changed ();
  check_limits ();

  start (8, false);
  PUT (0, 3, 0, 10000, 0, 1, UINT64_MAX, 5);
  CHECK_STRING ("a stack of 2^64", reason (),
                "offset 40: a stack that is longer than the rest of the file");
  start (4, true);
  PUT (0, 3, 0, 10000, 0, 1, 3, 5, 6);
  CHECK_STRING ("a stack one too long", reason (),
                "offset 20: a stack that is longer than the rest of the file");
  start (8, false);
  PUT (0, 3, 0, 10000, 0, UINT64_MAX / 2, 1, 5, 0, 1, 0);
  CHECK_STRING ("more time than there is", reason (),
                "offset 56: a count that is too large");
  start (8, false);
  PUT (0, 3, 0, 0, 0, 1, 1, 5, 0, 1, 0);
  CHECK_STRING ("no period", reason (),
                "offset 24: the sampling period is out of range");
  start (8, false);
  PUT (0, 3, 0, 10000, 0, 0, 0, 1, 0);
  CHECK_STRING ("no stack and no end", reason (),
                "offset 40: neither a stack nor the end mark");
  start (8, false);
  PUT (0, 2, 0, 10000, 0, 1, 1, 5, 0, 1, 0);
  CHECK_STRING ("a header of two", reason (),
                "offset 0: not the header of a gperftools profile");
  CHECK ("a header of two is of another kind",
         !pgo_format_of (file.bytes, file.size));
  start (8, false);
  PUT (0, 4, 0, 10000, 7, 7, 1, 1, 5, 0, 1, 0);
  CHECK_STRING ("a longer header", reason (), "");
  start (8, false);
  PUT (0, 3, 0, 10000, 0, 0, 1, 0);
  struct pgo_error err;
  struct pgo_symbolizer *symbolizer;
  CHECK ("no stacks", read_some (file.size, &symbolizer, &err)
                          && pgo_symbolizer_samples (symbolizer) == 0);
  pgo_symbolizer_free (symbolizer);
  put_profile (8, false);
  file.bytes[file.size - 5] = '\0';
  CHECK ("a NUL among the maps",
         strstr (reason (), ": not a line of /proc/self/maps"));
  unlink (name);
  int64_t duration = 0;
  symbolizer = pgo_symbolizer_new ();
  CHECK ("no file", !pgo_gperftools_convert (name, symbolizer, &duration, &err)
                        && strstr (err.message, "No such file"));
  pgo_symbolizer_free (symbolizer);
  return unit_end ();
}
