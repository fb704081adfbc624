/* Visitors of expressions.
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

#include "visit.h"

void
census::visit (const number &)
{
  m_numbers++;
}

void
census::visit (const variable &)
{
  m_variables++;
}

void
census::visit (const binary &node)
{
  m_binaries++;
  node.left ().accept (*this);
  node.right ().accept (*this);
}

void
census::visit (const application &node)
{
  m_applications++;
  node.argument ().accept (*this);
}

void
depth::enter (const node &node)
{
  if (++m_level > m_greatest)
    m_greatest = m_level;
  node.accept (*this);
  m_level--;
}

void
depth::visit (const number &)
{
}

void
depth::visit (const variable &)
{
}

void
depth::visit (const binary &node)
{
  enter (node.left ());
  enter (node.right ());
}

void
depth::visit (const application &node)
{
  enter (node.argument ());
}

void
digest::add (std::uint64_t value)
{
  m_digest = (m_digest ^ value) * 0x100000001b3;
}

void
digest::visit (const number &node)
{
  add (node.constant ());
}

void
digest::visit (const variable &node)
{
  for (char c : node.name ())
    add (static_cast<unsigned char> (c));
}

void
digest::visit (const binary &node)
{
  node.left ().accept (*this);
  add (static_cast<unsigned char> (node.sign ()));
  node.right ().accept (*this);
}

void
digest::visit (const application &node)
{
  add ('(');
  node.argument ().accept (*this);
  add (')');
}
