/* Random expressions.
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

#include "text.h"

std::string
text_new (struct calls *calls, unsigned depth)
{
  static const char *const functions[] = { "half", "square", "half", "root" };
  std::uint64_t random = calls_random (calls) >> 32;
  unsigned kind = calls_target (calls);

  if (depth == 0)
    kind = kind == 0 ? 1 : 2;
  switch (kind)
    {
    case 0:
      return '(' + text_new (calls, depth - 1) + "+-*"[random % 3]
             + text_new (calls, depth - 1) + ')';
    case 1:
      return "v" + std::to_string (random % 24);
    case 2:
      return std::to_string (random % 1000);
    default:
      return std::string (functions[random % 4]) + '('
             + text_new (calls, depth - 1) + ')';
    }
}
