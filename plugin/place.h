/* Where code is put: what is seldom executed away from the rest.
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

   See place.cc.  */

#ifndef PGO_PLACE_H
#define PGO_PLACE_H

/* Put the code of NODE with what is unlikely to be executed.  */
void pgo_place_aside (cgraph_node *node);

/* Register the passes that do so, for the plugin PLUGIN_NAME.  */
void pgo_place_register (const char *plugin_name);

#endif /* PGO_PLACE_H */
