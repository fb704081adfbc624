/* Which functions may have run between two frames.
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

#include <string.h>

#include "base/mem.h"
#include "symbolize/bridge_private.h"

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

/* Is CALL the last step of a way?  CALLED as for search_from.  */
static bool
last_step_p (const struct search *search, const struct pgo_call *call,
             bool called)
{
  if (search->outside)
    return !call->tail
           && pgo_bridge_foreign_p (search->bridge, call->callee, call->caller);
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
  const struct pgo_call *calls
      = pgo_bridge_calls_of (search->bridge, function, &n);
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
          = pgo_bridge_calls_of (search->bridge, search->way[i], &n);
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
  const struct pgo_call *calls
      = pgo_bridge_calls_of (search->bridge, function, &n);
  for (size_t i = 0; i < n; i++)
    {
      if (calls[i].callee != PGO_BRIDGE_NOBODY
          || !(calls[i].tail ? search->may_jump : search->may_call))
        continue;
      any = &calls[i];
      n_any++;
      if (!pgo_bridge_target_p (search->bridge, &calls[i], search->target))
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
  if (!pgo_bridge_calls_of (bridge, function, &n))
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
      && (pgo_bridge_foreign_p (bridge, pair->function, function)
          || !pgo_bridge_calls_of (bridge, pair->function, &n)))
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
      = bridge->program->callers (bridge->program->graph, pair->function, &n);
  if (n == 0)
    return PGO_BRIDGE_NO_WAY;
  if (n == 1)
    return search_ways (bridge, callers[0], pair);
  for (size_t i = 0; i < n; i++)
    if (pgo_bridge_target_p (bridge, call, callers[i]))
      {
        one = callers[i];
        n_seen++;
      }
  return n_seen == 1 ? search_ways (bridge, one, pair) : PGO_BRIDGE_SEVERAL;
}

enum pgo_bridge_verdict
pgo_bridge_judge (struct pgo_bridge *bridge, struct pair *pair,
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
  if (!pgo_bridge_calls_of (bridge, call->callee, &n))
    return lost && call->callee != pair->function ? PGO_BRIDGE_NO_CALL
                                                  : PGO_BRIDGE_WHOLE;
  if (call->callee == pair->function)
    return search_self (bridge, pair);
  return search_ways (bridge, call->callee, pair);
}
