/* A plugin that prints block counts and source positions.
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

   For scripts/bench-overlap.  GCC's own dumps have the counts but not the
   inlined call that a statement comes from.  This one prints them as they are
   after the small IPA passes, that is after GCC's `auto_profile' and `profile'
   and our `pgo', before the IPA inliner: the same place whoever made the
   counts.  The compilation ends there.  The argument out=FILE says where to; the
   lines, with blanks between the fields, are

     function NAME LINKAGE LINE FILE   LINKAGE is public or static
     copy N PARENT LINE OWNER          a body inlined through the call at LINE
     block INDEX COUNT QUALITY SUCCESSORS
     stmt COPY LINE COST KINDS FILE    of the block before

   NAME and OWNER are assembler names.  Copy 0 is the function's own code.  Each
   block that inlining made is a copy of its own, though two may have come from
   one call.  QUALITY is what GCC knows the count to be; in functions that
   it calls "local" counts compare within the function only.  SUCCESSORS are
   indices, comma-separated in the order of the edges, "-" where there are none;
   edges that are not taken in fact (fake ones) are left out.  Statements of one
   position in one block are one, with the sum of their costs
   (estimate_num_insns); KINDS tells how many of these are what, "call=1,load=2",
   or "-".  */

#include "compat.h"

int plugin_is_GPL_compatible;

static FILE *out;

/* Numbers of inlined bodies in the current function.  */
static hash_map<tree, int> *copies;

static const char *
name_of (tree decl)
{
  return IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl));
}

/* The number of the inlined body that BLOCK is in; one that is new is
   printed.  */

static int
copy_of (tree block)
{
  while (block && TREE_CODE (block) == BLOCK
         && !inlined_function_outer_scope_p (block))
    block = BLOCK_SUPERCONTEXT (block);
  if (!block || TREE_CODE (block) != BLOCK)
    return 0;
  if (int *known = copies->get (block))
    return *known;
  int parent = copy_of (BLOCK_SUPERCONTEXT (block));
  int number = copies->elements () + 1;
  copies->put (block, number);
  fprintf (out, "copy %d %d %d %s\n", number, parent,
           LOCATION_LINE (BLOCK_SOURCE_LOCATION (block)),
           name_of (block_ultimate_origin (block)));
  return number;
}

static const char *const kind_names[]
    = { "call", "load", "store", "branch", "division", "float", "other" };
static const int n_kinds = 7;

struct position
{
  int copy;
  expanded_location where;
  int cost;
  int kinds[n_kinds]; /* By index in KIND_NAMES.  */
};

/* The index of the kind of STMT.  */

static int
kind_of (gimple *stmt)
{
  if (is_gimple_call (stmt))
    return 0;
  if (gimple_vdef (stmt))
    return 2;
  if (gimple_vuse (stmt))
    return 1;
  if (gimple_code (stmt) == GIMPLE_COND || gimple_code (stmt) == GIMPLE_SWITCH
      || gimple_code (stmt) == GIMPLE_GOTO)
    return 3;
  if (is_gimple_assign (stmt))
    switch (gimple_assign_rhs_code (stmt))
      {
      case TRUNC_DIV_EXPR:
      case TRUNC_MOD_EXPR:
      case RDIV_EXPR:
        return 4;
      default:
        if (FLOAT_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))))
          return 5;
      }
  return 6;
}

static void
print_block (basic_block bb)
{
  auto_vec<position> positions;
  for (gimple_stmt_iterator gsi = gsi_start_nondebug_bb (bb); !gsi_end_p (gsi);
       gsi_next_nondebug (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      if (LOCATION_LOCUS (gimple_location (stmt)) <= BUILTINS_LOCATION)
        continue;
      position p = { copy_of (gimple_block (stmt)),
                     expand_location (gimple_location (stmt)),
                     estimate_num_insns (stmt, &eni_time_weights),
                     {} };
      if (p.cost > 0)
        p.kinds[kind_of (stmt)] = 1;
      bool merged = false;
      for (position &q : positions)
        if (!merged && q.copy == p.copy && q.where.line == p.where.line
            && q.where.file == p.where.file)
          {
            q.cost += p.cost;
            for (int i = 0; i < n_kinds; i++)
              q.kinds[i] += p.kinds[i];
            merged = true;
          }
      if (!merged)
        positions.safe_push (p);
    }

  profile_count count = bb->count;
  fprintf (out, "block %d %" PRId64 " %s ", bb->index,
           count.initialized_p () ? (int64_t) count.to_gcov_type () : 0,
           !count.initialized_p () ? "none"
           : !count.ipa_p ()       ? "local"
           /* Zero in the whole program, with a guess of how it is spread.  */
           : !(count.ipa () == count) ? "zero"
                                      : "global");
  edge e;
  edge_iterator ei;
  bool any = false;
  FOR_EACH_EDGE (e, ei, bb->succs)
    if (!(e->flags & EDGE_FAKE))
      {
        fprintf (out, any ? ",%d" : "%d", e->dest->index);
        any = true;
      }
  fputs (any ? "\n" : "-\n", out);
  for (const position &p : positions)
    {
      fprintf (out, "stmt %d %d %d ", p.copy, p.where.line, p.cost);
      const char *separator = "";
      for (int i = 0; i < n_kinds; i++)
        if (p.kinds[i])
          {
            fprintf (out, "%s%s=%d", separator, kind_names[i], p.kinds[i]);
            separator = ",";
          }
      fprintf (out, "%s %s\n", *separator ? "" : "-", p.where.file);
    }
}

static const pass_data counts_pass_data = {
  SIMPLE_IPA_PASS, /* type */
  "bench_counts",  /* name */
  OPTGROUP_NONE,   /* optinfo_flags */
  TV_NONE,         /* tv_id */
  0,               /* properties_required */
  0,               /* properties_provided */
  0,               /* properties_destroyed */
  0,               /* todo_flags_start */
  0,               /* todo_flags_finish */
};

class counts_pass : public simple_ipa_opt_pass
{
public:
  counts_pass (gcc::context *context)
      : simple_ipa_opt_pass (counts_pass_data, context)
  {
  }

  unsigned int ATTRIBUTE_NORETURN
  execute (function *) final override
  {
    cgraph_node *node;
    FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
      {
        function *fn = DECL_STRUCT_FUNCTION (node->decl);
        expanded_location where
            = expand_location (DECL_SOURCE_LOCATION (node->decl));
        fprintf (out, "function %s %s %d %s\n", name_of (node->decl),
                 TREE_PUBLIC (node->decl) ? "public" : "static", where.line,
                 where.file);
        copies = new hash_map<tree, int>;
        push_cfun (fn);
        basic_block bb;
        FOR_ALL_BB_FN (bb, fn)
          print_block (bb);
        pop_cfun ();
        delete copies;
      }
    if (fclose (out) != 0)
      fatal_error (UNKNOWN_LOCATION, "cannot write the counts: %m");
    exit (seen_error () ? FATAL_EXIT_CODE : SUCCESS_EXIT_CODE);
  }
};

int
plugin_init (plugin_name_args *args, plugin_gcc_version *version)
{
  if (!plugin_default_version_check (version, &gcc_version))
    {
      error ("%s is for another compiler", args->full_name);
      return 1;
    }
  for (int i = 0; i < args->argc; i++)
    if (strcmp (args->argv[i].key, "out") == 0 && args->argv[i].value)
      out = fopen (args->argv[i].value, "w");
  if (!out)
    {
      error ("%s: no file to write to", args->base_name);
      return 1;
    }
  struct register_pass_info info = { new counts_pass (g), "free-fnsummary", 1,
                                     PASS_POS_INSERT_AFTER };
  register_callback (args->base_name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
  return 0;
}
