/* Thin wrappers in tables of operations, and the calls of them.
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

#include "store.h"

static uint64_t
array_wrapper (const struct store *store, uint64_t key)
{
  return array_find (store->numbers, key);
}

static uint64_t
tree_wrapper (const struct store *store, uint64_t key)
{
  return tree_find (store->numbers, key);
}

const struct store_operations array_operations = { array_wrapper };
const struct store_operations tree_operations = { tree_wrapper };

uint64_t
store_walk (const struct store *stores, unsigned count, uint64_t turns,
            uint64_t key)
{
  unsigned next = 0;

  for (uint64_t i = 0; i < turns; i++)
    {
      const struct store *store = &stores[next];
      key += store->operations->find (store, key ^ i);
      if (++next == count)
        next = 0;
    }
  return key;
}
