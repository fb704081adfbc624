/* Source files, as far as lines are told apart.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#define _GNU_SOURCE

#include "drift/source.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/store.h"
#include "drift/align.h"

/* Of a function so many lines are looked at.  */
#define LINES_MAX 20000

/* A body begins within so many lines of the declarator.  */
#define HEAD_MAX 40

#define HASH_BITS 12

static const char letters[]
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct source
{
  char *text;         /* NULL where the file cannot be read.  */
  const char **lines; /* Where each begins, and where the last ends.  */
  size_t n;
  uint32_t *hashes; /* Of the lines that were asked about.  */
  bool hashed;      /* These are all.  */
  char *code;       /* TEXT with blanks for what is no code, or NULL.  */
};

struct pgo_sources
{
  struct pgo_pool *pool;
  struct pgo_strings names; /* Numbers of FILES.  */
  struct source *files;
  size_t capacity;
  /* Those below directories, in the order of their names.  */
  struct pgo_strings below;
  const char **sorted;
};

struct pgo_sources *
pgo_sources_new (void)
{
  struct pgo_sources *sources = pgo_xcalloc (1, sizeof *sources);

  sources->pool = pgo_pool_new ();
  return sources;
}

void
pgo_sources_free (struct pgo_sources *sources)
{
  if (!sources)
    return;
  for (size_t i = 0; i < sources->names.n; i++)
    {
      free (sources->files[i].text);
      free (sources->files[i].lines);
      free (sources->files[i].hashes);
      free (sources->files[i].code);
    }
  free (sources->files);
  pgo_strings_free (&sources->below);
  free (sources->sorted);
  pgo_strings_free (&sources->names);
  pgo_pool_free (sources->pool);
  free (sources);
}

/* Does the text from P to END, of which white space is no part, say so little
   that it could be any line?  */
static bool
little_p (const char *text)
{
  static const char *const little[] = { "", "{", "}", "};", "else", "*/" };

  for (size_t i = 0; i < sizeof little / sizeof *little; i++)
    if (strcmp (text, little[i]) == 0)
      return true;
  return false;
}

/* The same in every process and on every machine: it is written down.  This is
   FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo), folded.  */
static uint32_t
hash_line (const char *p, const char *end)
{
  uint64_t hash = 0xcbf29ce484222325;
  char start[8] = "";
  size_t n = 0;

  for (; p < end; p++)
    if (!pgo_space_p (*p))
      {
        hash = (hash ^ (unsigned char) *p) * 0x100000001b3;
        if (n < sizeof start - 1)
          start[n++] = *p;
      }
  if (little_p (start))
    return PGO_LITTLE;
  hash ^= hash >> 36;
  hash ^= hash >> 2 * HASH_BITS;
  return 1 + (hash ^ hash >> HASH_BITS) % ((1u << HASH_BITS) - 1);
}

size_t
pgo_source_encode (uint32_t hash, char text[3])
{
  size_t n = 0;

  if (hash == PGO_LITTLE)
    text[n++] = '.';
  else
    {
      text[n++] = letters[hash & 63];
      text[n++] = letters[hash >> 6];
    }
  text[n] = '\0';
  return n;
}

uint32_t *
pgo_source_decode (const char *text, size_t *n)
{
  uint32_t *hashes = pgo_xcalloc (strlen (text) + 1, sizeof *hashes);

  *n = 0;
  while (*text)
    {
      const char *low, *high;
      if (*text == '.')
        {
          hashes[(*n)++] = PGO_LITTLE;
          text++;
          continue;
        }
      low = strchr (letters, text[0]);
      high = text[1] ? strchr (letters, text[1]) : NULL;
      if (!low || !high)
        {
          free (hashes);
          return NULL;
        }
      hashes[(*n)++]
          = (uint32_t) (low - letters) | (uint32_t) (high - letters) << 6;
      text += 2;
    }
  return hashes;
}

/* Read FILE into SOURCE.  */
static void
read_source (struct source *source, const char *file)
{
  size_t size, capacity = 0;
  const char *p, *end;

  source->text = (char *) pgo_file_read (file, &size, NULL);
  if (!source->text)
    return;
  p = source->text;
  for (end = p + size; p < end; source->n++)
    {
      const char *stop = memchr (p, '\n', end - p);
      source->lines = pgo_xgrow (source->lines, source->n, &capacity,
                                 sizeof *source->lines);
      source->lines[source->n] = p;
      p = stop ? stop + 1 : end;
    }
  source->lines
      = pgo_xgrow (source->lines, source->n, &capacity, sizeof *source->lines);
  source->lines[source->n] = p;
  source->hashes = pgo_xcalloc (source->n, sizeof *source->hashes);
}

static struct source *
find_source (struct pgo_sources *sources, const char *file)
{
  size_t known = sources->names.n;
  uint32_t i = pgo_strings_number (&sources->names, sources->pool, file);

  if (i == known)
    {
      sources->files = pgo_xgrow (sources->files, i, &sources->capacity,
                                  sizeof *sources->files);
      sources->files[i] = (struct source){ 0 };
      read_source (&sources->files[i], file);
    }
  return &sources->files[i];
}

/* Behind the literal that P begins with, up to END.  */
static const char *
skip_literal (const char *p, const char *end)
{
  char quote = *p++;

  for (; p < end && *p != quote && *p != '\n'; p++)
    if (*p == '\\')
      p++;
  return p < end ? p + 1 : end;
}

/* Behind the comment that P begins with, up to END; P itself where it is none.
 */
static const char *
skip_comment (const char *p, const char *end)
{
  const char *stop = p;

  if (end - p > 1 && p[0] == '/' && p[1] == '*')
    stop = memmem (p + 2, end - p - 2, "*/", 2);
  else if (end - p > 1 && p[0] == '/' && p[1] == '/')
    return (stop = memchr (p, '\n', end - p)) ? stop : end;
  else
    return p;
  return stop ? stop + 2 : end;
}

/* Conditionals of the preprocessor within each other, as far as they are told
   apart.  */
#define CONDITIONALS_MAX 32

/* A function on its way to its end.  */
struct reading
{
  int depth;   /* Of braces.  */
  char last;   /* The last character that is no white space.  */
  bool equals; /* There has been a sign of equality outside of braces,  */
  bool closed; /* or a parenthesis has been closed.  */
  size_t next; /* In how many lines something else may begin, behind what a
                  macro made of its arguments; 0 where nothing does.  */
  bool word;   /* The last character is of a word,  */
  int words;   /* of so many behind a parenthesis or a comma.  */
  bool named;  /* Since NEXT a parenthesis has followed a type and a name.  */
  /* The depth before each conditional, and after its first branch, or negative.
   */
  int before[CONDITIONALS_MAX];
  int after[CONDITIONALS_MAX];
  size_t conditionals;
};

/* Is P, in the line that begins at START, a directive of the preprocessor?  */
static bool
hash_p (const char *p, const char *start)
{
  if (*p != '#')
    return false;
  while (start < p && (*start == ' ' || *start == '\t'))
    start++;
  return start == p;
}

/* Does the directive from P to END begin with NAME?  */
static bool
directive_p (const char *p, const char *end, const char *name)
{
  for (p++; p < end && (*p == ' ' || *p == '\t'); p++)
    ;
  return (size_t) (end - p) >= strlen (name)
         && memcmp (p, name, strlen (name)) == 0;
}

/* Take the directive at P; returns its end.  Of a conditional's branches the
   first counts: a brace may be opened in each of them and closed once.  */
static const char *
read_directive (struct reading *reading, const char *p, const char *end)
{
  size_t top = reading->conditionals;
  const char *stop = p;

  while (stop < end && (*stop != '\n' || stop[-1] == '\\'))
    stop++;
  if (directive_p (p, stop, "if"))
    {
      if (top < CONDITIONALS_MAX)
        {
          reading->before[top] = reading->depth;
          reading->after[top] = -1;
        }
      reading->conditionals++;
    }
  else if (top > 0 && top <= CONDITIONALS_MAX && directive_p (p, stop, "el"))
    {
      if (reading->after[top - 1] < 0)
        reading->after[top - 1] = reading->depth;
      reading->depth = reading->before[top - 1];
    }
  else if (top > 0 && directive_p (p, stop, "endif"))
    {
      if (top <= CONDITIONALS_MAX && reading->after[top - 1] >= 0)
        reading->depth = reading->after[top - 1];
      reading->conditionals--;
    }
  return stop;
}

/* Does a semicolon that follows what has been READ outside of braces end a
   declaration of a function?  In what C had before 1989 parameters are declared
   between the parentheses and the body.  */
static bool
declaration_p (const struct reading *read)
{
  return !read->closed || read->equals
         || !(pgo_letter_p (read->last) || pgo_digit_p (read->last)
              || read->last == '_' || read->last == ']');
}

/* Take the character at P, outside of braces; LINE is how many lines are in
   front of the one that it begins, 0 if it begins none.  */
static void
read_head (struct reading *reading, const char *p, size_t line)
{
  if (*p == ';')
    reading->next = 0;
  else if (reading->next == 0 && line > 0 && reading->last == ')'
           && pgo_letter_p (*p))
    {
      reading->next = line;
      reading->named = false;
    }
  if (*p == '(')
    reading->named |= reading->words > 1;
  if (*p == '(' || *p == ')' || *p == ',')
    reading->words = 0;
  reading->words += pgo_word_char_p (*p) && !reading->word;
  reading->word = pgo_word_char_p (*p);
}

/* How many lines the function has that begins at line FIRST, counted from 0: up
   to the brace that closes the first one, or if none does, one at the beginning
   of a line.  1 where it has none.  One that a macro makes, as GEN (name, 4),
   has none either: what the first brace belongs to has a name of its own.  */
static size_t
count_lines (const struct source *source, size_t first)
{
  size_t last = first + LINES_MAX < source->n ? first + LINES_MAX : source->n;
  const char *p = source->lines[first], *end = source->lines[last];
  struct reading reading = { 0 };
  size_t line = first, guess = 1;

  while (p < end)
    {
      const char *next = skip_comment (p, end);
      while (line + 1 < source->n && source->lines[line + 1] <= p)
        line++;
      if (reading.depth == 0 && line - first > HEAD_MAX)
        break;
      if (next > p)
        {
          p = next;
          continue;
        }
      if (hash_p (p, source->lines[line]))
        {
          p = read_directive (&reading, p, end);
          continue;
        }
      if (*p == '"' || *p == '\'')
        {
          p = skip_literal (p, end);
          continue;
        }
      if (*p == '{')
        {
          if (reading.depth == 0 && reading.next > 0 && reading.named)
            return reading.next;
          reading.depth++;
        }
      else if (*p == '}')
        {
          if (--reading.depth <= 0)
            return line - first + 1;
          if (p == source->lines[line] && guess == 1)
            guess = line - first + 1;
        }
      else if (*p == ';' && reading.depth == 0 && declaration_p (&reading))
        break;
      else if (reading.depth == 0)
        {
          read_head (&reading, p, p == source->lines[line] ? line - first : 0);
          reading.equals |= *p == '=';
          reading.closed |= *p == ')';
        }
      if (!pgo_space_p (*p))
        reading.last = *p;
      p++;
    }
  return guess;
}

const uint32_t *
pgo_source_function (struct pgo_sources *sources, const char *file,
                     int64_t start_line, size_t *n)
{
  const struct source *source = find_source (sources, file);
  size_t first;

  if (start_line < 1 || (uint64_t) start_line > source->n)
    return NULL;
  first = start_line - 1;
  *n = count_lines (source, first);
  for (size_t i = first; i < first + *n; i++)
    source->hashes[i] = hash_line (source->lines[i], source->lines[i + 1]);
  return source->hashes + first;
}

const uint32_t *
pgo_source_lines (struct pgo_sources *sources, const char *file, size_t *n)
{
  struct source *source = find_source (sources, file);

  for (size_t i = 0; i < source->n && !source->hashed; i++)
    source->hashes[i] = hash_line (source->lines[i], source->lines[i + 1]);
  source->hashed = true;
  *n = source->n;
  return source->hashes;
}

const char *
pgo_source_text (struct pgo_sources *sources, const char *file, int64_t line,
                 size_t *size)
{
  const struct source *source = find_source (sources, file);
  size_t i = (size_t) line - 1;
  const char *start;

  if (!source->text || line < 1 || i > source->n)
    return NULL;
  start = source->lines[i];
  if (i == source->n)
    {
      *size = 0;
      return i == 0 || start[-1] == '\n' ? start : NULL;
    }
  *size = source->lines[i + 1] - start;
  if (start[*size - 1] == '\n')
    --*size;
  return start;
}

/* Put blanks for the characters from P to END, but for ends of lines.  */
static void
blank (char *p, const char *end)
{
  for (; p < end; p++)
    if (*p != '\n')
      *p = ' ';
}

/* Make SOURCE's code.  */
static void
find_code (struct source *source)
{
  size_t size = source->n > 0 ? source->lines[source->n] - source->text : 0;
  char *p = pgo_xmalloc (size + 1), *end = p + size;

  if (size > 0)
    memcpy (p, source->text, size);
  *end = '\0';
  source->code = p;
  while (p < end)
    {
      char *next = p + (skip_comment (p, end) - p);
      if (next == p && (*p == '"' || *p == '\''))
        next = p + (skip_literal (p, end) - p);
      blank (p, next);
      p = next > p ? next : p + 1;
    }
}

const char *
pgo_source_code (struct pgo_sources *sources, const char *file, size_t *size)
{
  struct source *source = find_source (sources, file);

  if (!source->code)
    find_code (source);
  *size = source->n > 0 ? source->lines[source->n] - source->text : 0;
  return source->code;
}

int64_t
pgo_source_line (struct pgo_sources *sources, const char *file, size_t place)
{
  const struct source *source = find_source (sources, file);
  size_t low = 0, high = source->n;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (source->lines[middle] <= source->text + place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* ---- Directories.  */

/* Is FILE one with source code, by its name?  */
static bool
source_name_p (const char *file)
{
  static const char *const ends[]
      = { ".c",  ".cc",  ".cpp", ".cxx", ".C",  ".h",
          ".hh", ".hpp", ".hxx", ".inc", ".def" };
  const char *dot = strrchr (file, '.');

  for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
    if (strcmp (dot, ends[i]) == 0)
      return true;
  return false;
}

/* nftw has no argument for who is called.  */
static struct pgo_sources *walking;

static int
visit_file (const char *path, const struct stat *status, int kind,
            struct FTW *place)
{
  (void) status;
  if (place->level > 0 && path[place->base] == '.')
    return kind == FTW_D ? FTW_SKIP_SUBTREE : FTW_CONTINUE;
  if (kind == FTW_F && source_name_p (path))
    pgo_strings_number (&walking->below, walking->pool, path);
  return FTW_CONTINUE;
}

static int
compare_names (const void *x, const void *y)
{
  return strcmp (*(const char *const *) x, *(const char *const *) y);
}

size_t
pgo_sources_below (struct pgo_sources *sources, const char *const *dirs,
                   size_t n, const char *const **files)
{
  if (!sources->sorted)
    {
      walking = sources;
      for (size_t i = 0; i < n; i++)
        nftw (dirs[i], visit_file, 16, FTW_PHYS | FTW_ACTIONRETVAL);
      sources->sorted = pgo_xcalloc (sources->below.n, sizeof *sources->sorted);
      for (size_t i = 0; i < sources->below.n; i++)
        sources->sorted[i] = sources->below.text[i];
      /* Directories have no order.  */
      if (sources->below.n > 0)
        qsort (sources->sorted, sources->below.n, sizeof *sources->sorted,
               compare_names);
    }
  *files = sources->sorted;
  return sources->below.n;
}
