/* A symbolised profile out of raw addresses.
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

   What the readers of raw profiles have in common: they name a file, a place
   in it, and a weight; the symbolizer opens each file once, symbolises each
   place once, and builds the profile.  Addresses in the result are the file's
   own virtual addresses, so that runs of one program at different load
   addresses give equal stacks.  Frames that the profiler lost are put
   back where the program leaves no choice; see bridge.h.  */

#ifndef PGO_SYMBOLIZE_H
#define PGO_SYMBOLIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/error.h"
#include "pprof/profile.h"
#include "symbolize/find.h"

struct pgo_symbolizer;

/* What the number in a place is.  */
enum pgo_place_kind
{
  PGO_PLACE_OFFSET,  /* Of the instruction in the file.  */
  PGO_PLACE_ADDRESS, /* The file's own virtual address.  */
  PGO_PLACE_EITHER   /* An offset, if that is executable, or an address.  */
};

/* Where in an object file a frame is.  */
struct pgo_place
{
  const char *file;     /* As profiled.  */
  const char *build_id; /* Likewise, "" where unknown; NULL: as
                           pgo_symbolizer_expect said.  */
  uint64_t offset;
  enum pgo_place_kind kind;
  uint64_t mapped; /* Offset that its mapping starts at; PGO_UNMAPPED
                      unknown.  */
};

#define PGO_UNMAPPED UINT64_MAX

/* Takes DEBUGINFOD_URLS out of the environment: neither this process nor its
   children shall wait for a network.  */
struct pgo_symbolizer *pgo_symbolizer_new (void);

/* SYMBOLIZER may be NULL.  */
void pgo_symbolizer_free (struct pgo_symbolizer *symbolizer);

/* Look for object files with FINDER, which the caller frees after SYMBOLIZER.
   Without this they are looked for where they were.  */
void pgo_symbolizer_find_with (struct pgo_symbolizer *symbolizer,
                               struct pgo_finder *finder);

/* Leave out the source lines of files that have changed since they were
   profiled, and note it.  Without this pgo_symbolizer_check fails.  */
void pgo_symbolizer_allow_changed (struct pgo_symbolizer *symbolizer);

/* The samples that follow, from the raw profile INPUT, weigh TYPE in UNIT
   ("cpu" in "nanoseconds").  All inputs must agree.  False with ERR set where
   they do not.  */
bool pgo_symbolizer_begin (struct pgo_symbolizer *symbolizer, const char *input,
                           const char *type, const char *unit,
                           struct pgo_error *err);

/* The samples of the input that has begun were unwound: no frames are missing
   but those of tail calls.  Otherwise frame pointers may have been
   followed.  */
void pgo_symbolizer_unwound (struct pgo_symbolizer *symbolizer);

/* Leave the stacks as they are: do not put missing frames back.  */
void pgo_symbolizer_no_bridge (struct pgo_symbolizer *symbolizer);

/* Messages call the inputs that follow NAME, which the caller frees after
   SYMBOLIZER, since the user does not know their files.  */
void pgo_symbolizer_call_inputs (struct pgo_symbolizer *symbolizer,
                                 const char *name);

/* What messages call the input FILE.  */
const char *pgo_symbolizer_input_name (const struct pgo_symbolizer *symbolizer,
                                       const char *file);

/* Another input follows, which was written at TIME; 0 is unknown.  A file that
   is newer, and of which the input has no build id, is noted.  What was
   expected of the last input's files is forgotten.  */
void pgo_symbolizer_written (struct pgo_symbolizer *symbolizer, time_t time);

/* In the input that follows FILE has BUILD_ID (lower-case hexadecimal); what
   has another one now is not symbolised.  */
void pgo_symbolizer_expect (struct pgo_symbolizer *symbolizer, const char *file,
                            const char *build_id);

/* The location at byte OFFSET of the object file FILE.  Where FILE is none that
   can be read, OFFSET is kept as its address.  NAME is the function's name as
   the raw profile has it, NULL where unknown, and is used where FILE has none.
   FILE is NULL where unknown.  */
uint32_t pgo_symbolizer_location (struct pgo_symbolizer *symbolizer,
                                  const char *file, uint64_t offset,
                                  const char *name);

/* The location at PLACE.  Where its file cannot be read, the address in the
   result is the offset in the file, and the mapping that of the whole
   file.  */
uint32_t pgo_symbolizer_place (struct pgo_symbolizer *symbolizer,
                               const struct pgo_place *place, const char *name);

/* LOCATION of PROFILE as it is.  */
uint32_t pgo_symbolizer_keep (struct pgo_symbolizer *symbolizer,
                              const struct pgo_profile *profile,
                              const struct pgo_location *location);

/* Add a sample of WEIGHT with the DEPTH locations at STACK, leaf first, taken TIME
   nanoseconds after the input began; 0 where that is not known.  */
void pgo_symbolizer_sample (struct pgo_symbolizer *symbolizer,
                            const uint32_t *stack, size_t depth, int64_t weight,
                            int64_t time);

/* Likewise COUNT samples that weigh WEIGHT together, the last at TIME.  */
void pgo_symbolizer_add_samples (struct pgo_symbolizer *symbolizer,
                                 const uint32_t *stack, size_t depth,
                                 int64_t count, int64_t weight, int64_t time);

/* Has each file been the one that was profiled?  False with ERR set to the
   first that was not.  */
bool pgo_symbolizer_check (const struct pgo_symbolizer *symbolizer,
                           struct pgo_error *err);

/* Note something that the user should know, once.  */
void pgo_symbolizer_note (struct pgo_symbolizer *symbolizer, const char *format,
                          ...) __attribute__ ((format (printf, 2, 3)));

/* The N_NOTES notes so far; they belong to SYMBOLIZER.  */
const char *const *pgo_symbolizer_notes (struct pgo_symbolizer *symbolizer,
                                         size_t *n_notes);

/* How many samples there are so far.  */
int64_t pgo_symbolizer_samples (const struct pgo_symbolizer *symbolizer);

/* The profile, which the caller frees; value types samples/count and, if that
   is another, what pgo_symbolizer_begin said, the period the mean weight of a
   sample.  DURATION is in nanoseconds.  Call once; then only notes can be asked
   for.  */
struct pgo_profile *pgo_symbolizer_finish (struct pgo_symbolizer *symbolizer,
                                           int64_t duration);

#endif /* PGO_SYMBOLIZE_H */
