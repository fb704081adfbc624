/* gcc-pgo check --objects.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "tool/check_objects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "check/objects.h"
#include "index/index.h"
#include "tool/tool.h"

/* What there is to tell.  */
struct account
{
  const struct pgo_objects_request *request;
  const struct pgo_object *all;
  size_t n;
  struct pgo_object_group *groups;
  size_t n_groups;
  const char *mark; /* That all should have; NULL where none has any.  */
};

/* Set DIGEST to that of the profiles of REQUEST, as the plugin makes it.  */
static bool
digest_profiles (const struct pgo_objects_request *request, char digest[17],
                 struct pgo_error *err)
{
  struct pgo_digest *sum = pgo_digest_new ();
  bool good = true;
  for (size_t i = 0; good && i < request->n_profiles; i++)
    good = pgo_index_add_file (NULL, request->profiles[i], sum, err);
  pgo_digest_end (sum, digest);
  return good;
}

/* The mark of most objects that have any, or NULL.  */
static const char *
usual_mark (const struct account *account)
{
  for (size_t i = 0; i < account->n_groups; i++)
    if (*account->groups[i].mark)
      return account->groups[i].mark;
  return NULL;
}

static bool
other_p (const struct account *account, const struct pgo_object *object)
{
  return *object->mark
         && (!account->mark || strcmp (object->mark, account->mark) != 0);
}

static bool
without_p (const struct pgo_object *object)
{
  return !*object->mark && object->by_gcc;
}

static size_t
count (const struct account *account, const char *mark)
{
  for (size_t i = 0; i < account->n_groups; i++)
    if (strcmp (account->groups[i].mark, mark) == 0)
      return account->groups[i].n;
  return 0;
}

/* Does each object have the profile that it should have?  */
static bool
good_p (const struct account *account)
{
  bool others = false;
  for (size_t i = 0; i < account->n; i++)
    others |= other_p (account, &account->all[i]);
  return account->mark && !others && count (account, account->mark) > 0
         && !(account->request->strict && count (account, "") > 0);
}

static void
print_groups (const struct account *account)
{
  size_t known = 0;
  printf ("%8s  %s\n", "objects", "profile");
  for (size_t i = 0; i < account->n_groups; i++)
    {
      const char *mark = account->groups[i].mark;
      bool asked = account->request->n_profiles > 0 && account->mark
                   && strcmp (mark, account->mark) == 0;
      printf ("%8zu  %s%s%s\n", account->groups[i].n,
              *mark ? "sha256:" : "none", mark, asked ? ", the one given" : "");
      known += account->groups[i].n;
    }
  if (known < account->n)
    printf ("%8zu  not compiled by GCC\n", account->n - known);
}

/* Print the objects that are OTHER, or without a profile, below TITLE.  */
static void
print_objects (const struct account *account, bool other, const char *title)
{
  for (size_t i = 0; i < account->n; i++)
    {
      const struct pgo_object *object = &account->all[i];
      if (other ? !other_p (account, object) : !without_p (object))
        continue;
      if (title)
        printf ("%s\n", title);
      title = NULL;
      printf (other ? "  %s: %s\n" : "  %s\n", object->name, object->mark);
    }
}

static void
print_text (const struct account *account)
{
  bool given = account->request->n_profiles > 0;
  print_groups (account);
  print_objects (account, true,
                 given ? "Built with another profile:"
                       : "Built with another profile than most:");
  print_objects (account, false, "Built without one:");
  if (good_p (account))
    return;
  if (!usual_mark (account))
    puts (
        "Nothing was built with a profile: did the flags reach the compiler?");
  else
    puts ("Build them again; if a compiler cache or another machine was in the "
          "way, tell it\nof the profile, as pgo(7) says.");
}

static void
json_objects (const struct account *account, bool other)
{
  bool first = true;
  printf (",\"%s\":[", other ? "other" : "without");
  for (size_t i = 0; i < account->n; i++)
    {
      const struct pgo_object *object = &account->all[i];
      if (other ? !other_p (account, object) : !without_p (object))
        continue;
      fputs (first ? "\n{\"object\":" : ",\n{\"object\":", stdout);
      pgo_json_string (stdout, object->name);
      if (other)
        printf (",\"profile\":\"%s\"", object->mark);
      putchar ('}');
      first = false;
    }
  putchar (']');
}

static void
print_json (const struct account *account)
{
  printf ("{\"objects\":%zu,\"good\":%s,\"profile\":", account->n,
          good_p (account) ? "true" : "false");
  if (account->mark)
    pgo_json_string (stdout, account->mark);
  else
    fputs ("null", stdout);
  fputs (",\"profiles\":[", stdout);
  bool first = true;
  for (size_t i = 0; i < account->n_groups; i++)
    if (*account->groups[i].mark)
      {
        printf ("%s\n{\"profile\":\"%s\",\"objects\":%zu}", first ? "" : ",",
                account->groups[i].mark, account->groups[i].n);
        first = false;
      }
  putchar (']');
  json_objects (account, true);
  json_objects (account, false);
  puts ("}");
}

int
pgo_check_objects (const struct pgo_objects_request *request)
{
  struct account account = { .request = request };
  struct pgo_objects *objects = pgo_objects_new ();
  struct pgo_error err;
  char digest[17];
  bool good = digest_profiles (request, digest, &err);
  for (size_t i = 0; good && i < request->n_files; i++)
    good = pgo_objects_add (objects, request->files[i], &err);
  account.all = pgo_objects_all (objects, &account.n);
  if (good && account.n == 0)
    good = pgo_error_set (&err, "%s: no object file there", request->files[0]);
  int status = PGO_EXIT_OK;
  if (good)
    {
      account.groups = pgo_objects_groups (objects, &account.n_groups);
      account.mark = request->n_profiles > 0 ? digest : usual_mark (&account);
      (request->json ? print_json : print_text) (&account);
      if (!good_p (&account))
        status = PGO_EXIT_BAD;
      free (account.groups);
    }
  else
    status = pgo_tool_error (&err);
  pgo_objects_free (objects);
  return status;
}
