/* Packing and unpacking.
   Copyright (C) 2026 The gcc-pgo authors
   License GPL-3.0-or-later  */

#include "common.h"

size_t
data_pack (const unsigned char *data, size_t size, unsigned char *out)
{
  size_t used = 0;

  for (size_t i = 0; i < size;)
    {
      size_t run = 1;

      while (run < 255 && i + run < size && data[i + run] == data[i])
        run++;
      out[used++] = data[i];
      out[used++] = run;
      i += run;
    }
  return used;
}

size_t
data_unpack (const unsigned char *data, size_t size, unsigned char *out,
             size_t max)
{
  size_t used = 0;

  for (size_t i = 0; i + 1 < size; i += 2)
    for (unsigned run = data[i + 1]; run > 0 && used < max; run--)
      out[used++] = data[i];
  return used;
}
