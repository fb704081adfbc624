/* Run a program: cells [-t] FILE.
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

   With -t each instruction is shown before it runs.  What the program prints
   goes to standard output, and the number of instructions after it.  */

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm.h"

void
fault (const struct vm *vm, unsigned line, const char *format, ...)
{
  va_list arguments;

  fflush (stdout);
  fprintf (stderr, "%s:%u: ", vm->file, line);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  exit (EXIT_FAILURE);
}

void *
allocate (size_t count, size_t size)
{
  void *memory = calloc (count, size);

  if (!memory)
    {
      fputs ("cells: out of memory\n", stderr);
      exit (EXIT_FAILURE);
    }
  return memory;
}

int
main (int argc, char **argv)
{
  struct vm vm = { .random = random_state (0) };

  vm.trace = argc == 3 && strcmp (argv[1], "-t") == 0;
  if (argc != 2 + vm.trace)
    {
      fputs ("usage: cells [-t] FILE\n", stderr);
      return 2;
    }
  vm.file = argv[argc - 1];
  parse (&vm);
  vm_run (&vm);
  printf ("%" PRIu64 " instructions\n", vm.executed);
  return EXIT_SUCCESS;
}
