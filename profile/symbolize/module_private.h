/* What the parts that know a module share.
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

   module.c opens the file and knows its segments, frames.c
   tells which functions are at an address.  */

#ifndef PGO_SYMBOLIZE_MODULE_PRIVATE_H
#define PGO_SYMBOLIZE_MODULE_PRIVATE_H

#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>

#include "symbolize/calls.h"
#include "symbolize/module.h"
#include "symbolize/units.h"

struct pgo_module
{
  Dwfl *dwfl;
  Dwfl_Module *dwfl_module;
  char *build_id;
  char *debug_path;
  Dwfl_Callbacks callbacks;
  char *missing;

  struct pgo_segment *segments;
  size_t n_segments;
  size_t segments_capacity;
  uint64_t alignment; /* Of the last one.  */
  bool guessed;       /* Offsets of segments are not known.  */

  struct pgo_units *units;
  struct pgo_calls *calls;

  struct pgo_source_frame *frames;
  size_t frames_capacity;
};

#endif /* PGO_SYMBOLIZE_MODULE_PRIVATE_H */
