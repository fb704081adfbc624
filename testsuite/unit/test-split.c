/* Tests of prepared profiles that are directories: prepared/split.h,
   prepare/part_names.h, index/mapped.c.
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

#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "draft.h"
#include "prepare/part_names.h"
#include "prepare/prepare.h"
#include "prepared/split.h"

/* ---- Names of parts.  */

static void
test_part_names (void)
{
  static const char *const sources[]
      = { "src/a.c", "src/A.c",   "b.c",   "../x.c",    "./y.c",
          "",        "d.pgo/z.c", "z.pgo", "two words", "/abs.c",
          "%41.c",   "@41=.c",    "a//b.c" };
  enum
  {
    N = sizeof sources / sizeof *sources
  };
  static const char *const expected[N] = { NULL,
                                           "src/@41.c.pgo",
                                           NULL,
                                           "@2e@2e/x.c.pgo",
                                           "@2e/y.c.pgo",
                                           "@.pgo",
                                           "d@2epgo/z.c.pgo",
                                           NULL,
                                           "two@20words.pgo",
                                           "@/abs.c.pgo",
                                           "@2541.c.pgo",
                                           "@4041@3d.c.pgo",
                                           "a/@/b.c.pgo" };
  const char *names[N];
  struct pgo_pool *pool = pgo_pool_new ();
  char lengthy[2][1000];
  const char *cut[2] = { lengthy[0], lengthy[1] };

  pgo_part_names (sources, N, pool, names);
  for (size_t i = 0; i < N; i++)
    {
      char name[64];
      snprintf (name, sizeof name, "part of '%s'", sources[i]);
      CHECK_STRING (name, names[i] ? names[i] : "as it is",
                    expected[i] ? expected[i] : "as it is");
    }
  for (size_t i = 0; i < 2; i++)
    {
      memset (lengthy[i], 'x', sizeof lengthy[i] - 1);
      lengthy[i][sizeof lengthy[i] - 1] = '\0';
      lengthy[i][500] = (char) ('a' + i);
    }
  pgo_part_names (cut, 2, pool, names);
  CHECK ("long names are cut", names[0] && strlen (names[0]) < 210);
  CHECK ("and differ", strcmp (names[0], names[1]) != 0);
  pgo_pool_free (pool);
}

/* ---- An index of a directory.  */

#define TEXT "test-split.pgo"
#define DIRECTORY "test-split.dir"
#define UNKNOWN "test-split.unknown"

static const struct pgo_function functions[]
    = { { "main", "main", "/app/src/a.c", 10 },
        { "foo", "foo", "/app/src/a.c", 100 },
        { "bar", "bar", "/app/lib/b.c", 200 },
        { "baz", "baz", "/app/src/c.c", 300 },
        { "leaf", "leaf", "/app/lib/b.c", 400 },
        { "nowhere", "nowhere", "", 0 },
        { NULL, NULL, NULL, 0 } };

static const struct pgo_function twin[]
    = { { "foo", "foo", "/app/lib/a.c", 40 },
        { "leaf", "leaf", "/app/lib/a.c", 60 },
        { NULL, NULL, NULL, 0 } };

/* Bar is called by foo and baz, and baz always by line 7 of main; in foo's
   calls its line 9 is not reached.  Of NOWHERE are so many samples.  */
static struct pgo_index *
made (int64_t nowhere)
{
  struct draft d = draft (functions);

  add (&d, 3000 * PERIOD, "main:1 foo:2 bar:5");
  add (&d, 1000 * PERIOD, "main:3 foo:2 bar:5 leaf:1");
  add (&d, 1200 * PERIOD, "main:7 baz:4 bar:5");
  add (&d, 2400 * PERIOD, "main:7 baz:4 bar:9");
  add (&d, 1300 * PERIOD, "main:9 baz:4 bar:9 leaf:2");
  add (&d, 590 * PERIOD, "main:1 foo:6");
  add (&d, nowhere * PERIOD, "main:1 nowhere");
  d.functions = twin;
  add (&d, 900 * PERIOD, "foo:7 leaf:3");
  return finish (&d);
}

/* The index of the profile FILE.  */
static struct pgo_index *
opened (const char *file)
{
  struct pgo_index *index = pgo_index_new ();
  struct pgo_error err;

  if (!pgo_index_add_file (index, file, NULL, &err))
    printf ("FAIL: %s\n", err.message);
  pgo_index_finish (index);
  return index;
}

/* How many files of INDEX have been looked into.  */
static size_t
looked_into (const struct pgo_index *index)
{
  const char *const *files;

  return pgo_index_looked_into (index, &files);
}

static void
prepare_all (void)
{
  struct pgo_prepared sums;
  struct pgo_error err;
  struct pgo_index *index = made (700), *unknown = made (20000);

  if (!pgo_prepare (index, NULL, NULL, TEXT, &sums, &err)
      || !pgo_prepare_split (index, NULL, DIRECTORY, &sums, &err)
      || !pgo_prepare_split (unknown, NULL, UNKNOWN, &sums, &err))
    printf ("FAIL: %s\n", err.message);
  pgo_index_free (index);
  pgo_index_free (unknown);
}

static const struct pgo_fn *
found (const struct pgo_index *index, const char *name, const char *file)
{
  const struct pgo_fn *fn = NULL;

  pgo_index_lookup (index, name, file, false, &fn);
  return fn;
}

/* What is asked opens what answers, and nothing else.  */
static void
test_opening (void)
{
  struct pgo_index *index = opened (DIRECTORY), *text = opened (TEXT);
  const struct pgo_fn *foo, *bar, *all_foo, *all_bar, *all_main;
  const struct pgo_site *sites;
  const struct pgo_file *files;
  struct pgo_frame frame, all_frame;
  int64_t in_context;

  CHECK ("of a text nothing is opened", looked_into (text) == 0);
  CHECK ("first the head", looked_into (index) == 1);
  CHECK ("it has functions", pgo_index_any_p (index));
  CHECK ("a name alone opens nothing",
         !found (index, "foo", NULL) && looked_into (index) == 1);
  foo = found (index, "foo", "/home/me/app/src/a.c");
  CHECK ("a file opens its part", foo && looked_into (index) == 2);
  CHECK ("not the one of its base name in another directory",
         foo->start_line == 100);
  bar = found (index, "bar", NULL);
  CHECK ("what is called is known there", bar && looked_into (index) == 2);
  all_foo = found (text, "foo", "/home/me/app/src/a.c");
  all_bar = found (text, "bar", NULL);
  all_main = found (text, "main", NULL);
  CHECK ("with its weights", bar->own == all_bar->own
                                 && bar->weight == all_bar->weight
                                 && bar->called == all_bar->called);
  frame = (struct pgo_frame){ found (index, "main", NULL), 3 };
  all_frame = (struct pgo_frame){ all_main, 3 };
  in_context = pgo_fn_site_own (foo, 2, bar, &frame, 1);
  CHECK ("and what it weighs in a context",
         in_context == pgo_fn_site_own (all_foo, 2, all_bar, &all_frame, 1)
             && looked_into (index) == 2);
  CHECK ("a file of which nothing is open has no functions",
         pgo_index_namesakes (index, "b.c", &files) == 1
             && files->n_functions == 0);
  CHECK ("its lines are elsewhere",
         pgo_fn_sites (bar, &sites) == 2 && looked_into (index) == 3);
  CHECK ("now it has them", pgo_index_namesakes (index, "b.c", &files) == 1
                                && files->n_functions == 2 && files->own > 0);
  CHECK ("it is still one function", found (index, "bar", NULL) == bar
                                         && !pgo_index_named (index, "bar", 1));
  CHECK ("and says the same",
         in_context == pgo_fn_site_own (foo, 2, bar, &frame, 1));
  CHECK ("two of a name", pgo_index_named (index, "leaf", 0)
                              && !pgo_index_named (index, "leaf", 1));
  pgo_index_open_source (index, "x/lib/a.c");
  CHECK ("both are known", pgo_index_named (index, "leaf", 1)
                               && pgo_index_named (index, "foo", 1)
                               && looked_into (index) == 4);
  pgo_index_open_source (index, "x/lib/other.c");
  CHECK ("a file that is in none opens nothing", looked_into (index) == 4);
  pgo_index_free (index);
  pgo_index_free (text);
}

/* A function without a file is looked for where no file answers, and most have
   none.  */
static void
test_nameless (void)
{
  struct pgo_index *index = opened (DIRECTORY);

  CHECK ("not where most of the weight has files",
         !found (index, "nowhere", "/x/z.c") && looked_into (index) == 1);
  pgo_index_free (index);
  index = opened (UNKNOWN);
  CHECK ("without a file", found (index, "nowhere", "/x/z.c"));
  CHECK ("in a part of its own", looked_into (index) == 2);
  pgo_index_free (index);
  index = opened (UNKNOWN);
  pgo_index_open_source (index, "/x/lib/b.c");
  CHECK ("not where a file answers", !found (index, "nowhere", "/x/z.c"));
  pgo_index_free (index);
}

/* Are the functions A and B of two indexes the same in all that they say?  */
static bool
same_p (const struct pgo_fn *a, const struct pgo_fn *b)
{
  const struct pgo_site *x, *y;
  const struct pgo_line_weight *v, *w;
  size_t n = pgo_fn_sites (a, &x), m = pgo_fn_lines (a, &v);
  bool same = strcmp (a->name, b->name) == 0 && strcmp (a->file, b->file) == 0
              && a->weight == b->weight && a->own == b->own
              && a->called == b->called && pgo_fn_sites (b, &y) == n
              && pgo_fn_lines (b, &w) == m;

  for (size_t i = 0; same && i < m; i++)
    same = v[i].offset == w[i].offset && v[i].own == w[i].own;
  for (size_t i = 0; same && i < n; i++)
    {
      const struct pgo_frame f = { a, x[i].offset }, g = { b, y[i].offset };
      const struct pgo_site *inner, *other;
      size_t k = pgo_fn_sites (x[i].callee, &inner);
      same = x[i].offset == y[i].offset && x[i].weight == y[i].weight
             && x[i].own == y[i].own
             && strcmp (x[i].callee->name, y[i].callee->name) == 0
             && pgo_fn_sites (y[i].callee, &other) == k;
      for (size_t j = 0; same && j < k; j++)
        same = pgo_fn_site_own (x[i].callee, inner[j].offset, inner[j].callee,
                                &f, 1)
               == pgo_fn_site_own (y[i].callee, other[j].offset,
                                   other[j].callee, &g, 1);
    }
  return same;
}

static void
test_all (void)
{
  struct pgo_index *index = opened (DIRECTORY), *text = opened (TEXT);
  const struct pgo_fn *const *a, *const *b;
  const struct pgo_site *const *sites;
  size_t n = pgo_index_functions (index, &a);
  bool same = true;
  struct pgo_error err;

  CHECK ("all functions", n == pgo_index_functions (text, &b) && n == 8);
  for (size_t i = 0; i < n; i++)
    same &= same_p (a[i], b[i]);
  CHECK ("each as in one text", same);
  CHECK ("all sites",
         pgo_index_sites (index, &sites) == pgo_index_sites (text, &sites));
  CHECK ("what is hot", pgo_index_hot_threshold (index, 90)
                            == pgo_index_hot_threshold (text, 90));
  CHECK ("how much in all",
         pgo_index_total (index) == pgo_index_total (text)
             && pgo_index_period (index) == pgo_index_period (text));
  CHECK ("nothing wrong", pgo_index_good_p (index, &err));
  pgo_index_free (index);
  pgo_index_free (text);
}

/* Nothing of the directory.  */
static void
clear (void)
{
  if (system ("rm -rf " DIRECTORY " " UNKNOWN " " TEXT) != 0)
    printf ("FAIL: rm\n");
}

int
main (void)
{
  test_part_names ();
  clear ();
  prepare_all ();
  test_opening ();
  test_nameless ();
  test_all ();
  clear ();
  return unit_end ();
}
