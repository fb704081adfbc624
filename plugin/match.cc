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
   function's, as in the frames of a profile of optimised code.

   A function may have other names there: those of its aliases, of its thunks,
   of the versions that the attribute target_clones makes of it, and the one in
   the source where the assembler has another.

   A profile without assembler names may have a function under a name that
   several functions of the unit answer to.  It is that of the one which starts
   at its line; if that tells nothing either, it is no one's.

   Nor does it tell whose samples these are where GCC has found functions equal
   and made them one.

   A local function is known by its name and its file.  One whose name only
   functions of other files have may be any of them; moved.cc looks for what has
   another name, or is in another file, now.

   Where the profile has no lines, a call is known by its callee alone, if there
   is one such call in the source of the caller.  */

#include "compat.h"
#include "match.h"
#include "body.h"
#include "load.h"
#include "drift/drift.h"
#include "names/symbol.h"

static hash_map<tree, const struct pgo_fn *> *decl_fns;

/* How the functions of the profile have been found in the source.  */
static hash_map<const struct pgo_fn *, enum pgo_drift> *drifts;
static hash_map<const struct pgo_fn *, cgraph_node *> *fn_nodes;
static hash_set<const struct pgo_fn *> *fns_seen;
/* Those of them that the unit defines.  */
static hash_set<const struct pgo_fn *> *fns_here;
static hash_set<const struct pgo_fn *> *moved_fns;
static vec<pgo_change> changes;
static hash_set<tree> *ambiguous_decls;
/* Those of them whose name only functions of other files have.  */
static vec<tree> elsewhere_decls;
/* The names of the profile's functions that these may be.  */
static hash_set<nofree_string_hash> *ambiguous_names;

/* The unit's functions for the profile's that were found by a name that others
   may share.  Until it is settled whose each is, all are taken to match.  */
static hash_map<const struct pgo_fn *, auto_vec<tree>> *claims;
static bool claims_settled;

/* What each of those claims.  */
static hash_map<tree, const struct pgo_fn *> *claimed_fns;

/* Called for each function that goes.  */
static cgraph_node_hook_list *removals;

/* Are A and B declared at one place?  */

static bool
same_place_p (tree a, tree b)
{
  return DECL_SOURCE_LOCATION (a) == DECL_SOURCE_LOCATION (b);
}

/* Is DECL one of several versions of a function that is written once, as the
   attribute target_clones makes them?  */

static bool
target_clone_p (tree decl)
{
  cgraph_node *node = cgraph_node::get (decl);
  cgraph_function_version_info *version
      = node ? node->function_version () : NULL;
  if (!version)
    return false;
  for (const auto *other : { version->prev, version->next })
    if (other && same_place_p (other->this_node->decl, decl))
      return true;
  return false;
}

/* Are the decls A and B one function, or clones, variants or versions of
   one?  */

static bool
same_function_p (tree a, tree b)
{
  return a == b || strcmp (pgo_canonical_name (a), pgo_canonical_name (b)) == 0
         || (same_place_p (a, b) && target_clone_p (a) && target_clone_p (b));
}

/* Does DECL choose one of a function's versions?  It has the function's name in
   the source, and the function is an alias of it, but it runs nothing of that.
 */

static bool
resolver_p (tree decl)
{
  cgraph_node *node = cgraph_node::get (decl);
  ipa_ref *ref;
  if (node)
    FOR_EACH_ALIAS (node, ref)
      if (lookup_attribute ("ifunc", DECL_ATTRIBUTES (ref->referring->decl)))
        return true;
  return false;
}

/* The name of DECL in the source, for struct pgo_query; the caller frees it. */

static char *
source_name (tree decl)
{
  const char *name = pgo_assembler_name (decl);
  if (resolver_p (decl))
    return NULL;
  if (target_clone_p (decl))
    return xstrndup (name, strcspn (name, "."));
  if (pgo_symbol_mangled_p (name) || !DECL_NAME (DECL_ORIGIN (decl)))
    return NULL;
  return xstrdup (IDENTIFIER_POINTER (DECL_NAME (DECL_ORIGIN (decl))));
}

/* That of DECLS which the profile's function FN is, or NULL.  */

static tree
rightful_claimant (const vec<tree> &decls, const struct pgo_fn *fn)
{
  tree best = NULL_TREE;
  bool best_starts = false, tie = false;
  for (tree decl : decls)
    {
      /* The line of one is no evidence where the profile has several.  */
      bool starts = !fn->several && DECL_SOURCE_LINE (decl) == fn->start_line;
      if (!best || starts > best_starts)
        {
          best = decl;
          best_starts = starts;
          tie = false;
        }
      else if (starts == best_starts && !same_function_p (decl, best))
        tie = true;
    }
  return tie ? NULL_TREE : best;
}

static void
note_ambiguous (tree decl, const struct pgo_fn *fn)
{
  ambiguous_decls->add (decl);
  ambiguous_names->add (fn->name);
}

/* Align what the profile has of FN with its source here, once.  False if DECL,
   which is FN by name, is another by its source.  */

static bool
align (tree decl, const struct pgo_fn *fn)
{
  if (DECL_EXTERNAL (decl) && !DECL_STRUCT_FUNCTION (decl))
    return true;
  bool existed;
  enum pgo_drift &drift = drifts->get_or_insert (fn, &existed);
  if (!existed)
    {
      drift = pgo_drift_align (fn, pgo_source_of (decl), pgo_source_named_p);
      if (drift == PGO_DRIFT_CHANGED || drift == PGO_DRIFT_LOST)
        changes.safe_push ({ decl, fn });
    }
  return drift != PGO_DRIFT_LOST;
}

/* Does the unit define DECL, and not only declare it?  */

static bool
defined_here_p (tree decl)
{
  return !DECL_EXTERNAL (decl) || DECL_STRUCT_FUNCTION (decl);
}

/* DECL is the profile's FN.  */

static void
note_seen (tree decl, const struct pgo_fn *fn)
{
  fns_seen->add (fn);
  if (defined_here_p (decl))
    fns_here->add (fn);
}

/* Decide whose each function is that was claimed.  */

static void
settle_claims ()
{
  for (auto claim : *claims)
    {
      tree owner = rightful_claimant (claim.second, claim.first);
      if (owner && !align (owner, claim.first))
        owner = NULL_TREE;
      for (tree decl : claim.second)
        {
          if (owner && same_function_p (decl, owner))
            {
              note_seen (decl, claim.first);
              continue;
            }
          decl_fns->put (decl, NULL);
          if (!owner)
            note_ambiguous (decl, claim.first);
        }
    }
  claims_settled = true;
}

/* What the profile says of DECL; as pgo_index_query.  One that is another by
   its source is ambiguous.  */

static enum pgo_match
query_profile (tree decl, const struct pgo_fn **fn)
{
  /* A declaration says nothing about where the definition is.  */
  bool here = defined_here_p (decl);
  char *file = here ? pgo_whole_file_name (DECL_SOURCE_FILE (decl)) : NULL;
  struct pgo_query query = {};
  char *name = here ? source_name (decl) : NULL;
  query.asm_name = pgo_assembler_name (decl);
  query.source_name = name;
  query.file = file;
  query.start_line = here ? DECL_SOURCE_LINE (decl) : 0;
  query.local = !TREE_PUBLIC (decl);
  enum pgo_match match = pgo_index_query (pgo_profile_index, &query, fn);
  free (file);
  free (name);
  if (match == PGO_MATCH_FOUND && !align (decl, *fn))
    return PGO_MATCH_AMBIGUOUS;
  return match;
}

const struct pgo_fn *
pgo_match_decl (tree decl)
{
  if (const struct pgo_fn **known = decl_fns->get (decl))
    return *known;
  const struct pgo_fn *fn = NULL;
  switch (DECL_ASSEMBLER_NAME_SET_P (decl) ? query_profile (decl, &fn)
                                           : PGO_MATCH_NONE)
    {
    case PGO_MATCH_FOUND:
      note_seen (decl, fn);
      break;
    case PGO_MATCH_SHARED:
      {
        auto_vec<tree> &claimants = claims->get_or_insert (fn);
        claimed_fns->put (decl, fn);
        claimants.safe_push (decl);
        if (claims_settled && !same_function_p (decl, claimants[0]))
          {
            note_ambiguous (decl, fn);
            fn = NULL;
          }
        else if (claims_settled)
          note_seen (decl, fn);
        break;
      }
    case PGO_MATCH_AMBIGUOUS:
      note_ambiguous (decl, fn);
      fn = NULL;
      break;
    case PGO_MATCH_ELSEWHERE:
      ambiguous_decls->add (decl);
      elsewhere_decls.safe_push (decl);
      fn = NULL;
      break;
    case PGO_MATCH_NONE:
      fn = NULL;
      break;
    }
  decl_fns->put (decl, fn);
  return fn;
}

const struct pgo_fn *
pgo_match_inlined (tree decl)
{
  if (const struct pgo_fn *fn = pgo_match_decl (decl))
    return fn;
  const struct pgo_fn **claimed = claimed_fns->get (decl);
  return claimed && pgo_match_ambiguous_p (decl) ? *claimed : NULL;
}

bool
pgo_match_seen_p (const struct pgo_fn *fn)
{
  return fns_seen->contains (fn);
}

const hash_set<const struct pgo_fn *> &
pgo_match_seen (void)
{
  return *fns_seen;
}

const vec<pgo_change> &
pgo_match_changes (void)
{
  return changes;
}

bool
pgo_match_here_p (const struct pgo_fn *fn)
{
  return fns_here->contains (fn);
}

enum pgo_drift
pgo_match_drift (const struct pgo_fn *fn)
{
  enum pgo_drift *drift = drifts->get (fn);
  return drift ? *drift : PGO_DRIFT_UNKNOWN;
}

const vec<tree> &
pgo_match_elsewhere (void)
{
  return elsewhere_decls;
}

hash_set<nofree_string_hash> &
pgo_match_ambiguous_names (void)
{
  return *ambiguous_names;
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
    return (n->has_gimple_body_p () ? 4 : 0) + (n->alias ? 0 : 2)
           + (strcmp (pgo_assembler_name (n->decl), fn->name) == 0);
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

bool
pgo_match_position (cgraph_node *node, gimple *stmt,
                    struct pgo_position *position)
{
  location_t location = gimple_location (stmt);
  if (LOCATION_LOCUS (location) <= BUILTINS_LOCATION)
    return false;
  position->decl = pgo_block_owner (gimple_block (stmt), node->decl);
  position->line = LOCATION_LINE (location);
  return position->decl != NULL_TREE;
}

bool
pgo_match_frames (cgraph_node *node, gimple *stmt,
                  vec<struct pgo_frame> *frames)
{
  for (tree block = gimple_block (stmt); block && TREE_CODE (block) == BLOCK;
       block = BLOCK_SUPERCONTEXT (block))
    if (inlined_function_outer_scope_p (block))
      {
        tree caller = pgo_block_owner (BLOCK_SUPERCONTEXT (block), node->decl);
        const struct pgo_fn *fn = caller ? pgo_match_decl (caller) : NULL;
        if (!fn)
          return false;
        int line = LOCATION_LINE (BLOCK_SOURCE_LOCATION (block));
        if (frames->length () < PGO_CONTEXT_CALLERS)
          frames->safe_push (
              { fn, pgo_fn_offset (fn, line, DECL_SOURCE_LINE (caller)) });
      }
  return true;
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

/* Make the profile's FN that of DECL, which had none.  False if DECL is another
   by its source.  */

static bool
adopt (tree decl, const struct pgo_fn *fn)
{
  if (!align (decl, fn))
    return false;
  decl_fns->put (decl, fn);
  note_seen (decl, fn);
  ambiguous_decls->remove (decl);
  return true;
}

/* DECL, which is the profile's FN, has another name or file.  */

static void
note_moved (tree decl, const struct pgo_fn *fn)
{
  if (moved_fns->add (fn))
    return;
  for (const struct pgo_change &change : changes)
    if (change.fn == fn)
      return;
  changes.safe_push ({ decl, fn });
}

bool
pgo_match_adopt_moved (tree decl, const struct pgo_fn *fn)
{
  bool adopted = adopt (decl, fn);
  if (adopted)
    note_moved (decl, fn);
  return adopted;
}

void
pgo_match_adopt_part (tree decl, const struct pgo_fn *fn)
{
  drifts->put (fn, PGO_DRIFT_CHANGED);
  pgo_match_adopt_moved (decl, fn);
}

void
pgo_match_note_joined (tree decl, const struct pgo_fn *fn)
{
  note_moved (decl, fn);
}

bool
pgo_match_moved_p (const struct pgo_fn *fn)
{
  return moved_fns->contains (fn);
}

/* Give functions that the profile does not know by their name what it has under
   that of an alias, or of another version, and aliases what it has of the
   function.  */

static void
adopt_other_names ()
{
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      ipa_ref *ref;
      if (resolver_p (node->decl))
        continue;
      FOR_EACH_ALIAS (node, ref)
        {
          tree alias = dyn_cast<cgraph_node *> (ref->referring)->decl;
          const struct pgo_fn *fn = pgo_match_decl (node->decl);
          const struct pgo_fn *other = pgo_match_decl (alias);
          if (fn && !other)
            adopt (alias, fn);
          else if (!fn && other)
            adopt (node->decl, other);
        }
      if (!target_clone_p (node->decl) || pgo_match_decl (node->decl))
        continue;
      cgraph_function_version_info *version = node->function_version ();
      while (version->prev)
        version = version->prev;
      for (; version; version = version->next)
        {
          tree other = version->this_node->decl;
          const struct pgo_fn *fn = same_function_p (other, node->decl)
                                        ? pgo_match_decl (other)
                                        : NULL;
          if (fn && !pgo_match_decl (node->decl))
            adopt (node->decl, fn);
        }
    }
}

/* A function that is equal to one with samples may have been one with it in the
   profiled program, under that one's name.  */

static void
note_folded ()
{
  hash_set<int_hash<hashval_t, 0, 1>> bodies;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (const struct pgo_fn *fn = pgo_match_decl (node->decl))
      if (fn->weight > 0 && pgo_foldable_p (node))
        bodies.add (pgo_body_hash (node));
  if (bodies.is_empty ())
    return;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (!pgo_match_decl (node->decl) && pgo_foldable_p (node)
        && bodies.contains (pgo_body_hash (node)))
      ambiguous_decls->add (node->decl);
}

/* NODE goes, as what is inlined into all its callers.  */

static void
forget_node (cgraph_node *node, void *)
{
  const struct pgo_fn **fn = decl_fns->get (node->decl);
  if (fn && *fn && pgo_match_node (*fn) == node)
    fn_nodes->remove (*fn);
}

/* Name the source file of DECL to the profile, unless it is in SEEN.  */

static void
open_source (tree decl, hash_set<nofree_string_hash> *seen)
{
  const char *file = DECL_SOURCE_FILE (decl);
  if (!file || seen->add (file))
    return;
  char *whole = pgo_whole_file_name (file);
  pgo_index_open_source (pgo_profile_index, whole);
  free (whole);
}

/* Name all source files of the unit's functions to the profile, that of the
   unit first, before anything is asked about those that it only calls.  */

static void
open_sources ()
{
  hash_set<nofree_string_hash> seen;
  char *whole = pgo_whole_file_name (main_input_filename);
  pgo_index_open_source (pgo_profile_index, whole);
  free (whole);
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      open_source (node->decl, &seen);
      for (const pgo_source_call &call : pgo_inlined_calls (node))
        open_source (call.callee, &seen);
    }
}

void
pgo_match_begin (void)
{
  decl_fns = new hash_map<tree, const struct pgo_fn *>;
  drifts = new hash_map<const struct pgo_fn *, enum pgo_drift>;
  fn_nodes = new hash_map<const struct pgo_fn *, cgraph_node *>;
  fns_seen = new hash_set<const struct pgo_fn *>;
  fns_here = new hash_set<const struct pgo_fn *>;
  moved_fns = new hash_set<const struct pgo_fn *>;
  ambiguous_decls = new hash_set<tree>;
  ambiguous_names = new hash_set<nofree_string_hash>;
  claims = new hash_map<const struct pgo_fn *, auto_vec<tree>>;
  claimed_fns = new hash_map<tree, const struct pgo_fn *>;
  claims_settled = false;

  open_sources ();
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    {
      pgo_match_decl (node->decl);
      if (node->has_gimple_body_p ())
        for (const pgo_source_call &call : pgo_inlined_calls (node))
          pgo_match_decl (call.callee);
    }
  settle_claims ();
  adopt_other_names ();
}

void
pgo_match_settle (void)
{
  cgraph_node *node;
  note_folded ();
  FOR_EACH_FUNCTION (node)
    enter_node (node);
  removals = symtab->add_cgraph_removal_hook (forget_node, NULL);
}

size_t
pgo_match_sites_without_line (const struct pgo_position *position,
                              const struct pgo_site **sites)
{
  const struct pgo_fn *fn = pgo_match_decl (position->decl);
  return fn ? pgo_fn_sites_without_line (fn, sites) : 0;
}

bool
pgo_match_direct_p (cgraph_node *node, const struct pgo_position *position,
                    const struct pgo_fn *fn)
{
  for (const pgo_source_call &call : pgo_inlined_calls (node))
    if (LOCATION_LINE (call.location) == position->line
        && call.caller == position->decl && pgo_match_decl (call.callee) == fn)
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

/* Distinct places in the source.  Copies of one call share theirs.  */
typedef hash_set<int_hash<location_t, UNKNOWN_LOCATION, BUILTINS_LOCATION>>
    places;

unsigned
pgo_match_count_calls (cgraph_node *node, tree decl, const struct pgo_fn *fn)
{
  places seen;
  for (const pgo_source_call &call : pgo_inlined_calls (node))
    if (call.caller == decl && pgo_match_decl (call.callee) == fn
        && LOCATION_LOCUS (call.location) > BUILTINS_LOCATION)
      seen.add (LOCATION_LOCUS (call.location));
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    {
      struct pgo_position p;
      if (pgo_match_decl (e->callee->decl) == fn
          && pgo_match_position (node, e->call_stmt, &p) && p.decl == decl)
        seen.add (LOCATION_LOCUS (gimple_location (e->call_stmt)));
    }
  return seen.elements ();
}

unsigned
pgo_match_count_indirect_calls (cgraph_node *node, tree decl)
{
  places seen;
  for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
    {
      struct pgo_position p;
      if (pgo_match_position (node, e->call_stmt, &p) && p.decl == decl)
        seen.add (LOCATION_LOCUS (gimple_location (e->call_stmt)));
    }
  return seen.elements ();
}

void
pgo_match_end (void)
{
  symtab->remove_cgraph_removal_hook (removals);
  delete decl_fns;
  delete drifts;
  delete fn_nodes;
  delete fns_seen;
  delete fns_here;
  delete moved_fns;
  changes.release ();
  delete ambiguous_decls;
  delete ambiguous_names;
  delete claims;
  delete claimed_fns;
  elsewhere_decls.release ();
}
