/* Weights of lines and sites in their calling contexts.
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

   A function that was inlined in several places is asked about each of them by
   itself.  What answers is the list of the distinct ends of stacks, sorted from
   the leaf up: the contexts that begin with the callers in question stand side
   by side, and with running sums their weight is one difference.

   A compiler asks about the functions of its unit only, out of a whole program,
   so that a function's list is sorted when it is first asked about.  */

/* For qsort_r.  */
#define _GNU_SOURCE

#include "index/index.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "index/private.h"

/* Put the last frames of STACK in CONTEXT.  */
static void
fill_context (const struct pgo_index *index, const struct stack *stack,
              struct context *context)
{
  const uint32_t *frame = &index->stack_frames[stack->first + stack->depth];

  context->own = stack->weight;
  for (size_t i = 0; i < stack->depth && i <= PGO_CONTEXT_CALLERS; i++)
    {
      if (*--frame == PGO_NONE)
        break;
      context->frames[context->depth++] = *frame;
    }
}

/* The function in which STACK was sampled, or NULL.  */
static struct fn *
leaf_of (const struct pgo_index *index, const struct stack *stack)
{
  uint32_t frame;

  if (stack->depth == 0)
    return NULL;
  frame = index->stack_frames[stack->first + stack->depth - 1];
  return frame == PGO_NONE ? NULL : &index->fns[index->positions[frame].fn];
}

void
pgo_index_keep_contexts (struct pgo_index *index)
{
  struct context *free_context;
  struct fn *leaf;

  assert (index->fns || index->n_fns == 0);
  for (size_t i = 0; i < index->n_stacks; i++)
    if ((leaf = leaf_of (index, &index->stacks[i])))
      leaf->n_contexts++;
  index->contexts = pgo_xcalloc (index->n_stacks, sizeof *index->contexts);
  free_context = index->contexts;
  for (size_t i = 0; i < index->n_fns; i++)
    {
      index->fns[i].contexts = free_context;
      free_context += index->fns[i].n_contexts;
      index->fns[i].n_contexts = 0;
    }
  for (size_t i = 0; i < index->n_stacks; i++)
    if ((leaf = leaf_of (index, &index->stacks[i])))
      fill_context (index, &index->stacks[i],
                    &leaf->contexts[leaf->n_contexts++]);
}

static int
compare_positions (const struct position *a, const struct position *b)
{
  if (a->fn != b->fn)
    return a->fn < b->fn ? -1 : 1;
  return (a->offset > b->offset) - (a->offset < b->offset);
}

static int
compare_contexts (const void *x, const void *y, void *data)
{
  const struct context *a = x, *b = y;
  const struct position *positions = data;

  for (size_t i = 0; i < a->depth && i < b->depth; i++)
    if (a->frames[i] != b->frames[i])
      {
        int order = compare_positions (&positions[a->frames[i]],
                                       &positions[b->frames[i]]);
        if (order != 0)
          return order;
      }
  return (a->depth > b->depth) - (a->depth < b->depth);
}

/* Sort the contexts of FN, make equal ones one and sum them up.  */
static void
sort_contexts (struct fn *fn)
{
  struct position *positions = fn->index->positions;
  size_t n = 0;
  int64_t sum = 0;

  if (fn->n_contexts > 0)
    qsort_r (fn->contexts, fn->n_contexts, sizeof *fn->contexts,
             compare_contexts, positions);
  for (size_t i = 0; i < fn->n_contexts; i++)
    {
      struct context *context = &fn->contexts[i];
      sum += context->own;
      if (n == 0
          || compare_contexts (&fn->contexts[n - 1], context, positions) != 0)
        fn->contexts[n++] = *context;
      fn->contexts[n - 1].own = sum;
    }
  fn->n_contexts = n;
  fn->contexts_sorted = true;
}

/* A run of frames that contexts may begin with, leaf first.  */
struct key
{
  struct position positions[1 + PGO_CONTEXT_CALLERS];
  size_t depth;
};

/* Append line OFFSET of FN to KEY unless it is full.  */
static void
push_position (struct key *key, const struct pgo_fn *fn, int32_t offset)
{
  const struct fn *f = (const struct fn *) fn;

  if (key->depth <= PGO_CONTEXT_CALLERS)
    key->positions[key->depth++]
        = (struct position){ .fn = f - f->index->fns, .offset = offset };
}

static void
push_frames (struct key *key, const struct pgo_frame *frames, size_t n)
{
  for (size_t i = 0; i < n && i < PGO_CONTEXT_CALLERS; i++)
    push_position (key, frames[i].caller, frames[i].offset);
}

/* How many of FN's contexts come before those that begin with KEY; those
   counted as well if PAST.  */
static size_t
count_before (const struct fn *fn, const struct key *key, bool past)
{
  const struct position *positions = fn->index->positions;
  size_t low = 0, high = fn->n_contexts;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      const struct context *context = &fn->contexts[middle];
      int order = 0;
      for (size_t i = 0; i < key->depth && order == 0; i++)
        order = i < context->depth ? compare_positions (
                    &positions[context->frames[i]], &key->positions[i])
                                   : -1;
      if (order < 0 || (order == 0 && past))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int64_t
own_before (const struct fn *fn, size_t n)
{
  return n > 0 ? fn->contexts[n - 1].own : 0;
}

/* Weight of FN's contexts that begin with KEY.  */
static int64_t
weigh_key (const struct fn *fn, const struct key *key)
{
  return own_before (fn, count_before (fn, key, true))
         - own_before (fn, count_before (fn, key, false));
}

/* FN, with sorted contexts.  That changes no answer, so an index that is
   const for everybody else is sorted too.  */
static const struct fn *
sorted (const struct pgo_fn *fn)
{
  struct fn *f = (struct fn *) fn;

  if (!f->contexts_sorted)
    sort_contexts (f);
  return f;
}

int64_t
pgo_fn_line_own (const struct pgo_fn *fn, int32_t offset,
                 const struct pgo_frame *frames, size_t n)
{
  const struct fn *leaf = (const struct fn *) fn;
  struct key key = { .depth = 0 };

  if (leaf->index->text)
    return pgo_mapped_line_own (leaf, offset, frames, n);
  push_position (&key, fn, offset);
  push_frames (&key, frames, n);
  return weigh_key (sorted (fn), &key);
}

int64_t
pgo_fn_site_own (const struct pgo_fn *fn, int32_t offset,
                 const struct pgo_fn *callee, const struct pgo_frame *frames,
                 size_t n)
{
  const struct fn *leaf = (const struct fn *) callee;
  int64_t own = 0;

  if (leaf->index->text)
    return pgo_mapped_site_own ((const struct fn *) fn, offset, leaf, frames,
                                n);
  leaf = sorted (callee);
  for (size_t i = 0; i < leaf->n_contexts;)
    {
      const struct position *line
          = &leaf->index->positions[leaf->contexts[i].frames[0]];
      struct key key = { .positions = { *line }, .depth = 1 };
      i = count_before (leaf, &key, true);
      push_position (&key, fn, offset);
      push_frames (&key, frames, n);
      own += weigh_key (leaf, &key);
    }
  return own;
}

/* Set FRAME to what POSITION of INDEX is.  */
static void
set_frame (const struct pgo_index *index, const struct position *position,
           struct pgo_frame *frame)
{
  *frame
      = (struct pgo_frame){ &index->fns[position->fn].pub, position->offset };
}

bool
pgo_fn_context (const struct pgo_fn *fn, size_t i, struct pgo_context *context)
{
  const struct fn *leaf = (const struct fn *) fn;
  const struct context *found;

  if (leaf->index->text || i >= sorted (fn)->n_contexts)
    return false;
  found = &leaf->contexts[i];
  context->offset = leaf->index->positions[found->frames[0]].offset;
  context->n_callers = found->depth - 1;
  context->own = found->own - own_before (leaf, i);
  for (size_t k = 0; k < context->n_callers; k++)
    set_frame (leaf->index, &leaf->index->positions[found->frames[k + 1]],
               &context->callers[k]);
  return true;
}

/* ---- Whole stacks.  */

bool
pgo_index_stack (const struct pgo_index *index, size_t i,
                 struct pgo_stack *stack)
{
  if (!index->stacks || i >= index->n_stacks)
    return false;
  *stack
      = (struct pgo_stack){ index->stacks[i].depth, index->stacks[i].weight };
  return true;
}

struct pgo_frame
pgo_index_stack_frame (const struct pgo_index *index, size_t i, size_t k)
{
  uint32_t number = index->stack_frames[index->stacks[i].first + k];
  struct pgo_frame frame = { NULL, 0 };

  if (number != PGO_NONE)
    set_frame (index, &index->positions[number], &frame);
  return frame;
}
