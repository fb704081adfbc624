/* Where the library keeps things: pools, tables, growing arrays.
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

   A pool gives pieces of memory that are freed together.  A table finds an
   object of the caller's array by a hash of it.  */

#ifndef PGO_STORE_H
#define PGO_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The index or number that is none.  */
#define PGO_NONE UINT32_MAX

/* Memory in pieces that live as long as the pool.  */
struct pgo_pool *pgo_pool_new (void);
void *pgo_pool_alloc (struct pgo_pool *pool, size_t size);
/* A NUL-terminated copy of LENGTH bytes.  */
char *pgo_pool_string (struct pgo_pool *pool, const void *text, size_t length);
/* Give up every piece, but keep some memory for the next ones.  */
void pgo_pool_reset (struct pgo_pool *pool);
/* POOL may be NULL.  */
void pgo_pool_free (struct pgo_pool *pool);

/* A hash table that finds the index of an object in an array of the caller,
   who knows how to compare.  All zero is an empty table.  */
struct pgo_table
{
  struct pgo_table_slot *slots;
  size_t n_slots; /* 0 or a power of two.  */
  size_t n_used;
};

/* True if the object INDEX of CONTEXT equals KEY.  */
typedef bool pgo_table_equal (const void *context, uint32_t index,
                              const void *key);

/* The index that was added under HASH and equals KEY, or PGO_NONE.  */
uint32_t pgo_table_find (const struct pgo_table *table, uint64_t hash,
                         pgo_table_equal *equal, const void *context,
                         const void *key);
/* Add INDEX, whose object is not in TABLE yet, under HASH.  INDEX is below
   PGO_NONE; memory has run out where it is not.  */
void pgo_table_add (struct pgo_table *table, uint64_t hash, size_t index);
void pgo_table_free (struct pgo_table *table);

/* Two random numbers, odd, and others in each process: whoever writes a profile
   cannot know which of its ids and strings share a slot, and make a table a
   list.  Nothing is ever listed in the order of hashes.  */
extern uint64_t pgo_hash_secrets[2];

/* HASH (0 at first) with WORD mixed into it.  WORD is often a hash itself and
   may equal HASH; each meets a secret of its own.  */
static inline uint64_t
pgo_hash (uint64_t hash, uint64_t word)
{
  unsigned __int128 product = (unsigned __int128) (hash ^ pgo_hash_secrets[0])
                              * (word ^ pgo_hash_secrets[1]);

  return (uint64_t) product ^ (uint64_t) (product >> 64);
}

uint64_t pgo_hash_string (const char *string);

/* Texts, each once, by number.  All zero where there is none yet.  */
struct pgo_strings
{
  const char **text;
  size_t n, capacity;
  struct pgo_table table;
};

/* The number of TEXT.  Where it is new, it is the next, and a copy in POOL
   stands for it, or where POOL is NULL TEXT itself.  */
uint32_t pgo_strings_number (struct pgo_strings *strings, struct pgo_pool *pool,
                             const char *text);
/* Likewise, the copy: equal texts have equal addresses.  */
const char *pgo_strings_intern (struct pgo_strings *strings,
                                struct pgo_pool *pool, const char *text);
/* That copy, or NULL where TEXT is not among STRINGS.  */
const char *pgo_strings_find (const struct pgo_strings *strings,
                              const char *text);
/* Free STRINGS but for the texts.  */
void pgo_strings_free (struct pgo_strings *strings);

/* Room for K more elements of SIZE bytes in ARRAY; see pgo_xgrow.  */
void *pgo_reserve (void *array, size_t count, size_t k, size_t *capacity,
                   size_t size);

/* A + B, or the limit that the sum is beyond.  */
static inline int64_t
pgo_add_saturating (int64_t a, int64_t b)
{
  int64_t sum;
  if (!__builtin_add_overflow (a, b, &sum))
    return sum;
  return b > 0 ? INT64_MAX : INT64_MIN;
}

#ifdef __cplusplus
}
#endif

#endif /* PGO_STORE_H */
