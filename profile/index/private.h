/* What collecting, finishing and asking an index share.
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

   Samples are kept until all profiles are in, since only then it is known
   which spellings are one function and must count once a stack:

     - a SOURCE is a function as one profile spells it;
     - a FRAME is a source and a line, kept once;
     - a STACK is a run of frames, root first.

   index.c collects, merge.c decides which sources are one function,
   finish.c totals, context.c keeps calling contexts, query.c answers, with what
   files.c says of files.  */

#ifndef PGO_INDEX_PRIVATE_H
#define PGO_INDEX_PRIVATE_H

#include "base/store.h"
#include "index/index.h"

/* A function by the canonical name, file and start line of a profile.  Equal
   strings are one pointer.  */
struct source
{
  const char *name;
  const char *file;
  int64_t start_line;
  const char *pretty;
  struct pgo_fn_code code;
  bool assembler; /* NAME is sure to be an assembler name.  */
  bool several;   /* One profile has several functions of NAME in FILE.  */
  bool contested; /* Set by pgo_index_merge: NAME, which is for people, may be
                     that of a function of the profile with a symbol.  */
  uint32_t fn;    /* Set by pgo_index_merge.  */
};

/* Where the last profile that has a function NAME, which may be no assembler
   name, in FILE says that it starts.  */
struct start
{
  const char *name;
  const char *file;
  int64_t line;
  size_t profile; /* Its number.  */
};

/* LINE is 0 where unknown.  */
struct frame
{
  uint32_t source;
  uint32_t line;
};

/* The frames stack_frames[FIRST .. FIRST + DEPTH), each an index into frames
   or PGO_NONE for one without a name: an edge does not reach across it.  */
struct stack
{
  size_t first;
  size_t depth;
  int64_t weight;
};

/* What a frame has turned out to be.  */
struct position
{
  uint32_t fn;
  int32_t offset;
  int64_t own; /* Of the stacks whose leaf it is.  */
};

/* The last frames of some stacks, leaf first: DEPTH of them, fewer than fit
   where the stack begins there or a caller is unknown.  OWN is their weight;
   once the contexts of a function are sorted, with that of those before.  */
struct context
{
  int64_t own;
  uint32_t depth;
  uint32_t frames[1 + PGO_CONTEXT_CALLERS];
};

/* A function together with what only look-ups need.  */
struct fn
{
  struct pgo_fn pub;
  const struct pgo_index *index;
  struct context *contexts; /* In which it is the leaf.  */
  size_t n_contexts;
  bool contexts_sorted;
  bool assembler;      /* PUB.name is sure to be an assembler name.  */
  bool several_starts; /* The profile gives it several start lines.  */
  bool contested;      /* As in struct source.  */
};

struct pgo_index
{
  struct pgo_pool *pool;

  /* While collecting; freed by pgo_index_finish.  */
  struct pgo_strings strings;
  struct source *sources;
  size_t n_sources, sources_capacity;
  struct pgo_table source_table;
  struct start *starts;
  size_t n_starts, starts_capacity;
  struct pgo_table start_table;
  size_t n_profiles;
  struct frame *frames;
  size_t n_frames, frames_capacity;
  struct pgo_table frame_table;
  uint32_t *stack_frames;
  size_t n_stack_frames, stack_frames_capacity;
  struct stack *stacks;
  size_t n_stacks, stacks_capacity;

  const char *unit; /* NULL before the first profile.  */
  int64_t total;
  int64_t period;
  struct pgo_losses losses;
  unsigned traits;

  /* The result.  FNS is ordered by name, then file, so that indices break
     ties; SITES by caller, as pgo_fn.sites wants.  */
  struct fn *fns;
  size_t n_fns;
  bool demangled; /* Some function has no assembler name.  */
  struct pgo_site *sites;
  size_t n_sites;
  struct pgo_line_weight *lines;
  size_t n_lines;
  struct position *positions; /* Of each frame.  */
  struct context *contexts;
  const char **files; /* Of the functions, each once, by base name.  */
  size_t n_files;
  const struct pgo_fn **fns_by_own;
  const struct pgo_site **sites_by_weight;
};

/* Group INDEX's sources to functions: fills fns, n_fns, demangled and each
   source's fn.  */
void pgo_index_merge (struct pgo_index *index);

/* The better of the texts A and B for people: the shorter, which a
   symboliser has simplified.  */
const char *pgo_index_prettier (const char *a, const char *b);

/* Add the weights of CODE to those of SUM, and take its sizes if it is larger.  */
void pgo_index_add_code (struct pgo_fn_code *sum,
                         const struct pgo_fn_code *code);

/* LINE as an offset from START, where the two may be anything.  */
int32_t pgo_line_offset (int64_t line, int64_t start);

/* Give each of INDEX's functions the contexts of its stacks.  */
void pgo_index_keep_contexts (struct pgo_index *index);

/* Order of two file names by their base names, then whole.  */
int pgo_index_compare_files (const char *a, const char *b);

/* Free what only pgo_index_add and pgo_index_finish need.  */
void pgo_index_end_collecting (struct pgo_index *index);

#endif /* PGO_INDEX_PRIVATE_H */
