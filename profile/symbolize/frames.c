/* The functions at an address, inlined ones too, and their lines.
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

   From the function that holds an address down, the blocks and inlined
   functions that hold it too are followed; there are few.

   GCC gives a linkage name only to functions that other units can see.  The
   assembler name of any other C++ function is known where it has code of its
   own in its unit, from the symbol table; one that was only inlined has to do
   with its name with its scopes, or without them where they are not told.  */

#include <dwarf.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "names/symbol.h"
#include "symbolize/module_private.h"

/* The number in attribute NAME of DIE itself, or 0.  */
static int64_t
die_number (Dwarf_Die *die, unsigned name)
{
  Dwarf_Attribute attribute;
  Dwarf_Word value;
  if (dwarf_formudata (dwarf_attr (die, name, &attribute), &value) != 0
      || value > INT32_MAX)
    return 0;
  return (int64_t) value;
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
  const char *name = pgo_die_linkage_name (die);
  if (!name && symbol && pgo_symbol_mangled_p (symbol))
    return symbol;
  if (!name
      && (!cplusplus || dwarf_attr_integrate (die, DW_AT_external, &external)))
    name = dwarf_diename (die);
  if (!name || (symbol && canonical_name_p (symbol, name)))
    return symbol;
  return name;
}

/* The file that declares DIE or what it is an instance of, or NULL.  Like
   dwarf_decl_file, which in elfutils 0.188 fails on split DWARF.  */
static const char *
declaring_file (Dwarf_Die *die)
{
  Dwarf_Attribute attribute;
  Dwarf_Half version;
  Dwarf_Die unit;
  Dwarf_Word index;
  Dwarf_Files *files;
  size_t n;
  if (dwarf_formudata (dwarf_attr_integrate (die, DW_AT_decl_file, &attribute),
                       &index)
          != 0
      || dwarf_cu_info (attribute.cu, &version, NULL, &unit, NULL, NULL, NULL,
                        NULL)
             != 0
      || (index == 0 && version < 5)
      || dwarf_getsrcfiles (&unit, &files, &n) != 0 || index >= n)
    return NULL;
  return dwarf_filesrc (files, index, NULL, NULL);
}

static struct pgo_source_frame *
push_frame (struct pgo_module *module, size_t n)
{
  module->frames = pgo_xgrow (module->frames, n, &module->frames_capacity,
                              sizeof *module->frames);
  module->frames[n] = (struct pgo_source_frame){ .file = "" };
  return &module->frames[n];
}

/* What the symbol table has at ADDRESS, or NULL.  Looks through all of it.  */
static const char *
find_symbol (struct pgo_module *module, uint64_t address)
{
  GElf_Off offset;
  GElf_Sym sym;
  const char *symbol = dwfl_module_addrinfo (module->dwfl_module, address,
                                             &offset, &sym, NULL, NULL, NULL);
  return symbol && *symbol ? symbol : NULL;
}

/* Is SYMBOL that of a function which debug information calls NAME, without its
   scopes?  Functions that share one body share their address.  */
static bool
names_p (const char *symbol, const char *name)
{
  char *full = pgo_symbol_demangle (symbol);
  if (!full)
    return false;
  char *scoped = pgo_symbol_scoped_name (full);
  char *unqualified = pgo_symbol_unqualified_name (scoped);
  char *canonical = pgo_symbol_canonical (name);
  bool same = pgo_symbol_instance_p (canonical, unqualified);
  free (canonical);
  free (unqualified);
  free (scoped);
  free (full);
  return same;
}

/* The assembler name of an inlined function of UNIT that is called NAME, by the
   symbol of its own code, or NULL.  DECLARATION keeps it.  */
static const char *
own_symbol (struct pgo_module *module, const struct pgo_unit *unit,
            struct pgo_declaration *declaration, const char *name)
{
  if (declaration->code != 0)
    {
      const char *symbol = find_symbol (module, declaration->code + unit->bias);
      if (symbol && names_p (symbol, name))
        declaration->symbol
            = pgo_xstrndup (symbol, pgo_symbol_canonical_length (symbol));
      declaration->code = 0;
    }
  return declaration->symbol;
}

/* Append a frame to the N that MODULE has: the function DIE of UNIT.  SYMBOL as
   for assembler_name.  */
static void
push_function (struct pgo_module *module, size_t n, const struct pgo_unit *unit,
               Dwarf_Die *die, const char *symbol)
{
  struct pgo_source_frame *frame = push_frame (module, n);
  const char *name = assembler_name (die, unit->cplusplus, symbol);
  Dwarf_Die declarator = *die;
  int line;
  if (!name || dwarf_decl_line (die, &line) != 0)
    {
      struct pgo_declaration *declaration
          = pgo_units_declaration (module->units, die);
      const char *plain = dwarf_diename (die);
      if (!name && declaration && plain)
        name = own_symbol (module, unit, declaration, plain);
      if (!name)
        frame->name = declaration ? declaration->name
                      : plain     ? plain
                                  : "[unnamed]";
      /* The call operator of a lambda has the place of its closure.  */
      if (declaration && dwarf_decl_line (die, &line) != 0)
        declarator = declaration->owner;
    }
  if (name)
    frame->name = name;
  frame->system_name = name ? name : "";
  if (dwarf_decl_line (&declarator, &line) == 0 && line > 0)
    frame->start_line = line;
  const char *file = declaring_file (&declarator);
  frame->file = file ? file : "";
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

static void
reverse_frames (struct pgo_source_frame *frames, size_t n)
{
  for (size_t i = 0; i < n / 2; i++)
    {
      struct pgo_source_frame frame = frames[i];
      frames[i] = frames[n - 1 - i];
      frames[n - 1 - i] = frame;
    }
}

/* Collect the frames at ADDRESS, which is in FUNCTION of UNIT; both are NULL
   where that is not known.  SYMBOL as for assembler_name.  Returns their
   number.  */
static size_t
collect_frames (struct pgo_module *module, uint64_t address,
                struct pgo_unit *unit, const Dwarf_Die *function,
                const char *symbol)
{
  size_t n = 0;
  Dwarf_Addr pc = unit ? address - unit->bias : address;
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
      struct pgo_source_frame *frame = push_frame (module, n++);
      frame->name = frame->system_name = symbol;
    }

  /* All of a thunk, and of what is inlined in it, has the line of a class.  */
  bool known = function || (symbol && !pgo_symbol_thunk_p (symbol));
  Dwarf_Line *row
      = unit && known ? dwarf_getsrc_die (&unit->skeleton, pc) : NULL;
  int line, column;
  if (row && dwarf_lineno (row, &line) == 0)
    module->frames[n - 1].line = line;
  if (row && dwarf_linecol (row, &column) == 0)
    module->frames[n - 1].column = column;
  const char *file = row ? dwarf_linesrc (row, NULL, NULL) : NULL;
  if (file && !*module->frames[n - 1].file)
    module->frames[n - 1].file = file;

  reverse_frames (module->frames, n);
  return n;
}

size_t
pgo_module_frames (struct pgo_module *module, uint64_t address,
                   const struct pgo_source_frame **frames)
{
  struct pgo_unit *unit = pgo_units_find (module->units, address);
  Dwarf_Die *function
      = unit ? pgo_unit_function (unit, address - unit->bias) : NULL;
  size_t n = collect_frames (module, address, unit, function,
                             find_symbol (module, address));
  *frames = module->frames;
  return n;
}

/* The index of the first of the N rows of ROWS that is not below PC.  */
static size_t
first_row (Dwarf_Lines *rows, size_t n, Dwarf_Addr pc)
{
  size_t low = 0, high = n;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      Dwarf_Addr address;
      if (dwarf_lineaddr (dwarf_onesrcline (rows, middle), &address) == 0
          && address < pc)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Do the rows A and B of a line table name the same place?  */
static bool
same_place_p (Dwarf_Line *a, Dwarf_Line *b)
{
  int a_line, b_line, a_column, b_column;
  return dwarf_lineno (a, &a_line) == 0 && dwarf_lineno (b, &b_line) == 0
         && a_line == b_line && dwarf_linecol (a, &a_column) == 0
         && dwarf_linecol (b, &b_column) == 0 && a_column == b_column
         && dwarf_linesrc (a, NULL, NULL) == dwarf_linesrc (b, NULL, NULL);
}

/* How many of the bytes from PC up to END, in UNIT, have the line and the
   column that are there at PC.  */
static int64_t
count_place_bytes (struct pgo_unit *unit, Dwarf_Addr pc, Dwarf_Addr end)
{
  Dwarf_Line *entry = dwarf_getsrc_die (&unit->skeleton, pc), *row = entry;
  Dwarf_Lines *rows;
  size_t n;
  int64_t bytes = 0;
  if (!entry || dwarf_getsrclines (&unit->skeleton, &rows, &n) != 0)
    return 0;
  for (size_t i = first_row (rows, n, pc + 1); pc < end; i++)
    {
      Dwarf_Line *next = dwarf_onesrcline (rows, i);
      Dwarf_Addr limit;
      if (!next || dwarf_lineaddr (next, &limit) != 0 || limit > end)
        limit = end;
      if (same_place_p (row, entry))
        bytes += (int64_t) (limit - pc);
      pc = limit;
      row = next;
    }
  return bytes;
}

/* Set *START and *END to the code of the function that has ADDRESS: by debug
   information, of code in two parts the one that runs more, which is the first;
   or by the symbol table.  */
static bool
find_code (struct pgo_module *module, uint64_t address, Dwarf_Addr *start,
           Dwarf_Addr *end)
{
  struct pgo_unit *unit = pgo_units_find (module->units, address);
  Dwarf_Die *function
      = unit ? pgo_unit_function (unit, address - unit->bias) : NULL;
  Dwarf_Addr base;
  GElf_Off offset;
  GElf_Sym sym;
  if (function && dwarf_ranges (function, 0, &base, start, end) > 0)
    {
      *start += unit->bias;
      *end += unit->bias;
      return true;
    }
  if (!dwfl_module_addrinfo (module->dwfl_module, address, &offset, &sym, NULL,
                             NULL, NULL))
    return false;
  *start = address - offset;
  *end = *start + sym.st_size;
  return true;
}

struct pgo_machine_code
pgo_module_code (struct pgo_module *module, uint64_t address)
{
  struct pgo_machine_code code = { 0 };
  const struct pgo_source_frame *frames;
  Dwarf_Addr start, end;
  if (!find_code (module, address, &start, &end) || end <= start
      || end - start > INT32_MAX)
    return code;
  code.bytes = (int64_t) (end - start);
  struct pgo_unit *unit = pgo_units_find (module->units, start);
  if (unit && pgo_module_frames (module, start, &frames) == 1
      && frames[0].line > 0)
    {
      code.entry_line = frames[0].line;
      code.entry_column = frames[0].column;
      code.entry_bytes
          = count_place_bytes (unit, start - unit->bias, end - unit->bias);
    }
  return code;
}

/* Hand the frames at each row of UNIT's line table to TAKE.  The symbol is
   looked for where the debug information has no assembler name, and once for
   each function.  */
static void
take_places (struct pgo_module *module, struct pgo_unit *unit,
             void (*take) (void *data, const struct pgo_source_frame *frames,
                           size_t n),
             void *data)
{
  Dwarf_Lines *rows;
  size_t n_rows;
  Dwarf_Addr pc, last = UINT64_MAX;
  const Dwarf_Die *last_function = NULL;
  const char *symbol = NULL;
  if (dwarf_getsrclines (&unit->skeleton, &rows, &n_rows) != 0)
    return;
  for (size_t i = 0; i < n_rows; i++)
    {
      Dwarf_Line *row = dwarf_onesrcline (rows, i);
      bool end;
      if (dwarf_lineaddr (row, &pc) != 0 || pc == last
          || dwarf_lineendsequence (row, &end) != 0 || end)
        continue;
      last = pc;
      Dwarf_Die *function = pgo_unit_function (unit, pc);
      if (!function)
        continue;
      if (function != last_function)
        symbol = unit->cplusplus && !pgo_die_linkage_name (function)
                     ? find_symbol (module, pc + unit->bias)
                     : NULL;
      last_function = function;
      size_t n
          = collect_frames (module, pc + unit->bias, unit, function, symbol);
      take (data, module->frames, n);
    }
}

void
pgo_module_each_place (struct pgo_module *module,
                       void (*take) (void *data,
                                     const struct pgo_source_frame *frames,
                                     size_t n),
                       void *data)
{
  for (size_t i = 0; i < pgo_units_count (module->units); i++)
    take_places (module, pgo_units_get (module->units, i), take, data);
}
