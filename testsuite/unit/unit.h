/* The few lines that a C unit test needs.
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

   A unit test is a program that prints one line for each check, in
   DejaGnu's words, and returns unit_end ().  unit.exp counts the lines.  */

#ifndef UNIT_H
#define UNIT_H

#include <stdio.h>
#include <string.h>

static int unit_failures;

/* One check called NAME (a printf format without arguments is enough; make
   names unique within a program).  */
#define CHECK(NAME, CONDITION)                                                \
  do                                                                          \
    {                                                                         \
      if (CONDITION)                                                          \
        printf ("PASS: %s\n", NAME);                                          \
      else                                                                    \
        {                                                                     \
          printf ("FAIL: %s (%s:%d: %s)\n", NAME, __FILE__, __LINE__,         \
                  #CONDITION);                                                \
          unit_failures++;                                                    \
        }                                                                     \
    }                                                                         \
  while (0)

/* One check that the strings GOT and WANT are equal.  */
#define CHECK_STRING(NAME, GOT, WANT)                                         \
  do                                                                          \
    {                                                                         \
      const char *unit_got = (GOT), *unit_want = (WANT);                      \
      if (unit_got && strcmp (unit_got, unit_want) == 0)                      \
        printf ("PASS: %s\n", NAME);                                          \
      else                                                                    \
        {                                                                     \
          printf ("FAIL: %s (%s:%d: got \"%s\", want \"%s\")\n", NAME,        \
                  __FILE__, __LINE__, unit_got ? unit_got : "(null)",         \
                  unit_want);                                                 \
          unit_failures++;                                                    \
        }                                                                     \
    }                                                                         \
  while (0)

static inline int
unit_end (void)
{
  fflush (stdout);
  return unit_failures != 0;
}

#endif /* UNIT_H */
