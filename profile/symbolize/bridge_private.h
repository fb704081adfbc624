/* What the parts of the bridge share.
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

   bridge_observe.c sees what the stacks tell of calls, bridge_ways.c judges a
   pair of frames by that and the call graph, and bridge.c keeps the stacks and
   puts them together.  */

#ifndef PGO_BRIDGE_PRIVATE_H
#define PGO_BRIDGE_PRIVATE_H

#include "base/store.h"
#include "symbolize/bridge.h"

/* Most frames that are put between two.  */
#define MAX_MISSING 4

struct stack
{
  size_t first; /* In bridge->frames.  */
  size_t depth;
  int64_t count;
  int64_t weight;
  int64_t time; /* Of the last sample.  */
};

/* The calls that may be the one at which a lost frame had stopped.  */
struct hop
{
  uint32_t function;             /* That lost it.  */
  const struct pgo_call **calls; /* May be none: the line is unknown.  */
  int64_t *dealt;                /* Samples to each so far.  */
  int64_t n_dealt;
  size_t n;
  size_t capacity;
};

struct pair
{
  uint32_t function; /* The lower one.  */
  enum pgo_bridge_frame frame;
  uint32_t location; /* The upper one.  */
  enum pgo_bridge_verdict verdict;
  struct hop hops[MAX_MISSING]; /* From the upper frame downwards.  */
  size_t n_hops;
};

/* What samples saw at a call.  */
struct sight
{
  int64_t count;     /* Samples that came through it.  */
  uint32_t *targets; /* Of an indirect call, sorted.  */
  size_t n_targets;
  size_t targets_capacity;
};

/* Samples that were taken in a function itself, at an address or, in a sorted
   array, at that and all before it.  */
struct own
{
  uint32_t function;
  uint64_t address;
  int64_t count;
};

struct pgo_bridge
{
  bool unwound;
  bool pointers; /* The stacks are by frame pointers.  */

  uint32_t *frames;
  size_t n_frames;
  size_t frames_capacity;
  struct stack *stacks;
  size_t n_stacks;
  size_t stacks_capacity;
  struct pgo_table stack_table;

  const struct pgo_bridge_program *program;
  struct pair *pairs;
  size_t n_pairs;
  size_t pairs_capacity;
  struct pgo_table pair_table;

  struct sight *sights; /* By the call's id.  */
  size_t n_sights;

  struct own *owns; /* By function, then address.  */
  size_t n_owns;
  size_t owns_capacity;

  /* The stack that is being put together.  */
  uint32_t *out;
  size_t out_capacity;
  void (*take) (void *data, const uint32_t *stack, size_t depth, int64_t count,
                int64_t weight, int64_t time);
};

/* What the program says; see struct pgo_bridge_program.  */

static inline struct pgo_bridge_place
pgo_bridge_place_of (struct pgo_bridge *bridge, uint32_t location)
{
  return bridge->program->place (bridge->program->data, location);
}

static inline const struct pgo_call *
pgo_bridge_calls_of (struct pgo_bridge *bridge, uint32_t function, size_t *n)
{
  *n = 0;
  return bridge->program->calls (bridge->program->graph, function, n);
}

static inline bool
pgo_bridge_foreign_p (struct pgo_bridge *bridge, uint32_t function,
                      uint32_t other)
{
  return bridge->program->foreign (bridge->program->graph, function, other);
}

/* What samples saw at CALL; good until the next of another call.  */
struct sight *pgo_bridge_sight (struct pgo_bridge *bridge,
                                const struct pgo_call *call);

/* Did samples see the indirect CALL call FUNCTION?  */
bool pgo_bridge_target_p (struct pgo_bridge *bridge,
                          const struct pgo_call *call, uint32_t function);

/* Samples taken in the code around CALL.  */
int64_t pgo_bridge_own_near (const struct pgo_bridge *bridge,
                             const struct pgo_call *call);

/* See what all stacks tell; once, before anything is judged.  */
void pgo_bridge_observe (struct pgo_bridge *bridge);

/* The verdict on PAIR, whose upper frame is at UPPER; where it is PGO_BRIDGED
   PAIR has got its hops.  */
enum pgo_bridge_verdict pgo_bridge_judge (struct pgo_bridge *bridge,
                                          struct pair *pair,
                                          const struct pgo_bridge_place *upper);

#endif /* PGO_BRIDGE_PRIVATE_H */
