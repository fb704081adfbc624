/* Programs that profiles are compared with, from the inside.
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

   Private to binary.c and calls.c.  */

#ifndef PGO_CHECK_BINARY_H
#define PGO_CHECK_BINARY_H

#include "base/store.h"
#include "check/private.h"

struct pgo_module;

/* A function of the debug information.  One may be there several times.  */
struct pgo_program_code
{
  const char *name;
  const char *file;
  int64_t start_line;
  int64_t first; /* Line.  */
  int64_t last;
};

/* A name in a symbol table.  */
struct pgo_program_symbol
{
  const char *name;
  char *canonical;
  bool global;
  bool described; /* In the debug information.  */
};

struct pgo_program_file
{
  char *name;
  struct pgo_module *module;
};

struct pgo_program
{
  struct pgo_program_file *files;
  size_t n_files;
  size_t files_capacity;

  struct pgo_program_code *codes;
  size_t n_codes;
  size_t codes_capacity;
  struct pgo_table code_table; /* By the addresses of name and file.  */

  struct pgo_program_symbol *symbols;
  size_t n_symbols;
  size_t symbols_capacity;
  struct pgo_table symbol_table; /* By canonical name.  */

  size_t n_places;  /* Addresses with a line.  */
  size_t n_inlined; /* Those of them with inlined frames.  */
};

/* Add the finding whether the stacks of CHECK's profile miss frames, where
   files of PROGRAM are those that were profiled.  */
void pgo_check_calls (struct pgo_check *check, struct pgo_program *program);

#endif /* PGO_CHECK_BINARY_H */
