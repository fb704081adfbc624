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
#include "prepared/split.h"

/* A function by the canonical name, file and start line of a profile.  Equal
   strings are one pointer.  */
struct source
{
  const char *name;
  const char *file;
  int64_t start_line;
  const char *pretty;
  struct pgo_fn_code code;
  struct pgo_fn_times times;
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
  size_t number; /* Rises in the order of name, file and start line.  */
  const struct pgo_site *sites;
  size_t n_sites;
  const struct pgo_line_weight *lines;
  size_t n_lines;
  struct context *contexts; /* In which it is the leaf.  */
  size_t n_contexts;
  bool contexts_sorted;
  struct pgo_fn_times times;
  int64_t rank;        /* As pgo_fn_rank has it.  */
  bool assembler;      /* PUB.name is sure to be an assembler name.  */
  bool several_starts; /* The profile gives it several start lines.  */
  bool contested;      /* As in struct source.  */
  /* Where the source is another now; as pgo_fn_realign has them.  */
  struct pgo_origin *origins;
  size_t n_origins;
  int32_t rest;
  /* Of a prepared profile: where it is, and of how many of these what follows
     there has been read, and whether of all that there is.  NUMBER is the place
     in the only text.  */
  const struct place *places;
  size_t n_places, n_read;
  bool filled;
  int64_t no_line; /* Own weight without a line.  */
  const char *source; /* Hashes of its lines, or NULL.  */
  const struct pgo_written_call *calls; /* As pgo_fn_calls has them.  */
  size_t n_calls;
  const struct kept *kept;
  size_t n_kept;
  double scale; /* Own weight now over what contexts and calls tell of.  */
};

/* A function's line in TEXT, of SOURCE; NULL where that is of all sources.  */
struct place
{
  const struct pgo_text *text;
  const char *source;
  size_t at;
  const struct place *next;
};

/* What a prepared profile says of a context: the own weight at line OFFSET, or where
   WHOLE of the function, in calls by the N FRAMES.  */
struct kept
{
  bool whole;
  int32_t offset;
  unsigned n;
  const struct pgo_frame *frames;
  int64_t own;
};

/* Files of one base name, or all.  */
struct namesakes
{
  struct pgo_file *files;
  size_t n;
};

/* A share of the sites' weight and the weight of the least that belong to it.  */
struct hot
{
  double percent;
  int64_t own;
};

struct pgo_index
{
  struct pgo_pool *pool;

  /* While collecting; freed by pgo_index_finish, but for the stacks where they are
     to be kept.  */
  bool keep_stacks;
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
  int64_t no_site; /* Own weight of calls that are not among SITES.  */
  struct pgo_line_weight *lines;
  size_t n_lines;
  struct position *positions; /* Of each frame.  */
  struct context *contexts;
  struct pgo_file *files; /* Of the functions, each once, by base name.  */
  size_t n_files;
  const struct pgo_fn **fns_by_own;
  const struct pgo_site **sites_by_weight;

  /* Of a prepared profile, or NULL.  FNS is not used, and FILES and the lists by
     weight are made when they are asked for.  */
  struct pgo_text *text;
  struct fn **mapped; /* What has been asked about.  */
  size_t n_mapped, mapped_capacity;
  struct pgo_table mapped_table; /* By place in the text.  */
  /* Of one that is a directory: MAPPED is what the opened parts have, in order,
     and its table by name, file and start line.  TEXT is the head, and FILES are
     those of the parts, which have weights once they are opened.  */
  struct pgo_split *parts;
  const char **looked_into; /* The names of the head and the opened parts.  */
  size_t n_looked_into;
  bool files_unknown; /* Most of its weight is in functions without a file.  */
  bool *opened;
  struct pgo_strings asked_files; /* Base names of which NAMESAKES tells.  */
  struct namesakes *namesakes;
  size_t namesakes_capacity;
  struct hot *hot;
  size_t n_hot, hot_capacity;
  bool loaded; /* Everything has been asked about.  */
  bool bad;    /* ERROR is set.  */
  struct pgo_error error;
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

/* Make INDEX's lists of all functions and sites by weight, of FNS and their sites,
   N of them.  */
void pgo_index_list (struct pgo_index *index, struct fn *const *fns, size_t n);

/* Sort INDEX's sites, and give each function its own.  */
void pgo_index_share_sites (struct pgo_index *index);

/* Make INDEX's list of files.  */
void pgo_index_list_files (struct pgo_index *index);

/* Order of two lines as pgo_fn_lines has them.  */
int pgo_index_compare_lines (const void *x, const void *y);

/* Order of two sites as pgo_fn_sites has them.  */
int pgo_index_compare_sites (const void *x, const void *y);

/* ---- Prepared profiles; mapped.c, mapped_facts.c.  */

/* Let INDEX, which is empty, be TEXT, which belongs to it then, or is closed.  */
bool pgo_index_map (struct pgo_index *index, struct pgo_text *text,
                    struct pgo_error *err);
/* Likewise PARTS.  */
bool pgo_index_map_parts (struct pgo_index *index, struct pgo_split *parts,
                          struct pgo_error *err);
void pgo_index_unmap (struct pgo_index *index);

/* Read what follows FN's line, once.  */
void pgo_mapped_fill (const struct fn *fn);

/* Read everything, once.  */
void pgo_mapped_load (const struct pgo_index *index);

/* The place of the first function that is not before NAME.  */
size_t pgo_mapped_find (const struct pgo_index *index, const char *name);

/* The function at place AT, or behind it; NULL at the end.  *NEXT is the place behind
   its line.  */
const struct fn *pgo_mapped_function (const struct pgo_index *index, size_t at,
                                      size_t *next);

/* The files with FILE's base name, or all where that is NULL.  */
size_t pgo_mapped_files (const struct pgo_index *index, const char *file,
                         const struct pgo_file **files);

int64_t pgo_mapped_line_own (const struct fn *fn, int32_t offset,
                             const struct pgo_frame *frames, size_t n);
int64_t pgo_mapped_site_own (const struct fn *caller, int32_t offset,
                             const struct fn *callee,
                             const struct pgo_frame *frames, size_t n);
int64_t pgo_mapped_hot_threshold (const struct pgo_index *index,
                                  double percent);

/* Free what only pgo_index_add and pgo_index_finish need, and the stacks.  */
void pgo_index_end_collecting (struct pgo_index *index);
void pgo_index_free_stacks (struct pgo_index *index);

#endif /* PGO_INDEX_PRIVATE_H */
