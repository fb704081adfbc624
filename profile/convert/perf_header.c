/* What the header of perf.data says of the stacks.
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

   perf prints it amid the user's command line and names, where nothing tells
   the one from the other, and not each release does for each file.  The file
   itself is plain (perf's own documentation, perf.data-file-format.txt):

     PERFILE2, u64 size of the header, u64 A, u64 offset and u64 length of the
     attributes, each of A bytes: a struct perf_event_attr and where its ids are

   or, where perf wrote to a pipe, and the header has 16 bytes only, records

     u32 type, u16 misc, u16 size, and the rest of size bytes

   of which those of type 64 hold a struct perf_event_attr, and come before what
   was recorded.  Numbers are in the recording machine's byte order, and
   PERFILE2 as one of them.  */

#include "convert/perf.h"

#include <byteswap.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Of a struct perf_event_attr as far as sample_type.  */
#define ATTR_SIZE 32
#define ATTR_SAMPLE_TYPE 24
#define SAMPLE_STACK_USER (1 << 13)

#define MAGIC UINT64_C (0x32454c4946524550)
#define PIPE_HEADER_SIZE 16
#define RECORD_ATTR 64
#define RECORD_TRACING_DATA 66 /* Data follow that are not in its size.  */

struct header
{
  FILE *stream;
  bool swapped;
  bool unwound;
  unsigned n_attributes;
};

static uint64_t
get_u64 (const struct header *header, const unsigned char *bytes)
{
  uint64_t value;
  memcpy (&value, bytes, sizeof value);
  return header->swapped ? bswap_64 (value) : value;
}

static bool
read_bytes (struct header *header, unsigned char *bytes, size_t size)
{
  return fread (bytes, 1, size, header->stream) == size;
}

static bool
read_attribute (struct header *header)
{
  unsigned char attr[ATTR_SIZE];
  if (!read_bytes (header, attr, sizeof attr))
    return false;
  header->n_attributes++;
  header->unwound
      |= (get_u64 (header, attr + ATTR_SAMPLE_TYPE) & SAMPLE_STACK_USER) != 0;
  return true;
}

static bool
skip (struct header *header, uint64_t size)
{
  return size <= INT32_MAX
         && fseek (header->stream, (long) size, SEEK_CUR) == 0;
}

/* The records at the start of a pipe's data.  */
static bool
read_records (struct header *header)
{
  unsigned char record[8];
  while (read_bytes (header, record, sizeof record))
    {
      uint32_t type;
      uint16_t size;
      memcpy (&type, record, sizeof type);
      memcpy (&size, record + 6, sizeof size);
      if (header->swapped)
        {
          type = bswap_32 (type);
          size = bswap_16 (size);
        }
      if (type < RECORD_ATTR || type == RECORD_TRACING_DATA)
        break;
      if (size < sizeof record)
        return false;
      size_t rest = size - sizeof record;
      if (type == RECORD_ATTR)
        {
          if (rest < ATTR_SIZE || !read_attribute (header))
            return false;
          rest -= ATTR_SIZE;
        }
      if (!skip (header, rest))
        return false;
    }
  return true;
}

static bool
read_header (struct header *header)
{
  unsigned char start[40];
  if (!read_bytes (header, start, PIPE_HEADER_SIZE))
    return false;
  header->swapped = get_u64 (header, start) != MAGIC;
  if (get_u64 (header, start + 8) == PIPE_HEADER_SIZE)
    return read_records (header);
  if (!read_bytes (header, start + PIPE_HEADER_SIZE,
                   sizeof start - PIPE_HEADER_SIZE))
    return false;
  uint64_t size = get_u64 (header, start + 16);
  uint64_t offset = get_u64 (header, start + 24);
  uint64_t length = get_u64 (header, start + 32);
  if (size < ATTR_SIZE || offset > INT32_MAX
      || fseek (header->stream, (long) offset, SEEK_SET) != 0)
    return false;
  for (uint64_t i = 0; i < length / size; i++)
    if (!read_attribute (header) || !skip (header, size - ATTR_SIZE))
      return false;
  return true;
}

bool
pgo_perf_unwound (const char *file, const char *name, bool *unwound,
                  struct pgo_error *err)
{
  struct header header = { .stream = fopen (file, "rb") };
  if (!header.stream)
    return pgo_error_set (err, "%s: %s", name, strerror (errno));
  bool ok = read_header (&header) && header.n_attributes > 0;
  fclose (header.stream);
  *unwound = header.unwound;
  return ok
         || pgo_error_set (err, "%s: the header does not say what was recorded",
                           name);
}
