/* Tests of prepared profiles: prepared/text.h, prepare/prepare.h,
   index/mapped.c. Copyright (C) 2026 The gcc-pgo authors

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

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "draft.h"
#include "prepare/prepare.h"
#include "prepared/text.h"

/* ---- Lines.  */

/* A text of version 1 with the lines BODY.  */
static struct pgo_text *
text_of (const char *body, struct pgo_error *err)
{
  char *data;
  size_t size;
  FILE *stream = open_memstream (&data, &size);

  fprintf (stream, "pgo-profile 1\n%send\n", body);
  fclose (stream);
  err->message[0] = '\0';
  return pgo_text_take ((unsigned char *) data, size, "t", err);
}

/* What is wrong with BODY; "" if nothing is.  */
static const char *
fault_of (const char *body)
{
  static struct pgo_error err;
  struct pgo_text *text = text_of (body, &err);

  if (text)
    pgo_text_verify (text, &err);
  pgo_text_close (text);
  return err.message;
}

static const char good[]
    = "# a comment\n"
      "samples 17000\nleft-out 10000\ndemangled 1\nhot 99 374\nhot 99.5 4\n"
      "\n"
      "file src/a.c\n functions 2\n own 700000\n"
      "file b.c\n"
      "function f src/a.c 10 several starts\n all 900000\n own 500000\n"
      " called 400000\n code 120 14 500000 400000 3000\n rank 7\n"
      " line -1 5\n"
      " line 2 300000\n line 2 7 in g 3 \"operator new\"@\"x y.c\" 4\n"
      " call 3 100000 g\n self 0\n from 12 g 3 f 4\n"
      "function \"f(int, \\\"x\\\")\" \"\" 0 demangled contested\n"
      "function g src/a.c 99\n own 200000\n"
      "function \"operator new\" \"x y.c\" 1\n"
      "later 1 2 3\n kind of fact\n";

/* All lines of TEXT as they would be written.  */
static char *
written_again (const struct pgo_text *text)
{
  char *data;
  size_t size, at = pgo_text_start (text);
  FILE *stream = open_memstream (&data, &size);
  struct pgo_pool *pool = pgo_pool_new ();
  struct pgo_fact fact;

  do
    {
      if (!pgo_text_fact (text, &at, pool, &fact, NULL))
        break;
      if (fact.kind != PGO_FACT_OTHER)
        pgo_fact_write (stream, &fact);
    }
  while (fact.kind != PGO_FACT_END);
  fclose (stream);
  pgo_pool_free (pool);
  return data;
}

static void
test_lines (void)
{
  struct pgo_error err;
  struct pgo_text *text = text_of (good, &err), *twice;
  char *once = written_again (text), *again;

  CHECK_STRING ("every kind of line", fault_of (good), "");
  twice = text_of (once, &err);
  /* ONCE has the last line, and text_of another.  */
  CHECK ("but for one last line",
         !pgo_text_verify (twice, &err) || strstr (once, "\nend\n"));
  again = written_again (twice);
  CHECK ("written and read again", strncmp (once, again, strlen (once)) == 0);
  CHECK ("with what it had", strstr (once, " line 2 7 in g 3 \"operator new\"@"
                                           "\"x y.c\" 4\n")
                                 && strstr (once, "hot 99.5 4\n")
                                 && strstr (once, "\"f(int, \\\"x\\\")\""));
  CHECK ("names are bare where they can be", strstr (once, "function g src"));
  pgo_text_close (text);
  pgo_text_close (twice);
  free (once);
  free (again);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *body, *reason;
  } faults[] = {
    { "samples 0\n", "t:2: the number, 0, is not between 1 and" },
    { "samples x\n", "t:2: the number is no number" },
    { "samples 3 4\n", "t:2: there is more than belongs to 'samples'" },
    { "hot 101 4\n", "t:2: the percentage, 101, is not between" },
    { "hot 100.5 4\n", "t:2: the percentage is not in (0, 100]" },
    { "hot 0 4\n", "t:2: the percentage is not in (0, 100]" },
    { "left-out 1000001\n", "t:2: the weight, 1000001, is not between" },
    { "left-out 99999999999999999999999\n", "t:2: the weight, 9999" },
    { " line 1 2\n", "t:2: this belongs to a file or a function" },
    { "function f a.c 1\n rank 0\n", "t:3: the number, 0, is not between 1 and" },
    { "function f a.c 1\n line 1\n", "t:3: the weight is missing" },
    { "function f a.c 1\n line 1 -4\n", "t:3: the weight, -4, is not" },
    { "function f a.c 1\n line 1  4\n", "t:3: the weight is no number" },
    { "function f a.c 1\n line 1 4 \n", "t:3: one blank is to stand" },
    { "function f a.c 1\n line 1 4 from g 3\n", "t:3: 'in' and callers" },
    { "function f a.c 1\n from 3 g\n", "t:3: the offset is missing" },
    { "function f a.c 1\n call 3 4 g@ 3\n", "t:3: the file of the function" },
    { "function f a.c 1\n from 3 g 1 g 1 g 1 g 1 g 1 g 1 g 1 g 1 g 1\n",
      "t:3: more than 8 callers" },
    { "function g a.c 1\nfunction f a.c 1\n", "t:3: not in order: 'f'" },
    { "function f a.c 1\nfunction f a.c 1\n", "t:3: not in order: 'f'" },
    { "function f b.c 1\nfunction f a.c 1\n", "t:3: not in order: 'f'" },
    { "function f a.c 1\nfile a.c\n", "t:3: the files come before" },
    { "function f a.c 1\nsamples 3\n", "t:3: this comes before files" },
    { "file b.c\nfile a.c\n", "t:3: not in order: 'a.c'" },
    { "function \"f a.c 1\n", "t:2: the name of the function is missing" },
    { "function \"\\q\" a.c 1\n", "t:2: the name of the function is missing" },
    { "function \"\\x00\" a.c 1\n",
      "t:2: the name of the function is missing" },
    { "function f a.c\n", "t:2: the start line is missing" },
    { "<<<<<<< ours\n", "t:2: a mark of a conflict" },
    { "samples 3\n=======\n", "t:3: a mark of a conflict" },
    { ">>>>>>> theirs\n", "t:2: a mark of a conflict" },
    { "Samples 3\n", "t:2: not a line of a prepared profile" },
    { "  line 3 4\n", "t:2: not a line of a prepared profile" },
    { "function f a.c 1\n line 1 4\r\n", "t:3: the weight is no number" },
  };
  struct pgo_error err;
  static const char *const whole[][2]
      = { { "pgo-profile 2\nend\n", "t:1: not a prepared profile of version" },
          { "pgo-profile 12\nend\n", "t:1: not a prepared profile of version" },
          { "pgo-profile 1", "t:1: not a prepared profile of version" },
          { "pgo-profile 1\n", "t:2: cut off" },
          { "pgo-profile 1\nsamples 3\n", "t:3: cut off" },
          { "pgo-profile 1\nsamples 3\nend", "t:3: cut off" } };

  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    {
      char name[80];
      snprintf (name, sizeof name, "fault %zu: %s", i, faults[i].reason);
      CHECK (name, strstr (fault_of (faults[i].body), faults[i].reason)
                       == fault_of (faults[i].body));
    }
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
    {
      char name[80];
      unsigned char *data = (unsigned char *) pgo_xstrdup (whole[i][0]);
      struct pgo_text *text
          = pgo_text_take (data, strlen (whole[i][0]), "t", &err);
      snprintf (name, sizeof name, "whole %zu: %s", i, whole[i][1]);
      CHECK (name, !text && strstr (err.message, whole[i][1]) == err.message);
    }
  CHECK ("nothing in it", *fault_of ("") == '\0');
}

/* Functions between which there are as many lines as there may be.  */
static void
test_bisection (void)
{
  char *data;
  size_t size, n = 0, next;
  FILE *stream = open_memstream (&data, &size);
  struct pgo_error err;
  struct pgo_text *text;
  bool found = true, between = true, files = true;

  for (int i = 0; i < 40; i++)
    fprintf (stream, "file d%d/f%02d.c\n functions %d\n", i % 3, i, i + 1);
  for (int i = 0; i < 200; i++)
    {
      fprintf (stream, "function f%03d f.c %d\n", i, i);
      for (int k = 0; k < (i * 7919) % 97; k++)
        fprintf (stream, " line %d %d\n", k, k);
    }
  fclose (stream);
  text = text_of (data, &err);
  free (data);
  for (int i = 0; i < 200; i++)
    {
      struct pgo_pool *pool = pgo_pool_new ();
      struct pgo_fact fact;
      char name[16];
      size_t at;
      snprintf (name, sizeof name, "f%03d", i);
      at = pgo_text_find (text, name);
      found &= pgo_text_fact (text, &at, pool, &fact, NULL)
               && fact.kind == PGO_FACT_FUNCTION && fact.number == i;
      strcat (name, "x");
      next = pgo_text_find (text, name);
      between &= next == pgo_text_next_function (text, at);
      n += found;
      pgo_pool_free (pool);
    }
  CHECK ("each is found", found && n == 200);
  CHECK ("what is not there is before the next", between);
  CHECK ("before all",
         pgo_text_find (text, "") == pgo_text_find (text, "f000"));
  for (int i = 0; i < 40; i++)
    {
      struct pgo_pool *pool = pgo_pool_new ();
      struct pgo_fact fact;
      char name[32];
      size_t at;
      snprintf (name, sizeof name, "/home/f%02d.c", i);
      at = pgo_text_find_file (text, name);
      files &= pgo_text_fact (text, &at, pool, &fact, NULL)
               && fact.kind == PGO_FACT_FILE
               && pgo_text_fact (text, &at, pool, &fact, NULL)
               && fact.number == i + 1;
      pgo_pool_free (pool);
    }
  CHECK ("each file by its base name", files);
  pgo_text_close (text);
}

/* ---- From samples to a text and back.  */

#define PREPARED "test-prepared.pgo"

/* INDEX, which is freed, as a prepared profile of it is.  */
static struct pgo_index *
prepared (struct pgo_index *index)
{
  struct pgo_prepared sums;
  struct pgo_error err;
  struct pgo_index *mapped = pgo_index_new ();

  if (!pgo_prepare (index, NULL, NULL, PREPARED, &sums, &err))
    printf ("FAIL: %s\n", err.message);
  pgo_index_free (index);
  if (!pgo_index_add_file (mapped, PREPARED, NULL, &err))
    printf ("FAIL: %s\n", err.message);
  pgo_index_finish (mapped);
  return mapped;
}

/* Is WEIGHT of INDEX, whose samples were N, what N_HERE samples are rounded to?
 */
static bool
like_p (const struct pgo_index *index, int64_t weight, double n_here, double n)
{
  double a = sqrt ((double) weight / pgo_index_total (index) * n);

  return a >= sqrt (n_here) - 1.1 && a <= sqrt (n_here) + 1.1;
}

static void
test_contexts (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;
  const struct pgo_fn *foo, *bar, *top;
  const struct pgo_line_weight *lines;
  struct pgo_frame from_foo[2], from_baz[2];
  const double n = 8192;

  /* Bar is called by foo and baz, and baz always by line 7 of main; in foo's
     calls its line 9 is not reached.  */
  add (&d, 3000 * PERIOD, "main:1 foo:2 bar:5");
  add (&d, 1000 * PERIOD, "main:3 foo:2 bar:5");
  add (&d, 1200 * PERIOD, "main:7 baz:4 bar:5");
  add (&d, 2400 * PERIOD, "main:7 baz:4 bar:9");
  add (&d, 590 * PERIOD, "main:1 foo:6");
  add (&d, 1 * PERIOD, "main:1 foo:8");
  add (&d, 1 * PERIOD, "main:2 baz:8");
  index = prepared (finish (&d));

  CHECK ("prepared", pgo_index_prepared_p (index) && pgo_index_any_p (index));
  CHECK ("period",
         llabs (pgo_index_total (index) / pgo_index_period (index) - 8200)
             < 20);
  foo = fn_of (index, "foo");
  bar = fn_of (index, "bar");
  top = fn_of (index, "main");
  CHECK_STRING ("file", bar->file, "a.c");
  CHECK ("start line", bar->start_line == 200);
  CHECK ("own", like_p (index, bar->own, 7600, n)
                    && like_p (index, foo->own, 591, n) && top->own == 0);
  CHECK ("called", bar->called == bar->own);
  CHECK ("inclusive", like_p (index, foo->weight, 4591, n));
  CHECK ("lines", pgo_fn_lines (bar, &lines) == 2 && lines[0].offset == 5
                      && like_p (index, lines[0].own, 5200, n)
                      && like_p (index, lines[1].own, 2400, n));
  CHECK ("a line with one sample is none", pgo_fn_lines (foo, &lines) == 1);
  CHECK (
      "sites",
      like_p (index, site_of (index, "foo", 2, "bar").own, 4000, n)
          && like_p (index, site_of (index, "main", 1, "foo").own, 591, n)
          && like_p (index, site_of (index, "main", 1, "foo").weight, 3591, n));

  from_foo[0] = (struct pgo_frame){ foo, 2 };
  from_baz[0] = (struct pgo_frame){ fn_of (index, "baz"), 4 };
  from_foo[1] = (struct pgo_frame){ top, 3 };
  from_baz[1] = (struct pgo_frame){ top, 7 };
  CHECK ("a line in the calls of one",
         like_p (index, pgo_fn_line_own (bar, 5, from_foo, 1), 4000, n)
             && like_p (index, pgo_fn_line_own (bar, 9, from_baz, 1), 2400, n));
  CHECK ("and not in those of another",
         like_p (index, pgo_fn_line_own (bar, 9, from_foo, 1), 0, n));
  CHECK ("callers of callers",
         like_p (index, pgo_fn_line_own (bar, 5, from_foo, 2), 1000, n)
             && like_p (index, pgo_fn_line_own (bar, 9, from_baz, 2), 2400, n));
  CHECK (
      "a call in a context",
      like_p (index, pgo_fn_site_own (foo, 2, bar, from_foo + 1, 1), 1000, n));
  from_foo[1].offset = 99;
  CHECK ("a call that is none",
         pgo_fn_site_own (foo, 2, bar, from_foo + 1, 1) == 0);
  pgo_index_free (index);
  remove (PREPARED);
}

/* Two functions of one name, and what is asked for by other spellings.  */
static void
test_names (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "/build/app/src/a.c", 10 },
          { "foo", "foo", "/build/app/src/a.c", 100 },
          { "two", "two", "/build/app/lib/b.c", 200 },
          { "one", "one", "/build/app/lib/b.c", 300 },
          { "people", "", "/build/app/lib/c.cc", 7 },
          { NULL, NULL, NULL, 0 } };
  static const struct pgo_function twin[]
      = { { "foo", "foo", "/build/app/lib/b.c", 40 }, { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *fn = NULL;
  const struct pgo_file *files;

  add (&d, 500 * PERIOD, "main:1 foo:2");
  add (&d, 500 * PERIOD, "main:1 two:2");
  add (&d, 500 * PERIOD, "main:1 one:2 people:1");
  d.functions = twin;
  add (&d, 900 * PERIOD, "foo:7");
  index = prepared (finish (&d));
  CHECK ("static: its own file",
         pgo_index_lookup (index, "foo", "/other/app/lib/b.c", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->start_line == 40);
  CHECK ("and the other",
         pgo_index_lookup (index, "foo", "/other/app/src/a.c", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->start_line == 100);
  CHECK ("in a third file",
         pgo_index_lookup (index, "foo", "/other/app/src/z.c", true, &fn)
             == PGO_MATCH_ELSEWHERE);
  CHECK ("a clone",
         pgo_index_lookup (index, "one.constprop.0", "lib/b.c", false, &fn)
                 == PGO_MATCH_FOUND
             && strcmp (fn->name, "one") == 0);
  CHECK ("a name for people",
         pgo_index_lookup (index, "_Z6peoplei", "lib/c.cc", false, &fn)
                 == PGO_MATCH_FOUND
             && strcmp (fn->name, "people") == 0);
  CHECK ("one that is not there",
         pgo_index_lookup (index, "none", "lib/c.cc", false, &fn)
             == PGO_MATCH_NONE);
  CHECK ("all of a name", pgo_index_named (index, "foo", 1)
                              && !pgo_index_named (index, "foo", 2));
  CHECK ("files", pgo_index_namesakes (index, "x/b.c", &files) == 1
                      && files->n_functions == 3
                      && strcmp (files->name, "lib/b.c") == 0);
  CHECK ("a call of one of two",
         site_of (index, "main", 1, "foo").callee->start_line == 100);
  pgo_index_free (index);
  remove (PREPARED);
}

int
main (void)
{
  test_lines ();
  test_faults ();
  test_bisection ();
  test_contexts ();
  test_names ();
  return unit_end ();
}
