/* Indirect calls that are decided about at link time.
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

   See wait.cc.  */

#ifndef PGO_WAIT_H
#define PGO_WAIT_H

#include "report.h"

/* TARGETS has what is known of the targets of CANDIDATE's call, which the profile
   calls FNS.  Leave the decision to link time if that knows more, as some of them
   have no body in the unit, and settle CANDIDATE.  False if that cannot be.  */
bool pgo_wait (struct pgo_candidate *candidate,
               const struct pgo_targets *targets,
               const struct pgo_fn *const *fns);

/* Register the pass that decides, for the plugin PLUGIN_NAME.  */
void pgo_wait_register (const char *plugin_name);

#endif /* PGO_WAIT_H */
