/* What the bridge asks about profiled programs.
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

   The functions of all modules that samples were taken in get numbers here, and
   so do their calls.  A function that a module only declares is looked for in
   the others by its name.  */

#ifndef PGO_SYMBOLIZE_GRAPH_H
#define PGO_SYMBOLIZE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "symbolize/bridge.h"
#include "symbolize/module.h"

struct pgo_graph;

struct pgo_graph *pgo_graph_new (void);

/* GRAPH may be NULL.  */
void pgo_graph_free (struct pgo_graph *graph);

/* Add MODULE, which must live longer; returns its number.  */
uint32_t pgo_graph_add_module (struct pgo_graph *graph,
                               struct pgo_module *module);

/* The program of GRAPH, which answers for the functions; the caller adds who
   answers for the locations.  */
struct pgo_bridge_program pgo_graph_program (struct pgo_graph *graph);

/* What is known of ADDRESS in module MODULE, which is that of an instruction,
   or lies inside the call instruction that a frame has stopped at.  */
struct pgo_bridge_place pgo_graph_place (struct pgo_graph *graph,
                                         uint32_t module, uint64_t address);

/* The number of FUNCTION's module, or UINT32_MAX where no module defines it;
 *ENTRY is set to the address of its first instruction.  */
uint32_t pgo_graph_module (const struct pgo_graph *graph, uint32_t function,
                           uint64_t *entry);

#endif /* PGO_SYMBOLIZE_GRAPH_H */
