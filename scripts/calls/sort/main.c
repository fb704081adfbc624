/* Calls of a comparison by a sort that is in another file.
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
#include "sort.h"

#define RECORDS 1000

static struct record records[RECORDS];
static const void *items[RECORDS];

int
main (int argc, char **argv)
{
  static sort_compare *const orders[CALLS_TARGETS]
      = { record_by_key, record_by_size, record_by_size, record_by_size };
  struct calls calls = calls_read (argc, argv);
  uint64_t sum = 0;

  for (uint64_t turn = 0; turn < calls.turns; turn++)
    {
      for (uint32_t i = 0; i < RECORDS; i++)
        {
          uint64_t number = calls_random (&calls);
          records[i] = (struct record){ number & 0xffff,
                                        (uint32_t) (number >> 32), i };
          items[i] = &records[i];
        }
      sort (items, RECORDS, orders[calls_target (&calls)]);
      for (uint32_t i = 0; i < RECORDS; i++)
        sum = sum * 31 + ((const struct record *) items[i])->age;
    }
  calls_report (sum);
}
