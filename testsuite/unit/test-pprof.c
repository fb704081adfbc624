/* Tests of decoding pprof profiles, good and bad.
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

   The odd inputs are those that were tried on the reader of
   github.com/google/pprof, written here byte by byte; what it refuses is
   refused with a text that names file and place, what it accepts is
   read.  */

#include <stdint.h>
#include <stdlib.h>

#include "pprof/weight.h"
#include "unit.h"
#include "wire.h"

/* W is refused, with exactly the text WANT.  */
static void
refused (const char *name, const struct wire *w, const char *want)
{
  struct pgo_error err;
  struct pgo_profile *p = parse (w, &err);

  CHECK_STRING (name, p ? NULL : err.message, want);
  pgo_profile_free (p);
}

/* W is read; returns the profile.  */
static struct pgo_profile *
accepted (const char *name, const struct wire *w)
{
  struct pgo_error err;
  struct pgo_profile *p = parse (w, &err);

  CHECK_STRING (name, err.message, "");
  if (!p)
    exit (1);
  return p;
}

static void
test_refused_strings (void)
{
  struct wire w = { .size = 0 };

  refused ("empty input", &w,
           "FILE: empty; record again, until the program or the profiler has "
           "ended; that of gperftools writes when the program exits");
  NUMBERS (&w, 1, 1, 0, 2, 0);
  refused ("no string table", &w, "FILE: string_table is missing");
  string (&w, "x");
  refused ("entry 0 not empty", &w,
           "FILE: string_table 1: is \"x\" and must be empty");

  begin (&w);
  NUMBERS (&w, 5, 1, 9, 2, 5);
  refused ("string out of range", &w,
           "FILE: function 3: name is string 5, and string_table has 5 "
           "entries");
  begin (&w);
  NUMBERS (&w, 5, 1, 9, 3, -1);
  refused ("negative string", &w,
           "FILE: function 3: system_name is string -1, and string_table has "
           "5 entries");
  begin (&w);
  number (&w, 7, 77);
  refused ("drop_frames out of range", &w,
           "FILE: drop_frames 2: pattern is string 77, and string_table has 5 "
           "entries");
  begin (&w);
  number (&w, 13, 77);
  refused ("comment out of range", &w,
           "FILE: comment 2: text is string 77, and string_table has 5 "
           "entries");
}

static void
test_refused_ids (void)
{
  struct wire w;

  begin (&w);
  NUMBERS (&w, 5, 2, 3);
  refused ("function id 0", &w, "FILE: function 3: id is 0");
  begin (&w);
  NUMBERS (&w, 3, 2, 3);
  refused ("mapping id 0", &w, "FILE: mapping 1: id is 0");
  begin (&w);
  location (&w, 0, 0, 1);
  refused ("location id 0", &w, "FILE: location 1: id is 0");

  begin (&w);
  NUMBERS (&w, 5, 1, 2);
  refused ("duplicate function", &w, "FILE: function 3: id 2 is used twice");
  begin (&w);
  NUMBERS (&w, 3, 1, 1);
  NUMBERS (&w, 3, 1, 1);
  refused ("duplicate mapping", &w, "FILE: mapping 2: id 1 is used twice");
  begin_located (&w);
  location (&w, 2, 0, 1);
  refused ("duplicate location", &w, "FILE: location 3: id 2 is used twice");
  begin (&w);
  begin_located (&w);
  raw (&w, w.data, w.size);
  refused ("two profiles glued", &w, "FILE: function 3: id 1 is used twice");

  begin_located (&w);
  NUMBERS (&w, 2, 1, 1, 1, 77, 2, 5);
  refused ("missing location", &w,
           "FILE: sample 1: location_id 77 is not defined");
  begin_located (&w);
  NUMBERS (&w, 2, 1, 0, 2, 5);
  refused ("zero location", &w, "FILE: sample 1: location_id 0 is not defined");
  begin (&w);
  location (&w, 1, 0, 9);
  refused ("unknown function", &w,
           "FILE: location 1: line 1: function_id 9 is not defined");
  begin (&w);
  location (&w, 1, 0, 0);
  refused ("function 0", &w,
           "FILE: location 1: line 1: function_id 0 is not defined");
}

static void
test_refused_samples (void)
{
  struct wire w, sample = { .size = 0 };

  begin_located (&w);
  NUMBERS (&w, 2, 1, 1);
  refused ("too few values", &w,
           "FILE: sample 1: has 0 values for 1 sample types");
  begin_located (&w);
  NUMBERS (&w, 2, 1, 1, 2, 1, 2, 1);
  refused ("too many values", &w,
           "FILE: sample 1: has 2 values for 1 sample types");
  w.size = 0;
  string (&w, "");
  NUMBERS (&w, 2, 2, 1);
  refused ("no sample type", &w,
           "FILE: sample 1: has 1 values, and the profile no sample_type");

  begin_located (&w);
  number (&sample, 2, 1);
  NUMBERS (&sample, 3, 1, 1, 2, 99);
  message (&w, 2, &sample);
  refused ("label out of range", &w,
           "FILE: sample 1: label str is string 99, and string_table has 5 "
           "entries");
}

static void
test_refused_wire (void)
{
  struct wire w;

  w.size = 0;
  number (&w, 2, 1);
  refused ("nothing that a profile has", &w,
           "FILE: not a pprof profile; give one; gcc-pgo record makes one, and "
           "gcc-pgo convert from what perf or gperftools wrote");
  w.size = 0;
  raw (&w, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  refused ("a picture", &w,
           "FILE: not a pprof profile; give one; gcc-pgo record makes one, and "
           "gcc-pgo convert from what perf or gperftools wrote");
  w.size = 0;
  string (&w, "");
  number (&w, 2, 1);
  refused ("message as number", &w,
           "FILE: offset 2: wrong wire type 0 for sample");
  w.size = 0;
  string (&w, "");
  bytes (&w, 12, "\1", 1);
  refused ("number as bytes", &w,
           "FILE: offset 2: wrong wire type 2 for period");
  w.size = 0;
  string (&w, "");
  raw (&w,
       "\x61"
       "12345678",
       9);
  refused ("number as fixed 64", &w,
           "FILE: offset 2: wrong wire type 1 for period");
  begin (&w);
  bytes (&w, 5, "\x0a\1x", 3);
  refused ("number as bytes inside", &w,
           "FILE: offset 50: function 3: malformed");
  begin (&w);
  bytes (&w, 3, "\x08\1\x3a\1\1", 5);
  refused ("bool as bytes", &w, "FILE: offset 50: mapping 1: malformed");
  begin (&w);
  bytes (&w, 2, "\x12\2\x81", 3);
  refused ("packed values cut", &w, "FILE: offset 50: sample 1: malformed");
  begin (&w);
  bytes (&w, 2, "\x12\1\x81", 3);
  refused ("packed varint cut", &w, "FILE: offset 50: sample 1: malformed");
  begin (&w);
  bytes (&w, 11, "\x08", 1);
  refused ("period type cut", &w, "FILE: offset 50: period_type 2: malformed");

  begin (&w);
  raw (&w, "\x13\x14", 2);
  refused ("group", &w, "FILE: offset 50: not a field of a protocol buffer");
  begin (&w);
  bytes (&w, 2, "\x0b\x0c", 2);
  refused ("group inside", &w, "FILE: offset 50: sample 1: malformed");
  begin (&w);
  raw (&w, "\x60\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 12);
  refused ("varint of 11 bytes", &w, "FILE: offset 50: malformed number");
  begin (&w);
  bytes (&w, 5, "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 12);
  refused ("varint of 11 bytes inside", &w,
           "FILE: offset 50: function 3: malformed");
  begin (&w);
  raw (&w, "\x80", 1);
  refused ("tag cut", &w, "FILE: offset 50: malformed field tag");
  begin (&w);
  raw (&w, "\x12\x80", 2);
  refused ("length cut", &w, "FILE: offset 50: malformed length");
  begin (&w);
  raw (&w, "\x12\5\x08", 3);
  refused ("message cut", &w, "FILE: offset 50: field is truncated");
  begin (&w);
  raw (&w, "\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 11);
  refused ("huge length", &w, "FILE: offset 50: field is truncated");

  w.size = 0;
  raw (&w, "\x28\xb5\x2f\xfd\4\0\1\0\0", 9);
  refused ("zstd", &w,
           "FILE: compressed with zstd; decompress it first: zstd -d FILE");
  w.size = 0;
  raw (&w, "PERFILE2\150\0\0\0", 12);
  refused ("perf.data", &w,
           "FILE: perf.data; convert it: gcc-pgo convert -o default.pgo FILE");
}

/* Every beginning of a good profile is refused or read, and none crashes.  */
static void
test_every_prefix (void)
{
  struct wire w, prefix;
  size_t n_refused = 0;

  begin_located (&w);
  NUMBERS (&w, 2, 1, 1, 1, 2, 2, 5);
  for (prefix = w; prefix.size > 0; prefix.size--)
    {
      struct pgo_error err;
      struct pgo_profile *p = parse (&prefix, &err);
      n_refused += !p;
      pgo_profile_free (p);
    }
  CHECK ("prefixes are refused but at ends of fields",
         n_refused == w.size - 11);
}

static void
test_accepted (void)
{
  struct wire w, inner = { .size = 0 };
  struct pgo_profile *p;
  struct pgo_weighing weighing;

  begin_located (&w);
  NUMBERS (&w, 2, 1, 2, 1, 1, 1, 2, 2, -5);
  p = accepted ("strings first, not compressed", &w);
  CHECK ("stack", p->n_samples == 1 && p->samples[0].depth == 3
                      && p->stacks[0] == 1 && p->stacks[1] == 0
                      && p->stacks[2] == 1);
  CHECK ("negative value", p->values[0] == -5);
  CHECK ("line", p->n_lines == 2 && p->lines[1].line == 12
                     && p->lines[1].function == 1);
  CHECK_STRING ("name", p->functions[1].name, "g");
  CHECK_STRING ("absent file", p->functions[1].file, "");
  CHECK ("start line", p->functions[1].start_line == 20);
  CHECK ("no mapping", p->locations[0].mapping == PGO_NONE);
  CHECK ("period unknown", pgo_profile_weigh (p, "FILE", &weighing, NULL)
                               && weighing.type == 0 && !weighing.time);
  pgo_profile_free (p);

  begin_located (&w);
  bytes (&w, 2, "\x0a\2\2\1\x12\1\5", 7);
  p = accepted ("packed", &w);
  CHECK ("packed stack",
         p->samples[0].depth == 2 && p->stacks[0] == 1 && p->values[0] == 5);
  pgo_profile_free (p);

  begin (&w);
  location (&w, 7, UINT64_C (1) << 60, 2);
  location (&w, UINT64_MAX, 8, 1);
  NUMBERS (&w, 3, 1, UINT64_C (1) << 60, 5, 3);
  NUMBERS (&w, 2, 1, UINT64_MAX, 1, 7, 2, 1);
  p = accepted ("huge and unsorted ids", &w);
  CHECK ("huge ids resolve", p->stacks[0] == 1 && p->stacks[1] == 0
                                 && p->locations[0].mapping == 0);
  CHECK ("unknown mapping", p->locations[1].mapping == PGO_NONE);
  pgo_profile_free (p);

  begin (&w);
  number (&w, 99, 1);
  bytes (&w, 1000, "abc", 3);
  raw (&w,
       "\xfd\6"
       "1234",
       6);
  raw (&w,
       "\xf9\6"
       "12345678",
       10);
  bytes (&w, 5, "\x08\3\x9a\6\1x\xf8\6\1", 9);
  p = accepted ("unknown fields", &w);
  CHECK ("function with an unknown field", p->n_functions == 3);
  CHECK ("no samples", p->n_samples == 0);
  pgo_profile_free (p);

  begin (&w);
  NUMBERS (&w, 2, 2, 1);
  number (&inner, 2, 1);
  NUMBERS (&inner, 3, 1, 1, 2, 2);
  NUMBERS (&inner, 3, 1, 1, 3, 42, 4, 2);
  message (&w, 2, &inner);
  p = accepted ("empty stack and labels", &w);
  CHECK ("empty stack", p->n_samples == 2 && p->samples[0].depth == 0);
  CHECK ("no times", !p->times);
  pgo_profile_free (p);

  begin (&w);
  string (&w, "end_timestamp_ns");
  for (int64_t i = 0; i < 3; i++)
    {
      inner.size = 0;
      number (&inner, 2, 1);
      if (i > 0)
        NUMBERS (&inner, 3, 1, 5, 3, 1000 + i);
      message (&w, 2, &inner);
    }
  p = accepted ("times", &w);
  CHECK ("the time of each sample", p->times && p->times[0] == 0
                                        && p->times[1] == 1001
                                        && p->times[2] == 1002);
  pgo_profile_free (p);

  begin (&w);
  bytes (&w, 6, "h\0i", 3);
  NUMBERS (&w, 5, 1, 3, 2, 5, 3, 5);
  p = accepted ("NUL in a string", &w);
  CHECK_STRING ("NUL does not cut a name", p->functions[2].name, "h i");
  pgo_profile_free (p);

  w.size = 0;
  string (&w, "");
  p = accepted ("nothing but strings", &w);
  CHECK ("default type without types",
         !pgo_profile_weigh (p, "FILE", &weighing, NULL)
             && p->default_type == 0);
  CHECK_STRING ("type without types", p->value_types[0].unit, "");
  pgo_profile_free (p);
}

/* The sample of VALUE at location AT, 0 for none, with labels of the strings
   from 5 on, as many as LABELS has before a 0.  */
static void
labelled (struct wire *w, uint64_t at, uint64_t value, const int64_t *labels)
{
  struct wire inner = { .size = 0 };

  if (at > 0)
    number (&inner, 1, at);
  number (&inner, 2, value);
  for (size_t i = 0; labels[i] != 0; i++)
    NUMBERS (&inner, 3, 1, 5 + i, 3, (uint64_t) labels[i], 4, 0);
  message (w, 2, &inner);
}

static void
begin_coded (struct wire *w)
{
  begin_located (w);
  string (w, "code_bytes");
  string (w, "entry_bytes");
  string (w, "entry_line");
  string (w, "entry_column");
}

static void
test_code (void)
{
  struct wire w, inner = { .size = 0 };
  struct pgo_profile *p;

  begin_coded (&w);
  NUMBERS (&w, 2, 1, 1, 2, 5);
  labelled (&w, 1, 0, (const int64_t[]){ 300, 20, 11, 7, 0 });
  labelled (&w, 2, 0, (const int64_t[]){ 70, 0 });
  NUMBERS (&w, 2, 1, 2, 2, 6);
  p = accepted ("code", &w);
  CHECK ("code is no sample", p->n_samples == 2 && p->n_stacks == 2
                                  && p->values[0] == 5 && p->values[1] == 6
                                  && p->stacks[p->samples[1].first] == 1);
  CHECK ("its size and its entry",
         p->codes && p->codes[0].bytes == 300 && p->codes[0].entry_bytes == 20
             && p->codes[0].entry_line == 11 && p->codes[0].entry_column == 7);
  CHECK ("its size alone",
         p->codes && p->codes[1].bytes == 70 && p->codes[1].entry_bytes == 0);
  pgo_profile_free (p);

  begin_coded (&w);
  labelled (&w, 1, 0, (const int64_t[]){ 300, 20, 11, 0 });
  labelled (&w, 1, 0, (const int64_t[]){ 400, 0 });
  labelled (&w, 1, 0, (const int64_t[]){ 100, 10, 12, 0 });
  p = accepted ("code three times", &w);
  CHECK ("the largest is kept whole", p->n_samples == 0 && p->codes
                                          && p->codes[0].bytes == 400
                                          && p->codes[0].entry_bytes == 0);
  pgo_profile_free (p);

  begin_coded (&w);
  labelled (&w, 1, 9, (const int64_t[]){ 300, 0 });
  p = accepted ("code of a sample that weighs", &w);
  CHECK ("stays one",
         p->n_samples == 1 && p->codes && p->codes[0].bytes == 300);
  pgo_profile_free (p);

  begin_coded (&w);
  labelled (&w, 0, 0, (const int64_t[]){ 300, 0 });
  labelled (&w, 1, 0, (const int64_t[]){ -300, 0 });
  NUMBERS (&w, 2, 1, 1, 2, 0);
  p = accepted ("code of nothing, and less than none", &w);
  CHECK ("are samples like others", p->n_samples == 3 && !p->codes);
  pgo_profile_free (p);

  /* The second line is of the physical function.  */
  begin_coded (&w);
  number (&inner, 1, 3);
  NUMBERS (&inner, 4, 1, 1, 2, 12);
  NUMBERS (&inner, 4, 1, 2, 2, 21);
  message (&w, 4, &inner);
  inner.size = 0;
  number (&inner, 1, 4);
  message (&w, 4, &inner);
  labelled (&w, 3, 0, (const int64_t[]){ 300, 0 });
  p = accepted ("code at an inlined line", &w);
  CHECK ("is the physical function's",
         p->codes && p->codes[0].bytes == 0 && p->codes[1].bytes == 300);
  pgo_profile_free (p);
  begin_coded (&w);
  message (&w, 4, &inner);
  labelled (&w, 4, 0, (const int64_t[]){ 300, 0 });
  p = accepted ("code without a name", &w);
  CHECK ("is left out", p->n_samples == 0 && !p->codes);
  pgo_profile_free (p);

  begin_coded (&w);
  string (&w, "end_timestamp_ns");
  labelled (&w, 1, 0, (const int64_t[]){ 300, 20, 11, 7, 5000, 0 });
  NUMBERS (&w, 2, 1, 1, 2, 5);
  p = accepted ("code with a time", &w);
  CHECK ("the next sample has none", p->times && p->times[0] == 0);
  pgo_profile_free (p);
}

static void
test_cpu_type (void)
{
  struct wire w;
  struct pgo_profile *p;
  struct pgo_weighing weighing;

  begin (&w);
  string (&w, "cpu");
  string (&w, "nanoseconds");
  NUMBERS (&w, 1, 1, 5, 2, 6);
  NUMBERS (&w, 1, 1, 3, 2, 4);
  number (&w, 14, 1);
  p = accepted ("three types", &w);
  CHECK ("default by name", p->default_type == 0);
  CHECK ("cpu time", pgo_profile_weigh (p, "FILE", &weighing, NULL)
                         && weighing.type == 1 && weighing.scale == 1);
  pgo_profile_free (p);

  begin (&w);
  string (&w, "cpu");
  string (&w, "nanoseconds");
  NUMBERS (&w, 1, 1, 3, 2, 4);
  NUMBERS (&w, 11, 1, 5, 2, 6);
  number (&w, 12, 250000);
  p = accepted ("period", &w);
  CHECK ("last is default", p->default_type == 1);
  CHECK ("samples times period", pgo_profile_weigh (p, "FILE", &weighing, NULL)
                                     && weighing.type == 0
                                     && weighing.scale == 250000);
  pgo_profile_free (p);
}

int
main (void)
{
  test_refused_strings ();
  test_refused_ids ();
  test_refused_samples ();
  test_refused_wire ();
  test_every_prefix ();
  test_accepted ();
  test_code ();
  test_cpu_type ();
  return unit_end ();
}
