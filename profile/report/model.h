/* What a build made of its profile: the sum of its units' ledgers.
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


   See model.c.  Weights are in the profile's unit, sizes in GCC's estimate of
   insns.  All text belongs to the ledger and the index of the
   profile, which must outlive the report.  */

#ifndef PGO_REPORT_MODEL_H
#define PGO_REPORT_MODEL_H

#include "index/index.h"
#include "report/ledger.h"

/* A file of the profile, or what is in none of the units.  */
struct pgo_report_file
{
  const char *file; /* As in the profile; "": it does not say.  */
  int64_t own[PGO_N_FATES];
  bool stale; /* By pgo_policy_stale_p.  */
};

struct pgo_report_function
{
  struct pgo_ledger_function was;
  struct pgo_ledger_change
      now; /* All NULL where nothing tells that it is other.  */
};

/* What became of a call, or a function, as it is shown.  */
enum pgo_outcome
{
  PGO_OUTCOME_INLINED,
  PGO_OUTCOME_PROMOTED, /* Called directly, by a guard.  */
  PGO_OUTCOME_APPLIED,  /* A function: something else.  */
  PGO_OUTCOME_REFUSED,
  PGO_OUTCOME_UNREACHABLE, /* Caller or callee are in none of the units.  */
  PGO_OUTCOME_COLD,        /* Refused, and nothing was to be gained.  */
  PGO_OUTCOME_STALE,       /* Caller or callee are not what they were.  */
  PGO_OUTCOME_UNDECIDED,   /* No unit met it: an entry, or a call that is none
                              any more.  */
  PGO_N_OUTCOMES
};

/* A call or function, counted once however many units, and copies in one unit,
   were decided about.  */
struct pgo_report_site
{
  const struct pgo_ledger_site *site; /* The heaviest of them.  */
  enum pgo_verdict verdict; /* PGO_APPLIED if it is any one's, else most often
                               given.  */
  const char *reason;       /* Of a refusal, else "".  */
  int64_t weight, inclusive;
  int64_t
      growth; /* By all that was applied; of a refusal what one would take.  */
  unsigned units, applied_units;
  bool callee_built; /* One of the units defines the callee, as far as the
                        profile has samples in it or in what it calls.  */
};

/* What was decided alike.  */
struct pgo_report_group
{
  const char *kind;
  enum pgo_verdict verdict;
  bool callee_built; /* Tells groups of PGO_REFUSED_NO_BODY apart.  */
  size_t n;
  int64_t weight;     /* Own.  */
  const char *advice; /* NULL: nothing is to be done.  */
};

struct pgo_report_kind
{
  const char *kind;
  size_t applied, cold, refused; /* REFUSED without COLD.  */
  int64_t applied_weight, cold_weight, refused_weight;
  int64_t growth;
};

struct pgo_report_profile
{
  const char *digest;
  size_t n_units;
};

/* Does the profile fit the sources?  By what is left of all that it has in the
   units' files.  */
enum pgo_staleness
{
  PGO_STALENESS_NONE,
  PGO_STALENESS_PART,   /* Less than PGO_LITTLE_MATCHED percent.  */
  PGO_STALENESS_WHOLE,  /* Less than PGO_TOO_LITTLE_MATCHED percent.  */
  PGO_STALENESS_FOREIGN /* The units have nothing of the profile.  */
};

/* "fits", "stale in part", "stale", "of another program".  */
const char *pgo_staleness_name (enum pgo_staleness staleness);

struct pgo_report
{
  const struct pgo_ledger *ledger;
  int64_t total, period;
  int64_t own[PGO_N_FATES]; /* They add up to TOTAL, which is theirs where a
                               prepared profile has rounded them up to more.  */
  enum pgo_staleness staleness;
  double
      left_percent; /* Of the weight in the units' files, what is not lost.  */
  bool overfull; /* The units' profiles are of several programs: what they have
                    is more than one, and nothing adds up.  */
  int64_t insns, growth;
  struct pgo_ledger_growth *growths; /* GROWTH by what made it.  */
  size_t n_growths;
  bool lto; /* Some unit was compiled for the link.  */
  struct pgo_report_profile *profiles; /* The newest unit's first.  */
  size_t n_profiles;
  struct pgo_report_file *files; /* The heaviest first.  */
  size_t n_files;
  struct pgo_report_function *functions; /* Likewise.  */
  size_t n_functions;
  struct pgo_report_site *sites; /* Likewise.  */
  size_t n_sites;
  struct pgo_report_kind *kinds; /* As the first unit has them.  */
  size_t n_kinds;
  struct pgo_report_group *groups; /* Refusals, the heaviest first.  */
  size_t n_groups;
};

/* The report of LEDGER.  PROFILE, unless it is NULL, is an index of the profile
   that the units were compiled with: then FUNCTIONS has those that the units
   lost, and those that are foreign, too.  */
struct pgo_report *pgo_report_new (const struct pgo_ledger *ledger,
                                   const struct pgo_index *profile);
/* REPORT may be NULL.  */
void pgo_report_free (struct pgo_report *report);

/* One of the first six.  */
enum pgo_outcome pgo_site_outcome (const struct pgo_report_site *site);

/* "inlined", "promoted", "applied", "refused", "out of reach", "cold", "stale",
   "undecided".  */
const char *pgo_outcome_name (enum pgo_outcome outcome);

/* Are sites of KIND calls?  Else they are functions, whose weights overlap
   where one is inlined into another, and add up to nothing.  */
bool pgo_report_calls_p (const char *kind);

/* Is SITE of GROUP?  */
bool pgo_report_in_group_p (const struct pgo_report_site *site,
                            const struct pgo_report_group *group);

/* PART in percent of WHOLE; 0 where that is 0.  */
double pgo_report_percent (int64_t part, int64_t whole);

/* "matched", "moved", "renamed", "ambiguous", "lost", "foreign".  */
const char *pgo_fate_name (enum pgo_fate fate);

#endif /* PGO_REPORT_MODEL_H */
