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

   A unit is walked once, from the top; walking visits offsets in ascending
   order, so the declarations come sorted.  An instance of a function may refer
   to a unit that is in none of the module's tables: in a file that dwz made of
   what several have in common, or in a .dwo file.  So units are told apart by
   libdw's handles, not by offset.  */

/* For tdestroy.  */
#define _GNU_SOURCE

#include "symbolize/units.h"

#include <dwarf.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Nesting in which functions are looked for; what is deeper is not code that a
   compiler made.  */
#define MAX_DEPTH 200

/* Addresses [LOW, HIGH) belong to element INDEX of some array.  */
struct range
{
  uint64_t low;
  uint64_t high;
  size_t index;
};

struct ranges
{
  struct range *item;
  size_t n;
  size_t capacity;
};

struct pgo_units
{
  struct pgo_unit *unit; /* By offset.  */
  size_t n;
  size_t capacity;
  struct ranges ranges;
  const char *missing; /* A .dwo file.  */
  void *others;        /* A tree of units that have declarations, by CU.  */
};

struct pgo_unit_functions
{
  Dwarf_Die *die; /* Of those that have code.  */
  size_t n;
  size_t capacity;
  struct ranges ranges;
  struct pgo_declaration *declarations; /* By offset.  */
  size_t n_declarations;
  size_t declarations_capacity;
};

static void
add_range (struct ranges *ranges, uint64_t low, uint64_t high, size_t index)
{
  if (low >= high)
    return;
  ranges->item = pgo_xgrow (ranges->item, ranges->n, &ranges->capacity,
                            sizeof *ranges->item);
  ranges->item[ranges->n++] = (struct range){ low, high, index };
}

/* Add all address ranges of DIE.  False where it has none.  */
static bool
add_die_ranges (struct ranges *ranges, Dwarf_Die *die, size_t index)
{
  size_t before = ranges->n;
  Dwarf_Addr base, low, high;
  ptrdiff_t offset = 0;
  while ((offset = dwarf_ranges (die, offset, &base, &low, &high)) > 0)
    add_range (ranges, low, high, index);
  return ranges->n > before;
}

static int
compare_ranges (const void *a, const void *b)
{
  const struct range *x = a, *y = b;
  if (x->low != y->low)
    return x->low < y->low ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

static void
sort_ranges (struct ranges *ranges)
{
  if (ranges->n)
    qsort (ranges->item, ranges->n, sizeof *ranges->item, compare_ranges);
}

/* The range that holds ADDRESS, or NULL.  Ranges do not overlap.  */
static const struct range *
find_range (const struct ranges *ranges, uint64_t address)
{
  size_t low = 0, high = ranges->n;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (ranges->item[middle].low <= address)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0 || address >= ranges->item[low - 1].high)
    return NULL;
  return &ranges->item[low - 1];
}

/* The string in attribute NAME of DIE or of what it is an instance of, or
   NULL.  */
static const char *
die_string (Dwarf_Die *die, unsigned name)
{
  Dwarf_Attribute attribute;
  return dwarf_formstring (dwarf_attr_integrate (die, name, &attribute));
}

const char *
pgo_die_linkage_name (Dwarf_Die *die)
{
  const char *name = die_string (die, DW_AT_linkage_name);
  return name ? name : die_string (die, DW_AT_MIPS_linkage_name);
}

/* "SCOPE::NAME", which the caller frees.  */
static char *
join_scope (const char *scope, const char *name)
{
  size_t size = strlen (scope) + strlen (name) + sizeof "::";
  char *joined = pgo_xmalloc (size);
  snprintf (joined, size, "%s%s%s", scope, *scope ? "::" : "", name);
  return joined;
}

/* The name of the scope that DIE opens inside SCOPE, which the caller frees, in
   the demangler's words; NULL where debug information has no words for it.  It
   has none for lambdas and other classes without a name, and does not tell
   what a function is in whose definition stands outside of its namespace.  */
static char *
open_scope (const char *scope, Dwarf_Die *die)
{
  const char *name = dwarf_diename (die);
  int tag = dwarf_tag (die);
  if (!name && tag == DW_TAG_namespace)
    name = "(anonymous namespace)";
  if (!scope || !name || tag == DW_TAG_subprogram)
    return NULL;
  return join_scope (scope, name);
}

/* Add the function DIE, a child of OWNER, in SCOPE, as open_scope has it.
   Without that it is called by its unqualified name.  */
static void
add_function (struct pgo_unit *unit, Dwarf_Die *die, const char *scope,
              const Dwarf_Die *owner)
{
  struct pgo_unit_functions *functions = unit->functions;
  if (add_die_ranges (&functions->ranges, die, functions->n))
    {
      functions->die = pgo_xgrow (functions->die, functions->n,
                                  &functions->capacity, sizeof *functions->die);
      functions->die[functions->n++] = *die;
    }
  const char *name = dwarf_diename (die);
  int line;
  if (unit->cplusplus && name
      && (!pgo_die_linkage_name (die) || dwarf_decl_line (die, &line) != 0))
    {
      functions->declarations = pgo_xgrow (
          functions->declarations, functions->n_declarations,
          &functions->declarations_capacity, sizeof *functions->declarations);
      functions->declarations[functions->n_declarations++]
          = (struct pgo_declaration){ dwarf_dieoffset (die),
                                      join_scope (scope ? scope : "", name),
                                      *owner, 0, NULL };
    }
}

/* Collect the functions among the children of DIE, which opens SCOPE.  */
static void
walk_functions (struct pgo_unit *unit, Dwarf_Die *die, const char *scope,
                int depth)
{
  Dwarf_Die child;
  if (depth > MAX_DEPTH || dwarf_child (die, &child) != 0)
    return;
  do
    {
      int tag = dwarf_tag (&child);
      if (tag == DW_TAG_lexical_block)
        walk_functions (unit, &child, scope, depth + 1);
      else if (tag == DW_TAG_subprogram || tag == DW_TAG_namespace
               || tag == DW_TAG_module || tag == DW_TAG_class_type
               || tag == DW_TAG_structure_type || tag == DW_TAG_union_type)
        {
          char *inner = open_scope (scope, &child);
          if (tag == DW_TAG_subprogram)
            add_function (unit, &child, scope, die);
          walk_functions (unit, &child, inner, depth + 1);
          free (inner);
        }
    }
  while (dwarf_siblingof (&child, &child) == 0);
}

/* The declaration at OFFSET among FUNCTIONS, or NULL.  */
static struct pgo_declaration *
find_declaration (const struct pgo_unit_functions *functions, Dwarf_Off offset)
{
  size_t low = 0, high = functions->n_declarations;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      struct pgo_declaration *found = &functions->declarations[middle];
      if (found->offset == offset)
        return found;
      if (found->offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* Set *FIRST to the first declaration of the function that DIE is an instance
   of.  False where that is not there.  */
static bool
first_declaration (const Dwarf_Die *die, Dwarf_Die *first)
{
  Dwarf_Attribute attribute;
  *first = *die;
  for (int depth = 0;
       depth < MAX_DEPTH
       && (dwarf_attr (first, DW_AT_abstract_origin, &attribute)
           || dwarf_attr (first, DW_AT_specification, &attribute));
       depth++)
    if (!dwarf_formref_die (&attribute, first))
      return false;
  return true;
}

/* Tell the declarations among FUNCTIONS where they have code.  Clones of a
   function have its name as well as it has.  */
static void
note_code (struct pgo_unit_functions *functions)
{
  Dwarf_Die first;
  Dwarf_Addr base, low, high;
  for (size_t i = 0; i < functions->n; i++)
    {
      Dwarf_Die *die = &functions->die[i];
      if (!first_declaration (die, &first) || first.cu != die->cu)
        continue;
      struct pgo_declaration *declaration
          = find_declaration (functions, dwarf_dieoffset (&first));
      if (declaration && declaration->code == 0
          && dwarf_ranges (die, 0, &base, &low, &high) > 0)
        declaration->code = low;
    }
}

static struct pgo_unit_functions *
unit_functions (struct pgo_unit *unit)
{
  if (!unit->functions)
    {
      unit->functions = pgo_xcalloc (1, sizeof *unit->functions);
      walk_functions (unit, &unit->die, "", 0);
      note_code (unit->functions);
      sort_ranges (&unit->functions->ranges);
    }
  return unit->functions;
}

static bool
cplusplus_p (Dwarf_Die *die)
{
  switch (dwarf_srclang (die))
    {
    case DW_LANG_C_plus_plus:
    case DW_LANG_C_plus_plus_03:
    case DW_LANG_C_plus_plus_11:
    case DW_LANG_C_plus_plus_14:
      return true;
    default:
      return false;
    }
}

/* Set UNIT->die to what the unit has in a .dwo file, if anything.  False where
   that is not there.  */
static bool
enter_split_unit (struct pgo_unit *unit)
{
  uint8_t type;
  Dwarf_Die split;
  if (dwarf_cu_info (unit->die.cu, NULL, &type, NULL, &split, NULL, NULL, NULL)
          != 0
      || type != DW_UT_skeleton)
    return true;
  if (!split.addr)
    return false;
  unit->die = split;
  return true;
}

static void
add_unit (struct pgo_units *units, Dwarf_Die *die, Dwarf_Addr bias)
{
  struct pgo_unit unit = { .die = *die, .skeleton = *die, .bias = bias };
  add_die_ranges (&units->ranges, die, units->n);
  if (!enter_split_unit (&unit) && !units->missing)
    {
      const char *dwo = die_string (die, DW_AT_dwo_name);
      if (!dwo)
        dwo = die_string (die, DW_AT_GNU_dwo_name);
      units->missing = dwo ? dwo : "a .dwo file";
    }
  unit.cplusplus = cplusplus_p (&unit.die);
  units->unit = pgo_xgrow (units->unit, units->n, &units->capacity,
                           sizeof *units->unit);
  units->unit[units->n++] = unit;
}

struct pgo_units *
pgo_units_read (Dwfl_Module *module)
{
  struct pgo_units *units = pgo_xcalloc (1, sizeof *units);
  Dwarf_Addr bias;
  Dwarf_Die *die = NULL;
  while ((die = dwfl_module_nextcu (module, die, &bias)))
    add_unit (units, die, bias);
  for (size_t i = 0; i < units->ranges.n; i++)
    {
      struct range *range = &units->ranges.item[i];
      range->low += units->unit[range->index].bias;
      range->high += units->unit[range->index].bias;
    }
  sort_ranges (&units->ranges);
  return units;
}

static void
free_functions (struct pgo_unit_functions *functions)
{
  if (!functions)
    return;
  for (size_t i = 0; i < functions->n_declarations; i++)
    {
      free (functions->declarations[i].name);
      free (functions->declarations[i].symbol);
    }
  free (functions->declarations);
  free (functions->die);
  free (functions->ranges.item);
  free (functions);
}

static void
free_other (void *item)
{
  struct pgo_unit *unit = item;
  free_functions (unit->functions);
  free (unit);
}

void
pgo_units_free (struct pgo_units *units)
{
  if (!units)
    return;
  for (size_t i = 0; i < units->n; i++)
    free_functions (units->unit[i].functions);
  tdestroy (units->others, free_other);
  free (units->unit);
  free (units->ranges.item);
  free (units);
}

const char *
pgo_units_missing (const struct pgo_units *units)
{
  return units->missing;
}

bool
pgo_units_empty_p (const struct pgo_units *units)
{
  return units->n == 0;
}

struct pgo_unit *
pgo_units_find (struct pgo_units *units, uint64_t address)
{
  const struct range *range = find_range (&units->ranges, address);
  return range ? &units->unit[range->index] : NULL;
}

Dwarf_Die *
pgo_unit_function (struct pgo_unit *unit, Dwarf_Addr pc)
{
  struct pgo_unit_functions *functions = unit_functions (unit);
  const struct range *range = find_range (&functions->ranges, pc);
  return range ? &functions->die[range->index] : NULL;
}

size_t
pgo_units_count (const struct pgo_units *units)
{
  return units->n;
}

struct pgo_unit *
pgo_units_get (struct pgo_units *units, size_t index)
{
  return &units->unit[index];
}

Dwarf_Die *
pgo_unit_functions (struct pgo_unit *unit, size_t *n)
{
  struct pgo_unit_functions *functions = unit_functions (unit);
  *n = functions->n;
  return functions->die;
}

static int
compare_units (const void *a, const void *b)
{
  const struct pgo_unit *x = a, *y = b;
  uintptr_t cu = (uintptr_t) x->die.cu, other = (uintptr_t) y->die.cu;
  return (cu > other) - (cu < other);
}

/* The unit that holds DIE, with its declarations, or NULL.  */
static struct pgo_unit *
unit_of_die (struct pgo_units *units, Dwarf_Die *die)
{
  struct pgo_unit key = { .functions = NULL };
  if (!dwarf_diecu (die, &key.die, NULL, NULL))
    return NULL;
  struct pgo_unit **found = tfind (&key, &units->others, compare_units);
  if (found)
    return *found;
  struct pgo_unit *unit = pgo_xcalloc (1, sizeof *unit);
  unit->die = unit->skeleton = key.die;
  unit->cplusplus = cplusplus_p (&key.die);
  if (!tsearch (unit, &units->others, compare_units))
    pgo_out_of_memory ();
  return unit;
}

struct pgo_declaration *
pgo_units_declaration (struct pgo_units *units, Dwarf_Die *die)
{
  Dwarf_Die first;
  if (!first_declaration (die, &first))
    return NULL;
  struct pgo_unit *unit = unit_of_die (units, &first);
  if (!unit)
    return NULL;
  return find_declaration (unit_functions (unit), dwarf_dieoffset (&first));
}
