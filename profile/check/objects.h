/* Were all objects of a build built with one profile?
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

   Goes by the mark that the plugin leaves in each object.  That of several
   profiles is of them together, and that of a directory of its head: a part
   that is new does not show in it.  */

#ifndef PGO_CHECK_OBJECTS_H
#define PGO_CHECK_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* An object file, or what a linker made of several.  */
struct pgo_object
{
  char *name;  /* "FILE", or "ARCHIVE(MEMBER)".  */
  char *mark;  /* The digits of its profile, "" without; of several those of
                  each, in order, with spaces between.  */
  bool by_gcc; /* Compiled by GCC, and not assembled.  */
};

/* Objects of one mark.  */
struct pgo_object_group
{
  const char *mark;
  size_t n;
};

struct pgo_objects;

struct pgo_objects *pgo_objects_new (void);

/* OBJECTS may be NULL.  */
void pgo_objects_free (struct pgo_objects *objects);

/* Add the object or archive FILE, or all of these below it if it is a
   directory.  False with ERR set to "FILE: reason" where it cannot be read or is
   another file; in a directory those are no objects.  */
bool pgo_objects_add (struct pgo_objects *objects, const char *file,
                      struct pgo_error *err);

/* All of them, *N, in the order of their names as from each file added.  They
   belong to OBJECTS.  */
const struct pgo_object *pgo_objects_all (const struct pgo_objects *objects,
                                          size_t *n);

/* Their marks, *N, those of most objects first, then by digits.  That without
   one is left out unless GCC has compiled the objects.  The caller frees the
   array.  */
struct pgo_object_group *pgo_objects_groups (const struct pgo_objects *objects,
                                             size_t *n);

#endif /* PGO_CHECK_OBJECTS_H */
