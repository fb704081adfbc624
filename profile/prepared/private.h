/* What finding and parsing the lines of a prepared profile share.
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

#ifndef PGO_PREPARED_PRIVATE_H
#define PGO_PREPARED_PRIVATE_H

#include "prepared/text.h"

struct pgo_text
{
  char *file;
  const char *data; /* Mapped, or OWNED.  */
  size_t size;
  size_t start, end; /* Of the lines between the first and the last.  */
  unsigned char *owned;
};

/* Does the line at AT begin with KEYWORD?  */
bool pgo_text_keyword_p (const struct pgo_text *text, size_t at,
                         const char *keyword);

/* The name in the line at AT, of a function or a file, "" if there is none; the
   caller frees it.  */
char *pgo_text_name_at (const struct pgo_text *text, size_t at);

/* How that compares with NAME, as strcmp does.  */
int pgo_text_compare_name (const struct pgo_text *text, size_t at,
                           const char *name);

#endif /* PGO_PREPARED_PRIVATE_H */
