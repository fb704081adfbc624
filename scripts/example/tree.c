/* The tree: storage for any key.
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

   A node's place is told by the bits of its mixed key, one a level.  The
   mixing loses nothing, so two keys part within 64 levels, and after some
   twenty where there are a million keys.  */

#include "vm.h"

struct node
{
  uint64_t key;
  int64_t value;
  struct node *child[2];
};

struct tree
{
  struct storage storage;
  struct node *root;
};

/* The finisher of the SplitMix64 generator.  */
static uint64_t
mix (uint64_t key)
{
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9;
  key = (key ^ (key >> 27)) * 0x94d049bb133111eb;
  return key ^ (key >> 31);
}

/* Where the node for KEY is, or would be.  */
static struct node **
find (struct tree *tree, uint64_t key)
{
  struct node **place = &tree->root;

  for (uint64_t bits = mix (key); *place && (*place)->key != key; bits <<= 1)
    place = &(*place)->child[bits >> 63];
  return place;
}

static bool
tree_get (struct storage *storage, uint64_t key, int64_t *value)
{
  const struct node *node = *find ((struct tree *)storage, key);

  *value = node ? node->value : 0;
  return true;
}

static bool
tree_put (struct storage *storage, uint64_t key, int64_t value)
{
  struct node **place = find ((struct tree *)storage, key);

  if (!*place)
    {
      *place = allocate (1, sizeof **place);
      (*place)->key = key;
    }
  (*place)->value = value;
  return true;
}

struct storage *
tree_new (void)
{
  struct tree *tree = allocate (1, sizeof *tree);

  tree->storage = (struct storage){ tree_get, tree_put };
  return &tree->storage;
}
