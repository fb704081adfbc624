/* gcc-pgo check --objects.
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

#ifndef PGO_CHECK_OBJECTS_TOOL_H
#define PGO_CHECK_OBJECTS_TOOL_H

#include <stdbool.h>
#include <stddef.h>

/* What the user asked for.  */
struct pgo_objects_request
{
  const char *const *files; /* Objects, archives and directories.  */
  size_t n_files;
  const char *const *profiles; /* What they are to be built with; none: what
                                  most are.  */
  size_t n_profiles;
  bool json;
  bool strict; /* All that GCC compiles has a profile.  */
};

/* Tell whether they were built with one profile.  Returns an exit status.  */
int pgo_check_objects (const struct pgo_objects_request *request);

#endif /* PGO_CHECK_OBJECTS_TOOL_H */
