/* Orders of records, and the library's sort with a pointer to one of them.
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

#include <algorithm>

#include "record.h"

namespace
{

bool
by_key (const record &left, const record &right)
{
  if (left.key != right.key)
    return left.key < right.key;
  return left.age < right.age;
}

bool
by_size (const record &left, const record &right)
{
  if (left.size != right.size)
    return left.size < right.size;
  return left.age < right.age;
}

}

void
record_sort (std::vector<record> &records, unsigned target)
{
  std::sort (records.begin (), records.end (), target == 0 ? by_key : by_size);
}
