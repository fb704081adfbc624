/* Which profile, and its index.
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
   compilation before any work.  Each file is read once: it may be a pipe.  */

#include "compat.h"
#include "load.h"
#include "options.h"
#include "base/digest.h"
#include "prepared/split.h"

#include "libiberty.h"

struct pgo_index *pgo_profile_index;
char pgo_profile_digest[17];

/* The names of the profiles, pgo_options.profiles and what profile=auto
   found.  */
static vec<const char *> profiles;

/* The files that these are.  */
static vec<const char *> profile_files;

/* Does GCC make or use a profile of its own?  Asked when the unit starts: with
   counts from us, -fbranch-probabilities is on later.  */
static bool own_profile;

bool
pgo_active_p (void)
{
  return optimize && !flag_no_inline && !own_profile;
}

int64_t
pgo_hot_threshold (void)
{
  static int64_t threshold;
  if (!threshold)
    threshold = pgo_index_hot_threshold (pgo_profile_index,
                                         pgo_options.policy.hot_percent);
  return threshold;
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
    profiles.safe_push (file);
  if (!pgo_options.profile_auto || !main_input_filename)
    return;

  const char *base = lbasename (main_input_filename);
  char *directory = xstrndup (main_input_filename, base - main_input_filename);
  char *beside = concat (directory, "default.pgo", NULL);
  if (access (beside, F_OK) == 0)
    profiles.safe_push (beside);
  else if (access ("default.pgo", F_OK) == 0)
    profiles.safe_push ("default.pgo");
  free (directory);
}

/* Add the files of the directory DIR.  What is wrong with it is said when it is
   read.  */

static void
add_directory (const char *dir)
{
  struct pgo_error err;
  struct pgo_split *split = pgo_split_open (dir, &err);
  profile_files.safe_push (concat (dir, "/" PGO_SPLIT_HEAD, NULL));
  if (split && flag_preprocess_only)
    for (size_t i = 0; i < pgo_split_number (split); i++)
      profile_files.safe_push (xstrdup (pgo_split_file (split, i)));
  pgo_split_close (split);
}

const char *const *
pgo_profile_files (size_t *n)
{
  find_profiles ();
  for (unsigned i = profile_files.is_empty () ? 0 : profiles.length ();
       i < profiles.length (); i++)
    if (pgo_split_p (profiles[i]))
      add_directory (profiles[i]);
    else
      profile_files.safe_push (profiles[i]);
  *n = profile_files.length ();
  return profile_files.address ();
}

/* Read the profiles into INDEX, or nowhere if it is NULL, and set
   pgo_profile_digest.  False with ERR set on failure.  */

static bool
read_files (struct pgo_index *index, struct pgo_error *err)
{
  struct pgo_digest *digest = pgo_digest_new ();
  bool good = true;
  for (unsigned i = 0; good && i < profiles.length (); i++)
    good = pgo_index_add_file (index, profiles[i], digest, err);
  pgo_digest_end (digest, pgo_profile_digest);
  return good;
}

void
pgo_profile_load (void)
{
  find_profiles ();
  if (profiles.is_empty ())
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
    warning (OPT_Wmissing_profile,
             "pgo: GCC makes or uses a profile of its own here; %s is not "
             "used",
             profiles[0]);
  pgo_index_finish (index);
  if (pgo_index_total (index) > 0 && !pgo_index_any_p (index))
    warning (OPT_Wmissing_profile,
             "pgo: no sample of %s has a function name; the profile is to be "
             "symbolised first",
             profiles[0]);
  pgo_profile_index = index;
}

void
pgo_profile_free (void)
{
  struct pgo_error err;
  if (pgo_profile_index && !pgo_index_good_p (pgo_profile_index, &err))
    error ("%s", err.message);
  pgo_index_free (pgo_profile_index);
  pgo_profile_index = NULL;
}
