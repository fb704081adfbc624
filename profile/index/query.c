/* Questions to a finished index.
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

   Decides which function of the profile a compiler's function is.  A name
   from DWARF or the symbol table is matched whole.  Where the profile has
   only names for people, the compiler's name is demangled; in full that is as
   good as an assembler name, but the simplified form is shared by overloads
   and template instances, so it counts only in the file it is from and if the
   profile shows a single function under it.  The unqualified name is shared by
   members of any class as well, and counts only where the line at which the
   function starts is that of the profile.  So does an instance of a template
   that the compiler and debug information spell differently, if the profile
   shows a single one that it may be, which is no other that has a symbol.  */

#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/private.h"
#include "names/path.h"
#include "names/symbol.h"
#include "pprof/weight.h"

const char *
pgo_index_unit (const struct pgo_index *index)
{
  return index->unit ? index->unit : PGO_UNIT_TIME;
}

int64_t
pgo_index_total (const struct pgo_index *index)
{
  return index->total;
}

int64_t
pgo_index_period (const struct pgo_index *index)
{
  return index->period;
}

bool
pgo_index_prepared_p (const struct pgo_index *index)
{
  return index->text;
}

struct pgo_losses
pgo_index_losses (const struct pgo_index *index)
{
  return index->losses;
}

unsigned
pgo_index_traits (const struct pgo_index *index)
{
  return index->traits;
}

size_t
pgo_index_functions (const struct pgo_index *index,
                     const struct pgo_fn *const **functions)
{
  pgo_mapped_load (index);
  *functions = index->fns_by_own;
  return index->n_fns;
}

size_t
pgo_index_sites (const struct pgo_index *index,
                 const struct pgo_site *const **sites)
{
  pgo_mapped_load (index);
  *sites = index->sites_by_weight;
  return index->n_sites;
}

/* How the functions that a name may stand for are narrowed down.  */
struct query
{
  const char *name;
  const char *file;   /* "" where unknown.  */
  int64_t start_line; /* 0 where unknown.  */
  bool same_file;     /* Only in FILE, as far as the profile knows.  */
  bool demangled;     /* Only functions without an assembler name.  */
  bool whole;         /* NAME stands for no two functions of two files.  */
  bool single_start;  /* Only functions with at most one start line.  */
  bool same_start;    /* Only those at START_LINE of FILE.  */
};

/* The function of INDEX at place *AT, NULL at the end; *AT is moved behind it.
 */
static const struct fn *
next_function (const struct pgo_index *index, size_t *at)
{
  if (index->text)
    return pgo_mapped_function (index, *at, at);
  return *at < index->n_fns ? &index->fns[(*at)++] : NULL;
}

/* The place of the first function of INDEX that is not before NAME.  */
static size_t
lower_bound (const struct pgo_index *index, const char *name)
{
  size_t low = 0, high = index->n_fns;

  if (index->text)
    return pgo_mapped_find (index, name);
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (strcmp (name, index->fns[middle].pub.name) > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

bool
pgo_index_any_p (const struct pgo_index *index)
{
  size_t at = lower_bound (index, "");

  return next_function (index, &at)
         || (index->parts && pgo_split_number (index->parts) > 0);
}

const struct pgo_fn *
pgo_index_named (const struct pgo_index *index, const char *name, size_t i)
{
  size_t at = lower_bound (index, name);
  const struct fn *fn;

  while ((fn = next_function (index, &at)) && strcmp (name, fn->pub.name) == 0)
    if (i-- == 0)
      return &fn->pub;
  return NULL;
}

const struct pgo_fn *
pgo_index_prefixed (const struct pgo_index *index, const char *prefix, size_t i)
{
  size_t at = lower_bound (index, prefix);
  const struct fn *fn;

  while ((fn = next_function (index, &at))
         && pgo_prefix_p (fn->pub.name, prefix))
    if (i-- == 0)
      return &fn->pub;
  return NULL;
}

/* How many components FN's file, which INDEX has, shares with QUERY's.  */
static unsigned
common_components (const struct pgo_index *index, const struct query *query,
                   const struct fn *fn)
{
  bool same_start
      = fn->pub.start_line == 0
        || (query->start_line > 0 && fn->pub.start_line == query->start_line);

  return pgo_index_common_suffix (index, fn->pub.file, query->file, same_start);
}

/* True if FN, whose file shares COMMON components with QUERY's, may be what
   QUERY means.  */
static bool
answers_p (const struct query *query, const struct fn *fn, unsigned common)
{
  bool other_file = common == 0 && fn->pub.file[0] != '\0';

  if (query->demangled && fn->assembler)
    return false;
  if (query->same_start
      && (common == 0 || fn->pub.start_line != query->start_line))
    return false;
  /* A name for people, of which a C function has the like, counts only in its
     file.  */
  return !other_file
         || !(query->same_file
              || (query->file[0] != '\0' && !fn->assembler && !query->whole));
}

/* How FN, whose file shares COMMON components with QUERY's, compares with
   BEST, which shares BEST_COMMON: positive if it is the better answer, 0 if
   nothing tells.  */
static int
compare_answers (const struct query *query, const struct fn *fn,
                 unsigned common, const struct fn *best, unsigned best_common)
{
  if (common != best_common)
    return common > best_common ? 1 : -1;
  if (query->start_line == 0 || strcmp (fn->pub.file, best->pub.file) != 0)
    return 0;
  return (fn->pub.start_line == query->start_line)
         - (best->pub.start_line == query->start_line);
}

static enum pgo_match
find (const struct pgo_index *index, const struct query *query,
      const struct pgo_fn **result)
{
  const struct fn *best = NULL, *other = NULL, *fn;
  size_t at = lower_bound (index, query->name);
  unsigned best_common = 0, other_common = 0;
  bool tie = false;

  while ((fn = next_function (index, &at))
         && strcmp (query->name, fn->pub.name) == 0)
    {
      unsigned common = common_components (index, query, fn);
      int order = 1;
      if (!answers_p (query, fn, common))
        {
          unsigned alike
              = common == 0 ? pgo_path_common_suffix (fn->pub.file, query->file)
                            : 0;
          if (alike > other_common)
            other_common = alike;
          other = other ? other : fn;
          continue;
        }
      if (best)
        order = compare_answers (query, fn, common, best, best_common);
      if (order > 0)
        {
          best = fn;
          best_common = common;
          tie = false;
        }
      else if (order == 0)
        tie = true;
    }
  if (!best && other && query->same_file && !query->demangled)
    {
      *result = &other->pub;
      return PGO_MATCH_ELSEWHERE;
    }
  if (!best)
    return PGO_MATCH_NONE;
  *result = &best->pub;
  /* What is no more like the file that is asked about than the name of another
     file may be any.  */
  tie |= other_common > 0 && other_common >= best_common;
  if (tie || (query->single_start && best->several_starts))
    return PGO_MATCH_AMBIGUOUS;
  return PGO_MATCH_FOUND;
}

/* Likewise for the instances of templates that debug information calls by
   another spelling of QUERY's name.  */
static enum pgo_match
find_instance (const struct pgo_index *index, struct query query,
               const struct pgo_fn **result)
{
  const char *name = query.name;
  char *prefix = pgo_xstrndup (name, strcspn (name, "<") + 1);
  enum pgo_match match = PGO_MATCH_NONE;
  size_t at = lower_bound (index, prefix);
  const struct fn *fn;

  query.name = prefix;
  while ((fn = next_function (index, &at))
         && pgo_prefix_p (fn->pub.name, prefix))
    {
      if (!answers_p (&query, fn, common_components (index, &query, fn))
          || !pgo_symbol_instance_p (fn->pub.name, name))
        continue;
      if (match == PGO_MATCH_NONE && !fn->several_starts && !fn->contested)
        match = PGO_MATCH_SHARED;
      else
        match = PGO_MATCH_AMBIGUOUS;
      *result = &fn->pub;
    }
  free (prefix);
  return match;
}

/* What find says of FULL, a demangled name, as QUERY's functions without an
   assembler name are called.  */
static enum pgo_match
find_demangled (const struct pgo_index *index, const char *full,
                struct query query, const struct pgo_fn **result)
{
  char *scoped = pgo_symbol_scoped_name (full);
  char *const shorter[] = { scoped, pgo_symbol_simplify (full),
                            pgo_symbol_unqualified_name (scoped) };
  enum pgo_match match;

  query.demangled = true;
  query.whole = true;
  query.name = full;
  match = find (index, &query, result);
  query.whole = false;
  query.same_file |= query.file[0] != '\0';
  query.single_start = true;
  for (size_t i = 0; i < 3; i++)
    {
      query.same_start = i == 2;
      query.name = shorter[i];
      if (match == PGO_MATCH_NONE && !(query.same_start && !query.start_line)
          && (match = find (index, &query, result)) == PGO_MATCH_FOUND)
        match = PGO_MATCH_SHARED;
    }
  for (size_t i = 0; i < 3; i += 2)
    {
      query.name = shorter[i];
      if (match == PGO_MATCH_NONE && query.start_line
          && strchr (query.name, '<'))
        match = find_instance (index, query, result);
    }
  for (size_t i = 0; i < 3; i++)
    free (shorter[i]);
  return match;
}

/* True if MATCH leaves a function to be looked for by another name.  */
static bool
unknown_p (enum pgo_match match)
{
  return match == PGO_MATCH_NONE || match == PGO_MATCH_ELSEWHERE;
}

enum pgo_match
pgo_index_query (const struct pgo_index *index, const struct pgo_query *asked,
                 const struct pgo_fn **fn)
{
  char *name = pgo_symbol_canonical (asked->asm_name);
  struct query query = { .name = name,
                         .file = asked->file ? asked->file : "",
                         .start_line = asked->start_line,
                         .same_file = asked->local };
  enum pgo_match match, other;

  if (asked->file)
    pgo_index_open_source (index, asked->file);
  match = find (index, &query, fn);
  if (unknown_p (match) && index->demangled)
    {
      char *full = pgo_symbol_demangle (name);
      other = full ? find_demangled (index, full, query, fn) : PGO_MATCH_NONE;
      match = other == PGO_MATCH_NONE ? match : other;
      free (full);
    }
  if (unknown_p (match) && asked->source_name
      && strcmp (asked->source_name, name) != 0)
    {
      query.name = asked->source_name;
      query.same_file = true;
      other = find (index, &query, fn);
      match = other == PGO_MATCH_FOUND  ? PGO_MATCH_SHARED
              : other == PGO_MATCH_NONE ? match
                                        : other;
    }
  free (name);
  return match;
}

enum pgo_match
pgo_index_lookup (const struct pgo_index *index, const char *asm_name,
                  const char *file, bool local, const struct pgo_fn **fn)
{
  const struct pgo_query query
      = { .asm_name = asm_name, .file = file, .local = local };
  const struct pgo_fn *found;
  enum pgo_match match = pgo_index_query (index, &query, &found);

  if (match == PGO_MATCH_SHARED)
    match = PGO_MATCH_FOUND;
  if (match == PGO_MATCH_FOUND)
    *fn = found;
  return match;
}

/* The origin of the line OFFSET lines from FN's start line, or NULL where that
   is itself.  */
static const struct pgo_origin *
find_origin (const struct fn *fn, int32_t offset)
{
  return offset >= 0 && (size_t) offset < fn->n_origins ? &fn->origins[offset]
                                                        : NULL;
}

int32_t
pgo_fn_offset (const struct pgo_fn *fn, int64_t line, int64_t start_line)
{
  const struct fn *f = (const struct fn *) fn;
  int32_t offset = pgo_line_offset (line, fn->start_line > 0 ? start_line : 0);
  const struct pgo_origin *origin = line > 0 ? find_origin (f, offset) : NULL;

  if (origin)
    return origin->offset;
  return line > 0 && offset > 0 ? pgo_line_offset (offset, -f->rest) : offset;
}

double
pgo_fn_doubt (const struct pgo_fn *fn, int64_t line, int64_t start_line)
{
  const struct pgo_origin *origin = find_origin (
      (const struct fn *) fn, pgo_line_offset (line, start_line));

  return origin ? origin->doubt : 0;
}

struct pgo_fn_times
pgo_fn_times (const struct pgo_fn *fn)
{
  return ((const struct fn *) fn)->times;
}

int64_t
pgo_fn_rank (const struct pgo_fn *fn)
{
  const struct fn *f = (const struct fn *) fn;

  pgo_mapped_fill (f);
  return f->rank;
}

void
pgo_fn_set_rank (const struct pgo_fn *fn, int64_t rank)
{
  ((struct fn *) fn)->rank = rank;
}

const char *
pgo_fn_source (const struct pgo_fn *fn)
{
  const struct fn *f = (const struct fn *) fn;

  pgo_mapped_fill (f);
  return f->source;
}

void
pgo_fn_realign (const struct pgo_fn *fn, const struct pgo_origin *origins,
                size_t n, int32_t rest)
{
  struct fn *f = (struct fn *) fn;

  f->origins = pgo_pool_alloc (f->index->pool, n * sizeof *origins + 1);
  memcpy (f->origins, origins, n * sizeof *origins);
  f->n_origins = n;
  f->rest = rest;
}

size_t
pgo_fn_calls (const struct pgo_fn *fn, const struct pgo_written_call **calls)
{
  const struct fn *f = (const struct fn *) fn;

  pgo_mapped_fill (f);
  *calls = f->calls;
  return f->n_calls;
}

unsigned
pgo_fn_traits (const struct pgo_fn *fn)
{
  const struct fn *f = (const struct fn *) fn;

  return (f->assembler ? 0 : PGO_FACT_DEMANGLED)
         | (fn->several ? PGO_FACT_SEVERAL : 0)
         | (f->several_starts ? PGO_FACT_STARTS : 0)
         | (f->contested ? PGO_FACT_CONTESTED : 0);
}

size_t
pgo_fn_sites (const struct pgo_fn *fn, const struct pgo_site **sites)
{
  const struct fn *f = (const struct fn *) fn;

  pgo_mapped_fill (f);
  *sites = f->sites;
  return f->n_sites;
}

size_t
pgo_fn_lines (const struct pgo_fn *fn, const struct pgo_line_weight **lines)
{
  const struct fn *f = (const struct fn *) fn;

  pgo_mapped_fill (f);
  *lines = f->lines;
  return f->n_lines;
}

/* The number of the first of the N SITES that is at OFFSET or behind it.  */
static size_t
first_site (const struct pgo_site *sites, size_t n, int64_t offset)
{
  size_t low = 0, high = n;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (sites[middle].offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Set *SITES to those of FN at OFFSET; their number.  */
static size_t
sites_at (const struct pgo_fn *fn, int64_t offset,
          const struct pgo_site **sites)
{
  const struct pgo_site *all;
  size_t n = pgo_fn_sites (fn, &all), first = first_site (all, n, offset);

  *sites = all + first;
  return first_site (all, n, offset + 1) - first;
}

const struct pgo_site *
pgo_fn_site (const struct pgo_fn *fn, int32_t offset,
             const struct pgo_fn *callee)
{
  const struct pgo_site *sites;
  size_t n = sites_at (fn, offset, &sites);

  for (size_t i = 0; i < n; i++)
    if (sites[i].callee == callee)
      return &sites[i];
  return NULL;
}

size_t
pgo_fn_sites_at (const struct pgo_fn *fn, int64_t line, int64_t start_line,
                 const struct pgo_site **sites)
{
  size_t n = sites_at (fn, pgo_fn_offset (fn, line, start_line), sites);

  /* Where there is no line, the profile's sites without one are no match.  */
  return line > 0 ? n : 0;
}

int32_t
pgo_fn_no_line (const struct pgo_fn *fn)
{
  return pgo_line_offset (0, fn->start_line);
}

size_t
pgo_fn_sites_without_line (const struct pgo_fn *fn,
                           const struct pgo_site **sites)
{
  return sites_at (fn, pgo_fn_no_line (fn), sites);
}

static int
compare_weights (const void *x, const void *y)
{
  int64_t a = *(const int64_t *) x, b = *(const int64_t *) y;

  return (a < b) - (a > b);
}

int64_t
pgo_index_hot_threshold (const struct pgo_index *index, double percent)
{
  int64_t *own, sum = index->no_site, carried = 0, threshold = 1;

  if (index->text)
    return pgo_mapped_hot_threshold (index, percent);
  own = pgo_xcalloc (index->n_sites, sizeof *own);
  for (size_t i = 0; i < index->n_sites; i++)
    sum += own[i] = index->sites[i].own;
  if (index->n_sites > 0)
    qsort (own, index->n_sites, sizeof *own, compare_weights);
  for (size_t i = 0;
       i < index->n_sites && own[i] > 0 && carried < sum * (percent / 100); i++)
    {
      carried += own[i];
      threshold = own[i];
    }
  free (own);
  return threshold;
}
