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

   The stacks are kept, each once, until all have been seen.  Then each distinct
   pair of frames is judged once (bridge_ways.c), by the call graph and by what
   the stacks tell of it (bridge_observe.c), and each stack is handed on with
   what is put between.  Where a lost call may have been any of several lines,
   the samples are dealt out among them.  */

#include "symbolize/bridge.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "symbolize/bridge_private.h"

struct pgo_bridge *
pgo_bridge_new (bool unwound)
{
  struct pgo_bridge *bridge = pgo_xcalloc (1, sizeof *bridge);
  bridge->unwound = unwound;
  /* A stack without frames points somewhere.  */
  bridge->frames
      = pgo_xgrow (NULL, 0, &bridge->frames_capacity, sizeof *bridge->frames);
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
  pgo_table_free (&bridge->stack_table);
  free (bridge->pairs);
  pgo_table_free (&bridge->pair_table);
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
    hash = pgo_hash (hash, numbers[i]);
  return hash;
}

/* A stack that is looked for.  */
struct stack_key
{
  const uint32_t *frames;
  size_t depth;
};

static bool
equal_stack (const void *context, uint32_t index, const void *key)
{
  const struct pgo_bridge *bridge = context;
  const struct stack *stack = &bridge->stacks[index];
  const struct stack_key *other = key;
  return stack->depth == other->depth
         && (stack->depth == 0
             || memcmp (bridge->frames + stack->first, other->frames,
                        stack->depth * sizeof *other->frames)
                    == 0);
}

void
pgo_bridge_add (struct pgo_bridge *bridge, const uint32_t *stack, size_t depth,
                int64_t count, int64_t weight, int64_t time)
{
  const struct stack_key key = { stack, depth };
  uint64_t hash = hash_numbers (stack, depth);
  uint32_t index
      = pgo_table_find (&bridge->stack_table, hash, equal_stack, bridge, &key);
  if (index != PGO_NONE)
    {
      struct stack *old = &bridge->stacks[index];
      old->count = pgo_add_saturating (old->count, count);
      old->weight = pgo_add_saturating (old->weight, weight);
      if (time > old->time)
        old->time = time;
      return;
    }

  pgo_table_add (&bridge->stack_table, hash, bridge->n_stacks);
  bridge->stacks = pgo_xgrow (bridge->stacks, bridge->n_stacks,
                              &bridge->stacks_capacity, sizeof *bridge->stacks);
  bridge->stacks[bridge->n_stacks++]
      = (struct stack){ bridge->n_frames, depth, count, weight, time };
  bridge->frames
      = pgo_reserve (bridge->frames, bridge->n_frames, depth,
                     &bridge->frames_capacity, sizeof *bridge->frames);
  if (depth > 0)
    memcpy (bridge->frames + bridge->n_frames, stack, depth * sizeof *stack);
  bridge->n_frames += depth;
}

/* Do the pair INDEX and the pair at KEY stand for the same frames?  */
static bool
equal_pair (const void *context, uint32_t index, const void *key)
{
  const struct pgo_bridge *bridge = context;
  const struct pair *pair = &bridge->pairs[index], *other = key;
  return pair->function == other->function && pair->frame == other->frame
         && pair->location == other->location;
}

/* The judged pair of the frames at LOWER and UPPER.  Good until the next.  */
static struct pair *
find_pair (struct pgo_bridge *bridge, uint32_t lower, uint32_t upper)
{
  struct pgo_bridge_place below = pgo_bridge_place_of (bridge, lower);
  const struct pair key
      = { .function = below.function, .frame = below.frame, .location = upper };
  const uint32_t numbers[] = { key.function, (uint32_t) key.frame, upper };
  uint64_t hash = hash_numbers (numbers, 3);
  uint32_t index
      = pgo_table_find (&bridge->pair_table, hash, equal_pair, bridge, &key);
  if (index != PGO_NONE)
    return &bridge->pairs[index];

  pgo_table_add (&bridge->pair_table, hash, bridge->n_pairs);
  bridge->pairs = pgo_xgrow (bridge->pairs, bridge->n_pairs,
                             &bridge->pairs_capacity, sizeof *bridge->pairs);
  struct pair *pair = &bridge->pairs[bridge->n_pairs++];
  *pair = key;
  struct pgo_bridge_place above = pgo_bridge_place_of (bridge, upper);
  pair->verdict = pgo_bridge_judge (bridge, pair, &above);
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
  int64_t samples = pgo_add_saturating (pgo_bridge_sight (bridge, call)->count,
                                        pgo_bridge_own_near (bridge, call));
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
    all = pgo_add_saturating (all, call_share (bridge, hop->calls[i]));
  hop->n_dealt = pgo_add_saturating (hop->n_dealt, count);
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
    hop->dealt[i] = pgo_add_saturating (hop->dealt[i], parts[i]);
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
  int64_t time;
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
                rest.weight, rest.time);
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
      && pgo_bridge_place_of (bridge, stack->frames[0]).frame
             == PGO_BRIDGE_FRAME_BARE)
    verdict = PGO_BRIDGE_BROKEN;
  return verdict;
}

void
pgo_bridge_run (struct pgo_bridge *bridge,
                const struct pgo_bridge_program *program,
                void (*take) (void *data, const uint32_t *stack, size_t depth,
                              int64_t count, int64_t weight, int64_t time),
                struct pgo_bridge_totals *totals)
{
  bridge->program = program;
  bridge->take = take;
  *totals = (struct pgo_bridge_totals){ 0 };
  pgo_bridge_observe (bridge);
  for (size_t i = 0; i < bridge->n_stacks; i++)
    {
      const struct stack *stack = &bridge->stacks[i];
      struct rest rest = { bridge->frames + stack->first, stack->depth,
                           stack->count, stack->weight, stack->time };
      int64_t *weight = &totals->weight[judge_stack (bridge, &rest)];
      *weight = pgo_add_saturating (*weight, rest.weight);
      totals->all = pgo_add_saturating (totals->all, rest.weight);
      put_rest (bridge, 0, rest, 0);
    }
}
