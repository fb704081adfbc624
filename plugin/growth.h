/* What the profile makes a unit, or at link time the program, grow by.
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

/* What makes a unit grow: the plugin's own inlining, and GCC's passes where hot
   functions let them.  */
enum pgo_growth
{
  PGO_GROWTH_INLINE,
  PGO_GROWTH_CLONES,
  PGO_GROWTH_INLINER,
  PGO_GROWTH_LOOPS,
  PGO_GROWTH_TRACES,
  PGO_GROWTH_ALIGNMENT,
  PGO_N_GROWTHS
};

/* "inline", "clones" and so on.  */
const char *pgo_growth_name (enum pgo_growth growth);

/* By how many insns GROWTH made the unit larger, so far.  */
int64_t pgo_growth_by (enum pgo_growth growth);

/* The sum of that.  */
int64_t pgo_growth_all (void);

/* The plugin's pass is done: it made a unit of SIZE insns larger by INLINED.  */
void pgo_growth_begin (int64_t size, int64_t inlined);

/* Watch what GCC makes of NODE and its copies: it has options of its own by now that
   let it grow.  */
void pgo_growth_watch (cgraph_node *node);

/* Register the passes that watch it, for the plugin PLUGIN_NAME.  */
void pgo_growth_register (const char *plugin_name);

#endif /* PGO_GROWTH_H */
