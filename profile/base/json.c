/* Text for JSON.
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

   See json.h.  */

#include "base/json.h"

#include <stddef.h>
#include <string.h>

/* The length of the UTF-8 character at P, or 0 if there is none: RFC 3629,
   which admits no overlong form, no surrogate and nothing above U+10FFFF.  */
static size_t
utf8_length (const unsigned char *p)
{
  unsigned char low = 0x80, high = 0xbf;
  size_t n;

  if (p[0] < 0x80)
    return 1;
  if (p[0] >= 0xc2 && p[0] <= 0xdf)
    n = 2;
  else if ((p[0] & 0xf0) == 0xe0)
    n = 3;
  else if (p[0] >= 0xf0 && p[0] <= 0xf4)
    n = 4;
  else
    return 0;
  if (p[0] == 0xe0)
    low = 0xa0;
  else if (p[0] == 0xed)
    high = 0x9f;
  else if (p[0] == 0xf0)
    low = 0x90;
  else if (p[0] == 0xf4)
    high = 0x8f;
  for (size_t i = 1; i < n; i++, low = 0x80, high = 0xbf)
    if (p[i] < low || p[i] > high)
      return 0;
  return n;
}

void
pgo_json_string (FILE *stream, const char *text)
{
  static const char escaped[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const unsigned char *p = (const unsigned char *) text;

  putc ('"', stream);
  while (*p)
    {
      size_t n = utf8_length (p);
      const char *escape = strchr (escaped, *p);
      if (n == 0)
        fputs ("\\ufffd", stream);
      else if (escape)
        fprintf (stream, "\\%c", letters[escape - escaped]);
      else if (*p < 0x20 || *p == 0x7f)
        fprintf (stream, "\\u%04x", *p);
      else
        fwrite (p, 1, n, stream);
      p += n ? n : 1;
    }
  putc ('"', stream);
}
