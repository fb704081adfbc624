/* The calls that the code of a module makes.
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

   GCC at times puts a call that stands in a block of a function with inlined
   instances into the abstract instance, though it has an address.  So the
   abstract instances of all functions around are searched as well.  */

#include "symbolize/calls.h"

#include <dwarf.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "symbolize/calls_private.h"

struct function
{
  Dwarf_Die *die; /* While it is read.  */
  uint64_t entry;
  bool known; /* The debug information says what it calls.  */
  struct pgo_call_site *sites;
  size_t n;
  size_t capacity;
};

struct pgo_calls *
pgo_calls_new (Dwfl_Module *module, struct pgo_units *units)
{
  struct pgo_calls *calls = pgo_xcalloc (1, sizeof *calls);
  GElf_Addr bias;
  GElf_Ehdr header;
  calls->module = module;
  calls->units = units;
  calls->pointer = -1;
  Elf *elf = dwfl_module_getelf (module, &bias);
  if (elf && gelf_getehdr (elf, &header))
    switch (header.e_machine)
      {
      case EM_X86_64:
        calls->pointer = 6;
        break;
      case EM_386:
        calls->pointer = 5;
        break;
      case EM_AARCH64:
        calls->pointer = 29;
        calls->by_save = true;
        break;
      default:
        break;
      }
  return calls;
}

void
pgo_calls_free (struct pgo_calls *calls)
{
  if (!calls)
    return;
  for (size_t i = 0; i < calls->n_functions; i++)
    {
      free (calls->functions[i]->sites);
      free (calls->functions[i]);
    }
  free (calls->functions);
  free (calls->origins);
  free (calls->symbols);
  free (calls->instances);
  free (calls);
}

/* Append the call DIE, which is in UNIT, to FUNCTION.  */
static void
add_site (struct pgo_calls *calls, struct pgo_unit *unit, Dwarf_Die *die,
          struct function *function)
{
  struct pgo_call_site site = { 0 };
  Dwarf_Attribute attribute;
  Dwarf_Addr address;
  bool flag;
  if (!dwarf_attr (die, DW_AT_call_return_pc, &attribute)
      && !dwarf_attr (die, DW_AT_low_pc, &attribute))
    return;
  if (dwarf_formaddr (&attribute, &address) != 0)
    return;
  if (dwarf_haspc (function->die, address - 1) <= 0)
    return;
  site.address = address + unit->bias;
  if (dwarf_attr (die, DW_AT_call_tail_call, &attribute)
      || dwarf_attr (die, DW_AT_GNU_tail_call, &attribute))
    site.tail = dwarf_formflag (&attribute, &flag) == 0 && flag;
  if ((dwarf_attr (die, DW_AT_call_origin, &attribute)
       || dwarf_attr (die, DW_AT_abstract_origin, &attribute))
      && !pgo_calls_read_callee (calls, unit, &attribute, &site))
    return;
  function->sites = pgo_xgrow (function->sites, function->n,
                               &function->capacity, sizeof *function->sites);
  function->sites[function->n++] = site;
}

static void
walk_sites (struct pgo_calls *calls, struct pgo_unit *unit, Dwarf_Die *die,
            struct function *function, int depth)
{
  Dwarf_Die child, origin;
  Dwarf_Attribute attribute;
  int tag = dwarf_tag (die);
  if (depth > MAX_DEPTH)
    return;
  if ((tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine)
      && dwarf_attr (die, DW_AT_abstract_origin, &attribute)
      && dwarf_formref_die (&attribute, &origin))
    walk_sites (calls, unit, &origin, function, depth + 1);
  if (dwarf_child (die, &child) != 0)
    return;
  do
    switch (dwarf_tag (&child))
      {
      case DW_TAG_call_site:
      case DW_TAG_GNU_call_site:
        function->known = true;
        add_site (calls, unit, &child, function);
        break;
      case DW_TAG_inlined_subroutine:
      case DW_TAG_lexical_block:
        walk_sites (calls, unit, &child, function, depth + 1);
        break;
      default:
        break;
      }
  while (dwarf_siblingof (&child, &child) == 0);
}

/* Tail calls last, then by address.  */
static int
compare_sites (const void *a, const void *b)
{
  const struct pgo_call_site *x = a, *y = b;
  if (x->tail != y->tail)
    return x->tail ? 1 : -1;
  return (x->address > y->address) - (x->address < y->address);
}

static void
read_function (struct pgo_calls *calls, struct function *function)
{
  struct pgo_unit *unit = pgo_units_find (calls->units, function->entry);
  Dwarf_Die *die
      = unit ? pgo_unit_function (unit, function->entry - unit->bias) : NULL;
  Dwarf_Attribute attribute;
  if (!die)
    return;
  /* A function that calls nobody says so.  */
  function->known = dwarf_attr (die, DW_AT_call_all_calls, &attribute)
                    || dwarf_attr (die, DW_AT_GNU_all_call_sites, &attribute);
  function->die = die;
  walk_sites (calls, unit, die, function, 0);
  size_t n = 0;
  if (function->n)
    qsort (function->sites, function->n, sizeof *function->sites,
           compare_sites);
  for (size_t i = 0; i < function->n; i++)
    if (n == 0 || compare_sites (&function->sites[n - 1], &function->sites[i]))
      function->sites[n++] = function->sites[i];
  function->n = n;
}

const struct pgo_call_site *
pgo_calls_in (struct pgo_calls *calls, uint64_t entry, size_t *n)
{
  static const struct pgo_call_site none;
  size_t low = 0, high = calls->n_functions;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (calls->functions[middle]->entry < entry)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == calls->n_functions || calls->functions[low]->entry != entry)
    {
      struct function *function = pgo_xcalloc (1, sizeof *function);
      function->entry = entry;
      read_function (calls, function);
      calls->functions
          = pgo_xgrow (calls->functions, calls->n_functions,
                       &calls->functions_capacity, sizeof *calls->functions);
      memmove (&calls->functions[low + 1], &calls->functions[low],
               (calls->n_functions - low) * sizeof *calls->functions);
      calls->n_functions++;
      calls->functions[low] = function;
    }
  const struct function *function = calls->functions[low];
  *n = function->known ? function->n : 0;
  if (!function->known)
    return NULL;
  return *n ? function->sites : &none;
}

/* Does the function with ENTRY call CALLEE, or NAME?  */
static bool
calls_p (struct pgo_calls *calls, uint64_t entry, uint64_t callee,
         const char *name)
{
  size_t n;
  const struct pgo_call_site *sites = pgo_calls_in (calls, entry, &n);
  for (size_t i = 0; sites && i < n; i++)
    if (callee ? sites[i].callee == callee
               : sites[i].name && strcmp (sites[i].name, name) == 0)
      return true;
  return false;
}

static int
compare_entries (const void *a, const void *b)
{
  const uint64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

uint64_t *
pgo_calls_to (struct pgo_calls *calls, uint64_t callee, const char *name,
              size_t *n)
{
  uint64_t *entries = NULL;
  size_t capacity = 0, n_all = 0;
  for (size_t i = 0; i < pgo_units_count (calls->units); i++)
    {
      struct pgo_unit *unit = pgo_units_get (calls->units, i);
      size_t n_dies;
      Dwarf_Die *dies = pgo_unit_functions (unit, &n_dies);
      for (size_t j = 0; j < n_dies; j++)
        {
          uint64_t entry;
          if (!pgo_die_entry (&dies[j], unit->bias, &entry)
              || !calls_p (calls, entry, callee, name))
            continue;
          entries = pgo_xgrow (entries, n_all, &capacity, sizeof *entries);
          entries[n_all++] = entry;
        }
    }
  if (n_all)
    qsort (entries, n_all, sizeof *entries, compare_entries);
  *n = 0;
  for (size_t i = 0; i < n_all; i++)
    if (*n == 0 || entries[*n - 1] != entries[i])
      entries[(*n)++] = entries[i];
  return entries;
}

/* The unwind rules at ADDRESS in the section that READ finds, or NULL; the
   caller frees them.  */
static Dwarf_Frame *
read_frame (Dwfl_Module *module, uint64_t address,
            Dwarf_CFI *(*read) (Dwfl_Module *, Dwarf_Addr *) )
{
  Dwarf_Addr bias;
  Dwarf_Frame *frame;
  Dwarf_CFI *cfi = read (module, &bias);
  if (!cfi || dwarf_cfi_addrframe (cfi, address - bias, &frame) != 0)
    return NULL;
  return frame;
}

/* Does FRAME find its caller through REGISTER?  */
static bool
frame_by_register_p (Dwarf_Frame *frame, int number)
{
  Dwarf_Op *op;
  size_t n;
  if (dwarf_frame_cfa (frame, &op, &n) != 0 || n == 0)
    return false;
  return op->atom == DW_OP_breg0 + number
         || (op->atom == DW_OP_bregx && op->number == (Dwarf_Word) number);
}

/* Has FRAME saved REGISTER?  */
static bool
frame_saved_p (Dwarf_Frame *frame, int number)
{
  Dwarf_Op memory[3], *op;
  size_t n;
  return dwarf_frame_register (frame, number, memory, &op, &n) == 0 && n > 0;
}

enum pgo_frame_state
pgo_calls_frame_state (struct pgo_calls *calls, uint64_t address)
{
  if (calls->pointer < 0)
    return PGO_FRAME_UNKNOWN;
  Dwarf_Frame *frame = read_frame (calls->module, address, dwfl_module_eh_cfi);
  if (!frame)
    frame = read_frame (calls->module, address, dwfl_module_dwarf_cfi);
  if (!frame)
    return PGO_FRAME_UNKNOWN;
  bool set = frame_by_register_p (frame, calls->pointer)
             || (calls->by_save && frame_saved_p (frame, calls->pointer));
  free (frame);
  return set ? PGO_FRAME_SET : PGO_FRAME_BARE;
}
