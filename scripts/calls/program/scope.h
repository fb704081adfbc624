/* Variables and their values.
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

#ifndef SCOPE_H
#define SCOPE_H

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

class scope
{
public:
  /* Tells the value of a name that no variable has.  */
  using fallback = std::uint64_t (*) (const std::string &name);

  explicit scope (fallback unknown) : m_unknown (unknown) {}
  void set (const std::string &name, std::uint64_t value);
  std::uint64_t find (const std::string &name) const;

private:
  using entry = std::pair<std::string, std::uint64_t>;

  std::size_t place (const std::string &name) const;

  std::vector<entry> m_entries; /* By name.  */
  fallback m_unknown;
};

#endif
