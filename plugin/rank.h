/* Where the linker puts hot functions.
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
   What a row of the table runs is in optimisation.h.  */

#ifndef PGO_RANK_H
#define PGO_RANK_H

/* Let the sections of functions that have been placed be named so.  */
void pgo_rank_register (void);

#endif /* PGO_RANK_H */
