/* The function that a call names.
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

   A call names its callee by a DIE, which is the callee itself, or the abstract
   instance of a function that was inlined elsewhere too, or a declaration.
   What has no code of its own is looked for first among the functions of the
   same unit, then in the symbol table, then, for the sake of LTO, among the
   functions of all units.  A clone that nothing tells from its siblings is no
   callee: better to know nothing of a call than something wrong.  */

#include <dwarf.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "symbolize/calls_private.h"
#include "symbolize/module.h"

/* What a DIE without code of its own stands for.  */
struct origin
{
  Dwarf_Off offset;
  uint64_t entry;
  const char *name;
};

/* A function of some unit that is an instance of the DIE at ORIGIN.  */
struct instance
{
  Dwarf_Off origin;
  uint64_t entry;
};

bool
pgo_die_entry (Dwarf_Die *die, Dwarf_Addr bias, uint64_t *entry)
{
  Dwarf_Addr address, base, end;
  /* A function with a cold part has ranges, the first of which it is entered
     by.  */
  if (dwarf_entrypc (die, &address) != 0
      && dwarf_ranges (die, 0, &base, &address, &end) <= 0)
    return false;
  *entry = address + bias;
  return true;
}

/* The symbol of the function at ADDRESS, and its value.  NULL where there is
   none.  */
static const char *
symbol_at (const struct pgo_calls *calls, uint64_t address, uint64_t *value)
{
  GElf_Off offset;
  GElf_Sym sym;
  const char *name = dwfl_module_addrinfo (calls->module, address, &offset,
                                           &sym, NULL, NULL, NULL);
  if (!name || !*name || offset >= sym.st_size)
    return NULL;
  *value = address - offset;
  return name;
}

bool
pgo_calls_function (struct pgo_calls *calls, uint64_t address, uint64_t *entry)
{
  struct pgo_unit *unit = pgo_units_find (calls->units, address);
  Dwarf_Die *die = unit ? pgo_unit_function (unit, address - unit->bias) : NULL;
  if (die && pgo_die_entry (die, unit->bias, entry))
    return true;
  return symbol_at (calls, address, entry) != NULL;
}

static int
compare_names (const char *a, size_t a_length, const char *b, size_t b_length)
{
  int order = memcmp (a, b, a_length < b_length ? a_length : b_length);
  return order ? order : (a_length > b_length) - (a_length < b_length);
}

/* By name, those of the widest scope first.  */
static int
compare_symbols (const void *a, const void *b)
{
  const struct pgo_module_symbol *x = a, *y = b;
  int order = compare_names (x->name, x->length, y->name, y->length);
  if (order)
    return order;
  if (x->scope != y->scope)
    return x->scope < y->scope ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

void
pgo_calls_each_symbol (const struct pgo_calls *calls,
                       void (*take) (void *data,
                                     const struct pgo_module_symbol *symbol),
                       void *data)
{
  int n = dwfl_module_getsymtab (calls->module);
  for (int i = 0; i < n; i++)
    {
      GElf_Sym sym;
      GElf_Addr address;
      const char *name = dwfl_module_getsym_info (calls->module, i, &sym,
                                                  &address, NULL, NULL, NULL);
      int type = GELF_ST_TYPE (sym.st_info);
      if (!name || !*name || sym.st_shndx == SHN_UNDEF
          || (type != STT_FUNC && type != STT_GNU_IFUNC))
        continue;
      struct pgo_module_symbol symbol = { .name = name,
                                          .length = strcspn (name, "@"),
                                          .entry = address,
                                          .bytes = sym.st_size,
                                          .scope = PGO_SYMBOL_EXPORTED,
                                          .indirect = type == STT_GNU_IFUNC };
      if (GELF_ST_BIND (sym.st_info) == STB_LOCAL)
        symbol.scope = PGO_SYMBOL_LOCAL;
      else if (GELF_ST_VISIBILITY (sym.st_other) != STV_DEFAULT)
        symbol.scope = PGO_SYMBOL_GLOBAL;
      take (data, &symbol);
    }
}

static void
add_symbol (void *data, const struct pgo_module_symbol *symbol)
{
  struct pgo_calls *calls = data;
  const char *version = symbol->name + symbol->length;
  /* An old version of it, which nothing is linked with any more.  */
  if (version[0] == '@' && version[1] != '@')
    return;
  calls->symbols = pgo_xgrow (calls->symbols, calls->n_symbols,
                              &calls->symbols_capacity, sizeof *calls->symbols);
  calls->symbols[calls->n_symbols++] = *symbol;
}

static void
read_symbols (struct pgo_calls *calls)
{
  calls->symbols_read = true;
  pgo_calls_each_symbol (calls, add_symbol, calls);
  if (calls->n_symbols)
    qsort (calls->symbols, calls->n_symbols, sizeof *calls->symbols,
           compare_symbols);
}

bool
pgo_calls_symbol (struct pgo_calls *calls, const char *name, bool exported,
                  uint64_t *entry)
{
  size_t length = strlen (name);
  if (!calls->symbols_read)
    read_symbols (calls);
  size_t low = 0, high = calls->n_symbols;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      const struct pgo_module_symbol *symbol = &calls->symbols[middle];
      if (compare_names (symbol->name, symbol->length, name, length) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  const struct pgo_module_symbol *first = &calls->symbols[low];
  if (low == calls->n_symbols
      || compare_names (first->name, first->length, name, length) != 0
      || first->indirect || (exported && first->scope != PGO_SYMBOL_EXPORTED))
    return false;
  for (size_t i = low + 1; i < calls->n_symbols; i++)
    {
      const struct pgo_module_symbol *other = &calls->symbols[i];
      if (other->scope != first->scope
          || compare_names (other->name, other->length, name, length) != 0)
        break;
      if (other->entry != first->entry || other->indirect)
        return false;
    }
  *entry = first->entry;
  return true;
}

/* The DIE that DIE is an instance of, in the end, at which its name stands.  */
static Dwarf_Die
ultimate_origin (const Dwarf_Die *die)
{
  Dwarf_Die origin = *die;
  Dwarf_Attribute attribute;
  for (int depth = 0;
       depth < MAX_DEPTH
       && (dwarf_attr (&origin, DW_AT_abstract_origin, &attribute)
           || dwarf_attr (&origin, DW_AT_specification, &attribute));
       depth++)
    if (!dwarf_formref_die (&attribute, &origin))
      break;
  return origin;
}

/* Of two functions that are instances of one: the one that bears the plain
   name NAME, no clone.  */
static bool
plain_p (const struct pgo_calls *calls, uint64_t entry, const char *name)
{
  uint64_t value;
  const char *symbol = symbol_at (calls, entry, &value);
  return symbol && name && strcmp (symbol, name) == 0;
}

/* Take ENTRY for what bears NAME in place of the *N that were found before, the
   best of them at *BEST.  */
static void
take_instance (const struct pgo_calls *calls, const char *name, uint64_t entry,
               uint64_t *best, size_t *n)
{
  bool plain = plain_p (calls, entry, name);
  if (*n > 0 && *best == entry)
    return;
  if (*n > 0 && plain_p (calls, *best, name))
    {
      if (plain)
        ++*n;
      return;
    }
  *n = plain ? 1 : *n + 1;
  *best = entry;
}

/* Look for the one function of UNIT that is an instance of the DIE at ORIGIN,
   the plain one if there are clones.  */
static bool
find_in_unit (struct pgo_calls *calls, struct pgo_unit *unit, Dwarf_Off origin,
              const char *name, uint64_t *entry)
{
  size_t n_dies, n = 0;
  Dwarf_Die *dies = pgo_unit_functions (unit, &n_dies);
  for (size_t i = 0; i < n_dies; i++)
    {
      Dwarf_Die other = ultimate_origin (&dies[i]);
      uint64_t address;
      if (dwarf_dieoffset (&other) == origin
          && pgo_die_entry (&dies[i], unit->bias, &address))
        take_instance (calls, name, address, entry, &n);
    }
  return n == 1;
}

static int
compare_instances (const void *a, const void *b)
{
  const struct instance *x = a, *y = b;
  if (x->origin != y->origin)
    return x->origin < y->origin ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

static void
read_instances (struct pgo_calls *calls)
{
  calls->instances_read = true;
  for (size_t i = 0; i < pgo_units_count (calls->units); i++)
    {
      struct pgo_unit *unit = pgo_units_get (calls->units, i);
      size_t n;
      Dwarf_Die *dies = pgo_unit_functions (unit, &n);
      for (size_t j = 0; j < n; j++)
        {
          struct instance instance;
          Dwarf_Die origin = ultimate_origin (&dies[j]);
          if (!pgo_die_entry (&dies[j], unit->bias, &instance.entry))
            continue;
          instance.origin = dwarf_dieoffset (&origin);
          calls->instances = pgo_xgrow (calls->instances, calls->n_instances,
                                        &calls->instances_capacity,
                                        sizeof *calls->instances);
          calls->instances[calls->n_instances++] = instance;
        }
    }
  if (calls->n_instances)
    qsort (calls->instances, calls->n_instances, sizeof *calls->instances,
           compare_instances);
}

/* Likewise in all units.  */
static bool
find_in_module (struct pgo_calls *calls, Dwarf_Off origin, const char *name,
                uint64_t *entry)
{
  size_t low = 0, n = 0;
  if (!calls->instances_read)
    read_instances (calls);
  size_t high = calls->n_instances;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (calls->instances[middle].origin < origin)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < calls->n_instances && calls->instances[low].origin == origin;
       low++)
    take_instance (calls, name, calls->instances[low].entry, entry, &n);
  return n == 1;
}

/* Find out what the function DIE of UNIT, without code of its own, stands
   for.  */
static struct origin
resolve_origin (struct pgo_calls *calls, struct pgo_unit *unit, Dwarf_Die *die)
{
  struct origin origin = { .offset = dwarf_dieoffset (die) };
  Dwarf_Attribute attribute;
  const char *name = pgo_die_linkage_name (die);
  bool external = dwarf_attr_integrate (die, DW_AT_external, &attribute);
  bool declaration = dwarf_attr (die, DW_AT_declaration, &attribute);
  if (!name)
    name = dwarf_diename (die);
  if (find_in_unit (calls, unit, origin.offset, name, &origin.entry))
    return origin;
  origin.entry = 0;
  if (name && external && pgo_calls_symbol (calls, name, false, &origin.entry))
    return origin;
  if (!declaration
      && find_in_module (calls, origin.offset, name, &origin.entry))
    return origin;
  origin.entry = 0;
  if (external && declaration)
    origin.name = name;
  return origin;
}

/* What DIE, which a call of UNIT names, stands for.  */
static const struct origin *
find_origin (struct pgo_calls *calls, struct pgo_unit *unit, Dwarf_Die *die)
{
  Dwarf_Off offset = dwarf_dieoffset (die);
  size_t low = 0, high = calls->n_origins;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (calls->origins[middle].offset == offset)
        return &calls->origins[middle];
      if (calls->origins[middle].offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  struct origin origin = resolve_origin (calls, unit, die);
  calls->origins = pgo_xgrow (calls->origins, calls->n_origins,
                              &calls->origins_capacity, sizeof *calls->origins);
  memmove (&calls->origins[low + 1], &calls->origins[low],
           (calls->n_origins - low) * sizeof *calls->origins);
  calls->n_origins++;
  calls->origins[low] = origin;
  return &calls->origins[low];
}

bool
pgo_calls_read_callee (struct pgo_calls *calls, struct pgo_unit *unit,
                       Dwarf_Attribute *attribute, struct pgo_call_site *site)
{
  Dwarf_Die die;
  Dwarf_Addr address;
  if (dwarf_formref_die (attribute, &die))
    {
      if (pgo_die_entry (&die, unit->bias, &site->callee))
        return true;
      die = ultimate_origin (&die);
      const struct origin *origin = find_origin (calls, unit, &die);
      site->callee = origin->entry;
      site->name = origin->name;
      return site->callee || site->name;
    }
  if (dwarf_formaddr (attribute, &address) != 0)
    return false;
  return pgo_calls_function (calls, address + unit->bias, &site->callee);
}
