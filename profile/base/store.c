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

   See store.h.  */

#include "base/store.h"

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "base/mem.h"

struct chunk
{
  struct chunk *next;
  size_t size;
  size_t used;
  max_align_t data[];
};

struct pgo_pool
{
  struct chunk *chunks; /* The newest first; only that has room.  */
};

#define CHUNK_SIZE ((size_t) 64 * 1024)

struct pgo_pool *
pgo_pool_new (void)
{
  return pgo_xcalloc (1, sizeof (struct pgo_pool));
}

void *
pgo_pool_alloc (struct pgo_pool *pool, size_t size)
{
  struct chunk *chunk = pool->chunks;
  const size_t align = _Alignof(max_align_t);
  void *piece;

  if (size > SIZE_MAX / 2)
    pgo_out_of_memory ();
  size = (size + align - 1) / align * align;
  if (!chunk || chunk->size - chunk->used < size)
    {
      size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
      chunk = pgo_xmalloc (sizeof *chunk + room);
      *chunk = (struct chunk){ .next = pool->chunks, .size = room };
      pool->chunks = chunk;
    }
  piece = (char *) chunk->data + chunk->used;
  chunk->used += size;
  return piece;
}

char *
pgo_pool_string (struct pgo_pool *pool, const void *text, size_t length)
{
  char *string = pgo_pool_alloc (pool, length + 1);

  if (length > 0)
    memcpy (string, text, length);
  string[length] = '\0';
  return string;
}

static void
free_chunks (struct chunk *chunk)
{
  while (chunk)
    {
      struct chunk *next = chunk->next;
      free (chunk);
      chunk = next;
    }
}

void
pgo_pool_reset (struct pgo_pool *pool)
{
  if (pool->chunks)
    {
      free_chunks (pool->chunks->next);
      pool->chunks->next = NULL;
      pool->chunks->used = 0;
    }
}

void
pgo_pool_free (struct pgo_pool *pool)
{
  if (pool)
    free_chunks (pool->chunks);
  free (pool);
}

uint64_t pgo_hash_secrets[2];

/* Take the secrets from the 16 random bytes that Linux gives to every
   program.  */
__attribute__ ((constructor)) static void
choose_secrets (void)
{
  uintptr_t random = getauxval (AT_RANDOM);

  if (random)
    memcpy (pgo_hash_secrets, (const void *) random, sizeof pgo_hash_secrets);
  pgo_hash_secrets[0] ^= UINT64_C (0x9e3779b97f4a7c15);
  pgo_hash_secrets[1] ^= UINT64_C (0xff51afd7ed558ccd);
}

struct pgo_table_slot
{
  uint32_t hash;
  uint32_t index; /* PGO_NONE: empty.  */
};

uint32_t
pgo_table_find (const struct pgo_table *table, uint64_t hash,
                pgo_table_equal *equal, const void *context, const void *key)
{
  if (table->n_slots == 0)
    return PGO_NONE;
  for (size_t i = (uint32_t) hash;; i++)
    {
      const struct pgo_table_slot *slot
          = &table->slots[i & (table->n_slots - 1)];
      if (slot->index == PGO_NONE
          || (slot->hash == (uint32_t) hash
              && equal (context, slot->index, key)))
        return slot->index;
    }
}

/* Put INDEX into the first free slot for HASH.  */
static void
enter (struct pgo_table *table, uint32_t hash, uint32_t index)
{
  size_t i = hash & (table->n_slots - 1);

  while (table->slots[i].index != PGO_NONE)
    i = (i + 1) & (table->n_slots - 1);
  table->slots[i] = (struct pgo_table_slot){ hash, index };
}

static void
enlarge (struct pgo_table *table)
{
  struct pgo_table old = *table;

  table->n_slots = old.n_slots ? old.n_slots * 2 : 64;
  table->slots = pgo_xrealloc (NULL, table->n_slots, sizeof *table->slots);
  /* All ones is PGO_NONE.  */
  memset (table->slots, 0xff, table->n_slots * sizeof *table->slots);
  for (size_t i = 0; i < old.n_slots; i++)
    if (old.slots[i].index != PGO_NONE)
      enter (table, old.slots[i].hash, old.slots[i].index);
  free (old.slots);
}

void
pgo_table_add (struct pgo_table *table, uint64_t hash, size_t index)
{
  if (index >= PGO_NONE)
    pgo_out_of_memory ();
  if (table->n_used >= table->n_slots / 2)
    enlarge (table);
  enter (table, hash, index);
  table->n_used++;
}

void
pgo_table_free (struct pgo_table *table)
{
  free (table->slots);
}

uint64_t
pgo_hash_string (const char *string)
{
  uint64_t hash = 0;

  for (; *string; string++)
    hash = pgo_hash (hash, (unsigned char) *string);
  return hash;
}

static bool
string_equal (const void *context, uint32_t index, const void *key)
{
  const struct pgo_strings *strings = context;

  return strcmp (strings->text[index], key) == 0;
}

const char *
pgo_strings_find (const struct pgo_strings *strings, const char *text)
{
  uint32_t number = pgo_table_find (&strings->table, pgo_hash_string (text),
                                    string_equal, strings, text);

  return number == PGO_NONE ? NULL : strings->text[number];
}

uint32_t
pgo_strings_number (struct pgo_strings *strings, struct pgo_pool *pool,
                    const char *text)
{
  uint64_t hash = pgo_hash_string (text);
  uint32_t number
      = pgo_table_find (&strings->table, hash, string_equal, strings, text);

  if (number != PGO_NONE)
    return number;
  strings->text = pgo_xgrow (strings->text, strings->n, &strings->capacity,
                             sizeof *strings->text);
  pgo_table_add (&strings->table, hash, strings->n);
  strings->text[strings->n]
      = pool ? pgo_pool_string (pool, text, strlen (text)) : text;
  return strings->n++;
}

const char *
pgo_strings_intern (struct pgo_strings *strings, struct pgo_pool *pool,
                    const char *text)
{
  uint32_t number = pgo_strings_number (strings, pool, text);

  return strings->text[number];
}

void
pgo_strings_free (struct pgo_strings *strings)
{
  free (strings->text);
  pgo_table_free (&strings->table);
}

void *
pgo_reserve (void *array, size_t count, size_t k, size_t *capacity, size_t size)
{
  while (*capacity - count < k)
    array = pgo_xgrow (array, *capacity, capacity, size);
  return array;
}
