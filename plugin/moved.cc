/* Functions that have another name, or are in another file, than in the
   profile. Copyright (C) 2026 The gcc-pgo authors

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

   An orphan is a function of the unit that the profile has nothing for.  Most
   were never sampled.  But one may be what the profile has under a name that
   the unit does not have: it was renamed, or given a parameter, which changes
   a mangled name, or is static and has moved, or its file has been renamed.

   What it may be is looked for by its name without parameters; where its
   callers called something else on that line, or call something no more; and
   among the functions of its file whose lines the profile knows.  How sure it
   is that two are one decides profile/drift/.  The surest pairs come first; of
   two that are equally sure neither is taken.  What has been found may be a
   caller that tells of others.  */

#include "compat.h"
#include "moved.h"
#include "load.h"
#include "match.h"
#include "names/symbol.h"

#include <algorithm>

/* Of a name without parameters so many functions are looked at.  */
static const size_t most_overloads = 64;

/* A function of the unit: all its variants.  */
struct orphan
{
  auto_vec<tree> decls;
  char *base; /* The name without parameters.  */
  bool done;

  orphan () : base (NULL), done (false) {}
  ~orphan () { free (base); }
  const char *
  name () const
  {
    return pgo_canonical_name (decls[0]);
  }
};

/* ORPHAN may be FN.  */
struct candidate
{
  struct orphan *orphan;
  const struct pgo_fn *fn;
  int64_t called; /* Weight of calls of FN that are calls of ORPHAN now.  */
  double likeness;
};

typedef pair_hash<nofree_ptr_hash<struct orphan>,
                  nofree_ptr_hash<const struct pgo_fn>>
    orphan_fn_hash;

/* A function, and a line of its file.  */
typedef pair_hash<nofree_ptr_hash<tree_node>, int_hash<int, -1, -2>> line_hash;

/* The search as it stands.  */
struct search
{
  auto_delete_vec<struct orphan> orphans;
  hash_map<nofree_string_hash, struct orphan *> by_name;
  /* Of each file of the unit, that of the profile which most of its functions
     are in; "" where there is none.  */
  hash_map<nofree_string_hash, const char *> files;
  /* The functions of each file of the unit that the profile knows the lines of.
   */
  hash_map<nofree_string_hash, auto_vec<const struct pgo_fn *>> known;
  /* The weight of all calls, by the unit's functions, of one that it does not
     have.  */
  hash_map<const struct pgo_fn *, int64_t> called;
  auto_vec<struct candidate> candidates;      /* Of one round.  */
  hash_map<orphan_fn_hash, unsigned> numbers; /* Of these.  */
  hash_set<const struct pgo_fn *>
      tried; /* As what they are not, or may be two. */
};

/* The name of DECL for people, without parameters; the caller frees it.  */

static char *
base_name (const char *name)
{
  char *demangled = pgo_symbol_demangle (name);
  if (!demangled)
    return xstrdup (name);
  char *scoped = pgo_symbol_scoped_name (demangled);
  free (demangled);
  return scoped;
}

/* Add DECL, if it is an orphan.  */

static void
add_orphan (struct search *search, hash_set<tree> *elsewhere, tree decl)
{
  if (!DECL_ASSEMBLER_NAME_SET_P (decl) || DECL_ARTIFICIAL (decl)
      || pgo_match_decl (decl)
      || (pgo_match_ambiguous_p (decl) && !elsewhere->contains (decl)))
    return;
  bool existed;
  struct orphan *&orphan
      = search->by_name.get_or_insert (pgo_canonical_name (decl), &existed);
  if (!existed)
    {
      orphan = new struct orphan;
      search->orphans.safe_push (orphan);
    }
  if (!orphan->decls.contains (decl))
    orphan->decls.safe_push (decl);
}

static void
find_orphans (struct search *search)
{
  hash_set<tree> elsewhere;
  cgraph_node *node;
  for (tree decl : pgo_match_elsewhere ())
    elsewhere.add (decl);
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      add_orphan (search, &elsewhere, node->decl);
      for (const pgo_source_call &call : pgo_inlined_calls (node))
        add_orphan (search, &elsewhere, call.callee);
    }
}

/* What FILE is called in the profile, by its functions; "" if they are from
   several files of which none has most.  */

static const char *
old_file (const vec<const struct pgo_fn *> &functions)
{
  /* Boyer and Moore's majority vote.  */
  const char *most = "";
  unsigned lead = 0, votes = 0;
  for (const struct pgo_fn *fn : functions)
    if (lead == 0)
      {
        most = fn->file;
        lead = 1;
      }
    else
      lead += strcmp (fn->file, most) == 0 ? 1 : -1;
  for (const struct pgo_fn *fn : functions)
    votes += strcmp (fn->file, most) == 0;
  return 2 * votes > functions.length () ? most : "";
}

/* Find out what is known of files, and of calls, by what has been found.  */

static void
survey (struct search *search)
{
  hash_map<nofree_string_hash, auto_vec<const struct pgo_fn *>> found;
  cgraph_node *node;
  search->files.empty ();
  search->known.empty ();
  search->called.empty ();
  hash_set<const struct pgo_fn *> defined;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      if (const struct pgo_fn *fn = pgo_match_decl (node->decl))
        {
          found.get_or_insert (DECL_SOURCE_FILE (node->decl)).safe_push (fn);
          defined.add (fn);
        }
      for (const pgo_source_call &call : pgo_inlined_calls (node))
        if (const struct pgo_fn *fn = pgo_match_decl (call.callee))
          defined.add (fn);
    }
  for (auto file : found)
    search->files.put (file.first, old_file (file.second));
  for (const struct pgo_fn *fn : defined)
    {
      const struct pgo_site *sites;
      size_t n = pgo_fn_sites (fn, &sites);
      for (size_t i = 0; i < n; i++)
        if (!pgo_match_seen_p (sites[i].callee))
          search->called.get_or_insert (sites[i].callee) += sites[i].weight;
    }
}

/* ORPHAN may be FN, by CALLED of the weight of its calls.  */

static void
add_candidate (struct search *search, struct orphan *orphan,
               const struct pgo_fn *fn, int64_t called)
{
  if (orphan->done || pgo_match_seen_p (fn) || search->tried.contains (fn))
    return;
  bool existed;
  unsigned &number = search->numbers.get_or_insert ({ orphan, fn }, &existed);
  if (existed)
    search->candidates[number].called += called;
  else
    {
      number = search->candidates.length ();
      search->candidates.safe_push ({ orphan, fn, called, 0 });
    }
}

/* Where does the part of the mangled NAME end that is there whatever the
   parameters and template arguments are?  */

static size_t
prefix_length (const char *name)
{
  const char *p = name + 2;
  while (*p == 'N' || *p == 'L' || *p == 'K')
    p++;
  while (ISDIGIT (*p))
    {
      char *end;
      unsigned long n = strtoul (p, &end, 10);
      if (n > strlen (end))
        break;
      p = end + n;
    }
  return p - name;
}

/* Add what ORPHAN may be by its name.  */

static void
add_by_name (struct search *search, struct orphan *orphan)
{
  const char *name = orphan->name ();
  for (size_t i = 0;
       const struct pgo_fn *fn = pgo_index_named (pgo_profile_index, name, i);
       i++)
    add_candidate (search, orphan, fn, 0);
  if (!pgo_symbol_mangled_p (name))
    return;
  char *prefix = xstrndup (name, prefix_length (name));
  for (size_t i = 0; i < most_overloads; i++)
    {
      const struct pgo_fn *fn
          = pgo_index_prefixed (pgo_profile_index, prefix, i);
      if (!fn)
        break;
      char *base = base_name (fn->name);
      if (strcmp (base, orphan->base) == 0)
        add_candidate (search, orphan, fn, 0);
      free (base);
    }
  free (prefix);
}

/* Those of the unit's file NAME that the profile knows the lines of.  */

static const vec<const struct pgo_fn *> &
find_known (struct search *search, const char *name)
{
  bool existed;
  auto_vec<const struct pgo_fn *> &functions
      = search->known.get_or_insert (name, &existed);
  if (existed)
    return functions;
  const char **old = search->files.get (name);
  char *whole = pgo_whole_file_name (name);
  for (const char *asked : { (const char *) whole, old ? *old : "" })
    {
      const struct pgo_file *files;
      size_t n = pgo_index_namesakes (pgo_profile_index, asked, &files);
      for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].n_known; k++)
          {
            const struct pgo_fn *fn;
            if (pgo_index_lookup (pgo_profile_index, files[i].known[k],
                                  files[i].name, true, &fn)
                == PGO_MATCH_FOUND)
              functions.safe_push (fn);
          }
    }
  free (whole);
  return functions;
}

/* Add what ORPHAN may be by the functions of its file.  */

static void
add_by_file (struct search *search, struct orphan *orphan)
{
  for (const struct pgo_fn *fn :
       find_known (search, DECL_SOURCE_FILE (orphan->decls[0])))
    add_candidate (search, orphan, fn, 0);
}

/* Does CALL's caller call anything else on its line, which calls CALLEES, that
   FN could be?  */

static bool
alone_p (const pgo_source_call &call, const vec<tree> &callees)
{
  for (tree callee : callees)
    if (!callee || (callee != call.callee && !pgo_match_decl (callee)))
      return false;
  return true;
}

/* Can FN be known by its lines, and without another part of a directory?  */

static bool
known_p (const struct pgo_fn *fn)
{
  return pgo_fn_at_hand_p (fn) && pgo_fn_source (fn);
}

/* Add what orphans may be by their callers.  */

static void
add_by_callers (struct search *search)
{
  hash_set<int_hash<location_t, UNKNOWN_LOCATION, BUILTINS_LOCATION>> seen;
  hash_map<line_hash, auto_vec<tree>> callees;
  for (const pgo_source_call &call : pgo_source_calls ())
    callees.get_or_insert ({ call.caller, LOCATION_LINE (call.location) })
        .safe_push (call.callee);
  for (const pgo_source_call &call : pgo_source_calls ())
    {
      struct orphan **orphan
          = call.callee ? search->by_name.get (pgo_canonical_name (call.callee))
                        : NULL;
      const struct pgo_fn *caller
          = orphan ? pgo_match_decl (call.caller) : NULL;
      if (!caller || (*orphan)->done || seen.add (call.location))
        continue;
      const struct pgo_site *sites;
      size_t n = pgo_fn_sites (caller, &sites);
      int32_t offset = pgo_fn_offset (caller, LOCATION_LINE (call.location),
                                      DECL_SOURCE_LINE (call.caller));
      bool alone = alone_p (
          call, *callees.get ({ call.caller, LOCATION_LINE (call.location) }));
      for (size_t i = 0; i < n; i++)
        {
          int64_t called
              = alone && sites[i].offset == offset ? sites[i].weight : 0;
          if (called > 0 || known_p (sites[i].callee))
            add_candidate (search, *orphan, sites[i].callee, called);
        }
    }
}

/* Is FN in the file that ORPHAN is in?  */

static bool
same_place_p (struct search *search, const struct orphan *orphan,
              const struct pgo_fn *fn)
{
  const char *file = DECL_SOURCE_FILE (orphan->decls[0]);
  char *whole = pgo_whole_file_name (file);
  bool same
      = pgo_index_common_suffix (pgo_profile_index, fn->file, whole, false) > 0;
  free (whole);
  if (same)
    return true;
  const char **old = search->files.get (file);
  return old && **old && strcmp (*old, fn->file) == 0;
}

/* Find out how sure each candidate is.  */

static void
judge (struct search *search)
{
  for (struct candidate &candidate : search->candidates)
    {
      struct orphan *orphan = candidate.orphan;
      char *base = base_name (candidate.fn->name);
      int64_t *all = search->called.get (candidate.fn);
      struct pgo_drift_signs signs = {};
      signs.name = strcmp (base, orphan->base) == 0;
      signs.place = same_place_p (search, orphan, candidate.fn);
      signs.called = all && *all > 0 ? (double) candidate.called / *all : 0;
      signs.uncalled = all && *all > 0 && candidate.called == 0;
      /* Where neither name nor calls speak for it, no other part of a directory
         is opened.  */
      if (signs.name || signs.called >= 0.5 || pgo_fn_at_hand_p (candidate.fn))
        candidate.likeness = pgo_drift_likeness (
            candidate.fn, pgo_source_of (orphan->decls[0]), &signs,
            pgo_source_named_p);
      free (base);
    }
}

static bool
surer_p (const struct candidate &a, const struct candidate &b)
{
  if (a.likeness != b.likeness)
    return a.likeness > b.likeness;
  if (int order = strcmp (a.orphan->name (), b.orphan->name ()))
    return order < 0;
  if (int order = strcmp (a.fn->name, b.fn->name))
    return order < 0;
  return strcmp (a.fn->file, b.fn->file) < 0;
}

/* Is another candidate, for what is not settled, as sure as number I, and
   against it?  */

static bool
rivalled_p (const struct search *search, unsigned i)
{
  const struct candidate &candidate = search->candidates[i];
  for (unsigned k = i + 1; k < search->candidates.length (); k++)
    {
      const struct candidate &other = search->candidates[k];
      if (other.likeness < candidate.likeness)
        break;
      if (!other.orphan->done && !pgo_match_seen_p (other.fn)
          && (other.orphan == candidate.orphan || other.fn == candidate.fn))
        return true;
    }
  return false;
}

/* Take the surest candidates for what they are.  False if there are none.  */

static bool
settle (struct search *search)
{
  bool found = false;
  if (search->candidates.is_empty ())
    return false;
  std::sort (search->candidates.begin (), search->candidates.end (), surer_p);
  for (unsigned i = 0; i < search->candidates.length (); i++)
    {
      const struct candidate &candidate = search->candidates[i];
      struct orphan *orphan = candidate.orphan;
      if (candidate.likeness <= 0)
        break;
      if (orphan->done || pgo_match_seen_p (candidate.fn)
          || search->tried.contains (candidate.fn))
        continue;
      if (rivalled_p (search, i)
          || !pgo_match_adopt_moved (orphan->decls[0], candidate.fn))
        {
          search->tried.add (candidate.fn);
          continue;
        }
      for (tree decl : orphan->decls)
        pgo_match_adopt_moved (decl, candidate.fn);
      orphan->done = true;
      found = true;
    }
  return found;
}

/* Look for orphans that are parts of what their callers were.  */

static void
find_parts (struct search *search)
{
  for (const pgo_source_call &call : pgo_source_calls ())
    {
      struct orphan **slot
          = call.callee ? search->by_name.get (pgo_canonical_name (call.callee))
                        : NULL;
      const struct pgo_fn *caller = slot ? pgo_match_decl (call.caller) : NULL;
      if (!caller || (*slot)->done)
        continue;
      struct orphan *orphan = *slot;
      struct pgo_drift_function now = *pgo_source_of (call.caller);
      const struct pgo_fn *part = pgo_drift_split (
          caller, &now, pgo_source_of (orphan->decls[0]), orphan->name (),
          LOCATION_LINE (call.location) - DECL_SOURCE_LINE (call.caller));
      if (!part)
        continue;
      for (tree decl : orphan->decls)
        pgo_match_adopt_part (decl, part);
      orphan->done = true;
    }
}

/* Does the profile's CALLER call FN?  */

static bool
calls_p (const struct pgo_fn *caller, const struct pgo_fn *fn)
{
  const struct pgo_site *sites;
  size_t n = pgo_fn_sites (caller, &sites);
  for (size_t i = 0; i < n; i++)
    if (sites[i].callee == fn)
      return true;
  return false;
}

/* Look for functions that are parts of what their callers are now.  */

static void
find_joined (struct search *search)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      const struct pgo_fn *caller = pgo_match_decl (node->decl);
      if (!caller)
        continue;
      for (const struct pgo_fn *fn :
           find_known (search, DECL_SOURCE_FILE (node->decl)))
        if (!pgo_match_seen_p (fn) && !pgo_match_moved_p (fn)
            && pgo_match_drift (fn) != PGO_DRIFT_LOST && calls_p (caller, fn)
            && pgo_drift_join (caller, pgo_source_of (node->decl), fn))
          pgo_match_note_joined (node->decl, fn);
    }
}

void
pgo_moved_find (void)
{
  struct search search;
  find_orphans (&search);
  for (struct orphan *orphan : search.orphans)
    orphan->base = base_name (orphan->name ());
  do
    {
      search.candidates.truncate (0);
      search.numbers.empty ();
      survey (&search);
      for (struct orphan *orphan : search.orphans)
        if (!orphan->done)
          {
            add_by_name (&search, orphan);
            add_by_file (&search, orphan);
          }
      add_by_callers (&search);
      judge (&search);
    }
  while (settle (&search));
  find_parts (&search);
  find_joined (&search);
}
