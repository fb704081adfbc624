/* Code that a program made while it ran.
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


   The kernel names memory that is shared or has a name; perf puts the map that
   names such code (/tmp/perf-PID.map) for the memory without a file that holds
   it, and "perf inject --jit" makes a file of each function.  */

#include "pprof/generated.h"

#include <string.h>

#include "names/path.h"
#include "names/symbol.h"

/* Is BASE START, digits and hyphens, and END?  */
static bool
numbered_p (const char *base, const char *start, const char *end)
{
  if (!pgo_prefix_p (base, start))
    return false;
  base += strlen (start);
  size_t digits = strspn (base, "0123456789-");
  return digits > 0 && strcmp (base + digits, end) == 0;
}

bool
pgo_generated_code_p (const char *file)
{
  static const char *const starts[]
      = { "//anon", "[anon",     "anon_inode:",  "/anon_hugepage", "/memfd:",
          "memfd:", "/dev/zero", "/dev/ashmem/", "/SYSV",          "[heap]",
          "[stack", "[JIT]",     "[jit]",        "[unknown]",      NULL };
  size_t length;
  const char *base = pgo_path_base (file, &length);

  for (size_t i = 0; starts[i]; i++)
    if (pgo_prefix_p (file, starts[i]))
      return true;
  return numbered_p (base, "perf-", ".map")
         || numbered_p (base, "jitted-", ".so");
}
