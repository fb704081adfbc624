/* Profiles that ask for more than there is, and those that just do not.
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

   One pair around each limit of the reader, and small files that stand for much
   work.  See mkcases.c.  */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "mkcases.h"

/* A gzip stream at the end of W, to be written piece by piece.  */
static void
deflate_begin (z_stream *z, struct wire *w)
{
  *z = (z_stream){ 0 };
  deflateInit2 (z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z->next_out = w->data + w->size;
  z->avail_out = sizeof w->data - w->size;
}

static void
deflate_add (z_stream *z, const void *data, size_t size)
{
  z->next_in = (unsigned char *) data;
  z->avail_in = size;
  deflate (z, Z_NO_FLUSH);
}

static void
deflate_finish (z_stream *z, struct wire *w)
{
  deflate (z, Z_FINISH);
  w->size += z->total_out;
  deflateEnd (z);
}

/* Make W the compressed HEAD with N times the SIZE bytes at DATA behind it.  */
static void
gzip_repeated (struct wire *w, const struct wire *head, const void *data,
               size_t size, size_t n)
{
  z_stream z;

  w->size = 0;
  deflate_begin (&z, w);
  deflate_add (&z, head->data, head->size);
  for (size_t i = 0; i < n; i++)
    deflate_add (&z, data, size);
  deflate_finish (&z, w);
}

/* 128 MiB of zeros.  */
static void
bomb (struct wire *w)
{
  static const unsigned char zeros[1 << 20];
  const struct wire nothing = { .size = 0 };

  gzip_repeated (w, &nothing, zeros, sizeof zeros, 128);
}

/* A profile that is nothing but empty strings, 32 MiB.  */
static void
bomb_of_strings (struct wire *w)
{
  static unsigned char fields[1 << 17];
  struct wire head;

  for (size_t i = 0; i < sizeof fields; i += 2)
    fields[i] = 6 << 3 | 2;
  strings (&head);
  gzip_repeated (w, &head, fields, sizeof fields, 256);
}

/* A string of N bytes is the name of function 13.  */
static void
string_of (struct wire *w, size_t n)
{
  struct wire head;

  whole (&head);
  NUMBERS (&head, 5, 1, 13, 2, 8);
  varint (&head, 6 << 3 | 2);
  varint (&head, n);
  gzip_repeated (w, &head, "n", 1, n);
}

static void
string_longest (struct wire *w)
{
  string_of (w, 1 << 20);
}

static void
string_too_long (struct wire *w)
{
  string_of (w, (1 << 20) + 1);
}

/* Functions from 13 on share a name of a megabyte.  */
static void
long_name_shared (struct wire *w)
{
  static struct wire body;
  struct wire head;
  z_stream z;

  string_of (&body, 1 << 20);
  w->size = 0;
  raw (w, body.data, body.size);
  head.size = 0;
  for (unsigned i = 14; i < 100; i++)
    NUMBERS (&head, 5, 1, i, 2, 8);
  deflate_begin (&z, w);
  deflate_add (&z, head.data, head.size);
  deflate_finish (&z, w);
}

/* Location 23 has N lines.  */
static void
lines_of (struct wire *w, size_t n)
{
  struct wire inner = { .size = 0 };

  whole (w);
  number (&inner, 1, 23);
  for (size_t i = 0; i < n; i++)
    NUMBERS (&inner, 4, 1, 12, 2, 3 + i % 2);
  message (w, 4, &inner);
}

static void
lines_most (struct wire *w)
{
  lines_of (w, 1024);
}

static void
lines_too_many (struct wire *w)
{
  lines_of (w, 1025);
}

/* N times a sample of weight 1 with DEPTH frames at LOCATION, behind those of
   lines_of.  */
static void
deep (struct wire *w, size_t n, size_t depth, unsigned location)
{
  struct wire part = { .size = 0 }, head;
  static struct wire inner;

  inner.size = 0;
  varint (&inner, 1 << 3 | 2);
  varint (&inner, depth);
  for (size_t i = 0; i < depth; i++)
    varint (&inner, location);
  number (&inner, 2, 1);
  message (&part, 2, &inner);
  lines_of (&head, 1024);
  gzip_repeated (w, &head, part.data, part.size, n);
}

static void
stack_deepest (struct wire *w)
{
  deep (w, 1, 65536, 21);
}

static void
stack_too_deep (struct wire *w)
{
  deep (w, 1, 65537, 21);
}

static void
stack_inlined_deepest (struct wire *w)
{
  deep (w, 1, 64, 23);
}

static void
stack_inlined_too_deep (struct wire *w)
{
  deep (w, 1, 65, 23);
}

static void
frames_many (struct wire *w)
{
  deep (w, 127, 64, 23);
}

static void
frames_too_many (struct wire *w)
{
  deep (w, 140, 64, 23);
}

/* N sample types in all, and no samples.  */
static void
types_of (struct wire *w, size_t n)
{
  strings (w);
  while (--n > 0)
    NUMBERS (w, 1, 1, 1, 2, 2);
}

static void
types_most (struct wire *w)
{
  types_of (w, 256);
}

static void
types_too_many (struct wire *w)
{
  types_of (w, 257);
}

/* Samples without anything.  */
static void
values_too_many (struct wire *w)
{
  static const char sample[] = { 2 << 3 | 2, 0 };
  struct wire head;

  types_of (&head, 256);
  gzip_repeated (w, &head, sample, sizeof sample, 4000000);
}

static void
comments_of (struct wire *w, size_t n)
{
  struct wire head;

  whole (&head);
  varint (&head, 13 << 3 | 2);
  varint (&head, n);
  gzip_repeated (w, &head, "\4", 1, n);
}

static void
comments_most (struct wire *w)
{
  comments_of (w, 65536);
}

static void
comments_too_many (struct wire *w)
{
  comments_of (w, 65537);
}

/* A mangled name of 250 bytes that is one of gigabytes when it is
   demangled.  */
static void
name_explosive (struct wire *w)
{
  static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  char name[400] = "_ZN1CC2ESt4pairI1AS1_E";

  for (size_t i = 2; i < 24; i++)
    sprintf (name + strlen (name), "S2_IS%c_S%c_E", digits[i], digits[i]);
  whole (w);
  string (w, name);
  NUMBERS (w, 5, 1, 13, 3, 8);
  place (w, 23, 13, 1);
  NUMBERS (w, 2, 1, 23, 2, 1);
}

/* Many lines of a function whose name takes long to read.  */
static void
long_name_many_lines (struct wire *w)
{
  struct wire head, inner;
  static struct wire part;
  char name[1000] = "_ZN";

  whole (&head);
  while (strlen (name) < 900)
    strcat (name, "3aC2");
  strcat (name, "C2Ev");
  string (&head, name);
  NUMBERS (&head, 5, 1, 13, 3, 8);
  part.size = 0;
  for (unsigned i = 23; i < 33; i++)
    {
      inner.size = 0;
      number (&inner, 1, i);
      for (size_t line = 0; line < 1000; line++)
        NUMBERS (&inner, 4, 1, 13, 2, 1 + (i - 23) * 1000 + line);
      message (&part, 4, &inner);
      NUMBERS (&part, 2, 1, i, 2, 1);
    }
  gzip_repeated (w, &head, part.data, part.size, 1);
}

/* Two weights that have no sum in 63 bits.  */
static void
heavy (struct wire *w)
{
  whole (w);
  NUMBERS (w, 2, 1, 22, 1, 21, 2, UINT64_C (1) << 62);
  NUMBERS (w, 2, 1, 21, 2, UINT64_C (1) << 62);
}

/* A location whose line, mapping and sample all go by its own id.  */
static void
ring (struct wire *w)
{
  struct wire inner = { .size = 0 };

  whole (w);
  number (&inner, 1, 33);
  number (&inner, 2, 33);
  NUMBERS (&inner, 4, 1, 33, 2, 33);
  message (w, 4, &inner);
  NUMBERS (w, 2, 1, 33, 1, 33, 2, 33);
}

const struct test_case hostile_cases[] = {
  { "bomb", bomb, "offset [0-9]+: inflates to more than a profile may have" },
  { "bomb-of-strings", bomb_of_strings,
    "offset [0-9]+: inflates to more than a profile may have" },
  { "string-too-long", string_too_long,
    "offset [0-9]+: string_table of more than 1 MiB" },
  { "long-name-shared", long_name_shared,
    "function [0-9]+: name: with it strings are used of more than [0-9]+ "
    "bytes" },
  { "lines-too-many", lines_too_many,
    "location 3: has 1025 lines, and more than 1024 are too many" },
  { "stack-too-deep", stack_too_deep,
    "sample 3: has a stack of more than 65536 frames" },
  { "stack-inlined-too-deep", stack_inlined_too_deep,
    "sample 3: has a stack of more than 65536 frames" },
  { "frames-too-many", frames_too_many,
    "sample [0-9]+: with it all stacks have more than [0-9]+ frames" },
  { "types-too-many", types_too_many,
    "sample_type [0-9]+: is one of more than 256 sample types" },
  { "values-too-many", values_too_many,
    "cannot hold 4000000 samples of 256 values each" },
  { "comments-too-many", comments_too_many,
    "comment [0-9]+: is one of more than 65536 comments" },
  { "heavy", heavy, "sample 4: the sum of the weights overflows 63 bits" },
  { "ring", ring, "location 3: line 1: function_id 33 is not defined" },

  { "string-longest", string_longest, NULL },
  { "lines-most", lines_most, NULL },
  { "stack-deepest", stack_deepest, NULL },
  { "stack-inlined-deepest", stack_inlined_deepest, NULL },
  { "frames-many", frames_many, NULL },
  { "types-most", types_most, NULL },
  { "comments-most", comments_most, NULL },
  { "name-explosive", name_explosive, NULL },
  { "long-name-many-lines", long_name_many_lines, NULL },
  { NULL, NULL, NULL },
};
