/* Who called whom, and what was decided about each call.
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

   A pprof profile has stacks, and their tree is what was seen.  A prepared
   profile and the ledgers have calls alone: which of its callers a function's
   time is due to is not known, and it is divided among them by the weight of
   their calls, as gprof does.  Either way a function that calls itself is one
   node, and nodes that weigh too little to be seen are folded into their
   parents.

   A call of the profile is that of the ledgers with the same caller and callee,
   on the same line if there is such a one: lines move.  Where there is none,
   what became of the two functions tells why.  */

/* For qsort_r.  */
#define _GNU_SOURCE

#include "report/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "names/symbol.h"

/* A node is folded away that weighs less than this part of the whole, or than
   twice that and so on, until no more than MOST_NODES are left.  On a screen
   the part is less than a pixel.  */
#define LEAST_PART 4000
#define MOST_NODES 4000

/* Calls below this depth are folded away.  */
#define DEEPEST 200

/* What a function is to the build.  */
enum standing
{
  BUILT,
  STALE,
  FOREIGN
};

/* A function in the making; the sums are of a tree of calls.  */
struct function
{
  struct pgo_tree_function pub;
  uint32_t name, pretty; /* Numbers of what the ledgers call it now.  */
  enum standing standing;
  int64_t own, in, out;
  int64_t whole; /* All of its weight.  */
  size_t first_call, n_calls;
  bool on_path;
  uint32_t number; /* In the result, or PGO_NONE.  */
};

struct call
{
  uint32_t caller, callee;
  int64_t line, weight;
};

/* A site of the report under the names of its caller and callee, and the next
   one of the same, PGO_NONE at the end.  */
struct entry
{
  uint32_t caller, callee, site, next;
};

struct maker
{
  const struct pgo_report *report;
  const struct pgo_index *profile;
  struct pgo_tree *tree;
  struct pgo_strings names; /* Those that follow are numbers of.  */
  struct function *functions;
  size_t n_functions, functions_capacity;
  struct pgo_table functions_table;
  struct pgo_tree_node *nodes; /* As they are met.  */
  size_t n_nodes, nodes_capacity;
  struct pgo_table nodes_table;
  struct entry *entries;
  size_t n_entries;
  struct pgo_table entries_table;
  struct pgo_table fates; /* Of the report's functions, by name and file.  */
  struct pgo_strings callers, files; /* That the units have.  */
  struct call *calls;                /* By caller, the heaviest first.  */
  size_t n_calls, calls_capacity;
  struct pgo_table calls_table;
};

const char *
pgo_tree_source_name (enum pgo_tree_source source)
{
  static const char *const names[PGO_N_TREE_SOURCES]
      = { "stacks", "calls", "ledger" };

  return names[source];
}

static uint32_t
number_of (struct maker *maker, const char *name)
{
  return pgo_strings_number (&maker->names, maker->tree->pool, name);
}

static uint32_t
canonical_number_of (struct maker *maker, const char *name)
{
  char *canonical = pgo_symbol_canonical (name);
  uint32_t number = number_of (maker, canonical);

  free (canonical);
  return number;
}

/* ---- What the build has.  */

static bool
same_entry_p (const void *context, uint32_t i, const void *key)
{
  const struct entry *a = &((const struct maker *) context)->entries[i];
  const struct entry *b = key;

  return a->caller == b->caller && a->callee == b->callee;
}

/* Enter SITE under CALLER and CALLEE.  Of sites with one key the first is in
   the table, and the others follow it.  */
static void
enter_site (struct maker *maker, uint32_t site, uint32_t caller,
            uint32_t callee)
{
  struct entry entry = { caller, callee, site, PGO_NONE };
  uint64_t hash = pgo_hash (pgo_hash (0, caller), callee);
  uint32_t i = pgo_table_find (&maker->entries_table, hash, same_entry_p, maker,
                               &entry);

  if (i == PGO_NONE)
    pgo_table_add (&maker->entries_table, hash, maker->n_entries);
  else
    {
      entry.next = maker->entries[i].next;
      maker->entries[i].next = maker->n_entries;
    }
  maker->entries[maker->n_entries++] = entry;
}

static void
enter_sites (struct maker *maker)
{
  const struct pgo_report *report = maker->report;

  maker->entries = pgo_xcalloc (2 * report->n_sites, sizeof *maker->entries);
  for (size_t i = 0; i < report->n_sites; i++)
    {
      const struct pgo_ledger_site *site = report->sites[i].site;
      uint32_t caller = canonical_number_of (maker, site->caller);
      pgo_strings_number (&maker->callers, NULL, maker->names.text[caller]);
      if (!pgo_report_calls_p (site->kind))
        continue;
      enter_site (maker, i, caller, canonical_number_of (maker, site->callee));
      /* For a profile that has no other names.  */
      if (strcmp (site->caller, site->caller_pretty) != 0
          || strcmp (site->callee, site->callee_pretty) != 0)
        enter_site (maker, i, number_of (maker, site->caller_pretty),
                    number_of (maker, site->callee_pretty));
    }
}

static uint64_t
hash_function (const char *name, const char *file)
{
  return pgo_hash (pgo_hash_string (name), pgo_hash_string (file));
}

static bool
same_fate_p (const void *context, uint32_t i, const void *key)
{
  const struct pgo_ledger_function *a
      = &((const struct maker *) context)->report->functions[i].was;
  const struct pgo_tree_function *b = key;

  return strcmp (a->name, b->name) == 0 && strcmp (a->file, b->file) == 0;
}

static void
enter_fates (struct maker *maker)
{
  const struct pgo_report *report = maker->report;

  for (size_t i = 0; i < report->n_functions; i++)
    {
      const struct pgo_ledger_function *was = &report->functions[i].was;
      pgo_table_add (&maker->fates, hash_function (was->name, was->file), i);
      if (was->fate < PGO_FATE_AMBIGUOUS && *was->file)
        pgo_strings_number (&maker->files, NULL, was->file);
    }
}

/* What FUNCTION is to the build, and what the ledgers call it.  */
static void
judge (struct maker *maker, struct function *function)
{
  const struct pgo_tree_function *pub = &function->pub;
  uint32_t i
      = pgo_table_find (&maker->fates, hash_function (pub->name, pub->file),
                        same_fate_p, maker, pub);
  const struct pgo_report_function *known
      = i != PGO_NONE ? &maker->report->functions[i] : NULL;

  function->name = number_of (maker, pub->name);
  function->pretty = number_of (maker, pub->pretty);
  if (known && known->now.file)
    {
      function->name = canonical_number_of (maker, known->now.now);
      function->pretty = number_of (maker, known->now.pretty);
    }
  if (known && known->was.fate == PGO_FATE_FOREIGN)
    function->standing = FOREIGN;
  else if (known)
    function->standing = known->was.fate < PGO_FATE_AMBIGUOUS ? BUILT : STALE;
  else
    /* Functions without samples of their own have no fate.  */
    function->standing
        = pgo_strings_find (&maker->callers, pub->name)
                  || (*pub->file && pgo_strings_find (&maker->files, pub->file))
              ? BUILT
              : FOREIGN;
}

/* ---- Functions and nodes.  */

static bool
same_function_p (const void *context, uint32_t i, const void *key)
{
  const struct pgo_tree_function *a
      = &((const struct maker *) context)->functions[i].pub;
  const struct pgo_tree_function *b = key;

  return strcmp (a->name, b->name) == 0 && strcmp (a->file, b->file) == 0;
}

static uint32_t
function_of (struct maker *maker, const char *name, const char *pretty,
             const char *file)
{
  const struct pgo_tree_function key = { name, pretty, file };
  uint64_t hash = hash_function (name, file);
  uint32_t i = pgo_table_find (&maker->functions_table, hash, same_function_p,
                               maker, &key);

  if (i != PGO_NONE)
    return i;
  i = maker->n_functions++;
  maker->functions = pgo_xgrow (maker->functions, i, &maker->functions_capacity,
                                sizeof *maker->functions);
  maker->functions[i] = (struct function){ .pub = key, .number = PGO_NONE };
  judge (maker, &maker->functions[i]);
  pgo_table_add (&maker->functions_table, hash, i);
  return i;
}

static uint32_t
function_of_index (struct maker *maker, const struct pgo_fn *fn)
{
  return fn ? function_of (maker, fn->name, fn->pretty, fn->file)
            : function_of (maker, "", "", "");
}

/* How much OUTCOME tells of a call about which there are several decisions: the
   least, most.  */
static int
rank (enum pgo_outcome outcome)
{
  return outcome == PGO_OUTCOME_PROMOTED ? -1 : (int) outcome;
}

/* The best of the decisions about the call of CALLEE on LINE of CALLER, or
   NULL.  */
static const struct pgo_report_site *
find_site (const struct maker *maker, uint32_t caller, uint32_t callee,
           int64_t line)
{
  const struct entry key = { .caller = caller, .callee = callee };
  uint64_t hash = pgo_hash (pgo_hash (0, caller), callee);
  uint32_t i
      = pgo_table_find (&maker->entries_table, hash, same_entry_p, maker, &key);
  const struct pgo_report_site *best = NULL;
  bool there = false;

  for (; i != PGO_NONE; i = maker->entries[i].next)
    {
      const struct pgo_report_site *site
          = &maker->report->sites[maker->entries[i].site];
      bool here = site->site->line == line;
      int order;
      if (!best || here != there)
        order = !best || here ? -1 : 1;
      else
        order = rank (pgo_site_outcome (site)) - rank (pgo_site_outcome (best));
      /* Sites are listed by weight.  */
      if (order < 0 || (order == 0 && site < best))
        {
          best = site;
          there = here;
        }
    }
  return best;
}

/* Set in NODE what was decided about it.  */
static void
decide (const struct maker *maker, struct pgo_tree_node *node)
{
  const struct function *callee = &maker->functions[node->function];
  const struct function *caller
      = node->parent != PGO_NONE
            ? &maker->functions[maker->nodes[node->parent].function]
            : NULL;

  if (caller)
    node->site = find_site (maker, caller->name, callee->name, node->line);
  if (caller && !node->site)
    node->site = find_site (maker, caller->pretty, callee->pretty, node->line);
  if (node->site)
    node->outcome = pgo_site_outcome (node->site);
  else if (callee->standing == STALE || (caller && caller->standing == STALE))
    node->outcome = PGO_OUTCOME_STALE;
  else if (callee->standing == FOREIGN
           || (caller && caller->standing == FOREIGN))
    node->outcome = PGO_OUTCOME_UNREACHABLE;
  else
    node->outcome = PGO_OUTCOME_UNDECIDED;
}

static bool
same_node_p (const void *context, uint32_t i, const void *key)
{
  const struct pgo_tree_node *a = &((const struct maker *) context)->nodes[i];
  const struct pgo_tree_node *b = key;

  return a->parent == b->parent && a->function == b->function
         && a->line == b->line;
}

/* The node of FUNCTION, called by PARENT on LINE.  */
static uint32_t
node_of (struct maker *maker, uint32_t parent, uint32_t function, int64_t line)
{
  const struct pgo_tree_node key
      = { .parent = parent, .function = function, .line = line };
  uint64_t hash = pgo_hash (pgo_hash (pgo_hash (0, parent), function), line);
  uint32_t i
      = pgo_table_find (&maker->nodes_table, hash, same_node_p, maker, &key);

  if (i != PGO_NONE)
    return i;
  maker->nodes = pgo_xgrow (maker->nodes, maker->n_nodes,
                            &maker->nodes_capacity, sizeof *maker->nodes);
  maker->nodes[maker->n_nodes] = key;
  pgo_table_add (&maker->nodes_table, hash, maker->n_nodes);
  return maker->n_nodes++;
}

/* ---- Of stacks.  */

static void
add_stack (struct maker *maker, size_t i, const struct pgo_stack *stack)
{
  uint32_t parent = PGO_NONE, last = PGO_NONE;
  int64_t line = 0;
  size_t depth = 0;

  for (size_t k = 0; k < stack->depth; k++)
    {
      struct pgo_frame frame = pgo_index_stack_frame (maker->profile, i, k);
      uint32_t function = function_of_index (maker, frame.caller);
      if (function != last)
        {
          if (depth++ == DEEPEST)
            return;
          parent = node_of (maker, parent, function, line);
          maker->nodes[parent].weight += stack->weight;
        }
      last = function;
      line = frame.caller ? frame.caller->start_line + frame.offset : 0;
    }
  if (parent != PGO_NONE)
    maker->nodes[parent].own += stack->weight;
}

/* ---- Of calls.  */

static bool
same_call_p (const void *context, uint32_t i, const void *key)
{
  const struct call *a = &((const struct maker *) context)->calls[i];
  const struct call *b = key;

  return a->caller == b->caller && a->callee == b->callee && a->line == b->line;
}

/* Add CALL.  Of several decisions about one call the heaviest counts.  */
static void
add_call (struct maker *maker, const struct call *call)
{
  uint64_t hash = pgo_hash (pgo_hash (pgo_hash (0, call->caller), call->callee),
                            call->line);
  uint32_t i
      = pgo_table_find (&maker->calls_table, hash, same_call_p, maker, call);

  if (call->caller == call->callee)
    return;
  if (i != PGO_NONE)
    {
      if (maker->calls[i].weight < call->weight)
        maker->calls[i].weight = call->weight;
      return;
    }
  maker->calls = pgo_xgrow (maker->calls, maker->n_calls,
                            &maker->calls_capacity, sizeof *maker->calls);
  maker->calls[maker->n_calls] = *call;
  pgo_table_add (&maker->calls_table, hash, maker->n_calls++);
}

static void
add_index_calls (struct maker *maker)
{
  const struct pgo_fn *const *fns;
  const struct pgo_site *const *sites;
  size_t n_fns = pgo_index_functions (maker->profile, &fns);
  size_t n_sites = pgo_index_sites (maker->profile, &sites);

  for (size_t i = 0; i < n_fns; i++)
    {
      uint32_t function = function_of_index (maker, fns[i]);
      maker->functions[function].own += fns[i]->own;
      maker->functions[function].whole += fns[i]->weight;
    }
  for (size_t i = 0; i < n_sites; i++)
    {
      const struct call call
          = { .caller = function_of_index (maker, sites[i]->caller),
              .callee = function_of_index (maker, sites[i]->callee),
              .line = sites[i]->caller->start_line + sites[i]->offset,
              .weight = sites[i]->weight };
      add_call (maker, &call);
    }
}

/* The function that the ledgers call NAME and PRETTY.  Where their callees are
   they do not say.  */
static uint32_t
function_of_ledger (struct maker *maker, const char *name, const char *pretty)
{
  const char *canonical = maker->names.text[canonical_number_of (maker, name)];

  return function_of (maker, canonical, pretty, "");
}

static void
add_ledger_calls (struct maker *maker)
{
  const struct pgo_report *report = maker->report;

  for (size_t i = 0; i < report->n_functions; i++)
    {
      const struct pgo_ledger_function *was = &report->functions[i].was;
      const struct pgo_ledger_change *now = &report->functions[i].now;
      uint32_t function
          = now->file ? function_of_ledger (maker, now->now, now->pretty)
                      : function_of_ledger (maker, was->name, was->pretty);
      int64_t *own = &maker->functions[function].own;
      *own = pgo_add_saturating (*own, was->weight);
    }
  for (size_t i = 0; i < report->n_sites; i++)
    {
      const struct pgo_ledger_site *site = report->sites[i].site;
      struct call call
          = { .line = site->line, .weight = report->sites[i].inclusive };
      if (!pgo_report_calls_p (site->kind) || call.weight == 0)
        continue;
      call.caller
          = function_of_ledger (maker, site->caller, site->caller_pretty);
      call.callee
          = function_of_ledger (maker, site->callee, site->callee_pretty);
      add_call (maker, &call);
    }
}

static int
compare_calls (const void *x, const void *y)
{
  const struct call *a = x, *b = y;

  if (a->caller != b->caller)
    return a->caller < b->caller ? -1 : 1;
  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  if (a->callee != b->callee)
    return a->callee < b->callee ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

/* Sort the calls, and weigh the functions by them.  */
static void
weigh_functions (struct maker *maker)
{
  if (maker->n_calls > 0)
    qsort (maker->calls, maker->n_calls, sizeof *maker->calls, compare_calls);
  for (size_t i = 0; i < maker->n_calls; i++)
    {
      const struct call *call = &maker->calls[i];
      struct function *caller = &maker->functions[call->caller];
      struct function *callee = &maker->functions[call->callee];
      if (caller->n_calls++ == 0)
        caller->first_call = i;
      caller->out = pgo_add_saturating (caller->out, call->weight);
      callee->in = pgo_add_saturating (callee->in, call->weight);
    }
  for (size_t i = 0; i < maker->n_functions; i++)
    {
      struct function *function = &maker->functions[i];
      int64_t least = pgo_add_saturating (function->own, function->out);
      /* A profile says what the whole is, but for its rounding.  */
      if (maker->profile)
        least = function->out;
      else if (least < function->in)
        least = function->in;
      if (function->whole < least)
        function->whole = least;
      if (function->whole < 1)
        function->whole = 1;
    }
}

/* Add the calls of NODE, at DEPTH, which weighs at least LEAST, and theirs.  */
static void
expand (struct maker *maker, uint32_t node, size_t depth, int64_t least)
{
  struct function *function = &maker->functions[maker->nodes[node].function];
  int64_t weight = maker->nodes[node].weight, left = weight;

  function->on_path = true;
  for (size_t i = 0; i < function->n_calls; i++)
    {
      const struct call *call = &maker->calls[function->first_call + i];
      int64_t share
          = (int64_t) ((__int128) weight * call->weight / function->whole);
      uint32_t child;
      if (maker->functions[call->callee].on_path)
        continue;
      left -= share;
      if (share < least || depth == DEEPEST)
        continue;
      child = node_of (maker, node, call->callee, call->line);
      maker->nodes[child].weight = share;
      expand (maker, child, depth + 1, least);
    }
  maker->nodes[node].own = left;
  function->on_path = false;
}

/* Make the nodes that weigh at least LEAST.  */
static void
divide (struct maker *maker, int64_t least)
{
  maker->n_nodes = 0;
  pgo_table_free (&maker->nodes_table);
  for (size_t i = 0; i < maker->n_functions; i++)
    {
      int64_t weight = maker->functions[i].whole - maker->functions[i].in;
      if (weight >= least)
        {
          uint32_t root = node_of (maker, PGO_NONE, i, 0);
          maker->nodes[root].weight = weight;
          expand (maker, root, 1, least);
        }
    }
}

/* ---- The result.  */

static size_t
count_nodes (const struct maker *maker, int64_t least)
{
  size_t n = 0;

  for (size_t i = 0; i < maker->n_nodes; i++)
    n += maker->nodes[i].weight >= least;
  return n;
}

static int
compare_nodes (const void *x, const void *y, void *data)
{
  const struct maker *maker = data;
  const struct pgo_tree_node *a = &maker->nodes[*(const uint32_t *) x];
  const struct pgo_tree_node *b = &maker->nodes[*(const uint32_t *) y];
  const struct pgo_tree_function *f = &maker->functions[a->function].pub;
  const struct pgo_tree_function *g = &maker->functions[b->function].pub;
  int order;

  if (a->parent != b->parent)
    return a->parent < b->parent ? -1 : 1;
  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  order = strcmp (f->name, g->name);
  if (order == 0)
    order = strcmp (f->file, g->file);
  return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* The nodes that are kept, by number, those of one parent together.  */
struct kept
{
  uint32_t *nodes;
  size_t n;
  uint32_t *first; /* Of each node, the first of its children in NODES, or
                      PGO_NONE.  */
};

/* The number of FUNCTION in the tree.  */
static uint32_t
keep_function (struct maker *maker, uint32_t function)
{
  struct function *kept = &maker->functions[function];
  struct pgo_tree *tree = maker->tree;

  if (kept->number == PGO_NONE)
    {
      kept->number = tree->n_functions;
      tree->functions[tree->n_functions++] = kept->pub;
    }
  return kept->number;
}

/* Put into the tree, behind PARENT of it, the kept nodes from number I on that
   have the same parent, each with what is below it.  */
static void
keep_nodes (struct maker *maker, const struct kept *kept, size_t i,
            uint32_t parent)
{
  struct pgo_tree *tree = maker->tree;
  uint32_t of = maker->nodes[kept->nodes[i]].parent;

  for (; i < kept->n && maker->nodes[kept->nodes[i]].parent == of; i++)
    {
      uint32_t number = tree->n_nodes++;
      struct pgo_tree_node *node = &tree->nodes[number];
      *node = maker->nodes[kept->nodes[i]];
      decide (maker, node);
      tree->own[node->outcome] += node->own;
      node->parent = parent;
      node->function = keep_function (maker, node->function);
      if (kept->first[kept->nodes[i]] != PGO_NONE)
        keep_nodes (maker, kept, kept->first[kept->nodes[i]], number);
    }
}

static void
finish (struct maker *maker)
{
  struct pgo_tree *tree = maker->tree;
  struct kept kept = { .nodes = NULL };

  kept.nodes = pgo_xcalloc (maker->n_nodes, sizeof *kept.nodes);
  kept.first = pgo_xcalloc (maker->n_nodes, sizeof *kept.first);
  for (size_t i = 0; i < maker->n_nodes; i++)
    {
      kept.first[i] = PGO_NONE;
      if (maker->nodes[i].weight >= tree->least)
        kept.nodes[kept.n++] = i;
    }
  if (kept.n > 0)
    qsort_r (kept.nodes, kept.n, sizeof *kept.nodes, compare_nodes, maker);
  for (size_t i = kept.n; i-- > 0;)
    {
      uint32_t parent = maker->nodes[kept.nodes[i]].parent;
      if (parent != PGO_NONE)
        kept.first[parent] = i;
    }
  tree->nodes = pgo_xcalloc (kept.n, sizeof *tree->nodes);
  tree->functions = pgo_xcalloc (maker->n_functions, sizeof *tree->functions);
  tree->rest = maker->report->total;
  /* Roots are behind all others.  */
  for (size_t i = 0; i < kept.n; i++)
    if (maker->nodes[kept.nodes[i]].parent == PGO_NONE)
      {
        keep_nodes (maker, &kept, i, PGO_NONE);
        break;
      }
  for (int i = 0; i < PGO_N_OUTCOMES; i++)
    tree->rest -= tree->own[i];
  if (tree->rest < 0)
    tree->rest = 0;
  free (kept.nodes);
  free (kept.first);
}

static void
free_maker (struct maker *maker)
{
  free (maker->functions);
  free (maker->nodes);
  free (maker->entries);
  free (maker->calls);
  pgo_table_free (&maker->functions_table);
  pgo_table_free (&maker->nodes_table);
  pgo_table_free (&maker->entries_table);
  pgo_table_free (&maker->fates);
  pgo_table_free (&maker->calls_table);
  pgo_strings_free (&maker->names);
  pgo_strings_free (&maker->callers);
  pgo_strings_free (&maker->files);
}

struct pgo_tree *
pgo_tree_new (const struct pgo_report *report, const struct pgo_index *profile)
{
  struct pgo_tree *tree = pgo_xcalloc (1, sizeof *tree);
  struct maker maker = { .report = report, .profile = profile, .tree = tree };
  struct pgo_stack stack;

  tree->pool = pgo_pool_new ();
  tree->least = report->total / LEAST_PART > 0 ? report->total / LEAST_PART : 1;
  enter_sites (&maker);
  enter_fates (&maker);
  if (profile && pgo_index_stack (profile, 0, &stack))
    {
      tree->source = PGO_TREE_STACKS;
      for (size_t i = 0; pgo_index_stack (profile, i, &stack); i++)
        add_stack (&maker, i, &stack);
      while (count_nodes (&maker, tree->least) > MOST_NODES)
        tree->least *= 2;
    }
  else
    {
      tree->source = profile ? PGO_TREE_CALLS : PGO_TREE_LEDGER;
      if (profile)
        add_index_calls (&maker);
      else
        add_ledger_calls (&maker);
      weigh_functions (&maker);
      divide (&maker, tree->least);
      while (maker.n_nodes > MOST_NODES)
        divide (&maker, tree->least *= 2);
    }
  finish (&maker);
  free_maker (&maker);
  return tree;
}

void
pgo_tree_free (struct pgo_tree *tree)
{
  if (!tree)
    return;
  free (tree->functions);
  free (tree->nodes);
  pgo_pool_free (tree->pool);
  free (tree);
}
