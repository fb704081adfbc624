/* pprof profiles that are not symbolised, or in part.
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

   Locations without names are symbolised by their mapping's file and build id;
   those that have names are kept as they are.

   Producers differ in what an address is.  Where its mapping holds it, it is
   an address in the process.  Where the mapping says nothing (start and limit
   0) or does not hold it, as OpenTelemetry's and some continuous profilers'
   do not, it is the file's own virtual address.  A mapping of the whole address
   space from 0 on may mean either that or offsets in the file.  */

#ifndef PGO_RAW_PPROF_H
#define PGO_RAW_PPROF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "pprof/profile.h"
#include "symbolize/symbolize.h"

/* Is there nothing in PROFILE to symbolise?  */
bool pgo_raw_pprof_symbolised_p (const struct pgo_profile *profile);

/* Add the samples of PROFILE, of which there are some, to SYMBOLIZER; NAME
   stands for its file in messages.  Samples weigh cpu/nanoseconds where they or
   the period are known in it, else what pgo_profile_weigh chooses.  False
   with ERR set on failure.  */
bool pgo_raw_pprof_add (const struct pgo_profile *profile, const char *name,
                        struct pgo_symbolizer *symbolizer,
                        struct pgo_error *err);

/* Likewise those of the profile FILE, if there are any; its length, in
   nanoseconds, is added to *DURATION.  */
bool pgo_raw_pprof_convert (const char *file, struct pgo_symbolizer *symbolizer,
                            int64_t *duration, struct pgo_error *err);

#endif /* PGO_RAW_PPROF_H */
