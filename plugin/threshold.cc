/* What GCC's passes take for hot.
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


   GCC has one threshold of counts.  What is below is not to grow, and is
   compiled for size as well.  Here it differs by what a pass does, in functions
   with counts:

     what makes copies of loops   what could pay for them, in hot functions; -O3
                                  and the options for loops are as they are
     other passes on GIMPLE       what is hot (counts.cc)
     machine instructions         all that is ever executed: these passes choose
                                  between slow and fast ones, and copy little

   Else a function that is hot for one loop has copies of all: in bzip2 five
   with .3 % of the time together, vectorised and unrolled, made a tenth of its
   text, for no fewer instructions.  */

#include "compat.h"
#include "threshold.h"

#include "decide/counts.h"

bool
pgo_own_counts_p (void)
{
  return profile_status_for_fn (cfun) == PROFILE_READ && profile_info
         && profile_info->sum_max == pgo_counts_scale ();
}

/* The threshold before another one was set; 0: it is this one.  */
static gcov_type usual_threshold;

static void
restore_threshold (void)
{
  if (usual_threshold)
    set_hot_bb_threshold (usual_threshold);
  usual_threshold = 0;
}

static void
change_threshold (gcov_type threshold)
{
  restore_threshold ();
  usual_threshold = get_hot_bb_threshold ();
  set_hot_bb_threshold (threshold);
}

/* Has the current function the options of hot ones, which let loops be copied,
   and has the user said nothing of these?  */

static bool
copied_as_hot_p (void)
{
  const gcc_options &given = global_options_set;
  return optimize == 2 && flag_cunroll_grow_size && !pgo_vectorize_given_p ()
         && !given.x_flag_tree_loop_vectorize && !given.x_flag_vect_cost_model
         && !given.x_flag_unroll_loops && !given.x_flag_peel_loops
         && !given.x_flag_unswitch_loops && !given.x_flag_split_loops
         && !given.x_flag_version_loops_for_strides && !given.x_flag_unroll_jam;
}

static void
begin_copies (void)
{
  if (pgo_own_counts_p () && copied_as_hot_p ())
    change_threshold (pgo_counts_copied ());
}

static void
begin_instructions (void)
{
  if (pgo_own_counts_p ())
    change_threshold (1);
}

static const pass_data threshold_pass_data = {
  GIMPLE_PASS,     /* type */
  "pgo-threshold", /* name */
  OPTGROUP_NONE,   /* optinfo_flags */
  TV_NONE,         /* tv_id */
  0,               /* properties_required */
  0,               /* properties_provided */
  0,               /* properties_destroyed */
  0,               /* todo_flags_start */
  0,               /* todo_flags_finish */
};

/* Does SET, before or after a pass on GIMPLE.  */

class threshold_pass : public gimple_opt_pass
{
public:
  threshold_pass (gcc::context *context, void (*set) (void))
      : gimple_opt_pass (threshold_pass_data, context), m_set (set)
  {
  }

  unsigned int
  execute (function *) final override
  {
    m_set ();
    return 0;
  }

private:
  void (*m_set) (void);
};

static const pass_data end_pass_data = {
  RTL_PASS,            /* type */
  "pgo-threshold-end", /* name */
  OPTGROUP_NONE,       /* optinfo_flags */
  TV_NONE,             /* tv_id */
  0,                   /* properties_required */
  0,                   /* properties_provided */
  0,                   /* properties_destroyed */
  0,                   /* todo_flags_start */
  0,                   /* todo_flags_finish */
};

/* Ends what begin_instructions has begun.  */

class end_pass : public rtl_opt_pass
{
public:
  end_pass (gcc::context *context) : rtl_opt_pass (end_pass_data, context) {}

  unsigned int
  execute (function *) final override
  {
    restore_threshold ();
    return 0;
  }
};

static void
register_pass (const char *plugin_name, opt_pass *pass, const char *reference,
               enum pass_positioning_ops position)
{
  struct register_pass_info info = { pass, reference, 1, position };
  register_callback (plugin_name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}

void
pgo_threshold_register (const char *plugin_name)
{
  static const char *const copying[]
      = { "unswitch", "lsplit", "lversion", "unrolljam", "vect", "cunroll" };
  for (const char *name : copying)
    {
      register_pass (plugin_name, new threshold_pass (g, begin_copies), name,
                     PASS_POS_INSERT_BEFORE);
      register_pass (plugin_name, new threshold_pass (g, restore_threshold),
                     name, PASS_POS_INSERT_AFTER);
    }
  register_pass (plugin_name, new threshold_pass (g, begin_instructions),
                 "optimized", PASS_POS_INSERT_AFTER);
  register_pass (plugin_name, new end_pass (g), "final",
                 PASS_POS_INSERT_BEFORE);
}
