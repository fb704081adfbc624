/* Comparisons of records, for a sort.
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

#include "record.h"

static int
compare (uint64_t left, uint64_t right)
{
  return (left > right) - (left < right);
}

int
record_by_key (const void *left, const void *right)
{
  const struct record *a = left, *b = right;
  int order = compare (a->key, b->key);
  return order != 0 ? order : compare (a->age, b->age);
}

int
record_by_size (const void *left, const void *right)
{
  const struct record *a = left, *b = right;
  int order = compare (a->size, b->size);
  return order != 0 ? order : compare (a->age, b->age);
}
