/* An interpreter of a small three-address language, and its storage.
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

   A program works on named values.  A variable or an element of an array
   lives in the machine's memory; an element of a map, whose index may be any
   integer, lives in a tree of its own.  The machine reaches both through
   struct storage and does not know which it has.  An instruction names a
   handler, which gets the values of its operands and returns the value for
   its destination.  Whatever goes wrong in a program ends it with a message
   that names the line.  */

#ifndef VM_H
#define VM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Somewhere that keeps integers by key.  Both functions return false where
   KEY cannot be kept there; what was never put reads as 0.  */
struct storage
{
  bool (*get) (struct storage *storage, uint64_t key, int64_t *value);
  bool (*put) (struct storage *storage, uint64_t key, int64_t value);
};

enum operand_kind
{
  OPERAND_NONE,
  OPERAND_CONSTANT, /* BASE itself.  */
  OPERAND_VALUE,    /* What STORAGE has under BASE.  */
  OPERAND_ELEMENT   /* Likewise under BASE + the variable INDEX.  */
};

struct operand
{
  enum operand_kind kind;
  struct storage *storage;
  int64_t base;
  uint64_t index;  /* Key of a variable in memory.  */
  uint64_t length; /* Of the array, or 0 for a map: any index will do.  */
};

struct vm;
struct instruction;

/* Returns the value for the destination; 0 where there is none.  */
typedef int64_t handler (struct vm *vm, const struct instruction *insn,
                         int64_t x, int64_t y);

struct instruction
{
  handler *run;
  struct operand destination, x, y;
  const struct instruction *target; /* Of a jump.  */
  const char *name;
  unsigned line;
};

struct vm
{
  const char *file;
  struct storage *memory;
  struct instruction *code;
  const struct instruction *next; /* NULL: halted.  */
  uint64_t random;                /* State of the generator.  */
  uint64_t executed;
  bool trace;
};

/* A mnemonic.  SHAPE has a letter for each operand in the order in which they
   are written: d destination, x and y sources, t a label to jump to.  */
struct opcode
{
  const char *name;
  handler *run;
  const char *shape;
};

/* The opcode called NAME, or NULL.  */
const struct opcode *find_opcode (const char *name);

/* A generator's state from any number.  */
uint64_t random_state (int64_t seed);

/* Report FORMAT at LINE of the program and exit with status 1.  */
void fault (const struct vm *vm, unsigned line, const char *format, ...)
    __attribute__ ((format (printf, 3, 4), noreturn));

/* Memory from malloc that is all zero, or the end.  */
void *allocate (size_t count, size_t size);

/* A memory of SIZE cells, and a tree.  */
struct storage *memory_new (uint64_t size);
struct storage *tree_new (void);

/* Read the program in vm->file into VM.  */
void parse (struct vm *vm);

/* Put VALUE where OPERAND says, on behalf of LINE.  */
void vm_put (struct vm *vm, unsigned line, const struct operand *operand,
             int64_t value);

/* Run VM from its first instruction until it halts.  */
void vm_run (struct vm *vm);

#endif /* VM_H */
