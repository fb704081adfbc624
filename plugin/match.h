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

   See match.cc.  Weights are in the profile's unit.  */

#ifndef PGO_MATCH_H
#define PGO_MATCH_H

#include "source.h"
#include "index/index.h"

/* Find the functions of the unit in the profile, by their names; prepare, and forget,
   what match.cc keeps during the pass.  */
void pgo_match_begin (void);
void pgo_match_end (void);

/* Call when all functions have been found that can be.  */
void pgo_match_settle (void);

/* Make the profile's FN that of DECL, which has none and has another name than FN, or is
   in another file.  False if it is another function by its source.  */
bool pgo_match_adopt_moved (tree decl, const struct pgo_fn *fn);
bool pgo_match_moved_p (const struct pgo_fn *fn);

/* DECL is FN, which has been made of a part of another function of the profile; and DECL
   has what FN was, or some of it, beside what it is itself.  */
void pgo_match_adopt_part (tree decl, const struct pgo_fn *fn);
void pgo_match_note_joined (tree decl, const struct pgo_fn *fn);

/* The profile's entry for function DECL, or NULL.  */
const struct pgo_fn *pgo_match_decl (tree decl);

/* Likewise for DECL inlined in another function: of several functions of the unit
   that may be the profile's, as instances of a template for local types, the calls
   around it tell which one it is.  */
const struct pgo_fn *pgo_match_inlined (tree decl);

/* True if the profile has several functions that DECL may be, or one that
   several functions of the unit may be, or one of its name in another file.  */
bool pgo_match_ambiguous_p (tree decl);

/* Is FN one of the functions that the unit defines or calls, and all that are; and
   one of those that it defines.  */
bool pgo_match_seen_p (const struct pgo_fn *fn);
bool pgo_match_here_p (const struct pgo_fn *fn);
const hash_set<const struct pgo_fn *> &pgo_match_seen (void);

/* A function of the unit that is not as the profile's FN is: its lines are others, its
   name, or its file.  All there are, in the order in which they were found.  */
struct pgo_change
{
  tree decl;
  const struct pgo_fn *fn;
};

const vec<pgo_change> &pgo_match_changes (void);

/* How FN has been found.  */
enum pgo_drift pgo_match_drift (const struct pgo_fn *fn);

/* The unit's functions whose names only functions of other files have in the
   profile.  */
const vec<tree> &pgo_match_elsewhere (void);

/* The names of the profile's functions that the ambiguous ones may be.  */
hash_set<nofree_string_hash> &pgo_match_ambiguous_names (void);

/* The unit's function for the profile's entry FN, or NULL.  */
cgraph_node *pgo_match_node (const struct pgo_fn *fn);

/* A position in the source: LINE in function DECL, which may be inlined in
   the function that contains the statement.  */
struct pgo_position
{
  tree decl;
  int line;
};

/* The position of STMT in NODE.  False where it has none.  */
bool pgo_match_position (cgraph_node *node, gimple *stmt,
                         struct pgo_position *position);

/* Set FRAMES to the calls through which the code of STMT was inlined into NODE,
   inner first.  False if the profile does not know one of the callers.  */
bool pgo_match_frames (cgraph_node *node, gimple *stmt,
                       vec<struct pgo_frame> *frames);

/* The profile's sites at POSITION, as pgo_fn_sites_at.  */
size_t pgo_match_sites (const struct pgo_position *position,
                        const struct pgo_site **sites);

/* Likewise those of the function at POSITION that have no line.  */
size_t pgo_match_sites_without_line (const struct pgo_position *position,
                                     const struct pgo_site **sites);

/* In how many places of the source of DECL, as far as it is in NODE, FN is
   called by name, and anything through a pointer.  Calls of FN that were
   inlined already count.  */
unsigned pgo_match_count_calls (cgraph_node *node, tree decl,
                                const struct pgo_fn *fn);
unsigned pgo_match_count_indirect_calls (cgraph_node *node, tree decl);

/* True if FN is called by name at POSITION in NODE, by a call statement or by
   one that was inlined already.  */
bool pgo_match_direct_p (cgraph_node *node,
                         const struct pgo_position *position,
                         const struct pgo_fn *fn);

#endif /* PGO_MATCH_H */
