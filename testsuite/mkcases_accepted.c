/* The profiles that readers must not refuse.
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

   See mkcases.c.  */

#include "mkcases.h"

static void
gzip_members (struct wire *w)
{
  struct wire plain;

  whole (&plain);
  w->size = 0;
  gzip (w, plain.data, 40);
  gzip (w, plain.data, 0);
  gzip (w, plain.data + 40, plain.size - 40);
}

static void
strings_last (struct wire *w)
{
  struct wire head;

  w->size = 0;
  samples (w);
  locations (w);
  functions (w);
  strings (&head);
  raw (w, head.data, head.size);
}

static void
unknown_fields (struct wire *w)
{
  whole (w);
  number (w, 99, 1);
  bytes (w, 1000, "abc", 3);
  raw (w,
       "\xfd\6"
       "1234",
       6);
  raw (w,
       "\xf9\6"
       "12345678",
       10);
}

static void
unknown_fields_inside (struct wire *w)
{
  whole (w);
  bytes (w, 5,
         "\x08\x0d\x9a\6\1x\xf8\6\1\xfd\6"
         "1234\xf9\6"
         "12345678",
         25);
}

static void
huge_ids (struct wire *w)
{
  strings (w);
  NUMBERS (w, 5, 1, UINT64_MAX, 2, 5, 3, 5, 4, 7, 5, 11);
  NUMBERS (w, 5, 1, UINT64_C (1) << 40, 2, 6, 3, 6, 4, 7, 5, 2);
  place (w, UINT64_MAX - 1, UINT64_MAX, 15);
  place (w, UINT64_C (1) << 60, UINT64_C (1) << 40, 5);
  NUMBERS (w, 2, 1, UINT64_C (1) << 60, 1, UINT64_MAX - 1, 2, 90);
  NUMBERS (w, 2, 1, UINT64_MAX - 1, 2, 10);
}

static void
unsorted_ids (struct wire *w)
{
  strings (w);
  samples (w);
  place (w, 22, 12, 5);
  place (w, 21, 11, 15);
  NUMBERS (w, 5, 1, 12, 2, 6, 3, 6, 4, 7, 5, 2);
  NUMBERS (w, 5, 1, 11, 2, 5, 3, 5, 4, 7, 5, 11);
}

static void
unknown_mapping (struct wire *w)
{
  strings (w);
  functions (w);
  for (unsigned i = 0; i < 2; i++)
    {
      struct wire inner = { .size = 0 };
      number (&inner, 1, 21 + i);
      number (&inner, 2, 999);
      NUMBERS (&inner, 4, 1, 11 + i, 2, i ? 5 : 15);
      message (w, 4, &inner);
    }
  samples (w);
}

static void
empty_stack (struct wire *w)
{
  whole (w);
  NUMBERS (w, 2, 2, 5);
}

static void
no_samples (struct wire *w)
{
  strings (w);
  functions (w);
  locations (w);
}

static void
strings_alone (struct wire *w)
{
  strings (w);
}

static void
negative_values (struct wire *w)
{
  whole (w);
  NUMBERS (w, 2, 1, 21, 2, (uint64_t) -7);
}

/* A label of each kind.  */
static void
labels (struct wire *w)
{
  struct wire inner = { .size = 0 };

  whole (w);
  number (&inner, 1, 21);
  number (&inner, 2, 1);
  NUMBERS (&inner, 3, 1, 3, 2, 4);
  NUMBERS (&inner, 3, 1, 3, 3, 42, 4, 2);
  message (w, 2, &inner);
}

/* What is known of the code of work, which is no sample, the second time with
   nonsense.  */
static void
code (struct wire *w)
{
  static const char *const keys[]
      = { "code_bytes", "entry_bytes", "entry_line" };
  static const uint64_t values[2][3] = { { 40, 8, 2 }, { INT64_MAX, 0, 1 } };

  whole (w);
  for (size_t i = 0; i < 2; i++)
    {
      struct wire inner = { .size = 0 };
      number (&inner, 1, 22);
      number (&inner, 2, 0);
      for (size_t k = 0; k < 3; k++)
        {
          if (i == 0)
            string (w, keys[k]);
          NUMBERS (&inner, 3, 1, 8 + k, 3, values[i][k]);
        }
      message (w, 2, &inner);
    }
}

static void
packed (struct wire *w)
{
  strings (w);
  functions (w);
  locations (w);
  bytes (w, 2, "\x0a\2\x16\x15\x12\1\x5a", 7);
  bytes (w, 2, "\x0a\1\x15\x12\1\x0a", 6);
}

static void
address_alone (struct wire *w)
{
  whole (w);
  NUMBERS (w, 4, 1, 23, 3, 4096);
  NUMBERS (w, 2, 1, 23, 2, 1);
}

/* A location and a sample without anything.  */
static void
no_lines (struct wire *w)
{
  begin (w);
  NUMBERS (w, 4, 1, 1, 3, 4096);
  NUMBERS (w, 2, 1, 1, 2, 0);
  NUMBERS (w, 2, 2, 0);
}

const struct test_case accepted_cases[] = {
  { "not-compressed", whole, NULL },
  { "gzip", whole_gzip, NULL },
  { "gzip-members", gzip_members, NULL },
  { "strings-last", strings_last, NULL },
  { "unknown-fields", unknown_fields, NULL },
  { "unknown-fields-inside", unknown_fields_inside, NULL },
  { "huge-ids", huge_ids, NULL },
  { "unsorted-ids", unsorted_ids, NULL },
  { "unknown-mapping", unknown_mapping, NULL },
  { "empty-stack", empty_stack, NULL },
  { "no-samples", no_samples, NULL },
  { "strings-alone", strings_alone, NULL },
  { "negative-values", negative_values, NULL },
  { "labels", labels, NULL },
  { "code", code, NULL },
  { "packed", packed, NULL },
  { "address-alone", address_alone, NULL },
  { "no-lines", no_lines, NULL },
  { NULL, NULL, NULL },
};
