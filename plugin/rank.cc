/* Where the linker puts hot functions.
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


   GNU ld's default script has, since binutils 2.36, *(SORT(.text.sorted.*)):
   what is in sections of such names it puts together, by name.  GCC has no such
   names.  A hot function gets one here, with its rank in the profile's order,
   so that the program's hot functions lie in that order whatever units they are
   of.  Other linkers take the sections as they take others.

   The rank is kept where GCC keeps when a function first ran in a training run.
   It is streamed with -flto, given to clones, and where two functions are found
   equal the smaller one is kept.  GCC asks the target for the section when it
   writes the function; there, at link time too, the name is made.  The cold
   part of a function is not asked about by that.  */

#include "compat.h"
#include "body.h"
#include "load.h"
#include "match.h"
#include "observe.h"
#include "rank.h"
#include "report.h"
#include "order/functions.h"

/* Numbers from this on are ours, not GCC's.  */
static const int first_rank = 1 << 29;

/* What the target has done.  */
static section *(*function_section_before) (tree, node_frequency, bool, bool);

/* Why DECL must stay in the section where it is, or NULL.  */

static const char *
fixed_section (tree decl)
{
  if (lookup_attribute ("section", DECL_ATTRIBUTES (decl)))
    return "the function has a section of its own";
  if (!opt_for_fn (decl, flag_reorder_functions))
    return "-fno-reorder-functions is given";
  return NULL;
}

/* TARGET_ASM_FUNCTION_SECTION.  */

static section *
function_section_placed (tree decl, node_frequency frequency, bool startup,
                         bool exit)
{
  cgraph_node *node = decl ? cgraph_node::get (decl) : NULL;
  if (!node || node->tp_first_run < first_rank
      || frequency == NODE_FREQUENCY_UNLIKELY_EXECUTED || fixed_section (decl))
    return function_section_before (decl, frequency, startup, exit);
  const char *name = targetm.strip_name_encoding (
      IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl)));
  char *section_name = xasprintf (".text.sorted.%06d.%s",
                                  node->tp_first_run - first_rank, name);
  section *result = get_named_section (decl, section_name, 0);
  free (section_name);
  return result;
}

/* Place the hot functions of UNIT.  */

void
pgo_rank_execute (struct pgo_unit *unit)
{
  int64_t period = pgo_index_period (pgo_profile_index);
  cgraph_node *node;
  pgo_observe_unit (unit);
  if (unit->samples.is_empty ())
    return;
  if (!pgo_index_prepared_p (pgo_profile_index))
    pgo_order_rank (pgo_profile_index);
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      const struct pgo_fn *fn = pgo_match_decl (node->decl);
      double *samples = unit->samples.get (node);
      int64_t rank = fn && samples ? pgo_fn_rank (fn) : 0;
      if (rank <= 0 || rank > INT_MAX - first_rank)
        continue;
      struct pgo_candidate *candidate
          = pgo_ledger_candidate (PGO_RANK, node, NULL);
      candidate->caller = candidate->callee = pgo_canonical_name (node->decl);
      candidate->own = (int64_t) (*samples * period);
      candidate->weight = fn->weight;
      candidate->detail = fixed_section (node->decl);
      enum pgo_verdict verdict
          = candidate->detail ? PGO_REFUSED_COMPILER
                              : pgo_policy_place (candidate->own, period);
      if (pgo_ledger_settle (candidate, verdict))
        node->tp_first_run = first_rank + (int) rank;
    }
}

void
pgo_rank_register (void)
{
  function_section_before = targetm.asm_out.function_section;
  targetm.asm_out.function_section = function_section_placed;
}
