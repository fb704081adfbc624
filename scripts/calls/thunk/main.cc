/* Virtual calls through a second base class.
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

#include "../calls.h"
#include "widget.h"

int
main (int argc, char **argv)
{
  struct calls calls = calls_read (argc, argv);
  std::vector<std::unique_ptr<widget>> widgets;
  std::vector<handler *> handlers;
  std::uint64_t names = 0;

  for (unsigned i = 0; i < CALLS_ORDER; i++)
    {
      widgets.push_back (widget_new (calls_target (&calls), i));
      handlers.push_back (widgets.back ().get ());
    }
  for (const std::unique_ptr<widget> &each : widgets)
    names += each->name ();
  calls_report (names
                + handler_walk (handlers, calls.turns, calls_random (&calls)));
}
