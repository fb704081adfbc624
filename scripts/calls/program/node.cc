/* The values of expressions.
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

#include "node.h"

visitor::~visitor () = default;

node::~node () = default;

std::uint64_t
number::value (const scope &) const
{
  return m_constant;
}

void
number::accept (visitor &visitor) const
{
  visitor.visit (*this);
}

std::uint64_t
variable::value (const scope &scope) const
{
  return scope.find (m_name);
}

void
variable::accept (visitor &visitor) const
{
  visitor.visit (*this);
}

std::uint64_t
binary::value (const scope &scope) const
{
  std::uint64_t left = m_left->value (scope), right = m_right->value (scope);

  switch (m_sign)
    {
    case '+':
      return left + right;
    case '-':
      return left - right;
    default:
      return left * right;
    }
}

void
binary::accept (visitor &visitor) const
{
  visitor.visit (*this);
}

std::uint64_t
application::value (const scope &scope) const
{
  return m_function (m_argument->value (scope));
}

void
application::accept (visitor &visitor) const
{
  visitor.visit (*this);
}
