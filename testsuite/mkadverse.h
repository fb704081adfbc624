/* What the parts of mkadverse share.
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

   mkadverse.c reads the sites, mkadverse_kinds.c writes profiles of them.  */

#ifndef MKADVERSE_H
#define MKADVERSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct function
{
  char *name, *file, *flags, *signature;
  bool body, is_static;
  int line, last;
};

/* A call at OFFSET from the line of its caller; CALLEE is -1 where it is
   indirect.  METHODS are the N_METHODS that it may reach if it is virtual.  */
struct call
{
  int caller, callee, offset;
  char *signature;
  int *methods;
  size_t n_methods;
};

extern struct function *functions;
extern size_t n_functions;
extern struct call *calls;
extern size_t n_calls;

/* Indices of the functions with a body, of all where none has one.  */
extern int *bodies;
extern size_t n_bodies;

/* Each is a kind of profile.  The last has no name.  */
struct kind
{
  const char *name;
  void (*write) (void);
};
extern const struct kind kinds[];

extern uint64_t seed;

/* Write the profile of KIND to a file of its name in the current directory.  */
void write_kind (const struct kind *kind);

void die (const char *format, ...)
    __attribute__ ((noreturn, format (printf, 1, 2)));

#endif /* MKADVERSE_H */
