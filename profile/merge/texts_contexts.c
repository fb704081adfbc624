/* Prepared profiles: the contexts of a text, written out.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "merge/texts_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/build.h"

/* A context of less than this part of the whole is too light to tell anything
   (pgo_precision_news_p wants five times as much), and its callers are not
   followed.  */
#define LEAST_CONTEXT 0.0005

/* Those of one member, on their way to the entry's.  */
struct expansion
{
  const struct pgo_merge_texts *texts;
  const struct text *text;
  const struct member *member;
  struct pgo_index *built;
  const struct pgo_line_weight *lines;
  size_t n_lines;
  struct pgo_frame frames[PGO_CONTEXT_CALLERS]; /* Of the text.  */
  struct pgo_frame mapped[PGO_CONTEXT_CALLERS]; /* Of the result.  */
  int64_t least; /* What weighs less is not followed.  */
  struct pgo_context *contexts;
  size_t n, capacity;
};

/* Add the contexts of DEPTH callers that are no more, with the own weights OWN
   of each line, the last of no line.  */
static void
add_contexts (struct expansion *x, size_t depth, const int64_t *own)
{
  for (size_t i = 0; i <= x->n_lines; i++)
    {
      int32_t offset = i < x->n_lines ? pgo_member_offset (x->texts, x->member,
                                                           x->lines[i].offset)
                                      : PGO_NO_OFFSET;
      struct pgo_context context = {
        .offset = offset == PGO_NO_OFFSET ? pgo_fn_no_line (
                      x->texts->entries[x->member->entry].base)
                                          : offset,
        .n_callers = depth,
        .own = llround (pgo_member_weight (x->texts, x->member, own[i])),
      };
      if (context.own <= 0)
        continue;
      for (size_t k = 0; k < depth; k++)
        context.callers[k] = x->mapped[k];
      x->contexts
          = pgo_xgrow (x->contexts, x->n, &x->capacity, sizeof *x->contexts);
      x->contexts[x->n++] = context;
    }
}

static int64_t
smaller (int64_t a, int64_t b)
{
  return a < b ? a : b;
}

/* Set CHILD to what of REST, the own weights by line of the context of DEPTH
   callers, is called by SITE.  False where that is not followed.  What a text
   says may be more than there is, as where several calls have all of a
   recursion's weight: by taking no more than is left the contexts stay few.  */
static bool
descend (struct expansion *x, size_t depth, const struct pgo_site *site,
         const int64_t *rest, int64_t *child)
{
  const struct pgo_fn *fn = x->member->fn;
  const struct member *caller = pgo_member_of (x->texts, site->caller);
  int32_t offset = pgo_member_offset (x->texts, caller, site->offset);
  int64_t others, own = 0;

  x->frames[depth] = (struct pgo_frame){ site->caller, site->offset };
  others = pgo_fn_site_own (x->frames[0].caller, x->frames[0].offset, fn,
                            x->frames + 1, depth);
  if (others < x->least || offset == PGO_NO_OFFSET)
    return false;
  x->mapped[depth]
      = (struct pgo_frame){ pgo_build_function (x->built, caller->entry),
                            offset };
  for (size_t i = 0; i < x->n_lines; i++)
    {
      child[i] = smaller (rest[i], pgo_fn_line_own (fn, x->lines[i].offset,
                                                    x->frames, depth + 1));
      others -= child[i];
      own += child[i];
    }
  child[x->n_lines] = smaller (rest[x->n_lines], others > 0 ? others : 0);
  return own + child[x->n_lines] >= x->least;
}

/* The first of the calls of FN in TEXT.  */
static size_t
first_call (const struct text *text, const struct pgo_fn *fn)
{
  size_t low = 0, high = text->n_calls;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if ((uintptr_t) text->calls[middle]->callee < (uintptr_t) fn)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Go on from the context of DEPTH callers with the own weights OWN by line.  */
static void
expand (struct expansion *x, size_t depth, const int64_t *own)
{
  const struct pgo_fn *callee
      = depth > 0 ? x->frames[depth - 1].caller : x->member->fn;
  int64_t *rest = pgo_xcalloc (2 * (x->n_lines + 1), sizeof *rest);
  int64_t *child = rest + x->n_lines + 1;

  memcpy (rest, own, (x->n_lines + 1) * sizeof *rest);
  for (size_t i = first_call (x->text, callee);
       depth < PGO_CONTEXT_CALLERS && i < x->text->n_calls
       && x->text->calls[i]->callee == callee;
       i++)
    if (descend (x, depth, x->text->calls[i], rest, child))
      {
        expand (x, depth + 1, child);
        for (size_t k = 0; k <= x->n_lines; k++)
          rest[k] -= child[k];
      }
  add_contexts (x, depth, rest);
  free (rest);
}

/* Add the contexts of MEMBER to X.  */
static void
expand_member (struct expansion *x, const struct member *member)
{
  int64_t *own;

  x->member = member;
  x->text = &x->texts->texts[member->text];
  x->n_lines = pgo_fn_lines (member->fn, &x->lines);
  x->least = llround (LEAST_CONTEXT * PGO_BUILD_WHOLE / x->text->scale);
  own = pgo_xcalloc (x->n_lines + 1, sizeof *own);
  own[x->n_lines] = member->fn->own;
  for (size_t i = 0; i < x->n_lines; i++)
    {
      own[i] = x->lines[i].own;
      own[x->n_lines] -= own[i];
    }
  if (own[x->n_lines] < 0)
    own[x->n_lines] = 0;
  expand (x, 0, own);
  free (own);
}

void
pgo_texts_build_contexts (const struct pgo_merge_texts *texts,
                          struct pgo_index *built, size_t number)
{
  const struct entry *entry = &texts->entries[number];
  struct expansion x = { .texts = texts, .built = built };

  for (size_t i = entry->first; i < entry->end; i++)
    expand_member (&x, &texts->members[i]);
  pgo_build_contexts (built, number, x.contexts, x.n);
  free (x.contexts);
}
