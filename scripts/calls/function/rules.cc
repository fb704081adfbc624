/* Rules, which are lambdas, and their calls.
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

#include "rules.h"

rule
rule_new (unsigned target, std::uint64_t number)
{
  if (target == 0)
    return [number] (std::uint64_t value) {
      return value + (value >> 7) + number;
    };
  return [number] (std::uint64_t value) { return (value ^ number) * 5; };
}

std::uint64_t
rule_walk (const std::vector<rule> &rules, std::uint64_t turns,
           std::uint64_t value)
{
  std::size_t next = 0;

  for (std::uint64_t i = 0; i < turns; i++)
    {
      value = rules[next](value + i);
      if (++next == rules.size ())
        next = 0;
    }
  return value;
}
