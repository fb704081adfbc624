/* One ELF file with its debug information.
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

   Relies on elfutils' libdwfl to find and relocate debug information.  */

#include <elfutils/libdwelf.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "symbolize/module_private.h"

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
pgo_module_stripped_p (const struct pgo_module *module)
{
  GElf_Addr bias;
  Elf *elf = dwfl_module_getelf (module->dwfl_module, &bias);
  Elf_Scn *section = NULL;
  GElf_Shdr header;
  while (elf && (section = elf_nextscn (elf, section)))
    if (gelf_getshdr (section, &header) && header.sh_type == SHT_SYMTAB)
      return false;
  return pgo_units_empty_p (module->units);
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

void
pgo_module_each_symbol (const struct pgo_module *module,
                        void (*take) (void *data,
                                      const struct pgo_module_symbol *symbol),
                        void *data)
{
  pgo_calls_each_symbol (module->calls, take, data);
}
