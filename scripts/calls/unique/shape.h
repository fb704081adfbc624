/* Shapes.
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

#ifndef SHAPE_H
#define SHAPE_H

#include <cstdint>
#include <memory>
#include <vector>

class shape
{
public:
  virtual ~shape ();
  virtual std::uint64_t area () const = 0;
};

/* A shape of the class that TARGET tells.  */
std::unique_ptr<shape> shape_new (unsigned target, unsigned width);

/* The area of four million of SHAPES, which come again and again.  */
std::uint64_t shape_area (const std::vector<std::unique_ptr<shape>> &shapes);

#endif
