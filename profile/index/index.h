/* What a build asks of a profile: functions, their call sites, their lines.
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

   An index is made from one or more profiles, which can be freed then.
   Functions are keyed by canonical name, and by file where several files have
   a function of that name.  A call site is keyed by its caller, the line of
   the call minus the start line of the caller, and its callee.  Frames of
   functions that were inlined in the profiled program are callers and
   callees like any others, so a profile of an optimised build serves the
   next one.

   Weights are in the profile's unit (nanoseconds of CPU time where the
   profile says how many that is, else what its values count).  Each site has
   two: the inclusive WEIGHT of all samples below it, each stack counted once
   however often a recursion repeats the pair, and the OWN weight of those
   samples that were taken in the callee itself, called from this site.
   Time is not a count of calls: the own weight divided by what one call
   costs estimates calls, the inclusive weight does not.

   The result depends on the samples alone, not on their order: ties are
   broken by name, file and line.  */

#ifndef PGO_INDEX_H
#define PGO_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/error.h"
#include "pprof/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pgo_fn;

/* A call site and one callee that was seen there.  */
struct pgo_site
{
  const struct pgo_fn *caller;
  const struct pgo_fn *callee;
  int32_t offset; /* Lines from the caller's start line; may be negative.
                     The line is 0 where the profile has none.  */
  int64_t weight; /* Inclusive.  */
  int64_t own;    /* Of samples whose leaf is the callee, called from here.  */
};

/* Own weight of one source line of a function.  */
struct pgo_line_weight
{
  int32_t offset;
  int64_t own;
};

/* The machine code of a function in the profiled program, with what was inlined
   into it, and the weight of the samples in that.  All 0 where the profile does not
   tell.  Of a function that was compiled several times the sizes are those of its
   largest code, and the weights those of all.  */
struct pgo_fn_code
{
  int64_t bytes;
  int64_t entry_bytes; /* Of what has line and column of the first instruction,
                          0 where these are not known.  */
  int64_t weight;
  int64_t own;   /* Of this, not in what was inlined.  */
  int64_t entry; /* Of OWN, in the entry bytes.  */
};

/* A call on a stack: at line OFFSET of CALLER, in the sense of struct
   pgo_site.  */
struct pgo_frame
{
  const struct pgo_fn *caller;
  int32_t offset;
};

struct pgo_fn
{
  const char *name;   /* Canonical assembler name, or what the profile has.  */
  const char *pretty; /* For people: demangled where possible.  */
  const char *file;   /* As in the profile, or "".  */
  int64_t start_line; /* 0: unknown; offsets are absolute line numbers.  */
  bool several;       /* One profile has functions of NAME in FILE that start at
                         several lines.  */
  int64_t own;        /* Weight of samples whose leaf is this function.  */
  int64_t called;     /* OWN as far as the caller is known, and another one.  */
  int64_t weight;     /* Inclusive, a stack counted once.  */
  struct pgo_fn_code code;
};

/* When a function was on a stack: first, in nanoseconds from the beginning of its
   profile; and last, as a part of the time that this took.  LAST is 1 where that is
   not known.  */
struct pgo_fn_times
{
  int64_t first;
  double last;
};

struct pgo_index;

struct pgo_index *pgo_index_new (void);
void pgo_index_free (struct pgo_index *index);

/* Add the samples of PROFILE, read from FILE (for messages).  Profiles that
   are added to one index must weigh in one unit.  Negative values are not
   counted.  False with ERR set where the profile weighs in another unit
   or its weights overflow 63 bits.  */
bool pgo_index_add (struct pgo_index *index, const struct pgo_profile *profile,
                    const char *file, struct pgo_error *err);

/* Add the profile FILE ("-": standard input), a pprof or a prepared one, which stays
   mapped, or a directory that is one, of which parts are mapped where they are asked
   about.  A prepared profile is the only one of its index.  Where INDEX is NULL, only
   DIGEST is of use.  DIGEST, unless it is
   NULL, is given what tells FILE from others.  False with ERR set on
   failure.  */
bool pgo_index_add_file (struct pgo_index *index, const char *file,
                         struct pgo_digest *digest, struct pgo_error *err);

/* Likewise the SIZE bytes at DATA, read from FILE; they are freed here, or with
   INDEX.  */
bool pgo_index_take (struct pgo_index *index, unsigned char *data, size_t size,
                     const char *file, struct pgo_digest *digest,
                     struct pgo_error *err);

/* Is INDEX one of a prepared profile?  */
bool pgo_index_prepared_p (const struct pgo_index *index);

/* False with ERR set if an answer met something wrong in a prepared profile, of which
   only what is asked about is looked at, once it is large.  */
bool pgo_index_good_p (const struct pgo_index *index, struct pgo_error *err);

/* Likewise, when all of INDEX, which is finished, has been looked at.  */
bool pgo_index_read_all (const struct pgo_index *index, struct pgo_error *err);

/* Of a prepared profile that is a directory only the parts are opened that answer:
   those of a source file that a question names, from this one on.  So the answer to
   one that names none, as for a function that is only called, follows from the
   files that were named before.  */
void pgo_index_open_source (const struct pgo_index *index, const char *file);

/* The files of such a directory that have been looked into, the head first; their
   number, which is 0 for any other profile.  */
size_t pgo_index_looked_into (const struct pgo_index *index,
                              const char *const **files);

/* Can FN be asked about without another part being opened?  */
bool pgo_fn_at_hand_p (const struct pgo_fn *fn);

/* Let INDEX, which is empty, keep the whole stacks of its samples, for
   pgo_index_stack.  */
void pgo_index_keep_stacks (struct pgo_index *index);

/* Sort and total; call once after the last pgo_index_add, before any of the
   questions below.  */
void pgo_index_finish (struct pgo_index *index);

/* What the weights are: "nanoseconds" (PGO_UNIT_TIME), the profile's
   "TYPE/UNIT", or PGO_UNIT_PARTS of a prepared one.  */
#define PGO_UNIT_PARTS "parts per billion"
const char *pgo_index_unit (const struct pgo_index *index);

/* Total weight of all samples, and the weight of one sample (at least 1), both
   in that unit; of several profiles' the largest.  */
int64_t pgo_index_total (const struct pgo_index *index);
int64_t pgo_index_period (const struct pgo_index *index);

/* Has INDEX a function at all?  */
bool pgo_index_any_p (const struct pgo_index *index);

/* All functions and all sites, the functions by own weight descending, then
   name, then file; the sites by inclusive weight descending, then own weight
   descending, then caller, offset and callee by name.  */
size_t pgo_index_functions (const struct pgo_index *index,
                            const struct pgo_fn *const **functions);
size_t pgo_index_sites (const struct pgo_index *index,
                        const struct pgo_site *const **sites);

/* A source file.  */
struct pgo_file
{
  const char *name;   /* As in the profile.  */
  size_t n_functions;
  int64_t own;        /* Of all of them.  */
  const char *const *known; /* Those whose source lines the profile knows.  */
  size_t n_known;
};

/* The files that have the base name of FILE, consecutive; their number.  Of a
   directory's, those have no functions whose part has not been opened.  */
size_t pgo_index_namesakes (const struct pgo_index *index, const char *file,
                            const struct pgo_file **files);

/* Weight of samples that a build cannot use, or only in part, by what was
   sampled.  */
struct pgo_losses
{
  int64_t unnamed;   /* A place without a function name, or no place.  */
  int64_t unordered; /* Inlined frames in an unknown order.  */
  int64_t no_line;   /* A function without a line.  */
  int64_t left_out;  /* A line that a prepared profile does not have.  */
};

struct pgo_losses pgo_index_losses (const struct pgo_index *index);

/* What the profiles of INDEX had that had to be set right; enum pgo_trait,
   or-ed.  */
unsigned pgo_index_traits (const struct pgo_index *index);

/* How a look-up by name ended.  */
enum pgo_match
{
  PGO_MATCH_FOUND,
  PGO_MATCH_NONE,      /* The profile does not name it.  */
  PGO_MATCH_ELSEWHERE, /* Only functions of other files have its name.  */
  PGO_MATCH_AMBIGUOUS, /* Several functions answer to it.  */
  PGO_MATCH_SHARED     /* Found by a name that other functions may share.  */
};

/* A function as a compiler knows it.  */
struct pgo_query
{
  const char *asm_name;
  const char *source_name; /* What debug information calls it where the assembler
                              calls it otherwise: a nested function, a local one
                              with an asm label, a version of a function for one
                              target.  NULL where that is not known.  */
  const char *file;        /* That defines it; NULL where unknown.  */
  int64_t start_line; /* Of its declarator; 0 where unknown.  */
  bool local;         /* Static, or in an anonymous namespace.  */
};

/* The function with assembler name ASM_NAME (clone suffixes are cut off
   here).  FILE is the source file that defines it, or NULL where unknown.
   A LOCAL name (static, anonymous namespace) matches only a function whose
   profile has no file or one that may be FILE; a global
   name matches by name, FILE only deciding between several.  Among functions
   without an assembler name the demangled name is tried in full, without
   parameters, then simplified; a name that several functions answer to is no
   match.  This does not tell PGO_MATCH_SHARED from PGO_MATCH_FOUND.  */
enum pgo_match pgo_index_lookup (const struct pgo_index *index,
                                 const char *asm_name, const char *file,
                                 bool local, const struct pgo_fn **fn);

/* Likewise the function of QUERY.  Of several functions of one name the one
   that starts where QUERY does is meant, and that alone is one that the profile
   calls by the unqualified name.  One whose assembler name the profile does not
   have is looked for by SOURCE_NAME in FILE.  Whatever is found by less than the
   full name is PGO_MATCH_SHARED: it is for the caller to see that no two of its
   functions claim it.  With PGO_MATCH_AMBIGUOUS and PGO_MATCH_ELSEWHERE, *FN is
   one of the functions.  */
enum pgo_match pgo_index_query (const struct pgo_index *index,
                                const struct pgo_query *query,
                                const struct pgo_fn **fn);

/* Number I of the functions of INDEX that are called NAME, or NULL.  */
const struct pgo_fn *pgo_index_named (const struct pgo_index *index,
                                      const char *name, size_t i);

/* Number I of those whose names begin with PREFIX, or NULL.  */
const struct pgo_fn *pgo_index_prefixed (const struct pgo_index *index,
                                         const char *prefix, size_t i);

/* How many trailing components FILE, one of INDEX, and ASKED share, as far as
   they may be one file; 0 where they are known to be two.  SAME_START: they have
   functions of one name that start at the same line, as far as INDEX tells.  */
unsigned pgo_index_common_suffix (const struct pgo_index *index,
                                  const char *file, const char *asked,
                                  bool same_start);

/* What is known of FN's names and start lines; as in prepared/text.h.  */
unsigned pgo_fn_traits (const struct pgo_fn *fn);

/* The sites in which FN is the caller, by offset, then own weight descending, then
   name of the callee.  Returns their number.  */
size_t pgo_fn_sites (const struct pgo_fn *fn, const struct pgo_site **sites);

/* Of these, that of the call of CALLEE at OFFSET, or NULL.  */
const struct pgo_site *pgo_fn_site (const struct pgo_fn *fn, int32_t offset,
                                    const struct pgo_fn *callee);

/* FN's lines that have samples, by offset; samples without a line are left out.
   Returns their number.  */
size_t pgo_fn_lines (const struct pgo_fn *fn,
                     const struct pgo_line_weight **lines);

/* The offset under which FN's sites and lines are kept for LINE, in a compiler
   that has FN's declarator at START_LINE; PGO_NO_OFFSET for one that the profile
   does not know.  */
int32_t pgo_fn_offset (const struct pgo_fn *fn, int64_t line,
                       int64_t start_line);

/* What pgo_fn_offset says of a line of which nothing is known.  */
#define PGO_NO_OFFSET INT32_MIN

/* When FN was on a stack, of all profiles the earliest and the latest.  */
struct pgo_fn_times pgo_fn_times (const struct pgo_fn *fn);

/* FN's rank in the order in which functions should lie, from 1; 0 where it has none, or
   that is not known.  A prepared profile has ranks; in others order/functions.h sets
   them.  */
int64_t pgo_fn_rank (const struct pgo_fn *fn);
void pgo_fn_set_rank (const struct pgo_fn *fn, int64_t rank);

/* The hashes of FN's source lines in the profiled program, as drift/source.h encodes
   them, or NULL.  */
const char *pgo_fn_source (const struct pgo_fn *fn);

/* What a line of a function was in the profiled program: the one at OFFSET, or
   PGO_NO_OFFSET.  DOUBT is the variance of the logarithm of what the profile says of it
   over what a profile of this source would say, as far as that is due to the change.  */
struct pgo_origin
{
  int32_t offset;
  float doubt;
};

/* A call in the source of a function: OFFSET lines from its start, of the function with
   the canonical name CALLEE, or NULL where that is called through a pointer.  */
struct pgo_written_call
{
  int32_t offset;
  const char *callee;
};

/* The calls in FN's code in the profiled program, sampled or not, in any order, and
   their number; 0 where the profile does not tell them.  */
size_t pgo_fn_calls (const struct pgo_fn *fn, const struct pgo_written_call **calls);

/* From now on let pgo_fn_offset take the lines from FN's start line for what ORIGINS
   says, N of them, and those behind for lines that lie REST further on there.  */
void pgo_fn_realign (const struct pgo_fn *fn, const struct pgo_origin *origins,
                     size_t n, int32_t rest);

/* Of a prepared profile: let those of the N lines of FROM, by offset, that TAKEN says be
   a function of their own, NAME, which FROM calls at offset CALL.  Offsets in it are those
   in FROM.  It lives as long as the index.  */
const struct pgo_fn *pgo_fn_split (const struct pgo_fn *from, const char *name,
                                   const bool *taken, size_t n, int32_t call);

/* Of a prepared profile: let what calls by INTO have of FROM's weight be INTO's own, in
   lines that lie BASE further on than in FROM.  */
void pgo_fn_join (const struct pgo_fn *into, const struct pgo_fn *from,
                  int32_t base);

/* The doubt in what pgo_fn_offset says of LINE; 0 for a function that has not been
   realigned.  */
double pgo_fn_doubt (const struct pgo_fn *fn, int64_t line, int64_t start_line);

/* The sites of FN at line LINE, for a compiler that has FN's declarator at
   START_LINE.  Returns their number and sets *SITES to the first; they are
   consecutive, own weight descending.  */
size_t pgo_fn_sites_at (const struct pgo_fn *fn, int64_t line,
                        int64_t start_line, const struct pgo_site **sites);

/* The offset of FN's sites and samples without a line, and these sites, as
   pgo_fn_sites_at has them.  */
int32_t pgo_fn_no_line (const struct pgo_fn *fn);
size_t pgo_fn_sites_without_line (const struct pgo_fn *fn,
                                  const struct pgo_site **sites);

/* How many callers of a sample are kept, the direct one and those beyond.  Who
   asks distinguishes no deeper contexts.  */
#define PGO_CONTEXT_CALLERS 8

/* Own weights in a context: of the samples only whose callers are the N
   FRAMES, the direct caller first, whoever called these.  Frames count whether
   or not they were inlined in the profiled program.  Beyond
   PGO_CONTEXT_CALLERS the profile is not kept, and FRAMES are not looked at.

   The first is that of line OFFSET of FN; the second that of the samples taken
   in CALLEE, called from FN at OFFSET, where the frames are those of FN.  All
   functions are of one finished index.  */
int64_t pgo_fn_line_own (const struct pgo_fn *fn, int32_t offset,
                         const struct pgo_frame *frames, size_t n);
int64_t pgo_fn_site_own (const struct pgo_fn *fn, int32_t offset,
                         const struct pgo_fn *callee,
                         const struct pgo_frame *frames, size_t n);

/* A context of samples of FN: at OFFSET, called by the N_CALLERS CALLERS, the direct
   one first.  Beyond PGO_CONTEXT_CALLERS they are not known.  */
struct pgo_context
{
  int32_t offset;
  size_t n_callers;
  struct pgo_frame callers[PGO_CONTEXT_CALLERS];
  int64_t own;
};

/* Set *CONTEXT to number I of FN's, each of which is another, by offset, callers and
   their offsets.  False if there are no more; a prepared profile tells none.  */
bool pgo_fn_context (const struct pgo_fn *fn, size_t i,
                     struct pgo_context *context);

/* A stack of samples, which weigh WEIGHT together.  */
struct pgo_stack
{
  size_t depth;
  int64_t weight;
};

/* Set *STACK to number I of those that INDEX has kept, in the order of the
   samples; one may come again.  False if there are no more, as of a prepared
   profile.  */
bool pgo_index_stack (const struct pgo_index *index, size_t i,
                      struct pgo_stack *stack);

/* Frame K of that stack, the root first; its CALLER is NULL where it has no
   name.  */
struct pgo_frame pgo_index_stack_frame (const struct pgo_index *index, size_t i,
                                        size_t k);

/* Smallest own weight of a site in the hot set: the sites, taken by own
   weight descending, that together carry PERCENT of the own weight of all
   sites.  At least 1.  */
int64_t pgo_index_hot_threshold (const struct pgo_index *index,
                                 double percent);

#ifdef __cplusplus
}
#endif

#endif /* PGO_INDEX_H */
