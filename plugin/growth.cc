/* What the profile makes a unit, or at link time the program, grow by.
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

   The plugin's own inlining keeps to growth-percent=, and the inliner's limits
   of hot functions are raised while as much again has room for what that may
   add (inline_limits.cc).  What hot functions get lets GCC's passes make more
   code than they would: each such pass is watched, in functions with the
   options of hot ones, and what it adds is counted, in GCC's estimate of insns:

     clones     copies of functions by constants (ipa-cp)
     inliner    calls whose body is larger than the limits that the command line
                gives the inliner, if a copy of it stays elsewhere
     loops      unrolling, versions, vectorising
     traces     copies of what follows a join (tracer)
     alignment  what is filled in on average, beyond 16 bytes

   Some of it the command line's options would do too, so that is an upper
   bound.  Nothing is undone, but the stats have it all, and what brings the
   unit over growth-percent= is said (-fopt-info-missed).

   With -flto GCC's passes run at link time.  The inliner then joins units, and
   of what it would have done without the profile nothing is known: all growth
   counts, and what is over is said likewise.  */

#include "compat.h"
#include "growth.h"
#include "body.h"
#include "inline_limits.h"
#include "options.h"

#include <memmodel.h>
#include <rtl.h>
#include <emit-rtl.h>

static int64_t unit_size;
static int64_t growths[PGO_N_GROWTHS];
static bool said;

const char *
pgo_growth_name (enum pgo_growth growth)
{
  static const char *const names[PGO_N_GROWTHS]
      = { "inline", "clones", "inliner", "loops", "traces", "alignment" };
  return names[growth];
}

int64_t
pgo_growth_by (enum pgo_growth growth)
{
  return growths[growth];
}

void
pgo_growth_begin (int64_t size, int64_t inlined)
{
  unit_size = size;
  growths[PGO_GROWTH_INLINE] = inlined;
}

/* The options that functions which are watched have; NULL: there are none.  */
static hash_set<tree> *watched;

void
pgo_growth_watch (cgraph_node *node)
{
  if (!watched)
    watched = new hash_set<tree>;
  watched->add (DECL_FUNCTION_SPECIFIC_OPTIMIZATION (node->decl));
}

static bool
watched_p (tree decl)
{
  tree options = DECL_FUNCTION_SPECIFIC_OPTIMIZATION (decl);
  return options && watched && watched->contains (options);
}

int64_t
pgo_growth_all (void)
{
  int64_t all = 0;
  for (int64_t growth : growths)
    all += growth;
  return all;
}

/* Say that SUBJECT grew from BEFORE to AFTER.  */

static void
say_over (const char *subject, int64_t before, int64_t after)
{
  char *limit = xasprintf ("%g", pgo_options.policy.growth_percent);
  dump_printf_loc (MSG_MISSED_OPTIMIZATION, dump_user_location_t (),
                   "pgo: %s %d%% larger, from %" PRId64 " to %" PRId64
                   " insns: more than growth-percent=%s\n",
                   subject,
                   before > 0 ? (int) (100.0 * (after - before) / before) : 0,
                   before, after, limit);
  free (limit);
}

/* GROWTH brings N insns, unless it saves some.  */

static void
add_growth (enum pgo_growth growth, int64_t n)
{
  static const char *const subjects[PGO_N_GROWTHS] = {
    "inlining makes the unit",
    "cloning makes the unit",
    "what hot functions let GCC inline makes the unit",
    "what GCC makes of hot loops makes the unit",
    "copying hot traces makes the unit",
    "aligning hot dispatch makes the unit",
  };
  if (n <= 0)
    return;
  growths[growth] += n;
  if (said || !dump_enabled_p ()
      || pgo_policy_budget (&pgo_options.policy, unit_size, 0,
                            (int) MIN (pgo_growth_all (), INT_MAX))
             == PGO_APPLIED)
    return;
  said = true;
  say_over (subjects[growth], unit_size, unit_size + pgo_growth_all ());
}

/* ---- GCC's passes on the whole unit.  */

/* Insns of the bodies that GCC has inlined into NODE, or into what is inlined
   there, and would not by the usual limits.  The one body of a function with
   one call moves, and adds nothing.  */

static int64_t
beyond_usual (cgraph_node *node)
{
  int64_t sum = 0;
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    if (!e->inline_failed)
      {
        ipa_size_summary *size = ipa_size_summaries->get (e->callee);
        if (size && e->callee->clone_of
            && !DECL_DISREGARD_INLINE_LIMITS (e->callee->decl)
            && size->self_size > pgo_usual_limit (e->callee))
          sum += size->self_size;
        sum += beyond_usual (e->callee);
      }
  return sum;
}

static void
measure_inliner (void)
{
  int64_t sum = 0;
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    if (!node->inlined_to && watched_p (node->decl))
      sum += beyond_usual (node);
  add_growth (PGO_GROWTH_INLINER, sum);
}

static int64_t size_before;

static void
note_size (void)
{
  size_before = pgo_functions_size ();
}

static void
measure_clones (void)
{
  add_growth (PGO_GROWTH_CLONES, pgo_functions_size () - size_before);
}

static void
measure_link (void)
{
  int64_t size = pgo_functions_size ();
  if (size - size_before
          > size_before * (pgo_options.policy.growth_percent / 100)
      && dump_enabled_p ())
    say_over ("inlining at link time makes the program", size_before, size);
}

static const pass_data unit_pass_data = {
  IPA_PASS,        /* type */
  "pgo-growth",    /* name */
  OPTGROUP_INLINE, /* optinfo_flags */
  TV_INTEGRATION,  /* tv_id */
  0,               /* properties_required */
  0,               /* properties_provided */
  0,               /* properties_destroyed */
  0,               /* todo_flags_start */
  0,               /* todo_flags_finish */
};

/* Runs before or after one of GCC's passes.  */

class unit_pass : public ipa_opt_pass_d
{
public:
  /* What is done at compile time, and at link time; NULL: nothing.  */
  unit_pass (gcc::context *context, void (*compiling) (void),
             void (*linking) (void))
      : ipa_opt_pass_d (unit_pass_data, context, NULL, NULL, NULL, NULL, NULL,
                        NULL, 0, NULL, NULL),
        m_compiling (compiling), m_linking (linking)
  {
  }

  bool
  gate (function *) final override
  {
    return ipa_size_summaries && (in_lto_p ? m_linking : m_compiling)
           && (in_lto_p || watched);
  }

  unsigned int
  execute (function *) final override
  {
    (in_lto_p ? m_linking : m_compiling) ();
    return 0;
  }

private:
  void (*m_compiling) (void);
  void (*m_linking) (void);
};

/* ---- GCC's passes on one function.  */

/* The size of the body of FN.  */

static int
body_size (function *fn)
{
  int size = 0;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fn)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
         gsi_next (&gsi))
      size += estimate_num_insns (gsi_stmt (gsi), &eni_size_weights);
  return size;
}

static const pass_data body_pass_data = {
  GIMPLE_PASS,   /* type */
  "pgo-body",    /* name */
  OPTGROUP_LOOP, /* optinfo_flags */
  TV_NONE,       /* tv_id */
  0,             /* properties_required */
  0,             /* properties_provided */
  0,             /* properties_destroyed */
  0,             /* todo_flags_start */
  0,             /* todo_flags_finish */
};

/* Runs before, or after, a pass that makes GROWTH in a function.  */

class body_pass : public gimple_opt_pass
{
public:
  body_pass (gcc::context *context, enum pgo_growth growth, bool after)
      : gimple_opt_pass (body_pass_data, context), m_growth (growth),
        m_after (after)
  {
  }

  bool
  gate (function *fn) final override
  {
    return watched_p (fn->decl);
  }

  unsigned int
  execute (function *fn) final override
  {
    if (m_after)
      add_growth (m_growth, body_size (fn) - size_before);
    else
      size_before = body_size (fn);
    return 0;
  }

private:
  enum pgo_growth m_growth;
  bool m_after;
};

/* GCC's default for loops is 16 bytes at most.  */
#define USUAL_ALIGNMENT 4

/* Bytes that ALIGNMENT fills in on average, if any place is as likely.  */

static double
padding (const align_flags &alignment)
{
  const align_flags_tuple &level = alignment.levels[0];
  if (level.log <= USUAL_ALIGNMENT)
    return 0;
  double most = MIN (level.maxskip, (1 << level.log) - 1);
  return most * (most + 1) / 2 / (1 << level.log);
}

#define BYTES_PER_INSN 4

static const pass_data alignment_pass_data = {
  RTL_PASS,        /* type */
  "pgo-alignment", /* name */
  OPTGROUP_NONE,   /* optinfo_flags */
  TV_NONE,         /* tv_id */
  0,               /* properties_required */
  0,               /* properties_provided */
  0,               /* properties_destroyed */
  0,               /* todo_flags_start */
  0,               /* todo_flags_finish */
};

class alignment_pass : public rtl_opt_pass
{
public:
  alignment_pass (gcc::context *context)
      : rtl_opt_pass (alignment_pass_data, context)
  {
  }

  bool
  gate (function *fn) final override
  {
    return watched_p (fn->decl);
  }

  unsigned int
  execute (function *) final override
  {
    double bytes = 0;
    for (rtx_insn *insn = get_insns (); insn; insn = NEXT_INSN (insn))
      if (LABEL_P (insn))
        bytes += padding (label_to_alignment (insn));
    add_growth (PGO_GROWTH_ALIGNMENT, (int64_t) (bytes / BYTES_PER_INSN));
    return 0;
  }
};

void
pgo_growth_register (const char *plugin_name)
{
  struct register_pass_info passes[] = {
    { new unit_pass (g, note_size, NULL), "cp", 1, PASS_POS_INSERT_BEFORE },
    { new unit_pass (g, measure_clones, NULL), "cp", 1, PASS_POS_INSERT_AFTER },
    { new unit_pass (g, NULL, note_size), "inline", 1, PASS_POS_INSERT_BEFORE },
    { new unit_pass (g, measure_inliner, measure_link), "inline", 1,
      PASS_POS_INSERT_AFTER },
    { new body_pass (g, PGO_GROWTH_LOOPS, false), "loop", 1,
      PASS_POS_INSERT_BEFORE },
    { new body_pass (g, PGO_GROWTH_LOOPS, true), "loop", 1,
      PASS_POS_INSERT_AFTER },
    { new body_pass (g, PGO_GROWTH_TRACES, false), "tracer", 1,
      PASS_POS_INSERT_BEFORE },
    { new body_pass (g, PGO_GROWTH_TRACES, true), "tracer", 1,
      PASS_POS_INSERT_AFTER },
    { new alignment_pass (g), "alignments", 1, PASS_POS_INSERT_AFTER },
  };
  for (struct register_pass_info &info : passes)
    register_callback (plugin_name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}
