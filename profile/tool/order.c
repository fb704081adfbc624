/* gcc-pgo order: the order of functions, as a linker takes it.
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

   A linker orders sections (gold, GNU ld) or symbols (lld).  The profile knows
   functions by their canonical names; what stands for one in a program, its
   clones and its variants, is told by the program, where that is given, and
   else guessed. A section is named by -ffunction-sections after its function,
   and GCC puts "hot" or "startup" before that where it knows better, and the
   plugin "sorted" and a number.  What is cold has "unlikely" there, and stays
   where it is.  */

#include "tool/tool.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/store.h"
#include "index/index.h"
#include "names/symbol.h"
#include "order/functions.h"
#include "symbolize/module.h"

/* A function of a program.  */
struct code
{
  const char *name;
  const struct pgo_fn *fn;
  uint64_t entry;
  uint64_t bytes;
};

/* A linker's way to take an order: what stands around the whole, around what
   stands for a function, and between two parts of that.  */
struct linker
{
  const char *name;
  const char *head, *tail;
  const char *before, *between, *after;
  bool symbols; /* It takes names of symbols, no patterns of sections.  */
};

/* For GNU ld before 2.43 an output section of its own, in front of .text, which
   adds to the linker's own script.  */
static const struct linker linkers[]
    = { { "bfd", "SECTIONS\n{\n  .text.ordered :\n  {\n",
          "  }\n}\nINSERT BEFORE .text;\n", "    *(", " ", ")\n", false },
        { "bfd-2.43", ".text :\n{\n", "}\n", "  *(", " ", ")\n", false },
        { "gold", "", "", "", "\n", "\n", false },
        { "lld", "", "", "", "\n", "\n", true } };

#define N_LINKERS (sizeof linkers / sizeof *linkers)

/* What may stand before the name of a function in that of its section.  */
static const char *const prefixes[]
    = { ".text.", ".text.hot.", ".text.startup.", ".text.sorted.*." };

#define N_PREFIXES (sizeof prefixes / sizeof *prefixes)

/* What the user asked for.  */
struct request
{
  const char *output;
  const struct linker *linker;
  struct pgo_tool_names binaries;
};

/* The order, on its way out.  */
struct listing
{
  const struct pgo_index *index;
  const struct linker *linker;
  const struct pgo_fn **fns;
  size_t n;
  struct code *codes; /* None where no program is given.  */
  size_t n_codes, codes_capacity;
  struct pgo_pool *pool; /* Of their names.  */
};

/* What stands for one function, N patterns so far.  */
struct list
{
  FILE *stream;
  const struct linker *linker;
  size_t n;
};

static void
print_help (void)
{
  /* clang-format off */
  puts ("Usage: gcc-pgo order [OPTION...] FILE...\n"
        "List the functions of the profiles FILE... for the linker, in the order in which\n"
        "their code should lie: what calls each other near, what is hot together.\n"
        "\n"
        "  -o, --output=OUT     write to OUT (default: standard output)\n"
        "      --linker=LINKER  write what LINKER takes (default bfd):\n"
        "                         bfd       GNU ld of any version, with -Wl,-T,OUT\n"
        "                         bfd-2.43  GNU ld 2.43 and later, with\n"
        "                                   -Wl,--section-ordering-file,OUT\n"
        "                         gold      with -Wl,--section-ordering-file,OUT\n"
        "                         lld       with -Wl,--symbol-ordering-file,OUT\n"
        "      --binary=PROG    PROG, which is not stripped, tells the sizes and the\n"
        "                       clones of the functions; may be repeated\n"
        "  -h, --help           print this and exit\n"
        "\n"
        "Compile with -ffunction-sections.  The manual page is gcc-pgo-order(1).");
  /* clang-format on */
}

/* ---- What the programs have.  */

static void
take_symbol (void *data, const struct pgo_module_symbol *symbol)
{
  struct listing *listing = data;
  const struct pgo_query query = { .asm_name = symbol->name };
  const struct pgo_fn *fn = NULL;

  if (symbol->bytes == 0 || pgo_symbol_cold_p (symbol->name)
      || pgo_index_query (listing->index, &query, &fn) == PGO_MATCH_NONE)
    return;
  listing->codes = pgo_xgrow (listing->codes, listing->n_codes,
                              &listing->codes_capacity, sizeof *listing->codes);
  listing->codes[listing->n_codes++]
      = (struct code){ .name = pgo_pool_string (listing->pool, symbol->name,
                                                symbol->length),
                       .fn = fn,
                       .entry = symbol->entry,
                       .bytes = symbol->bytes };
}

static bool
read_binaries (struct listing *listing, const struct request *request,
               struct pgo_error *err)
{
  for (size_t i = 0; i < request->binaries.n; i++)
    {
      const char *file = request->binaries.name[i];
      struct pgo_module *module = pgo_module_open (file, err);
      bool stripped = module && pgo_module_stripped_p (module);
      if (module)
        pgo_module_each_symbol (module, take_symbol, listing);
      pgo_module_free (module);
      if (!module)
        return false;
      if (stripped)
        return pgo_error_set (err,
                              "%s: stripped: it does not tell its functions; "
                              "give the file as it was linked",
                              file);
    }
  if (listing->n_codes == 0 && request->binaries.n > 0)
    return pgo_error_set (err,
                          "%s: has no function of the profile: is that of "
                          "another program?",
                          request->binaries.name[0]);
  return true;
}

/* By function, the order of which is of no matter; then by address and name. */
static int
compare_codes (const void *x, const void *y)
{
  const struct code *a = x, *b = y;

  if (a->fn != b->fn)
    return (uintptr_t) a->fn < (uintptr_t) b->fn ? -1 : 1;
  if (a->entry != b->entry)
    return a->entry < b->entry ? -1 : 1;
  return strcmp (a->name, b->name);
}

/* The codes of FN and their number.  */
static size_t
codes_of (const struct listing *listing, const struct pgo_fn *fn,
          const struct code **codes)
{
  size_t low = 0, high = listing->n_codes, n = 0;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if ((uintptr_t) listing->codes[middle].fn < (uintptr_t) fn)
        low = middle + 1;
      else
        high = middle;
    }
  while (low + n < listing->n_codes && listing->codes[low + n].fn == fn)
    n++;
  *codes = listing->codes + low;
  return n;
}

/* As pgo_code_bytes has it.  What the programs do not have was inlined, if it
   is a function of a source file.  */
static int64_t
code_bytes (const struct pgo_fn *fn, const void *data)
{
  const struct code *codes;
  size_t n = codes_of (data, fn, &codes);
  int64_t sum = 0;

  /* Aliases are one code.  */
  for (size_t i = 0; i < n; i++)
    if (i == 0 || codes[i].entry != codes[i - 1].entry)
      sum = pgo_add_saturating (sum, (int64_t) codes[i].bytes);
  if (n == 0)
    return fn->file[0] ? PGO_CODE_INLINED : PGO_CODE_ELSEWHERE;
  return sum;
}

/* ---- Writing.  */

/* Is NAME what a linker can be told?  Not one that is for people, or has what
   stands for other characters in a pattern.  */
static bool
linkable_p (const char *name)
{
  const char *p = name;

  while (pgo_word_char_p (*p) || *p == '.')
    p++;
  return *p == '\0' && p > name;
}

/* Would the pattern ".text.NAME.*" take all functions of a kind?  */
static bool
special_p (const char *name)
{
  static const char *const kinds[]
      = { "hot", "startup", "sorted", "unlikely", "exit" };

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp (name, kinds[i]) == 0)
      return true;
  return false;
}

/* Write PREFIX, NAME and SUFFIX as one of the patterns of LIST.  */
static void
put_pattern (struct list *list, const char *prefix, const char *name,
             const char *suffix)
{
  fprintf (list->stream, "%s%s%s%s",
           list->n++ > 0 ? list->linker->between : list->linker->before, prefix,
           name, suffix);
}

/* Write what stands for the symbol NAME, and where CLONES for its clones, too.
 */
static void
put_symbol (struct list *list, const char *name, bool clones)
{
  if (list->linker->symbols)
    {
      put_pattern (list, "", name, "");
      return;
    }
  for (size_t i = 0; i < N_PREFIXES; i++)
    {
      put_pattern (list, prefixes[i], name, "");
      if (clones && !(i == 0 && special_p (name)))
        put_pattern (list, prefixes[i], name, ".[a-z]*.[0-9]*");
    }
}

/* Likewise for the function with the canonical name NAME, of which no program
   is known.  A constructor or destructor may have its code under the name of
   another variant.  */
static void
put_function (struct list *list, const char *name)
{
  char *variant = pgo_xstrdup (name);

  put_symbol (list, name, true);
  for (char *p = variant; (p = strpbrk (p, "CD")); p++)
    if (p[1] == '1' && pgo_symbol_mangled_p (name))
      {
        p[1] = '2';
        char *canonical = pgo_symbol_canonical (variant);
        if (strcmp (canonical, name) == 0)
          put_symbol (list, variant, true);
        free (canonical);
        p[1] = '1';
      }
  free (variant);
}

/* Has one of the codes before number I of CODES its name?  Local functions may.
 */
static bool
named_before_p (const struct code *codes, size_t i)
{
  for (size_t k = 0; k < i; k++)
    if (strcmp (codes[k].name, codes[i].name) == 0)
      return true;
  return false;
}

static void
write_listing (FILE *stream, const void *data)
{
  const struct listing *listing = data;
  const struct linker *linker = listing->linker;

  fputs (linker->head, stream);
  for (size_t i = 0; i < listing->n; i++)
    {
      struct list list = { .stream = stream, .linker = linker };
      const struct code *codes;
      size_t n_codes = codes_of (listing, listing->fns[i], &codes);
      for (size_t k = 0; k < n_codes; k++)
        if (linkable_p (codes[k].name) && !named_before_p (codes, k))
          put_symbol (&list, codes[k].name, false);
      if (listing->n_codes == 0 && linkable_p (listing->fns[i]->name))
        put_function (&list, listing->fns[i]->name);
      if (list.n > 0)
        fputs (linker->after, stream);
    }
  fputs (linker->tail, stream);
}

/* Say how many of the functions of LISTING the linker cannot be told.  */
static void
note_unnamed (const struct listing *listing)
{
  size_t n = 0;
  char note[200];

  for (size_t i = 0; listing->n_codes == 0 && i < listing->n; i++)
    n += !linkable_p (listing->fns[i]->name);
  if (n == 0)
    return;
  snprintf (
      note, sizeof note,
      "%zu of %zu functions left out: the profile has no assembler name of "
      "them; --binary=PROG finds it",
      n, listing->n);
  pgo_tool_note (note);
}

static bool
order (char **files, int n, const struct request *request,
       struct pgo_error *err)
{
  struct pgo_index *index = pgo_index_new ();
  struct listing listing
      = { .index = index, .linker = request->linker, .pool = pgo_pool_new () };
  bool good = true;

  for (int i = 0; good && i < n; i++)
    good = pgo_index_add_file (index, files[i], NULL, err);
  if (good)
    {
      pgo_index_finish (index);
      good = pgo_index_read_all (index, err)
             && read_binaries (&listing, request, err);
    }
  if (good)
    {
      if (listing.n_codes > 0)
        qsort (listing.codes, listing.n_codes, sizeof *listing.codes,
               compare_codes);
      listing.fns = pgo_order_functions (
          index, listing.n_codes > 0 ? code_bytes : NULL, &listing, &listing.n);
      good = pgo_file_write (request->output, write_listing, &listing, err);
    }
  if (good)
    note_unnamed (&listing);
  free (listing.fns);
  free (listing.codes);
  pgo_pool_free (listing.pool);
  pgo_index_free (index);
  return good;
}

/* The linker called NAME, or NULL.  */
static const struct linker *
find_linker (const char *name)
{
  for (size_t i = 0; i < N_LINKERS; i++)
    if (strcmp (name, linkers[i].name) == 0)
      return &linkers[i];
  return NULL;
}

int
pgo_cmd_order (int argc, char **argv)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "linker", required_argument, NULL, 'l' },
          { "binary", required_argument, NULL, 'b' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  struct request request = { .output = "-", .linker = &linkers[0] };
  struct pgo_error err;
  int option, status = PGO_EXIT_OK;

  opterr = 0;
  while ((option = getopt_long (argc, argv, ":ho:", options, NULL)) != -1)
    switch (option)
      {
      case 'b':
        pgo_tool_add_name (&request.binaries, optarg);
        break;
      case 'l':
        request.linker = find_linker (optarg);
        if (!request.linker)
          return pgo_tool_usage (
              "order", "'%s' is no linker; bfd, bfd-2.43, gold and lld are",
              optarg);
        break;
      case 'o':
        request.output = optarg;
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("order", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("order", "unknown option %s", argv[optind - 1]);
      }
  if (optind == argc)
    return pgo_tool_usage ("order", "no profile to order by");
  if (!order (argv + optind, argc - optind, &request, &err))
    status = pgo_tool_error (&err);
  free (request.binaries.name);
  return status;
}
