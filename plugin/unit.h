/* The unit that is compiled, as the optimisations see it.
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

   It lives as long as the pass.  */

#ifndef PGO_UNIT_H
#define PGO_UNIT_H

class flow_builder;

/* The direct CALL of CANDIDATE is made where CONDITION, of its guard, is true.  */
struct guarded_call
{
  struct pgo_candidate *candidate;
  gimple *call;
  gcond *condition;
};

struct pgo_unit
{
  int64_t size = 0;   /* Of its functions before anything was done, in insns.  */
  int64_t growth = 0; /* What inlining has added, in insns.  */

  /* The indirect calls that were looked at; the guarded direct calls; and those of
     them that no inlining has seen yet, with the weight of the samples in their
     callees and what these contain.  */
  hash_set<gimple *> indirect_calls;
  auto_vec<guarded_call> guarded;
  hash_map<gimple *, int64_t> promoted;

  /* The flow graphs of the functions that the profile knows, and the samples in
     the code of each with what is inlined in it, where there are any; empty until
     pgo_observe_unit.  */
  bool observed = false;
  auto_delete_vec<flow_builder> flows;
  hash_map<cgraph_node *, double> samples;
};

#endif /* PGO_UNIT_H */
