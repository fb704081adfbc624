/* Fuzz target: names of functions, and of files.
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

   A canonical name must be its own canonical name.  The second line, if there
   is one, is another file name.  */

#include "fuzz.h"
#include "base/mem.h"
#include "names/path.h"
#include "names/symbol.h"

static void
try_name (const char *name)
{
  char *canonical = pgo_symbol_canonical (name);
  char *again = pgo_symbol_canonical (canonical);
  char *demangled = pgo_symbol_demangle (name);
  char *scoped = pgo_symbol_scoped_name (demangled ? demangled : name);

  if (strcmp (canonical, again) != 0
      || strlen (canonical) > pgo_symbol_canonical_length (name))
    abort ();
  if (*name && !*canonical)
    abort ();
  pgo_symbol_part_p (name);
  pgo_symbol_readable_p (name);
  free (pgo_symbol_simplify (demangled ? demangled : name));
  free (pgo_symbol_unqualified_name (scoped));
  pgo_symbol_instance_p (canonical, scoped);
  free (canonical);
  free (again);
  free (demangled);
  free (scoped);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text = pgo_xstrndup ((const char *) data, size);
  char *second = strchr (text, '\n');

  if (second)
    {
      *second++ = '\0';
      if (pgo_path_common_suffix (text, second)
          != pgo_path_common_suffix (second, text))
        abort ();
      try_name (second);
    }
  try_name (text);
  free (text);
  return 0;
}
