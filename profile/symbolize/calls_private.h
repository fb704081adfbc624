/* What the parts that know the calls of a module share.
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

   callee.c tells which function a DIE or a name stands for,
   calls.c what calls there are.  */

#ifndef PGO_SYMBOLIZE_CALLS_PRIVATE_H
#define PGO_SYMBOLIZE_CALLS_PRIVATE_H

#include <elfutils/libdw.h>

#include "symbolize/calls.h"

/* Nesting of blocks in a function; what is deeper is not code that a compiler
   made.  */
#define MAX_DEPTH 200

struct function;
struct origin;
struct instance;

struct pgo_calls
{
  Dwfl_Module *module;
  struct pgo_units *units;

  struct function **functions; /* By entry.  */
  size_t n_functions;
  size_t functions_capacity;

  struct origin *origins; /* By offset.  */
  size_t n_origins;
  size_t origins_capacity;

  bool symbols_read;
  struct pgo_module_symbol *symbols; /* By name.  */
  size_t n_symbols;
  size_t symbols_capacity;

  bool instances_read;
  struct instance *instances; /* Of all units, by origin.  */
  size_t n_instances;
  size_t instances_capacity;

  int pointer;  /* DWARF number of the frame pointer, or -1.  */
  bool by_save; /* It is set when it has been saved.  */
};

/* Set *ENTRY to the address in the module of the first instruction of DIE
   itself.  False where it has no code.  */
bool pgo_die_entry (Dwarf_Die *die, Dwarf_Addr bias, uint64_t *entry);

/* Set the callee of SITE to what ATTRIBUTE of a call in UNIT names: a DIE, or
   an address where GCC has no DIE.  False where that cannot be found.  */
bool pgo_calls_read_callee (struct pgo_calls *calls, struct pgo_unit *unit,
                            Dwarf_Attribute *attribute,
                            struct pgo_call_site *site);

#endif /* PGO_SYMBOLIZE_CALLS_PRIVATE_H */
