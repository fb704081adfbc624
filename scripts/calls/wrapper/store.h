/* Stores of numbers, which differ in how they look one up.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#ifndef STORE_H
#define STORE_H

#include <stdint.h>

#define STORE_SIZE 256

uint64_t array_find (const uint64_t *array, uint64_t key);
uint64_t tree_find (const uint64_t *tree, uint64_t key);

struct store;

struct store_operations
{
  uint64_t (*find) (const struct store *store, uint64_t key);
};

struct store
{
  const struct store_operations *operations;
  uint64_t *numbers;
};

extern const struct store_operations array_operations, tree_operations;

/* Look TURNS keys up in the COUNT STORES in turns.  */
uint64_t store_walk (const struct store *stores, unsigned count, uint64_t turns,
                     uint64_t key);

#endif
