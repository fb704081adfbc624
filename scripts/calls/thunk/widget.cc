/* Widgets; they are called as handlers, which takes a thunk.
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

#include "widget.h"

namespace
{

class button : public widget
{
public:
  using widget::widget;

  std::uint64_t
  handle (std::uint64_t event) override
  {
    m_pressed += event & 3;
    return event + m_pressed;
  }

private:
  std::uint64_t m_pressed = 0;
};

class slider : public widget
{
public:
  using widget::widget;

  std::uint64_t
  handle (std::uint64_t event) override
  {
    m_place = (m_place + event) >> 1;
    return event ^ m_place;
  }

private:
  std::uint64_t m_place = 0;
};

}

named::~named () = default;

handler::~handler () = default;

unsigned
widget::name () const
{
  return m_name;
}

std::unique_ptr<widget>
widget_new (unsigned target, unsigned name)
{
  if (target == 0)
    return std::make_unique<button> (name);
  return std::make_unique<slider> (name);
}

std::uint64_t
handler_walk (const std::vector<handler *> &handlers, std::uint64_t turns,
              std::uint64_t event)
{
  std::size_t next = 0;

  for (std::uint64_t i = 0; i < turns; i++)
    {
      event = handlers[next]->handle (event + i);
      if (++next == handlers.size ())
        next = 0;
    }
  return event;
}
