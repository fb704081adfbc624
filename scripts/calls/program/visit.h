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

#ifndef VISIT_H
#define VISIT_H

#include "node.h"

/* How many nodes of each kind an expression has.  */
class census : public visitor
{
public:
  void visit (const number &node) override;
  void visit (const variable &node) override;
  void visit (const binary &node) override;
  void visit (const application &node) override;

  std::uint64_t
  result () const
  {
    return ((m_binaries * 31 + m_variables) * 31 + m_numbers) * 31
           + m_applications;
  }

private:
  std::uint64_t m_numbers = 0, m_variables = 0, m_binaries = 0,
                m_applications = 0;
};

/* How deep an expression is.  */
class depth : public visitor
{
public:
  void visit (const number &node) override;
  void visit (const variable &node) override;
  void visit (const binary &node) override;
  void visit (const application &node) override;

  std::uint64_t
  result () const
  {
    return m_greatest;
  }

private:
  void enter (const node &node);

  std::uint64_t m_level = 0, m_greatest = 0;
};

/* A digest of the text of an expression.  */
class digest : public visitor
{
public:
  void visit (const number &node) override;
  void visit (const variable &node) override;
  void visit (const binary &node) override;
  void visit (const application &node) override;

  std::uint64_t
  result () const
  {
    return m_digest;
  }

private:
  void add (std::uint64_t value);

  std::uint64_t m_digest = 0xcbf29ce484222325;
};

#endif
