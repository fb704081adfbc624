/* Entry of the plugin: events, which profile, and the mark in .comment.
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


   The profile is read when the unit starts, so that a bad one ends the
   compilation before any work, and it is entered into the dependencies when
   the preprocessor opens its first file, which is the moment at which it comes
   after the main file and before the headers for -MD, -E and -MP alike.  */

#include "compat.h"
#include "pgo.h"
#include "base/digest.h"
#include "base/gzip.h"

#include "libiberty.h"

extern "C"
{
  /* The licence check of GCC's plugin loader looks for this name.  */
  __attribute__ ((visibility ("default"))) int plugin_is_GPL_compatible;
}

struct pgo_index *pgo_profile_index;
char pgo_profile_digest[17];

/* The names of the profiles, pgo_options.profiles and what profile=auto
   found.  */
static vec<const char *> profile_files;

static struct plugin_info plugin_info
    = { PGO_VERSION, "optimise with a pprof profile; see "
                     "-fplugin-arg-pgo-help" };

/* Does GCC make or use a profile of its own?  Asked when the unit starts: with
   counts from us, -fbranch-probabilities is on later.  */
static bool own_profile;

bool
pgo_active_p (void)
{
  return optimize && !flag_no_inline && !own_profile;
}

static bool
lto_p (void)
{
  return strcmp (lang_hooks.name, "GNU GIMPLE") == 0;
}

/* Find out once which files the profile is.  */

static void
find_profiles (void)
{
  static bool done;
  if (done)
    return;
  done = true;
  for (const char *file : pgo_options.profiles)
    profile_files.safe_push (file);
  if (!pgo_options.profile_auto || !main_input_filename)
    return;

  const char *base = lbasename (main_input_filename);
  char *directory = xstrndup (main_input_filename, base - main_input_filename);
  char *beside = concat (directory, "default.pgo", NULL);
  if (access (beside, F_OK) == 0)
    profile_files.safe_push (beside);
  else if (access ("default.pgo", F_OK) == 0)
    profile_files.safe_push ("default.pgo");
  free (directory);
}

/* PLUGIN_INCLUDE_FILE: make the profiles prerequisites of the object.  */

static void
add_dependencies (void *, void *)
{
  static bool done;
  if (done || !&parse_in || !parse_in || !cpp_get_deps || !deps_add_dep)
    return;
  class mkdeps *deps = cpp_get_deps (parse_in);
  if (!deps)
    return;
  done = true;
  find_profiles ();
  for (const char *file : profile_files)
    deps_add_dep (deps, file);
}

/* Read the profiles into INDEX, or nowhere if it is NULL, and set
   pgo_profile_digest.  Each file is read once: it may be a pipe.  False with
   ERR set on failure.  */

static bool
read_files (struct pgo_index *index, struct pgo_error *err)
{
  struct pgo_digest *digest = pgo_digest_new ();
  bool good = true;
  for (unsigned i = 0; good && i < profile_files.length (); i++)
    {
      const char *file = profile_files[i];
      size_t size;
      unsigned char *data = pgo_file_read (file, &size, err);
      if (data)
        pgo_digest_add (digest, data, size);
      good = data;
      if (good && index)
        {
          struct pgo_profile *profile
              = pgo_profile_take (data, size, file, err);
          data = NULL;
          good = profile && pgo_index_add (index, profile, file, err);
          pgo_profile_free (profile);
        }
      free (data);
    }
  pgo_digest_end (digest, pgo_profile_digest);
  return good;
}

/* PLUGIN_START_UNIT.  */

static void
read_profiles (void *, void *)
{
  find_profiles ();
  if (profile_files.is_empty ())
    return;
  own_profile
      = profile_arc_flag || flag_branch_probabilities || flag_auto_profile;
  /* At link time the objects have said it all.  */
  struct pgo_index *index = lto_p () ? NULL : pgo_index_new ();
  struct pgo_error err;
  if (!read_files (index, &err))
    {
      error ("%s", err.message);
      pgo_index_free (index);
      return;
    }
  if (!index)
    return;
  if (own_profile)
    warning (0,
             "pgo: GCC makes or uses a profile of its own here; %s is not "
             "used",
             profile_files[0]);
  pgo_index_finish (index);
  const struct pgo_fn *const *functions;
  if (pgo_index_total (index) > 0
      && pgo_index_functions (index, &functions) == 0)
    warning (0,
             "pgo: no sample of %s has a function name; the profile is to be "
             "symbolised first",
             profile_files[0]);
  pgo_profile_index = index;
}

/* PLUGIN_FINISH_UNIT: leave the mark.  */

static void
finish_unit (void *, void *)
{
  if (pgo_profile_digest[0] && pgo_active_p () && !flag_wpa && !flag_no_ident
      && !seen_error () && asm_out_file && !flag_syntax_only)
    {
      char *mark = concat (
          "pgo " PGO_VERSION " profile sha256:", pgo_profile_digest, NULL);
      targetm.asm_out.output_ident (mark);
      free (mark);
    }
  pgo_index_free (pgo_profile_index);
  pgo_profile_index = NULL;
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
  register_callback (name, PLUGIN_INCLUDE_FILE, add_dependencies, NULL);
  register_callback (name, PLUGIN_START_UNIT, read_profiles, NULL);
  register_callback (name, PLUGIN_FINISH_UNIT, finish_unit, NULL);
  pgo_pass_register (name);
  return 0;
}
