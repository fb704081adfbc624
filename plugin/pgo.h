/* What the files of the plugin share.
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


   plugin.cc   entry, events, which profile; the mark in .comment
   options.cc  -fplugin-arg-pgo-KEY[=VALUE] into struct pgo_options
   match.cc    functions and call statements of the unit <-> the profile
   icall.cc    guarded direct calls at monomorphic indirect calls
   inline.cc   inlining of hot call edges
   flow.cc     functions as flow graphs, what their blocks cost (code.cc), and
               whose samples are whose (observe.cc)
   counts.cc   branch probabilities and block counts from the samples
   tune.cc     options of their own for hot functions and for those without
               samples
   report.cc   the ledger: every verdict once, to GCC's channels and to the
               stats file
   pass.cc     the pass `pgo' that runs them in order

   Weights are in the profile's unit, sizes and costs in GCC's estimate of
   insns.  */

#ifndef PGO_PLUGIN_H
#define PGO_PLUGIN_H

#include "index/index.h"
#include "decide/policy.h"
#include "names/symbol.h"

/* The optimisations that disable= and enable= name, as bits.  */
enum pgo_optimisation
{
  PGO_INLINE = 1,
  PGO_DEVIRT = 2,
  PGO_COUNTS = 4,
  PGO_OPTIONS = 8,
  PGO_LAYOUT = 16
};

/* options.cc */

struct pgo_options
{
  vec<char *> profiles;   /* File names, in the order given.  */
  bool profile_auto;      /* profile=auto was given.  */
  unsigned enabled;       /* enum pgo_optimisation, or-ed.  */
  struct pgo_policy policy;
  unsigned limit;         /* Most transformations; UINT_MAX: no limit.  */
  const char *dump;       /* Flags as of -fdump-ipa-pgo-FLAGS, or NULL.  */
  const char *stats;      /* File, directory with '/' at its end, or NULL.  */
};

extern struct pgo_options pgo_options;

/* Read the plugin's arguments into pgo_options; errors are given through
   GCC.  Returns false if there were any.  May print and exit (help,
   version).  */
bool pgo_options_read (const struct plugin_name_args *info);

/* plugin.cc */

/* May the plugin change this compilation?  Not at -O0, where GCC does not
   optimise, not with -fno-inline, which says that calls shall stay calls, and
   not where GCC instruments for a profile of its own or reads one.  Then it
   leaves no mark either.  */
bool pgo_active_p (void);

/* The profile of this compilation, or NULL where there is none.  */
extern struct pgo_index *pgo_profile_index;

/* WEIGHT of that profile in samples.  */
static inline double
pgo_samples (int64_t weight)
{
  return (double) weight / pgo_index_period (pgo_profile_index);
}

/* First 16 hexadecimal digits of the SHA-256 of its files.  */
extern char pgo_profile_digest[17];

/* report.cc */

/* What a candidate is a candidate for.  */
enum pgo_kind
{
  PGO_KIND_DEVIRT,
  PGO_KIND_INLINE,
  PGO_KIND_COUNTS,   /* Probabilities and counts for a function.  */
  PGO_KIND_OPTIONS,  /* Options for a hot function.  */
  PGO_KIND_DISPATCH, /* Options for a hot dispatch loop.  */
  PGO_KIND_SIZE,     /* A function without samples made smaller.  */
  PGO_N_KINDS
};

/* One call site of the unit that the profile knows, or one function from
   PGO_KIND_COUNTS on, and what became of it.  */
struct pgo_candidate
{
  enum pgo_kind kind;
  cgraph_node *node;    /* The function that contains STMT now.  */
  gcall *stmt;          /* The call; NULL for a function.  */
  location_t location;  /* Of STMT, or of the function.  */
  const char *caller;   /* Assembler names; the caller in the source, which */
  const char *callee;   /* may be inlined in NODE.  "?": no one target.  */
  int64_t own;          /* The site's own weight.  */
  int64_t absorbed;     /* That of what is inlined into the callee, called from
                           this site.  */
  int64_t weight;       /* The site's inclusive weight.  */
  double share;         /* Of the calls, percent; devirtualisation only.  */
  double cost;          /* Of one call of the callee, in executed insns.  */
  double first_cost;    /* The same before anything was inlined into it.  */
  int growth;           /* In insns.  */
  unsigned order;       /* In which the ledger got it; breaks ties.  */
  bool at_link;         /* What is decided is left to link time.  */
  bool settled;         /* VERDICT is final.  */
  enum pgo_verdict verdict;
  const char *detail;   /* GCC's own words for PGO_REFUSED_COMPILER.  */
  unsigned number;      /* Of the transformation, from 1; 0: none.  */
};

/* How much of the unit the profile knows.  */
struct pgo_coverage
{
  unsigned functions;         /* Defined in the unit.  */
  unsigned functions_matched; /* Of these, in the profile.  */
  unsigned functions_ambiguous; /* Of these, several may be one there, or the
                                   other way round.  */
  unsigned functions_lost;    /* In the profile under the name of this unit's
                                 main file, but not in the unit.  */
  int64_t weight_matched;     /* Own weight of the functions matched.  */
  int64_t weight_ambiguous;   /* Own weight of those that are ambiguous.  */
  int64_t weight_lost;        /* Own weight of the functions lost.  */
};

/* A new candidate of KIND, the call STMT in NODE or NODE itself, owned by the
   ledger until pgo_ledger_end.  */
struct pgo_candidate *pgo_ledger_candidate (enum pgo_kind kind,
                                            cgraph_node *node, gcall *stmt);

/* How many transformations limit=N still allows; at 0 a candidate is
   refused.  */
unsigned pgo_ledger_left (void);

/* The canonical assembler name of the function DECL, whatever the profile calls
   it; owned by the ledger until pgo_ledger_end.  */
const char *pgo_ledger_name (tree decl);

/* Settle CANDIDATE with VERDICT and print the one line about it.  What is
   applied gets the next number.  */
void pgo_ledger_settle (struct pgo_candidate *candidate,
                        enum pgo_verdict verdict);

/* All candidates are settled: print the ledger, write the stats, warn of a
   stale profile, forget everything.  UNIT_SIZE is the unit's size before, and
   GROWTH what it grew by, in insns.  */
void pgo_ledger_end (const struct pgo_coverage *coverage, int64_t unit_size,
                     int64_t growth);

/* match.cc */

/* Smallest own weight of a site in the hot set.  */
int64_t pgo_hot_threshold (void);

/* The file that GCC calls FILE, with its directory: build systems that compile
   each directory's files there have many of one name.  The caller frees it.  */
char *pgo_whole_file_name (const char *file);

/* Prepare and forget what match.cc keeps during the pass.  */
void pgo_match_begin (void);
void pgo_match_end (struct pgo_coverage *coverage);

/* The profile's entry for function DECL, or NULL.  */
const struct pgo_fn *pgo_match_decl (tree decl);

/* True if the profile has several functions that DECL may be, or one that
   several functions of the unit may be.  */
bool pgo_match_ambiguous_p (tree decl);

/* The unit's function for the profile's entry FN, or NULL.  */
cgraph_node *pgo_match_node (const struct pgo_fn *fn);

/* A position in the source: LINE in function DECL, which may be inlined in
   the function that contains the statement.  */
struct pgo_position
{
  tree decl;
  int line;
};

/* The position of STMT in NODE.  False where it has none.  */
bool pgo_match_position (cgraph_node *node, gimple *stmt,
                         struct pgo_position *position);

/* The profile's sites at POSITION, as pgo_fn_sites_at.  */
size_t pgo_match_sites (const struct pgo_position *position,
                        const struct pgo_site **sites);

/* Likewise those of the function at POSITION that have no line.  */
size_t pgo_match_sites_without_line (const struct pgo_position *position,
                                     const struct pgo_site **sites);

/* In how many places of the source of DECL, as far as it is in NODE, FN is
   called by name, and anything through a pointer.  Calls of FN that were
   inlined already count.  */
unsigned pgo_match_count_calls (cgraph_node *node, tree decl,
                                const struct pgo_fn *fn);
unsigned pgo_match_count_indirect_calls (cgraph_node *node, tree decl);

/* True if FN is called by name at POSITION in NODE, by a call statement or by
   one that was inlined already.  */
bool pgo_match_direct_p (cgraph_node *node,
                         const struct pgo_position *position,
                         const struct pgo_fn *fn);

/* icall.cc */

/* Promote what is monomorphic in the unit.  Returns true if anything was.  */
bool pgo_icall_execute (void);

/* link.cc */

/* The indirect call of CANDIDATE is to be promoted to the function that the
   profile calls TARGET, which has no body in the unit.  True if that can wait
   for link time: then pgo_link_execute settles CANDIDATE.  */
bool pgo_link_wait (struct pgo_candidate *candidate,
                    const struct pgo_fn *target);

/* Leave to link time what waits for it, after pgo_counts_execute.  Returns true
   if anything changed.  */
bool pgo_link_execute (void);

/* inline.cc */

/* Inline the hot call edges of the unit.  The budget is a share of UNIT_SIZE;
   *GROWTH is set to what was spent of it, in insns.  Returns true if anything
   was inlined.  */
bool pgo_inline_execute (int64_t unit_size, int64_t *growth);

/* What pgo_policy_inline wants to know of CANDIDATE.  */
struct pgo_inline_facts
pgo_inline_facts_of (const struct pgo_candidate *candidate);

/* Fill in CANDIDATE's cost and growth for inlining CALLEE at a call like
   STMT, and say whether it should be, the budget left aside.  */
enum pgo_verdict pgo_inline_verdict (struct pgo_candidate *candidate,
                                     cgraph_node *callee);

/* Is NODE a function whose body may be changed?  */
bool pgo_function_optimised_p (cgraph_node *node);

/* GCC's estimate of the insns that one call of NODE executes, with the calls
   in it at their own cost.  */
double pgo_function_cost (cgraph_node *node);

/* The body of NODE has changed: bring SSA form, call edges and the summaries
   that the inliner uses up to date.  */
void pgo_update_function (cgraph_node *node);

/* counts.cc */

/* Samples in the code of functions, with what was inlined in them.  */
typedef hash_map<cgraph_node *, double> pgo_node_samples;

/* Enter the sampled functions of the unit into SAMPLES.  If the optimisation
   "counts" is enabled, give them branch probabilities and block counts; returns
   true if any got some.  */
bool pgo_counts_execute (pgo_node_samples *samples);

/* tune.cc */

/* Give hot functions options for speed, and functions without samples options
   for size.  SAMPLES is what pgo_counts_execute has found.  Returns true if any
   got some.  */
bool pgo_tune_execute (pgo_node_samples *samples);

/* pass.cc */

/* Register the passes; PLUGIN_NAME is the plugin's base name.  */
void pgo_pass_register (const char *plugin_name);

#endif /* PGO_PLUGIN_H */
