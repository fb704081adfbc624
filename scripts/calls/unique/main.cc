/* Virtual calls over a vector of unique_ptr.
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
#include "shape.h"

int
main (int argc, char **argv)
{
  struct calls calls = calls_read (argc, argv);
  std::vector<std::unique_ptr<shape>> shapes;
  std::uint64_t sum = 0;

  for (unsigned i = 0; i < CALLS_ORDER; i++)
    shapes.push_back (
        shape_new (calls_target (&calls), calls_random (&calls) & 255));
  for (std::uint64_t turn = 0; turn < calls.turns; turn++)
    sum = sum * 31 + shape_area (shapes);
  calls_report (sum);
}
