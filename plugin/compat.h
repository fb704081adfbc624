/* The one place where GCC releases differ.
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


   Every file of the plugin includes this header first; it brings in GCC's
   headers in an order that works from GCC 11 on, and gives one spelling to
   what is spelled differently.  Each difference names the release that makes
   it needless.  */

#ifndef PGO_COMPAT_H
#define PGO_COMPAT_H

#include <gcc-plugin.h>
#include <plugin-version.h>

#include <backend.h>
#include <target.h>
#include <tree.h>
#include <gimple.h>
#include <tree-pass.h>
#include <ssa.h>
#include <cgraph.h>
#include <diagnostic-core.h>
#include <toplev.h>
#include <opts.h>
#include <options.h>
#include <langhooks.h>
#include <output.h>
#include <fold-const.h>
#include <calls.h>
#include <gimple-iterator.h>
#include <tree-cfg.h>
#include <cfganal.h>
#include <cfgloop.h>
#include <tree-into-ssa.h>
#include <tree-inline.h>
#include <dumpfile.h>
#include <stringpool.h>
#include <attribs.h>
#include <tree-eh.h>
#include <cfgcleanup.h>
#include <tree-cfgcleanup.h>
#include <context.h>
#include <alloc-pool.h>
#include <symbol-summary.h>
#include <symtab-thunks.h>
#include <tree-vrp.h>
#include <sreal.h>
#if GCCPLUGIN_VERSION_MAJOR >= 14
#include <ipa-cp.h> /* Needed by ipa-prop.h since 14.  */
#endif
#include <ipa-prop.h>
#include <ipa-fnsummary.h>
#include <ipa-inline.h>
#include <ipa-utils.h>
#include <asan.h>
#include <value-prof.h>
#include <predict.h>
#if GCCPLUGIN_VERSION_MAJOR >= 12
#include <gcov-io.h>
#else
/* Before 12 gcov-io.h wants a header that is not shipped.  */
struct gcov_summary
{
  unsigned runs;
  gcov_type sum_max;
};
/* lto-streamer.h includes it.  */
#define GCC_GCOV_IO_H
#endif
#include <lto-streamer.h>
#include <profile.h>

/* mkdeps.h and cpplib.h's owner of it are not shipped with any release's
   plugin headers.  lto1 has neither symbol, so both are weak.  */
class mkdeps;
struct cpp_reader;
extern void deps_add_dep (class mkdeps *, const char *)
  __attribute__ ((weak));
extern class mkdeps *cpp_get_deps (cpp_reader *) __attribute__ ((weak));
extern cpp_reader *parse_in __attribute__ ((weak));

/* Is the indirect call EDGE one through a virtual table?  Needless from 16,
   where what is known of calls has a class for each kind.  */

static inline bool
pgo_polymorphic_p (const cgraph_edge *edge)
{
#if GCCPLUGIN_VERSION_MAJOR >= 16
  return is_a<cgraph_polymorphic_indirect_info *> (edge->indirect_info);
#else
  return edge->indirect_info->polymorphic;
#endif
}

/* Are the indirect calls of the function DECL made by a retpoline
   (-mindirect-branch=)?  GCC has it for x86 alone.  */

static inline bool
pgo_retpoline_p (tree decl)
{
#ifdef ix86_indirect_branch
  tree attribute = lookup_attribute ("indirect_branch", DECL_ATTRIBUTES (decl));
  if (attribute)
    return strcmp (TREE_STRING_POINTER (TREE_VALUE (TREE_VALUE (attribute))),
                   "keep")
           != 0;
  return ix86_indirect_branch > indirect_branch_keep;
#else
  (void) decl;
  return false;
#endif
}

/* Has the user given -ftree-vectorize on the command line, or its negation?
   GCC 11 does not remember that it was given, as it sets two others by it.  */

static inline bool
pgo_vectorize_given_p (void)
{
  for (unsigned i = 0; i < save_decoded_options_count; i++)
    if (save_decoded_options[i].opt_index == OPT_ftree_vectorize)
      return true;
  return false;
}

#endif /* PGO_COMPAT_H */
