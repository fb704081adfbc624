/* The ledger: every verdict once.
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

   See report.cc.  */

#ifndef PGO_REPORT_H
#define PGO_REPORT_H

#include "coverage.h"
#include "match.h"
#include "optimisation.h"
#include "decide/policy.h"

/* One call site of the unit that the profile knows, or one function, and what
   became of it.  Sizes and costs are in GCC's estimate of insns.  */
struct pgo_candidate
{
  enum pgo_optimisation optimisation; /* That it is one of.  */
  cgraph_node *node;    /* The function that contains STMT now.  */
  gcall *stmt;          /* The call; NULL for a function.  */
  location_t location;  /* Of STMT, or of the function.  */
  const char *caller;   /* Assembler names; the caller in the source, which */
  const char *callee;   /* may be inlined in NODE.  "?": no one target.  */
  int64_t own;          /* The site's own weight.  */
  int64_t absorbed;     /* That of what is inlined into the callee, called from
                           this site.  */
  int64_t weight;       /* The site's inclusive weight.  */
  struct pgo_share share; /* Of an indirect call's calls; else -1.  */
  unsigned rank;        /* How many targets of the call come first: the share is
                           that of the calls that these leave.  */
  double cost;          /* Of one call of the callee, in executed insns.  */
  double first_cost;    /* The same before anything was inlined into it.  */
  int growth;           /* In insns.  */
  int most_growth;      /* That it is worth; what refuses it says so.  */
  unsigned order;       /* In which the ledger got it; breaks ties.  */
  bool settled;         /* VERDICT is final.  */
  enum pgo_verdict verdict;
  const char *detail;   /* GCC's own words for PGO_REFUSED_COMPILER; or what
                           is worked around.  */
  unsigned number;      /* Of the transformation, from 1; 0: none.  */
};

/* A new candidate of OPTIMISATION, the call STMT in NODE or, where that is NULL,
   NODE itself, owned by the ledger until pgo_ledger_end.  */
struct pgo_candidate *pgo_ledger_candidate (enum pgo_optimisation optimisation,
                                            cgraph_node *node, gcall *stmt);

/* Settle CANDIDATE with VERDICT and print the one line about it.  What is applied
   gets the next number, and is refused where limit=N allows no more.  Returns true
   if it is applied.  */
bool pgo_ledger_settle (struct pgo_candidate *candidate,
                        enum pgo_verdict verdict);

/* CANDIDATE gets the next number, and its transformation may be made, but it is
   settled when it is known whether that stays.  False where limit=N allows no more:
   then it is settled.  */
bool pgo_ledger_start (struct pgo_candidate *candidate);

/* The first candidate of OPTIMISATION for the call STMT, or NULL.  */
const struct pgo_candidate *
pgo_ledger_find (enum pgo_optimisation optimisation, gimple *stmt);

/* How many transformations pgo_ledger_settle will still allow: for what can be
   settled only when it has been done.  */
unsigned pgo_ledger_left (void);

/* All candidates are settled: print the ledger, make the stats, warn of a
   stale profile, forget everything.  UNIT_SIZE is the unit's size before, and
   GROWTH what it grew by, in insns.  Returns true if anything was applied: nothing
   changes code without a row.  */
bool pgo_ledger_end (const struct pgo_coverage *coverage, int64_t unit_size,
                     int64_t growth);

/* Write the stats of the unit, if there are any: its object is complete.  None are
   written of a compilation that failed or was killed.  */
void pgo_ledger_write (void);

#endif /* PGO_REPORT_H */
