/* The built-in functions, by name.
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

#include <map>

#include "builtins.h"

namespace
{

std::uint64_t
root (std::uint64_t value)
{
  std::uint64_t low = 0, high = 1u << 16;

  value &= 0xffffffff;
  while (high - low > 1)
    {
      std::uint64_t middle = (low + high) / 2;
      if (middle * middle <= value)
        low = middle;
      else
        high = middle;
    }
  return low;
}

}

const builtin &
builtin_find (const std::string &name)
{
  static const std::map<std::string, builtin> builtins = {
    { "half", [] (std::uint64_t value) { return value / 2; } },
    { "square", [] (std::uint64_t value) { return value * value; } },
    { "root", root },
  };
  return builtins.at (name);
}
