/* From program text to instructions.
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

   A line is empty or holds one of

     NAME:                    a label
     array NAME LENGTH        NAME[INDEX] for INDEX from 0 to LENGTH - 1
     map NAME                 NAME[INDEX] for any INDEX
     data NAME NUMBER...      an array with these first elements
     OPCODE OPERAND...        an instruction

   and a comment from # on.  An operand is a number, a variable (which is
   there from its first use on), or NAME[INDEX] where INDEX is a number or a
   variable.  */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm.h"

#define MAX_LINE 256
#define MAX_SYMBOLS 256
#define MAX_CODE 4096
#define MEMORY_CELLS (1 << 24)
#define BLANKS " \t\n"

enum symbol_kind
{
  SYMBOL_VARIABLE,
  SYMBOL_ARRAY,
  SYMBOL_MAP,
  SYMBOL_LABEL
};

struct symbol
{
  char name[32];
  enum symbol_kind kind;
  struct storage *storage;
  uint64_t base; /* Key, or index of the instruction behind a label.  */
  uint64_t length;
};

struct parser
{
  struct vm *vm;
  unsigned line;
  struct symbol symbols[MAX_SYMBOLS];
  size_t n_symbols;
  size_t n_code;
  uint64_t used; /* Cells of memory.  */
  char targets[MAX_CODE][32];
};

static struct symbol *
find_symbol (struct parser *parser, const char *name)
{
  for (size_t i = 0; i < parser->n_symbols; i++)
    if (strcmp (parser->symbols[i].name, name) == 0)
      return &parser->symbols[i];
  return NULL;
}

/* A new symbol; LENGTH cells of memory are its own.  */
static struct symbol *
add_symbol (struct parser *parser, const char *name, enum symbol_kind kind,
            uint64_t length)
{
  struct symbol *symbol = &parser->symbols[parser->n_symbols];

  if (!name || !*name || strlen (name) >= sizeof symbol->name)
    fault (parser->vm, parser->line, "a name of 1 to 31 letters is missing");
  if (find_symbol (parser, name))
    fault (parser->vm, parser->line, "%s is there already", name);
  if (++parser->n_symbols > MAX_SYMBOLS)
    fault (parser->vm, parser->line, "more than %d names", MAX_SYMBOLS);
  if (length > MEMORY_CELLS - parser->used)
    fault (parser->vm, parser->line, "no memory is left for %s", name);
  strcpy (symbol->name, name);
  symbol->kind = kind;
  symbol->storage = kind == SYMBOL_MAP ? tree_new () : parser->vm->memory;
  symbol->base = kind == SYMBOL_MAP ? 0 : parser->used;
  symbol->length = length;
  parser->used += length;
  return symbol;
}

/* The number that WORD is; false if it is none.  */
static bool
parse_number (const char *word, int64_t *number)
{
  char *end;

  errno = 0;
  *number = strtoll (word, &end, 10);
  return end != word && *end == '\0' && errno == 0;
}

static const struct symbol *
parse_variable (struct parser *parser, const char *name)
{
  const struct symbol *symbol = find_symbol (parser, name);

  if (!symbol)
    symbol = add_symbol (parser, name, SYMBOL_VARIABLE, 1);
  if (symbol->kind != SYMBOL_VARIABLE)
    fault (parser->vm, parser->line, "%s is no variable", name);
  return symbol;
}

/* NAME[INDEX], cut before and behind INDEX.  */
static struct operand
parse_element (struct parser *parser, const char *name, const char *index)
{
  const struct symbol *symbol = find_symbol (parser, name);
  struct operand operand = { .kind = OPERAND_ELEMENT };
  int64_t number;

  if (!symbol || (symbol->kind != SYMBOL_ARRAY && symbol->kind != SYMBOL_MAP))
    fault (parser->vm, parser->line, "%s is no array or map", name);
  operand.storage = symbol->storage;
  operand.base = (int64_t)symbol->base;
  operand.length = symbol->length;
  if (!parse_number (index, &number))
    operand.index = parse_variable (parser, index)->base;
  else if (symbol->kind == SYMBOL_ARRAY && (uint64_t)number >= symbol->length)
    fault (parser->vm, parser->line, "%s[%s] is out of range", name, index);
  else
    {
      operand.kind = OPERAND_VALUE;
      operand.base += number;
    }
  return operand;
}

static struct operand
parse_operand (struct parser *parser, char *word)
{
  struct operand operand = { .kind = OPERAND_CONSTANT };
  char *bracket = strchr (word, '[');
  char *last = word + strlen (word) - 1;

  if (bracket && *last == ']')
    {
      *bracket = *last = '\0';
      return parse_element (parser, word, bracket + 1);
    }
  if (!parse_number (word, &operand.base))
    {
      const struct symbol *symbol = parse_variable (parser, word);
      operand.kind = OPERAND_VALUE;
      operand.storage = symbol->storage;
      operand.base = (int64_t)symbol->base;
    }
  return operand;
}

static void
parse_instruction (struct parser *parser, const char *name)
{
  const struct opcode *opcode = find_opcode (name);
  struct instruction *insn = &parser->vm->code[parser->n_code];

  if (!opcode)
    fault (parser->vm, parser->line, "no instruction is called %s", name);
  if (parser->n_code == MAX_CODE)
    fault (parser->vm, parser->line, "more than %d instructions", MAX_CODE);
  insn->run = opcode->run;
  insn->name = opcode->name;
  insn->line = parser->line;
  for (const char *shape = opcode->shape; *shape; shape++)
    {
      char *word = strtok (NULL, BLANKS);

      if (!word)
        fault (parser->vm, parser->line, "%s takes %zu operands", name,
               strlen (opcode->shape));
      if (*shape == 't')
        {
          if (strlen (word) >= sizeof *parser->targets)
            fault (parser->vm, parser->line, "no label is called %s", word);
          strcpy (parser->targets[parser->n_code], word);
          continue;
        }
      struct operand operand = parse_operand (parser, word);
      if (*shape == 'x')
        insn->x = operand;
      else if (*shape == 'y')
        insn->y = operand;
      else if (operand.kind == OPERAND_CONSTANT)
        fault (parser->vm, parser->line, "%s cannot be written to", word);
      else
        insn->destination = operand;
    }
  if (strtok (NULL, BLANKS))
    fault (parser->vm, parser->line, "%s takes %zu operands", name,
           strlen (opcode->shape));
  parser->n_code++;
}

static void
parse_data (struct parser *parser)
{
  char *name = strtok (NULL, BLANKS);
  int64_t numbers[MAX_LINE];
  uint64_t count = 0;
  char *word;

  while ((word = strtok (NULL, BLANKS)))
    if (!parse_number (word, &numbers[count++]))
      fault (parser->vm, parser->line, "%s is no number", word);
  const struct symbol *symbol = add_symbol (parser, name, SYMBOL_ARRAY, count);
  for (uint64_t i = 0; i < count; i++)
    {
      struct operand operand = { .kind = OPERAND_VALUE,
                                 .storage = symbol->storage,
                                 .base = (int64_t)(symbol->base + i) };
      vm_put (parser->vm, parser->line, &operand, numbers[i]);
    }
}

static void
parse_array (struct parser *parser)
{
  char *name = strtok (NULL, BLANKS);
  char *word = strtok (NULL, BLANKS);
  int64_t length;

  if (!word || !parse_number (word, &length) || length <= 0)
    fault (parser->vm, parser->line, "an array needs a length");
  add_symbol (parser, name, SYMBOL_ARRAY, (uint64_t)length);
}

static void
parse_line (struct parser *parser, char *text)
{
  char *comment = strchr (text, '#');

  if (comment)
    *comment = '\0';
  char *word = strtok (text, BLANKS);
  if (!word)
    return;
  char *last = word + strlen (word) - 1;
  if (*last == ':')
    {
      *last = '\0';
      add_symbol (parser, word, SYMBOL_LABEL, 0)->base = parser->n_code;
    }
  else if (strcmp (word, "array") == 0)
    parse_array (parser);
  else if (strcmp (word, "map") == 0)
    add_symbol (parser, strtok (NULL, BLANKS), SYMBOL_MAP, 0);
  else if (strcmp (word, "data") == 0)
    parse_data (parser);
  else
    parse_instruction (parser, word);
}

/* Labels may stand behind the jumps to them, so jumps get their targets
   last.  */
static void
resolve_targets (struct parser *parser)
{
  for (size_t i = 0; i < parser->n_code; i++)
    if (*parser->targets[i])
      {
        struct instruction *insn = &parser->vm->code[i];
        const struct symbol *label = find_symbol (parser, parser->targets[i]);

        if (!label || label->kind != SYMBOL_LABEL)
          fault (parser->vm, insn->line, "no label is called %s",
                 parser->targets[i]);
        insn->target = &parser->vm->code[label->base];
      }
}

void
parse (struct vm *vm)
{
  struct parser *parser = allocate (1, sizeof *parser);
  char text[MAX_LINE];
  char halt[] = "halt";
  FILE *stream = fopen (vm->file, "r");

  if (!stream)
    fault (vm, 0, "%s", strerror (errno));
  parser->vm = vm;
  vm->memory = memory_new (MEMORY_CELLS);
  vm->code = allocate (MAX_CODE, sizeof *vm->code);
  while (fgets (text, sizeof text, stream))
    {
      parser->line++;
      if (!strchr (text, '\n') && strlen (text) == sizeof text - 1)
        fault (vm, parser->line, "the line is too long");
      parse_line (parser, text);
    }
  if (ferror (stream))
    fault (vm, parser->line, "%s", strerror (errno));
  fclose (stream);
  parse_line (parser, halt);
  resolve_targets (parser);
  free (parser);
}
