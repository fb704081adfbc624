/* How much of the profile the unit has.
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

   What is lost is what the profile has under the name of the unit's main file,
   or of what that was called, and the unit has not.  */

#include "compat.h"
#include "coverage.h"
#include "load.h"
#include "match.h"
#include "names/path.h"

/* Can the profile's FILE, none of whose functions the unit has, be the OTHER,
   with which it shares COMMON components?  Less than a directory is too little
   to tell.  */

static bool
stranger_p (const char *file, const char *other, unsigned common)
{
  struct pgo_path_part x, y;
  return common == 1 && pgo_path_depart (file, other, common, &x, &y);
}

/* What of a file of the profile the unit has, or perhaps has.  */

struct file_part
{
  unsigned functions;
  int64_t own;
};

typedef hash_map<nofree_string_hash, file_part> file_parts;

static void
add_part (file_parts *parts, const struct pgo_fn *fn)
{
  bool existed;
  file_part &part = parts->get_or_insert (fn->file, &existed);
  if (!existed)
    part = {};
  part.functions++;
  part.own += fn->own;
}

/* Add to FILES what the profile may call the unit's main file: of the names
   most like it those of functions that the unit has, by SEEN, or, if it has
   none of them, all.  */

static void
add_main_files (vec<const struct pgo_file *> *files, file_parts *seen)
{
  char *main_file = pgo_whole_file_name (main_input_filename);
  const struct pgo_file *known;
  size_t n = pgo_index_namesakes (pgo_profile_index, main_file, &known);
  unsigned most = 1;
  bool matched = false;
  for (size_t i = 0; i < n; i++)
    {
      const char *file = known[i].name;
      unsigned common
          = pgo_index_common_suffix (pgo_profile_index, file, main_file, false);
      bool has = seen->get (file);
      if (common < most || (common == most && matched && !has)
          || (!has && stranger_p (file, main_file, common)))
        continue;
      if (common > most || (has && !matched))
        {
          files->truncate (0);
          matched = false;
        }
      most = common;
      matched |= has;
      files->safe_push (&known[i]);
    }
  free (main_file);
}

/* Add to COVERAGE what of FILE is not among PARTS.  */

static void
add_lost_file (struct pgo_coverage *coverage, const struct pgo_file *file,
               file_parts *parts)
{
  const file_part *part = parts->get (file->name);
  int64_t own = file->own - (part ? part->own : 0);
  /* A part of what was one of them may be a function of its own now.  */
  if (!part || part->functions < file->n_functions)
    coverage->functions_lost
        += file->n_functions - (part ? part->functions : 0);
  coverage->weight_lost += MAX (own, 0);
}

/* Add to LOST the functions that are not in the unit of those that FN calls in
   its own file, and of those that these call there.  */

static void
add_lost_callees (const struct pgo_fn *fn,
                  hash_set<const struct pgo_fn *> *lost)
{
  const struct pgo_site *sites;
  size_t n = pgo_fn_sites (fn, &sites);
  for (size_t i = 0; i < n; i++)
    {
      const struct pgo_fn *callee = sites[i].callee;
      if (strcmp (callee->file, fn->file) == 0 && !pgo_match_seen_p (callee)
          && !lost->add (callee))
        add_lost_callees (callee, lost);
    }
}

/* Has the file of NODE, which the profile knows as FN, another name there?  */

static bool
renamed_p (cgraph_node *node, const struct pgo_fn *fn)
{
  return *fn->file
         && pgo_path_common_suffix (fn->file, DECL_SOURCE_FILE (node->decl))
                == 0;
}

/* What became of FN, which the unit has, or may have.  */

static const char *
match_of (const struct pgo_fn *fn)
{
  enum pgo_drift drift = pgo_match_drift (fn);
  if (drift == PGO_DRIFT_LOST)
    return "lost";
  if (!pgo_match_seen_p (fn))
    return "ambiguous";
  if (pgo_match_moved_p (fn))
    return "moved";
  return drift == PGO_DRIFT_CHANGED   ? "changed"
         : drift == PGO_DRIFT_UNKNOWN ? "untold"
                                      : "exact";
}

static void
note_profiled (struct pgo_coverage *coverage, const struct pgo_fn *fn,
               const char *match)
{
  if (fn->own > 0)
    coverage->profiled.safe_push ({ fn, match });
}

static int
compare_profiled (const void *x, const void *y)
{
  const struct pgo_fn *a = ((const struct pgo_profiled *) x)->fn;
  const struct pgo_fn *b = ((const struct pgo_profiled *) y)->fn;
  int order = strcmp (a->name, b->name);
  return order ? order : strcmp (a->file, b->file);
}

void
pgo_measure_coverage (struct pgo_coverage *coverage)
{
  hash_set<const struct pgo_fn *> lost;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      coverage->functions++;
      if (pgo_match_decl (node->decl))
        coverage->functions_matched++;
      else if (pgo_match_ambiguous_p (node->decl))
        coverage->functions_ambiguous++;
    }
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    if (const struct pgo_fn *fn = pgo_match_decl (node->decl))
      if (renamed_p (node, fn))
        add_lost_callees (fn, &lost);

  file_parts seen, known;
  for (const struct pgo_fn *fn : pgo_match_seen ())
    {
      coverage->weight_matched += fn->own;
      if (pgo_match_moved_p (fn))
        coverage->weight_moved += fn->own;
      else if (pgo_match_drift (fn) == PGO_DRIFT_CHANGED)
        coverage->weight_changed += fn->own;
      else if (pgo_match_drift (fn) == PGO_DRIFT_UNKNOWN)
        coverage->weight_untold += fn->own;
      add_part (&seen, fn);
      add_part (&known, fn);
      if (pgo_match_here_p (fn))
        note_profiled (coverage, fn, match_of (fn));
    }
  for (const char *name : pgo_match_ambiguous_names ())
    for (size_t i = 0;
         const struct pgo_fn *fn = pgo_index_named (pgo_profile_index, name, i);
         i++)
      if (!pgo_match_seen_p (fn))
        {
          coverage->weight_ambiguous += fn->own;
          add_part (&known, fn);
          note_profiled (coverage, fn, match_of (fn));
        }
  add_main_files (&coverage->main_files, &seen);
  hash_set<nofree_string_hash> main_names;
  for (const struct pgo_file *file : coverage->main_files)
    {
      main_names.add (file->name);
      add_lost_file (coverage, file, &known);
    }
  for (const struct pgo_fn *fn : lost)
    if (!main_names.contains (fn->file)
        && !pgo_match_ambiguous_names ().contains (fn->name))
      {
        coverage->functions_lost++;
        coverage->weight_lost += fn->own;
        note_profiled (coverage, fn, "lost");
      }
  coverage->profiled.qsort (compare_profiled);
}
