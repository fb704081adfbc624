/* The bodies of functions: what they cost, and how they are kept whole.
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

   See body.cc.  Costs are of executed insns, in GCC's estimate or, of a single
   statement, in that of decide/cost.h.  */

#ifndef PGO_BODY_H
#define PGO_BODY_H

/* Is NODE a function whose body may be changed?  */
bool pgo_function_optimised_p (cgraph_node *node);

/* Give NODE the summary that pgo_function_optimised_p wants.  Versions that GCC
   has made of a function for several targets have none yet.  */
void pgo_summarise_function (cgraph_node *node);

/* GCC's estimate of the insns that one call of NODE executes, with the calls
   in it at their own cost.  */
double pgo_function_cost (cgraph_node *node);

/* Size of all functions, each with what is inlined into it, in insns.  */
int64_t pgo_functions_size (void);

/* The body of NODE has changed: bring SSA form, call edges and the summaries
   that the inliner uses up to date.  */
void pgo_update_function (cgraph_node *node);

/* May GCC make NODE, which has a body, one with an equal function?  */
bool pgo_foldable_p (cgraph_node *node);

/* A fingerprint of NODE's body, the same for functions that GCC may find equal and
   make one (ipa-icf.cc).  Never 0 or 1, which a set of them needs.  */
hashval_t pgo_body_hash (cgraph_node *node);

/* Change the options of NODE by SET, which changes the current ones.  */
void pgo_change_options (cgraph_node *node, void (*set) (void));

/* What STMT cost in the profiled program.  */
int pgo_statement_cost (gimple *stmt);

/* Note that CALL, a direct call, was put behind a guard whose probability is known,
   from the samples in the targets.  */
void pgo_mark_guard (gimple *call);

/* Is E one of the ways on from such a guard, or from a copy of it?  */
bool pgo_guard_edge_p (edge e);

/* Is CALL the last deed of NODE, so that GCC can make it a jump, and no frame of NODE is
   left?  */
bool pgo_last_deed_p (cgraph_node *node, gimple *call);

/* The block whose count says how often the statements of BB were executed in the
   profiled program: BB, or the one that chooses whether to go there.  */
basic_block pgo_executed_with (basic_block bb);

#endif /* PGO_BODY_H */
