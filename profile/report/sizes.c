/* How much code each function of some ELF files has.
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


   By the symbols, which are there without -g.  What the compiler makes of a
   function, clones and cold parts, counts as that function, and functions of
   one name as one.  */

#include "report/sizes.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "names/symbol.h"

static void
add_function (struct pgo_sizes *sizes, const char *symbol, uint64_t bytes)
{
  char *name = pgo_symbol_canonical (symbol);
  size_t known = sizes->names.n;
  uint32_t i = pgo_strings_number (&sizes->names, sizes->pool, name);

  if (i == known)
    {
      char *demangled = pgo_symbol_demangle (name);
      char *simple = demangled ? pgo_symbol_simplify (demangled) : NULL;
      sizes->functions = pgo_xgrow (sizes->functions, i, &sizes->capacity,
                                    sizeof *sizes->functions);
      sizes->functions[i] = (struct pgo_size){ .name = sizes->names.text[i] };
      sizes->functions[i].pretty
          = simple ? pgo_pool_string (sizes->pool, simple, strlen (simple))
                   : sizes->functions[i].name;
      sizes->n++;
      free (demangled);
      free (simple);
    }
  bytes = bytes < INT64_MAX ? bytes : INT64_MAX;
  sizes->functions[i].bytes
      = pgo_add_saturating (sizes->functions[i].bytes, (int64_t) bytes);
  sizes->bytes = pgo_add_saturating (sizes->bytes, (int64_t) bytes);
}

/* A function's code that was met.  */
struct code
{
  GElf_Section section;
  GElf_Addr address;
  GElf_Xword bytes;
  const char *name;
};

/* By place, and of names for one place by name.  */
static int
compare_codes (const void *x, const void *y)
{
  const struct code *a = x, *b = y;

  if (a->section != b->section)
    return a->section < b->section ? -1 : 1;
  if (a->address != b->address)
    return a->address < b->address ? -1 : 1;
  return strcmp (a->name, b->name);
}

/* Add the functions in DATA, a table of symbols with the names STRINGS; an
   alias is not a second one.  */
static void
add_table (struct pgo_sizes *sizes, Elf *elf, Elf_Data *data, size_t strings)
{
  size_t size = gelf_fsize (elf, ELF_T_SYM, 1, EV_CURRENT);
  size_t n = size > 0 ? data->d_size / size : 0, n_codes = 0;
  struct code *codes = pgo_xcalloc (n, sizeof *codes);
  GElf_Sym symbol;

  for (size_t i = 0; i < n && gelf_getsym (data, (int) i, &symbol); i++)
    {
      const char *name = elf_strptr (elf, strings, symbol.st_name);
      if (GELF_ST_TYPE (symbol.st_info) == STT_FUNC
          && symbol.st_shndx != SHN_UNDEF && symbol.st_size > 0 && name
          && *name)
        codes[n_codes++] = (struct code){ symbol.st_shndx, symbol.st_value,
                                          symbol.st_size, name };
    }
  if (n_codes > 0)
    qsort (codes, n_codes, sizeof *codes, compare_codes);
  for (size_t i = 0; i < n_codes; i++)
    if (i == 0 || codes[i].section != codes[i - 1].section
        || codes[i].address != codes[i - 1].address)
      add_function (sizes, codes[i].name, codes[i].bytes);
  free (codes);
}

/* Add the functions of ELF: of its whole table of symbols, or of the dynamic
   one. False where it has neither, or none that can be read.  */
static bool
add_elf (struct pgo_sizes *sizes, Elf *elf)
{
  Elf_Scn *section = NULL, *dynamic = NULL, *whole = NULL;
  GElf_Shdr header;
  Elf_Data *data;

  while ((section = elf_nextscn (elf, section)) != NULL)
    if (gelf_getshdr (section, &header))
      {
        if (header.sh_type == SHT_SYMTAB)
          whole = section;
        else if (header.sh_type == SHT_DYNSYM)
          dynamic = section;
      }
  section = whole ? whole : dynamic;
  if (!section || !gelf_getshdr (section, &header))
    return false;
  data = elf_getdata (section, NULL);
  if (data)
    add_table (sizes, elf, data, header.sh_link);
  return data;
}

static bool
add_file (struct pgo_sizes *sizes, const char *file, struct pgo_error *err)
{
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  Elf *elf;
  bool good = false;

  if (fd < 0)
    return pgo_error_set (err, "%s: %s", file, strerror (errno));
  elf = elf_begin (fd, ELF_C_READ_MMAP, NULL);
  if (!elf)
    pgo_error_set (err, "%s: %s", file, elf_errmsg (-1));
  else if (elf_kind (elf) != ELF_K_ELF)
    pgo_error_set (err, "%s: not an ELF file, a program, library or object",
                   file);
  else
    good = add_elf (sizes, elf)
           || pgo_error_set (err,
                             "%s: no symbols; give the file as it was before "
                             "it was stripped",
                             file);
  elf_end (elf);
  close (fd);
  return good;
}

static int
compare_names (const void *x, const void *y)
{
  const struct pgo_size *a = x, *b = y;

  return strcmp (a->name, b->name);
}

struct pgo_sizes *
pgo_sizes_read (const char *const *files, size_t n, struct pgo_error *err)
{
  struct pgo_sizes *sizes = pgo_xcalloc (1, sizeof *sizes);
  bool good = true;

  elf_version (EV_CURRENT);
  sizes->pool = pgo_pool_new ();
  for (size_t i = 0; good && i < n; i++)
    good = add_file (sizes, files[i], err);
  if (!good)
    {
      pgo_sizes_free (sizes);
      return NULL;
    }
  if (sizes->n > 0)
    qsort (sizes->functions, sizes->n, sizeof *sizes->functions, compare_names);
  return sizes;
}

void
pgo_sizes_free (struct pgo_sizes *sizes)
{
  if (!sizes)
    return;
  free (sizes->functions);
  pgo_strings_free (&sizes->names);
  pgo_pool_free (sizes->pool);
  free (sizes);
}
