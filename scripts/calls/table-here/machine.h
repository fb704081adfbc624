/* A machine whose instructions are numbers of functions.
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

#ifndef MACHINE_H
#define MACHINE_H

#include <stdint.h>

/* Run the COUNT instructions at CODE until TURNS are done.  */
uint64_t machine_run (const unsigned char *code, unsigned count, uint64_t turns,
                      uint64_t value);

#endif
