/* Is a profile fit to build with?
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

   A ladder of questions to a profile, such as whether it has enough samples and
   whether they were taken in code that a compiler can change, each with a
   verdict, the figures behind it, and what to do about it.  The figures are
   measured first (struct pgo_facts), then judged by thresholds that stand, with
   their reasons, in thresholds.h.

   Each question is about one thing, and only what makes a build with the
   profile pointless or harmful is unfit: the rest are warnings.  All shares are
   of weight, from 0 to 1.  */

#ifndef PGO_CHECK_H
#define PGO_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "index/index.h"
#include "pprof/profile.h"

/* A verdict, the better first.  */
enum pgo_fitness
{
  PGO_FIT,         /* Nothing to say against it.  */
  PGO_FIT_UNKNOWN, /* The profile does not say.  */
  PGO_FIT_WARNING, /* Expect less of the build than the profile promises.  */
  PGO_UNFIT        /* Do not build with it.  */
};

/* "ok", "unknown", "warning", "unfit".  */
const char *pgo_fitness_name (enum pgo_fitness fitness);

/* A number behind a verdict.  */
struct pgo_figure
{
  const char *name; /* As a key of JSON.  */
  double value;
};

/* A function or file that a finding is about.  */
struct pgo_example
{
  char *name;
  double share;       /* Of this profile; below 0: not of interest.  */
  double other;       /* Of the profile it is compared with; likewise.  */
  const char *reason; /* Or NULL.  */
};

enum
{
  PGO_FIGURES_MAX = 8,
  PGO_EXAMPLES_MAX = 5
};

struct pgo_finding
{
  const char *rung; /* Its name: "samples", "duration", ...  */
  enum pgo_fitness verdict;
  char *measured;     /* The figures in words.  */
  const char *advice; /* What to do, NULL where the verdict is PGO_FIT.  */
  struct pgo_figure figures[PGO_FIGURES_MAX];
  size_t n_figures;
  struct pgo_example examples[PGO_EXAMPLES_MAX]; /* The heaviest.  */
  size_t n_examples;
};

/* Where code comes from, as far as a mapping and a name tell.  */
enum pgo_code
{
  PGO_CODE_PROGRAM, /* What a compiler may be given: all but the rest.  */
  PGO_CODE_KERNEL,
  PGO_CODE_LIBRARY,   /* The C library, its dynamic linker, the compiler's
                         libraries, the vdso.  */
  PGO_CODE_GENERATED, /* At run time.  */
  PGO_CODE_UNNAMED,   /* It has no name.  */
  PGO_N_CODES
};

/* What is measured of a profile.  Weights are those of its index.  */
struct pgo_facts
{
  int64_t samples;           /* -1: unknown.  */
  int64_t duration;          /* Nanoseconds; 0: unknown.  */
  int64_t total;             /* Weight of all samples.  */
  int64_t code[PGO_N_CODES]; /* By what the leaf is.  */
  int64_t no_file;     /* Of a prepared profile, in functions without a source
                          file, but for the C library's.  */
  int64_t no_line;     /* Leaf in the program, without a line.  Of a
                          prepared profile, on no line that it has.  */
  int64_t unordered;   /* Leaf among inlined frames of unknown order.  */
  int64_t start_up;    /* Stacks in static constructors, the dynamic linker.  */
  bool timed;          /* It is known when samples were taken.  */
  int64_t early;       /* Stacks of what main did at first alone.  */
  int64_t lone;        /* Stacks of one frame.  */
  int64_t broken;      /* Deeper stacks that begin where no thread does.  */
  int64_t named;       /* Own weight of all functions.  */
  int64_t top;         /* The heaviest function's own weight.  */
  int64_t hot;         /* Functions that are hot (pgo_policy_hot) each.  */
  size_t stacks;       /* Samples of the profile that weigh anything.  */
  size_t functions;    /* With own weight.  */
  size_t functions_90; /* That together have 90 % of the own weight.  */
  size_t sites;        /* With own weight.  */
  size_t sites_hot;    /* In the hot set of sites.  */
  size_t places;       /* Addresses in the program with a line.  */
  size_t inlined;      /* Those of them with inlined frames.  */
};

/* Measure PROFILE, of which INDEX is the finished index.  CODES, unless NULL,
   has an element for each sample, which is set to what its leaf is (enum
   pgo_code).  */
void pgo_facts_measure (struct pgo_facts *facts,
                        const struct pgo_profile *profile,
                        const struct pgo_index *index, unsigned char *codes);

/* Measure what INDEX, a prepared profile's, tells: all but the duration, times,
   addresses and stacks.  Of CODE, only the C library is told from the program.
 */
void pgo_facts_measure_prepared (struct pgo_facts *facts,
                                 const struct pgo_index *index);

/* What the code at LOCATION of PROFILE is.  */
enum pgo_code pgo_code_of (const struct pgo_profile *profile,
                           const struct pgo_location *location);

/* Is NAME, an assembler name, that of a function that is only run when a
   program or library is loaded or unloaded?  */
bool pgo_start_up_name_p (const char *name);

/* Is NAME that of a function in which a process, thread or fiber begins, or
   below which no caller can be found?  */
bool pgo_root_name_p (const char *name);

struct pgo_check;

/* Climb the ladder with PROFILE, read from FILE (for messages).  Where PROFILE
   does not weigh CPU time, or weighs nothing, that is the only finding.  NULL
   with ERR set where the weights overflow.  PROFILE must live as long as the
   result, which the caller frees.  */
struct pgo_check *pgo_check_new (const struct pgo_profile *profile,
                                 const char *file, struct pgo_error *err);

/* Climb it with INDEX, which is a prepared profile's and belongs to the result;
   one finding names the questions that only stacks answer.  NULL with ERR set,
   and INDEX freed, where the profile is bad.  */
struct pgo_check *pgo_check_prepared (struct pgo_index *index,
                                      struct pgo_error *err);

/* CHECK may be NULL.  */
void pgo_check_free (struct pgo_check *check);

/* Add the findings of a comparison with the profile OTHER, which is of another
   workload.  */
void pgo_check_against (struct pgo_check *check, const struct pgo_index *other);

struct pgo_program;

/* Programs and libraries that are to be built.  */
struct pgo_program *pgo_program_new (void);

/* PROGRAM may be NULL.  */
void pgo_program_free (struct pgo_program *program);

/* Add what the ELF file FILE was built from.  False with ERR set where it
   cannot be read or is no ELF file.  */
bool pgo_program_add (struct pgo_program *program, const char *file,
                      struct pgo_error *err);

/* Add the findings whether PROGRAM is what was profiled, unless the profile is
   a prepared one, and how much of the profile a build of it can match.  */
void pgo_check_program (struct pgo_check *check, struct pgo_program *program);

/* Add the finding which files of PROGRAM were built with the profile, of which
   DIGEST is (base/digest.h).  */
void pgo_check_mark (struct pgo_check *check, const struct pgo_program *program,
                     const char *digest);

/* What became of a function since it was profiled, as far as its source tells.  */
enum pgo_source_state
{
  PGO_SOURCE_EXACT,   /* It is as it was, at another line perhaps.  */
  PGO_SOURCE_MOVED,   /* It has changed, and its lines are aligned.  */
  PGO_SOURCE_RENAMED, /* It has another name, or is in another file.  */
  PGO_SOURCE_LOST,    /* It is gone, or too little of it is left.  */
  PGO_SOURCE_UNKNOWN, /* The profile, or the source, does not say.  */
  PGO_N_SOURCE_STATES
};

/* Own weight of the functions of a source file, by what became of them.  Of those that
   have MOVED, what was on lines that are gone is LOST.  */
struct pgo_source_sum
{
  const char *file; /* As the profile calls it; "" where it does not say.  */
  int64_t own[PGO_N_SOURCE_STATES];
  bool stale; /* pgo_policy_stale_p.  */
};

/* Add the finding how much of the profile the source files in the N directories DIRS
   match.  The last of all findings: functions are realigned.  */
void pgo_check_source (struct pgo_check *check, const char *const *dirs,
                       size_t n);

/* The files that this has found, *N, what is lost most first, and the weight *WHOLE of
   all functions.  They belong to CHECK; NULL where there are none.  */
const struct pgo_source_sum *pgo_check_sources (const struct pgo_check *check,
                                                size_t *n, int64_t *whole);

/* The N findings so far, in order; they belong to CHECK.  */
const struct pgo_finding *pgo_check_findings (const struct pgo_check *check,
                                              size_t *n);

/* The worst verdict so far.  */
enum pgo_fitness pgo_check_verdict (const struct pgo_check *check);

#endif /* PGO_CHECK_H */
