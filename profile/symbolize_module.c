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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   Relies on elfutils' libdwfl to find and relocate debug information.  From
   the function that holds an address down, the blocks and inlined functions
   that hold it too are followed; there are few.

   GCC gives a linkage name only to functions that other units can see.  The
   assembler name of any other C++ function is known where it has code of its
   own, from the symbol table, and not where it was inlined; then its name with
   its scopes has to do.  */

#include "symbolize_module.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwelf.h>
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
#include "symbolize_calls.h"
#include "symbolize_units.h"

struct pgo_module
{
  Dwfl *dwfl;
  Dwfl_Module *dwfl_module;
  char *build_id;
  char *debug_path;
  Dwfl_Callbacks callbacks;
  char *missing;

  struct pgo_segment *segments;
  size_t n_segments;
  size_t segments_capacity;
  uint64_t alignment; /* Of the last one.  */
  bool guessed;       /* Offsets of segments are not known.  */

  struct pgo_units *units;
  struct pgo_calls *calls;

  struct pgo_source_frame *frames;
  size_t frames_capacity;
};

/* The LENGTH bytes at BITS in hexadecimal, "" where LENGTH is below 0.  The
   caller frees them.  */
static char *
hexadecimal (const unsigned char *bits, ssize_t length)
{
  if (length < 0)
    length = 0;
  char *text = pgo_xmalloc ((size_t) length * 2 + 1);
  for (ssize_t i = 0; i < length; i++)
    {
      text[2 * i] = "0123456789abcdef"[bits[i] >> 4];
      text[2 * i + 1] = "0123456789abcdef"[bits[i] & 15];
    }
  text[2 * length] = '\0';
  return text;
}

static void
read_build_id (struct pgo_module *module)
{
  const unsigned char *bits = NULL;
  GElf_Addr vaddr;
  int length = dwfl_module_build_id (module->dwfl_module, &bits, &vaddr);
  module->build_id = hexadecimal (bits, length);
}

char *
pgo_file_build_id (const char *file, struct pgo_error *err)
{
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      pgo_error_set (err, "%s: %s", file, strerror (errno));
      return NULL;
    }
  elf_version (EV_CURRENT);
  Elf *elf = elf_begin (fd, ELF_C_READ_MMAP, NULL);
  char *text = NULL;
  if (elf && elf_kind (elf) == ELF_K_ELF)
    {
      const void *bits = NULL;
      ssize_t length = dwelf_elf_gnu_build_id (elf, &bits);
      text = hexadecimal (bits, length);
    }
  else
    pgo_error_set (err, "%s: not an ELF file", file);
  elf_end (elf);
  close (fd);
  return text;
}

/* Add the executable segment with HEADER.  The headers of debug information
   alone do not say how much of a segment was in the file, nor where; then the
   linker's usual way is assumed, by which a file is mapped from address FIRST
   on in one piece.  */
static void
add_segment (struct pgo_module *module, const GElf_Phdr *header, uint64_t first)
{
  uint64_t size = module->guessed ? header->p_memsz : header->p_filesz;
  uint64_t offset
      = module->guessed ? header->p_vaddr - first : header->p_offset;
  if (size == 0 || header->p_vaddr > UINT64_MAX - size
      || offset > UINT64_MAX - size)
    return;
  module->segments
      = pgo_xgrow (module->segments, module->n_segments,
                   &module->segments_capacity, sizeof *module->segments);
  module->segments[module->n_segments++]
      = (struct pgo_segment){ header->p_vaddr, header->p_vaddr + size, offset };
  module->alignment = header->p_align;
}

/* Is ELF debug information that was cut off from its code?  */
static bool
debug_alone_p (Elf *elf)
{
  Elf_Scn *section = NULL;
  GElf_Shdr header;
  while ((section = elf_nextscn (elf, section)))
    if (gelf_getshdr (section, &header) && header.sh_type == SHT_NOBITS
        && (header.sh_flags & SHF_EXECINSTR))
      return true;
  return false;
}

/* Read the executable segments.  False where FILE is no ELF file that libelf
   understands.  */
static bool
read_segments (struct pgo_module *module)
{
  GElf_Addr bias;
  Elf *elf = dwfl_module_getelf (module->dwfl_module, &bias);
  size_t n;
  uint64_t first = UINT64_MAX;
  if (!elf || elf_getphdrnum (elf, &n) != 0)
    return false;
  module->guessed = debug_alone_p (elf);
  for (size_t i = 0; i < n; i++)
    {
      GElf_Phdr header;
      if (!gelf_getphdr (elf, (int) i, &header))
        return false;
      if (header.p_type != PT_LOAD)
        continue;
      if (first == UINT64_MAX)
        first = header.p_align ? header.p_vaddr & -header.p_align
                               : header.p_vaddr;
      if (header.p_flags & PF_X)
        add_segment (module, &header, first);
    }
  return true;
}

void
pgo_module_mapped (struct pgo_module *module, uint64_t offset)
{
  uint64_t alignment = module->alignment;
  if (!module->guessed || module->n_segments != 1 || alignment == 0
      || (alignment & (alignment - 1)) != 0)
    return;
  /* Offsets and addresses agree in the low bits.  */
  struct pgo_segment *segment = &module->segments[0];
  uint64_t skipped = (segment->start - offset) & (alignment - 1);
  module->guessed = false;
  if (offset <= UINT64_MAX - skipped - (segment->limit - segment->start))
    segment->offset = offset + skipped;
}

/* Set TEXT to why DWO, of the program FILE, is missing.  */
static void
describe_split (struct pgo_error *text, const char *file, const char *dwo)
{
  size_t size = strlen (file) + sizeof ".dwp";
  char *package = pgo_xmalloc (size);
  snprintf (package, size, "%s.dwp", file);
  bool packed = access (package, R_OK) == 0;
  pgo_error_set (text,
                 "%s: its split debug information is not found, %s "
                 "to begin with%s",
                 file, dwo,
                 packed ? "; a package such as its .dwp cannot be read, "
                          "keep the .dwo files"
                        : "");
  free (package);
}

/* The file of debug information in common with others that MODULE's refers to
   and that is not found, or NULL.  */
static const char *
missing_common (struct pgo_module *module)
{
  Dwarf_Addr bias;
  Dwarf *dwarf = dwfl_module_getdwarf (module->dwfl_module, &bias);
  const char *name;
  const void *build_id;
  if (!dwarf || dwelf_dwarf_gnu_debugaltlink (dwarf, &name, &build_id) <= 0
      || dwarf_getalt (dwarf))
    return NULL;
  return name;
}

/* Find out what debug information is not there.  */
static void
read_missing (struct pgo_module *module, const char *file)
{
  GElf_Addr bias;
  GElf_Word crc;
  Elf *elf = dwfl_module_getelf (module->dwfl_module, &bias);
  const char *link = elf ? dwelf_elf_gnu_debuglink (elf, &crc) : NULL;
  struct pgo_error text = { "" };
  const char *dwo = pgo_units_missing (module->units);
  const char *common = missing_common (module);
  if (dwo)
    describe_split (&text, file, dwo);
  else if (common)
    pgo_error_set (&text,
                   "%s: %s, which it shares debug information with others in, "
                   "is not found; names and lines of functions are missing",
                   file, common);
  else if (link && pgo_units_empty_p (module->units))
    pgo_error_set (&text,
                   "%s: its debug information %s is not found, or is "
                   "that of another build",
                   file, link);
  if (*text.message)
    module->missing = pgo_xstrdup (text.message);
}

const char *
pgo_module_missing (const struct pgo_module *module)
{
  return module->missing;
}

struct pgo_module *
pgo_module_open (const char *file, struct pgo_error *err)
{
  return pgo_module_open_with (file, "+:.debug:/usr/lib/debug", err);
}

struct pgo_module *
pgo_module_open_with (const char *file, const char *debug_path,
                      struct pgo_error *err)
{
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      pgo_error_set (err, "%s: %s", file, strerror (errno));
      return NULL;
    }
  struct pgo_module *module = pgo_xcalloc (1, sizeof *module);
  module->debug_path = pgo_xstrdup (debug_path);
  module->callbacks
      = (Dwfl_Callbacks){ .find_elf = dwfl_build_id_find_elf,
                          .find_debuginfo = dwfl_standard_find_debuginfo,
                          .section_address = dwfl_offline_section_address,
                          .debuginfo_path = &module->debug_path };
  module->dwfl = dwfl_begin (&module->callbacks);
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
  module->units = pgo_units_read (module->dwfl_module);
  module->calls = pgo_calls_new (module->dwfl_module, module->units);

  read_missing (module, file);
  return module;
}

void
pgo_module_free (struct pgo_module *module)
{
  if (!module)
    return;
  pgo_calls_free (module->calls);
  pgo_units_free (module->units);
  free (module->segments);
  free (module->frames);
  free (module->build_id);
  free (module->missing);
  dwfl_end (module->dwfl);
  free (module->debug_path);
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
  return !pgo_units_empty_p (module->units);
}

const struct pgo_segment *
pgo_module_segments (const struct pgo_module *module, size_t *n)
{
  *n = module->n_segments;
  return module->segments;
}

const struct pgo_segment *
pgo_module_segment_at (const struct pgo_module *module, uint64_t address)
{
  for (size_t i = 0; i < module->n_segments; i++)
    if (module->segments[i].start <= address
        && address < module->segments[i].limit)
      return &module->segments[i];
  return NULL;
}

const struct pgo_segment *
pgo_module_segment_of (const struct pgo_module *module, uint64_t offset)
{
  for (size_t i = 0; i < module->n_segments; i++)
    {
      const struct pgo_segment *segment = &module->segments[i];
      if (offset >= segment->offset
          && offset - segment->offset < segment->limit - segment->start)
        return segment;
    }
  return NULL;
}

struct pgo_calls *
pgo_module_calls (struct pgo_module *module)
{
  return module->calls;
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
  frame->name = name;
  frame->system_name = name ? name : "";
  if (!name || dwarf_decl_line (die, &line) != 0)
    {
      const struct pgo_declaration *declaration
          = pgo_units_declaration (module->units, die);
      const char *plain = dwarf_diename (die);
      if (!name)
        frame->name = declaration ? declaration->name
                      : plain     ? plain
                                  : "[unnamed]";
      /* The call operator of a lambda has the place of its closure.  */
      if (declaration && dwarf_decl_line (die, &line) != 0)
        declarator = declaration->owner;
    }
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

  Dwarf_Line *row = unit && n ? dwarf_getsrc_die (&unit->skeleton, pc) : NULL;
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

void
pgo_module_each_symbol (const struct pgo_module *module,
                        void (*take) (void *data,
                                      const struct pgo_module_symbol *symbol),
                        void *data)
{
  pgo_calls_each_symbol (module->calls, take, data);
}
