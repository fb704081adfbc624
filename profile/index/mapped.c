/* An index of a prepared profile: its text, read where it is asked about.
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

   A function is known by its place in the text.  Its line is parsed when a name
   is looked for there, and what follows, its sites, lines and contexts, when it
   is first asked about (mapped_facts.c).  So an index that is const for
   everybody else grows.

   Of a directory the parts are opened whose source files are asked about, and
   all their functions are listed then.  One that several parts name is one
   function: the part of its file has all of it, the others have what their own
   functions have to do with it.  */

#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/mapped.h"
#include "names/path.h"
#include "names/symbol.h"

/* Texts up to this size are verified when they are opened: in less than half a
   millisecond.  */
#define VERIFIED_MAX (128 * 1024)

/* ERR, which is kept if it is the first.  */
static void
note_error (struct pgo_index *index, const struct pgo_error *err)
{
  if (!index->bad)
    index->error = *err;
  index->bad = true;
}

bool
pgo_mapped_read_fact (struct pgo_index *index, const struct pgo_text *text,
                      size_t *at, struct pgo_fact *fact)
{
  struct pgo_error err;

  if (pgo_text_fact (text, at, index->pool, fact, &err))
    return true;
  note_error (index, &err);
  fact->kind = PGO_FACT_END;
  return false;
}

void
pgo_mapped_set_error (struct pgo_index *index, const struct pgo_text *text,
                      size_t at, const char *reason)
{
  struct pgo_error err;

  pgo_text_error (text, at, &err, "%s", reason);
  note_error (index, &err);
}

bool
pgo_index_good_p (const struct pgo_index *index, struct pgo_error *err)
{
  if (index->bad)
    *err = index->error;
  return !index->bad;
}

bool
pgo_index_read_all (const struct pgo_index *index, struct pgo_error *err)
{
  const struct pgo_fn *const *fns;

  pgo_index_functions (index, &fns);
  return pgo_index_good_p (index, err);
}

/* ---- The head of the text.  */

static void
add_hot (struct pgo_index *index, const struct pgo_fact *fact)
{
  index->hot = pgo_xgrow (index->hot, index->n_hot, &index->hot_capacity,
                          sizeof *index->hot);
  index->hot[index->n_hot++]
      = (struct hot){ fact->percent, pgo_mapped_scaled (fact->own) };
}

/* Read the lines before files and functions.  */
static bool
read_head (struct pgo_index *index)
{
  size_t at = pgo_text_start (index->text), line;
  struct pgo_fact fact;

  do
    {
      line = at;
      if (!pgo_mapped_read_fact (index, index->text, &at, &fact))
        return false;
      if (!index->parts
          && (fact.kind == PGO_FACT_PARTS || fact.kind == PGO_FACT_PART_OF))
        {
          pgo_mapped_set_error (index, index->text, line,
                                "of a profile that is a directory: name that");
          return false;
        }
      if (fact.kind == PGO_FACT_SAMPLES)
        index->period = index->total / fact.number;
      else if (fact.kind == PGO_FACT_DEMANGLED_NAMES)
        index->demangled = true;
      else if (fact.kind == PGO_FACT_HOT)
        add_hot (index, &fact);
      else if (fact.kind == PGO_FACT_NO_FILE)
        index->files_unknown = true;
      else if (fact.kind == PGO_FACT_LEFT_OUT)
        index->losses.left_out = pgo_mapped_scaled (fact.own);
    }
  while (fact.kind != PGO_FACT_FILE && fact.kind != PGO_FACT_FUNCTION
         && fact.kind != PGO_FACT_END);
  if (index->period < 1)
    index->period = 1;
  return true;
}

/* Let INDEX, which is to be empty, have the TEXT.  */
static bool
take_text (struct pgo_index *index, struct pgo_text *text,
           struct pgo_error *err)
{
  if (index->text || index->n_profiles > 0)
    return pgo_error_set (err,
                          "%s: a prepared profile is used alone; gcc-pgo "
                          "merge makes one of several",
                          pgo_text_name (text));
  index->text = text;
  index->unit = PGO_UNIT_PARTS;
  index->total = pgo_mapped_scaled (PGO_TEXT_WHOLE);
  return true;
}

/* Verify TEXT, unless it is large.  */
static bool
verify (const struct pgo_text *text, struct pgo_error *err)
{
  size_t size;

  pgo_text_bytes (text, &size);
  return size > VERIFIED_MAX || pgo_text_verify (text, err);
}

bool
pgo_index_map (struct pgo_index *index, struct pgo_text *text,
               struct pgo_error *err)
{
  if (!take_text (index, text, err))
    {
      pgo_text_close (text);
      return false;
    }
  if (!verify (text, err))
    return false;
  return read_head (index) || pgo_index_good_p (index, err);
}

bool
pgo_index_map_parts (struct pgo_index *index, struct pgo_split *parts,
                     struct pgo_error *err)
{
  struct pgo_text *head = (struct pgo_text *) pgo_split_head (parts);
  size_t n = pgo_split_number (parts);

  if (!take_text (index, head, err))
    {
      pgo_split_close (parts);
      return false;
    }
  index->parts = parts;
  index->opened = pgo_xcalloc (n, sizeof *index->opened);
  index->looked_into = pgo_xcalloc (n + 1, sizeof *index->looked_into);
  index->looked_into[index->n_looked_into++] = pgo_text_name (head);
  index->files = pgo_xcalloc (n, sizeof *index->files);
  index->n_files = n;
  for (size_t i = 0; i < n; i++)
    index->files[i].name = pgo_split_source (parts, i);
  return read_head (index) || pgo_index_good_p (index, err);
}

void
pgo_index_unmap (struct pgo_index *index)
{
  if (index->parts)
    pgo_split_close (index->parts);
  else
    pgo_text_close (index->text);
  pgo_table_free (&index->mapped_table);
  free (index->mapped);
  free (index->hot);
  pgo_strings_free (&index->asked_files);
  free (index->namesakes);
  free (index->opened);
  free (index->looked_into);
}

int64_t
pgo_mapped_hot_threshold (const struct pgo_index *index, double percent)
{
  int64_t threshold = 1;
  double best = 0;

  /* The next greater share that the text has.  */
  for (size_t i = 0; i < index->n_hot; i++)
    if (index->hot[i].percent >= percent
        && (best == 0 || index->hot[i].percent < best))
      {
        best = index->hot[i].percent;
        threshold = index->hot[i].own;
      }
  return threshold > 1 ? threshold : 1;
}

/* ---- Files.  */

void *
pgo_mapped_keep (struct pgo_index *index, void *array, size_t n, size_t size)
{
  void *copy = pgo_pool_alloc (index->pool, n * size + 1);

  if (n > 0)
    memcpy (copy, array, n * size);
  free (array);
  return copy;
}

/* Set *FILES to those of TEXT with FILE's base name, or all where that is NULL;
   their number.  */
static size_t
read_files (struct pgo_index *index, const struct pgo_text *text,
            const char *file, struct pgo_file **files)
{
  struct pgo_fact fact;
  size_t at = pgo_text_find_file (text, file ? file : ""), n = 0;
  size_t capacity = 0, n_known = 0, known_capacity = 0;
  struct pgo_file *found = NULL, *last = NULL;
  const char **known = NULL;

  while (pgo_mapped_read_fact (index, text, &at, &fact)
         && fact.kind != PGO_FACT_FUNCTION && fact.kind != PGO_FACT_END)
    if (fact.kind == PGO_FACT_FILE)
      {
        if (file && !pgo_path_same_base_p (fact.of.name, file))
          break;
        found = pgo_xgrow (found, n, &capacity, sizeof *found);
        last = &found[n++];
        *last = (struct pgo_file){ .name = fact.of.name };
      }
    else if (!last)
      break;
    else if (fact.kind == PGO_FACT_FUNCTIONS)
      last->n_functions = fact.number;
    else if (fact.kind == PGO_FACT_OWN)
      last->own = pgo_mapped_scaled (fact.own);
    else if (fact.kind == PGO_FACT_HAS)
      {
        known = pgo_xgrow (known, n_known, &known_capacity, sizeof *known);
        known[n_known++] = fact.of.name;
        last->n_known++;
      }
  *files = pgo_mapped_keep (index, found, n, sizeof *found);
  known = pgo_mapped_keep (index, known, n_known, sizeof *known);
  for (size_t i = 0; i < n; i++)
    {
      (*files)[i].known = known;
      known += (*files)[i].n_known;
    }
  return n;
}

/* What read_files says of the one text of INDEX, read once.  */
static const struct namesakes *
find_files (struct pgo_index *index, const char *file)
{
  size_t length, known = index->asked_files.n;
  /* No base name has a slash.  */
  const char *base = file ? pgo_path_base (file, &length) : "/";
  uint32_t i = pgo_strings_number (&index->asked_files, index->pool, base);
  struct namesakes *found;

  if (i == known)
    {
      index->namesakes
          = pgo_xgrow (index->namesakes, i, &index->namesakes_capacity,
                       sizeof *index->namesakes);
      found = &index->namesakes[i];
      found->n = read_files (index, index->text, file, &found->files);
    }
  return &index->namesakes[i];
}

size_t
pgo_mapped_files (const struct pgo_index *index, const char *file,
                  const struct pgo_file **files)
{
  size_t first = 0, n = index->n_files;

  if (!index->parts)
    {
      const struct namesakes *found
          = find_files (pgo_mapped_growing (index), file);
      *files = found->files;
      return found->n;
    }
  if (file)
    n = pgo_split_namesakes (index->parts, file, &first);
  *files = index->files + first;
  return n;
}

/* ---- Functions.  */

/* What FACT, which is in the index once, says.  */
static struct fn *
make_function (struct pgo_index *index, const struct pgo_fact *fact)
{
  struct fn *fn = pgo_pool_alloc (index->pool, sizeof *fn);
  const char *name = fact->of.name;
  char *pretty
      = pgo_symbol_mangled_p (name) ? pgo_symbol_demangle (name) : NULL;

  *fn = (struct fn){
    .pub = { .name = name,
             .pretty = pretty ? pgo_pool_string (index->pool, pretty,
                                                 strlen (pretty))
                              : name,
             .file = fact->of.file ? fact->of.file : "",
             .start_line = fact->number,
             .several = fact->traits & PGO_FACT_SEVERAL,
           },
    .index = index,
    .scale = 1,
    .times = { .last = 1 },
    .assembler = !(fact->traits & PGO_FACT_DEMANGLED),
    .several_starts = fact->traits & PGO_FACT_STARTS,
    .contested = fact->traits & PGO_FACT_CONTESTED,
  };
  free (pretty);
  index->mapped = pgo_xgrow (index->mapped, index->n_mapped,
                             &index->mapped_capacity, sizeof *index->mapped);
  index->mapped[index->n_mapped++] = fn;
  return fn;
}

/* FN is at AT in TEXT, which is of SOURCE.  */
static void
add_place (struct fn *fn, const struct pgo_text *text, const char *source,
           size_t at)
{
  struct place *place
      = pgo_pool_alloc (pgo_mapped_growing (fn->index)->pool, sizeof *place);

  *place = (struct place){ text, source, at, fn->places };
  fn->places = place;
  fn->n_places++;
}

/* Take from FACT what is known of FN as soon as it is known at all.  */
static void
note_total (struct pgo_fn *fn, const struct pgo_fact *fact)
{
  if (fact->kind == PGO_FACT_ALL)
    fn->weight = pgo_mapped_scaled (fact->own);
  else if (fact->kind == PGO_FACT_OWN)
    fn->own = fn->called = pgo_mapped_scaled (fact->own);
  else if (fact->kind == PGO_FACT_CALLED)
    fn->called = pgo_mapped_scaled (fact->own);
  else if (fact->kind == PGO_FACT_CODE)
    fn->code
        = (struct pgo_fn_code){ .bytes = fact->bytes,
                                .entry_bytes = fact->entry_bytes,
                                .weight = pgo_mapped_scaled (fact->inclusive),
                                .own = pgo_mapped_scaled (fact->own),
                                .entry = pgo_mapped_scaled (fact->entry) };
}

/* Let FN have the totals that follow its line, behind which AT is.  */
static void
read_totals (struct pgo_index *index, const struct pgo_text *text, size_t at,
             struct pgo_fn *fn)
{
  struct pgo_fact fact;

  while (pgo_mapped_read_fact (index, text, &at, &fact)
         && ((fact.kind >= PGO_FACT_ALL && fact.kind <= PGO_FACT_CODE)
             || fact.kind == PGO_FACT_OTHER))
    note_total (fn, &fact);
}

static bool
place_equal (const void *context, uint32_t i, const void *key)
{
  return ((const struct pgo_index *) context)->mapped[i]->number
         == *(const size_t *) key;
}

/* As pgo_mapped_function, of a single text.  */
static const struct fn *
text_function (struct pgo_index *index, size_t at, size_t *next)
{
  struct pgo_fact fact;
  struct fn *fn;
  uint64_t hash;
  uint32_t i;

  at = pgo_text_next_function (index->text, at);
  *next = at;
  hash = pgo_hash (0, at);
  i = pgo_table_find (&index->mapped_table, hash, place_equal, index, &at);
  if (i != PGO_NONE)
    {
      *next = at + 1;
      return index->mapped[i];
    }
  if (!pgo_mapped_read_fact (index, index->text, next, &fact)
      || fact.kind != PGO_FACT_FUNCTION)
    return NULL;
  pgo_table_add (&index->mapped_table, hash, index->n_mapped);
  fn = make_function (index, &fact);
  fn->number = at;
  add_place (fn, index->text, NULL, at);
  read_totals (index, index->text, *next, &fn->pub);
  return fn;
}

/* ---- Those of a directory.  */

static bool
fact_equal (const void *context, uint32_t i, const void *key)
{
  const struct pgo_fn *fn
      = &((const struct pgo_index *) context)->mapped[i]->pub;
  const struct pgo_fact *fact = key;

  return fn->start_line == fact->number && strcmp (fn->name, fact->of.name) == 0
         && strcmp (fn->file, fact->of.file) == 0;
}

static uint64_t
fact_hash (const struct pgo_fact *fact)
{
  return pgo_hash (pgo_hash (pgo_hash_string (fact->of.name),
                             pgo_hash_string (fact->of.file)),
                   fact->number);
}

/* The function that FACT is the line of, or NULL.  */
static struct fn *
known_function (const struct pgo_index *index, const struct pgo_fact *fact)
{
  uint32_t i = pgo_table_find (&index->mapped_table, fact_hash (fact),
                               fact_equal, index, fact);

  return i == PGO_NONE ? NULL : index->mapped[i];
}

/* The totals of the function whose line is at AT of TEXT.  */
static struct pgo_fn
totals_at (struct pgo_index *index, const struct pgo_text *text, size_t at)
{
  struct pgo_fn totals = { 0 };
  struct pgo_fact fact;

  if (pgo_mapped_read_fact (index, text, &at, &fact))
    read_totals (index, text, at, &totals);
  return totals;
}

static bool
same_totals_p (const struct pgo_fn *a, const struct pgo_fn *b)
{
  return a->weight == b->weight && a->own == b->own && a->called == b->called
         && memcmp (&a->code, &b->code, sizeof a->code) == 0;
}

/* Enter the function whose line is at *AT of TEXT, of SOURCE, and set *AT
   behind it.  False at the end.  */
static bool
enter_function (struct pgo_index *index, const struct pgo_text *text,
                const char *source, size_t *at)
{
  size_t line = pgo_text_next_function (text, *at);
  struct pgo_fn totals, known;
  struct pgo_fact fact;
  struct fn *fn;

  *at = line;
  if (!pgo_mapped_read_fact (index, text, at, &fact)
      || fact.kind != PGO_FACT_FUNCTION)
    return false;
  totals = totals_at (index, text, line);
  fn = known_function (index, &fact);
  /* What a part said of it; it may have been divided since.  */
  known = fn ? totals_at (index, fn->places->text, fn->places->at) : totals;
  if (!fn)
    {
      pgo_table_add (&index->mapped_table, fact_hash (&fact), index->n_mapped);
      fn = make_function (index, &fact);
      fn->pub.weight = totals.weight;
      fn->pub.own = totals.own;
      fn->pub.called = totals.called;
      fn->pub.code = totals.code;
    }
  else if (!same_totals_p (&known, &totals))
    {
      struct pgo_error err;
      pgo_text_error (text, line, &err,
                      "'%s' has other weights than in %s: parts of two "
                      "profiles; gcc-pgo prepare --split makes all anew",
                      fact.of.name, pgo_text_name (fn->places->text));
      note_error (index, &err);
    }
  add_place (fn, text, source, line);
  return true;
}

static int
compare_mapped (const void *x, const void *y)
{
  const struct pgo_fn *a = &(*(struct fn *const *) x)->pub;
  const struct pgo_fn *b = &(*(struct fn *const *) y)->pub;
  int order = strcmp (a->name, b->name);

  if (order == 0)
    order = strcmp (a->file, b->file);
  return order ? order
               : (a->start_line > b->start_line)
                     - (a->start_line < b->start_line);
}

/* Open part I, once, and enter its functions.  */
static void
open_part (struct pgo_index *index, size_t i)
{
  const struct pgo_text *text;
  struct pgo_file *file;
  struct pgo_error err;
  size_t at;

  if (index->opened[i])
    return;
  index->opened[i] = true;
  index->looked_into[index->n_looked_into++] = pgo_split_file (index->parts, i);
  text = pgo_split_text (index->parts, i, &err);
  if (!text || !verify (text, &err))
    {
      note_error (index, &err);
      return;
    }
  if (read_files (index, text, index->files[i].name, &file) > 0)
    index->files[i] = *file;
  at = pgo_text_find (text, "");
  while (enter_function (index, text, index->files[i].name, &at))
    ;
}

/* After the last of some parts to be opened: put their functions in order among
   the others, of which there were N.  */
static void
sort_functions (struct pgo_index *index, size_t n)
{
  struct pgo_table table = { 0 };

  if (index->n_mapped == n)
    return;
  qsort (index->mapped, index->n_mapped, sizeof (struct fn *), compare_mapped);
  for (size_t i = 0; i < index->n_mapped; i++)
    {
      const struct pgo_fn *fn = &index->mapped[i]->pub;
      const struct pgo_fact fact
          = { .of = { fn->name, fn->file }, .number = fn->start_line };
      index->mapped[i]->number = i;
      pgo_table_add (&table, fact_hash (&fact), i);
    }
  pgo_table_free (&index->mapped_table);
  index->mapped_table = table;
}

void
pgo_index_open_source (const struct pgo_index *index, const char *file)
{
  struct pgo_index *grown = pgo_mapped_growing (index);
  size_t first, n, before = index->n_mapped, nameless;

  if (!index->parts)
    return;
  n = pgo_split_namesakes (index->parts, file, &first);
  for (size_t i = first; i < first + n; i++)
    if (pgo_index_common_suffix (index, index->files[i].name, file, true) > 0)
      open_part (grown, i);
  /* Where most functions have no file, that of a unit which has no part may be
     among them.  */
  nameless
      = index->files_unknown ? pgo_split_find (index->parts, "") : PGO_NONE;
  if (nameless != PGO_NONE && index->n_looked_into == 1)
    open_part (grown, nameless);
  sort_functions (grown, before);
}

size_t
pgo_index_looked_into (const struct pgo_index *index, const char *const **files)
{
  *files = index->looked_into;
  return index->n_looked_into;
}

/* ---- Either.  */

size_t
pgo_mapped_find (const struct pgo_index *index, const char *name)
{
  size_t low = 0, high = index->n_mapped;

  if (!index->parts)
    return pgo_text_find (index->text, name);
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (strcmp (index->mapped[middle]->pub.name, name) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const struct fn *
pgo_mapped_function (const struct pgo_index *index, size_t at, size_t *next)
{
  if (!index->parts)
    return text_function (pgo_mapped_growing (index), at, next);
  *next = at + 1;
  return at < index->n_mapped ? index->mapped[at] : NULL;
}

/* The function at AT, or behind it, in TEXT, one of those of INDEX; as
   pgo_mapped_function.  */
static const struct fn *
function_in (struct pgo_index *index, const struct pgo_text *text, size_t at,
             size_t *next)
{
  struct pgo_fact fact;

  if (!index->parts)
    return text_function (index, at, next);
  *next = pgo_text_next_function (text, at);
  return pgo_mapped_read_fact (index, text, next, &fact)
                 && fact.kind == PGO_FACT_FUNCTION
             ? known_function (index, &fact)
             : NULL;
}

struct pgo_fn *
pgo_mapped_resolve (struct pgo_index *index, const struct pgo_text *text,
                    size_t at, const struct pgo_reference *reference)
{
  size_t place = pgo_text_find (text, reference->name);
  const struct fn *fn;

  while ((fn = function_in (index, text, place, &place))
         && strcmp (fn->pub.name, reference->name) == 0)
    if (!reference->file || strcmp (fn->pub.file, reference->file) == 0)
      return (struct pgo_fn *) &fn->pub;
  pgo_mapped_set_error (index, text, at,
                        "a function is named that the profile does not have");
  return NULL;
}

bool
pgo_fn_at_hand_p (const struct pgo_fn *fn)
{
  const struct fn *f = (const struct fn *) fn;

  return !f->index->parts || pgo_mapped_home (f)
         || pgo_split_find (f->index->parts, fn->file) == PGO_NONE;
}

void
pgo_mapped_fill (const struct fn *fn)
{
  struct pgo_index *index = pgo_mapped_growing (fn->index);

  if (!index->text || fn->filled)
    return;
  if (index->parts && !pgo_mapped_home (fn))
    {
      size_t home = pgo_split_find (index->parts, fn->pub.file);
      size_t before = index->n_mapped;
      if (home != PGO_NONE)
        open_part (index, home);
      sort_functions (index, before);
    }
  pgo_mapped_read (fn);
}

static int
compare_places (const void *x, const void *y)
{
  const struct fn *a = *(struct fn *const *) x, *b = *(struct fn *const *) y;

  return (a->number > b->number) - (a->number < b->number);
}

/* Open and verify all parts.  */
static void
load_parts (struct pgo_index *index)
{
  for (size_t i = 0; i < index->n_files; i++)
    {
      const struct pgo_text *text;
      struct pgo_error err;
      open_part (index, i);
      text = pgo_split_text (index->parts, i, &err);
      if (text && !pgo_text_verify (text, &err))
        note_error (index, &err);
    }
  sort_functions (index, 0);
}

/* Enter all functions of the single text, in order.  */
static void
load_text (struct pgo_index *index)
{
  struct pgo_error err;
  size_t at;

  if (!pgo_text_verify (index->text, &err))
    note_error (index, &err);
  at = pgo_text_find (index->text, "");
  while (text_function (index, at, &at))
    ;
  if (index->n_mapped > 0)
    qsort (index->mapped, index->n_mapped, sizeof (struct fn *),
           compare_places);
}

void
pgo_mapped_load (const struct pgo_index *index)
{
  struct pgo_index *grown = pgo_mapped_growing (index);

  if (!index->text || index->loaded)
    return;
  grown->loaded = true;
  if (index->parts)
    load_parts (grown);
  else
    load_text (grown);
  for (size_t i = 0; i < index->n_mapped; i++)
    pgo_mapped_fill (index->mapped[i]);
  pgo_index_list (grown, index->mapped, index->n_mapped);
}
