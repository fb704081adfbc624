/* Expressions from text, by recursive descent.
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

   The grammar is

     sum      product { ("+" | "-") product }
     product  factor { "*" factor }
     factor   number | name | name "(" sum ")" | "(" sum ")"  */

#include <cctype>

#include "parse.h"

namespace
{

class parser
{
public:
  explicit parser (const std::string &text) : m_next (text.c_str ()) {}

  tree
  sum ()
  {
    tree left = product ();
    while (*m_next == '+' || *m_next == '-')
      {
        char sign = *m_next++;
        left = std::make_unique<binary> (sign, std::move (left), product ());
      }
    return left;
  }

private:
  tree
  product ()
  {
    tree left = factor ();
    while (*m_next == '*')
      {
        char sign = *m_next++;
        left = std::make_unique<binary> (sign, std::move (left), factor ());
      }
    return left;
  }

  tree
  factor ()
  {
    if (std::isdigit (static_cast<unsigned char> (*m_next)))
      return constant ();
    std::string name;
    while (std::isalnum (static_cast<unsigned char> (*m_next)))
      name += *m_next++;
    if (*m_next != '(')
      return std::make_unique<variable> (name);
    m_next++;
    tree inner = sum ();
    m_next++;
    if (name.empty ())
      return inner;
    return std::make_unique<application> (builtin_find (name),
                                          std::move (inner));
  }

  tree
  constant ()
  {
    std::uint64_t value = 0;
    while (std::isdigit (static_cast<unsigned char> (*m_next)))
      value = value * 10 + static_cast<std::uint64_t> (*m_next++ - '0');
    return std::make_unique<number> (value);
  }

  const char *m_next;
};

}

tree
parse (const std::string &text)
{
  return parser (text).sum ();
}
