/* Calls of a comparison by the template of a sort.
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
#include "record.h"

int
main (int argc, char **argv)
{
  struct calls calls = calls_read (argc, argv);
  std::vector<record> records (1000);
  std::uint64_t sum = 0;

  for (std::uint64_t turn = 0; turn < calls.turns; turn++)
    {
      std::uint32_t age = 0;
      for (record &each : records)
        {
          std::uint64_t number = calls_random (&calls);
          each = { number & 0xffff, static_cast<std::uint32_t> (number >> 32),
                   age++ };
        }
      record_sort (records, calls_target (&calls));
      for (const record &each : records)
        sum = sum * 31 + each.age;
    }
  calls_report (sum);
}
