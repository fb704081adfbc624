/* Which of a function's samples were taken in which of its copies.
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

   See observe.cc.  */

#ifndef PGO_OBSERVE_H
#define PGO_OBSERVE_H

#include "flow.h"
#include "unit.h"

/* Build the flow graphs of UNIT with their samples, unless that is done.  */
void pgo_observe_unit (struct pgo_unit *unit);

#endif /* PGO_OBSERVE_H */
