/* Hashes, and data to try them on.
   Copyright (C) 2026 The gcc-pgo authors
   License GPL-3.0-or-later  */

#include "common.h"

unsigned
data_hash (const unsigned char *data, size_t size)
{
  unsigned hash = 2166136261u;

  for (size_t i = 0; i < size; i++)
    hash = (hash ^ data[i]) * 16777619u;
  return hash;
}

void
data_make (unsigned number, unsigned char *out, size_t size)
{
  unsigned state = number * 2654435761u + 1;

  for (size_t i = 0; i < size; i++)
    {
      state = state * 1103515245u + 12345u;
      out[i] = i > 0 && state >> 30 ? out[i - 1] : state >> 16;
    }
}
