/* Devices with a table of operations.
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

#ifndef DEVICE_H
#define DEVICE_H

#include <stdint.h>

struct device;

struct device_operations
{
  uint64_t (*transfer) (struct device *device, uint64_t word);
  void (*reset) (struct device *device);
};

struct device
{
  const struct device_operations *operations;
  uint64_t position, errors;
};

/* The drivers, each in its file.  */
extern const struct device_operations disk_operations, tape_operations,
    null_operations;

/* Transfer TURNS words by the COUNT DEVICES in turns.  */
uint64_t device_walk (struct device *devices, unsigned count, uint64_t turns,
                      uint64_t word);

#endif
