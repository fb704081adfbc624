/* What contexts say that the direct calls do not.
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

   The reader of a text takes a context for what its direct calls make of it
   (index/mapped.c).  The contexts of a function are a tree; going down it, what
   the reader expects is compared with what there is.  Where the two differ more
   than by chance, the text has what there is, and below it that is what the
   reader goes on with.  */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "decide/precision.h"
#include "prepare/private.h"

_Static_assert(PGO_CONTEXT_CALLERS <= PGO_TEXT_CALLERS,
               "a text can name all callers of a context");

/* The contexts of one function, by callers.  */
struct tree
{
  struct draft *draft;
  struct entry *entry;
  struct pgo_context *contexts;
  size_t n;
  const struct pgo_line_weight *lines;
  size_t n_lines;
};

/* A node: those of contexts FIRST up to END, whose first DEPTH callers are
   CALLERS. What the reader has: OWN, and LINES of it.  */
struct node
{
  size_t first, end, depth;
  struct pgo_frame callers[PGO_CONTEXT_CALLERS];
  double own;
  const double *lines;
};

/* Any order of functions, in which equal ones are together.  */
static int
compare_frames (const struct pgo_frame *a, const struct pgo_frame *b)
{
  if (a->caller != b->caller)
    return (uintptr_t) a->caller < (uintptr_t) b->caller ? -1 : 1;
  return (a->offset > b->offset) - (a->offset < b->offset);
}

static int
compare_contexts (const void *x, const void *y)
{
  const struct pgo_context *a = x, *b = y;
  size_t least = a->n_callers < b->n_callers ? a->n_callers : b->n_callers;

  for (size_t i = 0; i < least; i++)
    {
      int order = compare_frames (&a->callers[i], &b->callers[i]);
      if (order != 0)
        return order;
    }
  return (a->n_callers > b->n_callers) - (a->n_callers < b->n_callers);
}

/* Do ACTUAL and EXPECTED, two weights, differ so that the text should say so?
 */
static bool
news_p (const struct tree *tree, double actual, double expected)
{
  const struct draft *draft = tree->draft;

  return pgo_precision_news_p (pgo_draft_samples (draft, actual),
                               pgo_draft_samples (draft, expected),
                               draft->samples);
}

/* What of the calls of the function of CALLERS' last but one, or of the tree,
   the last makes, of all its weight.  */
static double
chance (const struct node *node)
{
  const struct pgo_frame *caller = &node->callers[node->depth - 1];
  const struct pgo_fn *callee = node->callers[node->depth - 2].caller;
  const struct pgo_site *site
      = pgo_fn_site (caller->caller, caller->offset, callee);

  if (!site || site->weight >= callee->weight)
    return site ? 1 : 0;
  return (double) site->weight / callee->weight;
}

static double
node_own (const struct tree *tree, const struct node *node)
{
  double own = 0;

  for (size_t i = node->first; i < node->end; i++)
    own += tree->contexts[i].own;
  return own;
}

/* The part of that at OFFSET.  */
static double
node_line_own (const struct tree *tree, const struct node *node, int32_t offset)
{
  double own = 0;

  for (size_t i = node->first; i < node->end; i++)
    if (tree->contexts[i].offset == offset)
      own += tree->contexts[i].own;
  return own;
}

static void
add_fact (const struct tree *tree, const struct node *node,
          enum pgo_fact_kind kind, int32_t offset, double own)
{
  const struct pgo_fact fact = { .kind = kind,
                                 .offset = offset,
                                 .own = pgo_draft_weight (tree->draft, own) };

  pgo_draft_add (tree->draft, tree->entry, &fact, node->callers, node->depth);
}

static void walk (const struct tree *tree, const struct node *node);

/* Compare NODE with what its PARENT lets the reader expect, and go on below. */
static void
visit (const struct tree *tree, struct node *node, const struct node *parent)
{
  double actual = node_own (tree, node);
  double *lines;

  /* The reader has the direct calls.  */
  node->own = node->depth == 1 ? actual : parent->own * chance (node);
  if (news_p (tree, actual, node->own))
    {
      add_fact (tree, node, PGO_FACT_FROM, 0, actual);
      node->own = actual;
    }
  if (!pgo_draft_tells_p (tree->draft, actual) || node->own == 0)
    return;
  lines = pgo_xcalloc (tree->n_lines, sizeof *lines);
  for (size_t i = 0; i < tree->n_lines; i++)
    {
      int32_t offset = tree->lines[i].offset;
      double line = node_line_own (tree, node, offset);
      lines[i] = parent->lines[i] * node->own / parent->own;
      if (news_p (tree, line, lines[i]))
        {
          add_fact (tree, node, PGO_FACT_LINE, offset, line);
          lines[i] = line;
        }
    }
  node->lines = lines;
  walk (tree, node);
  free (lines);
}

/* Look at the call from SITE, which may call NODE's last caller but has no
   sample below NODE.  */
static void
visit_absent (const struct tree *tree, const struct node *node,
              const struct pgo_site *site)
{
  struct node child = *node;

  child.first = child.end;
  child.callers[child.depth++]
      = (struct pgo_frame){ site->caller, site->offset };
  visit (tree, &child, node);
}

/* Is there a context of NODE that SITE makes?  */
static bool
present_p (const struct tree *tree, const struct node *node,
           const struct pgo_site *site)
{
  const struct pgo_frame frame = { site->caller, site->offset };

  for (size_t i = node->first; i < node->end; i++)
    if (tree->contexts[i].n_callers > node->depth
        && compare_frames (&tree->contexts[i].callers[node->depth], &frame)
               == 0)
      return true;
  return false;
}

/* Look at the calls that might lead to NODE and do not.  */
static void
walk_absent (const struct tree *tree, const struct node *node)
{
  const struct pgo_site *const *calls;
  size_t n = pgo_draft_calls (tree->draft,
                              node->callers[node->depth - 1].caller, &calls);

  for (size_t i = 0; i < n; i++)
    if (!present_p (tree, node, calls[i]))
      visit_absent (tree, node, calls[i]);
}

/* Look at what calls NODE's last caller, or at the beginning the function.  */
static void
walk (const struct tree *tree, const struct node *node)
{
  size_t depth = node->depth;

  if (depth == PGO_CONTEXT_CALLERS)
    return;
  for (size_t i = node->first, j; i < node->end; i = j)
    {
      const struct pgo_frame *caller = &tree->contexts[i].callers[depth];
      struct node child = *node;
      if (tree->contexts[i].n_callers <= depth)
        {
          j = i + 1;
          continue;
        }
      for (j = i + 1;
           j < node->end && tree->contexts[j].n_callers > depth
           && compare_frames (&tree->contexts[j].callers[depth], caller) == 0;
           j++)
        ;
      child.first = i;
      child.end = j;
      child.callers[child.depth++] = *caller;
      visit (tree, &child, node);
    }
  if (depth > 0)
    walk_absent (tree, node);
}

void
pgo_draft_contexts (struct draft *draft, struct entry *entry)
{
  struct tree tree = { .draft = draft, .entry = entry };
  struct node root = { .own = entry->fn->own };
  struct pgo_context context;
  size_t capacity = 0;
  double *lines;

  while (pgo_fn_context (entry->fn, tree.n, &context))
    {
      tree.contexts
          = pgo_xgrow (tree.contexts, tree.n, &capacity, sizeof *tree.contexts);
      tree.contexts[tree.n++] = context;
    }
  tree.n_lines = pgo_fn_lines (entry->fn, &tree.lines);
  lines = pgo_xcalloc (tree.n_lines, sizeof *lines);
  for (size_t i = 0; i < tree.n_lines; i++)
    if (pgo_draft_tells_p (draft, tree.lines[i].own))
      lines[i] = tree.lines[i].own;
  if (tree.n > 0)
    qsort (tree.contexts, tree.n, sizeof *tree.contexts, compare_contexts);
  root.end = tree.n;
  root.lines = lines;
  walk (&tree, &root);
  free (lines);
  free (tree.contexts);
}
