/* The plugin's arguments.
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


   There are three kinds of error: no value, a bad value, an unknown key;
   each names the argument as the user wrote it.  Nothing is read from the
   environment.  */

#include "compat.h"
#include "options.h"

#include "libiberty.h"

struct pgo_options pgo_options;

/* What -fplugin-arg-pgo-help prints: all before the optimisations, their lines,
   and the rest.  */

/* clang-format off */
static const char help_head[] =
"Usage: gcc -O2 -fplugin=pgo.so -fplugin-arg-pgo-KEY[=VALUE]... FILE...\n"
"Optimise with a pprof CPU profile.\n"
"\n"
"  profile=FILE[:FILE...]  pprof profile, gzip or plain; several are merged;\n"
"                          may be repeated\n"
"  profile=auto            default.pgo beside the main input file, then in the\n"
"                          current directory, if there is one\n"
"  disable=LIST            switch off optimisations, or all, between commas:\n";
static const char help_tail[] =
"  enable=LIST             switch them on again\n"
"  hot-percent=N           call sites that together carry N %% of the weight are\n"
"                          hot (default %g)\n"
"  devirt-percent=N        least share of a site's calls that a target must have\n"
"                          to be called directly (default %g)\n"
"  devirt-targets=N        most targets of a site that are called directly, each\n"
"                          with that share of what is left (default %u)\n"
"  growth-percent=N        most that the unit may grow by inlining (default %g);\n"
"                          %d insns in any unit, unless N is 0\n"
"  dump[=FLAGS]            dump the pass, as -fdump-ipa-pgo[-FLAGS] would if GCC\n"
"                          loaded plugins before it read its options\n"
"  limit=N                 apply the first N transformations only\n"
"  stale=HOW               tell of a stale profile by a warning (the default), or\n"
"                          by a note, which no -Werror makes an error; or none\n"
"  stats=FILE              append one JSON line for the unit to FILE, or write\n"
"                          one file a unit into the directory FILE/\n"
"  help, version           print this text, or the version, and stop\n"
"\n"
"Decisions are reported through -fopt-info-optimized, -fopt-info-missed,\n"
"-fsave-optimization-record, the dump of this pass, and -fdump-ipa-all.\n"
"Warnings of a bad profile belong to GCC's -Wmissing-profile.\n";
/* clang-format on */

static void
print_help (void)
{
  fputs (help_head, stdout);
  for (const auto &row : pgo_optimisations)
    if (row.help)
      printf ("%26s%-9s%s\n", "", row.name, row.help);
  printf (help_tail, pgo_policy_default.hot_percent,
          pgo_policy_default.devirt_percent, pgo_policy_default.devirt_targets,
          pgo_policy_default.growth_percent, pgo_policy_least_budget ());
}

static void
option_error (const struct plugin_argument *arg, const char *reason)
{
  if (arg->value)
    error ("%<-fplugin-arg-pgo-%s=%s%>: %s", arg->key, arg->value, reason);
  else
    error ("%<-fplugin-arg-pgo-%s%>: %s", arg->key, reason);
}

/* The names of the optimisations, as "A, B and C".  The caller frees it.  */

static char *
known_names (void)
{
  auto_vec<const char *> names;
  for (const auto &row : pgo_optimisations)
    if (row.help)
      names.safe_push (row.name);
  char *text = xstrdup (names[0]);
  for (unsigned i = 1; i < names.length (); i++)
    {
      const char *separator = i + 1 < names.length () ? ", " : " and ";
      char *longer = concat (text, separator, names[i], NULL);
      free (text);
      text = longer;
    }
  return text;
}

/* Disable, or enable, the optimisations of the comma list in ARG.  */

static bool
read_list (const struct plugin_argument *arg, bool disable)
{
  for (const char *p = arg->value;;)
    {
      size_t length = strcspn (p, ",");
      bool known = false;
      bool all = length == 3 && strncmp (p, "all", length) == 0;
      for (int i = 0; i < PGO_N_OPTIMISATIONS; i++)
        {
          const char *name = pgo_optimisations[i].name;
          if (!name
              || (!all
                  && (strlen (name) != length
                      || strncmp (name, p, length) != 0)))
            continue;
          known = true;
          pgo_options.disabled[i] = disable;
        }
      if (!known)
        {
          char *names = known_names ();
          char *reason
              = concat ("unknown optimisation; known are all, ", names, NULL);
          option_error (arg, reason);
          free (names);
          free (reason);
          return false;
        }
      p += length;
      if (!*p)
        return true;
      p++;
    }
}

/* Read a number in [LOW, HIGH] from ARG into *RESULT.  */

static bool
read_number (const struct plugin_argument *arg, double low, double high,
             double *result)
{
  char *end;
  errno = 0;
  double value = strtod (arg->value, &end);
  /* strtod also takes hexadecimal, infinities and NaN; a percentage or a
     count is digits with at most one point.  */
  if (end == arg->value || *end || errno
      || strspn (arg->value, "0123456789.") != strlen (arg->value))
    {
      option_error (arg, "not a number");
      return false;
    }
  if (!(value >= low && value <= high))
    {
      char reason[64];
      snprintf (reason, sizeof reason, "not between %g and %g", low, high);
      option_error (arg, reason);
      return false;
    }
  *result = value;
  return true;
}

/* Read a whole number in [LOW, HIGH] from ARG into *RESULT.  */

static bool
read_count (const struct plugin_argument *arg, unsigned low, unsigned high,
            unsigned *result)
{
  double number;
  if (!read_number (arg, low, high, &number))
    return false;
  if (number != (unsigned) number)
    {
      option_error (arg, "not a whole number");
      return false;
    }
  *result = (unsigned) number;
  return true;
}

static bool
read_stale (const struct plugin_argument *arg)
{
  static const char *const ways[] = { "warning", "note", "none" };
  for (int i = PGO_STALE_WARNING; i <= PGO_STALE_NONE; i++)
    if (strcmp (arg->value, ways[i]) == 0)
      {
        pgo_options.stale = (enum pgo_stale) i;
        return true;
      }
  option_error (arg, "known are warning, note and none");
  return false;
}

/* Flags for the compiler and for the linker may both have the plugin's arguments,
   and meet in one command: a name counts once.  */

static void
add_profile (char *file)
{
  for (const char *known : pgo_options.profiles)
    if (strcmp (known, file) == 0)
      {
        free (file);
        return;
      }
  pgo_options.profiles.safe_push (file);
}

static bool
read_profiles (const struct plugin_argument *arg)
{
  if (strcmp (arg->value, "auto") == 0)
    {
      pgo_options.profile_auto = true;
      return true;
    }
  for (const char *p = arg->value;;)
    {
      size_t length = strcspn (p, ":");
      if (length == 0)
        {
          option_error (arg, "empty file name");
          return false;
        }
      add_profile (xstrndup (p, length));
      p += length;
      if (!*p)
        return true;
      p++;
    }
}

static bool
read_argument (const struct plugin_argument *arg)
{
  struct pgo_policy *policy = &pgo_options.policy;
  const char *key = arg->key;

  if (strcmp (key, "help") == 0 || strcmp (key, "version") == 0)
    {
      if (arg->value)
        {
          option_error (arg, "takes no value");
          return false;
        }
      if (key[0] == 'h')
        print_help ();
      else
        puts ("pgo " PGO_VERSION);
      fflush (stdout);
      exit (SUCCESS_EXIT_CODE);
    }

  if (strcmp (key, "dump") == 0)
    {
      pgo_options.dump = arg->value ? arg->value : "";
      return true;
    }

  static const char *const keys[]
      = { "profile",        "disable",        "enable",         "hot-percent",
          "devirt-percent", "devirt-targets", "growth-percent", "limit",
          "stale",          "stats" };
  bool known = false;
  for (const char *k : keys)
    known |= strcmp (k, key) == 0;
  if (!known)
    {
      option_error (arg, "unknown key; see -fplugin-arg-pgo-help");
      return false;
    }
  if (!arg->value || !*arg->value)
    {
      option_error (arg, "a value is missing");
      return false;
    }

  if (strcmp (key, "profile") == 0)
    return read_profiles (arg);
  if (strcmp (key, "disable") == 0)
    return read_list (arg, true);
  if (strcmp (key, "enable") == 0)
    return read_list (arg, false);
  if (strcmp (key, "hot-percent") == 0)
    return read_number (arg, 1, 100, &policy->hot_percent);
  if (strcmp (key, "devirt-percent") == 0)
    return read_number (arg, 50, 100, &policy->devirt_percent);
  if (strcmp (key, "devirt-targets") == 0)
    return read_count (arg, 1, 8, &policy->devirt_targets);
  if (strcmp (key, "growth-percent") == 0)
    return read_number (arg, 0, 1000, &policy->growth_percent);
  if (strcmp (key, "limit") == 0)
    return read_count (arg, 0, UINT_MAX - 1, &pgo_options.limit);
  if (strcmp (key, "stale") == 0)
    return read_stale (arg);
  pgo_options.stats = arg->value;
  return true;
}

bool
pgo_options_read (const struct plugin_name_args *info)
{
  pgo_options.policy = pgo_policy_default;
  pgo_options.limit = UINT_MAX;

  bool good = true;
  for (int i = 0; i < info->argc; i++)
    good &= read_argument (&info->argv[i]);
  return good;
}
