/* A network, which emits packets.
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

#include "emitter.h"

emitter
network_emitter (std::uint64_t number)
{
  return emitter (
      [number] (std::uint64_t value) { return (value ^ number) >> 2; });
}

std::uint64_t
network_run (emitter &packets, std::uint64_t turns, std::uint64_t value)
{
  for (std::uint64_t i = 0; i < turns; i++)
    value ^= packets.emit (value + i);
  return value;
}
