/* Tests of the weights, sites and lines of an index.
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

static size_t
n_lines (const struct pgo_fn *fn)
{
  const struct pgo_line_weight *lines;

  return pgo_fn_lines (fn, &lines);
}

/* Number I of FN's lines, which has one.  */
static struct pgo_line_weight
line_at (const struct pgo_fn *fn, size_t i)
{
  const struct pgo_line_weight *lines;

  pgo_fn_lines (fn, &lines);
  return lines[i];
}

static size_t
n_sites (const struct pgo_fn *fn)
{
  const struct pgo_site *sites;

  return pgo_fn_sites (fn, &sites);
}

/* Number I of FN's sites, which has one.  */
static struct pgo_site
site_at (const struct pgo_fn *fn, size_t i)
{
  const struct pgo_site *sites;

  pgo_fn_sites (fn, &sites);
  return sites[i];
}

static void
test_weights (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;
  const struct pgo_fn *fn;
  struct pgo_site site;

  add (&d, 5000, "main:3 foo:2 bar:7");
  add (&d, 2000, "main:3 foo:4");
  add (&d, 1000, "main:3 foo:5 bar:7");
  add (&d, -9000, "main:3 foo:9 baz:1");
  index = finish (&d);

  CHECK ("total", pgo_index_total (index) == 8000);
  CHECK ("period", pgo_index_period (index) == PERIOD);
  CHECK_STRING ("unit", pgo_index_unit (index), "nanoseconds");
  fn = fn_of (index, "foo");
  CHECK ("own", fn && fn->own == 2000);
  CHECK ("inclusive", fn && fn->weight == 8000);
  CHECK ("lines of a function", fn && n_lines (fn) == 1
                                    && line_at (fn, 0).offset == 4
                                    && line_at (fn, 0).own == 2000);
  fn = fn_of (index, "bar");
  CHECK ("a line in two contexts",
         fn && n_lines (fn) == 1 && line_at (fn, 0).own == 6000);
  site = site_of (index, "main", 3, "foo");
  CHECK ("site: inclusive and own", site.weight == 8000 && site.own == 2000);
  site = site_of (index, "foo", 2, "bar");
  CHECK ("site of the leaf", site.weight == 5000 && site.own == 5000);
  CHECK ("negative values leave no trace", !fn_of (index, "baz"));
  CHECK ("sites", count_sites (index) == 3);
  pgo_index_free (index);
  pgo_index_free (NULL);
}

/* The code of the function I of plain in D.  */
static void
code (struct draft *d, size_t i, int64_t bytes, int64_t entry_line,
      int64_t entry_bytes)
{
  pgo_builder_note_code (
      d->builder, pgo_builder_function (d->builder, &plain[i]),
      &(struct pgo_machine_code){ bytes, entry_bytes, entry_line, 0 });
}

static void
test_code (void)
{
  struct draft d = draft (plain), e, f, g;
  struct pgo_index *index;
  const struct pgo_fn *fn;

  /* Line 1 of foo is its entry.  A line of that number in bar is none, where it
     is inlined into foo.  */
  add (&d, 1000, "main:3 foo:1");
  add (&d, 2000, "main:3 foo:4");
  add (&d, 4000, "main:3 foo:4(bar:1)");
  add (&d, 8000, "main:3 foo:1(bar:-99)");
  add (&d, 16000, "main:3 foo:1 baz:2");
  code (&d, 1, 300, 101, 20);
  code (&d, 3, 50, 0, 0);
  add (&d, 32000, "main:3");
  pgo_builder_note_code (d.builder, pgo_builder_function (d.builder, &plain[0]),
                         &(struct pgo_machine_code){ 70, 9, 13, 4 });
  index = finish (&d);
  fn = fn_of (index, "foo");
  CHECK ("size of code",
         fn && fn->code.bytes == 300 && fn->code.entry_bytes == 20);
  CHECK ("samples in code, with what is inlined", fn->code.weight == 15000);
  CHECK ("its own", fn->code.own == 3000);
  CHECK ("in the entry", fn->code.entry == 1000);
  fn = fn_of (index, "bar");
  CHECK ("what was inlined has none",
         fn && fn->code.bytes == 0 && fn->code.weight == 0);
  fn = fn_of (index, "baz");
  CHECK ("without an entry", fn && fn->code.bytes == 50 && fn->code.own == 16000
                                 && fn->code.entry == 0);
  fn = fn_of (index, "main");
  CHECK ("another column is no entry", fn && fn->code.entry_bytes == 9
                                           && fn->code.own == 32000
                                           && fn->code.entry == 0);
  pgo_index_free (index);

  for (int reversed = 0; reversed < 2; reversed++)
    {
      static const struct pgo_function elsewhere[]
          = { { "main", "main", "a.c", 10 },
              { "foo", "foo", "a.c", 100 },
              { NULL, NULL, NULL, 0 } };
      d = draft (plain);
      add (&d, 1000, "foo:1");
      code (&d, 1, reversed ? 400 : 300, 101, reversed ? 30 : 20);
      e = draft (plain);
      add (&e, 2000, "foo:1");
      add (&e, 4000, "foo:2");
      code (&e, 1, reversed ? 300 : 400, 102, reversed ? 20 : 30);
      f = draft (plain);
      add (&f, 8000, "foo:1");
      g = draft (elsewhere);
      add (&g, 16000, "foo:4");
      pgo_builder_note_code (g.builder,
                             pgo_builder_function (g.builder, &elsewhere[1]),
                             &(struct pgo_machine_code){ 350, 25, 101, 0 });
      index = pgo_index_new ();
      add_draft (index, &d, NULL);
      add_draft (index, &e, NULL);
      add_draft (index, &f, NULL);
      add_draft (index, &g, NULL);
      pgo_index_finish (index);
      fn = fn_of (index, "foo");
      CHECK (reversed ? "largest first" : "largest last",
             fn->code.bytes == 400 && fn->code.entry_bytes == 30);
      CHECK (reversed ? "again" : "the samples where code is known",
             fn->code.weight == 23000 && fn->code.entry == 5000);
      pgo_index_free (index);
    }
}

/* A function and an outlined part of it.  */
static void
test_code_of_clones (void)
{
  static const struct pgo_function clones[]
      = { { "foo", "foo", "/src/a.c", 100 },
          { "x", "foo.part.0", "/src/a.c", 100 },
          { NULL, NULL, NULL, 0 } };
  const struct pgo_machine_code small = { 40, 4, 101, 0 },
                                large = { 90, 9, 103, 0 };
  struct draft d = draft (clones);
  struct pgo_index *index;
  const struct pgo_fn *fn;

  add (&d, 1000, "foo:1");
  add (&d, 2000, "x:3");
  add (&d, 4000, "x:5");
  pgo_builder_note_code (d.builder,
                         pgo_builder_function (d.builder, &clones[0]), &small);
  pgo_builder_note_code (d.builder,
                         pgo_builder_function (d.builder, &clones[1]), &large);
  index = finish (&d);
  fn = fn_of (index, "foo");
  CHECK ("the largest clone",
         fn && fn->code.bytes == 90 && fn->code.entry_bytes == 9);
  CHECK ("the samples of all",
         fn->code.weight == 7000 && fn->code.entry == 3000);
  pgo_index_free (index);
}

static void
test_recursion (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;
  struct pgo_site site;

  add (&d, 1000, "main:1 foo:2 foo:2 foo:2 bar:3 foo:2 foo:9");
  index = finish (&d);
  CHECK ("a function counts once a stack",
         fn_of (index, "foo")->weight == 1000);
  site = site_of (index, "foo", 2, "foo");
  CHECK ("a site counts once a stack", site.weight == 1000);
  CHECK ("own of the two last frames", site.own == 1000);
  CHECK ("the others own nothing",
         site_of (index, "foo", 2, "bar").own == 0
             && site_of (index, "foo", 2, "bar").weight == 1000);
  pgo_index_free (index);
}

static void
test_inlined (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;
  struct pgo_site site;

  add (&d, 3000, "main:3(foo:2(bar:7)) baz:1");
  add (&d, 1000, "main:3(foo:2(bar:8))");
  index = finish (&d);
  site = site_of (index, "main", 3, "foo");
  CHECK ("caller of an inlined function", site.weight == 4000 && site.own == 0);
  site = site_of (index, "foo", 2, "bar");
  CHECK ("inlined into inlined", site.weight == 4000 && site.own == 1000);
  site = site_of (index, "bar", 7, "baz");
  CHECK ("called from inlined", site.weight == 3000 && site.own == 3000);
  CHECK ("the innermost owns the sample", fn_of (index, "bar")->own == 1000);
  pgo_index_free (index);
}

static void
test_unknown_frames (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "/src/a.c", 10 },
          { "foo", "foo", "/src/a.c", 100 },
          { "", "", "/src/a.c", 7 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;

  add (&d, 1000, "main:1 ? foo:2");
  add (&d, 1000, "main:1 :3 foo:2");
  add (&d, 1000, "main:1 foo:2 ?");
  add (&d, 1000, "?");
  add (&d, 1000, "");
  index = finish (&d);
  CHECK ("all is in the total", pgo_index_total (index) == 5000);
  CHECK ("no edge across an unknown frame",
         count_sites (index) == 1
             && site_of (index, "main", 1, "foo").weight == 1000);
  CHECK ("below an unknown frame a function weighs",
         fn_of (index, "foo")->weight == 3000
             && fn_of (index, "foo")->own == 2000);
  pgo_index_free (index);
}

static void
test_lines (void)
{
  static const struct pgo_function functions[]
      = { { "none", "none", "a.c", 0 },     { "known", "mixed", "a.c", 100 },
          { "unknown", "mixed", "a.c", 0 }, { "old", "moved", "a.c", 50 },
          { "new", "moved", "a.c", 60 },    { "leaf", "leaf", "a.c", 500 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *fn;
  const struct pgo_site *sites = NULL;

  add (&d, 1000, "none:42 leaf:1");
  add (&d, 1000, "known:7 leaf:1");
  add (&d, 1000, "unknown:107 leaf:1");
  add (&d, 1000, "old:3 leaf:1");
  add (&d, 1000, "new:3 leaf:1");
  add (&d, 1000, "leaf:-490 leaf:1");
  add (&d, 1000, "leaf:99999999999999 leaf:-500");
  index = finish (&d);

  CHECK ("without a start line offsets are lines",
         site_of (index, "none", 42, "leaf").own == 1000);
  fn = fn_of (index, "none");
  CHECK ("and found so",
         pgo_fn_sites_at (fn, 42, 30, &sites) == 1 && sites->own == 1000);
  fn = fn_of (index, "mixed");
  CHECK ("a spelling without a start line takes that of another",
         fn->start_line == 100 && n_sites (fn) == 1
             && site_at (fn, 0).offset == 7 && site_at (fn, 0).own == 2000);
  CHECK ("found where the compiler has moved it",
         pgo_fn_sites_at (fn, 27, 20, &sites) == 1 && sites->offset == 7);
  CHECK ("not a line later", pgo_fn_sites_at (fn, 28, 20, &sites) == 0);
  CHECK ("nor without a line", pgo_fn_sites_at (fn, 0, -7, &sites) == 0);
  fn = fn_of (index, "moved");
  CHECK ("each to its own start line", fn->start_line == 50 && n_sites (fn) == 1
                                           && site_at (fn, 0).offset == 3
                                           && site_at (fn, 0).own == 2000);
  fn = fn_of (index, "leaf");
  CHECK ("offsets may be negative", site_at (fn, 0).offset == -490);
  CHECK ("and are in 32 bits",
         n_sites (fn) == 2 && site_at (fn, 1).offset > 1 << 20);
  CHECK ("a sample without a line has no line weight",
         fn->own == 7000 && n_lines (fn) == 1 && line_at (fn, 0).own == 6000);
  pgo_index_free (index);
}

/* What a build cannot use.  */
static void
test_losses (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "a.c", 10 },
          { "none", "none", "a.c", 0 },
          { "old", "moved", "a.c", 50 },
          { "new", "moved", "a.c", 60 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  struct pgo_losses losses;
  const struct pgo_site *sites;

  add (&d, 1000, "main:1 ?");
  add (&d, 2000, "");
  add (&d, 4000, "main:1 none");
  add (&d, 8000, "main:-10 none:3");
  add (&d, 16000, "? main:2");
  add (&d, 1000, "old:-50 main:1");
  add (&d, 1000, "new:-60 main:1");
  index = finish (&d);
  losses = pgo_index_losses (index);
  CHECK ("samples without a name", losses.unnamed == 3000);
  CHECK ("samples without a line", losses.no_line == 4000);
  CHECK ("no frames of unknown order", losses.unordered == 0);
  CHECK ("nothing had to be set right", pgo_index_traits (index) == 0);
  CHECK ("a site without a line",
         pgo_fn_sites_without_line (fn_of (index, "main"), &sites) == 1
             && sites->own == 8000
             && sites->offset == pgo_fn_no_line (fn_of (index, "main")));
  CHECK ("whatever the start line",
         pgo_fn_sites_without_line (fn_of (index, "moved"), &sites) == 1
             && sites->own == 2000);
  CHECK ("and none",
         pgo_fn_sites_without_line (fn_of (index, "none"), &sites) == 0);
  pgo_index_free (index);
}

/* The same samples in two orders and two ways of adding them up.  */
static void
test_order (void)
{
  static const char *const stacks[]
      = { "main:1 foo:2 bar:3",  "main:1 bar:2 foo:3", "main:1 baz:2 foo:2",
          "main:2 foo:2(baz:1)", "main:2 baz:9",       "main:1 foo:2" };
  const size_t n = sizeof stacks / sizeof stacks[0];
  struct pgo_index *indices[2];
  const struct pgo_fn *const *fns[2];
  const struct pgo_site *const *sites[2];
  struct draft d = draft (plain);
  bool same = true;

  for (size_t i = 0; i < n; i++)
    add (&d, 1000, stacks[i]);
  indices[0] = finish (&d);
  indices[1] = pgo_index_new ();
  for (size_t part = 0; part < 2; part++)
    {
      d = draft (plain);
      for (size_t i = n; i-- > 0;)
        if (i % 2 == part)
          add (&d, 1000, stacks[i]);
      CHECK (part ? "second profile" : "first profile",
             add_draft (indices[1], &d, NULL));
    }
  pgo_index_finish (indices[1]);

  CHECK ("as many functions",
         pgo_index_functions (indices[0], &fns[0]) == 4
             && pgo_index_functions (indices[1], &fns[1]) == 4);
  for (size_t i = 0; i < 4; i++)
    same &= strcmp (fns[0][i]->name, fns[1][i]->name) == 0
            && fns[0][i]->own == fns[1][i]->own
            && fns[0][i]->weight == fns[1][i]->weight;
  CHECK ("functions in the same order", same);
  size_t n_sites = pgo_index_sites (indices[0], &sites[0]);
  CHECK ("as many sites",
         n_sites == pgo_index_sites (indices[1], &sites[1]) && n_sites == 9);
  for (size_t i = 0; i < n_sites; i++)
    same
        &= strcmp (sites[0][i]->caller->name, sites[1][i]->caller->name) == 0
           && strcmp (sites[0][i]->callee->name, sites[1][i]->callee->name) == 0
           && sites[0][i]->offset == sites[1][i]->offset
           && sites[0][i]->weight == sites[1][i]->weight
           && sites[0][i]->own == sites[1][i]->own;
  CHECK ("sites in the same order", same);
  CHECK ("by weight, then own weight, then name",
         sites[0][0]->weight == 2000
             && strcmp (sites[0][0]->callee->name, "foo") == 0
             && sites[0][n_sites - 1]->weight == 1000);
  CHECK ("equal functions by name",
         strcmp (fns[0][0]->name, "foo") == 0
             && strcmp (fns[0][1]->name, "baz") == 0
             && strcmp (fns[0][2]->name, "bar") == 0);
  CHECK ("totals add up", pgo_index_total (indices[1]) == 6000);
  pgo_index_free (indices[0]);
  pgo_index_free (indices[1]);
}

static void
test_sites_of_a_line (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;
  const struct pgo_site *sites;

  add (&d, 1000, "main:4 foo:1");
  add (&d, 3000, "main:4 baz:1");
  add (&d, 1000, "main:4 bar:1");
  add (&d, 9000, "main:5 bar:1");
  index = finish (&d);
  CHECK ("three callees at a line",
         pgo_fn_sites_at (fn_of (index, "main"), 14, 10, &sites) == 3);
  CHECK ("by own weight", strcmp (sites[0].callee->name, "baz") == 0);
  CHECK ("equal ones by name",
         strcmp (sites[1].callee->name, "bar") == 0
             && strcmp (sites[2].callee->name, "foo") == 0);
  pgo_index_free (index);
}

static void
test_threshold (void)
{
  struct draft d = draft (plain);
  struct pgo_index *index;

  add (&d, 90000, "main:1 foo:1");
  add (&d, 8000, "main:2 foo:1");
  add (&d, 1000, "main:3 foo:1");
  add (&d, 1000, "main:4 foo:1");
  index = finish (&d);
  CHECK ("90 % in one site", pgo_index_hot_threshold (index, 90) == 90000);
  CHECK ("98 % in two", pgo_index_hot_threshold (index, 98) == 8000);
  CHECK ("99 % in three", pgo_index_hot_threshold (index, 99) == 1000);
  CHECK ("all", pgo_index_hot_threshold (index, 100) == 1000);
  pgo_index_free (index);

  index = pgo_index_new ();
  pgo_index_finish (index);
  CHECK ("of an empty index", pgo_index_hot_threshold (index, 99) == 1
                                  && pgo_index_total (index) == 0
                                  && pgo_index_period (index) == 1
                                  && count_sites (index) == 0);
  CHECK ("nothing in it", !fn_of (index, "main"));
  pgo_index_free (index);
}

/* A profile of one sample of VALUE in TYPE and UNIT.  */
static struct draft
draft_of (const char *type, const char *unit, int64_t period, int64_t value)
{
  struct draft d = { .builder = pgo_builder_new (), .functions = plain };
  const struct pgo_line line
      = { pgo_builder_function (d.builder, &plain[0]), 11, 0 };
  const uint32_t location
      = pgo_builder_location (d.builder, PGO_NONE, 1, &line, 1);

  pgo_builder_add_type (d.builder, type, unit);
  if (period > 0)
    pgo_builder_set_period (d.builder, "cpu", "nanoseconds", period);
  pgo_builder_add_sample (d.builder, &location, 1, &value);
  return d;
}

static void
test_units (void)
{
  struct pgo_index *index = pgo_index_new ();
  struct pgo_error err = { "" };
  struct draft d = draft_of ("samples", "count", 500, 6);

  CHECK ("counts with a period", add_draft (index, &d, &err));
  CHECK ("are nanoseconds", pgo_index_total (index) == 3000);
  d = draft_of ("cpu", "nanoseconds", 2000, 4000);
  CHECK ("and go with such", add_draft (index, &d, &err));
  CHECK ("the longer period holds", pgo_index_period (index) == 2000);
  d = draft_of ("samples", "count", 0, 6);
  CHECK ("counts alone do not", !add_draft (index, &d, &err));
  CHECK_STRING ("with the reason", err.message,
                "test.pgo: weighs in samples/count, the profiles before it "
                "in nanoseconds");
  d = draft_of ("cpu", "nanoseconds", 0, INT64_MAX - 6999);
  CHECK ("overflow of the total", !add_draft (index, &d, &err));
  CHECK_STRING ("with its reason", err.message,
                "test.pgo: sample 1: the sum of the weights overflows 63 bits");
  d = draft_of ("samples", "count", INT64_MAX / 2, 3);
  CHECK ("overflow of a product", !add_draft (index, &d, &err));
  pgo_index_finish (index);
  CHECK ("what failed was not added",
         pgo_index_total (index) == 7000 && fn_of (index, "main")->own == 7000);
  pgo_index_free (index);

  index = pgo_index_new ();
  d = draft_of ("samples", "count", 0, 6);
  CHECK ("counts", add_draft (index, &d, &err));
  CHECK ("of which one is a sample",
         pgo_index_period (index) == 1 && pgo_index_total (index) == 6);
  CHECK_STRING ("unit of counts", pgo_index_unit (index), "samples/count");
  d = draft_of ("cycles", "count", 0, 6);
  CHECK ("counts of something else", !add_draft (index, &d, &err));
  pgo_index_free (index);

  index = pgo_index_new ();
  d = draft_of ("cpu", "milliseconds", 0, 60000);
  pgo_builder_set_period (d.builder, "cpu", "milliseconds", 10);
  CHECK ("milliseconds", add_draft (index, &d, &err));
  CHECK ("one sample weighs in the unit of the total",
         pgo_index_total (index) / pgo_index_period (index) == 6000
             && pgo_index_period (index) == 10000000);
  d = draft_of ("cpu", "nanoseconds", 9000000, 1000000);
  CHECK ("periods are compared in nanoseconds",
         add_draft (index, &d, &err) && pgo_index_period (index) == 10000000);
  pgo_index_free (index);

  index = pgo_index_new ();
  d = draft_of ("cpu", "nanoseconds", 0, 6);
  CHECK ("no period: the least value is a sample",
         add_draft (index, &d, &err) && pgo_index_period (index) == 6);
  pgo_index_free (index);
}

int
main (void)
{
  test_weights ();
  test_code ();
  test_code_of_clones ();
  test_recursion ();
  test_inlined ();
  test_unknown_frames ();
  test_lines ();
  test_losses ();
  test_order ();
  test_sites_of_a_line ();
  test_threshold ();
  test_units ();
  return unit_end ();
}
