/* The functions of a profile in the order in which they should lie.
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

   The functions are those that the linker sees: one that was inlined wherever
   it is called has no place of its own, and its samples are its callers', in
   the shares in which they called it; so are its calls.  */

#ifndef PGO_ORDER_FUNCTIONS_H
#define PGO_ORDER_FUNCTIONS_H

#include "index/index.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Where the code of a function is that has none to place.  */
  enum
  {
    PGO_CODE_INLINED = 0,   /* In its callers.  */
    PGO_CODE_ELSEWHERE = -1 /* In another program or library.  */
  };

  /* The bytes of FN's code, above 0, or one of these.  DATA is the caller's. */
  typedef int64_t pgo_code_bytes (const struct pgo_fn *fn, const void *data);

  /* The functions of INDEX, which is finished, that have code by BYTES with
     DATA, in the order in which they should lie; *N of them.  Where BYTES is
     NULL the profile tells that, or has ranks already.  The caller frees the
     array.  */
  const struct pgo_fn **pgo_order_functions (const struct pgo_index *index,
                                             pgo_code_bytes *bytes,
                                             const void *data, size_t *n);

  /* Give each of the functions of INDEX its rank in this order, by what the
     profile tells; where it has ranks, other functions have no code, and these
     are set anew.  */
  void pgo_order_rank (const struct pgo_index *index);

#ifdef __cplusplus
}
#endif

#endif /* PGO_ORDER_FUNCTIONS_H */
