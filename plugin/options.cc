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
#include "pgo.h"

struct pgo_options pgo_options;

static const struct
{
  const char *name;
  enum pgo_optimisation bit;
} optimisations[] = {
  { "inline", PGO_INLINE }, { "devirt", PGO_DEVIRT },
  { "counts", PGO_COUNTS }, { "options", PGO_OPTIONS },
  { "layout", PGO_LAYOUT },
};

static const char help_text[]
    = "Usage: gcc -O2 -fplugin=pgo.so -fplugin-arg-pgo-KEY[=VALUE]... FILE...\n"
      "Optimise with a pprof CPU profile.\n\n"
      "  profile=FILE[:FILE...]  pprof profile, gzip or plain; several are\n"
      "                          merged; may be repeated\n"
      "  profile=auto            default.pgo beside the main input file, then\n"
      "                          in the current directory, if there is one\n"
      "  disable=LIST            switch off optimisations: inline, devirt,\n"
      "                          counts, options, layout\n"
      "  enable=LIST             switch them on again\n"
      "  hot-percent=N           call sites that together carry N % of the\n"
      "                          weight are hot (99)\n"
      "  devirt-percent=N        least share of a site's calls that a target\n"
      "                          must have to be called directly (70)\n"
      "  growth-percent=N        most that the unit may grow by inlining (10);\n"
      "                          250 insns in any unit, unless N is 0\n"
      "  dump[=FLAGS]            dump the pass, as -fdump-ipa-pgo[-FLAGS] "
      "would if\n"
      "                          GCC loaded plugins before it read its "
      "options\n"
      "  limit=N                 apply the first N transformations only\n"
      "  stats=FILE              append one JSON line for the unit to FILE, "
      "or\n"
      "                          write one file a unit into the directory "
      "FILE/\n"
      "  help, version           print this text, or the version, and stop\n\n"
      "Decisions are reported through -fopt-info-optimized, "
      "-fopt-info-missed,\n"
      "-fsave-optimization-record, the dump of this pass, and "
      "-fdump-ipa-all.\n";

static void
option_error (const struct plugin_argument *arg, const char *reason)
{
  if (arg->value)
    error ("%<-fplugin-arg-pgo-%s=%s%>: %s", arg->key, arg->value, reason);
  else
    error ("%<-fplugin-arg-pgo-%s%>: %s", arg->key, reason);
}

/* Set or clear in pgo_options.enabled the bits of the comma list in ARG.  */

static bool
read_list (const struct plugin_argument *arg, bool enable)
{
  for (const char *p = arg->value;;)
    {
      size_t length = strcspn (p, ",");
      unsigned bit = 0;
      for (const auto &o : optimisations)
        if (strlen (o.name) == length && strncmp (o.name, p, length) == 0)
          bit = o.bit;
      if (!bit)
        {
          option_error (arg, "unknown optimisation; known are inline, devirt, "
                             "counts, options and layout");
          return false;
        }
      if (enable)
        pgo_options.enabled |= bit;
      else
        pgo_options.enabled &= ~bit;
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
      pgo_options.profiles.safe_push (xstrndup (p, length));
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
      fputs (key[0] == 'h' ? help_text : "pgo " PGO_VERSION "\n", stdout);
      fflush (stdout);
      exit (SUCCESS_EXIT_CODE);
    }

  if (strcmp (key, "dump") == 0)
    {
      pgo_options.dump = arg->value ? arg->value : "";
      return true;
    }

  static const char *const keys[]
      = { "profile",        "disable",        "enable", "hot-percent",
          "devirt-percent", "growth-percent", "limit",  "stats" };
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
    return read_list (arg, false);
  if (strcmp (key, "enable") == 0)
    return read_list (arg, true);
  if (strcmp (key, "hot-percent") == 0)
    return read_number (arg, 1, 100, &policy->hot_percent);
  if (strcmp (key, "devirt-percent") == 0)
    return read_number (arg, 50, 100, &policy->devirt_percent);
  if (strcmp (key, "growth-percent") == 0)
    return read_number (arg, 0, 1000, &policy->growth_percent);
  if (strcmp (key, "limit") == 0)
    {
      double limit;
      if (!read_number (arg, 0, UINT_MAX - 1, &limit))
        return false;
      if (limit != (unsigned) limit)
        {
          option_error (arg, "not a whole number");
          return false;
        }
      pgo_options.limit = (unsigned) limit;
      return true;
    }
  pgo_options.stats = arg->value;
  return true;
}

bool
pgo_options_read (const struct plugin_name_args *info)
{
  pgo_options.policy = pgo_policy_default;
  pgo_options.enabled
      = PGO_INLINE | PGO_DEVIRT | PGO_COUNTS | PGO_OPTIONS | PGO_LAYOUT;
  pgo_options.limit = UINT_MAX;

  bool good = true;
  for (int i = 0; i < info->argc; i++)
    good &= read_argument (&info->argv[i]);
  return good;
}
