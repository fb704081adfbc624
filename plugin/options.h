/* The plugin's arguments.
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

   See options.cc.  */

#ifndef PGO_OPTIONS_H
#define PGO_OPTIONS_H

#include "optimisation.h"
#include "decide/policy.h"

enum pgo_stale
{
  PGO_STALE_WARNING,
  PGO_STALE_NOTE,
  PGO_STALE_NONE
};

struct pgo_options
{
  vec<char *> profiles;     /* File names, in the order given.  */
  bool profile_auto;        /* profile=auto was given.  */
  bool disabled[PGO_N_OPTIMISATIONS];
  struct pgo_policy policy;
  unsigned limit;           /* Most transformations; UINT_MAX: no limit.  */
  const char *dump;         /* Flags as of -fdump-ipa-pgo-FLAGS, or NULL.  */
  enum pgo_stale stale;     /* How a stale profile is told.  */
  const char *stats;        /* File, directory with '/' at its end, or NULL.  */
};

extern struct pgo_options pgo_options;

/* Read the plugin's arguments into pgo_options; errors are given through
   GCC.  Returns false if there were any.  May print and exit (help,
   version).  */
bool pgo_options_read (const struct plugin_name_args *info);

#endif /* PGO_OPTIONS_H */
