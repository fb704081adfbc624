/* The handlers, one an instruction, and the table of them.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   Sums and products wrap around; division rounds down, and a remainder has
   the sign of the divisor.  */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "vm.h"

#define HANDLER(NAME)                                                          \
  static int64_t NAME (                                                        \
      struct vm *vm __attribute__ ((unused)),                                  \
      const struct instruction *insn __attribute__ ((unused)),                 \
      int64_t x __attribute__ ((unused)), int64_t y __attribute__ ((unused)))

/* The quotient of X and Y rounded down; the remainder goes to *REST.  */
static int64_t
divide (struct vm *vm, unsigned line, int64_t x, int64_t y, int64_t *rest)
{
  if (y == 0)
    fault (vm, line, "division of %" PRId64 " by zero", x);
  if (y == -1)
    {
      *rest = 0;
      return (int64_t) - (uint64_t)x;
    }
  int64_t quotient = x / y;
  *rest = x % y;
  if (*rest != 0 && (*rest < 0) != (y < 0))
    {
      *rest += y;
      quotient--;
    }
  return quotient;
}

/* The next of VM's random numbers (xorshift64*).  */
static uint64_t
random_next (uint64_t *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545f4914f6cdd1d;
}

uint64_t
random_state (int64_t seed)
{
  uint64_t state = (uint64_t)seed * 2 + 1;

  for (int i = 0; i < 16; i++)
    random_next (&state);
  return state;
}

HANDLER (op_set) { return x; }

HANDLER (op_add) { return (int64_t)((uint64_t)x + (uint64_t)y); }

HANDLER (op_sub) { return (int64_t)((uint64_t)x - (uint64_t)y); }

HANDLER (op_mul) { return (int64_t)((uint64_t)x * (uint64_t)y); }

HANDLER (op_div)
{
  int64_t rest;

  return divide (vm, insn->line, x, y, &rest);
}

HANDLER (op_mod)
{
  int64_t rest;

  divide (vm, insn->line, x, y, &rest);
  return rest;
}

HANDLER (op_min) { return x < y ? x : y; }

HANDLER (op_max) { return x > y ? x : y; }

HANDLER (op_jump)
{
  vm->next = insn->target;
  return 0;
}

HANDLER (op_jeq)
{
  if (x == y)
    vm->next = insn->target;
  return 0;
}

HANDLER (op_jne)
{
  if (x != y)
    vm->next = insn->target;
  return 0;
}

HANDLER (op_jlt)
{
  if (x < y)
    vm->next = insn->target;
  return 0;
}

HANDLER (op_jle)
{
  if (x <= y)
    vm->next = insn->target;
  return 0;
}

/* A random number from 0 to X - 1.  */
HANDLER (op_random)
{
  int64_t rest;

  divide (vm, insn->line, (int64_t)(random_next (&vm->random) >> 1), x, &rest);
  return rest;
}

HANDLER (op_seed)
{
  vm->random = random_state (x);
  return 0;
}

HANDLER (op_print)
{
  printf ("%" PRId64 "\n", x);
  return 0;
}

HANDLER (op_halt)
{
  vm->next = NULL;
  return 0;
}

static const struct opcode opcodes[] = {
  { "set", op_set, "dx" },  { "add", op_add, "dxy" },
  { "sub", op_sub, "dxy" }, { "mul", op_mul, "dxy" },
  { "div", op_div, "dxy" }, { "mod", op_mod, "dxy" },
  { "min", op_min, "dxy" }, { "max", op_max, "dxy" },
  { "jump", op_jump, "t" }, { "jeq", op_jeq, "xyt" },
  { "jne", op_jne, "xyt" }, { "jlt", op_jlt, "xyt" },
  { "jle", op_jle, "xyt" }, { "random", op_random, "dx" },
  { "seed", op_seed, "x" }, { "print", op_print, "x" },
  { "halt", op_halt, "" },
};

const struct opcode *
find_opcode (const char *name)
{
  for (size_t i = 0; i < sizeof opcodes / sizeof *opcodes; i++)
    if (strcmp (opcodes[i].name, name) == 0)
      return &opcodes[i];
  return NULL;
}
