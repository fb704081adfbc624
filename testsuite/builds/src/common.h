/* What the programs have in common.
   Copyright (C) 2026 The gcc-pgo authors
   License GPL-3.0-or-later  */

#ifndef COMMON_H
#define COMMON_H

#include <stddef.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* A hash of the SIZE bytes at DATA.  */
  unsigned data_hash (const unsigned char *data, size_t size);

  /* Pack the SIZE bytes at DATA into OUT, which has room for twice as many:
     each byte and how often it stands there, at most 255 times.  Returns how
     many bytes that are.  */
  size_t data_pack (const unsigned char *data, size_t size, unsigned char *out);

  /* The reverse, into OUT, which has room for MAX bytes; the rest is dropped.  */
  size_t data_unpack (const unsigned char *data, size_t size,
                      unsigned char *out, size_t max);

  /* Write SIZE bytes that NUMBER tells apart to OUT.  */
  void data_make (unsigned number, unsigned char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
