/* What the parts of mkcases share.
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

   A whole profile, from which most cases begin, and what a case is.  */

#ifndef MKCASES_H
#define MKCASES_H

#include "unit/wire.h"

struct test_case
{
  const char *name;
  void (*write) (struct wire *w);
  const char *reason; /* NULL: it is accepted.  */
};

/* Those of mkcases_accepted.c and mkcases_hostile.c; the last of each has no
   name.  */
extern const struct test_case accepted_cases[];
extern const struct test_case hostile_cases[];

/* SIZE bytes at DATA as a gzip member at the end of TO.  */
void gzip (struct wire *to, const unsigned char *data, size_t size);

/* A whole profile as a gzip member.  */
void whole_gzip (struct wire *w);

/* A whole profile: main calls work, which has 90 of 100 samples.  The strings
   are 1 "samples", 2 "count", 3 "f", 4 "g", 5 "main", 6 "work", 7 "case.c".  */
static inline void
strings (struct wire *w)
{
  begin (w);
  string (w, "main");
  string (w, "work");
  string (w, "case.c");
}

static inline void
functions (struct wire *w)
{
  NUMBERS (w, 5, 1, 11, 2, 5, 3, 5, 4, 7, 5, 11);
  NUMBERS (w, 5, 1, 12, 2, 6, 3, 6, 4, 7, 5, 2);
}

/* Location ID at line LINE of FUNCTION.  */
static inline void
place (struct wire *w, uint64_t id, uint64_t function, uint64_t line)
{
  struct wire inner = { .size = 0 };

  number (&inner, 1, id);
  NUMBERS (&inner, 4, 1, function, 2, line);
  message (w, 4, &inner);
}

static inline void
locations (struct wire *w)
{
  place (w, 21, 11, 15);
  place (w, 22, 12, 5);
}

static inline void
samples (struct wire *w)
{
  NUMBERS (w, 2, 1, 22, 1, 21, 2, 90);
  NUMBERS (w, 2, 1, 21, 2, 10);
}

static inline void
whole (struct wire *w)
{
  strings (w);
  functions (w);
  locations (w);
  samples (w);
}

#endif /* MKCASES_H */
