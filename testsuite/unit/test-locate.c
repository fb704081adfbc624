/* Unit tests of drift/locate.h: functions found in a source.
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

#include "drift/locate.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "unit.h"

#define SOURCE "locate.cc"

/* The index of a text with the one function NAME, which began at LINE and has
   the hashes HASHES, or none where that is NULL.  */
static struct pgo_index *
index_of (const char *name, int64_t line, const char *hashes)
{
  char *data;
  size_t size;
  FILE *stream = open_memstream (&data, &size);
  struct pgo_index *index = pgo_index_new ();
  struct pgo_error err;

  fprintf (stream, "pgo-profile 1\nsamples 100\nfunction \"%s\" %s %d\n", name,
           SOURCE, (int) line);
  fprintf (stream, " all 500000\n own 500000\n");
  if (hashes)
    fprintf (stream, " source %s\n", hashes);
  fputs ("end\n", stream);
  fclose (stream);
  if (!pgo_index_take (index, (unsigned char *) data, size, "t", NULL, &err))
    printf ("FAIL: %s\n", err.message);
  return index;
}

/* Where the function NAME of INDEX is in the source TEXT.  */
static int64_t
place_in (struct pgo_index *index, const char *text)
{
  struct pgo_sources *sources = pgo_sources_new ();
  const struct pgo_fn *const *fns;
  struct pgo_error err;
  int64_t line;

  pgo_file_replace (SOURCE, text, strlen (text), &err);
  pgo_index_functions (index, &fns);
  line = pgo_locate_function (fns[0], sources, SOURCE);
  pgo_sources_free (sources);
  return line;
}

/* The hashes of the function that begins at LINE of TEXT; the caller frees
   them.  */
static char *
hashes_of (const char *text, int64_t line)
{
  struct pgo_sources *sources = pgo_sources_new ();
  struct pgo_error err;
  size_t n = 0, end = 0;
  const uint32_t *hashes;
  char *result;

  pgo_file_replace (SOURCE, text, strlen (text), &err);
  hashes = pgo_source_function (sources, SOURCE, line, &n);
  result = pgo_xcalloc (2 * n + 1, 1);
  for (size_t i = 0; i < n; i++)
    end += pgo_source_encode (hashes[i], result + end);
  pgo_sources_free (sources);
  return result;
}

/* Names alone.  */
static void
test_names (void)
{
  static const struct
  {
    const char *what, *name, *text;
    int line;
  } cases[] = {
    { "a definition", "f", "int x;\nint f (int a)\n{ }\n", 2 },
    { "on a line of its own", "f", "static int\nf (int a)\n{\n}\n", 2 },
    { "a declaration first", "f", "int f (int);\nint f (int a) {}\n", 2 },
    { "a declaration alone", "f", "int f (int);\n", 0 },
    { "calls", "f", "int g (int a)\n{ if (f (a)) { f (a); } x = f (a); }\n",
      0 },
    { "part of a word", "f", "int ff (int a) {}\nint f_ (int a) {}\n", 0 },
    { "in a comment", "f", "/* int f (int a) {} */\n// f (){}\nint f(){}\n",
      3 },
    { "in a literal", "f", "char *s = \"f () {}\";\nint f(){}\n", 2 },
    { "in parentheses", "f", "LUA_API int (f) (int a) {\n}\n", 1 },
    { "a pointer to a function as a parameter", "f",
      "int f (int (*g) (int), int a)\n{ }\n", 1 },
    { "attributes behind", "f", "int f (int a) __attribute__ ((cold))\n{ }\n",
      1 },
    { "what is assigned", "f", "int (*f) (int) = g;\n", 0 },
    { "a member", "_ZNK1a1b1fEi", "int b::f (int a) const noexcept\n{ }\n", 1 },
    { "a constructor", "_ZN1bC1Ei",
      "struct b\n{\n  b ();\n  ~b () {}\n};\nb::b (int a) : x {a}, y (2) {}\n",
      6 },
    { "a destructor", "_ZN1bD1Ev", "struct b\n{\n  b () {}\n  ~b () {}\n};\n",
      4 },
    { "a template's instance", "_Z1fIiEiT_",
      "template <typename T>\nint f (T a)\n{ }\n", 2 },
    { "its specialisation", "_Z1fIiEiT_",
      "template <>\nint f<int> (int a)\n{ }\n", 2 },
    { "a call operator", "_ZN1bclEi",
      "int b::operator[] (int a) {}\nint b::operator () (int a) {}\n", 2 },
    { "an index operator", "_ZN1bixEi",
      "int b::operator() (int a) {}\nint b::operator[] (int a) {}\n", 2 },
    { "operator new", "_ZN1bnwEm",
      "void b::operator delete (void *p) {}\nvoid *b::operator new (size_t n) "
      "{}\n",
      2 },
    { "a name for people", "b::f(int)", "int b::f (int a)\n{ }\n", 1 },
    { "nothing", "f", "", 0 },
    { "at the end", "f", "int f", 0 },
    { "not closed", "f", "int f (int a", 0 },
    /* The old line is 4.  */
    { "the nearest", "f", "int f () {}\n\n\n\nint f () {}\n\n\nint f () {}\n",
      5 },
    { "made by a macro", "op_add", "\n\n\nOP (add, +)\n", 4 },
    { "made by no macro", "op_add", "\n\n\nint x = a + b;\n", 0 },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct pgo_index *index = index_of (cases[i].name, 4, NULL);
      int64_t line = place_in (index, cases[i].text);
      CHECK (cases[i].what, line == cases[i].line);
      pgo_index_free (index);
    }
}

static const char overloads[] = "int\n"                   /* 1 */
                                "f (int a)\n"             /* 2 */
                                "{\n"                     /* 3 */
                                "  one (a);\n"            /* 4 */
                                "  return two (a);\n"     /* 5 */
                                "}\n"                     /* 6 */
                                "int\n"                   /* 7 */
                                "f (long a)\n"            /* 8 */
                                "{\n"                     /* 9 */
                                "  three (a);\n"          /* 10 */
                                "  return four (a);\n"    /* 11 */
                                "}\n"                     /* 12 */
                                "FUNCTION (g, (int a),\n" /* 13 */
                                "{\n"                     /* 14 */
                                "  return five (a);\n"    /* 15 */
                                "})\n";                   /* 16 */

/* What the function was tells which it is.  */
static void
test_contents (void)
{
  static const char swapped[] = "int\nf (char a)\n{\n  six (a);\n}\n"
                                "int\nf (long long a)\n{\n  zero ();\n"
                                "  three (a);\n  return four (a);\n}\n"
                                "int x;\nint\nf (int a)\n{\n  one (a);\n"
                                "  return two (a);\n}\n";
  static const char macro[]
      = "int x, y;\nFUNCTION (g, (int a),\n{\n  five (a);\n})\n";
  static const struct
  {
    const char *what, *name;
    int old;
    const char *text;
    int line;
  } cases[] = {
    { "unchanged, the first", "_Z1fi", 2, overloads, 2 },
    { "unchanged, the second", "_Z1fl", 8, overloads, 8 },
    { "of overloads that which it was", "_Z1fi", 2, swapped, 15 },
    { "and where it has changed", "_Z1fl", 8, swapped, 7 },
    { "made by a macro", "g", 13, macro, 2 },
    { "gone", "g", 13, "int x;\n", 0 },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      char *hashes = hashes_of (overloads, cases[i].old);
      struct pgo_index *index = index_of (cases[i].name, cases[i].old, hashes);
      CHECK (cases[i].what, place_in (index, cases[i].text) == cases[i].line);
      pgo_index_free (index);
      free (hashes);
    }
}

/* Whether the N DIRS have FILE as FOUND.  */
static bool
file_p (const char *const *dirs, size_t n, const char *file, const char *found)
{
  struct pgo_sources *sources = pgo_sources_new ();
  char *path = pgo_locate_file (sources, dirs, n, file);
  bool right = path ? found && strcmp (path, found) == 0 : !found;

  pgo_sources_free (sources);
  free (path);
  return right;
}

static void
test_files (void)
{
  static const char *const dirs[] = { "locate.d", "locate.d/src" };
  struct pgo_error err;

  mkdir ("locate.d", 0777);
  mkdir ("locate.d/src", 0777);
  pgo_file_replace ("locate.d/a.c", "1", 1, &err);
  pgo_file_replace ("locate.d/src/a.c", "2", 1, &err);
  pgo_file_replace ("locate.d/src/b.c", "3", 1, &err);
  CHECK ("with its directory",
         file_p (dirs, 2, "/build/x/src/a.c", "locate.d/src/a.c"));
  CHECK ("with another", file_p (dirs, 2, "/build/x/lib/a.c", "locate.d/a.c"));
  CHECK ("in the second", file_p (dirs, 2, "b.c", "locate.d/src/b.c"));
  CHECK ("in none", file_p (dirs, 2, "src/c.c", NULL));
  CHECK ("below the first", file_p (dirs, 1, "b.c", "locate.d/src/b.c"));
  pgo_file_replace ("locate.d/b.c", "4", 1, &err);
  remove ("locate.d/a.c");
  CHECK ("below it, with its directory",
         file_p (dirs, 1, "/build/src/a.c", "locate.d/src/a.c"));
  mkdir ("locate.d/lib", 0777);
  pgo_file_replace ("locate.d/lib/a.c", "5", 1, &err);
  CHECK ("one of two below it",
         file_p (dirs, 1, "/build/lib/a.c", "locate.d/lib/a.c"));
  CHECK ("either of them", file_p (dirs, 1, "a.c", NULL));
  remove ("locate.d/lib/a.c");
  remove ("locate.d/lib");
  remove ("locate.d/b.c");
  CHECK ("no name", file_p (dirs, 2, "", NULL));
  CHECK ("no directory", file_p (dirs, 0, "a.c", NULL));
  remove ("locate.d/src/b.c");
  remove ("locate.d/src/a.c");
  remove ("locate.d/src");
  remove ("locate.d");
}

int
main (void)
{
  test_names ();
  test_contents ();
  test_files ();
  remove (SOURCE);
  return unit_end ();
}
