/* Methods of rounding, and the calls of what method_of returned.
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

#include "method.h"

static uint64_t
down (uint64_t value, uint64_t unit)
{
  return value & -unit;
}

static uint64_t
up (uint64_t value, uint64_t unit)
{
  return (value + unit - 1) & -unit;
}

static uint64_t
nearest (uint64_t value, uint64_t unit)
{
  return (value + unit / 2) & -unit;
}

method *
method_of (unsigned number)
{
  static method *const methods[] = { down, up, nearest, nearest };
  return methods[number];
}

uint64_t
method_walk (const unsigned char *numbers, unsigned count, uint64_t turns,
             uint64_t value)
{
  unsigned next = 0;

  for (uint64_t i = 0; i < turns; i++)
    {
      value = method_of (numbers[next]) (value + i, 8) + (value >> 5);
      if (++next == count)
        next = 0;
    }
  return value;
}
