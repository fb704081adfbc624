/* Methods of rounding.
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

#ifndef METHOD_H
#define METHOD_H

#include <stdint.h>

typedef uint64_t method (uint64_t value, uint64_t unit);

/* The method of this number.  */
method *method_of (unsigned number);

/* Round TURNS times by the COUNT methods of these NUMBERS in turns.  */
uint64_t method_walk (const unsigned char *numbers, unsigned count,
                      uint64_t turns, uint64_t value);

#endif
