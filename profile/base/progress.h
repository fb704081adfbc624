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

   One line on standard error that is drawn over again and taken away at the
   end. Where standard error is no terminal nothing is printed.  */

#ifndef PGO_PROGRESS_H
#define PGO_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct pgo_progress
{
  bool terminal;
  size_t width; /* Columns that are drawn on.  */
  const char *format;
  struct timespec drawn;
};

void pgo_progress_begin (struct pgo_progress *progress);

/* Draw the text that FORMAT makes, unless the same FORMAT was drawn less than a
   tenth of a second ago; so it may be called as often as there is news.  */
void pgo_progress_show (struct pgo_progress *progress, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

/* Take the line away; to be called before anything else is printed, too.  */
void pgo_progress_clear (struct pgo_progress *progress);

#endif /* PGO_PROGRESS_H */
