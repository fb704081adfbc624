/* Shapes, and the sum of their areas.
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

#include "shape.h"

namespace
{

class square : public shape
{
public:
  explicit square (unsigned width) : m_width (width) {}

  std::uint64_t
  area () const override
  {
    return m_width * m_width;
  }

private:
  std::uint64_t m_width;
};

class circle : public shape
{
public:
  explicit circle (unsigned width) : m_width (width) {}

  std::uint64_t
  area () const override
  {
    return m_width * m_width * 355 / 452;
  }

private:
  std::uint64_t m_width;
};

}

shape::~shape () = default;

std::unique_ptr<shape>
shape_new (unsigned target, unsigned width)
{
  if (target == 0)
    return std::make_unique<square> (width);
  return std::make_unique<circle> (width);
}

std::uint64_t
shape_area (const std::vector<std::unique_ptr<shape>> &shapes)
{
  std::uint64_t sum = 0;
  std::size_t next = 0;

  for (unsigned i = 0; i < 4000000; i++)
    {
      sum += shapes[next]->area ();
      if (++next == shapes.size ())
        next = 0;
    }
  return sum;
}
