/* The text of a prepared profile, found and verified.
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

   A text is divided at the lines of functions: what is behind one, up to the
   next, are its facts.  Bisection goes back from any place to the line of a
   function, or of a file, of which the texts have a list before all
   functions.  */

/* For memrchr.  */
#define _GNU_SOURCE

#include "prepared/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "names/path.h"
#include "prepared/private.h"

static const char end_line[] = "\nend\n";

bool
pgo_text_p (const void *data, size_t size)
{
  return size >= strlen (PGO_TEXT_MAGIC)
         && memcmp (data, PGO_TEXT_MAGIC, strlen (PGO_TEXT_MAGIC)) == 0;
}

bool
pgo_text_error (const struct pgo_text *text, size_t at, struct pgo_error *err,
                const char *format, ...)
{
  char reason[256];
  size_t line = 1;
  va_list args;

  for (size_t i = 0; i < at && i < text->size; i++)
    line += text->data[i] == '\n';
  va_start (args, format);
  vsnprintf (reason, sizeof reason, format, args);
  va_end (args);
  return pgo_error_set (err, "%s:%zu: %s", text->file, line, reason);
}

/* Check the first and the last line of TEXT.  */
static bool
check_ends (struct pgo_text *text, struct pgo_error *err)
{
  static const char first_line[] = PGO_TEXT_MAGIC PGO_TEXT_VERSION_TEXT "\n";
  size_t n_first = strlen (first_line), n_end = strlen (end_line);

  if (text->size < n_first || memcmp (text->data, first_line, n_first) != 0)
    return pgo_text_error (text, 0, err, "not a prepared profile of version %s",
                           PGO_TEXT_VERSION_TEXT);
  text->start = n_first;
  if (text->size < n_first + n_end - 1
      || memcmp (text->data + text->size - n_end, end_line, n_end) != 0)
    return pgo_text_error (text, text->size, err,
                           "cut off: the last line is not 'end'");
  text->end = text->size - n_end + 1;
  return true;
}

/* Check TEXT, which is freed where it is bad.  */
static struct pgo_text *
checked (struct pgo_text *text, struct pgo_error *err)
{
  if (check_ends (text, err))
    return text;
  pgo_text_close (text);
  return NULL;
}

struct pgo_text *
pgo_text_take (unsigned char *data, size_t size, const char *file,
               struct pgo_error *err)
{
  struct pgo_text *text = pgo_xcalloc (1, sizeof *text);

  *text = (struct pgo_text){ .file = pgo_xstrdup (file),
                             .data = (const char *) data,
                             .size = size,
                             .owned = data };
  return checked (text, err);
}

/* Is the file FD a regular one, of *SIZE bytes, that begins as a text does?  */
static bool
text_file_p (int fd, size_t *size)
{
  char start[sizeof PGO_TEXT_MAGIC];
  struct stat st;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))
    return false;
  *size = st.st_size;
  return pread (fd, start, sizeof start, 0) == sizeof start
         && pgo_text_p (start, sizeof start);
}

struct pgo_text *
pgo_text_open (const char *file, bool *other, struct pgo_error *err)
{
  struct pgo_text *text;
  size_t size;
  void *data = MAP_FAILED;
  struct stat st;
  int fd;

  /* Who writes to a pipe would lose its reader.  */
  *other = stat (file, &st) == 0 && !S_ISREG (st.st_mode);
  if (*other)
    return NULL;
  fd = open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      pgo_error_set (err, "%s: %s", file, strerror (errno));
      return NULL;
    }
  if (text_file_p (fd, &size))
    {
      data = mmap (NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
      if (data == MAP_FAILED)
        pgo_error_set (err, "%s: %s", file, strerror (errno));
    }
  else
    *other = true;
  close (fd);
  if (data == MAP_FAILED)
    return NULL;
  text = pgo_xcalloc (1, sizeof *text);
  *text = (struct pgo_text){ .file = pgo_xstrdup (file),
                             .data = data,
                             .size = size };
  return checked (text, err);
}

void
pgo_text_close (struct pgo_text *text)
{
  if (!text)
    return;
  if (text->owned)
    free (text->owned);
  else
    munmap ((void *) text->data, text->size);
  free (text->file);
  free (text);
}

const char *
pgo_text_name (const struct pgo_text *text)
{
  return text->file;
}

const char *
pgo_text_bytes (const struct pgo_text *text, size_t *size)
{
  *size = text->size;
  return text->data;
}

size_t
pgo_text_start (const struct pgo_text *text)
{
  return text->start;
}

/* ---- Bisection.  */

/* The kinds of line that bisection stops at, in the order in which they come.
 */
enum rank
{
  OTHER, /* At the beginning, before all files.  */
  A_FILE,
  A_FUNCTION,
  THE_END
};

static enum rank
rank_of (const struct pgo_text *text, size_t at)
{
  if (at >= text->end)
    return THE_END;
  if (pgo_text_keyword_p (text, at, "function"))
    return A_FUNCTION;
  return pgo_text_keyword_p (text, at, "file") ? A_FILE : OTHER;
}

/* The line that AT is in.  */
static size_t
line_of (const struct pgo_text *text, size_t at)
{
  const char *before = memrchr (text->data, '\n', at);

  return before ? (size_t) (before + 1 - text->data) : 0;
}

/* The line behind that at AT.  */
static size_t
next_line (const struct pgo_text *text, size_t at)
{
  const char *end = memchr (text->data + at, '\n', text->size - at);

  return end ? (size_t) (end + 1 - text->data) : text->size;
}

/* What is looked for, and how the line at AT, of RANK, compares with it:
   negative where it comes before.  */
struct target
{
  enum rank rank;
  const char *name;
};

static int
compare_line (const struct pgo_text *text, size_t at, enum rank rank,
              const struct target *target)
{
  size_t length;
  char *file;
  int order;

  if (rank != target->rank)
    return rank < target->rank ? -1 : 1;
  if (rank == A_FUNCTION)
    return pgo_text_compare_name (text, at, target->name);
  file = pgo_text_name_at (text, at);
  order = strcmp (pgo_path_base (file, &length),
                  pgo_path_base (target->name, &length));
  free (file);
  return order;
}

/* The first line of files, functions and the end that is not before TARGET.  */
static size_t
lower_bound (const struct pgo_text *text, const struct target *target)
{
  /* All lines before LOW come before the target, none from HIGH on does.  */
  size_t low = text->start, high = text->end;

  while (low < high)
    {
      size_t at = line_of (text, low + (high - low) / 2);
      enum rank rank;
      while ((rank = rank_of (text, at)) == OTHER && at > low)
        at = line_of (text, at - 1);
      if (compare_line (text, at, rank, target) < 0)
        low = pgo_text_next_function (text, next_line (text, at));
      else
        high = at;
    }
  return high;
}

size_t
pgo_text_find (const struct pgo_text *text, const char *name)
{
  const struct target target = { A_FUNCTION, name };

  return lower_bound (text, &target);
}

size_t
pgo_text_find_file (const struct pgo_text *text, const char *file)
{
  const struct target target = { A_FILE, file };

  return lower_bound (text, &target);
}

size_t
pgo_text_next_function (const struct pgo_text *text, size_t at)
{
  while (at < text->end && rank_of (text, at) == OTHER)
    at = next_line (text, at);
  return at;
}

/* ---- All of it.  */

/* What is known of the lines before.  */
struct verifying
{
  struct pgo_fact last[2]; /* The last file, the last function.  */
  enum rank rank;
};

static bool
in_order_p (const struct pgo_fact *a, const struct pgo_fact *b)
{
  size_t length;

  if (a->kind == PGO_FACT_FUNCTION)
    return pgo_fact_compare (a, b) < 0;
  return strcmp (pgo_path_base (a->of.name, &length),
                 pgo_path_base (b->of.name, &length))
             <= 0
         && strcmp (a->of.name, b->of.name) != 0;
}

/* Verify FACT, the line at AT.  */
static bool
verify_fact (const struct pgo_text *text, size_t at, struct verifying *state,
             struct pgo_fact *fact, struct pgo_error *err)
{
  bool function = fact->kind == PGO_FACT_FUNCTION;
  struct pgo_fact *last = &state->last[function];
  enum rank rank = rank_of (text, at);

  if (text->data[at] == ' ' && state->rank == OTHER)
    return pgo_text_error (text, at, err,
                           "this belongs to a file or a function");
  if ((fact->kind <= PGO_FACT_FILE) && rank < state->rank)
    return pgo_text_error (text, at, err,
                           rank == A_FILE
                               ? "the files come before the functions"
                               : "this comes before files and functions");
  if (rank > state->rank)
    state->rank = rank;
  if (!function && fact->kind != PGO_FACT_FILE)
    return true;
  if (last->of.name && !in_order_p (last, fact))
    return pgo_text_error (text, at, err,
                           "not in order: '%s' comes before '%s', once",
                           fact->of.name, last->of.name);
  *last = *fact;
  return true;
}

bool
pgo_text_verify (const struct pgo_text *text, struct pgo_error *err)
{
  struct pgo_pool *pool = pgo_pool_new ();
  struct verifying state = { .rank = OTHER };
  size_t at = text->start;
  bool good = true;

  while (good && at < text->end)
    {
      struct pgo_fact fact;
      size_t line = at;
      good = pgo_text_fact (text, &at, pool, &fact, err)
             && verify_fact (text, line, &state, &fact, err);
    }
  pgo_pool_free (pool);
  return good;
}
