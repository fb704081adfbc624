/* The legacy CPU profiles of gperftools.
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

   What libprofiler writes at ProfilerStop (gperftools, docs/cpuprofile-
   fileformat.html): words of the program's own size and byte order,

     0 N 0 PERIOD ...        N words behind the second, the period in
                             microseconds among them, N at least 3
     COUNT DEPTH PC...       a stack, leaf first
     0 1 0                   the end

   and then the text of /proc/self/maps.  There are neither names nor build
   ids.  */

#ifndef PGO_GPERFTOOLS_H
#define PGO_GPERFTOOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "symbolize/symbolize.h"

/* Read the profile that the SIZE bytes at DATA are into SYMBOLIZER, as
   cpu/nanoseconds; NAME stands for the file in messages.  False with ERR set to
   "NAME: offset N: reason" on failure.  */
bool pgo_gperftools_read (const unsigned char *data, size_t size,
                          const char *name, struct pgo_symbolizer *symbolizer,
                          struct pgo_error *err);

/* Set *N_SAMPLES to how many samples the profile FILE has.  False with ERR set
   as above where it cannot be read.  */
bool pgo_gperftools_count (const char *file, uint64_t *n_samples,
                           struct pgo_error *err);

/* Read the profile FILE into SYMBOLIZER, to which one without samples adds
   nothing; *DURATION stays, since it is not recorded.  */
bool pgo_gperftools_convert (const char *file,
                             struct pgo_symbolizer *symbolizer,
                             int64_t *duration, struct pgo_error *err);

#endif /* PGO_GPERFTOOLS_H */
