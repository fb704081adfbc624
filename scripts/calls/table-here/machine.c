/* The functions of a machine, in one file with the table that it calls.
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

#include "machine.h"

struct machine
{
  uint64_t value, carry;
};

static void
add (struct machine *machine, uint64_t operand)
{
  machine->value += operand;
  machine->carry += machine->value < operand;
}

static void
mix (struct machine *machine, uint64_t operand)
{
  machine->value ^= (machine->value << 9) + operand;
}

static void
swap (struct machine *machine, uint64_t operand)
{
  uint64_t value = machine->value;
  machine->value = machine->carry + operand;
  machine->carry = value;
}

static void (*const functions[]) (struct machine *, uint64_t)
    = { add, mix, swap, swap };

uint64_t
machine_run (const unsigned char *code, unsigned count, uint64_t turns,
             uint64_t value)
{
  struct machine machine = { value, 0 };
  unsigned next = 0;

  for (uint64_t i = 0; i < turns; i++)
    {
      functions[code[next]](&machine, i);
      if (++next == count)
        next = 0;
    }
  return machine.value ^ machine.carry;
}
