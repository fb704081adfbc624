/* Faults of GCC that the profile brings to light, kept from doing harm.
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

   See workarounds.cc.  */

#ifndef PGO_WORKAROUNDS_H
#define PGO_WORKAROUNDS_H

/* CALL in NODE is the direct call behind a guard that GCC has just made: let the
   guard compare the pointer, and nothing but that.  */
void pgo_workaround_guard (cgraph_node *node, gimple *call);

/* A counted call of THUNK, a function of the whole program, is made at link time:
   keep GCC from cloning what it is a thunk of.  */
void pgo_workaround_thunk (cgraph_node *thunk);

/* Why NODE must not get counts, or NULL.  */
const char *pgo_workaround_uncounted (cgraph_node *node);

#endif /* PGO_WORKAROUNDS_H */
