/* How much code each function of some ELF files has.
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


   See sizes.c.  */

#ifndef PGO_SIZES_H
#define PGO_SIZES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/store.h"

struct pgo_size
{
  const char *name;   /* Canonical assembler name.  */
  const char *pretty; /* For people.  */
  int64_t bytes;      /* Of all functions, clones and parts of that name.  */
};

struct pgo_sizes
{
  struct pgo_size *functions; /* By name.  */
  size_t n;
  int64_t bytes; /* Of all of them.  */

  /* The rest is its own.  */
  size_t capacity;
  struct pgo_strings names;
  struct pgo_pool *pool;
};

/* The sizes in the N ELF FILES, programs, libraries or objects, that have
   symbols. NULL with ERR set to "FILE: reason" where one is something else.  */
struct pgo_sizes *pgo_sizes_read (const char *const *files, size_t n,
                                  struct pgo_error *err);
/* SIZES may be NULL.  */
void pgo_sizes_free (struct pgo_sizes *sizes);

#endif /* PGO_SIZES_H */
