/* A server that answers requests of its own.
   Copyright (C) 2026 The gcc-pgo authors
   License GPL-3.0-or-later

   Usage: server [REQUESTS]

   Of four requests three want data unpacked, one wants a hash.  */

#include <stdio.h>
#include <stdlib.h>

#include "common.h"

#define SIZE 256

typedef unsigned handler (const unsigned char *data, size_t size);

static unsigned
answer_hash (const unsigned char *data, size_t size)
{
  return data_hash (data, size);
}

static unsigned
answer_unpack (const unsigned char *data, size_t size)
{
  unsigned char packed[2 * SIZE], unpacked[SIZE];
  size_t used = data_pack (data, size, packed);

  return unpacked[data_unpack (packed, used, unpacked, SIZE) - 1];
}

static handler *const handlers[4]
    = { answer_unpack, answer_unpack, answer_hash, answer_unpack };

int
main (int argc, char **argv)
{
  unsigned requests = argc > 1 ? strtoul (argv[1], NULL, 10) : 1000, sum = 0;
  unsigned char data[SIZE];

  for (unsigned i = 0; i < requests; i++)
    {
      data_make (i, data, SIZE);
      sum += handlers[i % 4](data, SIZE);
    }
  printf ("server: %u\n", sum);
  return 0;
}
