/* Functions as they are written: names, and the calls in them.
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

   Where the early inliner has put a body into another function, the block tree
   still says which function a statement came from, and where it was called:
   what is in a function's source is found in whichever function has its code.
 */

#include "compat.h"
#include "source.h"
#include "names/symbol.h"

static hash_map<tree, char *> *names;

/* The inlined calls of BLOCKS_NODE.  */
static cgraph_node *blocks_node;
static vec<pgo_source_call> inlined_calls;

/* The calls of the unit, the names of their callees, and by the canonical name
   of the caller those of one function.  */
static vec<pgo_source_call> all_calls;
static hash_set<nofree_string_hash> *called_names;
static hash_map<nofree_string_hash, auto_vec<struct pgo_written_call>>
    *calls_in;

static struct pgo_sources *sources;

char *
pgo_whole_file_name (const char *file)
{
  return IS_ABSOLUTE_PATH (file) ? xstrdup (file)
                                 : concat (get_src_pwd (), "/", file, NULL);
}

const char *
pgo_assembler_name (tree decl)
{
  const char *name = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl));
  return name + (*name == '*');
}

const char *
pgo_canonical_name (tree decl)
{
  bool existed;
  char *&canonical = names->get_or_insert (decl, &existed);
  if (!existed)
    canonical = pgo_symbol_canonical (pgo_assembler_name (decl));
  return canonical;
}

tree
pgo_block_owner (tree block, tree decl)
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

/* Append to inlined_calls those of BLOCK and of the blocks in it, in a function
   DECL.  */

static void
collect_inlined_calls (tree block, tree decl)
{
  for (; block; block = BLOCK_CHAIN (block))
    {
      tree inner = decl;
      if (inlined_function_outer_scope_p (block))
        {
          tree origin = block_ultimate_origin (block);
          if (origin && TREE_CODE (origin) == FUNCTION_DECL)
            {
              inlined_calls.safe_push (
                  { decl, origin, BLOCK_SOURCE_LOCATION (block) });
              inner = origin;
            }
        }
      collect_inlined_calls (BLOCK_SUBBLOCKS (block), inner);
    }
}

const vec<pgo_source_call> &
pgo_inlined_calls (cgraph_node *node)
{
  if (blocks_node != node)
    {
      blocks_node = node;
      inlined_calls.truncate (0);
      collect_inlined_calls (DECL_INITIAL (node->decl), node->decl);
    }
  return inlined_calls;
}

/* Add CALL to all_calls.  */

static void
add_call (const pgo_source_call &call)
{
  if (!call.caller || !DECL_ASSEMBLER_NAME_SET_P (call.caller)
      || LOCATION_LOCUS (call.location) <= BUILTINS_LOCATION)
    return;
  const char *callee = NULL;
  if (call.callee)
    {
      if (!DECL_ASSEMBLER_NAME_SET_P (call.callee))
        return;
      callee = pgo_canonical_name (call.callee);
      called_names->add (callee);
    }
  all_calls.safe_push (call);
  int32_t offset
      = LOCATION_LINE (call.location) - DECL_SOURCE_LINE (call.caller);
  calls_in->get_or_insert (pgo_canonical_name (call.caller))
      .safe_push ({ offset, callee });
}

static void
collect_calls ()
{
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      for (const pgo_source_call &call : pgo_inlined_calls (node))
        add_call (call);
      for (cgraph_edge *e = node->callees; e; e = e->next_callee)
        add_call ({ pgo_block_owner (gimple_block (e->call_stmt), node->decl),
                    e->callee->decl, gimple_location (e->call_stmt) });
      for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
        add_call ({ pgo_block_owner (gimple_block (e->call_stmt), node->decl),
                    NULL_TREE, gimple_location (e->call_stmt) });
    }
}

const vec<pgo_source_call> &
pgo_source_calls (void)
{
  return all_calls;
}

bool
pgo_source_named_p (const char *name)
{
  return called_names->contains (name);
}

/* How many lines DECL has, as far as is known.  */

static int64_t
count_lines (tree decl)
{
  function *fun = DECL_STRUCT_FUNCTION (decl);
  if (!fun || LOCATION_LOCUS (fun->function_end_locus) <= BUILTINS_LOCATION)
    return 0;
  expanded_location end = expand_location (fun->function_end_locus);
  return end.file && strcmp (end.file, DECL_SOURCE_FILE (decl)) == 0
             ? end.line - DECL_SOURCE_LINE (decl) + 1
             : 0;
}

const struct pgo_drift_function *
pgo_source_of (tree decl)
{
  static struct pgo_drift_function result;
  const auto_vec<struct pgo_written_call> *calls
      = calls_in->get (pgo_canonical_name (decl));
  result = {};
  result.sources = sources;
  result.file = DECL_SOURCE_FILE (decl);
  result.start_line = DECL_SOURCE_LINE (decl);
  result.lines = count_lines (decl);
  result.calls = calls ? calls->address () : NULL;
  result.n_calls = calls ? calls->length () : 0;
  return &result;
}

void
pgo_source_begin (void)
{
  names = new hash_map<tree, char *>;
  called_names = new hash_set<nofree_string_hash>;
  calls_in
      = new hash_map<nofree_string_hash, auto_vec<struct pgo_written_call>>;
  sources = pgo_sources_new ();
  blocks_node = NULL;
  collect_calls ();
  blocks_node = NULL;
}

void
pgo_source_end (void)
{
  for (auto name : *names)
    free (name.second);
  delete names;
  delete called_names;
  delete calls_in;
  pgo_sources_free (sources);
  inlined_calls.release ();
  all_calls.release ();
}
