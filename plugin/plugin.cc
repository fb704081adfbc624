/* Entry of the plugin: events, dependencies, and the mark in .comment.
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


   The profile is entered into the dependencies when the preprocessor opens its
   first file, which is the moment at which it comes after the main file and
   before the headers for -MD, -E and -MP alike.  Which parts of a directory are
   looked into is known at the end of the unit; dependencies are written after
   that.  */

#include "compat.h"
#include "load.h"
#include "options.h"
#include "pass.h"
#include "report.h"

#include "base/digest.h"

extern "C"
{
  /* The licence check of GCC's plugin loader looks for this name.  */
  __attribute__ ((visibility ("default"))) int plugin_is_GPL_compatible;
}

static struct plugin_info plugin_info
    = { PGO_VERSION, "optimise with a pprof profile; see "
                     "-fplugin-arg-pgo-help" };

/* Make the N FILES prerequisites of the object, if anybody asks for these.  */

static void
add_prerequisites (const char *const *files, size_t n)
{
  if (!&parse_in || !parse_in || !cpp_get_deps || !deps_add_dep)
    return;
  class mkdeps *deps = cpp_get_deps (parse_in);
  for (size_t i = 0; deps && i < n; i++)
    deps_add_dep (deps, files[i]);
}

/* PLUGIN_INCLUDE_FILE.  */

static void
add_profiles (void *, void *)
{
  static bool done;
  if (done || !&parse_in || !parse_in)
    return;
  done = true;
  size_t n;
  const char *const *files = pgo_profile_files (&n);
  add_prerequisites (files, n);
}

/* PLUGIN_START_UNIT.  */

static void
start_unit (void *, void *)
{
  pgo_profile_load ();
}

/* PLUGIN_FINISH_UNIT: leave the mark.  */

static void
finish_unit (void *, void *)
{
  if (pgo_profile_digest[0] && pgo_active_p () && !flag_wpa && !flag_no_ident
      && !seen_error () && asm_out_file && !flag_syntax_only)
    {
      char *mark = concat (PGO_MARK PGO_VERSION PGO_MARK_PROFILE,
                           pgo_profile_digest, NULL);
      targetm.asm_out.output_ident (mark);
      free (mark);
    }
  if (pgo_profile_index)
    {
      /* The head is there already.  */
      const char *const *files;
      size_t n = pgo_index_looked_into (pgo_profile_index, &files);
      if (n > 1)
        add_prerequisites (files + 1, n - 1);
    }
  pgo_profile_free ();
}

/* PLUGIN_FINISH: the object is complete.  */

static void
finish (void *, void *)
{
  pgo_ledger_write ();
}

/* Is this the compiler that the plugin was built for?  Structures differ even
   between minor releases and targets, so every field must agree.  */

static bool
version_matches_p (const struct plugin_gcc_version *compiler)
{
  if (!compiler)
    return false;
  const struct
  {
    const char *field, *ours, *theirs;
  } fields[] = {
    { "version", gcc_version.basever, compiler->basever },
    { "date stamp", gcc_version.datestamp, compiler->datestamp },
    { "development phase", gcc_version.devphase, compiler->devphase },
    { "revision", gcc_version.revision, compiler->revision },
    { "configuration", gcc_version.configuration_arguments,
      compiler->configuration_arguments },
  };
  for (const auto &f : fields)
    if (strcmp (f.ours, f.theirs) != 0)
      {
        error ("the plugin pgo was built for a compiler with %s %qs, this one "
               "has %qs; build it with %<make GCC=...%> for this compiler",
               f.field, f.ours, f.theirs);
        return false;
      }
  return true;
}

__attribute__ ((visibility ("default"))) int
plugin_init (struct plugin_name_args *info, struct plugin_gcc_version *version)
{
  const char *name = info->base_name;
  if (!version_matches_p (version))
    return 1;
  register_callback (name, PLUGIN_INFO, NULL, &plugin_info);
  if (!pgo_options_read (info))
    return 0;
  register_callback (name, PLUGIN_INCLUDE_FILE, add_profiles, NULL);
  register_callback (name, PLUGIN_START_UNIT, start_unit, NULL);
  register_callback (name, PLUGIN_FINISH_UNIT, finish_unit, NULL);
  register_callback (name, PLUGIN_FINISH, finish, NULL);
  pgo_pass_register (name);
  return 0;
}
