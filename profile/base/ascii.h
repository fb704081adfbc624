/* Characters of ASCII, in every locale.
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

   isalnum and its like go by the locale, which GCC takes from the
   environment.  */

#ifndef PGO_ASCII_H
#define PGO_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool
pgo_digit_p (char c)
{
  return c >= '0' && c <= '9';
}

static inline bool
pgo_lower_p (char c)
{
  return c >= 'a' && c <= 'z';
}

static inline bool
pgo_upper_p (char c)
{
  return c >= 'A' && c <= 'Z';
}

static inline bool
pgo_letter_p (char c)
{
  return pgo_lower_p (c) || pgo_upper_p (c);
}

static inline bool
pgo_alnum_p (char c)
{
  return pgo_letter_p (c) || pgo_digit_p (c);
}

static inline bool
pgo_hex_digit_p (char c)
{
  return pgo_digit_p (c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static inline bool
pgo_blank_p (char c)
{
  return c == ' ' || c == '\t';
}

static inline bool
pgo_space_p (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* True if C is of an identifier, as a byte of a letter beyond ASCII is.  */
static inline bool
pgo_word_char_p (char c)
{
  return pgo_alnum_p (c) || c == '_' || c == '$' || (c & 0x80);
}

/* True if the N bytes at A and at B are the same but for the case of letters.  */
static inline bool
pgo_same_letters_p (const char *a, const char *b, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (a[i] != b[i]
        && !(pgo_letter_p (a[i]) && pgo_letter_p (b[i])
             && (a[i] ^ b[i]) == ('a' ^ 'A')))
      return false;
  return true;
}

#endif /* PGO_ASCII_H */
