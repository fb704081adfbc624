/* Protocol buffers written by hand, for the tests of pprof.
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

   Nothing is checked: what the real encoder would refuse to write is what the
   tests are about.  */

#ifndef WIRE_H
#define WIRE_H

#include <stdint.h>
#include <string.h>

#include "pprof/profile.h"

/* A message or a file being written by hand.  */
struct wire
{
  unsigned char data[160 * 1024];
  size_t size;
};

static inline void
raw (struct wire *w, const void *bytes, size_t size)
{
  memcpy (w->data + w->size, bytes, size);
  w->size += size;
}

static inline void
varint (struct wire *w, uint64_t value)
{
  for (; value >= 0x80; value >>= 7)
    w->data[w->size++] = value | 0x80;
  w->data[w->size++] = value;
}

/* Field FIELD with the number VALUE.  */
static inline void
number (struct wire *w, unsigned field, uint64_t value)
{
  varint (w, field << 3);
  varint (w, value);
}

static inline void
bytes (struct wire *w, unsigned field, const void *data, size_t size)
{
  varint (w, field << 3 | 2);
  varint (w, size);
  raw (w, data, size);
}

static inline void
string (struct wire *w, const char *text)
{
  bytes (w, 6, text, strlen (text));
}

static inline void
message (struct wire *w, unsigned field, const struct wire *inner)
{
  bytes (w, field, inner->data, inner->size);
}

/* Message FIELD with the N number fields FIELDS = { field, value, ... }.  */
static inline void
numbers (struct wire *w, unsigned field, const uint64_t *fields, size_t n)
{
  struct wire inner = { .size = 0 };

  for (size_t i = 0; i < n; i++)
    number (&inner, fields[2 * i], fields[2 * i + 1]);
  message (w, field, &inner);
}

#define NUMBERS(W, FIELD, ...)                                                 \
  numbers (W, FIELD, (const uint64_t[]){ __VA_ARGS__ },                        \
           sizeof ((const uint64_t[]){ __VA_ARGS__ }) / 16)

/* Location ID with a line 12 in FUNCTION.  */
static inline void
location (struct wire *w, uint64_t id, uint64_t mapping, uint64_t function)
{
  struct wire inner = { .size = 0 };

  number (&inner, 1, id);
  number (&inner, 2, mapping);
  NUMBERS (&inner, 4, 1, function, 2, 12);
  message (w, 4, &inner);
}

/* The strings, the type samples/count and the functions 1 "f" and 2 "g" that
   most tests begin with, without and with the locations 1 and 2.  */
static inline void
begin (struct wire *w)
{
  w->size = 0;
  string (w, "");
  string (w, "samples");
  string (w, "count");
  string (w, "f");
  string (w, "g");
  NUMBERS (w, 1, 1, 1, 2, 2);
  NUMBERS (w, 5, 1, 1, 2, 3, 3, 3, 5, 10);
  NUMBERS (w, 5, 1, 2, 2, 4, 3, 4, 5, 20);
}

static inline void
begin_located (struct wire *w)
{
  begin (w);
  location (w, 1, 0, 1);
  location (w, 2, 0, 2);
}

static inline struct pgo_profile *
parse (const struct wire *w, struct pgo_error *err)
{
  err->message[0] = '\0';
  return pgo_profile_parse (w->data, w->size, "FILE", err);
}

#endif /* WIRE_H */
