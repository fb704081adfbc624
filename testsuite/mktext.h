/* What the programs that make profiles of a text share.
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

   They read lines from standard input, and end with what is wrong with one.  */

#ifndef MKTEXT_H
#define MKTEXT_H

#define _GNU_SOURCE

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "pprof/profile.h"

/* Of the line that was read last.  */
static unsigned long line_number;

static inline void __attribute__ ((noreturn, format (printf, 1, 2)))
die (const char *format, ...)
{
  va_list args;

  fprintf (stderr, "%s: line %lu: ", program_invocation_short_name,
           line_number);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  putc ('\n', stderr);
  exit (1);
}

/* The next line, good until the next call, or NULL.  */
static inline char *
next_line (void)
{
  static char *line;
  static size_t size;

  if (getline (&line, &size, stdin) >= 0)
    {
      line_number++;
      return line;
    }
  free (line);
  return line = NULL;
}

/* The number that TEXT, which may be NULL, is, all of it.  */
static inline uint64_t
parse_number (const char *text, int base)
{
  char *end;
  uint64_t value;

  if (!text)
    die ("a number is missing");
  errno = 0;
  value = strtoull (text, &end, base);
  if (end == text || *end != '\0' || errno != 0)
    die ("'%s' is not a number", text);
  return value;
}

/* Likewise, in decimal and with a sign.  */
static inline int64_t
parse_signed (const char *text)
{
  char *end;
  int64_t value;

  errno = 0;
  value = strtoll (text, &end, 10);
  if (end == text || *end != '\0' || errno != 0)
    die ("'%s' is not a number", text);
  return value;
}

/* Write PROFILE, which is freed, to FILE.  */
static inline void
write_profile (struct pgo_profile *profile, const char *file)
{
  struct pgo_error err;

  if (!pgo_profile_write (profile, file, &err))
    die ("%s", err.message);
  pgo_profile_free (profile);
}

#endif /* MKTEXT_H */
