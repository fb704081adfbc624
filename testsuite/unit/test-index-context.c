/* Tests of weights in calling contexts.
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

   Each stack is written in the notation of draft.h.  */

#include "draft.h"

/* A list of callers, the direct one first.  */
struct callers
{
  struct pgo_frame frames[12];
  size_t n;
};

/* The callers in TEXT, "foo:2 main:3", innermost first.  */
static struct callers
callers_of (const struct pgo_index *index, const char *text)
{
  struct callers callers = { .n = 0 };
  char name[20];
  int offset, length;

  while (sscanf (text, " %19[^:]:%d%n", name, &offset, &length) == 2)
    {
      callers.frames[callers.n++]
          = (struct pgo_frame){ fn_of (index, name), offset };
      text += length;
    }
  return callers;
}

static int64_t
line_own (const struct pgo_index *index, const char *name, int32_t offset,
          const char *context)
{
  const struct callers callers = callers_of (index, context);

  return pgo_fn_line_own (fn_of (index, name), offset, callers.frames,
                          callers.n);
}

/* Own weight of the call of CALLEE from the first frame of CONTEXT, whose
   callers are the others.  */
static int64_t
site_own (const struct pgo_index *index, const char *callee,
          const char *context)
{
  const struct callers callers = callers_of (index, context);

  return pgo_fn_site_own (callers.frames[0].caller, callers.frames[0].offset,
                          fn_of (index, callee), callers.frames + 1,
                          callers.n - 1);
}

static void
test_lines (void)
{
  struct draft d = draft (plain);
  const struct pgo_line_weight *lines;
  struct pgo_index *index;

  add (&d, 1000, "main:1 foo:2 bar:7");
  add (&d, 2000, "main:3 foo:2 bar:7");
  add (&d, 4000, "main:3(foo:4(bar:7))");
  add (&d, 8000, "main:3 foo:2 bar:8");
  add (&d, 16000, "bar:7");
  add (&d, 32000, "? bar:7");
  add (&d, 64000, "main:1 foo:2 bar:7 baz:1");
  index = finish (&d);

  CHECK ("any callers", line_own (index, "bar", 7, "") == 55000);
  CHECK ("the direct caller", line_own (index, "bar", 7, "foo:2") == 3000);
  CHECK ("two callers",
         line_own (index, "bar", 7, "foo:2 main:1") == 1000
             && line_own (index, "bar", 7, "foo:2 main:3") == 2000);
  CHECK ("inlined ones", line_own (index, "bar", 7, "foo:4 main:3") == 4000);
  CHECK ("another line", line_own (index, "bar", 8, "foo:2") == 8000);
  CHECK ("only the leaf's", line_own (index, "baz", 1, "bar:7 foo:2") == 64000
                                && line_own (index, "foo", 2, "main:1") == 0);
  CHECK ("a line without samples", line_own (index, "bar", 9, "") == 0);
  CHECK ("a caller at another line", line_own (index, "bar", 7, "foo:3") == 0);
  CHECK ("a caller that is none", line_own (index, "bar", 7, "baz:2") == 0);
  CHECK ("more callers than the stack has",
         line_own (index, "bar", 7, "foo:2 main:1 main:1") == 0);
  CHECK ("as the lines of the function say",
         pgo_fn_lines (fn_of (index, "bar"), &lines) == 2
             && line_own (index, "bar", 7, "") == lines[0].own);
  pgo_index_free (index);
}

static void
test_sites (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;

  add (&d, 1000, "main:1 foo:2 bar:7");
  add (&d, 2000, "main:1(foo:2(bar:9))");
  add (&d, 4000, "main:3 foo:2 bar:8");
  add (&d, 8000, "main:3 foo:4 bar:8");
  add (&d, 16000, "main:3 foo:2 bar:8 baz:1");
  add (&d, 32000, "foo:2 bar:-200");
  index = finish (&d);

  CHECK ("a site in any context", site_own (index, "bar", "foo:2") == 39000);
  CHECK ("as the site says", site_of (index, "foo", 2, "bar").own == 39000);
  CHECK ("in one", site_own (index, "bar", "foo:2 main:1") == 3000);
  CHECK ("in another", site_own (index, "bar", "foo:2 main:3") == 4000);
  CHECK ("another site", site_own (index, "bar", "foo:4 main:3") == 8000
                             && site_own (index, "bar", "foo:4 main:1") == 0);
  CHECK ("another callee", site_own (index, "baz", "bar:8 foo:2") == 16000
                               && site_own (index, "baz", "foo:2") == 0);
  pgo_index_free (index);
}

static void
test_depth (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;
  static const char eight[] = "foo:9 foo:8 foo:7 foo:6 foo:5 foo:4 foo:3 foo:2";
  char ten[100];

  add (&d, 1000,
       "main:1 foo:1 foo:2 foo:3 foo:4 foo:5 foo:6 foo:7 foo:8 "
       "foo:9 bar:1");
  add (&d, 2000,
       "main:2 foo:1 foo:2 foo:3 foo:4 foo:5 foo:6 foo:7 foo:8 "
       "foo:9 bar:1");
  add (&d, 4000, "foo:3 foo:4 foo:5 foo:6 foo:7 foo:8 foo:9 bar:1");
  index = finish (&d);

  snprintf (ten, sizeof ten, "%s foo:1 main:1", eight);
  CHECK ("eight callers", line_own (index, "bar", 1, eight) == 3000);
  CHECK ("the ninth is not looked at", line_own (index, "bar", 1, ten) == 3000);
  snprintf (ten, sizeof ten, "%s foo:9", eight);
  CHECK ("and may be another one", line_own (index, "bar", 1, ten) == 3000);
  CHECK ("nor by a site", site_own (index, "bar", ten) == 3000);
  CHECK ("seven callers",
         line_own (index, "bar", 1, "foo:9 foo:8 foo:7 foo:6 foo:5 foo:4 foo:3")
             == 7000);
  pgo_index_free (index);
}

/* Frames that the profile tells apart and the index does not.  */
static void
test_merged (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "a.c", 10 },
          { "old", "foo", "a.c", 50 },
          { "new", "foo.isra.0", "a.c", 60 },
          { "bar", "bar", "a.c", 100 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *foo;

  add (&d, 1000, "main:1 old:3 bar:1");
  add (&d, 2000, "main:1 new:3 bar:1");
  add (&d, 4000, "main:1 new:4 bar:1");
  index = finish (&d);
  foo = fn_of (index, "foo");
  CHECK ("clones and start lines",
         line_own (index, "bar", 1, "foo:3 main:1") == 3000);
  CHECK ("the offset of a line, where the compiler has moved it",
         pgo_fn_offset (foo, 83, 80) == 3);
  CHECK ("offsets are in 32 bits",
         pgo_fn_offset (foo, INT64_MAX, -1) == INT32_MAX
             && pgo_fn_offset (foo, INT64_MIN, 1) == INT32_MIN
             && pgo_fn_offset (foo, 1, INT64_MAX) == INT32_MIN);
  pgo_index_free (index);

  index = pgo_index_new ();
  pgo_index_finish (index);
  pgo_index_free (index);
}

int
main (void)
{
  test_lines ();
  test_sites ();
  test_depth ();
  test_merged ();
  return unit_end ();
}
