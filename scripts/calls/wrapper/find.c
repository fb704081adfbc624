/* What the wrappers call.
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

uint64_t
array_find (const uint64_t *array, uint64_t key)
{
  uint64_t number = array[key % STORE_SIZE];
  for (int i = 0; i < 3; i++)
    number = array[(number + key) % STORE_SIZE];
  return number;
}

uint64_t
tree_find (const uint64_t *tree, uint64_t key)
{
  uint64_t node = 1;
  for (int i = 0; i < 4; i++)
    node = 2 * node + ((tree[node] ^ key) & 1);
  return tree[node];
}
