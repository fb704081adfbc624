/* Tests of what is set right in profiles.
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

   Locations are written "NAME:LINE NAME:LINE@ADDRESS", the lines in the order
   in which they stand in the profile.  */

#include <stdlib.h>

#include "pprof/dialect.h"
#include "draft.h"
#include "names/symbol.h"

/* Functions without an assembler name; all but the last start at a multiple of
   100.  */
static const struct pgo_function nameless[]
    = { { "a", "", "x.cc", 100 },    { "b", "", "x.cc", 200 },
        { "c", "", "x.cc", 300 },    { "in", "", "x.h", 400 },
        { "deep", "", "x.h", 500 },  { "loose", "", "x.cc", 0 },
        { "cpp", "_Z3cppv", "", 5 }, { NULL, NULL, NULL, 0 } };

/* The location TEXT.  */
static uint32_t
place (struct draft *d, const char *text)
{
  struct pgo_line lines[8];
  size_t n = 0;

  while (*text && *text != '@')
    {
      size_t length = strcspn (text, ":");
      const struct pgo_function *f = d->functions;
      while (strncmp (f->name, text, length) != 0 || f->name[length] != '\0')
        f++;
      lines[n++]
          = (struct pgo_line){ pgo_builder_function (d->builder, f),
                               strtoll (text + length + 1, (char **) &text, 10),
                               0 };
      text += *text == ' ';
    }
  return pgo_builder_location (d->builder, PGO_NONE,
                               *text ? strtoull (text + 1, NULL, 10) : 0, lines,
                               n);
}

/* A profile with a sample at each of the PLACES, which end with NULL,
   normalised.  */
static struct pgo_profile *
profile_of (const char *const *places)
{
  struct draft d = draft (nameless);
  struct pgo_profile *p;

  for (; *places; places++)
    {
      const uint32_t location = place (&d, *places);
      pgo_builder_add_sample (d.builder, &location, 1,
                              (const int64_t[]){ 1, 1 });
    }
  p = pgo_builder_finish (d.builder);
  pgo_profile_normalize (p);
  return p;
}

#define PROFILE(...) profile_of ((const char *const[]){ __VA_ARGS__, NULL })

/* The lines of P's location I as text, in memory that the next call reuses.  */
static const char *
lines_of (const struct pgo_profile *p, size_t i)
{
  static char text[200];
  size_t length = 0;

  text[0] = '\0';
  for (uint32_t k = 0; k < p->locations[i].n_lines; k++)
    {
      const struct pgo_line *line = &p->lines[p->locations[i].first_line + k];
      length += snprintf (text + length, sizeof text - length, "%s%s:%d",
                          k > 0 ? " " : "", p->functions[line->function].name,
                          (int) line->line);
    }
  return text;
}

static void
test_discriminators (void)
{
  struct pgo_profile *p = PROFILE ("a:4294967402 cpp:8589934598");

  CHECK ("discriminators", p->traits == PGO_TRAIT_DISCRIMINATORS);
  CHECK_STRING ("are cut off", lines_of (p, 0), "a:106 cpp:6");
  pgo_profile_free (p);
  p = PROFILE ("a:4294967295", "b:-7", "cpp:9");
  CHECK ("a line of 32 bits has none", p->traits == 0);
  CHECK_STRING ("it stays", lines_of (p, 0), "a:-1");
  CHECK_STRING ("a negative line is unknown", lines_of (p, 1), "b:0");
  pgo_profile_free (p);
}

static void
test_lines (void)
{
  struct pgo_profile *p = PROFILE ("a:100", "b:200", "a:100@9");

  CHECK ("lines of declarators", p->traits == PGO_TRAIT_NO_LINES);
  CHECK_STRING ("are none", lines_of (p, 0), "a:0");
  CHECK ("the start lines stay", p->functions[0].start_line == 100);
  pgo_profile_normalize (p);
  CHECK ("once is enough",
         p->traits == PGO_TRAIT_NO_LINES && p->functions[0].start_line == 100);
  pgo_profile_free (p);

  p = PROFILE ("a:100", "b:201", "a:103");
  CHECK ("a function that is not sampled at its start", p->traits == 0);
  CHECK_STRING ("is believed", lines_of (p, 0), "a:100");
  CHECK ("so is its start", p->functions[0].start_line == 100);
  pgo_profile_free (p);

  p = PROFILE ("a:100", "b:200", "a:103", "loose:7");
  CHECK ("start lines that are sampled", p->traits == PGO_TRAIT_START_SAMPLED);
  CHECK ("are none",
         p->functions[0].start_line == 0 && p->functions[1].start_line == 0);
  CHECK_STRING ("the lines stay", lines_of (p, 2), "a:103");
  pgo_profile_free (p);

  p = PROFILE ("a:100", "a:99", "a:103");
  CHECK ("a line before the start", p->traits == 0);
  pgo_profile_free (p);
  p = PROFILE ("a:100", "a:103", "cpp:5");
  CHECK ("a producer of assembler names is believed", p->traits == 0);
  pgo_profile_free (p);
  p = PROFILE ("loose:7", "loose:9");
  CHECK ("no start lines, nothing to say", p->traits == 0);
  pgo_profile_free (p);
}

static void
test_order (void)
{
  struct pgo_profile *p;

  p = PROFILE ("a:101@1", "a:102 in:401@2", "a:103@3", "a:104 deep:501@4",
               "a:105 in:402 deep:503@5", "b:201@9");
  CHECK ("outermost first", p->traits == PGO_TRAIT_PHYSICAL_FIRST);
  CHECK_STRING ("is turned round", lines_of (p, 1), "in:401 a:102");
  CHECK_STRING ("with three lines", lines_of (p, 4), "deep:503 in:402 a:105");
  pgo_profile_normalize (p);
  CHECK_STRING ("once", lines_of (p, 4), "deep:503 in:402 a:105");
  pgo_profile_free (p);

  p = PROFILE ("a:101@1", "in:401 a:102@2", "a:103@3", "deep:501 a:104@4",
               "deep:503 in:402 a:105@5", "b:201@9");
  CHECK ("innermost first", p->traits == 0);
  CHECK_STRING ("stays", lines_of (p, 1), "in:401 a:102");
  pgo_profile_free (p);

  p = PROFILE ("a:101@1", "a:102 in:401@2", "b:201@3");
  CHECK ("a few votes do not decide", p->traits == 0);
  pgo_profile_free (p);
  p = PROFILE ("in:401 a:102@1", "in:401 b:202@2", "in:401 c:302@3",
               "in:402 a:103@4", "in:402 b:203@5", "a:101", "b:201", "c:301");
  CHECK ("neighbours in several functions do not overrule", p->traits == 0);
  pgo_profile_free (p);

  p = PROFILE ("a:101", "b:201", "a:102 in:401", "a:103 in:402", "b:203 in:401",
               "b:204 in:402");
  CHECK ("without addresses by own code",
         p->traits == PGO_TRAIT_PHYSICAL_FIRST);
  pgo_profile_free (p);

  p = PROFILE ("a:100", "in:400", "a:100 in:400", "deep:500");
  CHECK ("declarators in an unknown order",
         p->traits == (PGO_TRAIT_NO_LINES | PGO_TRAIT_ORDER_UNKNOWN));
  CHECK_STRING ("are not used", lines_of (p, 2), "");
  CHECK ("and marked", p->locations[2].unordered && !p->locations[0].unordered);
  CHECK_STRING ("what stands alone is", lines_of (p, 0), "a:0");
  pgo_profile_free (p);
  p = PROFILE ("a:100", "b:200", "in:400 a:100@1", "in:400 a:100@2",
               "deep:500 b:200@3", "in:400 b:200@4");
  CHECK ("declarators innermost first", p->traits == PGO_TRAIT_NO_LINES);
  CHECK_STRING ("are used", lines_of (p, 2), "in:0 a:0");
  pgo_profile_free (p);
  p = PROFILE ("a:100", "a:100 a:100");
  CHECK ("a recursion has no order", p->traits == PGO_TRAIT_NO_LINES);
  pgo_profile_free (p);
  p = PROFILE ("cpp:6", "a:101", "b:201", "a:102 in:401", "a:103 in:402",
               "b:203 in:401", "b:204 in:402");
  CHECK ("who knows assembler names knows the order", p->traits == 0);
  pgo_profile_free (p);
}

static void
test_names (void)
{
  static const struct pgo_function functions[]
      = { { "ns::f(int)", "ns::f(int)", "x.cc", 1 },
          { "main", "main", "x.cc", 50 },
          { "", "g<int>", "x.cc", 2 },
          { "h", "_Z1hv", "x.cc", 3 },
          { NULL, NULL, NULL, 0 } };
  struct pgo_builder *b = pgo_builder_new ();
  struct pgo_profile *p;

  for (const struct pgo_function *f = functions; f->name; f++)
    pgo_builder_function (b, f);
  p = pgo_builder_finish (b);
  pgo_profile_normalize (p);
  CHECK ("readable names", p->traits == PGO_TRAIT_READABLE);
  CHECK_STRING ("are no assembler names", p->functions[0].system_name, "");
  CHECK_STRING ("nor is what is the same", p->functions[1].system_name, "");
  CHECK_STRING ("the name stays", p->functions[1].name, "main");
  CHECK_STRING ("or is that", p->functions[2].name, "g<int>");
  CHECK_STRING ("an assembler name stays", p->functions[3].system_name,
                "_Z1hv");
  pgo_profile_free (p);

  CHECK ("readable", pgo_symbol_readable_p ("f(int)")
                         && pgo_symbol_readable_p ("a::b")
                         && pgo_symbol_readable_p ("g<int>")
                         && pgo_symbol_readable_p ("caf\303\251(int)")
                         && pgo_symbol_readable_p ("(anonymous namespace)::f"));
  CHECK ("not readable", !pgo_symbol_readable_p ("main")
                             && !pgo_symbol_readable_p ("_ZN1a1bEv.part.0")
                             && !pgo_symbol_readable_p ("<unknown>")
                             && !pgo_symbol_readable_p ("[kernel]")
                             && !pgo_symbol_readable_p (""));
}

static void
test_unqualified (void)
{
  static const char *const names[][2]
      = { { "main", "main" },
          { "a::b::c", "c" },
          { "a::S<x::y>::get<z::w>", "get<z::w>" },
          { "(anonymous namespace)::f", "f" },
          { "S::operator()", "operator()" },
          { "S::operator< <a::b>", "operator< <a::b>" },
          { "S::operator a::T", "operator a::T" },
          { "S::~S", "~S" } };

  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
      char *name = pgo_symbol_unqualified_name (names[i][0]);
      CHECK_STRING (names[i][0], name, names[i][1]);
      free (name);
    }
}

int
main (void)
{
  test_discriminators ();
  test_lines ();
  test_order ();
  test_names ();
  test_unqualified ();
  return unit_end ();
}
