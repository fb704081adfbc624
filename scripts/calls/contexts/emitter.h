/* An emitter, which calls what was connected with it.
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

#ifndef EMITTER_H
#define EMITTER_H

#include <cstdint>
#include <functional>
#include <utility>

class emitter
{
public:
  using slot = std::function<std::uint64_t (std::uint64_t)>;

  explicit emitter (slot connected) : m_slot (std::move (connected)) {}

  std::uint64_t
  emit (std::uint64_t value)
  {
    m_emitted++;
    m_last = m_slot (value ^ m_last);
    if (m_last > m_greatest)
      m_greatest = m_last;
    return m_last + m_emitted;
  }

  std::uint64_t
  greatest () const
  {
    return m_greatest;
  }

private:
  slot m_slot;
  std::uint64_t m_emitted = 0, m_last = 0, m_greatest = 0;
};

/* Three that emit, each in its file and with a slot of its own.  */
std::uint64_t clock_run (emitter &ticks, std::uint64_t turns,
                         std::uint64_t value);
std::uint64_t network_run (emitter &packets, std::uint64_t turns,
                           std::uint64_t value);
std::uint64_t sensor_run (emitter &readings, std::uint64_t turns,
                          std::uint64_t value);

emitter clock_emitter (std::uint64_t number);
emitter network_emitter (std::uint64_t number);
emitter sensor_emitter (std::uint64_t number);

#endif
