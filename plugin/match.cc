/* Functions and call statements of the unit and their keys in the profile.
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


   A function is looked up by its assembler name.  A call is looked up by the
   function whose source it stands in and its line there.  Where the early
   inliner has put a body into another function, the block tree still says
   which function a statement came from; the key is then the inlined
   function's, as in the frames of a profile of optimised code.  */

#include "compat.h"
#include "pgo.h"

/* A call that was inlined before the pass ran: CALLEE is gone from the
   statements, but its block says where it was called.  */
struct inlined_call
{
  struct pgo_position position;
  const struct pgo_fn *callee;
};

static hash_map<tree, const struct pgo_fn *> *decl_fns;
static hash_map<const struct pgo_fn *, cgraph_node *> *fn_nodes;
static hash_set<const struct pgo_fn *> *fns_seen;
static hash_set<tree> *ambiguous_decls;

/* The inlined calls of BLOCKS_NODE.  */
static cgraph_node *blocks_node;
static vec<inlined_call> inlined_calls;

int64_t
pgo_hot_threshold (void)
{
  static int64_t threshold;
  if (!threshold)
    threshold = pgo_index_hot_threshold (pgo_profile_index,
                                         pgo_options.policy.hot_percent);
  return threshold;
}

const struct pgo_fn *
pgo_match_decl (tree decl)
{
  bool existed;
  const struct pgo_fn *&slot = decl_fns->get_or_insert (decl, &existed);
  if (existed)
    return slot;
  slot = NULL;
  if (DECL_ASSEMBLER_NAME_SET_P (decl))
    {
      const char *name = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl));
      if (*name == '*')
        name++;
      const struct pgo_fn *fn;
      switch (pgo_index_lookup (pgo_profile_index, name,
                                DECL_SOURCE_FILE (decl), !TREE_PUBLIC (decl),
                                &fn))
        {
        case PGO_MATCH_FOUND:
          slot = fn;
          fns_seen->add (fn);
          break;
        case PGO_MATCH_AMBIGUOUS:
          ambiguous_decls->add (decl);
          break;
        case PGO_MATCH_NONE:
          break;
        }
    }
  return slot;
}

bool
pgo_match_ambiguous_p (tree decl)
{
  pgo_match_decl (decl);
  return ambiguous_decls->contains (decl);
}

/* Enter NODE as the unit's function for what the profile calls it.  A body
   is better than none, a function better than an alias of it, and the whole
   function better than a part of it.  */

static void
enter_node (cgraph_node *node)
{
  const struct pgo_fn *fn = pgo_match_decl (node->decl);
  if (!fn)
    return;
  auto rank = [fn] (cgraph_node *n) {
    const char *name = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (n->decl));
    return (n->has_gimple_body_p () ? 4 : 0) + (n->alias ? 0 : 2)
           + (strcmp (name + (*name == '*'), fn->name) == 0);
  };
  bool existed;
  cgraph_node *&slot = fn_nodes->get_or_insert (fn, &existed);
  if (!existed || rank (node) > rank (slot))
    slot = node;
}

cgraph_node *
pgo_match_node (const struct pgo_fn *fn)
{
  cgraph_node **slot = fn_nodes->get (fn);
  return slot ? *slot : NULL;
}

void
pgo_match_begin (void)
{
  decl_fns = new hash_map<tree, const struct pgo_fn *>;
  fn_nodes = new hash_map<const struct pgo_fn *, cgraph_node *>;
  fns_seen = new hash_set<const struct pgo_fn *>;
  ambiguous_decls = new hash_set<tree>;
  blocks_node = NULL;

  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    enter_node (node);
}

/* The function whose source the innermost of BLOCK and the blocks around it
   belongs to, in a function DECL.  */

static tree
block_owner (tree block, tree decl)
{
  for (; block && TREE_CODE (block) == BLOCK;
       block = BLOCK_SUPERCONTEXT (block))
    if (inlined_function_outer_scope_p (block))
      {
        tree origin = block_ultimate_origin (block);
        return origin && TREE_CODE (origin) == FUNCTION_DECL ? origin
                                                             : NULL_TREE;
      }
  return decl;
}

bool
pgo_match_position (cgraph_node *node, gimple *stmt,
                    struct pgo_position *position)
{
  location_t location = gimple_location (stmt);
  if (LOCATION_LOCUS (location) <= BUILTINS_LOCATION)
    return false;
  position->decl = block_owner (gimple_block (stmt), node->decl);
  position->line = LOCATION_LINE (location);
  return position->decl != NULL_TREE;
}

size_t
pgo_match_sites (const struct pgo_position *position,
                 const struct pgo_site **sites)
{
  const struct pgo_fn *fn = pgo_match_decl (position->decl);
  if (!fn)
    return 0;
  return pgo_fn_sites_at (fn, position->line, DECL_SOURCE_LINE (position->decl),
                          sites);
}

/* Append to inlined_calls those of BLOCK and of the blocks in it, in a
   function DECL.  Every function met counts as seen in the unit.  */

static void
collect_inlined_calls (tree block, tree decl)
{
  for (; block; block = BLOCK_CHAIN (block))
    {
      tree inner = decl;
      if (inlined_function_outer_scope_p (block))
        {
          tree origin = block_ultimate_origin (block);
          location_t location = BLOCK_SOURCE_LOCATION (block);
          if (origin && TREE_CODE (origin) == FUNCTION_DECL)
            {
              const struct pgo_fn *fn = pgo_match_decl (origin);
              if (fn)
                inlined_calls.safe_push (
                    { { decl, LOCATION_LINE (location) }, fn });
              inner = origin;
            }
        }
      collect_inlined_calls (BLOCK_SUBBLOCKS (block), inner);
    }
}

bool
pgo_match_direct_p (cgraph_node *node, const struct pgo_position *position,
                    const struct pgo_fn *fn)
{
  if (blocks_node != node)
    {
      blocks_node = node;
      inlined_calls.truncate (0);
      collect_inlined_calls (DECL_INITIAL (node->decl), node->decl);
    }
  for (const inlined_call &call : inlined_calls)
    if (call.callee == fn && call.position.decl == position->decl
        && call.position.line == position->line)
      return true;
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    {
      struct pgo_position p;
      if (pgo_match_decl (e->callee->decl) == fn
          && pgo_match_position (node, e->call_stmt, &p)
          && p.decl == position->decl && p.line == position->line)
        return true;
    }
  return false;
}

void
pgo_match_end (struct pgo_coverage *coverage)
{
  /* Functions whose every call was inlined early have no node any more; their
     blocks show that the unit has them.  */
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      coverage->functions++;
      if (pgo_match_decl (node->decl))
        coverage->functions_matched++;
      inlined_calls.truncate (0);
      collect_inlined_calls (DECL_INITIAL (node->decl), node->decl);
    }

  const struct pgo_fn *const *functions;
  size_t n = pgo_index_functions (pgo_profile_index, &functions);
  for (size_t i = 0; i < n; i++)
    if (fns_seen->contains (functions[i]))
      coverage->weight_matched += functions[i]->own;
    else if (pgo_path_common_suffix (functions[i]->file, main_input_filename))
      {
        coverage->functions_lost++;
        coverage->weight_lost += functions[i]->own;
      }

  delete decl_fns;
  delete fn_nodes;
  delete fns_seen;
  delete ambiguous_decls;
  inlined_calls.release ();
}
