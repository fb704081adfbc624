/* The driver of tapes.
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

static uint64_t
tape_transfer (struct device *device, uint64_t word)
{
  device->position++;
  if ((word & 1023) == 0)
    device->errors++;
  return (word >> 1) + device->errors;
}

static void
tape_reset (struct device *device)
{
  device->position = device->errors = 0;
}

const struct device_operations tape_operations = { tape_transfer, tape_reset };
