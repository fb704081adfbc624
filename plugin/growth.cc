/* The growth of the program at link time.
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

   With -flto GCC's own inliner takes the calls between units, by the counts
   that the plugin has left, and its limits are not growth-percent=.  Nothing is
   undone, but what is over that is said (-fopt-info-missed).  Of what GCC would
   have done without the profile nothing is known: all growth counts.  */

#include "compat.h"
#include "growth.h"
#include "body.h"
#include "options.h"

static int64_t size_before;

static void
say_growth (void)
{
  int64_t size = pgo_functions_size ();
  double percent
      = size_before > 0 ? 100.0 * (size - size_before) / size_before : 0;
  if (percent <= pgo_options.policy.growth_percent || !dump_enabled_p ())
    return;
  char *limit = xasprintf ("%g", pgo_options.policy.growth_percent);
  dump_printf_loc (MSG_MISSED_OPTIMIZATION, dump_user_location_t (),
                   "pgo: inlining at link time makes the program %d%% larger, "
                   "from %" PRId64 " to %" PRId64
                   " insns: more than growth-percent=%s\n",
                   (int) percent, size_before, size, limit);
  free (limit);
}

static const pass_data growth_pass_data = {
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

/* Run before and after the inliner.  */

class growth_pass : public ipa_opt_pass_d
{
public:
  growth_pass (gcc::context *context)
      : ipa_opt_pass_d (growth_pass_data, context, NULL, NULL, NULL, NULL, NULL,
                        NULL, 0, NULL, NULL)
  {
  }

  bool
  gate (function *) final override
  {
    return in_lto_p && ipa_size_summaries;
  }

  unsigned int
  execute (function *) final override
  {
    if (size_before == 0)
      size_before = pgo_functions_size ();
    else
      say_growth ();
    return 0;
  }
};

void
pgo_growth_register (const char *plugin_name)
{
  for (enum pass_positioning_ops place :
       { PASS_POS_INSERT_BEFORE, PASS_POS_INSERT_AFTER })
    {
      struct register_pass_info info
          = { new growth_pass (g), "inline", 1, place };
      register_callback (plugin_name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
    }
}
