/* The pass `pgo'.
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


   It is a simple IPA pass right after GCC's `profile': the early optimisers
   have run, the static profile has been guessed, the summaries of the early
   inliner are at hand, and the IPA passes (devirt, cp, inline) are still to
   come and see its result.  Under LTO it runs where the bodies are, at
   compile time, and its result is streamed with them.  */

#include "compat.h"
#include "pass.h"
#include "body.h"
#include "coverage.h"
#include "growth.h"
#include "load.h"
#include "match.h"
#include "moved.h"
#include "observe.h"
#include "options.h"
#include "place.h"
#include "rank.h"
#include "report.h"
#include "threshold.h"
#include "wait.h"

#include "libiberty.h"

const struct pgo_optimisation_row pgo_optimisations[PGO_N_OPTIMISATIONS] = {
#define PGO_OPTIMISATION(ID, NAME, KIND, PHRASE, HELP, RUN)                    \
  { NAME, KIND, PHRASE, HELP, RUN },
#include "optimisations.def"
#undef PGO_OPTIMISATION
};

#define PGO_OPTIMISATION(ID, NAME, KIND, PHRASE, HELP, RUN)                    \
  static_assert ((KIND)[0] && (PHRASE)[0], "words for the ledger");
#include "optimisations.def"
#undef PGO_OPTIMISATION

static const pass_data pgo_pass_data = {
  SIMPLE_IPA_PASS, /* type */
  "pgo",           /* name */
  OPTGROUP_INLINE, /* optinfo_flags */
  TV_INTEGRATION,  /* tv_id */
  0,               /* properties_required */
  0,               /* properties_provided */
  0,               /* properties_destroyed */
  0,               /* todo_flags_start */
  0,               /* todo_flags_finish */
};

/* Apply what is enabled to UNIT.  */

static void
optimise (struct pgo_unit *unit)
{
  for (int i = 0; i < PGO_N_OPTIMISATIONS; i++)
    if (!pgo_options.disabled[i])
      pgo_optimisations[i].run (unit);
}

class pgo_pass : public simple_ipa_opt_pass
{
public:
  pgo_pass (gcc::context *context)
      : simple_ipa_opt_pass (pgo_pass_data, context)
  {
  }

  bool
  gate (function *) final override
  {
    return pgo_profile_index && pgo_active_p () && !in_lto_p && !seen_error ();
  }

  unsigned int
  execute (function *) final override
  {
    struct pgo_unit unit;

    pgo_source_begin ();
    pgo_match_begin ();
    pgo_moved_find ();
    pgo_match_settle ();
    /* A unit without functions has no summaries of them.  */
    if (ipa_fn_summaries)
      {
        cgraph_node *node;
        FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
          if (pgo_match_decl (node->decl))
            pgo_summarise_function (node);
        unit.size = pgo_functions_size ();
        optimise (&unit);
      }
    pgo_growth_begin (unit.size, unit.growth);
    struct pgo_coverage coverage = {};
    pgo_measure_coverage (&coverage);
    bool changed = pgo_ledger_end (&coverage, unit.size, unit.growth);
    pgo_match_end ();
    pgo_source_end ();
    return changed ? TODO_remove_functions : 0;
  }
};

/* A pass that is registered after GCC has read its options gets what the last
   -fopt-info-... asks for alone (opt_info_switch_p).  Where there are several,
   ask for all of it at once.  */

static void
join_opt_info (void)
{
  auto_vec<char, 64> all;
  const char *file = "";
  unsigned n = 0;
  for (unsigned i = 0; i < save_decoded_options_count; i++)
    if (save_decoded_options[i].opt_index == OPT_fopt_info_)
      {
        const char *flags = save_decoded_options[i].arg;
        size_t length = strcspn (flags, "=");
        /* GCC takes what the first says of the file, and has warned.  */
        if (n > 0 && strcmp (file, flags + length) != 0)
          return;
        file = flags + length;
        if (n++ > 0)
          all.safe_push ('-');
        for (size_t j = 0; j < length; j++)
          all.safe_push (flags[j]);
      }
  if (n < 2)
    return;
  all.safe_push (0);
  char *joined = concat (all.address (), file, NULL);
  opt_info_switch_p (joined);
  free (joined);
}

void
pgo_pass_register (const char *plugin_name)
{
  join_opt_info ();
  struct register_pass_info info
      = { new pgo_pass (g), "profile", 1, PASS_POS_INSERT_AFTER };
  register_callback (plugin_name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
  pgo_wait_register (plugin_name);
  pgo_growth_register (plugin_name);
  pgo_place_register (plugin_name);
  pgo_threshold_register (plugin_name);
  pgo_rank_register ();

  /* GCC has read -fdump-* before it loads plugins: it refuses the name of a
     pass that is not its own, and -fdump-ipa-all has gone by.  */
  gcc::dump_manager *dumps = g->get_dumps ();
  const struct dump_file_info *all = dumps->get_dump_file_info (TDI_ipa_all);
  const char *flags = pgo_options.dump;
  if (flags || all->pstate != 0)
    {
      char *name = concat ("ipa-pgo", flags && *flags ? "-" : "",
                           flags ? flags : "", NULL);
      dumps->dump_switch_p (name);
      free (name);
    }
}
