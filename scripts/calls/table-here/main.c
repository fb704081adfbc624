/* Calls by a table of functions in one file.
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
#include "machine.h"

static unsigned char code[CALLS_ORDER];

int
main (int argc, char **argv)
{
  struct calls calls = calls_read (argc, argv);

  for (unsigned i = 0; i < CALLS_ORDER; i++)
    code[i] = (unsigned char) calls_target (&calls);
  calls_report (
      machine_run (code, CALLS_ORDER, calls.turns, calls_random (&calls)));
}
