/* The growth of the program at link time.
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

   See growth.cc.  */

#ifndef PGO_GROWTH_H
#define PGO_GROWTH_H

/* Register the passes that watch it, for the plugin PLUGIN_NAME.  */
void pgo_growth_register (const char *plugin_name);

#endif /* PGO_GROWTH_H */
