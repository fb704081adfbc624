/* The calls in the code of a program, by function.
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

#ifndef PGO_PREPARE_CALLS_H
#define PGO_PREPARE_CALLS_H

#include "base/error.h"
#include "index/index.h"

struct pgo_program_calls;

struct pgo_program_calls *pgo_program_calls_new (void);
/* CALLS may be NULL.  */
void pgo_program_calls_free (struct pgo_program_calls *calls);

/* Add those in the ELF file FILE, those of inlined functions too.  False with
   ERR set where it cannot be read, or has no debug information.  */
bool pgo_program_calls_add (struct pgo_program_calls *calls, const char *file,
                            struct pgo_error *err);

/* Call after the last of these.  */
void pgo_program_calls_finish (struct pgo_program_calls *calls);

/* Set *FOUND to the calls in FN, by offset and callee, each once; their number.
   They live as long as CALLS.  */
size_t pgo_program_calls_in (const struct pgo_program_calls *calls,
                             const struct pgo_fn *fn,
                             const struct pgo_written_call **found);

#endif /* PGO_PREPARE_CALLS_H */
