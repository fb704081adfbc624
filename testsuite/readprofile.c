/* Read a profile and do nothing with it, for scripts/bench-read.
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

   Usage: readprofile FILE  */

#include <stdio.h>

#include "pprof/profile.h"

int
main (int argc, char **argv)
{
  struct pgo_error err;
  struct pgo_profile *profile;

  if (argc != 2)
    return 2;
  profile = pgo_profile_read (argv[1], &err);
  if (!profile)
    {
      fprintf (stderr, "readprofile: %s\n", err.message);
      return 1;
    }
  pgo_profile_free (profile);
  return 0;
}
