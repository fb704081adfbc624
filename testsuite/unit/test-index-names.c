/* Tests of which names an index takes for one function.
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

static void
test_clones (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "a.c", 10 },
          { "foo", "foo", "a.c", 100 },
          { "foo.isra.0", "foo.isra.0", "a.c", 100 },
          { "foo.part.0", "foo.part.0", "a.c", 100 },
          { "bar.cold", "bar.cold", "b.c", 50 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  struct pgo_site site;

  add (&d, 1000, "main:1 foo:2 bar.cold:5");
  add (&d, 2000, "main:1 foo.isra.0:2 bar.cold:5");
  add (&d, 4000, "main:1 foo:7 foo.part.0:8");
  add (&d, 4000, "main:1 foo:7 foo.part.0:2 bar.cold:5");
  add (&d, 100, "main:1 foo:3 foo:7 foo.part.0:8");
  index = finish (&d);
  CHECK ("clones are one function", fn_of (index, "foo")->weight == 11100);
  CHECK_STRING ("under its canonical name", fn_of (index, "bar.cold")->name,
                "bar");
  CHECK_STRING ("also for people", fn_of (index, "bar")->pretty, "bar");
  CHECK ("any clone finds it",
         fn_of (index, "foo.constprop.3") == fn_of (index, "foo"));
  site = site_of (index, "main", 1, "foo");
  CHECK ("an outlined part is no call of its own",
         site.weight == 11100 && site.own == 4000);
  CHECK ("its calls are the function's",
         site_of (index, "foo", 2, "bar").own == 7000);
  CHECK ("a recursion stays one", site_of (index, "foo", 3, "foo").own == 100);
  pgo_index_free (index);
}

static void
test_templates (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "a.cc", 10 },
          { "sum", "_Z3sumIiEvT_", "sum.h", 5 },
          { "sum", "_Z3sumIdEvT_", "sum.h", 5 },
          { NULL, NULL, NULL, 0 } };
  const struct pgo_function one[]
      = { functions[0], functions[1], functions[3] };
  const struct pgo_function two[]
      = { functions[0], functions[2], functions[3] };
  struct draft d = draft (one);
  struct pgo_index *index;

  add (&d, 1000, "main:1 sum:2");
  d.functions = two;
  add (&d, 3000, "main:1 sum:2");
  index = finish (&d);
  CHECK ("instances are kept apart",
         fn_of (index, "_Z3sumIiEvT_")->own == 1000
             && fn_of (index, "_Z3sumIdEvT_")->own == 3000);
  CHECK ("no third instance", !fn_of (index, "_Z3sumIcEvT_"));
  CHECK_STRING ("shown as the profile does",
                fn_of (index, "_Z3sumIdEvT_")->pretty, "sum");
  pgo_index_free (index);
}

/* Static functions of C++, of which debug information has no assembler name
   where they are inlined.  */
static void
test_inlined_names (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "a.cc", 10 },
          { "work", "", "a.cc", 20 },
          { "code", "_ZL4worki", "/src/a.cc", 20 },
          { "far", "", "a.cc", 40 },
          { "far_away", "_ZL3farv", "a.cc", 41 },
          { "other", "", "b.cc", 50 },
          { "other_file", "_ZL5otherv", "a.cc", 50 },
          { "either", "", "a.cc", 60 },
          { "either_int", "_ZL6eitheri", "a.cc", 60 },
          { "either_double", "_ZL6eitherd", "a.cc", 60 },
          { "alone", "", "a.cc", 70 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *fn = NULL;

  add (&d, 1000, "main:1(work:1)");
  add (&d, 2000, "main:1 code:1");
  add (&d, 1000, "main:3(far:1)");
  add (&d, 1000, "main:3 far_away:1");
  add (&d, 1000, "main:4(other:1)");
  add (&d, 1000, "main:4 other_file:1");
  add (&d, 1000, "main:5(either:1)");
  add (&d, 1000, "main:5 either_int:1");
  add (&d, 1000, "main:5 either_double:1");
  add (&d, 1000, "main:6(alone:1)");
  index = finish (&d);

  fn = fn_of (index, "_ZL4worki");
  CHECK ("inlined and own code are one function", fn && fn->own == 3000);
  CHECK ("and one site", site_of (index, "main", 1, "_ZL4worki").own == 3000);
  CHECK ("a function of another line is another",
         fn_of (index, "_ZL3farv")->own == 1000);
  CHECK ("so is one of another file",
         pgo_index_lookup (index, "_ZL5otherv", "a.cc", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->own == 1000);
  CHECK ("which is found there",
         pgo_index_lookup (index, "_ZL5otherv", "b.cc", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->own == 1000 && strcmp (fn->file, "b.cc") == 0);
  CHECK ("which of two overloads was inlined is not known",
         fn_of (index, "_ZL6eitheri")->own == 1000
             && fn_of (index, "_ZL6eitherd")->own == 1000);
  CHECK ("only inlined, found by its demangled name",
         pgo_index_lookup (index, "_ZL5alonei", "a.cc", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->own == 1000);
  pgo_index_free (index);
}

/* Add 1000 nanoseconds in each of D's functions, of which the notation cannot
   write the names.  */
static void
add_each (struct draft *d)
{
  for (const struct pgo_function *f = d->functions; f->name; f++)
    {
      const struct pgo_line line
          = { pgo_builder_function (d->builder, f), f->start_line + 1, 0 };
      const uint32_t location
          = pgo_builder_location (d->builder, PGO_NONE, ++d->address, &line, 1);
      pgo_builder_add_sample (d->builder, &location, 1,
                              (const int64_t[]){ 1, 1000 });
    }
}

/* Likewise instances of static templates.  */
static void
test_inlined_instances (void)
{
  static const struct pgo_function functions[]
      = { { "ns::sq<double>", "", "a.cc", 20 },
          { "ns::sq<long unsigned int>", "", "a.cc", 20 },
          { "ns::sq<char>", "", "a.cc", 20 },
          { "sq", "_ZN2nsL2sqIdEET_S1_", "a.cc", 20 },
          { "sq", "_ZN2nsL2sqImEET_S1_", "a.cc", 20 },
          { "sq", "_ZN2nsL2sqIiEET_S1_", "a.cc", 20 },
          { "lone<int>", "", "a.cc", 30 },
          { "lone", "_ZL4loneIdET_S0_", "a.cc", 30 },
          { "simple", "", "a.cc", 40 },
          { "simple", "_ZL6simpleIdET_S0_", "a.cc", 40 },
          { "(anonymous namespace)::S::get", "", "a.cc", 50 },
          { "get", "_ZNK12_GLOBAL__N_11S3getEi", "a.cc", 50 },
          { "operator()", "", "a.cc", 60 },
          { "lambda", "_ZZN2ns2goEjENKUljE_clEj", "a.cc", 60 },
          { "operator()", "", "a.cc", 70 },
          { "lambda", "_ZZN2ns2goEjENKUljE0_clEj", "a.cc", 70 },
          { "lambda", "_ZZN2ns2goEjENKUljE1_clEj", "a.cc", 70 },
          { "T::put", "", "a.cc", 80 },
          { "put", "_ZN1S3putEv", "a.cc", 80 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *fn = NULL;

  add_each (&d);
  index = finish (&d);
  CHECK ("an instance is joined with its own code",
         fn_of (index, "_ZN2nsL2sqIdEET_S1_")->own == 2000);
  CHECK ("whatever its type is called",
         fn_of (index, "_ZN2nsL2sqImEET_S1_")->own == 2000);
  CHECK ("not with that of another",
         fn_of (index, "_ZN2nsL2sqIiEET_S1_")->own == 1000
             && fn_of (index, "_ZL4loneIdET_S0_")->own == 1000);
  CHECK ("nor where the instance is not named",
         fn_of (index, "_ZL6simpleIdET_S0_")->own == 1000);
  CHECK ("an instance that was only inlined",
         pgo_index_lookup (index, "_ZN2nsL2sqIcEET_S1_", "a.cc", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->own == 1000);
  CHECK ("one that was not at all",
         pgo_index_lookup (index, "_ZN2nsL2sqIfEET_S1_", "a.cc", true, &fn)
             == PGO_MATCH_NONE);
  CHECK ("a lambda, of which the scope is not told",
         fn_of (index, "_ZZN2ns2goEjENKUljE_clEj")->own == 2000);
  CHECK ("which of two lambdas was inlined is not known",
         fn_of (index, "_ZZN2ns2goEjENKUljE0_clEj")->own == 1000
             && fn_of (index, "_ZZN2ns2goEjENKUljE1_clEj")->own == 1000);
  CHECK ("a member of another class is another",
         fn_of (index, "_ZN1S3putEv")->own == 1000);
  CHECK ("an anonymous namespace",
         fn_of (index, "_ZNK12_GLOBAL__N_11S3getEi")->own == 2000);
  pgo_index_free (index);
}

static void
test_variants (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "a.cc", 10 },
          { "inlined", "_ZN1AC4Ei", "a.cc", 20 },
          { "base", "_ZN1AC2Ei", "a.cc", 20 },
          { "complete", "_ZN1AC1Ei.isra.0", "a.cc", 20 },
          { "destroy", "_ZN1AD2Ev", "a.cc", 30 },
          { "delete", "_ZN1AD0Ev", "a.cc", 30 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;

  add (&d, 1000, "main:1(inlined:1)");
  add (&d, 1000, "main:1 base:1");
  add (&d, 1000, "main:1 complete:1");
  add (&d, 1000, "main:2 destroy:1");
  add (&d, 4000, "main:2 delete:1");
  index = finish (&d);
  CHECK ("one constructor",
         fn_of (index, "_ZN1AC1Ei")->own == 3000
             && site_of (index, "main", 1, "_ZN1AC1Ei").own == 3000);
  CHECK ("by any of its names",
         fn_of (index, "_ZN1AC2Ei") == fn_of (index, "_ZN1AC1Ei")
             && fn_of (index, "_ZN1AC4Ei") == fn_of (index, "_ZN1AC1Ei"));
  CHECK ("a destructor", fn_of (index, "_ZN1AD1Ev")->own == 1000);
  CHECK ("and the one that frees", fn_of (index, "_ZN1AD0Ev")->own == 4000);
  pgo_index_free (index);
}

static void
test_files (void)
{
  static const struct pgo_function functions[]
      = { { "a", "init", "lib/a/x.c", 10 },
          { "b", "init", "lib/b/x.c", 20 },
          { "tail", "init", "x.c", 30 },
          { "one", "run", "/build/src/run.c", 40 },
          { "two", "run", "../src/run.c", 40 },
          { "three", "run", "", 0 },
          { "cxx1", "_Z3runv", "/one/run.cc", 50 },
          { "cxx2", "_Z3runv", "/two/run.cc", 50 },
          { "local1", "_ZL3runv", "/one/run.cc", 50 },
          { "local2", "_ZL3runv", "/two/run.cc", 50 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *fn = NULL;

  for (const struct pgo_function *f = functions; f->name; f++)
    {
      char stack[20];
      snprintf (stack, sizeof stack, "%s:1", f->name);
      add (&d, 1000, stack);
    }
  index = finish (&d);

  CHECK ("static functions of one name: ambiguous",
         pgo_index_lookup (index, "init", NULL, false, &fn)
             == PGO_MATCH_AMBIGUOUS);
  CHECK ("the file decides",
         pgo_index_lookup (index, "init", "/src/lib/b/x.c", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->start_line == 20 && fn->own == 1000);
  CHECK ("a file like two of them decides nothing",
         pgo_index_lookup (index, "init", "c/x.c", true, &fn)
             == PGO_MATCH_AMBIGUOUS);
  CHECK ("a local function of another file",
         pgo_index_lookup (index, "init", "lib/a/y.c", true, &fn)
             == PGO_MATCH_ELSEWHERE);
  CHECK ("a local function, file unknown",
         pgo_index_lookup (index, "init", NULL, true, &fn)
             == PGO_MATCH_ELSEWHERE);

  CHECK ("spellings of one file are one function",
         pgo_index_lookup (index, "run", NULL, false, &fn) == PGO_MATCH_FOUND
             && fn->own == 3000);
  CHECK_STRING ("with the longest file name", fn->file, "/build/src/run.c");
  CHECK ("global, in another file",
         pgo_index_lookup (index, "run", "moved.c", false, &fn)
             == PGO_MATCH_FOUND);
  CHECK ("an external C++ name is one function",
         pgo_index_lookup (index, "_Z3runv", NULL, false, &fn)
                 == PGO_MATCH_FOUND
             && fn->own == 2000);
  CHECK ("a local C++ name is not",
         pgo_index_lookup (index, "_ZL3runv", "/two/run.cc", true, &fn)
                 == PGO_MATCH_FOUND
             && fn->own == 1000);
  CHECK ("unknown",
         pgo_index_lookup (index, "walk", NULL, false, &fn) == PGO_MATCH_NONE);
  CHECK ("a prefix is another name",
         pgo_index_lookup (index, "ru", NULL, false, &fn) == PGO_MATCH_NONE);
  CHECK ("so is a longer one",
         pgo_index_lookup (index, "runs", NULL, false, &fn) == PGO_MATCH_NONE);
  pgo_index_free (index);
}

static void
test_demangled (void)
{
  static const struct pgo_function functions[]
      = { { "ns::full(int)", "", "a.cc", 10 },
          { "ns::simple", "", "a.cc", 20 },
          { "ns::twice", "", "a.cc", 30 },
          { "ns::twice", "", "a.cc", 40 },
          { "ns::both", "", "a.cc", 50 },
          { "ns::both", "", "b.cc", 50 },
          { "_ZN2ns6mangleEv", "", "a.cc", 60 },
          { "plain", "", "a.c", 70 },
          { "ns::known", "_ZN2ns5knownEi", "a.cc", 80 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *fn = NULL;

  add_each (&d);
  index = finish (&d);

  CHECK ("demangled in full",
         pgo_index_lookup (index, "_ZN2ns4fullEi", "a.cc", false, &fn)
                 == PGO_MATCH_FOUND
             && fn->start_line == 10);
  CHECK ("another overload",
         pgo_index_lookup (index, "_ZN2ns4fullEd", "a.cc", false, &fn)
             == PGO_MATCH_NONE);
  CHECK ("simplified", pgo_index_lookup (index, "_ZN2ns6simpleEi.part.0",
                                         "/src/a.cc", false, &fn)
                               == PGO_MATCH_FOUND
                           && fn->start_line == 20);
  CHECK ("simplified, another file",
         pgo_index_lookup (index, "_ZN2ns6simpleEi", "b.cc", false, &fn)
             == PGO_MATCH_NONE);
  CHECK ("simplified, several functions in the file",
         pgo_index_lookup (index, "_ZN2ns5twiceEi", "a.cc", false, &fn)
             == PGO_MATCH_AMBIGUOUS);
  CHECK ("simplified, several files",
         pgo_index_lookup (index, "_ZN2ns4bothEi", NULL, false, &fn)
             == PGO_MATCH_AMBIGUOUS);
  CHECK ("simplified, the file decides",
         pgo_index_lookup (index, "_ZN2ns4bothEi", "b.cc", false, &fn)
                 == PGO_MATCH_FOUND
             && strcmp (fn->file, "b.cc") == 0);
  CHECK ("a mangled name in place of the readable one",
         pgo_index_lookup (index, "_ZN2ns6mangleEv", "a.cc", false, &fn)
             == PGO_MATCH_FOUND);
  CHECK_STRING ("is shown demangled", fn->pretty, "ns::mangle()");
  CHECK ("a name of C", pgo_index_lookup (index, "plain", "a.c", false, &fn)
                            == PGO_MATCH_FOUND);
  CHECK ("one with an assembler name is matched by that alone",
         pgo_index_lookup (index, "_ZN2ns5knownEd", "a.cc", false, &fn)
             == PGO_MATCH_NONE);
  pgo_index_free (index);
}

/* What INDEX says of ASM_NAME, which starts at START_LINE of FILE.  */
static enum pgo_match
query (const struct pgo_index *index, const char *asm_name, const char *file,
       int64_t start_line, const struct pgo_fn **fn)
{
  const struct pgo_query q
      = { .asm_name = asm_name, .file = file, .start_line = start_line };

  return pgo_index_query (index, &q, fn);
}

/* Names as debug information has them, and nothing else.  */
static void
test_unqualified (void)
{
  static const struct pgo_function functions[]
      = { { "get", "", "a.cc", 10 },     { "get", "", "a.cc", 20 },
          { "get", "", "b.cc", 10 },     { "put", "", "a.cc", 30 },
          { "sq<int>", "", "a.cc", 40 }, { "run", "", "a.c", 50 },
          { NULL, NULL, NULL, 0 } };
  static const struct pgo_function later[]
      = { { "put", "", "a.cc", 33 }, { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index = pgo_index_new ();
  const struct pgo_fn *fn = NULL;

  add_each (&d);
  add_draft (index, &d, NULL);
  d = draft (later);
  add_each (&d);
  add_draft (index, &d, NULL);
  pgo_index_finish (index);

  CHECK ("a member by where it starts",
         query (index, "_ZN1S3getEv", "a.cc", 20, &fn) == PGO_MATCH_SHARED
             && fn->start_line == 20 && fn->own == 1000);
  CHECK ("another",
         query (index, "_ZN1T3getEv", "/src/a.cc", 10, &fn) == PGO_MATCH_SHARED
             && fn->start_line == 10 && fn->own == 1000);
  CHECK ("not one that starts elsewhere",
         query (index, "_ZN1U3getEv", "a.cc", 11, &fn) == PGO_MATCH_NONE);
  CHECK ("nor in another file",
         query (index, "_ZN1S3getEv", "c.cc", 10, &fn) == PGO_MATCH_NONE);
  CHECK ("nor where that is not known",
         query (index, "_ZN1S3getEv", "a.cc", 0, &fn) == PGO_MATCH_NONE
             && query (index, "_ZN1S3getEv", NULL, 10, &fn) == PGO_MATCH_NONE);
  CHECK ("a plain function of that name, by where it starts",
         query (index, "_Z3getv", "a.cc", 20, &fn) == PGO_MATCH_SHARED
             && fn->start_line == 20);
  CHECK ("or not at all",
         query (index, "_Z3getv", "a.cc", 0, &fn) == PGO_MATCH_AMBIGUOUS
             && strcmp (fn->name, "get") == 0);
  CHECK ("an instance",
         query (index, "_Z2sqIiET_S0_", "a.cc", 40, &fn) == PGO_MATCH_SHARED);
  CHECK ("not another instance",
         query (index, "_Z2sqIdET_S0_", "a.cc", 40, &fn) == PGO_MATCH_NONE);
  CHECK ("a function that moved between profiles is one",
         query (index, "put", "a.cc", 30, &fn) == PGO_MATCH_FOUND
             && fn->own == 2000);
  CHECK ("a C function",
         query (index, "run", "a.c", 50, &fn) == PGO_MATCH_FOUND);
  CHECK ("that moved within its file",
         query (index, "run", "a.c", 55, &fn) == PGO_MATCH_FOUND);
  CHECK ("is not that of another file",
         query (index, "run", "b.c", 50, &fn) == PGO_MATCH_NONE);
  CHECK ("unless that is not known",
         query (index, "run", NULL, 0, &fn) == PGO_MATCH_FOUND);
  pgo_index_free (index);
}

/* Instances of templates that debug information and demanglers spell
   differently.  */
static void
test_spellings (void)
{
  static const struct pgo_function functions[]
      = { { "ns::each<main()::<lambda(const item&)> >", "", "a.h", 10 },
          { "each<main(int)::<lambda(int)> >", "", "a.h", 10 },
          { "H<main()::<lambda(int)> >::run", "", "a.h", 20 },
          { "sum<std::vector<item> >", "", "a.h", 30 },
          { "both<main()::<lambda(int)> >", "", "a.h", 40 },
          { "both", "_Z4bothIZ4mainEUliE_EiT_", "a.h", 40 },
          { "two<main()::<lambda(int)> >", "", "a.h", 50 },
          { "two<main(int)::<lambda(int)> >", "", "a.h", 50 },
          { "old<main()::<lambda(int)> >", "", "a.h", 60 },
          { "old", "_Z3oldIZ4mainEUliE_EiT_", "a.h", 61 },
          { "old", "_Z3oldIZ4mainEUldE_EiT_", "a.h", 60 },
          { NULL, NULL, NULL, 0 } };
  static const char each_item[] = "_ZN2ns4eachIZ4mainEUlRK4itemE_EEjjT_";
  static const char each_int[] = "_ZN2ns4eachIZ4mainEUliE_EEjjT_";
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *fn = NULL;

  add_each (&d);
  index = finish (&d);
  CHECK ("one over a lambda",
         query (index, each_item, "/src/a.h", 10, &fn) == PGO_MATCH_SHARED
             && fn->own == 1000);
  CHECK ("without its scopes",
         query (index, each_int, "a.h", 10, &fn) == PGO_MATCH_SHARED
             && strcmp (fn->name, "each<main(int)::<lambda(int)> >") == 0);
  CHECK ("not one over another lambda",
         query (index, "_ZN2ns4eachIZ4mainEUldE_EEjjT_", "a.h", 10, &fn)
             == PGO_MATCH_NONE);
  CHECK ("nor one that starts elsewhere",
         query (index, each_item, "a.h", 11, &fn) == PGO_MATCH_NONE);
  CHECK ("nor in another file",
         query (index, each_item, "b.h", 10, &fn) == PGO_MATCH_NONE);
  CHECK ("nor where that is not known",
         query (index, each_item, "a.h", 0, &fn) == PGO_MATCH_NONE
             && query (index, each_item, NULL, 10, &fn) == PGO_MATCH_NONE);
  CHECK ("a member of a template",
         query (index, "_ZN1HIZ4mainEUliE_E3runEi", "a.h", 20, &fn)
             == PGO_MATCH_SHARED);
  CHECK ("default template arguments",
         query (index, "_Z3sumISt6vectorI4itemSaIS1_EEEjT_", "a.h", 30, &fn)
             == PGO_MATCH_SHARED);
  CHECK ("one with a symbol is that",
         query (index, "_Z4bothIZ4mainEUliE_EiT_", "a.h", 40, &fn)
                 == PGO_MATCH_FOUND
             && fn->own == 1000);
  CHECK ("what may be a part of that is no other's",
         query (index, "_Z4bothIZ4mainEUliE0_EiT_", "a.h", 40, &fn)
             == PGO_MATCH_AMBIGUOUS);
  CHECK ("two that it may be",
         query (index, "_Z3twoIZ4mainEUliE_EiT_", "a.h", 50, &fn)
             == PGO_MATCH_AMBIGUOUS);
  CHECK ("a symbol of another line or other arguments is no rival",
         query (index, "_Z3oldIZ4mainEUliE0_EiT_", "a.h", 60, &fn)
             == PGO_MATCH_SHARED);
  pgo_index_free (index);
}

/* How many functions an index has of N that are named for people only and one
   with a symbol, all of one name and at one line, each in a file of its own but
   for the latter.  */
static size_t
crowd (unsigned n)
{
  struct draft d = draft (NULL);
  const struct pgo_fn *const *fns;
  struct pgo_index *index;
  char file[20];

  for (unsigned i = 0; i <= n; i++)
    {
      const struct pgo_function function
          = { .name = "crowd",
              .system_name = i == n ? "_ZL5crowdv" : "",
              .file = file,
              .start_line = 5 };
      snprintf (file, sizeof file, "a%u.cc", i % n);
      const struct pgo_line line
          = { pgo_builder_function (d.builder, &function), 6 + i, 0 };
      const uint32_t location
          = pgo_builder_location (d.builder, PGO_NONE, 0, &line, 1);
      pgo_builder_add_sample (d.builder, &location, 1,
                              (int64_t[]){ 1, PERIOD });
    }
  index = finish (&d);
  n = pgo_index_functions (index, &fns);
  pgo_index_free (index);
  return n;
}

static void
test_crowd (void)
{
  CHECK ("a few of one name", crowd (9) == 9);
  CHECK ("a few hundred are not compared", crowd (300) == 301);
}

/* A thunk and its method are one function, called once.  */
static void
test_thunks (void)
{
  static const struct pgo_function functions[]
      = { { "main", "main", "a.cc", 10 },
          { "put", "_ZN1A3putEv", "a.cc", 20 },
          { "thunk", "_ZThn16_N1A3putEv", "", 0 },
          { "get", "A::get()", "a.cc", 30 },
          { "non-virtual thunk to A::get()", "", "", 0 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index;
  const struct pgo_fn *put;

  add (&d, 1000, "main:1 put:3");
  add (&d, 2000, "main:1 thunk");
  add (&d, 4000, "main:1 thunk put:3");
  add (&d, 8000, "main:1 put:5 thunk put:3");
  index = finish (&d);
  put = fn_of (index, "_ZN1A3putEv");
  CHECK ("a thunk is its method",
         put && put->own == 15000 && fn_of (index, "_ZThn16_N1A3putEv") == put);
  CHECK_STRING ("for people too", put->pretty, "put");
  CHECK ("and keeps its file and line",
         strcmp (put->file, "a.cc") == 0 && put->start_line == 20);
  CHECK ("a call through it is one call",
         site_of (index, "main", 1, "_ZN1A3putEv").own == 7000);
  CHECK ("a recursion is two",
         site_of (index, "_ZN1A3putEv", 5, "_ZN1A3putEv").own == 8000);
  pgo_index_free (index);
}

/* A function of the profile and where a compiler looks for it.  */
struct file_case
{
  const char *name;
  const char *file;      /* Of the profile's function.  */
  const char *others[4]; /* Other files of the profile.  */
  const char *asked;
  enum pgo_match match;
};

static void
test_other_files (void)
{
  static const struct file_case cases[] = {
    { "the same", "/p/net/x.c", { 0 }, "/p/net/x.c", PGO_MATCH_FOUND },
    { "one beside, nothing else known",
      "/home/me/net/x.c",
      { 0 },
      "/home/me/disk/x.c",
      PGO_MATCH_FOUND },
    { "one beside, most files outside",
      "/home/me/net/x.c",
      { "/home/me/main.c", "/home/me/lib/y.c" },
      "/home/me/disk/x.c",
      PGO_MATCH_ELSEWHERE },
    { "half of them are not",
      "/home/me/net/x.c",
      { "/home/me/net/y.c", "/home/me/lib/y.c" },
      "/home/me/disk/x.c",
      PGO_MATCH_FOUND },
    { "one beside, which was sampled",
      "/home/me/net/x.c",
      { "/home/me/net/y.c", "/home/me/net/z.c", "/home/me/disk/z.c" },
      "/home/me/disk/x.c",
      PGO_MATCH_ELSEWHERE },
    { "files that fork near the root tell nothing",
      "/build/x.c",
      { "/main.c", "/lib.c" },
      "/src/x.c",
      PGO_MATCH_FOUND },
    { "nor do those of another user",
      "/home/you/x.c",
      { "/home/me/main.c", "/home/me/y.c" },
      "/home/me/x.c",
      PGO_MATCH_FOUND },
    { "a version",
      "/home/me/app-1.0/x.c",
      { "/home/me/main.c", "/home/me/y.c", "/home/me/app-1.1/z.c" },
      "/home/me/app-1.1/x.c",
      PGO_MATCH_FOUND },
    { "of which there is the number alone",
      "/home/me/2/x.c",
      { "/home/me/main.c", "/home/me/y.c", "/home/me/10/z.c" },
      "/home/me/10/x.c",
      PGO_MATCH_FOUND },
    { "no version",
      "/home/me/app/x.c",
      { "/home/me/main.c", "/home/me/y.c" },
      "/home/me/apple/x.c",
      PGO_MATCH_ELSEWHERE },
    { "another file is more like it",
      "/far/net/x.c",
      { "/far/disk/x.c" },
      "/home/me/disk/x.c",
      PGO_MATCH_ELSEWHERE },
    { "a relative name tells nothing",
      "net/x.c",
      { "main.c" },
      "/p/disk/x.c",
      PGO_MATCH_FOUND },
    { "unless another is more like it",
      "net/x.c",
      { "disk/x.c" },
      "/p/disk/x.c",
      PGO_MATCH_ELSEWHERE },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      const struct file_case *c = &cases[i];
      struct pgo_function functions[6] = { { "f", "f", c->file, 10 } };
      struct draft d = draft (functions);
      const struct pgo_fn *fn;

      for (size_t k = 0; k < 4 && c->others[k]; k++)
        functions[k + 1]
            = (struct pgo_function){ "other", "other", c->others[k], 10 };
      for (size_t k = 0; functions[k].name; k++)
        {
          struct draft one = d;
          one.functions = &functions[k];
          add (&one, 1000, k == 0 ? "f:1" : "other:1");
        }
      struct pgo_index *index = finish (&d);
      CHECK (c->name,
             pgo_index_lookup (index, "f", c->asked, true, &fn) == c->match);
      CHECK ("a global name is found wherever it is",
             pgo_index_lookup (index, "f", c->asked, false, &fn)
                 == PGO_MATCH_FOUND);
      pgo_index_free (index);
    }
}

/* Where most files are says less than the line at which a function starts, a
   file of the directory that is asked about says more.  */
static void
test_same_start (void)
{
  static const struct pgo_function functions[]
      = { { "f", "f", "/home/me/debug/x.c", 10 },
          { "main", "main", "/home/me/main.c", 10 },
          { "g", "g", "/home/me/net/y.c", 10 },
          { "h", "", "/home/me/debug/x.c", 0 },
          { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index = pgo_index_new ();
  const struct pgo_fn *fn = NULL;
  struct pgo_query q = { .asm_name = "f",
                         .file = "/home/me/release/x.c",
                         .start_line = 10,
                         .local = true };

  add_each (&d);
  add_draft (index, &d, NULL);
  pgo_index_finish (index);
  CHECK ("at the same line in another directory",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_FOUND);
  q.start_line = 11;
  CHECK ("at another line",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_ELSEWHERE);
  q.start_line = 0;
  CHECK ("at no line", pgo_index_query (index, &q, &fn) == PGO_MATCH_ELSEWHERE);
  q.start_line = 10;
  q.file = "/home/me/net/x.c";
  CHECK ("at the same line in a directory with samples",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_ELSEWHERE);
  q.asm_name = "h";
  CHECK ("at a line that nobody knows in a directory with samples",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_ELSEWHERE);
  q.file = "/home/me/release/x.c";
  q.local = false;
  CHECK ("at a line that nobody knows in another directory",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_FOUND);
  pgo_index_free (index);
}

/* What the assembler calls otherwise.  */
static void
test_source_names (void)
{
  static const struct pgo_function functions[]
      = { { "step", "step", "a.c", 10 },   { "far", "far", "b.c", 10 },
          { "cxx", "cxx", "a.c", 30 },     { "twice", "twice", "a.c", 40 },
          { "twice", "twice", "a.c", 50 }, { NULL, NULL, NULL, 0 } };
  struct draft d = draft (functions);
  struct pgo_index *index = pgo_index_new ();
  const struct pgo_fn *fn = NULL;
  struct pgo_query q = { .asm_name = "step.0",
                         .source_name = "step",
                         .file = "/src/a.c",
                         .start_line = 12,
                         .local = true };

  add_each (&d);
  add_draft (index, &d, NULL);
  pgo_index_finish (index);
  CHECK ("by the name in the source, for others to claim",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_SHARED
             && fn->start_line == 10 && !fn->several);
  q.source_name = NULL;
  CHECK ("not without it", pgo_index_query (index, &q, &fn) == PGO_MATCH_NONE);
  q.source_name = "far";
  CHECK ("not in another file",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_ELSEWHERE);
  q.local = false;
  CHECK ("global or not",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_ELSEWHERE);
  q.source_name = "twice";
  CHECK ("two of that name are told",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_SHARED && fn->several);
  q.asm_name = "cxx";
  q.source_name = "step";
  CHECK ("the assembler's name comes first",
         pgo_index_query (index, &q, &fn) == PGO_MATCH_FOUND
             && strcmp (fn->name, "cxx") == 0);
  pgo_index_free (index);
}

int
main (void)
{
  test_clones ();
  test_templates ();
  test_inlined_names ();
  test_inlined_instances ();
  test_variants ();
  test_files ();
  test_demangled ();
  test_unqualified ();
  test_spellings ();
  test_crowd ();
  test_thunks ();
  test_other_files ();
  test_same_start ();
  test_source_names ();
  return unit_end ();
}
