/* Code that a program made while it ran.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.


   Decides by the file of a mapping, as the kernel, perf and other producers
   call it, whether its code was made at run time, which no compiler's flag
   reaches.  */

#ifndef PGO_GENERATED_H
#define PGO_GENERATED_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Is the code in what is mapped from FILE ("" where there is none) known to be
   made at run time, as by a just-in-time compiler?  */
bool pgo_generated_code_p (const char *file);

#ifdef __cplusplus
}
#endif

#endif /* PGO_GENERATED_H */
