/* Functions that have another name, or are in another file, than in the profile.
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

   See moved.cc.  */

#ifndef PGO_MOVED_H
#define PGO_MOVED_H

/* Look for the unit's functions that the profile does not know by their names among
   those of the profile that the unit does not have.  Call between pgo_match_begin and
   pgo_match_settle.  */
void pgo_moved_find (void);

#endif /* PGO_MOVED_H */
