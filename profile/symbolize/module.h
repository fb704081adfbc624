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

   A module is an ELF file with what debug information can be found for it:
   in the file itself, in a separate file by build id or debug link, in .dwo
   files, on this machine only.  The file may itself be debug information that
   was cut off from a program.  Addresses are the file's own virtual addresses,
   as its program headers and readelf give them, whatever address a process had
   mapped it to.  */

#ifndef PGO_SYMBOLIZE_MODULE_H
#define PGO_SYMBOLIZE_MODULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "pprof/profile.h"

struct pgo_calls;
struct pgo_module;

/* One function at an address.  Strings belong to the module.  */
struct pgo_source_frame
{
  const char *name;        /* Never empty: the assembler name, or where that is
                              unknown the name with its scopes.  */
  const char *system_name; /* Assembler name, "" where unknown.  */
  const char *file;        /* That declares the function, or "".  */
  int64_t start_line;      /* Of the declarator, 0 where unknown.  */
  int64_t line;            /* Executed, or of the inlined call; 0 unknown.  */
  int64_t column;          /* Likewise.  */
};

/* An executable segment: addresses [START, LIMIT) hold the file's bytes from
   OFFSET on.  */
struct pgo_segment
{
  uint64_t start;
  uint64_t limit;
  uint64_t offset;
};

/* A function that the symbol table defines.  */
struct pgo_module_symbol
{
  const char *name;
  size_t length; /* Of the name without a version.  */
  uint64_t entry;
  uint64_t bytes; /* Of its code, 0 where unknown.  */
  enum
  {
    PGO_SYMBOL_EXPORTED,
    PGO_SYMBOL_GLOBAL,
    PGO_SYMBOL_LOCAL
  } scope;
  bool indirect; /* What it resolves to, nobody knows here.  */
};

/* Open the ELF file FILE.  Returns a module that the caller frees, or NULL with
   ERR set where it cannot be read or is no ELF file.  */
struct pgo_module *pgo_module_open (const char *file, struct pgo_error *err);

/* Likewise, with the places where libdwfl looks for debug information.  */
struct pgo_module *pgo_module_open_with (const char *file,
                                         const char *debug_path,
                                         struct pgo_error *err);

/* MODULE may be NULL.  */
void pgo_module_free (struct pgo_module *module);

/* The build id in lower-case hexadecimal, "" where there is none.  */
const char *pgo_module_build_id (const struct pgo_module *module);

/* The build id of the ELF file FILE alone, in lower-case hexadecimal, "" where
   it has none.  The caller frees it.  NULL with ERR set where FILE cannot be
   read or is no ELF file.  */
char *pgo_file_build_id (const char *file, struct pgo_error *err);

/* Has it neither debug information nor a symbol table, but for that of the
   dynamic linker?  */
bool pgo_module_stripped_p (const struct pgo_module *module);

/* Is there debug information with source lines?  */
bool pgo_module_debug_info_p (const struct pgo_module *module);

/* What is missing of the debug information that FILE refers to, or NULL: the
   reason for a user, which belongs to MODULE.  */
const char *pgo_module_missing (const struct pgo_module *module);

/* The executable segment was mapped from OFFSET in the file on.  Where the file
   is debug information alone its headers do not say that.  */
void pgo_module_mapped (struct pgo_module *module, uint64_t offset);

/* The executable segments, by address; *N is their number.  */
const struct pgo_segment *pgo_module_segments (const struct pgo_module *module,
                                               size_t *n);

/* The one that has the virtual ADDRESS, and the one that has the byte at OFFSET
   of the file; NULL where none has.  */
const struct pgo_segment *pgo_module_segment_at (
    const struct pgo_module *module, uint64_t address);
const struct pgo_segment *pgo_module_segment_of (
    const struct pgo_module *module, uint64_t offset);

/* The calls in the module; they belong to it.  */
struct pgo_calls *pgo_module_calls (struct pgo_module *module);

/* The functions at ADDRESS, the innermost inlined function first, the physical
   function last.  Sets *FRAMES to them, which is good until the next call, and
   returns their number: 0 where neither debug information nor symbol table
   knows the address.  */
size_t pgo_module_frames (struct pgo_module *module, uint64_t address,
                          const struct pgo_source_frame **frames);

/* The code of the function at ADDRESS, by debug information, or by the symbol
   table.  The entry is left out where what begins there is inlined.  */
struct pgo_machine_code pgo_module_code (struct pgo_module *module,
                                         uint64_t address);

/* Call TAKE with DATA for each place of the line table that is in a function: the
   functions there as pgo_module_frames gives them, N of them.  Their strings
   live as long as MODULE.  */
void pgo_module_each_place (struct pgo_module *module,
                            void (*take) (void *data,
                                          const struct pgo_source_frame *frames,
                                          size_t n),
                            void *data);

/* Call TAKE with DATA for each function that the symbol table defines.  Names
   live as long as MODULE.  */
void pgo_module_each_symbol (
    const struct pgo_module *module,
    void (*take) (void *data, const struct pgo_module_symbol *symbol),
    void *data);

#endif /* PGO_SYMBOLIZE_MODULE_H */
