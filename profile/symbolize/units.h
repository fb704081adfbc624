/* The units of a module's debug information, and the functions in them.
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

   libdw's own look-up of an address needs .debug_aranges, which is often not
   there, and dwarf_getscopes walks a whole unit for each address.  Here the
   ranges of all units are kept in one sorted table, and those of a unit's
   functions in another, made when the unit is first asked for.  */

#ifndef PGO_SYMBOLIZE_UNITS_H
#define PGO_SYMBOLIZE_UNITS_H

#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <stdbool.h>
#include <stdint.h>

struct pgo_units;
struct pgo_unit_functions;

struct pgo_unit
{
  Dwarf_Die die;
  Dwarf_Die skeleton; /* What has its lines: DIE, but with split DWARF.  */
  Dwarf_Addr bias; /* Address in the module minus address in the DWARF.  */
  bool cplusplus;
  struct pgo_unit_functions *functions; /* NULL until asked for.  */
};

/* The declaration of a C++ function without a linkage name.  */
struct pgo_declaration
{
  Dwarf_Off offset; /* In the .debug_info of its unit.  */
  char *name;       /* With its scopes: "shapes::square<double>".  */
  Dwarf_Die owner;  /* What it is declared in.  */
  /* Where it has code of its own in the unit, an address in the DWARF; 0 where
     it has none, or once the symbol there was looked for.  */
  Dwarf_Addr code;
  char *symbol; /* That symbol if it is the function's, canonical, or NULL.  */
};

/* The units of MODULE, perhaps none; the caller frees them before MODULE.  */
struct pgo_units *pgo_units_read (Dwfl_Module *module);

/* UNITS may be NULL.  */
void pgo_units_free (struct pgo_units *units);

bool pgo_units_empty_p (const struct pgo_units *units);

/* The name of the first .dwo file that a unit of split DWARF is in and that is
   not there, or NULL.  Of such units only the lines are known.  */
const char *pgo_units_missing (const struct pgo_units *units);

/* The unit that holds ADDRESS in the module, or NULL.  */
struct pgo_unit *pgo_units_find (struct pgo_units *units, uint64_t address);

/* The function of UNIT that holds PC, an address in the DWARF, or NULL.  */
Dwarf_Die *pgo_unit_function (struct pgo_unit *unit, Dwarf_Addr pc);

/* How many units there are, and the one with INDEX, by offset.  */
size_t pgo_units_count (const struct pgo_units *units);
struct pgo_unit *pgo_units_get (struct pgo_units *units, size_t index);

/* The functions of UNIT that have code; *N is their number.  */
Dwarf_Die *pgo_unit_functions (struct pgo_unit *unit, size_t *n);

/* The first declaration of the function that DIE is an instance of, or NULL
   where it has a linkage name or is not C++.  */
struct pgo_declaration *pgo_units_declaration (struct pgo_units *units,
                                               Dwarf_Die *die);

/* The linkage name of the function that DIE is an instance of, or NULL.  */
const char *pgo_die_linkage_name (Dwarf_Die *die);

#endif /* PGO_SYMBOLIZE_UNITS_H */
