/* Calls of thin wrappers, of which none has most of the calls.
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

#include <stddef.h>

#include "../calls.h"
#include "store.h"

static struct store stores[CALLS_ORDER];
static uint64_t numbers[STORE_SIZE];

int
main (int argc, char **argv)
{
  static const struct store_operations *const kinds[CALLS_TARGETS]
      = { &array_operations, &tree_operations, &tree_operations,
          &tree_operations };
  struct calls calls = calls_read (argc, argv);

  for (size_t i = 0; i < STORE_SIZE; i++)
    numbers[i] = calls_random (&calls);
  for (size_t i = 0; i < CALLS_ORDER; i++)
    stores[i] = (struct store){ kinds[calls_target (&calls)], numbers };
  calls_report (
      store_walk (stores, CALLS_ORDER, calls.turns, calls_random (&calls)));
}
