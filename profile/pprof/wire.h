/* Fields of a protocol buffer, one after the other.
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

   The one walk over the wire format, of a profile and of its samples alike: a
   tag, then a number, some bytes, or a length and so many bytes.  What a number
   means, and whether its wire type fits, is for the caller.  It is inline since
   nearly all of a profile is read by it.  Private to this folder.  */

#ifndef PGO_PPROF_WIRE_H
#define PGO_PPROF_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "profile.pb-c.h"

/* One field: [START, END) is all of it; [BODY, END) the value, without the
   length if the wire type has one.  */
struct field
{
  uint64_t number;
  unsigned wire_type;
  uint64_t value; /* Of a varint.  */
  const uint8_t *start;
  const uint8_t *body;
  const uint8_t *end;
};

/* Read a varint at *AT, before END, into *VALUE and move *AT behind it.
   False if it has no end there or more than 10 bytes.  */
static inline bool
pgo_wire_varint (const uint8_t **at, const uint8_t *end, uint64_t *value)
{
  const uint8_t *p = *at;

  *value = 0;
  for (unsigned shift = 0; shift < 70 && p < end; shift += 7)
    {
      *value |= (uint64_t) (*p & 0x7f) << (shift < 64 ? shift : 63);
      if (!(*p++ & 0x80))
        {
          *at = p;
          return true;
        }
    }
  return false;
}

/* Read the field at AT, which is before END, into F.  Returns NULL, or what is
   wrong with it; F->start is set even then.  */
static inline const char *
pgo_wire_field (const uint8_t *at, const uint8_t *end, struct field *f)
{
  uint64_t tag, length = 0;

  f->start = at;
  if (!pgo_wire_varint (&at, end, &tag))
    return "malformed field tag";
  f->number = tag >> 3;
  f->wire_type = tag & 7;
  f->body = at;
  switch (f->wire_type)
    {
    case PROTOBUF_C_WIRE_TYPE_VARINT:
      if (!pgo_wire_varint (&at, end, &f->value))
        return "malformed number";
      break;
    case PROTOBUF_C_WIRE_TYPE_64BIT:
      length = 8;
      break;
    case PROTOBUF_C_WIRE_TYPE_32BIT:
      length = 4;
      break;
    case PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED:
      if (!pgo_wire_varint (&at, end, &length))
        return "malformed length";
      f->body = at;
      break;
    default:
      return "not a field of a protocol buffer";
    }
  if (length > (uint64_t) (end - at))
    return "field is truncated";
  f->end = at + length;
  return NULL;
}

#endif /* PGO_PPROF_WIRE_H */
