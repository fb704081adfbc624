/* Write the odd profiles that readers of pprof are tested with.
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

   Usage: mkcases

   Writes one file for each case into the current directory, and to standard
   output a line for each, "NAME accept" or "NAME reject PATTERN", where PATTERN
   is a regular expression for the place and the reason.

   The cases are those that were tried on the reader of github.com/google/pprof;
   what it refuses is refused, and what it accepts is read.  */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "mkcases.h"

void
gzip (struct wire *to, const unsigned char *data, size_t size)
{
  z_stream z = { 0 };

  deflateInit2 (&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z.next_in = (unsigned char *) data;
  z.avail_in = size;
  z.next_out = to->data + to->size;
  z.avail_out = sizeof to->data - to->size;
  deflate (&z, Z_FINISH);
  to->size += z.total_out;
  deflateEnd (&z);
}

void
whole_gzip (struct wire *w)
{
  struct wire plain;

  whole (&plain);
  w->size = 0;
  gzip (w, plain.data, plain.size);
}

static void
gzip_header_cut (struct wire *w)
{
  whole_gzip (w);
  w->size = 7;
}

static void
gzip_body_cut (struct wire *w)
{
  whole_gzip (w);
  w->size /= 2;
}

static void
gzip_trailer_cut (struct wire *w)
{
  whole_gzip (w);
  w->size -= 3;
}

static void
gzip_bad_crc (struct wire *w)
{
  whole_gzip (w);
  w->data[w->size - 8] ^= 1;
}

static void
gzip_bad_length (struct wire *w)
{
  whole_gzip (w);
  w->data[w->size - 4] ^= 1;
}

static void
gzip_corrupt (struct wire *w)
{
  whole_gzip (w);
  w->data[10] = 7; /* A block of a type that there is not.  */
}

static void
gzip_trailing_byte (struct wire *w)
{
  whole_gzip (w);
  raw (w, "x", 1);
}

static void
gzip_trailing_zeros (struct wire *w)
{
  whole_gzip (w);
  raw (w, "\0\0\0\0\0\0\0\0", 8);
}

static void
gzip_second_member_cut (struct wire *w)
{
  whole_gzip (w);
  raw (w, w->data, 15);
}

static void
nothing (struct wire *w)
{
  w->size = 0;
}

static void
gzip_of_nothing (struct wire *w)
{
  w->size = 0;
  gzip (w, w->data, 0);
}

/* A frame of zstd with one raw block.  */
static void
zstd (struct wire *w)
{
  w->size = 0;
  raw (w, "\x28\xb5\x2f\xfd\x20\x03\x19\x00\x00\x32\x01\x00", 12);
}

static void
text (struct wire *w)
{
  w->size = 0;
  raw (w, "samples/count cpu/nanoseconds\n", 30);
}

static void
function_name_beyond (struct wire *w)
{
  whole (w);
  NUMBERS (w, 5, 1, 13, 2, 99);
}

static void
function_file_beyond (struct wire *w)
{
  whole (w);
  NUMBERS (w, 5, 1, 13, 4, 8);
}

static void
function_name_negative (struct wire *w)
{
  whole (w);
  NUMBERS (w, 5, 1, 13, 3, (uint64_t) -1);
}

static void
sample_type_beyond (struct wire *w)
{
  whole (w);
  NUMBERS (w, 1, 1, 1, 2, 99);
}

static void
mapping_file_beyond (struct wire *w)
{
  whole (w);
  NUMBERS (w, 3, 1, 1, 5, 99);
}

static void
label_key_beyond (struct wire *w)
{
  struct wire inner = { .size = 0 };

  whole (w);
  number (&inner, 1, 21);
  number (&inner, 2, 1);
  NUMBERS (&inner, 3, 1, 99, 2, 1);
  message (w, 2, &inner);
}

static void
comment_beyond (struct wire *w)
{
  whole (w);
  number (w, 13, 99);
}

static void
no_string_table (struct wire *w)
{
  w->size = 0;
  NUMBERS (w, 1, 1, 0, 2, 0);
  NUMBERS (w, 2, 2, 1);
}

static void
first_string_not_empty (struct wire *w)
{
  struct wire rest;

  whole (&rest);
  w->size = 0;
  string (w, "first");
  raw (w, rest.data, rest.size);
}

static void
location_missing (struct wire *w)
{
  whole (w);
  NUMBERS (w, 2, 1, 77, 2, 1);
}

static void
location_zero (struct wire *w)
{
  whole (w);
  NUMBERS (w, 2, 1, 0, 2, 1);
}

static void
location_id_zero (struct wire *w)
{
  whole (w);
  place (w, 0, 11, 1);
}

static void
function_id_zero (struct wire *w)
{
  whole (w);
  NUMBERS (w, 5, 2, 5);
}

static void
mapping_id_zero (struct wire *w)
{
  whole (w);
  NUMBERS (w, 3, 2, 4096, 3, 8192);
}

static void
location_twice (struct wire *w)
{
  whole (w);
  place (w, 21, 12, 1);
}

static void
function_twice (struct wire *w)
{
  whole (w);
  NUMBERS (w, 5, 1, 11, 2, 6);
}

static void
mapping_twice (struct wire *w)
{
  whole (w);
  NUMBERS (w, 3, 1, 5);
  NUMBERS (w, 3, 1, 5);
}

static void
line_function_zero (struct wire *w)
{
  whole (w);
  place (w, 23, 0, 1);
}

static void
line_function_absent (struct wire *w)
{
  struct wire inner = { .size = 0 };

  whole (w);
  number (&inner, 1, 23);
  NUMBERS (&inner, 4, 2, 1);
  message (w, 4, &inner);
}

static void
line_function_unknown (struct wire *w)
{
  whole (w);
  place (w, 23, 77, 1);
}

static void
no_values (struct wire *w)
{
  whole (w);
  NUMBERS (w, 2, 1, 21);
}

static void
too_many_values (struct wire *w)
{
  whole (w);
  NUMBERS (w, 2, 1, 21, 2, 1, 2, 1);
}

static void
too_few_values (struct wire *w)
{
  whole (w);
  NUMBERS (w, 1, 1, 3, 2, 2);
}

static void
values_without_type (struct wire *w)
{
  w->size = 0;
  string (w, "");
  NUMBERS (w, 2, 2, 1);
}

static void
message_as_number (struct wire *w)
{
  whole (w);
  number (w, 4, 1);
}

static void
number_as_bytes (struct wire *w)
{
  whole (w);
  bytes (w, 12, "\1", 1);
}

static void
number_as_fixed (struct wire *w)
{
  whole (w);
  raw (w, "\x49\1\2\3\4\5\6\7\x08", 9);
}

static void
name_as_bytes (struct wire *w)
{
  whole (w);
  bytes (w, 5, "\x08\x0d\x12\1x", 5);
}

static void
group (struct wire *w)
{
  whole (w);
  raw (w, "\x13\x08\1\x14", 4);
}

static void
group_inside (struct wire *w)
{
  whole (w);
  bytes (w, 2, "\x12\1\1\x0b\x08\1\x0c", 7);
}

static void
long_varint (struct wire *w)
{
  whole (w);
  raw (w, "\x60\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\1", 12);
}

static void
long_varint_inside (struct wire *w)
{
  whole (w);
  bytes (w, 4, "\x08\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\1", 12);
}

static void
tag_cut (struct wire *w)
{
  whole (w);
  raw (w, "\x92", 1);
}

static void
message_cut (struct wire *w)
{
  whole (w);
  w->size -= 2;
}

static void
length_huge (struct wire *w)
{
  whole (w);
  raw (w, "\x12\xff\xff\xff\xff\x0f", 6);
}

static void
message_inside_cut (struct wire *w)
{
  whole (w);
  bytes (w, 4, "\x08\x1e\x22\x09\x08\x0b", 6);
}

static void
glued (struct wire *w)
{
  whole (w);
  raw (w, w->data, w->size);
}

static const struct test_case refused_cases[] = {
  { "gzip-header-cut", gzip_header_cut, "offset 7: gzip data are truncated" },
  { "gzip-body-cut", gzip_body_cut, "offset [0-9]+: gzip data are truncated" },
  { "gzip-trailer-cut", gzip_trailer_cut,
    "offset [0-9]+: gzip data are truncated" },
  { "gzip-bad-crc", gzip_bad_crc, "offset [0-9]+: .*incorrect data check" },
  { "gzip-bad-length", gzip_bad_length,
    "offset [0-9]+: .*incorrect length check" },
  { "gzip-corrupt", gzip_corrupt, "offset [0-9]+: .*invalid block type" },
  { "gzip-trailing-byte", gzip_trailing_byte,
    "offset [0-9]+: trailing bytes after the gzip data" },
  { "gzip-trailing-zeros", gzip_trailing_zeros,
    "offset [0-9]+: trailing bytes after the gzip data" },
  { "gzip-second-member-cut", gzip_second_member_cut,
    "offset [0-9]+: gzip data are truncated" },
  { "nothing", nothing, "empty" },
  { "gzip-of-nothing", gzip_of_nothing, "empty" },
  { "zstd", zstd, "compressed with zstd; decompress it" },
  { "text", text, "text, and no profile that is known" },
  { "function-name-beyond", function_name_beyond,
    "function 5: name is string 99, and string_table has 8 entries" },
  { "function-file-beyond", function_file_beyond,
    "function 5: filename is string 8, and string_table has 8 entries" },
  { "function-name-negative", function_name_negative,
    "function 5: system_name is string -1, and string_table has 8 entries" },
  { "sample-type-beyond", sample_type_beyond,
    "sample_type [0-9]+: unit is string 99" },
  { "mapping-file-beyond", mapping_file_beyond,
    "mapping 1: filename is string 99" },
  { "label-key-beyond", label_key_beyond, "sample 3: label key is string 99" },
  { "comment-beyond", comment_beyond, "comment [0-9]+: text is string 99" },
  { "no-string-table", no_string_table, "string_table is missing" },
  { "first-string-not-empty", first_string_not_empty,
    "string_table 1: is \"first\" and must be empty" },
  { "location-missing", location_missing,
    "sample 3: location_id 77 is not defined" },
  { "location-zero", location_zero, "sample 3: location_id 0 is not defined" },
  { "location-id-zero", location_id_zero, "location 3: id is 0" },
  { "function-id-zero", function_id_zero, "function 5: id is 0" },
  { "mapping-id-zero", mapping_id_zero, "mapping 1: id is 0" },
  { "location-twice", location_twice, "location 3: id 21 is used twice" },
  { "function-twice", function_twice, "function 5: id 11 is used twice" },
  { "mapping-twice", mapping_twice, "mapping 2: id 5 is used twice" },
  { "line-function-zero", line_function_zero,
    "location 3: line 1: function_id 0 is not defined" },
  { "line-function-absent", line_function_absent,
    "location 3: line 1: function_id 0 is not defined" },
  { "line-function-unknown", line_function_unknown,
    "location 3: line 1: function_id 77 is not defined" },
  { "no-values", no_values, "sample 3: has 0 values for 1 sample types" },
  { "too-many-values", too_many_values,
    "sample 3: has 2 values for 1 sample types" },
  { "too-few-values", too_few_values,
    "sample 1: has 1 values for 2 sample types" },
  { "values-without-type", values_without_type,
    "sample 1: has 1 values, and the profile no sample_type" },
  { "message-as-number", message_as_number,
    "offset [0-9]+: wrong wire type 0 for location" },
  { "number-as-bytes", number_as_bytes,
    "offset [0-9]+: wrong wire type 2 for period" },
  { "number-as-fixed", number_as_fixed,
    "offset [0-9]+: wrong wire type 1 for time_nanos" },
  { "name-as-bytes", name_as_bytes, "offset [0-9]+: function 5: malformed" },
  { "group", group, "offset [0-9]+: not a field of a protocol buffer" },
  { "group-inside", group_inside, "offset [0-9]+: sample 3: malformed" },
  { "long-varint", long_varint, "offset [0-9]+: malformed number" },
  { "long-varint-inside", long_varint_inside,
    "offset [0-9]+: location 3: malformed" },
  { "tag-cut", tag_cut, "offset [0-9]+: malformed field tag" },
  { "message-cut", message_cut, "offset [0-9]+: field is truncated" },
  { "length-huge", length_huge, "offset [0-9]+: field is truncated" },
  { "message-inside-cut", message_inside_cut,
    "offset [0-9]+: location 3: malformed" },
  { "glued", glued, "function 5: id 1 is used twice" },
  { NULL, NULL, NULL },
};

/* Write the file of TEST and its line.  */
static bool
write_case (const struct test_case *test)
{
  static struct wire w;
  FILE *stream = fopen (test->name, "wb");
  bool written = false;

  if (stream)
    {
      test->write (&w);
      written = fwrite (w.data, 1, w.size, stream) == w.size;
      written &= fclose (stream) == 0;
    }
  if (!written)
    {
      perror (test->name);
      return false;
    }
  printf ("%s %s%s%s\n", test->name, test->reason ? "reject" : "accept",
          test->reason ? " " : "", test->reason ? test->reason : "");
  return true;
}

static bool
write_cases (const struct test_case *test)
{
  while (test->name && write_case (test))
    test++;
  return !test->name;
}

int
main (void)
{
  return !(write_cases (refused_cases) && write_cases (accepted_cases)
           && write_cases (hostile_cases));
}
