/* Widgets, which have a name and handle events: two base classes.
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

#ifndef WIDGET_H
#define WIDGET_H

#include <cstdint>
#include <memory>
#include <vector>

class named
{
public:
  virtual ~named ();
  virtual unsigned name () const = 0;
};

class handler
{
public:
  virtual ~handler ();
  virtual std::uint64_t handle (std::uint64_t event) = 0;
};

class widget : public named, public handler
{
public:
  explicit widget (unsigned name) : m_name (name) {}
  unsigned name () const override;

private:
  unsigned m_name;
};

std::unique_ptr<widget> widget_new (unsigned target, unsigned name);

/* Hand TURNS events to HANDLERS in turns.  */
std::uint64_t handler_walk (const std::vector<handler *> &handlers,
                            std::uint64_t turns, std::uint64_t event);

#endif
