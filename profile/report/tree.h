/* Who called whom, and what was decided about each call.
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

   See tree.c.  Weights are in the profile's unit.  All text belongs to the tree,
   or to what the report's does.  */

#ifndef PGO_TREE_H
#define PGO_TREE_H

#include <stdint.h>

#include "base/store.h"
#include "index/index.h"
#include "report/model.h"

/* What a tree was made of.  */
enum pgo_tree_source
{
  PGO_TREE_STACKS, /* The samples' stacks: it is what was seen.  */
  PGO_TREE_CALLS,  /* A prepared profile's calls, each function's weight divided
                      by that of the calls of it.  */
  PGO_TREE_LEDGER, /* Likewise, the calls that the units decided about.  */
  PGO_N_TREE_SOURCES
};

/* "stacks", "calls", "ledger".  */
const char *pgo_tree_source_name (enum pgo_tree_source source);

struct pgo_tree_function
{
  const char *name;   /* Canonical, or "" where the profile has none.  */
  const char *pretty;
  const char *file; /* As in the profile, or "".  */
};

/* A function where it was called by PARENT, which was called and so on.  */
struct pgo_tree_node
{
  uint32_t parent;   /* PGO_NONE: nobody is known to call it.  */
  uint32_t function; /* Index into FUNCTIONS.  */
  int64_t line;      /* Of the call, in PARENT, in the profile's source; 0: not
                        known.  */
  enum pgo_outcome outcome;
  const struct pgo_report_site *site; /* What was decided, or NULL.  */
  int64_t weight; /* Of all samples in it and below.  */
  int64_t own;    /* Of those in it.  WEIGHT has besides these what the nodes
                     below have, and what was folded away.  */
};

struct pgo_tree
{
  enum pgo_tree_source source;
  int64_t least; /* A node that weighs less was folded away.  */
  struct pgo_tree_function *functions;
  size_t n_functions;
  struct pgo_tree_node *nodes; /* Each behind its parent, and of one parent the
                                  heaviest first.  */
  size_t n_nodes;
  int64_t own[PGO_N_OUTCOMES]; /* By what was decided, of all nodes.  */
  int64_t rest;                /* Of the report's total, what no node has.  */
  struct pgo_pool *pool;
};

/* The tree of REPORT: of the stacks that PROFILE has kept; of its calls, where it
   keeps none; or where it is NULL of the calls that REPORT has.  */
struct pgo_tree *pgo_tree_new (const struct pgo_report *report,
                               const struct pgo_index *profile);
/* TREE may be NULL.  */
void pgo_tree_free (struct pgo_tree *tree);

#endif /* PGO_TREE_H */
