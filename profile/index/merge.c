/* Which spellings of a function are one function.
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

   Sources of one canonical name are one function where their files can be one
   file:

     - an external C++ name stands for one function, wherever it was compiled;
     - otherwise a file name that is the tail of another ("src/a.c" and
       "/build/src/a.c", or no file at all) is another spelling of it, but
       only if all the longer ones with that tail are spellings of one file.
       Two files that differ in a directory are two functions, for either may
       be static.

   Debug information has no assembler name for a C++ function that no other
   unit can see; where such a function was inlined, a profile names it for
   people only, and where it has code of its own, by its symbol.  Those are one
   function if they begin at the same line of the same file and only one symbol
   there has that name, template arguments and all: an instance is no other.
   Where the two spellings of the arguments differ, as those of lambdas do, the
   name for people stays a function of its own, and the profile may have the
   rest of what it stands for under a symbol.

   Decided when all profiles are in, so that their order does not matter.

   Where sources disagree about the start line, each one's lines are relative
   to its own, since an edit above a function moves both.  The function is
   said to start at the least of them, and so do its sources without one.  But
   names that may not be assembler names are not one function where one profile
   has several start lines for them: they are overloads, or members of several
   classes.  */

#include "index/index.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/private.h"
#include "names/symbol.h"

/* A source on its way to its function.  */
struct member
{
  struct source *source;
  /* What follows the last ".", ".." or empty component of the file: a tail
     of the true file name.  */
  const char *tail;
  size_t length;     /* Of TAIL.  */
  char *scoped;      /* The name without parameters, once it was needed.  */
  char *unqualified; /* That without its scopes.  */
  int64_t start; /* Of the function that is meant, or 0: any of that name.  */
  /* Among the members of one name: the one that stands for this one's
     function, the last one whose tail ends in this one's, and whether all
     those are one file.  */
  struct member *chief;
  struct member *last;
  bool one_file;
};

static const char *
true_tail (const char *file)
{
  const char *tail = file;

  for (const char *start = file, *end; (end = strchr (start, '/'));
       start = end + 1)
    if (end == start || (end - start == 1 && start[0] == '.')
        || (end - start == 2 && start[0] == '.' && start[1] == '.'))
      tail = end + 1;
  return tail;
}

/* Order of two tails read from their ends, '/' before every other character:
   those that end in X follow directly upon X.  */
static int
compare_tails (const struct member *a, const struct member *b)
{
  size_t n = a->length < b->length ? a->length : b->length;

  for (size_t i = 1; i <= n; i++)
    {
      unsigned char ac = a->tail[a->length - i], bc = b->tail[b->length - i];
      if (ac != bc)
        return ac == '/' ? -1 : bc == '/' ? 1 : ac - bc;
    }
  return (a->length > b->length) - (a->length < b->length);
}

static int
compare_start_lines (const struct source *a, const struct source *b)
{
  return (a->start_line > b->start_line) - (a->start_line < b->start_line);
}

static int
compare_members (const void *x, const void *y)
{
  const struct member *a = x, *b = y;
  int order = strcmp (a->source->name, b->source->name);

  if (order == 0)
    order = (a->start > b->start) - (a->start < b->start);
  if (order == 0)
    order = compare_tails (a, b);
  if (order == 0)
    order = strcmp (a->source->file, b->source->file);
  return order ? order : compare_start_lines (a->source, b->source);
}

static int
compare_chiefs (const void *x, const void *y)
{
  const struct source *a = (*(struct member *const *) x)->source;
  const struct source *b = (*(struct member *const *) y)->source;
  int order = strcmp (a->name, b->name);

  if (order == 0)
    order = strcmp (a->file, b->file);
  return order ? order : compare_start_lines (a, b);
}

/* True if LONGER's tail ends in all components of SHORTER's.  */
static bool
extends_p (const struct member *longer, const struct member *shorter)
{
  size_t more = longer->length - shorter->length;

  return longer->length >= shorter->length
         && memcmp (longer->tail + more, shorter->tail, shorter->length) == 0
         && (more == 0 || shorter->length == 0
             || longer->tail[more - 1] == '/');
}

/* True if NAME is certainly no local name.  The mangled name of a local
   function has an 'L' before the length of its identifier, or is that of an
   anonymous namespace; so have some others.  */
static bool
external_p (const char *name)
{
  if (!pgo_symbol_mangled_p (name) || strstr (name, "_GLOBAL__N_"))
    return false;
  for (const char *p = strchr (name, 'L'); p; p = strchr (p + 1, 'L'))
    if (isdigit ((unsigned char) p[1]))
      return false;
  return true;
}

/* Choose the chief of each of the members of one name, FIRST up to END.  */
static void
choose_chiefs (struct member *first, struct member *end)
{
  bool external = external_p (first->source->name);

  for (struct member *m = end; m-- > first;)
    {
      struct member *next = m + 1;
      size_t extensions = 0;

      if (next < end && compare_tails (m, next) == 0)
        {
          m->last = next->last;
          m->one_file = next->one_file;
          m->chief = next->chief;
          continue;
        }
      for (m->last = m; m->last + 1 < end && extends_p (m->last + 1, m);
           m->last = m->last[1].last)
        extensions++;
      m->one_file = extensions == 0 || (extensions == 1 && next->one_file);
      if (external)
        m->chief = end - 1;
      else
        m->chief = extensions == 1 && m->one_file ? next->chief : m;
    }
}

/* If the members of one name, FIRST up to END, are functions that start in
   several places, order them by these.  */
static void
separate (struct member *first, struct member *end)
{
  bool several = false;

  for (struct member *m = first; m < end; m++)
    several |= m->source->several && !pgo_symbol_mangled_p (m->source->name);
  if (!several)
    return;
  for (struct member *m = first; m < end; m++)
    if (!m->source->assembler)
      m->start = m->source->start_line;
  qsort (first, end - first, sizeof *first, compare_members);
}

const char *
pgo_index_prettier (const char *a, const char *b)
{
  size_t a_length = strlen (a), b_length = strlen (b);

  if (a_length != b_length)
    return a_length < b_length ? a : b;
  return strcmp (a, b) < 0 ? a : b;
}

void
pgo_index_add_code (struct pgo_fn_code *sum, const struct pgo_fn_code *code)
{
  if (code->bytes > sum->bytes)
    {
      sum->bytes = code->bytes;
      sum->entry_bytes = code->entry_bytes;
    }
  sum->weight += code->weight;
  sum->own += code->own;
  sum->entry += code->entry;
}

/* Add what SOURCE knows to FN.  */
static void
absorb (struct fn *fn, const struct source *source)
{
  int64_t start = source->start_line;

  fn->assembler |= source->assembler;
  fn->contested |= source->contested;
  fn->pub.several |= source->several;
  fn->pub.pretty = pgo_index_prettier (fn->pub.pretty, source->pretty);
  pgo_index_add_code (&fn->pub.code, &source->code);
  if (source->times.first < fn->times.first)
    fn->times.first = source->times.first;
  if (source->times.last > fn->times.last)
    fn->times.last = source->times.last;
  if (start == 0)
    return;
  if (fn->pub.start_line != 0 && start != fn->pub.start_line)
    fn->several_starts = true;
  if (fn->pub.start_line == 0 || start < fn->pub.start_line)
    fn->pub.start_line = start;
}

/* More functions than this at one line and of one name, in any files, are not
   looked at.  */
#define TWINS_MAX 256

/* Order of two pointers to members by where they begin, whatever the file.  */
static int
compare_starts (const void *x, const void *y)
{
  return compare_start_lines ((*(struct member *const *) x)->source,
                              (*(struct member *const *) y)->source);
}

/* How debug information calls M's function, without its scopes.  M keeps that,
   and the name with them.  */
static const char *
unqualified_name (struct member *m)
{
  if (!m->scoped)
    {
      char *full = pgo_symbol_demangle (m->source->name);
      m->scoped = pgo_symbol_scoped_name (full ? full : m->source->name);
      m->unqualified = pgo_symbol_unqualified_name (m->scoped);
      free (full);
    }
  return m->unqualified;
}

/* Order of two pointers to members by their names without parameters and
   scopes.  */
static int
compare_unqualified_names (const void *x, const void *y)
{
  return strcmp (unqualified_name (*(struct member *const *) x),
                 unqualified_name (*(struct member *const *) y));
}

/* Are M, which is named for people only, and OTHER called the same, where their
   unqualified names are equal?  A name without scopes is one of which the
   profiler does not know them.  */
static bool
same_scope_p (const struct member *m, const struct member *other)
{
  return strcmp (m->scoped, m->unqualified) == 0
         || strcmp (m->scoped, other->scoped) == 0;
}

/* Can the files of M and OTHER be one?  */
static bool
same_file_p (const struct member *m, const struct member *other)
{
  return m->length > 0 && other->length > 0
         && (extends_p (m, other) || extends_p (other, m));
}

/* The assembler name that M, which is named for people only, shares with
   nothing else among the N MEMBERS that begin at its line and have its
   unqualified name, or NULL.  */
static const char *
assembler_name (struct member *m, struct member **members, size_t n)
{
  const char *name = NULL;

  for (size_t i = 0; i < n; i++)
    {
      struct member *other = members[i];
      if (!other->source->assembler
          || !pgo_symbol_mangled_p (other->source->name)
          || other->source->name == name || !same_scope_p (m, other)
          || !same_file_p (m, other))
        continue;
      if (name)
        return NULL;
      name = other->source->name;
    }
  return name;
}

/* Are the unqualified names of A and B instances of one template, or the
   same?  */
static bool
same_template_p (const struct member *a, const struct member *b)
{
  size_t length = strcspn (a->unqualified, "<");

  if (a->unqualified[length] == '\0')
    return strcmp (a->unqualified, b->unqualified) == 0;
  return strncmp (a->unqualified, b->unqualified, length + 1) == 0;
}

/* Is M, which is named for people only, perhaps one of the N MEMBERS that begin
   at its line and have a symbol?  */
static bool
contested_p (struct member *m, struct member **members, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      struct member *other = members[i];
      if (other->source->assembler && pgo_symbol_mangled_p (other->source->name)
          && same_file_p (m, other)
          && pgo_symbol_instance_p (m->source->name,
                                    strcmp (m->scoped, m->unqualified) == 0
                                        ? other->unqualified
                                        : other->scoped))
        return true;
    }
  return false;
}

/* adopt_names for the N MEMBERS that begin at one line.  */
static void
adopt_names_at (struct member **members, size_t n)
{
  bool any = false;

  for (size_t i = 0; i < n && !any; i++)
    any = !members[i]->source->assembler;
  if (!any || n < 2)
    return;
  qsort (members, n, sizeof (struct member *), compare_unqualified_names);
  for (size_t i = 0, j; i < n; i = j)
    {
      for (j = i + 1; j < n; j++)
        if (compare_unqualified_names (&members[i], &members[j]) != 0)
          break;
      for (size_t k = i; k < j && j - i <= TWINS_MAX; k++)
        if (!members[k]->source->assembler)
          {
            const char *name = assembler_name (members[k], members + i, j - i);
            if (name)
              members[k]->source->name = name;
          }
    }
  for (size_t i = 0, j; i < n; i = j)
    {
      for (j = i + 1; j < n; j++)
        if (!same_template_p (members[i], members[j]))
          break;
      for (size_t k = i; k < j; k++)
        if (!members[k]->source->assembler)
          members[k]->source->contested
              = j - i > TWINS_MAX
                || contested_p (members[k], members + i, j - i);
    }
}

/* Give those of the N MEMBERS that are named for people only the assembler
   name of the function that they are.  */
static void
adopt_names (struct member *members, size_t n)
{
  struct member **by_start = pgo_xcalloc (n, sizeof *by_start);
  size_t n_started = 0;

  for (size_t i = 0; i < n; i++)
    if (members[i].source->start_line > 0)
      by_start[n_started++] = &members[i];
  if (n_started > 0)
    qsort (by_start, n_started, sizeof (struct member *), compare_starts);
  for (size_t i = 0, j; i < n_started; i = j)
    {
      for (j = i + 1; j < n_started; j++)
        if (compare_starts (&by_start[i], &by_start[j]) != 0)
          break;
      adopt_names_at (by_start + i, j - i);
    }
  for (size_t i = 0; i < n; i++)
    {
      free (members[i].scoped);
      free (members[i].unqualified);
    }
  free (by_start);
}

void
pgo_index_merge (struct pgo_index *index)
{
  size_t n = index->n_sources;
  struct member *members = pgo_xcalloc (n, sizeof *members);
  struct member **chiefs = pgo_xcalloc (n, sizeof *chiefs);

  for (size_t i = 0; i < n; i++)
    {
      struct source *source = &index->sources[i];
      const char *tail = true_tail (source->file);
      members[i] = (struct member){ .source = source,
                                    .tail = tail,
                                    .length = strlen (tail) };
    }
  adopt_names (members, n);
  if (n > 0)
    qsort (members, n, sizeof *members, compare_members);
  for (size_t i = 0, j; i < n; i = j)
    {
      for (j = i + 1; j < n; j++)
        if (members[j].source->name != members[i].source->name)
          break;
      separate (members + i, members + j);
      for (size_t k = i, end; k < j; k = end)
        {
          for (end = k + 1; end < j; end++)
            if (members[end].start != members[k].start)
              break;
          choose_chiefs (members + k, members + end);
        }
    }

  for (size_t i = 0; i < n; i++)
    if (members[i].chief == &members[i])
      chiefs[index->n_fns++] = &members[i];
  if (n > 0)
    qsort (chiefs, index->n_fns, sizeof *chiefs, compare_chiefs);
  index->fns = pgo_xcalloc (index->n_fns, sizeof *index->fns);
  for (size_t i = 0; i < index->n_fns; i++)
    {
      struct source *source = chiefs[i]->source;
      source->fn = i;
      index->fns[i].pub = (struct pgo_fn){ .name = source->name,
                                           .pretty = source->pretty,
                                           .file = source->file };
      index->fns[i].index = index;
      index->fns[i].times.first = INT64_MAX;
      index->fns[i].number = i;
    }
  for (size_t i = 0; i < n; i++)
    {
      members[i].source->fn = members[i].chief->source->fn;
      absorb (&index->fns[members[i].source->fn], members[i].source);
    }
  for (size_t i = 0; i < index->n_fns; i++)
    if (!index->fns[i].assembler)
      index->demangled = true;
  free (members);
  free (chiefs);
}
