/* What the code of a block cost in the profiled program, and when it ran.
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

   What a statement costs is a rough table (pgo_cost_of), not GCC's estimate, in
   which a call costs five times what a branch does and its arguments besides,
   and a load no more than an addition.  It was written down first, and then a
   few entries were changed that helped the overlap with the true counts of
   eight programs: branches and calls cost more, returns and arguments nothing.
   Fits to four of the programs did worse on the other four than the table as
   first written.

   A block that only chooses a value, as where "if (n < 0) m = -m;" is the sign
   of a number, is a conditional move in the profiled program unless the static
   guess of its branch is nearly certain (predictable_edge_p of GCC).  It
   then ran whichever way the branch went, so its samples are those of the block
   before it, and the guess stays.  Taken for a branch that is always taken, it
   would be made one, with a copy of what follows for each way, which costs a
   misprediction every other time where neither way is the rule.  */

#include "flow.h"

/* The cost of what may have been made a conditional move.  */
static const unsigned most_chosen = 4;

/* The cost of STMT, relative to that of an addition.  */

int
pgo_cost_of (gimple *stmt)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_COND:
      return 4;
    case GIMPLE_SWITCH:
    case GIMPLE_GOTO:
      return 8;
    case GIMPLE_CALL:
      if (gimple_call_internal_p (stmt)
          || (gimple_call_builtin_p (stmt)
              && gimple_inexpensive_call_p (as_a<gcall *> (stmt))))
        return 2;
      return gimple_call_fndecl (stmt) ? 4 : 8;
    case GIMPLE_ASM:
      return 1;
    case GIMPLE_ASSIGN:
      break;
    default:
      return 0;
    }
  if (gimple_clobber_p (stmt))
    return 0;
  if (gimple_vuse (stmt))
    return 2;
  switch (gimple_assign_rhs_code (stmt))
    {
    case TRUNC_DIV_EXPR:
    case TRUNC_MOD_EXPR:
    case FLOOR_DIV_EXPR:
    case FLOOR_MOD_EXPR:
    case EXACT_DIV_EXPR:
      return TREE_CODE (gimple_assign_rhs2 (stmt)) == INTEGER_CST ? 2 : 10;
    case RDIV_EXPR:
      return 10;
    case MULT_EXPR:
    case FLOAT_EXPR:
    case FIX_TRUNC_EXPR:
      return 2;
    default:
      if (gimple_assign_cast_p (stmt) || gimple_assign_single_p (stmt))
        return 0;
      return FLOAT_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))) ? 2 : 1;
    }
}

/* May GCC have made code without a branch of BB, which only chooses a value for
   what follows, as by a conditional move?  Then the profiled program ran it
   whichever way the branch above went.  */

static bool
choice_p (basic_block bb)
{
  if (!single_pred_p (bb) || !single_succ_p (bb)
      || single_succ_edge (bb)->flags & (EDGE_COMPLEX | EDGE_DFS_BACK))
    return false;
  unsigned n = 0;
  for (gimple_stmt_iterator gsi = gsi_start_nondebug_bb (bb); !gsi_end_p (gsi);
       gsi_next_nondebug (&gsi))
    {
      gimple *stmt = gsi_stmt (gsi);
      if (!is_gimple_assign (stmt) || gimple_vdef (stmt)
          || gimple_could_trap_p (stmt)
          || FLOAT_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))))
        return false;
      n += pgo_cost_of (stmt);
    }
  return n <= most_chosen;
}

/* The block whose count says how often the statements of BB were executed in
   the profiled program: BB, or if that may have become a conditional move, the
   one with the branch.  */

basic_block
pgo_executed_with (basic_block bb)
{
  if (!choice_p (bb))
    return bb;
  basic_block above = single_pred (bb), below = single_succ (bb);
  gimple *branch = gsi_stmt (gsi_last_nondebug_bb (above));
  if (!branch || gimple_code (branch) != GIMPLE_COND
      || predictable_edge_p (single_pred_edge (bb)))
    return bb;
  basic_block other = EDGE_SUCC (above, EDGE_SUCC (above, 0)->dest == bb)->dest;
  if (other != below && !(choice_p (other) && single_succ (other) == below))
    return bb;
  return above;
}
