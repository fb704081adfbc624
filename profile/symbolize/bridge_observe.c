/* What the stacks of a profile tell of the calls in them.
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

   For each call, how many samples came through it, and of an indirect one what
   it was seen to call; for each function, where its own samples are; and of the
   whole whether the stacks are by frame pointers, as bridge.c tells.  */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "symbolize/bridge_private.h"

/* Bytes of code around the place that a call returns to: about an instruction
   or two on either side.  */
#define NEAR 8

struct sight *
pgo_bridge_sight (struct pgo_bridge *bridge, const struct pgo_call *call)
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

bool
pgo_bridge_target_p (struct pgo_bridge *bridge, const struct pgo_call *call,
                     uint32_t function)
{
  const struct sight *sight = pgo_bridge_sight (bridge, call);
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
  struct sight *sight = pgo_bridge_sight (bridge, call);
  if (call->callee == lower->function)
    sight->count = pgo_add_saturating (sight->count, count);
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
  struct pgo_bridge_place leaf = pgo_bridge_place_of (bridge, frames[0]);
  const struct pgo_call *call = pgo_bridge_place_of (bridge, frames[1]).call;
  if (leaf.function == PGO_BRIDGE_NOBODY || leaf.frame != PGO_BRIDGE_FRAME_BARE
      || !call || call->callee == PGO_BRIDGE_NOBODY)
    return;
  if (call->callee == leaf.function)
    *matched = pgo_add_saturating (*matched, stack->count);
  else if (pgo_bridge_calls_of (bridge, call->callee, &n))
    *missed = pgo_add_saturating (*missed, stack->count);
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
        = pgo_add_saturating (bridge->owns[i].count, bridge->owns[i - 1].count);
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

int64_t
pgo_bridge_own_near (const struct pgo_bridge *bridge,
                     const struct pgo_call *call)
{
  uint64_t low = call->address > NEAR ? call->address - NEAR : 0;
  return owns_before (bridge, call->caller, call->address + NEAR)
         - owns_before (bridge, call->caller, low);
}

void
pgo_bridge_observe (struct pgo_bridge *bridge)
{
  int64_t matched = 0, missed = 0;
  for (size_t i = 0; i < bridge->n_stacks; i++)
    {
      const struct stack *stack = &bridge->stacks[i];
      const uint32_t *frames = bridge->frames + stack->first;
      for (size_t j = 0; j < stack->depth; j++)
        {
          struct pgo_bridge_place lower
              = pgo_bridge_place_of (bridge, frames[j]);
          if (j == 0)
            observe_leaf (bridge, &lower, stack->count);
          if (j + 1 == stack->depth)
            break;
          struct pgo_bridge_place upper
              = pgo_bridge_place_of (bridge, frames[j + 1]);
          observe_pair (bridge, &lower, &upper, stack->count);
        }
      observe_bare_leaf (bridge, stack, &matched, &missed);
    }
  sort_owns (bridge);
  bridge->pointers = !bridge->unwound && missed > matched;
}
