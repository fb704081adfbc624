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
#include "drift/align.h"
#include "names/path.h"
#include "names/symbol.h"

/* A body begins within so many characters of the list of parameters.  */
#define REST_MAX 4000

static const char operator_word[] = "operator";

char *
pgo_locate_file (const char *const *dirs, size_t n, const char *file)
{
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
  return NULL;
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
