/* A sort with a callback.
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

#ifndef SORT_H
#define SORT_H

#include <stddef.h>

/* Below 0, 0 or above it, as LEFT belongs before, with or after RIGHT.  */
typedef int sort_compare (const void *left, const void *right);

/* Put the COUNT pointers at ITEMS in the order of COMPARE.  */
void sort (const void **items, size_t count, sort_compare *compare);

#endif
