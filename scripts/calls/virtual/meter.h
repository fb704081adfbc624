/* Meters, which add up what they are shown, each in its own way.
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

#ifndef METER_H
#define METER_H

#include <cstddef>
#include <cstdint>
#include <vector>

class meter
{
public:
  virtual ~meter ();
  virtual std::uint64_t read (std::uint64_t value) = 0;
};

/* The target of the calls is one of two classes.  */
meter *meter_new (unsigned target);

/* Show VALUE to each of METERS in turns, TURNS times, and each what the one
   before it said.  */
std::uint64_t meter_walk (const std::vector<meter *> &meters,
                          std::uint64_t turns, std::uint64_t value);

#endif
