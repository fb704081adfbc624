/* The machine: its memory, its operands and its loop.
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

   Memory is a table of pages, which are allocated when they are first
   written.  */

#include <inttypes.h>
#include <stdio.h>

#include "vm.h"

#define PAGE_CELLS 4096

struct memory
{
  struct storage storage;
  uint64_t size;
  int64_t **pages;
};

static bool
memory_get (struct storage *storage, uint64_t key, int64_t *value)
{
  const struct memory *memory = (const struct memory *)storage;

  if (key >= memory->size)
    return false;
  const int64_t *page = memory->pages[key / PAGE_CELLS];
  *value = page ? page[key % PAGE_CELLS] : 0;
  return true;
}

static bool
memory_put (struct storage *storage, uint64_t key, int64_t value)
{
  struct memory *memory = (struct memory *)storage;

  if (key >= memory->size)
    return false;
  int64_t **page = &memory->pages[key / PAGE_CELLS];
  if (!*page)
    *page = allocate (PAGE_CELLS, sizeof **page);
  (*page)[key % PAGE_CELLS] = value;
  return true;
}

struct storage *
memory_new (uint64_t size)
{
  struct memory *memory = allocate (1, sizeof *memory);

  memory->storage = (struct storage){ memory_get, memory_put };
  memory->size = size;
  memory->pages = allocate (size / PAGE_CELLS + 1, sizeof *memory->pages);
  return &memory->storage;
}

/* The key in its storage that OPERAND, which is no constant, stands for.  */
static uint64_t
operand_key (struct vm *vm, unsigned line, const struct operand *operand)
{
  int64_t index = 0;

  if (operand->kind != OPERAND_ELEMENT)
    return operand->base;
  if (!vm->memory->get (vm->memory, operand->index, &index))
    fault (vm, line, "no such variable");
  if (operand->length != 0 && (uint64_t)index >= operand->length)
    fault (vm, line, "index %" PRId64 " of an array of %" PRIu64, index,
           operand->length);
  return operand->base + (uint64_t)index;
}

static int64_t
operand_value (struct vm *vm, unsigned line, const struct operand *operand)
{
  int64_t value;

  if (operand->kind <= OPERAND_CONSTANT)
    return operand->base;
  uint64_t key = operand_key (vm, line, operand);
  if (!operand->storage->get (operand->storage, key, &value))
    fault (vm, line, "nothing can be read at %" PRIu64, key);
  return value;
}

void
vm_put (struct vm *vm, unsigned line, const struct operand *operand,
        int64_t value)
{
  uint64_t key = operand_key (vm, line, operand);

  if (!operand->storage->put (operand->storage, key, value))
    fault (vm, line, "nothing can be written at %" PRIu64, key);
}

static void
trace (struct vm *vm, const struct instruction *insn)
{
  fprintf (stderr, "%s:%u: %s", vm->file, insn->line, insn->name);
  if (insn->x.kind != OPERAND_NONE)
    fprintf (stderr, " %" PRId64, operand_value (vm, insn->line, &insn->x));
  if (insn->y.kind != OPERAND_NONE)
    fprintf (stderr, " %" PRId64, operand_value (vm, insn->line, &insn->y));
  fputc ('\n', stderr);
}

void
vm_run (struct vm *vm)
{
  vm->next = vm->code;
  while (vm->next)
    {
      const struct instruction *insn = vm->next++;

      if (vm->trace)
        trace (vm, insn);
      int64_t x = operand_value (vm, insn->line, &insn->x);
      int64_t y = operand_value (vm, insn->line, &insn->y);
      int64_t result = insn->run (vm, insn, x, y);
      if (insn->destination.kind != OPERAND_NONE)
        vm_put (vm, insn->line, &insn->destination, result);
      vm->executed++;
    }
}
