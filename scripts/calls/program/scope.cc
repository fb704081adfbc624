/* Variables and their values, found by bisection.
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

#include "scope.h"

std::size_t
scope::place (const std::string &name) const
{
  std::size_t low = 0, high = m_entries.size ();

  while (low < high)
    {
      std::size_t middle = (low + high) / 2;
      if (m_entries[middle].first < name)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
scope::set (const std::string &name, std::uint64_t value)
{
  std::size_t at = place (name);

  if (at < m_entries.size () && m_entries[at].first == name)
    m_entries[at].second = value;
  else
    m_entries.insert (m_entries.begin () + static_cast<std::ptrdiff_t> (at),
                      entry (name, value));
}

std::uint64_t
scope::find (const std::string &name) const
{
  std::size_t at = place (name);

  if (at < m_entries.size () && m_entries[at].first == name)
    return m_entries[at].second;
  return m_unknown (name);
}
