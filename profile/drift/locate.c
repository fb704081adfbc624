/* Where a function of a profile is in a source, without a compiler.
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

   A place where a function may begin is a line that has its identifier where a
   definition has it, before a list of parameters that a body follows.  A macro
   may have made the identifier: so is one that is as the function's first line
   was or, where that is not known, its old line if that has a part of the name.
   A function that is not found so is compared with all that the sources define.
   No parser is needed to choose: what follows is compared with what the
   function was, and where several are left, as overloads are, that tells them
   apart.  */

#define _GNU_SOURCE

#include "drift/locate.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/store.h"
#include "drift/align.h"
#include "names/path.h"
#include "names/symbol.h"

/* A body begins within so many characters of the list of parameters.  */
#define REST_MAX 4000

static const char operator_word[] = "operator";

/* The one of the files below DIRS that is most like FILE, or NULL if there is
   none, or several.  */
static const char *
find_below (struct pgo_sources *sources, const char *const *dirs, size_t n,
            const char *file)
{
  const char *const *files, *best = NULL;
  size_t n_files = pgo_sources_below (sources, dirs, n, &files);
  unsigned most = 0;

  for (size_t i = 0; i < n_files; i++)
    {
      unsigned common = pgo_path_common_suffix (files[i], file);
      if (common > most)
        best = files[i];
      else if (common == most)
        best = NULL;
      most = common > most ? common : most;
    }
  return best;
}

char *
pgo_locate_file (struct pgo_sources *sources, const char *const *dirs, size_t n,
                 const char *file)
{
  const char *below;

  for (size_t i = 0; i < n; i++)
    for (const char *name = file; name; name = strchr (name, '/'))
      {
        char *path;
        name += *name == '/';
        path = pgo_path_join (dirs[i], name);
        if (*name && access (path, R_OK) == 0)
          return path;
        free (path);
      }
  below = n > 0 ? find_below (sources, dirs, n, file) : NULL;
  return below ? pgo_xstrndup (below, strlen (below)) : NULL;
}

/* ---- Identifiers.  */

/* What the source calls FN: its name without scopes, parameters and arguments
   of a template.  The caller frees it.  */
static char *
identifier_of (const struct pgo_fn *fn)
{
  char *full = pgo_symbol_demangle (fn->name);
  char *scoped = pgo_symbol_scoped_name (full ? full : fn->name);
  char *name = pgo_symbol_unqualified_name (scoped);

  if (!pgo_prefix_p (name, operator_word))
    name[strcspn (name, "<[")] = '\0';
  free (scoped);
  free (full);
  return name;
}

static const char *
skip_space (const char *p, const char *end)
{
  while (p < end && pgo_space_p (*p))
    p++;
  return p;
}

/* Behind NAME, which the code begins with at P; NULL if it does not.  Between
   the parts of the name of an operator there may be white space.  */
static const char *
skip_name (const char *p, const char *end, const char *name)
{
  size_t n = strlen (name);
  bool word = pgo_word_char_p (name[n - 1]);

  if (!pgo_prefix_p (name, operator_word))
    p = (size_t) (end - p) > n && memcmp (p, name, n) == 0 ? p + n : NULL;
  else
    for (; p && *name; name++)
      if (*name != ' ')
        {
          p = skip_space (p, end);
          p = p < end && *p == *name ? p + 1 : NULL;
        }
  return p && p < end && word && pgo_word_char_p (*p) ? NULL : p;
}

/* Behind the bracket that closes that at P, OPEN and CLOSE of one kind; END
   where it is not closed.  */
static const char *
skip_brackets (const char *p, const char *end, char open, char close)
{
  int depth = 0;

  for (; p < end; p++)
    {
      depth += *p == open;
      depth -= *p == close;
      if (depth == 0)
        return p + 1;
      if (*p == ';')
        break;
    }
  return end;
}

/* Do parameters and a body follow at P, which is behind a name?  The name may
   be in parentheses, against a macro.  */
static bool
definition_p (const char *p, const char *end)
{
  p = skip_space (p, end);
  if (p < end && *p == ')')
    p = skip_space (p + 1, end);
  if (p < end && *p == '<')
    p = skip_space (skip_brackets (p, end, '<', '>'), end);
  if (p >= end || *p != '(')
    return false;
  p = skip_brackets (p, end, '(', ')');
  if (end - p > REST_MAX)
    end = p + REST_MAX;
  while (p < end)
    if (*p == '{')
      return true;
    else if (*p == '(')
      p = skip_brackets (p, end, '(', ')');
    else if (strchr (";=})", *p))
      return false;
    else
      p++;
  return false;
}

/* ---- Candidates.  */

/* What is looked for, and the best place so far.  */
struct search
{
  struct pgo_sources *sources;
  const char *file;
  int64_t old_line;
  uint32_t *old; /* Hashes of the function's lines, or NULL.  */
  size_t n_old;
  int64_t line;
  double kept;
};

static int64_t
distance (int64_t a, int64_t b)
{
  return a > b ? a - b : b - a;
}

/* How much of the function is in what begins at LINE.  */
static double
kept_at (const struct search *search, int64_t line)
{
  size_t n = 0;
  const uint32_t *lines
      = pgo_source_function (search->sources, search->file, line, &n);
  struct pgo_aligned *aligned = pgo_xcalloc (n, sizeof *aligned);
  double kept = pgo_align_lines (search->old, search->n_old, lines, n, aligned);

  free (aligned);
  return kept;
}

static void
try_line (struct search *search, int64_t line)
{
  double kept = search->old ? kept_at (search, line) : 0;

  if (search->line != 0
      && (kept < search->kept
          || (kept == search->kept
              && distance (line, search->old_line)
                     >= distance (search->line, search->old_line))))
    return;
  search->line = line;
  search->kept = kept;
}

/* Try the lines that define a function NAME.  */
static void
try_definitions (struct search *search, const char *name)
{
  size_t size;
  const char *code = pgo_source_code (search->sources, search->file, &size);
  const char *end = code + size, *p = code;
  const char *key = pgo_prefix_p (name, operator_word) ? operator_word : name;

  while (*key && (p = memmem (p, end - p, key, strlen (key))))
    {
      const char *behind = skip_name (p, end, name);
      bool begins = p == code || (!pgo_word_char_p (p[-1]) && p[-1] != '~')
                    || !pgo_word_char_p (*key);
      if (behind && begins && definition_p (behind, end))
        try_line (search,
                  pgo_source_line (search->sources, search->file, p - code));
      p++;
    }
}

/* Try the lines that are as the function's first line was.  */
static void
try_first_lines (struct search *search)
{
  size_t n;
  const uint32_t *hashes = pgo_source_lines (search->sources, search->file, &n);

  for (size_t i = 0; i < n; i++)
    if (hashes[i] == search->old[0] && hashes[i] != PGO_LITTLE)
      try_line (search, i + 1);
}

/* Does the line where the function was have a word, of two letters and more,
   that is a part of NAME?  */
static bool
part_there_p (const struct search *search, const char *name)
{
  size_t size;
  const char *p = pgo_source_code (search->sources, search->file, &size);
  const char *end = p + size, *word;

  for (int64_t line = 1; line < search->old_line && p < end; line++)
    {
      const char *next = memchr (p, '\n', end - p);
      p = next ? next + 1 : end;
    }
  for (; p < end && *p != '\n'; p++)
    if (pgo_word_char_p (*p))
      {
        for (word = p; p + 1 < end && pgo_word_char_p (p[1]); p++)
          ;
        if (p > word && memmem (name, strlen (name), word, p + 1 - word))
          return true;
      }
  return false;
}

int64_t
pgo_locate_function (const struct pgo_fn *fn, struct pgo_sources *sources,
                     const char *file)
{
  struct search search
      = { .sources = sources, .file = file, .old_line = fn->start_line };
  const char *text = pgo_fn_source (fn);
  char *name = identifier_of (fn);

  if (text)
    search.old = pgo_source_decode (text, &search.n_old);
  try_definitions (&search, name);
  /* Nothing is better than all of it.  */
  if (search.n_old > 0 && search.kept < 1)
    try_first_lines (&search);
  if (!search.old && search.line == 0 && part_there_p (&search, name))
    search.line = search.old_line;
  free (search.old);
  free (name);
  return search.line;
}

/* ---- Functions by what is in them.  */

/* One that FILE defines.  */
struct definition
{
  const char *file;
  int64_t line;
  const char *name; /* In the text, of LENGTH.  */
  size_t length;
  const uint32_t *hashes; /* Of its lines, N of them.  */
  size_t n;
  bool claimed;
};

struct pgo_definitions
{
  struct pgo_sources *sources;
  struct pgo_strings files;
  struct pgo_pool *pool;
  struct definition *all; /* By file and line.  */
  size_t n, capacity;
};

/* Hashes of lines are below this.  */
#define HASHES 4096

/* So many lines of a function are in another one, if it may be that at all.  */
#define LEAST_COMMON 2

bool
pgo_locate_named_p (const char *name)
{
  (void) name;
  return false;
}

/* Is the word of LENGTH at NAME one that stands before parentheses and a body,
   but defines nothing?  */
static bool
keyword_p (const char *name, size_t length)
{
  static const char *const words[]
      = { "if", "for", "while", "switch", "catch", "return", "sizeof" };

  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen (words[i]) == length && memcmp (words[i], name, length) == 0)
      return true;
  return false;
}

/* Add the functions that FILE defines.  */
static void
add_definitions (struct pgo_definitions *definitions, const char *file)
{
  size_t size;
  const char *code = pgo_source_code (definitions->sources, file, &size);
  const char *end = code + size, *p = code;

  while (size > 0 && (p = memchr (p, '(', end - p)))
    {
      const char *stop = p++, *name;
      struct definition *new_;
      while (stop > code && pgo_space_p (stop[-1]))
        stop--;
      for (name = stop; name > code && pgo_word_char_p (name[-1]); name--)
        ;
      if (name == stop || keyword_p (name, stop - name)
          || !definition_p (stop, end))
        continue;
      definitions->all = pgo_xgrow (definitions->all, definitions->n,
                                    &definitions->capacity, sizeof *new_);
      new_ = &definitions->all[definitions->n++];
      *new_ = (struct definition){ .file = file,
                                   .name = name,
                                   .length = stop - name };
      new_->line = pgo_source_line (definitions->sources, file, name - code);
      new_->hashes = pgo_source_function (definitions->sources, file,
                                          new_->line, &new_->n);
    }
}

struct pgo_definitions *
pgo_definitions_new (struct pgo_sources *sources, const char *const *dirs,
                     size_t n)
{
  struct pgo_definitions *definitions = pgo_xcalloc (1, sizeof *definitions);
  const char *const *files;
  size_t n_files = pgo_sources_below (sources, dirs, n, &files);

  definitions->sources = sources;
  definitions->pool = pgo_pool_new ();
  for (size_t i = 0; i < n_files; i++)
    add_definitions (definitions, files[i]);
  return definitions;
}

void
pgo_definitions_free (struct pgo_definitions *definitions)
{
  if (!definitions)
    return;
  free (definitions->all);
  pgo_strings_free (&definitions->files);
  pgo_pool_free (definitions->pool);
  free (definitions);
}

void
pgo_definitions_claim (struct pgo_definitions *definitions, const char *file,
                       int64_t line)
{
  for (size_t i = 0; i < definitions->n; i++)
    if (definitions->all[i].line == line
        && strcmp (definitions->all[i].file, file) == 0)
      definitions->all[i].claimed = true;
}

/* Has DEFINITION enough lines whose hashes are in LINES to be looked at?  */
static bool
similar_p (const struct definition *definition, const bool *lines)
{
  size_t common = 0;

  for (size_t i = 0; i < definition->n && common < LEAST_COMMON; i++)
    common += lines[definition->hashes[i]];
  return common >= LEAST_COMMON;
}

bool
pgo_definitions_find (const struct pgo_definitions *definitions,
                      const struct pgo_fn *fn, const char *file,
                      struct pgo_drift_function *now)
{
  static bool lines[HASHES];
  const char *text = pgo_fn_source (fn);
  size_t n = 0;
  uint32_t *old = text ? pgo_source_decode (text, &n) : NULL;
  char *name = identifier_of (fn);
  double best = 0;

  memset (lines, false, sizeof lines);
  for (size_t i = 0; old && i < n; i++)
    lines[old[i]] = old[i] != PGO_LITTLE;
  for (size_t i = 0; old && i < definitions->n; i++)
    {
      const struct definition *definition = &definitions->all[i];
      const struct pgo_drift_function it = { .sources = definitions->sources,
                                             .file = definition->file,
                                             .start_line = definition->line,
                                             .lines = (int64_t) definition->n };
      const struct pgo_drift_signs signs
          = { .name
              = strlen (name) == definition->length
                && memcmp (name, definition->name, definition->length) == 0,
              .place = file && strcmp (file, definition->file) == 0 };
      double likeness;
      if (definition->claimed || !similar_p (definition, lines))
        continue;
      likeness = pgo_drift_likeness (fn, &it, &signs, pgo_locate_named_p);
      if (likeness > best)
        {
          best = likeness;
          *now = it;
        }
    }
  free (old);
  free (name);
  return best > 0;
}
