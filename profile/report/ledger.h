/* The ledgers of a build: the lines that the plugin's stats= writes, read.
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


   See ledger.c.  Weights are in the unit of the profile that the plugin read,
   sizes in GCC's estimate of insns.  All text is the ledger's.  */

#ifndef PGO_LEDGER_H
#define PGO_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/store.h"
#include "decide/policy.h"

/* What became of a function of the profile, the best first: what two units say
   is so where either says it.  */
enum pgo_fate
{
  PGO_FATE_MATCHED,   /* It is as it was, as far as anything tells.  */
  PGO_FATE_MOVED,     /* Its lines have changed, and were aligned.  */
  PGO_FATE_RENAMED,   /* It has another name, or is in another file.  */
  PGO_FATE_AMBIGUOUS, /* Several may be it.  */
  PGO_FATE_LOST,      /* The units of its file do not have it.  */
  PGO_FATE_FOREIGN,   /* No unit knows of it or its file.  */
  PGO_N_FATES
};

/* A call or function that was decided about.  */
struct pgo_ledger_site
{
  const char *kind;
  const char *caller, *callee;               /* Assembler names.  */
  const char *caller_pretty, *callee_pretty; /* For people.  */
  const char *file;                          /* As the unit calls it.  */
  const char *path;                          /* Its whole name.  */
  int64_t line;
  enum pgo_verdict verdict;
  const char *reason; /* Of a refusal, else "".  */
  int64_t weight;     /* Own.  */
  int64_t inclusive;
  int64_t growth;
};

/* A function of the profile that a unit has, or has lost.  */
struct pgo_ledger_function
{
  const char *name, *pretty;
  const char *file; /* As in the profile.  */
  enum pgo_fate fate;
  int64_t weight;
};

/* What such a function is now, where it is not what it was.  */
struct pgo_ledger_change
{
  const char *was, *was_in; /* NAME and FILE of the above.  */
  const char *now, *pretty, *file;
  int64_t line;
};

/* A file of the profile that is the main file of a unit.  */
struct pgo_ledger_file
{
  const char *file;
  int64_t weight;
};

/* What made a unit larger.  */
struct pgo_ledger_growth
{
  const char *by; /* In the plugin's word.  */
  int64_t insns;
};

struct pgo_ledger_unit
{
  const char *unit;      /* Its main file.  */
  const char *directory; /* In which it was compiled.  */
  const char *object;    /* Tells its objects apart.  */
  const char *profile;   /* The digits of the mark.  */
  int64_t total, period;
  int64_t insns, growth;
  struct pgo_ledger_growth *growths; /* GROWTH by what made it; none in lines of
                                        old.  */
  size_t n_growths;
  bool lto;
  struct pgo_ledger_site *sites;
  size_t n_sites;
  struct pgo_ledger_function *functions;
  size_t n_functions;
  struct pgo_ledger_change *changes;
  size_t n_changes;
  struct pgo_ledger_file *files;
  size_t n_files;
};

struct pgo_ledger
{
  struct pgo_ledger_unit
      *units; /* Each once, in the order of their first lines.  */
  size_t n_units;
  size_t newest;       /* The one that the last line is of.  */
  size_t n_superseded; /* Lines of units that were built again.  */
  const char **cut;    /* "FILE:LINE" of each line that ends too early.  */
  size_t n_cut;

  /* The rest is the ledger's own.  */
  size_t units_capacity, cut_capacity;
  struct pgo_table table;
  struct pgo_strings strings;
  struct pgo_pool *pool;
};

struct pgo_ledger *pgo_ledger_new (void);
/* LEDGER may be NULL.  */
void pgo_ledger_free (struct pgo_ledger *ledger);

/* Add the lines of STATS, a file ("-": standard input), or a directory of which
   the files NAME.json are read, by name.  Of a unit's lines the last one
   counts.  A line that ends too early is left out and noted in CUT: the
   compiler that wrote it was killed, and its object is not there either.  False
   with ERR set to "FILE:LINE: reason" where a line is something else than a
   unit's, or "STATS: reason" where there is none.  */
bool pgo_ledger_add (struct pgo_ledger *ledger, const char *stats,
                     struct pgo_error *err);

/* Likewise the SIZE bytes at DATA, read from FILE.  */
bool pgo_ledger_parse (struct pgo_ledger *ledger, const char *data, size_t size,
                       const char *file, struct pgo_error *err);

#endif /* PGO_LEDGER_H */
