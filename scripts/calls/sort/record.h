/* Records, and orders of them.
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

#ifndef RECORD_H
#define RECORD_H

#include <stdint.h>

struct record
{
  uint64_t key;
  uint32_t size, age;
};

/* Of equals each order takes the one with the lesser age first.  */
int record_by_key (const void *left, const void *right);
int record_by_size (const void *left, const void *right);

#endif
