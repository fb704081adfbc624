/* Quicksort, by insertion where little is left.
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

#include "sort.h"

static void
insert (const void **items, size_t count, sort_compare *compare)
{
  for (size_t i = 1; i < count; i++)
    {
      const void *item = items[i];
      size_t place = i;
      while (place > 0 && compare (item, items[place - 1]) < 0)
        {
          items[place] = items[place - 1];
          place--;
        }
      items[place] = item;
    }
}

static void
exchange (const void **left, const void **right)
{
  const void *item = *left;
  *left = *right;
  *right = item;
}

void
sort (const void **items, size_t count, sort_compare *compare)
{
  while (count > 12)
    {
      const void *pivot = items[count / 2];
      size_t left = 0, right = count - 1;
      for (;;)
        {
          while (compare (items[left], pivot) < 0)
            left++;
          while (compare (pivot, items[right]) < 0)
            right--;
          if (left >= right)
            break;
          exchange (&items[left++], &items[right--]);
        }
      sort (items + right + 1, count - right - 1, compare);
      count = right + 1;
    }
  insert (items, count, compare);
}
