/* What the parts of check have in common.
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

   Private to check*.c.  */

#ifndef PGO_CHECK_PRIVATE_H
#define PGO_CHECK_PRIVATE_H

#include "check/check.h"
#include "pprof/weight.h"

enum
{
  PGO_FINDINGS_MAX = 17
};

/* A share below this would be printed as 0.0%.  */
#define PGO_SHARE_SEEN 0.0005

struct pgo_check
{
  const struct pgo_profile *profile; /* NULL: it is a prepared one.  */
  const char *file;
  struct pgo_index *index; /* NULL where the profile weighs no CPU time.  */
  struct pgo_facts facts;
  unsigned char *codes; /* By sample, what its leaf is.  */
  struct pgo_finding findings[PGO_FINDINGS_MAX];
  size_t n_findings;
  struct pgo_source_sum *sources; /* By file.  */
  size_t n_sources;
};

/* Measure what main did at first alone, by the times of PROFILE's samples, if
   nearly all have one.  */
void pgo_phases_measure (struct pgo_facts *facts,
                         const struct pgo_profile *profile,
                         const struct pgo_weighing *weighing);

/* Add a finding for RUNG, whose measured figures are FORMAT.  */
struct pgo_finding *pgo_check_add (struct pgo_check *check, const char *rung,
                                   const char *format, ...)
    __attribute__ ((format (printf, 3, 4)));

/* Give FINDING a VERDICT other than PGO_FIT, and advice.  */
void pgo_finding_judge (struct pgo_finding *finding, enum pgo_fitness verdict,
                        const char *advice);

/* The finding for RUNG, which has been added.  */
struct pgo_finding *pgo_check_finding (struct pgo_check *check,
                                       const char *rung);

/* Judge the FINDING on inlined frames by whether they are MISSING.  */
void pgo_judge_inlined (struct pgo_finding *finding, bool missing);

/* Add the figure NAME.  */
void pgo_finding_figure (struct pgo_finding *finding, const char *name,
                         double value);

/* Add an example, if there is room.  */
void pgo_finding_example (struct pgo_finding *finding, const char *name,
                          double share, double other, const char *reason);

/* Is NAME one that the C library gives its functions?  */
bool pgo_library_name_p (const char *name);

/* Measure FACTS' functions and sites, by those of INDEX.  */
void pgo_facts_measure_index (struct pgo_facts *facts,
                              const struct pgo_index *index);

/* The verdict on SHARE, of which more than WARNING and more than UNFIT percent
   are too much.  */
enum pgo_fitness pgo_judge_share (double share, int warning, int unfit);

/* PART / WHOLE, 0 where WHOLE is.  */
double pgo_share (int64_t part, int64_t whole);

/* A part of the weight, as a figure and in words: "12.3% PHRASE".  */
struct pgo_part
{
  const char *figure;
  const char *phrase;
  double share;
};

/* The N PARTS in words, those of them that are seen, each after ", ".  The
   caller frees the text.  */
char *pgo_parts_text (const struct pgo_part *parts, size_t n);

/* Give FINDING the figures of the N PARTS, in percent.  */
void pgo_finding_parts (struct pgo_finding *finding,
                        const struct pgo_part *parts, size_t n);

#endif /* PGO_CHECK_PRIVATE_H */
