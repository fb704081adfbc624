/* Where code is put: what is seldom executed away from the rest.
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

   GCC puts a block into the cold section where its count is zero, and a
   function where it is unlikely to be executed at all; but it also compiles
   such code for size, from the first pass on.  Placing code costs a jump there
   and one back where it is executed after all; code for size costs a quarter of
   its time.  Samples tell that something is seldom executed, not that it never
   is: what they say so of is compiled like any other code, and becomes cold
   when GCC is about to choose the section.

   A function is marked by an attribute, which copies of it inherit and objects
   for link time keep; a block by its count.  */

#include "compat.h"
#include "place.h"
#include "threshold.h"

#include <flags.h>
#include <memmodel.h>
#include <rtl.h>
#include <emit-rtl.h>

#include "decide/counts.h"

/* No identifier: nobody can write it.  */
static const char aside_name[] = "pgo aside";

void
pgo_place_aside (cgraph_node *node)
{
  DECL_ATTRIBUTES (node->decl) = tree_cons (
      get_identifier (aside_name), NULL_TREE, DECL_ATTRIBUTES (node->decl));
}

/* Is BB executed so seldom that it can be put aside?  */

static bool
seldom_p (basic_block bb)
{
  return bb->count.initialized_p () && bb->count.ipa_p ()
         && pgo_counts_aside_p (bb->count.to_gcov_type ());
}

/* Enter into REACHED what can be reached from BB without what is ASIDE.  */

static void
reach (basic_block bb, const_sbitmap aside, sbitmap reached)
{
  auto_vec<basic_block> left;
  left.safe_push (bb);
  while (!left.is_empty ())
    {
      bb = left.pop ();
      if (bitmap_bit_p (aside, bb->index) || bitmap_bit_p (reached, bb->index))
        continue;
      bitmap_set_bit (reached, bb->index);
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
        left.safe_push (e->dest);
    }
}

/* The block that BB is most often come to from, before any loop that BB is the
   head of turns, if the way has not PASSED there; one that is REACHED rather
   than others.  NULL if there is none.  */

static basic_block
block_before (basic_block bb, const_sbitmap reached,
              hash_set<basic_block> *passed)
{
  basic_block best = NULL;
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, bb->preds)
    {
      if (bitmap_bit_p (reached, e->src->index))
        return e->src;
      if (!dominated_by_p (CDI_DOMINATORS, e->src, bb)
          && !passed->contains (e->src)
          && (!best || e->src->count > best->count))
        best = e->src;
    }
  return best;
}

/* Take out of ASIDE a way to BB from what is REACHED.  */

static void
clear_way (basic_block bb, sbitmap aside, sbitmap reached)
{
  hash_set<basic_block> passed;
  calculate_dominance_info (CDI_DOMINATORS);
  while (bb && !bitmap_bit_p (reached, bb->index) && !passed.add (bb))
    {
      bitmap_clear_bit (aside, bb->index);
      basic_block before = block_before (bb, reached, &passed);
      if (before && bitmap_bit_p (reached, before->index))
        reach (bb, aside, reached);
      else
        bb = before;
    }
}

/* Make the blocks of the current function cold that are.  What can only be
   reached through cold ones GCC takes for cold as well, so of those before a
   loop that is hot some way is left.  */

static void
place_blocks (void)
{
  basic_block bb;
  if (!pgo_own_counts_p ())
    return;
  auto_sbitmap aside (last_basic_block_for_fn (cfun));
  auto_sbitmap reached (last_basic_block_for_fn (cfun));
  bitmap_clear (aside);
  bitmap_clear (reached);
  FOR_EACH_BB_FN (bb, cfun)
    if (seldom_p (bb))
      bitmap_set_bit (aside, bb->index);
  reach (ENTRY_BLOCK_PTR_FOR_FN (cfun), aside, reached);
  FOR_EACH_BB_FN (bb, cfun)
    if (!bitmap_bit_p (aside, bb->index) && !bitmap_bit_p (reached, bb->index))
      clear_way (bb, aside, reached);
  free_dominance_info (CDI_DOMINATORS);
  FOR_EACH_BB_FN (bb, cfun)
    if (bitmap_bit_p (aside, bb->index))
      bb->count = profile_count::zero ();
}

/* Is the current function, NODE's, to be placed with what is unlikely to be
   executed? What GCC knows to be called at start-up or at the end only has a
   place of its own; and of one that it has divided, with both parts in one
   section, the table of exceptions would be wrong.  */

static bool
aside_p (cgraph_node *node)
{
  return node->frequency == NODE_FREQUENCY_NORMAL && !crtl->has_bb_partition
         && !node->only_called_at_startup && !node->only_called_at_exit
         && lookup_attribute (aside_name, DECL_ATTRIBUTES (node->decl));
}

/* Where GCC is about to choose the section of the current function; it aligns
   it as the user says only if it is likely.  */

static void
place_function (void)
{
  cgraph_node *node = cgraph_node::get (current_function_decl);
  if (!aside_p (node))
    return;
  node->frequency = NODE_FREQUENCY_UNLIKELY_EXECUTED;
  unsigned int align = BITS_PER_UNIT << align_functions.levels[0].log;
  if (!DECL_USER_ALIGN (node->decl) && align > DECL_ALIGN (node->decl))
    SET_DECL_ALIGN (node->decl, align);
}

static const pass_data place_pass_data = {
  RTL_PASS,          /* type */
  "pgo-place",       /* name */
  OPTGROUP_NONE,     /* optinfo_flags */
  TV_REORDER_BLOCKS, /* tv_id */
  0,                 /* properties_required */
  0,                 /* properties_provided */
  0,                 /* properties_destroyed */
  0,                 /* todo_flags_start */
  0,                 /* todo_flags_finish */
};

/* Does PLACE, in front of the passes that choose sections.  */

class place_pass : public rtl_opt_pass
{
public:
  place_pass (gcc::context *context, void (*place) (void))
      : rtl_opt_pass (place_pass_data, context), m_place (place)
  {
  }

  unsigned int
  execute (function *) final override
  {
    m_place ();
    return 0;
  }

private:
  void (*m_place) (void);
};

void
pgo_place_register (const char *plugin_name)
{
  struct register_pass_info passes[] = {
    { new place_pass (g, place_blocks), "bbpart", 1, PASS_POS_INSERT_BEFORE },
    { new place_pass (g, place_function), "final", 1, PASS_POS_INSERT_BEFORE }
  };
  for (struct register_pass_info &info : passes)
    register_callback (plugin_name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}
