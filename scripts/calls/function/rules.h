/* Rules, which are functions of any kind.
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

#ifndef RULES_H
#define RULES_H

#include <cstdint>
#include <functional>
#include <vector>

using rule = std::function<std::uint64_t (std::uint64_t)>;

rule rule_new (unsigned target, std::uint64_t number);

/* Apply RULES in turns, TURNS times, each to what the one before it gave.  */
std::uint64_t rule_walk (const std::vector<rule> &rules, std::uint64_t turns,
                         std::uint64_t value);

#endif
