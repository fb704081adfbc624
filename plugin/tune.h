/* Options of their own for hot functions and for those without samples.
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

   See tune.cc.  */

#ifndef PGO_TUNE_H
#define PGO_TUNE_H

#include "unit.h"

/* Give options of their own to the functions of UNIT that are hot, that dispatch,
   and that are on no stack of a profile that knows the unit.  Each returns true
   if any got some.  */
bool pgo_tune_hot (struct pgo_unit *unit);
bool pgo_tune_dispatch (struct pgo_unit *unit);
bool pgo_tune_unsampled (struct pgo_unit *unit);

#endif /* PGO_TUNE_H */
