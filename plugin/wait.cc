/* Indirect calls that are decided about at link time.
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

   What share of the calls a target has depends on what one call of it costs.
   Where bodies are in other units that is not known, and the interval of the
   share is wide.  With -flto it is known when all units are read (the stage
   WPA): what each of them knows of such a call, and cannot decide, it writes to
   a section of its object, by the call's place in the call graph, as GCC does
   with its own summaries.  The numbers of functions are link.cc's.  Who links
   without the plugin leaves these calls as they are.

   Only the whole program shows, too, that a virtual call calls a method by one
   of its thunks.  ipa-profile.cc takes the method itself for the target of what
   link.cc leaves to it; that is mended here.

   The section begins with the version of the plugin.  What another one wrote is
   not read, and what does not fit the object ends the reading of it.

   The decision makes the call a speculative one, which GCC's inliner takes, or
   resolves to what it was (ipa-profile.cc does the same with counts).  */

#include "compat.h"
#include "wait.h"
#include "link.h"
#include "load.h"
#include "options.h"
#include "target.h"
#include "unit.h"
#include "workarounds.h"

/* The name of the section.  */
static const char section_name[] = "pgo.calls";

/* Costs and errors are written as integers, so many times as large.  */
static const double scale = 1000;

/* One target of a call that waits.  */
struct waiting_target
{
  unsigned number;
  bool seen;  /* The unit has its body.  */
  char *name; /* In the profile.  */
  struct pgo_target known;
};

/* A call that waits.  */
struct waiting_call
{
  char *caller;
  char *file;
  int line;
  int64_t period;
  auto_vec<waiting_target> targets;
};

/* The calls of the unit by statement.  */
static hash_map<gimple *, waiting_call *> *calls_here;

/* What is read of a call follows its edge.  */
class waiting_edges : public call_summary<waiting_call **>
{
public:
  waiting_edges (symbol_table *table) : call_summary<waiting_call **> (table) {}
  void
  duplicate (cgraph_edge *, cgraph_edge *, waiting_call **from,
             waiting_call **to) final override
  {
    *to = *from;
  }
};

static waiting_edges *calls_read;

bool
pgo_wait (struct pgo_candidate *candidate, const struct pgo_targets *targets,
          const struct pgo_fn *const *fns)
{
  if (!flag_generate_lto || !pgo_link_promotable_p (candidate->stmt))
    return false;
  waiting_call *call = new waiting_call ();
  bool seen = true;
  for (size_t i = 0; i < targets->n; i++)
    {
      const struct pgo_fn *fn = fns[i];
      cgraph_node *node = pgo_match_node (fn);
      bool here = node && node->has_gimple_body_p ();
      call->targets.safe_push ({ pgo_link_number (candidate->stmt, fn), here,
                                 xstrdup (fn->name), targets->targets[i] });
      seen &= here;
    }
  if (seen)
    {
      delete call;
      return false;
    }
  candidate->optimisation = PGO_LINK;
  candidate->detail = "if the other units' bodies bear it out";
  if (!pgo_ledger_settle (candidate, PGO_APPLIED))
    {
      delete call;
      return true;
    }
  expanded_location place = expand_location (candidate->location);
  call->caller = xstrdup (candidate->caller);
  call->file = xstrdup (place.file);
  call->line = place.line;
  call->period = targets->period;
  if (!calls_here)
    calls_here = new hash_map<gimple *, waiting_call *>;
  calls_here->put (candidate->stmt, call);
  return true;
}

/* Write NAME, which may hold any character, to F, with its length before it and
   END behind it.  */

static void
write_name (FILE *f, const char *name, char end)
{
  fprintf (f, "%zu %s%c", strlen (name), name, end);
}

/* Write CALL, the indirect call number EDGE of function number NODE, to F.  */

static void
write_call (FILE *f, int node, unsigned edge, const waiting_call &call)
{
  fprintf (f, "%d %u %" PRId64 " %u %d ", node, edge, call.period,
           call.targets.length (), call.line);
  write_name (f, call.caller, ' ');
  write_name (f, call.file, '\n');
  for (const waiting_target &target : call.targets)
    {
      fprintf (f, "%u %d %" PRId64 " %" PRId64 " %" PRId64 " ", target.number,
               target.seen, target.known.own,
               (int64_t) (target.known.cost * scale),
               (int64_t) (target.known.error * scale));
      write_name (f, target.name, '\n');
    }
}

/* What waits of EDGE, or NULL: here, or in an object that a link with -r reads.
 */

static waiting_call *
waiting_at (cgraph_edge *edge)
{
  waiting_call **call = NULL;
  if (calls_here)
    call = calls_here->get (edge->call_stmt);
  else if (calls_read)
    call = calls_read->get (edge);
  return call ? *call : NULL;
}

/* Write what waits of NODE, number REFERENCE, to F.  */

static void
write_node (FILE *f, cgraph_node *node, int reference)
{
  unsigned number = 0;
  for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee, number++)
    if (waiting_call *call = waiting_at (e))
      write_call (f, reference, number, *call);
}

static void
write_calls (void)
{
  if (!calls_here && !calls_read)
    return;
  char *text;
  size_t size;
  FILE *f = open_memstream (&text, &size);
  write_name (f, PGO_VERSION, '\n');
  lto_symtab_encoder_t encoder = lto_get_out_decl_state ()->symtab_node_encoder;
  cgraph_node *node;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    {
      int reference = lto_symtab_encoder_lookup (encoder, node);
      if (reference != LCC_NOT_FOUND
          && lto_symtab_encoder_encode_body_p (encoder, node))
        write_node (f, node, reference);
    }
  fclose (f);
  char *name
      = lto_get_section_name (LTO_section_function_body, section_name, 0, NULL);
  lto_begin_section (name, false);
  lto_write_raw_data (text, size);
  lto_end_section ();
  free (name);
  free (text);
}

/* Read a number from *TEXT, and move behind it and what ends it.  False if
   there is none, or it is not between LEAST and MOST.  */

static bool
read_number (const char **text, int64_t least, int64_t most, int64_t *number)
{
  char *end;
  errno = 0;
  *number = strtoll (*text, &end, 10);
  bool good = end != *text && !errno && *end;
  *text = *end ? end + 1 : end;
  return good && *number >= least && *number <= most;
}

/* Read from *TEXT what write_name wrote with END, and move behind it; the
   caller frees what is returned.  NULL if it is not there.  */

static char *
read_name (const char **text, char end)
{
  int64_t length;
  if (!read_number (text, 0, INT_MAX, &length)
      || strnlen (*text, length) < (size_t) length || (*text)[length] != end)
    return NULL;
  char *name = xstrndup (*text, length);
  *text += length + 1;
  return name;
}

/* Read TARGET from *TEXT.  */

static bool
read_target (const char **text, waiting_target *target)
{
  int64_t number, seen, cost, error;
  if (!read_number (text, 1, INT_MAX, &number)
      || !read_number (text, 0, 1, &seen)
      || !read_number (text, 0, INT64_MAX, &target->known.own)
      || !read_number (text, 0, INT64_MAX, &cost)
      || !read_number (text, cost > 0, INT64_MAX, &error))
    return false;
  target->number = number;
  target->seen = seen;
  target->known.cost = cost / scale;
  target->known.error = error / scale;
  target->name = read_name (text, '\n');
  return target->name;
}

/* The indirect call number EDGE of the function number REFERENCE in FILE; NULL
   if there is none.  */

static cgraph_edge *
find_edge (struct lto_file_decl_data *file, int64_t reference, int64_t edge)
{
  lto_symtab_encoder_t encoder = file->symtab_node_encoder;
  if (reference >= lto_symtab_encoder_size (encoder))
    return NULL;
  cgraph_node *node
      = dyn_cast<cgraph_node *> (lto_symtab_encoder_deref (encoder, reference));
  cgraph_edge *e = node ? node->indirect_calls : NULL;
  while (e && edge-- > 0)
    e = e->next_callee;
  return e;
}

/* Read CALL from *TEXT and move behind it.  Its edge in FILE, or NULL where the
   text is not what was written.  */

static cgraph_edge *
read_call (const char **text, struct lto_file_decl_data *file,
           waiting_call *call)
{
  int64_t reference, number, n, line;
  if (!read_number (text, 0, INT_MAX, &reference)
      || !read_number (text, 0, INT_MAX, &number)
      || !read_number (text, 1, INT64_MAX, &call->period)
      || !read_number (text, 1, INT_MAX, &n)
      || !read_number (text, 0, INT_MAX, &line)
      || !(call->caller = read_name (text, ' '))
      || !(call->file = read_name (text, '\n')))
    return NULL;
  call->line = line;
  for (; n > 0; n--)
    {
      waiting_target target = {};
      if (!read_target (text, &target))
        return NULL;
      call->targets.safe_push (target);
    }
  return find_edge (file, reference, number);
}

/* Read the calls of FILE from TEXT.  False where it is not what this plugin
   wrote.  */

static bool
read_file (const char *text, struct lto_file_decl_data *file)
{
  char *version = read_name (&text, '\n');
  bool good = version && strcmp (version, PGO_VERSION) == 0;
  free (version);
  while (good && *text)
    {
      waiting_call *call = new waiting_call ();
      cgraph_edge *edge = read_call (&text, file, call);
      if (edge)
        *calls_read->get_create (edge) = call;
      else
        delete call;
      good = edge;
    }
  return good;
}

static void
read_calls (void)
{
  calls_read = new waiting_edges (symtab);
  struct lto_file_decl_data **files = lto_get_file_decl_data ();
  for (unsigned i = 0; files[i]; i++)
    {
      size_t size;
      const char *data = lto_get_raw_section_data (
          files[i], LTO_section_function_body, section_name, 0, &size);
      if (!data)
        continue;
      char *text = xstrndup (data, size);
      if (!read_file (text, files[i]) || strlen (text) < size)
        warning (OPT_Wmissing_profile,
                 "%s: another version of the plugin wrote the indirect calls "
                 "in it that wait for link time, or it is damaged; compile it "
                 "again",
                 files[i]->file_name);
      free (text);
      lto_free_raw_section_data (files[i], LTO_section_function_body,
                                 section_name, data, size);
    }
}

/* The functions by number; NULL for a number that several have.  */
typedef hash_map<int_hash<unsigned, 0, UINT_MAX>, cgraph_node *> number_map;

static void
number_functions (number_map *functions)
{
  cgraph_node *node;
  FOR_EACH_DEFINED_FUNCTION (node)
  if (node->profile_id && !node->alias && !node->inlined_to)
    {
      bool existed;
      cgraph_node *&slot
          = functions->get_or_insert (node->profile_id, &existed);
      slot = existed ? NULL : node;
    }
}

/* Say what became of CALL, with SHARE, as VERDICT on the target NAME.  */

static void
report (const waiting_call &call, const char *name,
        const struct pgo_share &share, enum pgo_verdict verdict)
{
  if (!dump_enabled_p ())
    return;
  bool applied = verdict == PGO_APPLIED;
  dump_printf_loc (
      applied ? MSG_OPTIMIZED_LOCATIONS : MSG_MISSED_OPTIMIZATION,
      dump_user_location_t (),
      "%s:%d: pgo: devirtualize call in %s to %s at link time%s%s: "
      "estimated share %d%% (%d to %d%%)\n",
      call.file, call.line, call.caller, name,
      applied ? "" : " refused: ", applied ? "" : pgo_verdict_phrase (verdict),
      (int) share.estimate, (int) share.low, (int) share.high);
}

/* The verdict on calling *TARGET by name for EDGE, shares left aside.  *TARGET
   becomes what is to be called.  */

static enum pgo_verdict
target_verdict (cgraph_edge *edge, cgraph_node **target)
{
  if (!*target)
    return PGO_REFUSED_NO_BODY;
  if (*target == edge->caller)
    return PGO_REFUSED_RECURSIVE;
  if (pgo_polymorphic_p (edge)
      && !(*target = pgo_virtual_target (edge, *target)))
    return PGO_REFUSED_NO_TARGET;
  *target = pgo_bound_target (*target);
  return PGO_APPLIED;
}

/* Make EDGE call TARGET by name, number ID of its targets, COUNT times.  */

static void
speculate (cgraph_edge *edge, cgraph_node *target, profile_count count,
           unsigned id)
{
  if (target->thunk)
    pgo_workaround_thunk (target);
  edge->make_speculative (target, count, id);
}

/* Decide about EDGE, of which CALL is known.  */

static void
decide (cgraph_edge *edge, const waiting_call &call, number_map *functions)
{
  auto_vec<struct pgo_target> targets;
  auto_vec<const waiting_target *> rest;
  for (const waiting_target &target : call.targets)
    {
      struct pgo_target known = target.known;
      cgraph_node **node = functions->get (target.number);
      ipa_fn_summary *summary
          = node && *node ? ipa_fn_summaries->get (*node) : NULL;
      if (!target.seen && summary)
        pgo_combine_costs (&known, summary->time.to_double (),
                           PGO_SUMMARY_ERROR);
      targets.safe_push (known);
      rest.safe_push (&target);
    }
  double left = 1;
  profile_count all = edge->count;
  const struct pgo_policy *policy = &pgo_options.policy;
  for (unsigned n = 0;
       !targets.is_empty () && pgo_policy_next_target_p (policy, n, left); n++)
    {
      struct pgo_targets site
          = { targets.address (), targets.length (), call.period };
      struct pgo_share share;
      size_t best;
      enum pgo_verdict verdict
          = pgo_policy_devirt (policy, &site, &best, &share);
      cgraph_node **node = functions->get (rest[best]->number);
      cgraph_node *called = node ? *node : NULL;
      if (verdict == PGO_APPLIED)
        verdict = target_verdict (edge, &called);
      report (call, rest[best]->name, share, verdict);
      if (verdict != PGO_APPLIED)
        break;
      speculate (edge, called,
                 all.apply_scale ((int) (left * share.estimate * 100), 10000),
                 n);
      left *= 1 - share.estimate / 100;
      targets.ordered_remove (best);
      rest.ordered_remove (best);
    }
}

/* The target of DIRECT, a speculative call that GCC has made of a virtual one,
   or the thunk of it that this calls; NULL if it can call neither.  */

static cgraph_node *
speculated_target (cgraph_edge *direct)
{
  cgraph_node *node = direct->callee;
  cgraph_edge *edge = direct->speculative_call_indirect_edge ();
  if (node->thunk || possible_polymorphic_call_target_p (edge, node))
    return node;
  return pgo_virtual_target (edge, node->ultimate_alias_target ());
}

/* Let the speculative calls that NODE makes of virtual ones be of the thunk
   where that is what is called.  */

static void
mend_thunks (cgraph_node *node)
{
  auto_vec<cgraph_edge *> edges;
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    if (e->speculative
        && pgo_polymorphic_p (e->speculative_call_indirect_edge ()))
      edges.safe_push (e);
  for (cgraph_edge *direct : edges)
    {
      cgraph_node *target = speculated_target (direct);
      if (target == direct->callee)
        continue;
      profile_count count = direct->count;
      unsigned id = direct->speculative_id;
      cgraph_edge *edge = cgraph_edge::resolve_speculation (direct);
      if (target)
        speculate (edge, target, count, id);
    }
}

/* How often the call is made of which EDGE is the indirect one.  */

static profile_count
whole_count (cgraph_edge *edge)
{
  profile_count count = edge->count;
  for (cgraph_edge *e = edge->first_speculative_call_target (); e;
       e = e->next_speculative_call_target ())
    count += e->count;
  return count;
}

/* GCC's inliner drops speculative calls that are not hot themselves.  Let the
   first of each call in NODE be as hot as the call: the least count that is hot
   is that of some block, and what is but a part of it would be lost.  */

static void
keep_hot (cgraph_node *node)
{
  for (cgraph_edge *e = node->callees; e; e = e->next_callee)
    if (e->speculative && e->speculative_id == 0 && !e->maybe_hot_p ())
      {
        profile_count count = e->count;
        e->count = whole_count (e->speculative_call_indirect_edge ());
        if (!e->maybe_hot_p ())
          e->count = count;
      }
}

static const pass_data wait_pass_data = {
  IPA_PASS,        /* type */
  "pgo-link",      /* name */
  OPTGROUP_INLINE, /* optinfo_flags */
  TV_INTEGRATION,  /* tv_id */
  0,               /* properties_required */
  0,               /* properties_provided */
  0,               /* properties_destroyed */
  0,               /* todo_flags_start */
  0,               /* todo_flags_finish */
};

class wait_pass : public ipa_opt_pass_d
{
public:
  wait_pass (gcc::context *context)
      : ipa_opt_pass_d (wait_pass_data, context, NULL, write_calls, read_calls,
                        NULL, NULL, NULL, 0, NULL, NULL)
  {
  }

  bool
  gate (function *) final override
  {
    return in_lto_p || flag_generate_lto;
  }

  unsigned int
  execute (function *) final override
  {
    if (!in_lto_p || !calls_read || !pgo_active_p ())
      return 0;
    number_map functions;
    number_functions (&functions);
    cgraph_node *node;
    FOR_EACH_FUNCTION (node)
      {
        mend_thunks (node);
        auto_vec<cgraph_edge *> edges;
        for (cgraph_edge *e = node->indirect_calls; e; e = e->next_callee)
          if (!e->speculative && calls_read->get (e))
            edges.safe_push (e);
        for (cgraph_edge *e : edges)
          decide (e, **calls_read->get (e), &functions);
        keep_hot (node);
      }
    return 0;
  }
};

void
pgo_wait_register (const char *plugin_name)
{
  struct register_pass_info info
      = { new wait_pass (g), "profile_estimate", 1, PASS_POS_INSERT_AFTER };
  register_callback (plugin_name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}
