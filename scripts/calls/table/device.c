/* The calls of the operations of devices.
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

#include "device.h"

uint64_t
device_walk (struct device *devices, unsigned count, uint64_t turns,
             uint64_t word)
{
  unsigned next = 0;

  for (unsigned i = 0; i < count; i++)
    devices[i].operations->reset (&devices[i]);
  for (uint64_t i = 0; i < turns; i++)
    {
      struct device *device = &devices[next];
      word += device->operations->transfer (device, word ^ i);
      if (++next == count)
        next = 0;
    }
  return word;
}
