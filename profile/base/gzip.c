/* The gzip format.
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

   See gzip.h.  zlib's own gzFile interface is not used: it takes a file
   that is not gzip for plain data anywhere, and bytes behind the last member
   for nothing.  */

#include "base/gzip.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/file.h"
#include "base/mem.h"

#define MIB ((size_t) 1 << 20)

/* Inflated at once at most, between two looks at the limit.  */
#define STEP (16 * MIB)

/* windowBits for zlib: the largest window, in gzip's wrapping.  */
#define GZIP_WINDOW (15 + 16)

bool
pgo_gzip_p (const unsigned char *data, size_t size)
{
  return size >= 2 && data[0] == 0x1f && data[1] == 0x8b;
}

/* Most that SIZE bytes of gzip data may inflate to.  */
static size_t
inflated_limit (size_t size)
{
  size_t limit = size < PGO_FILE_MAX / PGO_INFLATED_TIMES
                     ? size * PGO_INFLATED_TIMES
                     : PGO_FILE_MAX;

  return limit < PGO_INFLATED_MIB * MIB ? PGO_INFLATED_MIB * MIB : limit;
}

/* How much SIZE bytes at DATA inflate to, by the size that the last member ends
   with: right for a single one.  Little enough to be asked for on trust.  */
static size_t
inflated_guess (const unsigned char *data, size_t size)
{
  size_t guess = 0;

  for (size_t i = 1; i <= 4 && i <= size; i++)
    guess = guess << 8 | data[size - i];
  if (guess / 20 > size)
    guess = size * 20;
  /* A byte more than is needed, to see the end in the same call.  */
  return guess + 1;
}

/* zlib counts in unsigned int.  */
static unsigned
clamp (size_t size, size_t most)
{
  return size < most ? size : most;
}

/* The bytes so far.  */
struct output
{
  unsigned char *data;
  size_t used;
  size_t capacity;
};

/* Inflate the member at *POS and move *POS behind it.  Returns NULL, or what
   is wrong at *POS.  */
static const char *
inflate_member (z_stream *z, const unsigned char *data, size_t size,
                size_t *pos, struct output *out)
{
  for (;;)
    {
      unsigned given, room;
      int status;

      if (out->used == out->capacity)
        out->data = pgo_xgrow (out->data, out->used, &out->capacity, 1);
      given = z->avail_in = clamp (size - *pos, 1024 * MIB);
      room = z->avail_out = clamp (out->capacity - out->used, STEP);
      /* zlib's interface is older than const.  */
      z->next_in = (unsigned char *) data + *pos;
      z->next_out = out->data + out->used;
      status = inflate (z, Z_NO_FLUSH);
      *pos += given - z->avail_in;
      out->used += room - z->avail_out;

      if (out->used > inflated_limit (*pos))
        return "inflates to more than a profile may have";
      if (status == Z_STREAM_END)
        return NULL;
      if (status == Z_MEM_ERROR)
        pgo_out_of_memory ();
      if (status != Z_OK && status != Z_BUF_ERROR)
        return z->msg ? z->msg : "corrupt gzip data";
      if (*pos == size && z->avail_out != 0)
        return "gzip data are truncated";
    }
}

unsigned char *
pgo_gzip_inflate (const unsigned char *data, size_t size, const char *name,
                  size_t *inflated_size, struct pgo_error *err)
{
  struct output out = { .capacity = inflated_guess (data, size) };
  z_stream z = { 0 };
  size_t pos = 0;
  const char *wrong = NULL;

  out.data = pgo_xmalloc (out.capacity);
  if (inflateInit2 (&z, GZIP_WINDOW) != Z_OK)
    pgo_out_of_memory ();
  while (!wrong && pos < size)
    {
      if (pgo_gzip_p (data + pos, size - pos))
        wrong = inflate_member (&z, data, size, &pos, &out);
      else
        wrong = "trailing bytes after the gzip data";
      inflateReset (&z);
    }
  inflateEnd (&z);
  if (wrong)
    {
      pgo_error_set (err, "%s: offset %zu: %s", name, pos, wrong);
      free (out.data);
      return NULL;
    }
  *inflated_size = out.used;
  return out.data;
}

struct pgo_gzip
{
  z_stream z;
  FILE *stream;
};

struct pgo_gzip *
pgo_gzip_open (FILE *stream)
{
  struct pgo_gzip *gzip = pgo_xcalloc (1, sizeof *gzip);

  gzip->stream = stream;
  if (deflateInit2 (&gzip->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW,
                    MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY)
      != Z_OK)
    pgo_out_of_memory ();
  return gzip;
}

/* Compress what is given to zlib; with Z_FINISH, also what it holds back.  */
static void
deflate_all (struct pgo_gzip *gzip, int flush)
{
  unsigned char buffer[16 * 1024];

  do
    {
      gzip->z.next_out = buffer;
      gzip->z.avail_out = sizeof buffer;
      deflate (&gzip->z, flush);
      fwrite (buffer, 1, sizeof buffer - gzip->z.avail_out, gzip->stream);
    }
  while (gzip->z.avail_out == 0);
}

void
pgo_gzip_write (struct pgo_gzip *gzip, const void *data, size_t size)
{
  const unsigned char *next = data;

  while (size > 0)
    {
      unsigned given = clamp (size, 1024 * MIB);
      gzip->z.next_in = (unsigned char *) next;
      gzip->z.avail_in = given;
      deflate_all (gzip, Z_NO_FLUSH);
      next += given;
      size -= given;
    }
}

void
pgo_gzip_close (struct pgo_gzip *gzip)
{
  gzip->z.next_in = NULL;
  gzip->z.avail_in = 0;
  deflate_all (gzip, Z_FINISH);
  deflateEnd (&gzip->z);
  free (gzip);
}
