/* Meters, and the virtual call that reads them.
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

#include "meter.h"

namespace
{

class plain : public meter
{
public:
  std::uint64_t
  read (std::uint64_t value) override
  {
    m_total += value;
    return m_total ^ (value >> 3);
  }

private:
  std::uint64_t m_total = 1;
};

class scaled : public meter
{
public:
  std::uint64_t
  read (std::uint64_t value) override
  {
    m_total = m_total * m_scale + value;
    return m_total >> 5;
  }

private:
  std::uint64_t m_total = 1, m_scale = 31;
};

}

meter::~meter () = default;

meter *
meter_new (unsigned target)
{
  if (target == 0)
    return new plain;
  return new scaled;
}

std::uint64_t
meter_walk (const std::vector<meter *> &meters, std::uint64_t turns,
            std::uint64_t value)
{
  std::size_t next = 0;

  for (std::uint64_t i = 0; i < turns; i++)
    {
      value += meters[next]->read (value + i);
      if (++next == meters.size ())
        next = 0;
    }
  return value;
}
