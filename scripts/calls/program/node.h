/* Expressions, as trees.
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

#ifndef NODE_H
#define NODE_H

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "builtins.h"
#include "scope.h"

class number;
class variable;
class binary;
class application;

/* Does something with each kind of node.  */
class visitor
{
public:
  virtual ~visitor ();
  virtual void visit (const number &node) = 0;
  virtual void visit (const variable &node) = 0;
  virtual void visit (const binary &node) = 0;
  virtual void visit (const application &node) = 0;
};

class node
{
public:
  virtual ~node ();
  virtual std::uint64_t value (const scope &scope) const = 0;
  virtual void accept (visitor &visitor) const = 0;
};

using tree = std::unique_ptr<node>;

class number : public node
{
public:
  explicit number (std::uint64_t constant) : m_constant (constant) {}
  std::uint64_t value (const scope &scope) const override;
  void accept (visitor &visitor) const override;

  std::uint64_t
  constant () const
  {
    return m_constant;
  }

private:
  std::uint64_t m_constant;
};

class variable : public node
{
public:
  explicit variable (std::string name) : m_name (std::move (name)) {}
  std::uint64_t value (const scope &scope) const override;
  void accept (visitor &visitor) const override;

  const std::string &
  name () const
  {
    return m_name;
  }

private:
  std::string m_name;
};

class binary : public node
{
public:
  binary (char sign, tree left, tree right)
      : m_sign (sign), m_left (std::move (left)), m_right (std::move (right))
  {
  }
  std::uint64_t value (const scope &scope) const override;
  void accept (visitor &visitor) const override;

  char
  sign () const
  {
    return m_sign;
  }

  const node &
  left () const
  {
    return *m_left;
  }

  const node &
  right () const
  {
    return *m_right;
  }

private:
  char m_sign;
  tree m_left, m_right;
};

/* The call of a built-in function.  */
class application : public node
{
public:
  application (const builtin &function, tree argument)
      : m_function (function), m_argument (std::move (argument))
  {
  }
  std::uint64_t value (const scope &scope) const override;
  void accept (visitor &visitor) const override;

  const node &
  argument () const
  {
    return *m_argument;
  }

private:
  const builtin &m_function;
  tree m_argument;
};

#endif
