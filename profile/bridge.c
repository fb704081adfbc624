/* Frames that a profiler lost, put back by the call graph.
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

   A pair of frames is the lower function, how its frame stands, and the call
   that the upper one has stopped at; each distinct pair is judged once.  Let
   the call be one of F, and the lower function another, L.

   Where the profile follows frame pointers and L has no frame, the lost frame
   is that of a function that called L and did not jump to it; it was F itself,
   or F jumped to it.  Where L has its frame, or the stack was unwound, nothing
   but jumps can have come between: F jumped, perhaps several times, and at last
   to L.  Of the ways that the call graph leaves the shortest are looked at; if
   they agree on the functions, that is the way.  F may call the next function
   of it from several lines: there the samples are dealt out among them as the
   samples that need no bridge came through them.

   An indirect call says nothing of F.  Then F is the one function that calls L
   or, of several, the one that samples saw called from there.

   Whether a profile is by frame pointers shows where L has no frame and the
   upper frame's call is a direct one: by frame pointers it is never one of L,
   but for recursion, and in any other profile always.  */

#include "bridge.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

/* Most frames that are put between two.  */
#define MAX_MISSING 4

/* Bytes of code around the place that a call returns to: about an instruction
   or two on either side.  */
#define NEAR 8

struct stack
{
  size_t first; /* In bridge->frames.  */
  size_t depth;
  int64_t count;
  int64_t weight;
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

/* A table of numbers of some array's elements: linear probing, a power of two
   slots, UINT32_MAX is a free one.  */
struct table
{
  uint32_t *slots;
  size_t n_slots;
  size_t n;
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
  struct table stack_table;

  const struct pgo_bridge_program *program;
  struct pair *pairs;
  size_t n_pairs;
  size_t pairs_capacity;
  struct table pair_table;

  struct sight *sights; /* By the call's id.  */
  size_t n_sights;

  struct own *owns; /* By function, then address.  */
  size_t n_owns;
  size_t owns_capacity;

  /* The stack that is being put together.  */
  uint32_t *out;
  size_t out_capacity;
  void (*take) (void *data, const uint32_t *stack, size_t depth, int64_t count,
                int64_t weight);
};

/* One search for ways.  */
struct search
{
  struct pgo_bridge *bridge;
  uint32_t target;
  bool may_call; /* One step of the way may be a call that leaves a frame, */
  bool may_jump; /* or all may be jumps.  */
  bool outside;  /* The last step is any call of another module.  */
  size_t length;
  uint32_t path[MAX_MISSING];
  uint32_t way[MAX_MISSING]; /* The first found.  */
  size_t n_ways;
};

struct pgo_bridge *
pgo_bridge_new (bool unwound)
{
  struct pgo_bridge *bridge = pgo_xcalloc (1, sizeof *bridge);
  bridge->unwound = unwound;
  return bridge;
}

void
pgo_bridge_free (struct pgo_bridge *bridge)
{
  if (!bridge)
    return;
  for (size_t i = 0; i < bridge->n_pairs; i++)
    for (size_t j = 0; j < MAX_MISSING; j++)
      {
        free (bridge->pairs[i].hops[j].calls);
        free (bridge->pairs[i].hops[j].dealt);
      }
  for (size_t i = 0; i < bridge->n_sights; i++)
    free (bridge->sights[i].targets);
  free (bridge->frames);
  free (bridge->stacks);
  free (bridge->stack_table.slots);
  free (bridge->pairs);
  free (bridge->pair_table.slots);
  free (bridge->sights);
  free (bridge->owns);
  free (bridge->out);
  free (bridge);
}

static uint64_t
hash_numbers (const uint32_t *numbers, size_t n)
{
  uint64_t hash = n;
  for (size_t i = 0; i < n; i++)
    {
      hash = (hash ^ numbers[i]) * UINT64_C (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
  return hash;
}

/* Add VALUE, which is not in TABLE and has room.  */
static void
insert_slot (struct table *table, uint64_t hash, uint32_t value)
{
  size_t i = hash & (table->n_slots - 1);
  while (table->slots[i] != UINT32_MAX)
    i = (i + 1) & (table->n_slots - 1);
  table->slots[i] = value;
  table->n++;
}

/* Give TABLE twice the slots, all free; the caller enters everything
   again.  */
static void
clear_table (struct table *table)
{
  table->n_slots = table->n_slots ? table->n_slots * 2 : 256;
  table->slots
      = pgo_xrealloc (table->slots, table->n_slots, sizeof *table->slots);
  memset (table->slots, 0xff, table->n_slots * sizeof *table->slots);
  table->n = 0;
}

static bool
full_p (const struct table *table)
{
  return table->n * 2 >= table->n_slots;
}

static uint64_t
hash_stack (const struct pgo_bridge *bridge, const struct stack *stack)
{
  return hash_numbers (bridge->frames + stack->first, stack->depth);
}

static int64_t
add_weights (int64_t a, int64_t b)
{
  int64_t sum;
  return __builtin_add_overflow (a, b, &sum) ? INT64_MAX : sum;
}

void
pgo_bridge_add (struct pgo_bridge *bridge, const uint32_t *stack, size_t depth,
                int64_t count, int64_t weight)
{
  struct table *table = &bridge->stack_table;
  if (full_p (table))
    {
      clear_table (table);
      for (size_t i = 0; i < bridge->n_stacks; i++)
        insert_slot (table, hash_stack (bridge, &bridge->stacks[i]),
                     (uint32_t) i);
    }
  uint64_t hash = hash_numbers (stack, depth);
  for (size_t i = hash & (table->n_slots - 1); table->slots[i] != UINT32_MAX;
       i = (i + 1) & (table->n_slots - 1))
    {
      struct stack *old = &bridge->stacks[table->slots[i]];
      if (old->depth != depth
          || (depth
              && memcmp (bridge->frames + old->first, stack,
                         depth * sizeof *stack)
                     != 0))
        continue;
      old->count = add_weights (old->count, count);
      old->weight = add_weights (old->weight, weight);
      return;
    }

  if (bridge->n_stacks == UINT32_MAX)
    pgo_out_of_memory ();
  bridge->stacks = pgo_xgrow (bridge->stacks, bridge->n_stacks,
                              &bridge->stacks_capacity, sizeof *bridge->stacks);
  bridge->stacks[bridge->n_stacks]
      = (struct stack){ bridge->n_frames, depth, count, weight };
  insert_slot (table, hash, (uint32_t) bridge->n_stacks++);
  for (size_t i = 0; i < depth; i++)
    {
      bridge->frames
          = pgo_xgrow (bridge->frames, bridge->n_frames,
                       &bridge->frames_capacity, sizeof *bridge->frames);
      bridge->frames[bridge->n_frames++] = stack[i];
    }
}

static struct pgo_bridge_place
find_place (struct pgo_bridge *bridge, uint32_t location)
{
  return bridge->program->place (bridge->program->data, location);
}

static const struct pgo_call *
find_calls (struct pgo_bridge *bridge, uint32_t function, size_t *n)
{
  *n = 0;
  return bridge->program->calls (bridge->program->data, function, n);
}

static bool
foreign_p (struct pgo_bridge *bridge, uint32_t function, uint32_t other)
{
  return bridge->program->foreign (bridge->program->data, function, other);
}

static struct sight *
find_sight (struct pgo_bridge *bridge, const struct pgo_call *call)
{
  if (call->id >= bridge->n_sights)
    {
      size_t n = ((size_t) call->id + 1) * 2;
      bridge->sights = pgo_xrealloc (bridge->sights, n, sizeof *bridge->sights);
      memset (bridge->sights + bridge->n_sights, 0,
              (n - bridge->n_sights) * sizeof *bridge->sights);
      bridge->n_sights = n;
    }
  return &bridge->sights[call->id];
}

/* Index of FUNCTION among the targets of SIGHT, or where it belongs.  */
static size_t
target_index (const struct sight *sight, uint32_t function)
{
  size_t low = 0, high = sight->n_targets;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (sight->targets[middle] < function)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static bool
target_p (struct pgo_bridge *bridge, const struct pgo_call *call,
          uint32_t function)
{
  const struct sight *sight = find_sight (bridge, call);
  size_t i = target_index (sight, function);
  return i < sight->n_targets && sight->targets[i] == function;
}

static void
add_target (struct sight *sight, uint32_t function)
{
  size_t i = target_index (sight, function);
  if (i < sight->n_targets && sight->targets[i] == function)
    return;
  sight->targets = pgo_xgrow (sight->targets, sight->n_targets,
                              &sight->targets_capacity, sizeof *sight->targets);
  memmove (&sight->targets[i + 1], &sight->targets[i],
           (sight->n_targets - i) * sizeof *sight->targets);
  sight->targets[i] = function;
  sight->n_targets++;
}

/* See what the pair of LOWER and UPPER, in COUNT samples, tells.  */
static void
observe_pair (struct pgo_bridge *bridge, const struct pgo_bridge_place *lower,
              const struct pgo_bridge_place *upper, int64_t count)
{
  const struct pgo_call *call = upper->call;
  if (!call || lower->function == PGO_BRIDGE_NOBODY)
    return;
  struct sight *sight = find_sight (bridge, call);
  if (call->callee == lower->function)
    sight->count = add_weights (sight->count, count);
  else if (call->callee == PGO_BRIDGE_NOBODY
           && (lower->frame != PGO_BRIDGE_FRAME_BARE || bridge->unwound))
    add_target (sight, lower->function);
}

/* If the leaf of STACK has no frame, is the next frame's call one of it?
 *MATCHED and *MISSED count the samples.  */
static void
observe_bare_leaf (struct pgo_bridge *bridge, const struct stack *stack,
                   int64_t *matched, int64_t *missed)
{
  size_t n;
  if (stack->depth < 2)
    return;
  const uint32_t *frames = bridge->frames + stack->first;
  struct pgo_bridge_place leaf = find_place (bridge, frames[0]);
  const struct pgo_call *call = find_place (bridge, frames[1]).call;
  if (leaf.function == PGO_BRIDGE_NOBODY || leaf.frame != PGO_BRIDGE_FRAME_BARE
      || !call || call->callee == PGO_BRIDGE_NOBODY)
    return;
  if (call->callee == leaf.function)
    *matched = add_weights (*matched, stack->count);
  else if (find_calls (bridge, call->callee, &n))
    *missed = add_weights (*missed, stack->count);
}

static int
compare_owns (const void *a, const void *b)
{
  const struct own *x = a, *y = b;
  if (x->function != y->function)
    return x->function < y->function ? -1 : 1;
  return (x->address > y->address) - (x->address < y->address);
}

/* Note that COUNT samples were taken at PLACE.  */
static void
observe_leaf (struct pgo_bridge *bridge, const struct pgo_bridge_place *place,
              int64_t count)
{
  if (place->function == PGO_BRIDGE_NOBODY)
    return;
  bridge->owns = pgo_xgrow (bridge->owns, bridge->n_owns,
                            &bridge->owns_capacity, sizeof *bridge->owns);
  bridge->owns[bridge->n_owns++]
      = (struct own){ place->function, place->address, count };
}

static void
sort_owns (struct pgo_bridge *bridge)
{
  if (bridge->n_owns)
    qsort (bridge->owns, bridge->n_owns, sizeof *bridge->owns, compare_owns);
  for (size_t i = 1; i < bridge->n_owns; i++)
    bridge->owns[i].count
        = add_weights (bridge->owns[i].count, bridge->owns[i - 1].count);
}

/* Samples taken before ADDRESS of FUNCTION, and in all lesser functions.  */
static int64_t
owns_before (const struct pgo_bridge *bridge, uint32_t function,
             uint64_t address)
{
  const struct own key = { .function = function, .address = address };
  size_t low = 0, high = bridge->n_owns;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (compare_owns (&bridge->owns[middle], &key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low ? bridge->owns[low - 1].count : 0;
}

/* Samples taken in the code around CALL.  */
static int64_t
owns_near (const struct pgo_bridge *bridge, const struct pgo_call *call)
{
  uint64_t low = call->address > NEAR ? call->address - NEAR : 0;
  return owns_before (bridge, call->caller, call->address + NEAR)
         - owns_before (bridge, call->caller, low);
}

static void
observe_stacks (struct pgo_bridge *bridge)
{
  int64_t matched = 0, missed = 0;
  for (size_t i = 0; i < bridge->n_stacks; i++)
    {
      const struct stack *stack = &bridge->stacks[i];
      const uint32_t *frames = bridge->frames + stack->first;
      for (size_t j = 0; j < stack->depth; j++)
        {
          struct pgo_bridge_place lower = find_place (bridge, frames[j]);
          if (j == 0)
            observe_leaf (bridge, &lower, stack->count);
          if (j + 1 == stack->depth)
            break;
          struct pgo_bridge_place upper = find_place (bridge, frames[j + 1]);
          observe_pair (bridge, &lower, &upper, stack->count);
        }
      observe_bare_leaf (bridge, stack, &matched, &missed);
    }
  sort_owns (bridge);
  bridge->pointers = !bridge->unwound && missed > matched;
}

/* Is CALL the last step of a way?  CALLED as for search_from.  */
static bool
last_step_p (const struct search *search, const struct pgo_call *call,
             bool called)
{
  if (search->outside)
    return !call->tail
           && foreign_p (search->bridge, call->callee, call->caller);
  return call->callee == search->target
         && (called || !call->tail || search->may_jump);
}

/* Found a way: SEARCH->path.  */
static void
take_way (struct search *search)
{
  if (search->n_ways == 0)
    memcpy (search->way, search->path, sizeof search->way);
  else if (memcmp (search->way, search->path,
                   search->length * sizeof *search->way)
           == 0)
    return;
  search->n_ways++;
}

/* Find ways of SEARCH->length from FUNCTION, the one at DEPTH; CALLED, one step
   has been a call.  */
static void
search_from (struct search *search, uint32_t function, size_t depth,
             bool called)
{
  size_t n;
  const struct pgo_call *calls = find_calls (search->bridge, function, &n);
  bool last = depth + 1 == search->length;
  search->path[depth] = function;
  for (size_t i = 0; i < n && search->n_ways < 2; i++)
    {
      bool now = called || !calls[i].tail;
      if ((!calls[i].tail && (called || !search->may_call))
          || calls[i].callee == PGO_BRIDGE_NOBODY)
        continue;
      if (last)
        {
          if (last_step_p (search, &calls[i], called))
            take_way (search);
          continue;
        }
      bool back = calls[i].callee == search->target;
      for (size_t j = 0; j <= depth; j++)
        back |= search->path[j] == calls[i].callee;
      if (!back)
        search_from (search, calls[i].callee, depth + 1, now);
    }
}

static void
add_call (struct hop *hop, const struct pgo_call *call)
{
  hop->calls
      = pgo_xgrow (hop->calls, hop->n, &hop->capacity, sizeof *hop->calls);
  hop->calls[hop->n++] = call;
}

/* Enter the way that SEARCH has found into PAIR.  */
static void
take_hops (const struct search *search, struct pair *pair)
{
  for (size_t i = 0; i < search->length; i++)
    {
      struct hop *hop = &pair->hops[i];
      bool last = i + 1 == search->length;
      size_t n;
      const struct pgo_call *calls
          = find_calls (search->bridge, search->way[i], &n);
      hop->function = search->way[i];
      for (size_t j = 0; j < n; j++)
        if ((!calls[j].tail && !search->may_call)
            || calls[j].callee == PGO_BRIDGE_NOBODY)
          continue;
        else if (last ? last_step_p (search, &calls[j], i > 0)
                      : calls[j].callee == search->way[i + 1])
          add_call (hop, &calls[j]);
      /* Which of several calls of another module it was has no bearing on the
         program's own.  */
      if (last && search->outside && hop->n > 1)
        hop->n = 0;
    }
  pair->n_hops = search->length;
}

/* Find the shortest way of SEARCH from FUNCTION and enter it into PAIR.  */
static enum pgo_bridge_verdict
search_shortest (struct search *search, uint32_t function, struct pair *pair)
{
  search->length = 0;
  while (search->n_ways == 0 && search->length < MAX_MISSING)
    {
      search->length++;
      search_from (search, function, 0, false);
    }
  if (search->n_ways != 1)
    return search->n_ways ? PGO_BRIDGE_SEVERAL : PGO_BRIDGE_NO_WAY;
  take_hops (search, pair);
  return PGO_BRIDGED;
}

/* The target of SEARCH may be what an indirect call of FUNCTION calls: the only
   one, or the only one that was seen to.  */
static enum pgo_bridge_verdict
search_indirect (struct search *search, uint32_t function, struct pair *pair)
{
  const struct pgo_call *any = NULL, *seen = NULL;
  size_t n, n_any = 0, n_seen = 0;
  const struct pgo_call *calls = find_calls (search->bridge, function, &n);
  for (size_t i = 0; i < n; i++)
    {
      if (calls[i].callee != PGO_BRIDGE_NOBODY
          || !(calls[i].tail ? search->may_jump : search->may_call))
        continue;
      any = &calls[i];
      n_any++;
      if (!target_p (search->bridge, &calls[i], search->target))
        continue;
      seen = &calls[i];
      n_seen++;
    }
  if (n_any == 0)
    return PGO_BRIDGE_NO_WAY;
  if (n_any > 1 && n_seen != 1)
    return PGO_BRIDGE_SEVERAL;
  pair->hops[0].function = function;
  add_call (&pair->hops[0], n_seen == 1 ? seen : any);
  pair->n_hops = 1;
  return PGO_BRIDGED;
}

/* Find the one way from FUNCTION, which was called, to the lower function of
   PAIR.  */
static enum pgo_bridge_verdict
search_ways (struct pgo_bridge *bridge, uint32_t function, struct pair *pair)
{
  bool bare = bridge->pointers && pair->frame == PGO_BRIDGE_FRAME_BARE;
  bool set = bridge->unwound
             || (bridge->pointers && pair->frame == PGO_BRIDGE_FRAME_SET);
  struct search search = { .bridge = bridge,
                           .target = pair->function,
                           .may_call = !set,
                           .may_jump = !bare };
  size_t n;
  if (!find_calls (bridge, function, &n))
    return PGO_BRIDGE_NO_CALL;
  if (pair->function != PGO_BRIDGE_NOBODY)
    {
      enum pgo_bridge_verdict verdict
          = search_shortest (&search, function, pair);
      if (verdict != PGO_BRIDGE_NO_WAY)
        return verdict;
    }
  /* Who calls it in its own module is unknown; but the function that has lost
     its frame called that module, or what nobody knows by that name.  */
  if (bare
      && (foreign_p (bridge, pair->function, function)
          || !find_calls (bridge, pair->function, &n)))
    {
      search.outside = true;
      enum pgo_bridge_verdict verdict
          = search_shortest (&search, function, pair);
      if (verdict != PGO_BRIDGE_NO_WAY)
        return verdict;
    }
  return search_indirect (&search, function, pair);
}

/* The lower function of PAIR was called by the upper frame.  It lost its frame
   only if it called itself.  */
static enum pgo_bridge_verdict
search_self (struct pgo_bridge *bridge, struct pair *pair)
{
  struct search search = {
    .bridge = bridge, .target = pair->function, .may_call = true, .length = 1
  };
  search_from (&search, pair->function, 0, false);
  if (search.n_ways == 0)
    return PGO_BRIDGE_WHOLE;
  take_hops (&search, pair);
  return PGO_BRIDGED;
}

/* The function that the indirect CALL called, so that the lower function of
   PAIR came to be called.  */
static enum pgo_bridge_verdict
judge_indirect (struct pgo_bridge *bridge, const struct pgo_call *call,
                struct pair *pair)
{
  uint32_t one = PGO_BRIDGE_NOBODY;
  size_t n, n_seen = 0;
  if (pair->function == PGO_BRIDGE_NOBODY)
    return PGO_BRIDGE_NO_WAY;
  const uint32_t *callers
      = bridge->program->callers (bridge->program->data, pair->function, &n);
  if (n == 0)
    return PGO_BRIDGE_NO_WAY;
  if (n == 1)
    return search_ways (bridge, callers[0], pair);
  for (size_t i = 0; i < n; i++)
    if (target_p (bridge, call, callers[i]))
      {
        one = callers[i];
        n_seen++;
      }
  return n_seen == 1 ? search_ways (bridge, one, pair) : PGO_BRIDGE_SEVERAL;
}

/* PAIR is of the lower function's frame and of the frame at UPPER.  */
static enum pgo_bridge_verdict
judge_pair (struct pgo_bridge *bridge, struct pair *pair,
            const struct pgo_bridge_place *upper)
{
  const struct pgo_call *call = upper->call;
  bool lost = bridge->pointers && pair->frame == PGO_BRIDGE_FRAME_BARE;
  size_t n;
  if (!call)
    {
      if (!lost)
        return PGO_BRIDGE_WHOLE;
      return upper->function == PGO_BRIDGE_NOBODY ? PGO_BRIDGE_BROKEN
                                                  : PGO_BRIDGE_NO_CALL;
    }
  if (call->callee == PGO_BRIDGE_NOBODY)
    return lost ? judge_indirect (bridge, call, pair) : PGO_BRIDGE_WHOLE;
  if (!lost
      && (call->callee == pair->function
          || pair->function == PGO_BRIDGE_NOBODY))
    return PGO_BRIDGE_WHOLE;
  /* What a library calls by one name and its symbol table by another.  */
  if (!find_calls (bridge, call->callee, &n))
    return lost && call->callee != pair->function ? PGO_BRIDGE_NO_CALL
                                                  : PGO_BRIDGE_WHOLE;
  if (call->callee == pair->function)
    return search_self (bridge, pair);
  return search_ways (bridge, call->callee, pair);
}

static uint64_t
hash_pair (uint32_t function, enum pgo_bridge_frame frame, uint32_t location)
{
  const uint32_t key[] = { function, (uint32_t) frame, location };
  return hash_numbers (key, 3);
}

/* The judged pair of the frames at LOWER and UPPER.  Good until the next.  */
static struct pair *
find_pair (struct pgo_bridge *bridge, uint32_t lower, uint32_t upper)
{
  struct pgo_bridge_place place = find_place (bridge, lower);
  struct table *table = &bridge->pair_table;
  if (full_p (table))
    {
      clear_table (table);
      for (size_t i = 0; i < bridge->n_pairs; i++)
        {
          const struct pair *pair = &bridge->pairs[i];
          insert_slot (table,
                       hash_pair (pair->function, pair->frame, pair->location),
                       (uint32_t) i);
        }
    }
  uint64_t hash = hash_pair (place.function, place.frame, upper);
  for (size_t i = hash & (table->n_slots - 1); table->slots[i] != UINT32_MAX;
       i = (i + 1) & (table->n_slots - 1))
    {
      struct pair *pair = &bridge->pairs[table->slots[i]];
      if (pair->function == place.function && pair->frame == place.frame
          && pair->location == upper)
        return pair;
    }

  bridge->pairs = pgo_xgrow (bridge->pairs, bridge->n_pairs,
                             &bridge->pairs_capacity, sizeof *bridge->pairs);
  struct pair *pair = &bridge->pairs[bridge->n_pairs];
  *pair = (struct pair){ .function = place.function,
                         .frame = place.frame,
                         .location = upper };
  insert_slot (table, hash, (uint32_t) bridge->n_pairs++);
  struct pgo_bridge_place above = find_place (bridge, upper);
  pair->verdict = judge_pair (bridge, pair, &above);
  for (size_t i = 0; i < pair->n_hops; i++)
    pair->hops[i].dealt = pgo_xcalloc (pair->hops[i].n, sizeof (int64_t));
  return pair;
}

/* How often CALL was made, in proportion to the other calls of a hop: the
   samples that came through it and those that were taken beside it.  What has
   none may have been made too.  */
static int64_t
call_share (struct pgo_bridge *bridge, const struct pgo_call *call)
{
  int64_t samples = add_weights (find_sight (bridge, call)->count,
                                 owns_near (bridge, call));
  return samples < INT64_MAX / 16 ? samples * 16 + 1 : samples;
}

/* What the call I of HOP has still to get of the samples that were dealt, times
   ALL, the sum of all shares; PART is what it gets of the present ones.  */
static __int128
call_due (struct pgo_bridge *bridge, const struct hop *hop, size_t i,
          int64_t all, int64_t part)
{
  return (__int128) hop->n_dealt * call_share (bridge, hop->calls[i])
         - (__int128) all * hop->dealt[i] - (__int128) all * part;
}

/* Deal COUNT samples out among the calls of HOP, in proportion to their shares,
   what was dealt before included; PARTS gets the samples of each.  */
static void
deal_samples (struct pgo_bridge *bridge, struct hop *hop, int64_t count,
              int64_t *parts)
{
  int64_t all = 0, left = count;
  for (size_t i = 0; i < hop->n; i++)
    all = add_weights (all, call_share (bridge, hop->calls[i]));
  hop->n_dealt = add_weights (hop->n_dealt, count);
  for (size_t i = 0; i < hop->n; i++)
    {
      __int128 due = call_due (bridge, hop, i, all, 0);
      if (due > 0)
        parts[i] = due / all < left ? (int64_t) (due / all) : left;
      left -= parts[i];
    }
  for (; left > 0; left--)
    {
      /* The one that has most to get; of equals, the first.  */
      size_t best = 0;
      for (size_t i = 1; i < hop->n; i++)
        if (call_due (bridge, hop, i, all, parts[i])
            > call_due (bridge, hop, best, all, parts[best]))
          best = i;
      parts[best]++;
    }
  for (size_t i = 0; i < hop->n; i++)
    hop->dealt[i] = add_weights (hop->dealt[i], parts[i]);
}

static void
put_frame (struct pgo_bridge *bridge, size_t depth, uint32_t location)
{
  bridge->out = pgo_xgrow (bridge->out, depth, &bridge->out_capacity,
                           sizeof *bridge->out);
  bridge->out[depth] = location;
}

static uint32_t
hop_location (struct pgo_bridge *bridge, const struct hop *hop,
              const struct pgo_call *call)
{
  return bridge->program->location (bridge->program->data, hop->function, call);
}

/* A stack on its way out.  */
struct rest
{
  const uint32_t *frames;
  size_t depth;
  int64_t count;
  int64_t weight;
};

static void put_rest (struct pgo_bridge *bridge, size_t depth, struct rest rest,
                      size_t n_hops);

/* The lowest of the N_HOPS hops that are left between the frames
   REST->frames[-1] and [0] goes to bridge->out[DEPTH].  */
static void
put_hop (struct pgo_bridge *bridge, size_t depth, struct rest rest,
         size_t n_hops)
{
  size_t index = 0, n = 0;
  struct pair *pair = find_pair (bridge, rest.frames[-1], rest.frames[0]);
  struct hop *hop = &pair->hops[n_hops - 1];
  if (hop->n < 2)
    {
      put_frame (bridge, depth,
                 hop_location (bridge, hop, hop->n ? hop->calls[0] : NULL));
      put_rest (bridge, depth + 1, rest, n_hops - 1);
      return;
    }
  n = hop->n;
  int64_t *parts = pgo_xcalloc (n, sizeof *parts);
  deal_samples (bridge, hop, rest.count, parts);
  struct rest part = rest;
  for (int64_t left = rest.count; index < n; index++)
    {
      if (parts[index] == 0)
        continue;
      /* The last part takes what rounding leaves.  */
      part.count = parts[index];
      part.weight = (int64_t) ((__int128) rest.weight * part.count / left);
      rest.weight -= part.weight;
      left -= part.count;
      put_frame (bridge, depth, hop_location (bridge, hop, hop->calls[index]));
      put_rest (bridge, depth + 1, part, n_hops - 1);
      /* Judging other pairs may have moved them.  */
      pair = find_pair (bridge, rest.frames[-1], rest.frames[0]);
      hop = &pair->hops[n_hops - 1];
    }
  free (parts);
}

/* Put N_HOPS hops and then the frames of REST after the first DEPTH of
   bridge->out, and hand it on.  */
static void
put_rest (struct pgo_bridge *bridge, size_t depth, struct rest rest,
          size_t n_hops)
{
  if (n_hops > 0)
    {
      put_hop (bridge, depth, rest, n_hops);
      return;
    }
  while (rest.depth > 0)
    {
      put_frame (bridge, depth++, *rest.frames++);
      rest.depth--;
      if (rest.depth == 0)
        break;
      const struct pair *pair
          = find_pair (bridge, rest.frames[-1], rest.frames[0]);
      if (pair->n_hops == 0)
        continue;
      put_hop (bridge, depth, rest, pair->n_hops);
      return;
    }
  bridge->take (bridge->program->data, bridge->out, depth, rest.count,
                rest.weight);
}

/* The verdict on a whole stack.  */
static enum pgo_bridge_verdict
judge_stack (struct pgo_bridge *bridge, const struct rest *stack)
{
  enum pgo_bridge_verdict verdict = PGO_BRIDGE_WHOLE;
  for (size_t i = 0; i + 1 < stack->depth; i++)
    {
      const struct pair *pair
          = find_pair (bridge, stack->frames[i], stack->frames[i + 1]);
      if (pair->verdict > verdict)
        verdict = pair->verdict;
    }
  if (bridge->pointers && stack->depth == 1
      && find_place (bridge, stack->frames[0]).frame == PGO_BRIDGE_FRAME_BARE)
    verdict = PGO_BRIDGE_BROKEN;
  return verdict;
}

void
pgo_bridge_run (struct pgo_bridge *bridge,
                const struct pgo_bridge_program *program,
                void (*take) (void *data, const uint32_t *stack, size_t depth,
                              int64_t count, int64_t weight),
                struct pgo_bridge_totals *totals)
{
  bridge->program = program;
  bridge->take = take;
  *totals = (struct pgo_bridge_totals){ 0 };
  observe_stacks (bridge);
  for (size_t i = 0; i < bridge->n_stacks; i++)
    {
      const struct stack *stack = &bridge->stacks[i];
      struct rest rest = { bridge->frames + stack->first, stack->depth,
                           stack->count, stack->weight };
      int64_t *weight = &totals->weight[judge_stack (bridge, &rest)];
      *weight = add_weights (*weight, rest.weight);
      totals->all = add_weights (totals->all, rest.weight);
      put_rest (bridge, 0, rest, 0);
    }
}
