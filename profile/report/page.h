/* A report as one page to look at.
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

   See page.c.  */

#ifndef PGO_PAGE_H
#define PGO_PAGE_H

#include "report/json.h"

/* What a page is made of.  */
struct pgo_page
{
  const struct pgo_report_parts *parts;
  const char *const *dirs; /* Where sources may be, too.  */
  size_t n_dirs;
};

/* Write PAGE to STREAM: a page of HTML that needs no other file, and asks no
   network.  It has in it what pgo_report_json writes of its parts, and all
   that it shows are numbers of that.  */
void pgo_page_write (FILE *stream, const struct pgo_page *page);

#endif /* PGO_PAGE_H */
