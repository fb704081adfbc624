/* Write raw profiles of given addresses, for the tests.
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

   Usage: mkraw FORMAT OUT < TEXT

   FORMAT is one of

     gperftools-BITS-ORDER  a legacy CPU profile of gperftools, in words of 32
                            or 64 bits, little or big end first
     pprof                  addresses in the process
     pprof-address          with the same mappings, but the files' own virtual
                            addresses
     pprof-dummy            likewise, with mappings that say nothing

   A line of TEXT is one of these; blank lines and those that begin with # are
   skipped.

     module ELF BASE [NAME [BUILD_ID]]
         The file ELF is loaded at BASE (hexadecimal; added to the addresses in
         the file), and called NAME, - for its own; BUILD_ID is - for none, and
         the file's own if absent.
     map START LIMIT OFFSET [NAME]
         Something else is mapped there (hexadecimal).
     text TEXT
         A line as it is among the maps of gperftools.
     sample COUNT PC...
         A stack, leaf first; the callers' are return addresses.  A PC is a
         hexadecimal number that begins with 0x, SYMBOL[+N] with a symbol of
         any module so far, or NAME:LINE for a frame of pprof that has a name
         already.
     functions COUNT STEP
         A stack of one for every STEP bytes of each function of the last
         module.

   Samples come every 10 ms.  */

#include "mktext.h"

#include <elfutils/libdwelf.h>
#include <fcntl.h>
#include <gelf.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

#define PAGE UINT64_C (0x1000)
#define PERIOD_US 10000

struct map
{
  uint64_t start, limit, offset;
  uint64_t bias; /* Address in the process minus address in the file.  */
  char *name;    /* Or "".  */
  char *build_id;
  char *text; /* Instead of all else.  */
};

struct symbol
{
  char *name;
  uint64_t address, size; /* In the process.  */
};

struct pc
{
  uint64_t address;
  char *name; /* Or NULL.  */
  int64_t line;
};

struct sample
{
  uint64_t count;
  struct pc *pcs;
  size_t n, capacity;
};

static struct map *maps;
static size_t n_maps, maps_capacity;
static struct symbol *symbols;
static size_t n_symbols, symbols_capacity;
static size_t module_symbols; /* Index of the last module's first.  */
static struct sample *samples;
static size_t n_samples, samples_capacity;

static void
add_map (struct map map)
{
  maps = pgo_xgrow (maps, n_maps, &maps_capacity, sizeof *maps);
  maps[n_maps++] = map;
}

static char *
read_build_id (Elf *elf)
{
  const void *bits;
  ssize_t length = dwelf_elf_gnu_build_id (elf, &bits);
  if (length < 0)
    length = 0;
  char *text = pgo_xcalloc ((size_t) length * 2 + 1, 1);
  for (ssize_t i = 0; i < length; i++)
    sprintf (text + 2 * i, "%02x", ((const unsigned char *) bits)[i]);
  return text;
}

static void
add_symbols (Elf *elf, uint64_t base)
{
  Elf_Scn *section = NULL;
  GElf_Shdr header;
  GElf_Sym symbol;

  module_symbols = n_symbols;
  while ((section = elf_nextscn (elf, section)))
    {
      Elf_Data *data;
      if (!gelf_getshdr (section, &header) || header.sh_type != SHT_SYMTAB
          || !(data = elf_getdata (section, NULL)))
        continue;
      for (int i = 0; gelf_getsym (data, i, &symbol); i++)
        {
          const char *name = elf_strptr (elf, header.sh_link, symbol.st_name);
          if (symbol.st_shndx == SHN_UNDEF || !name || !*name)
            continue;
          symbols = pgo_xgrow (symbols, n_symbols, &symbols_capacity,
                               sizeof *symbols);
          symbols[n_symbols++] = (struct symbol){
            pgo_xstrdup (name), base + symbol.st_value,
            GELF_ST_TYPE (symbol.st_info) == STT_FUNC ? symbol.st_size : 0
          };
        }
    }
}

static void
add_module (const char *file, uint64_t base, const char *name,
            const char *build_id)
{
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  Elf *elf = fd >= 0 ? elf_begin (fd, ELF_C_READ, NULL) : NULL;
  GElf_Phdr header;

  if (!elf || elf_kind (elf) != ELF_K_ELF)
    die ("%s: not an ELF file", file);
  char *own = read_build_id (elf);
  for (int i = 0; gelf_getphdr (elf, i, &header); i++)
    if (header.p_type == PT_LOAD)
      add_map ((struct map){
          .start = base + (header.p_vaddr & -PAGE),
          .limit
          = base + ((header.p_vaddr + header.p_filesz + PAGE - 1) & -PAGE),
          .offset = header.p_offset & -PAGE,
          .bias = base,
          .name = pgo_xstrdup (name && strcmp (name, "-") != 0 ? name : file),
          .build_id = pgo_xstrdup (!build_id                     ? own
                                   : strcmp (build_id, "-") != 0 ? build_id
                                                                 : "") });
  free (own);
  add_symbols (elf, base);
  elf_end (elf);
  close (fd);
}

static struct pc
parse_pc (char *text)
{
  if (strncmp (text, "0x", 2) == 0)
    return (struct pc){ .address = parse_number (text, 16) };
  char *colon = strchr (text, ':');
  if (colon)
    {
      *colon = '\0';
      return (struct pc){ .name = pgo_xstrdup (text),
                          .line = (int64_t) parse_number (colon + 1, 10) };
    }
  char *plus = strchr (text, '+');
  uint64_t offset = 0;
  if (plus)
    {
      *plus = '\0';
      offset = parse_number (plus + 1, 10);
    }
  for (size_t i = 0; i < n_symbols; i++)
    if (strcmp (symbols[i].name, text) == 0)
      return (struct pc){ .address = symbols[i].address + offset };
  die ("no symbol %s", text);
}

static struct sample *
add_sample (uint64_t count)
{
  samples = pgo_xgrow (samples, n_samples, &samples_capacity, sizeof *samples);
  samples[n_samples] = (struct sample){ .count = count };
  return &samples[n_samples++];
}

static void
add_pc (struct sample *sample, struct pc pc)
{
  sample->pcs = pgo_xgrow (sample->pcs, sample->n, &sample->capacity,
                           sizeof *sample->pcs);
  sample->pcs[sample->n++] = pc;
}

static void
add_functions (uint64_t count, uint64_t step)
{
  if (step == 0)
    die ("a step of 0");
  for (size_t i = module_symbols; i < n_symbols; i++)
    for (uint64_t at = 0; at < symbols[i].size; at += step)
      add_pc (add_sample (count),
              (struct pc){ .address = symbols[i].address + at });
}

static void
read_line (char *line)
{
  static const char blanks[] = " \t\n";
  char *word = strtok (line, blanks);

  if (!word || *word == '#')
    return;
  if (strcmp (word, "module") == 0)
    {
      const char *file = strtok (NULL, blanks);
      uint64_t base = parse_number (strtok (NULL, blanks), 16);
      const char *name = strtok (NULL, blanks);
      add_module (file, base, name, strtok (NULL, blanks));
    }
  else if (strcmp (word, "map") == 0)
    {
      struct map map = { .start = parse_number (strtok (NULL, blanks), 16) };
      map.limit = parse_number (strtok (NULL, blanks), 16);
      map.offset = parse_number (strtok (NULL, blanks), 16);
      map.name = strtok (NULL, "\n");
      map.name = pgo_xstrdup (map.name ? map.name : "");
      map.build_id = pgo_xstrdup ("");
      add_map (map);
    }
  else if (strcmp (word, "text") == 0)
    {
      word = strtok (NULL, "\n");
      add_map ((struct map){ .text = pgo_xstrdup (word ? word : "") });
    }
  else if (strcmp (word, "sample") == 0)
    {
      struct sample *sample
          = add_sample (parse_number (strtok (NULL, blanks), 10));
      while ((word = strtok (NULL, blanks)))
        add_pc (sample, parse_pc (word));
    }
  else if (strcmp (word, "functions") == 0)
    {
      uint64_t count = parse_number (strtok (NULL, blanks), 10);
      add_functions (count, parse_number (strtok (NULL, blanks), 10));
    }
  else
    die ("what is '%s'?", word);
}

static void
put_word (FILE *out, unsigned bits, bool big, uint64_t word)
{
  for (unsigned i = 0; i < bits; i += 8)
    putc ((int) (word >> (big ? bits - 8 - i : i) & 0xff), out);
}

static void
write_gperftools (FILE *out, unsigned bits, bool big)
{
  const uint64_t header[] = { 0, 3, 0, PERIOD_US, 0 }, end[] = { 0, 1, 0 };

  for (size_t i = 0; i < sizeof header / sizeof *header; i++)
    put_word (out, bits, big, header[i]);
  for (const struct sample *s = samples; s < samples + n_samples; s++)
    {
      put_word (out, bits, big, s->count);
      put_word (out, bits, big, s->n);
      for (size_t i = 0; i < s->n; i++)
        put_word (out, bits, big, s->pcs[i].address);
    }
  for (size_t i = 0; i < sizeof end / sizeof *end; i++)
    put_word (out, bits, big, end[i]);
  for (const struct map *map = maps; map < maps + n_maps; map++)
    if (map->text)
      fprintf (out, "%s\n", map->text);
    else
      fprintf (out,
               "%08" PRIx64 "-%08" PRIx64 " r-xp %08" PRIx64
               " 08:01 1234%s%s\n",
               map->start, map->limit, map->offset,
               *map->name ? "                       " : "", map->name);
}

/* The location of a frame that has a name.  */
static uint32_t
named_location (struct pgo_builder *builder, const struct pc *pc)
{
  const struct pgo_function function
      = { .name = pc->name, .system_name = pc->name, .file = "named.c" };
  const struct pgo_line line
      = { .function = pgo_builder_function (builder, &function),
          .line = pc->line };
  return pgo_builder_location (builder, PGO_NONE, 0, &line, 1);
}

/* The location at ADDRESS; for ADDRESSES and DUMMY see above.  */
static uint32_t
raw_location (struct pgo_builder *builder, uint64_t address, bool addresses,
              bool dummy)
{
  for (const struct map *map = maps; map < maps + n_maps; map++)
    if (!map->text && map->start <= address && address < map->limit)
      {
        struct pgo_mapping mapping
            = { .file = map->name, .build_id = map->build_id };
        if (!dummy)
          {
            mapping.start = map->start;
            mapping.limit = map->limit;
            mapping.offset = map->offset;
          }
        return pgo_builder_location (
            builder, pgo_builder_mapping (builder, &mapping),
            address - (addresses ? map->bias : 0), NULL, 0);
      }
  return pgo_builder_location (builder, PGO_NONE, address, NULL, 0);
}

static void
write_pprof (const char *file, bool addresses, bool dummy)
{
  struct pgo_builder *builder = pgo_builder_new ();
  uint32_t *stack = NULL;

  pgo_builder_add_type (builder, "samples", "count");
  pgo_builder_add_type (builder, "cpu", "nanoseconds");
  pgo_builder_set_period (builder, "cpu", "nanoseconds", PERIOD_US * 1000);
  for (const struct sample *s = samples; s < samples + n_samples; s++)
    {
      stack = pgo_xrealloc (stack, s->n, sizeof *stack);
      for (size_t i = 0; i < s->n; i++)
        stack[i] = s->pcs[i].name
                       ? named_location (builder, &s->pcs[i])
                       : raw_location (builder, s->pcs[i].address - (i > 0),
                                       addresses, dummy);
      const int64_t values[]
          = { (int64_t) s->count, (int64_t) s->count * PERIOD_US * 1000 };
      pgo_builder_add_sample (builder, stack, s->n, values);
    }
  free (stack);
  write_profile (pgo_builder_finish (builder), file);
}

int
main (int argc, char **argv)
{
  char *line, order[8];
  unsigned bits;

  if (argc != 3)
    {
      fputs ("usage: mkraw FORMAT OUT < TEXT\n", stderr);
      return 2;
    }
  elf_version (EV_CURRENT);
  while ((line = next_line ()))
    read_line (line);
  if (sscanf (argv[1], "gperftools-%u-%7s", &bits, order) == 2)
    {
      FILE *out = fopen (argv[2], "wb");
      if (!out)
        die ("%s: %s", argv[2], strerror (errno));
      write_gperftools (out, bits, strcmp (order, "big") == 0);
      if (fclose (out) != 0)
        die ("%s: %s", argv[2], strerror (errno));
    }
  else if (strncmp (argv[1], "pprof", 5) == 0)
    write_pprof (argv[2], strlen (argv[1]) > 5,
                 strcmp (argv[1], "pprof-dummy") == 0);
  else
    die ("no format %s", argv[1]);
  return 0;
}
