/* The ledgers of a build: the lines that the plugin's stats= writes, read.
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


   A unit is told from others by its main file, the directory in which it was
   compiled, and its object: a library's is compiled twice, with -fPIC and
   without.  */

#include "report/ledger.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "names/path.h"
#include "names/symbol.h"

/* Where in a file the reader is.  */
struct place
{
  struct pgo_ledger *ledger;
  const char *file;
  size_t line;
  struct pgo_error *err;
};

static bool
complain (const struct place *at, const char *reason)
{
  return pgo_error_set (at->err, "%s:%zu: %s", at->file, at->line, reason);
}

/* The same for VALUE, which lacks what ERROR says.  */
static bool
complain_json (const struct place *at, const char *what,
               const json_error_t *error)
{
  return pgo_error_set (at->err,
                        "%s:%zu: no line of a unit that this version knows: "
                        "%s: %s; build again with stats= of a new file",
                        at->file, at->line, what, error->text);
}

static const char *
keep (const struct place *at, const char *text)
{
  return pgo_strings_intern (&at->ledger->strings, at->ledger->pool, text);
}

/* Memory for N elements of SIZE bytes that lives as long as the ledger.  */
static void *
room (const struct place *at, size_t n, size_t size)
{
  return pgo_pool_alloc (at->ledger->pool, n * size + 1);
}

/* DEMANGLED, or NAME where it is NULL, as it is shown.  */
static const char *
pretty (const struct place *at, const char *name, const char *demangled)
{
  char *simple;
  const char *kept;

  if (!demangled)
    return keep (at, name);
  simple = pgo_symbol_simplify (demangled);
  kept = keep (at, simple);
  free (simple);
  return kept;
}

/* The whole name of FILE in the directory of UNIT, without "." and "..".  */
static const char *
whole_name (const struct place *at, const struct pgo_ledger_unit *unit,
            const char *file)
{
  char *path = *file == '/' ? pgo_xstrdup (file)
                            : pgo_path_join (unit->directory, file);
  char *end = path, *next;
  const char *kept;

  for (char *p = path; *path == '/' && *p; p = next)
    {
      size_t length = strcspn (p + 1, "/") + 1;
      next = p + length;
      if (length == 1 || (length == 2 && p[1] == '.'))
        continue;
      if (length == 3 && p[1] == '.' && p[2] == '.')
        {
          while (end > path && *--end != '/')
            ;
          continue;
        }
      memmove (end, p, length);
      end += length;
    }
  if (*path == '/')
    *end = '\0';
  kept = keep (at, path);
  free (path);
  return kept;
}

/* ---- The parts of a line.  */

static bool
read_site (const struct place *at, const struct pgo_ledger_unit *unit,
           json_t *value, struct pgo_ledger_site *site)
{
  const char *kind, *file, *caller, *callee, *verdict, *reason = "";
  const char *caller_pretty = NULL, *callee_pretty = NULL;
  json_int_t line, weight, inclusive, growth;
  json_error_t error;

  if (json_unpack_ex (value, &error, 0,
                      "{s:s, s:s, s:I, s:s, s:s, s?s, s?s, s:s, s?s, s:I, s:I, "
                      "s:I}",
                      "kind", &kind, "file", &file, "line", &line, "caller",
                      &caller, "callee", &callee, "caller_demangled",
                      &caller_pretty, "callee_demangled", &callee_pretty,
                      "verdict", &verdict, "reason", &reason, "weight", &weight,
                      "inclusive", &inclusive, "growth", &growth)
      != 0)
    return complain_json (at, "sites", &error);
  *site = (struct pgo_ledger_site){
    .kind = keep (at, kind),
    .caller = keep (at, caller),
    .callee = keep (at, callee),
    .caller_pretty = pretty (at, caller, caller_pretty),
    .callee_pretty = pretty (at, callee, callee_pretty),
    .file = keep (at, file),
    .path = whole_name (at, unit, file),
    .line = line,
    .verdict = pgo_verdict_named (verdict),
    .reason = keep (at, reason),
    .weight = weight,
    .inclusive = inclusive,
    .growth = growth,
  };
  if (weight < 0 || inclusive < 0)
    return complain (at, "sites: a weight is negative");
  if (site->verdict == PGO_N_VERDICTS)
    return complain (at, "sites: no verdict that this version knows");
  return true;
}

static bool
read_function (const struct place *at, json_t *value,
               struct pgo_ledger_function *function)
{
  static const struct
  {
    const char *name;
    enum pgo_fate fate;
  } fates[] = {
    { "exact", PGO_FATE_MATCHED },       { "untold", PGO_FATE_MATCHED },
    { "changed", PGO_FATE_MOVED },       { "moved", PGO_FATE_RENAMED },
    { "ambiguous", PGO_FATE_AMBIGUOUS }, { "lost", PGO_FATE_LOST },
  };
  enum
  {
    N_FATES = sizeof fates / sizeof *fates
  };
  const char *name, *demangled = NULL, *file, *match;
  json_int_t weight;
  json_error_t error;
  size_t i = 0;

  if (json_unpack_ex (value, &error, 0, "{s:s, s?s, s:s, s:s, s:I}", "function",
                      &name, "function_demangled", &demangled, "file", &file,
                      "match", &match, "weight", &weight)
      != 0)
    return complain_json (at, "profiled", &error);
  while (i < N_FATES && strcmp (fates[i].name, match) != 0)
    i++;
  if (i == N_FATES)
    return complain (at, "profiled: no match that this version knows");
  if (weight < 0)
    return complain (at, "profiled: a weight is negative");
  *function
      = (struct pgo_ledger_function){ .name = keep (at, name),
                                      .pretty = pretty (at, name, demangled),
                                      .file = keep (at, file),
                                      .fate = fates[i].fate,
                                      .weight = weight };
  return true;
}

static bool
read_change (const struct place *at, json_t *value,
             struct pgo_ledger_change *change)
{
  const char *was, *was_in, *now, *demangled = NULL, *file;
  json_int_t line;
  json_error_t error;

  if (json_unpack_ex (value, &error, 0, "{s:s, s:s, s:s, s?s, s:s, s:I}", "was",
                      &was, "was_in", &was_in, "function", &now,
                      "function_demangled", &demangled, "file", &file, "line",
                      &line)
      != 0)
    return complain_json (at, "changes", &error);
  *change = (struct pgo_ledger_change){ .was = keep (at, was),
                                        .was_in = keep (at, was_in),
                                        .now = keep (at, now),
                                        .pretty = pretty (at, now, demangled),
                                        .file = keep (at, file),
                                        .line = line };
  return true;
}

static bool
read_file (const struct place *at, json_t *value, struct pgo_ledger_file *file)
{
  const char *name;
  json_int_t weight;
  json_error_t error;

  if (json_unpack_ex (value, &error, 0, "{s:s, s:I}", "file", &name, "weight",
                      &weight)
      != 0)
    return complain_json (at, "main_files", &error);
  if (weight < 0)
    return complain (at, "main_files: a weight is negative");
  *file = (struct pgo_ledger_file){ .file = keep (at, name), .weight = weight };
  return true;
}

/* Set the growths of *UNIT to those of OBJECT, NULL if there are none.  */
static bool
read_growths (const struct place *at, json_t *object,
              struct pgo_ledger_unit *unit)
{
  const char *by;
  json_t *insns;

  if (object && !json_is_object (object))
    return complain (at, "growth_by: no object");
  unit->growths = room (at, json_object_size (object), sizeof *unit->growths);
  json_object_foreach (object, by, insns)
  {
    if (!json_is_integer (insns))
      return complain (at, "growth_by: no number of insns");
    unit->growths[unit->n_growths++]
        = (struct pgo_ledger_growth){ .by = keep (at, by),
                                      .insns = json_integer_value (insns) };
  }
  return true;
}

/* Set *UNIT to the unit that ROOT, a whole line, is of.  */
static bool
read_unit (const struct place *at, json_t *root, struct pgo_ledger_unit *unit)
{
  const char *name, *directory, *object, *profile;
  json_t *sites, *functions, *changes, *files, *growths = NULL;
  json_int_t total, period, insns, growth;
  json_error_t error;
  int lto;
  bool good = true;

  if (json_unpack_ex (root, &error, 0,
                      "{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s?o, s:b, s:o, "
                      "s:o, s:o, s:o}",
                      "unit", &name, "directory", &directory, "object", &object,
                      "profile", &profile, "total", &total, "period", &period,
                      "insns", &insns, "growth", &growth, "growth_by", &growths,
                      "lto", &lto, "sites", &sites, "profiled", &functions,
                      "changes", &changes, "main_files", &files)
      != 0)
    return complain_json (at, "unit", &error);
  *unit = (struct pgo_ledger_unit){
    .unit = keep (at, name),
    .directory = keep (at, directory),
    .object = keep (at, object),
    .profile = keep (at, profile),
    .total = total,
    .period = period,
    .insns = insns,
    .growth = growth,
    .lto = lto,
    .n_sites = json_array_size (sites),
    .n_functions = json_array_size (functions),
    .n_changes = json_array_size (changes),
    .n_files = json_array_size (files),
  };
  if (total < 0 || period < 0)
    return complain (at, "the weight of the profile is negative");
  good = read_growths (at, growths, unit);
  unit->sites = room (at, unit->n_sites, sizeof *unit->sites);
  unit->functions = room (at, unit->n_functions, sizeof *unit->functions);
  unit->changes = room (at, unit->n_changes, sizeof *unit->changes);
  unit->files = room (at, unit->n_files, sizeof *unit->files);
  for (size_t i = 0; good && i < unit->n_sites; i++)
    good = read_site (at, unit, json_array_get (sites, i), &unit->sites[i]);
  for (size_t i = 0; good && i < unit->n_functions; i++)
    good = read_function (at, json_array_get (functions, i),
                          &unit->functions[i]);
  for (size_t i = 0; good && i < unit->n_changes; i++)
    good = read_change (at, json_array_get (changes, i), &unit->changes[i]);
  for (size_t i = 0; good && i < unit->n_files; i++)
    good = read_file (at, json_array_get (files, i), &unit->files[i]);
  return good;
}

/* ---- Lines.  */

static bool
same_unit_p (const void *context, uint32_t i, const void *key)
{
  const struct pgo_ledger *ledger = context;
  const struct pgo_ledger_unit *a = &ledger->units[i], *b = key;

  /* Equal texts have equal addresses.  */
  return a->unit == b->unit && a->directory == b->directory
         && a->object == b->object;
}

/* Enter UNIT, in place of an older line of it.  */
static void
enter_unit (struct pgo_ledger *ledger, const struct pgo_ledger_unit *unit)
{
  uint64_t hash = pgo_hash (pgo_hash (pgo_hash (0, (uintptr_t) unit->unit),
                                      (uintptr_t) unit->directory),
                            (uintptr_t) unit->object);
  uint32_t i = pgo_table_find (&ledger->table, hash, same_unit_p, ledger, unit);

  if (i != PGO_NONE)
    {
      ledger->units[i] = *unit;
      ledger->newest = i;
      ledger->n_superseded++;
      return;
    }
  ledger->units = pgo_xgrow (ledger->units, ledger->n_units,
                             &ledger->units_capacity, sizeof *ledger->units);
  ledger->units[ledger->n_units] = *unit;
  ledger->newest = ledger->n_units;
  pgo_table_add (&ledger->table, hash, ledger->n_units++);
}

static void
note_cut (const struct place *at)
{
  struct pgo_ledger *ledger = at->ledger;
  size_t size;
  char *text;
  FILE *stream = pgo_xstream_open (&text, &size);

  fprintf (stream, "%s:%zu", at->file, at->line);
  pgo_xstream_close (stream, &text);
  ledger->cut = pgo_xgrow (ledger->cut, ledger->n_cut, &ledger->cut_capacity,
                           sizeof *ledger->cut);
  ledger->cut[ledger->n_cut++] = keep (at, text);
  free (text);
}

/* Is LINE, which is no JSON for the reason ERROR, the beginning of a unit's? */
static bool
cut_p (const char *line, size_t length, const json_error_t *error)
{
  static const char start[] = "{\"unit\":";
  size_t known = length < sizeof start - 1 ? length : sizeof start - 1;

  return strncmp (line, start, known) == 0
         && (line[length - 1] != '}'
             || json_error_code (error) == json_error_premature_end_of_input);
}

static bool
add_line (const struct place *at, const char *line, size_t length)
{
  struct pgo_ledger_unit unit;
  json_error_t error;
  json_t *root = json_loadb (line, length, JSON_REJECT_DUPLICATES, &error);
  bool good;

  if (!root && cut_p (line, length, &error))
    {
      note_cut (at);
      return true;
    }
  if (!root)
    return pgo_error_set (at->err,
                          "%s:%zu: not a line of a ledger, which the plugin's "
                          "stats= writes: byte %d: %s",
                          at->file, at->line, error.position, error.text);
  good = read_unit (at, root, &unit);
  json_decref (root);
  if (good)
    enter_unit (at->ledger, &unit);
  return good;
}

bool
pgo_ledger_parse (struct pgo_ledger *ledger, const char *data, size_t size,
                  const char *file, struct pgo_error *err)
{
  struct place at = { ledger, file, 0, err };
  size_t n_before = ledger->n_units + ledger->n_superseded + ledger->n_cut;

  for (size_t i = 0, length; i < size; i += length + 1)
    {
      const char *end = memchr (data + i, '\n', size - i);
      length = (end ? end : data + size) - (data + i);
      at.line++;
      if (length > 0 && !add_line (&at, data + i, length))
        return false;
    }
  return ledger->n_units + ledger->n_superseded + ledger->n_cut > n_before
         || pgo_error_set (err,
                           "%s: no unit is in it; compile with "
                           "-fplugin-arg-pgo-stats=%s",
                           file, file);
}

static bool
add_file (struct pgo_ledger *ledger, const char *file, struct pgo_error *err)
{
  size_t size;
  char *data = (char *) pgo_file_read (file, &size, err);
  bool good = data && pgo_ledger_parse (ledger, data, size, file, err);

  free (data);
  return good;
}

static int
json_file_p (const struct dirent *entry)
{
  size_t length = strlen (entry->d_name);

  return length > 5 && strcmp (entry->d_name + length - 5, ".json") == 0;
}

static int
compare_entries (const struct dirent **a, const struct dirent **b)
{
  return strcmp ((*a)->d_name, (*b)->d_name);
}

static bool
add_directory (struct pgo_ledger *ledger, const char *dir,
               struct pgo_error *err)
{
  struct dirent **entries;
  int n = scandir (dir, &entries, json_file_p, compare_entries);
  bool good = n > 0;

  if (n < 0)
    return pgo_error_set (err, "%s: %s", dir, strerror (errno));
  if (n == 0)
    pgo_error_set (err,
                   "%s: no unit is in it; compile with "
                   "-fplugin-arg-pgo-stats=%s/",
                   dir, dir);
  for (int i = 0; i < n; i++)
    {
      char *file = pgo_path_join (dir, entries[i]->d_name);
      good = good && add_file (ledger, file, err);
      free (file);
      free (entries[i]);
    }
  free (entries);
  return good;
}

bool
pgo_ledger_add (struct pgo_ledger *ledger, const char *stats,
                struct pgo_error *err)
{
  struct stat st;

  return stat (stats, &st) == 0 && S_ISDIR (st.st_mode)
             ? add_directory (ledger, stats, err)
             : add_file (ledger, stats, err);
}

struct pgo_ledger *
pgo_ledger_new (void)
{
  struct pgo_ledger *ledger = pgo_xcalloc (1, sizeof *ledger);

  json_set_alloc_funcs (pgo_xmalloc, free);
  ledger->pool = pgo_pool_new ();
  return ledger;
}

void
pgo_ledger_free (struct pgo_ledger *ledger)
{
  if (!ledger)
    return;
  free (ledger->units);
  free (ledger->cut);
  pgo_table_free (&ledger->table);
  pgo_strings_free (&ledger->strings);
  pgo_pool_free (ledger->pool);
  free (ledger);
}
