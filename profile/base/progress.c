/* How far long work has come, on a terminal.
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

   See progress.h.  Blanks and carriage returns are all that every terminal
   knows.  */

#include "base/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* No terminal is narrower; a longer text would wrap.  */
#define WIDTH_MAX 79

void
pgo_progress_begin (struct pgo_progress *progress)
{
  *progress = (struct pgo_progress){ .terminal = isatty (STDERR_FILENO) == 1 };
}

/* True if less than a tenth of a second passed from THEN to NOW.  */
static bool
soon_p (const struct timespec *then, const struct timespec *now)
{
  return ((now->tv_sec - then->tv_sec) * 1000000000LL + now->tv_nsec
              - then->tv_nsec
          < 100000000);
}

void
pgo_progress_show (struct pgo_progress *progress, const char *format, ...)
{
  char text[WIDTH_MAX + 1];
  struct timespec now;
  va_list args;
  size_t width;
  int length;

  if (!progress->terminal)
    return;
  clock_gettime (CLOCK_MONOTONIC, &now);
  if (progress->format == format && soon_p (&progress->drawn, &now))
    return;
  va_start (args, format);
  length = vsnprintf (text, sizeof text, format, args);
  va_end (args);
  if (length < 0)
    return;
  width = (size_t) length < sizeof text ? (size_t) length : sizeof text - 1;
  fprintf (stderr, "\r%s%*s", text,
           width < progress->width ? (int) (progress->width - width) : 0, "");
  fflush (stderr);
  if (width > progress->width)
    progress->width = width;
  progress->format = format;
  progress->drawn = now;
}

void
pgo_progress_clear (struct pgo_progress *progress)
{
  if (progress->width > 0)
    fprintf (stderr, "\r%*s\r", (int) progress->width, "");
  fflush (stderr);
  progress->width = 0;
  progress->format = NULL;
}
