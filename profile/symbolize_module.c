/* Code addresses of one ELF file into source positions.
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

   Relies on elfutils' libdwfl to find and relocate debug information.  Its own
   look-up of an address needs .debug_aranges, which is often not there, and
   dwarf_getscopes walks a whole unit for each address; so the ranges of all
   units are kept in one sorted table, and those of a unit's functions in
   another, made when the first address in the unit is asked for.  From the
   function down, the blocks and inlined functions that hold the address are
   followed; there are few.

   GCC gives a linkage name only to functions that other units can see.  The
   assembler name of any other C++ function is known where it has code of its
   own, from the symbol table, and not where it was inlined; then its name with
   its scopes has to do.  */

#include "symbolize_module.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "symbol.h"

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

/* The name with scopes of the function declared at OFFSET in .debug_info.  */
struct scoped_name
{
  Dwarf_Off offset;
  char *name;
};

struct unit
{
  Dwarf_Die die;
  bool cplusplus;
  Dwarf_Addr bias; /* Address in the module minus address in the DWARF.  */
  bool walked;
  Dwarf_Die *functions;
  size_t n_functions;
  size_t functions_capacity;
  struct ranges ranges;      /* Of FUNCTIONS.  */
  struct scoped_name *names; /* By offset.  */
  size_t n_names;
  size_t names_capacity;
};

struct pgo_module
{
  Dwfl *dwfl;
  Dwfl_Module *dwfl_module;
  char *build_id;
  struct pgo_segment *segments;
  size_t n_segments;
  size_t segments_capacity;

  struct unit *units;
  size_t n_units;
  size_t units_capacity;
  struct ranges ranges; /* Of UNITS.  */

  struct pgo_frame *frames;
  size_t frames_capacity;
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

static const char *
linkage_name (Dwarf_Die *die)
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
   the demangler's words.  */
static char *
open_scope (const char *scope, Dwarf_Die *die)
{
  const char *name = dwarf_diename (die);
  if (name)
    return join_scope (scope, name);
  if (dwarf_tag (die) == DW_TAG_namespace)
    return join_scope (scope, "(anonymous namespace)");
  return pgo_xstrdup (scope);
}

static void
add_function (struct unit *unit, Dwarf_Die *die, const char *name)
{
  if (add_die_ranges (&unit->ranges, die, unit->n_functions))
    {
      unit->functions
          = pgo_xgrow (unit->functions, unit->n_functions,
                       &unit->functions_capacity, sizeof *unit->functions);
      unit->functions[unit->n_functions++] = *die;
    }
  if (unit->cplusplus && !linkage_name (die))
    {
      unit->names = pgo_xgrow (unit->names, unit->n_names,
                               &unit->names_capacity, sizeof *unit->names);
      unit->names[unit->n_names++]
          = (struct scoped_name){ dwarf_dieoffset (die), pgo_xstrdup (name) };
    }
}

/* Collect the functions among the children of DIE, which opens SCOPE.  */
static void
walk_functions (struct unit *unit, Dwarf_Die *die, const char *scope, int depth)
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
            add_function (unit, &child, inner);
          walk_functions (unit, &child, inner, depth + 1);
          free (inner);
        }
    }
  while (dwarf_siblingof (&child, &child) == 0);
}

static void
walk_unit (struct unit *unit)
{
  if (unit->walked)
    return;
  unit->walked = true;
  walk_functions (unit, &unit->die, "", 0);
  sort_ranges (&unit->ranges);
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

static void
read_units (struct pgo_module *module)
{
  Dwarf_Addr bias;
  Dwarf_Die *die = NULL;
  while ((die = dwfl_module_nextcu (module->dwfl_module, die, &bias)))
    {
      module->units
          = pgo_xgrow (module->units, module->n_units, &module->units_capacity,
                       sizeof *module->units);
      add_die_ranges (&module->ranges, die, module->n_units);
      module->units[module->n_units++] = (struct unit){
        .die = *die, .cplusplus = cplusplus_p (die), .bias = bias
      };
    }
  for (size_t i = 0; i < module->ranges.n; i++)
    {
      struct range *range = &module->ranges.item[i];
      range->low += module->units[range->index].bias;
      range->high += module->units[range->index].bias;
    }
  sort_ranges (&module->ranges);
}

static void
read_build_id (struct pgo_module *module)
{
  const unsigned char *bits;
  GElf_Addr vaddr;
  int length = dwfl_module_build_id (module->dwfl_module, &bits, &vaddr);
  if (length < 0)
    length = 0;
  module->build_id = pgo_xmalloc ((size_t)length * 2 + 1);
  for (int i = 0; i < length; i++)
    {
      module->build_id[2 * i] = "0123456789abcdef"[bits[i] >> 4];
      module->build_id[2 * i + 1] = "0123456789abcdef"[bits[i] & 15];
    }
  module->build_id[2 * length] = '\0';
}

/* Read the executable segments.  False where FILE is no ELF file that libelf
   understands.  */
static bool
read_segments (struct pgo_module *module)
{
  GElf_Addr bias;
  Elf *elf = dwfl_module_getelf (module->dwfl_module, &bias);
  size_t n;
  if (!elf || elf_getphdrnum (elf, &n) != 0)
    return false;
  for (size_t i = 0; i < n; i++)
    {
      GElf_Phdr header;
      if (!gelf_getphdr (elf, (int)i, &header))
        return false;
      if (header.p_type != PT_LOAD || !(header.p_flags & PF_X)
          || header.p_vaddr > UINT64_MAX - header.p_filesz
          || header.p_offset > UINT64_MAX - header.p_filesz)
        continue;
      module->segments
          = pgo_xgrow (module->segments, module->n_segments,
                       &module->segments_capacity, sizeof *module->segments);
      module->segments[module->n_segments++] = (struct pgo_segment){
        header.p_vaddr, header.p_vaddr + header.p_filesz, header.p_offset
      };
    }
  return true;
}

struct pgo_module *
pgo_module_open (const char *file, struct pgo_error *err)
{
  static const Dwfl_Callbacks callbacks
      = { .find_elf = dwfl_build_id_find_elf,
          .find_debuginfo = dwfl_standard_find_debuginfo,
          .section_address = dwfl_offline_section_address };

  int fd = open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      pgo_error_set (err, "%s: %s", file, strerror (errno));
      return NULL;
    }
  struct pgo_module *module = pgo_xcalloc (1, sizeof *module);
  module->dwfl = dwfl_begin (&callbacks);
  if (module->dwfl)
    {
      dwfl_report_begin (module->dwfl);
      /* Base 0 and the addresses of the program headers: no bias.  libdwfl
         owns FD from here if it succeeds.  */
      module->dwfl_module
          = dwfl_report_elf (module->dwfl, file, file, fd, 0, true);
      dwfl_report_end (module->dwfl, NULL, NULL);
    }
  if (!module->dwfl_module || !read_segments (module))
    {
      pgo_error_set (err, "%s: %s", file, dwfl_errmsg (-1));
      if (!module->dwfl_module)
        close (fd);
      pgo_module_free (module);
      return NULL;
    }
  read_build_id (module);
  read_units (module);
  return module;
}

void
pgo_module_free (struct pgo_module *module)
{
  if (!module)
    return;
  for (size_t i = 0; i < module->n_units; i++)
    {
      struct unit *unit = &module->units[i];
      for (size_t j = 0; j < unit->n_names; j++)
        free (unit->names[j].name);
      free (unit->names);
      free (unit->functions);
      free (unit->ranges.item);
    }
  free (module->units);
  free (module->ranges.item);
  free (module->segments);
  free (module->frames);
  free (module->build_id);
  dwfl_end (module->dwfl);
  free (module);
}

const char *
pgo_module_build_id (const struct pgo_module *module)
{
  return module->build_id;
}

bool
pgo_module_debug_info_p (const struct pgo_module *module)
{
  return module->n_units > 0;
}

const struct pgo_segment *
pgo_module_segments (const struct pgo_module *module, size_t *n)
{
  *n = module->n_segments;
  return module->segments;
}

/* The number in attribute NAME of DIE itself, or 0.  */
static int64_t
die_number (Dwarf_Die *die, unsigned name)
{
  Dwarf_Attribute attribute;
  Dwarf_Word value;
  if (dwarf_formudata (dwarf_attr (die, name, &attribute), &value) != 0
      || value > INT32_MAX)
    return 0;
  return (int64_t)value;
}

static bool
canonical_name_p (const char *symbol, const char *name)
{
  size_t length = pgo_symbol_canonical_length (symbol);
  return strncmp (symbol, name, length) == 0 && name[length] == '\0';
}

/* The assembler name of the function DIE, NULL where unknown.  SYMBOL is what
   the symbol table has at its address, NULL for an inlined function.  The
   symbol tells a clone from its origin; but where several functions share one
   body, it may be the name of any of them, and the debug information says
   whose lines these are.  */
static const char *
assembler_name (Dwarf_Die *die, bool cplusplus, const char *symbol)
{
  Dwarf_Attribute external;
  const char *name = linkage_name (die);
  if (!name && symbol && pgo_symbol_mangled_p (symbol))
    return symbol;
  if (!name
      && (!cplusplus || dwarf_attr_integrate (die, DW_AT_external, &external)))
    name = dwarf_diename (die);
  if (!name || (symbol && canonical_name_p (symbol, name)))
    return symbol;
  return name;
}

/* The unit of MODULE that holds DIE, or NULL.  */
static struct unit *
unit_of_die (struct pgo_module *module, Dwarf_Die *die)
{
  Dwarf_Die unit_die;
  if (!dwarf_diecu (die, &unit_die, NULL, NULL))
    return NULL;
  Dwarf_Off offset = dwarf_dieoffset (&unit_die);
  size_t low = 0, high = module->n_units;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      Dwarf_Off other = dwarf_dieoffset (&module->units[middle].die);
      if (other == offset)
        return &module->units[middle];
      if (other < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* The name with scopes of the function that DIE is an instance of.  Its scopes
   are those of its first declaration.  */
static const char *
scoped_name (struct pgo_module *module, Dwarf_Die *die)
{
  Dwarf_Die declaration = *die;
  Dwarf_Attribute attribute;
  for (int depth = 0;
       depth < MAX_DEPTH
       && (dwarf_attr (&declaration, DW_AT_abstract_origin, &attribute)
           || dwarf_attr (&declaration, DW_AT_specification, &attribute));
       depth++)
    if (!dwarf_formref_die (&attribute, &declaration))
      break;
  struct unit *unit = unit_of_die (module, &declaration);
  if (unit)
    {
      walk_unit (unit);
      Dwarf_Off offset = dwarf_dieoffset (&declaration);
      size_t low = 0, high = unit->n_names;
      while (low < high)
        {
          size_t middle = low + (high - low) / 2;
          if (unit->names[middle].offset == offset)
            return unit->names[middle].name;
          if (unit->names[middle].offset < offset)
            low = middle + 1;
          else
            high = middle;
        }
    }
  const char *name = dwarf_diename (die);
  return name ? name : "[unnamed]";
}

static struct pgo_frame *
push_frame (struct pgo_module *module, size_t n)
{
  module->frames = pgo_xgrow (module->frames, n, &module->frames_capacity,
                              sizeof *module->frames);
  module->frames[n] = (struct pgo_frame){ .file = "" };
  return &module->frames[n];
}

/* Append a frame to the N that MODULE has: the function DIE of UNIT.  SYMBOL as
   for assembler_name.  */
static void
push_function (struct pgo_module *module, size_t n, const struct unit *unit,
               Dwarf_Die *die, const char *symbol)
{
  const char *name = assembler_name (die, unit->cplusplus, symbol);
  const char *file = dwarf_decl_file (die);
  int line;
  struct pgo_frame *frame = push_frame (module, n);
  frame->name = name ? name : scoped_name (module, die);
  frame->system_name = name ? name : "";
  frame->file = file ? file : "";
  if (dwarf_decl_line (die, &line) == 0 && line > 0)
    frame->start_line = line;
}

/* Set *DIE, which holds PC, to the child that holds it too.  */
static bool
enter_child (Dwarf_Die *die, Dwarf_Addr pc)
{
  Dwarf_Die child;
  if (dwarf_child (die, &child) != 0)
    return false;
  do
    {
      int tag = dwarf_tag (&child);
      if ((tag == DW_TAG_inlined_subroutine || tag == DW_TAG_lexical_block)
          && dwarf_haspc (&child, pc) > 0)
        {
          *die = child;
          return true;
        }
    }
  while (dwarf_siblingof (&child, &child) == 0);
  return false;
}

/* The function of UNIT that holds PC, or NULL.  */
static Dwarf_Die *
find_function (struct unit *unit, Dwarf_Addr pc)
{
  walk_unit (unit);
  const struct range *range = find_range (&unit->ranges, pc);
  return range ? &unit->functions[range->index] : NULL;
}

static void
reverse_frames (struct pgo_frame *frames, size_t n)
{
  for (size_t i = 0; i < n / 2; i++)
    {
      struct pgo_frame frame = frames[i];
      frames[i] = frames[n - 1 - i];
      frames[n - 1 - i] = frame;
    }
}

size_t
pgo_module_frames (struct pgo_module *module, uint64_t address,
                   const struct pgo_frame **frames)
{
  GElf_Off offset;
  GElf_Sym sym;
  const char *symbol = dwfl_module_addrinfo (module->dwfl_module, address,
                                             &offset, &sym, NULL, NULL, NULL);
  if (symbol && !*symbol)
    symbol = NULL;

  size_t n = 0;
  const struct range *range = find_range (&module->ranges, address);
  struct unit *unit = range ? &module->units[range->index] : NULL;
  Dwarf_Addr pc = unit ? address - unit->bias : address;
  Dwarf_Die *function = unit ? find_function (unit, pc) : NULL;
  if (function)
    {
      /* From the outside in; each inlined function says where its caller
         calls it.  */
      Dwarf_Die die = *function;
      push_function (module, n++, unit, &die, symbol);
      while (enter_child (&die, pc))
        if (dwarf_tag (&die) == DW_TAG_inlined_subroutine)
          {
            module->frames[n - 1].line = die_number (&die, DW_AT_call_line);
            module->frames[n - 1].column = die_number (&die, DW_AT_call_column);
            push_function (module, n++, unit, &die, NULL);
          }
    }
  else if (symbol)
    {
      struct pgo_frame *frame = push_frame (module, n++);
      frame->name = frame->system_name = symbol;
    }

  Dwarf_Line *row = unit && n ? dwarf_getsrc_die (&unit->die, pc) : NULL;
  int line, column;
  if (row && dwarf_lineno (row, &line) == 0)
    module->frames[n - 1].line = line;
  if (row && dwarf_linecol (row, &column) == 0)
    module->frames[n - 1].column = column;

  reverse_frames (module->frames, n);
  *frames = module->frames;
  return n;
}
