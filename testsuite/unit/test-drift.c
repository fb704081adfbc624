/* Tests of drift/: lines aligned, functions found in their source.
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

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "drift/align.h"
#include "drift/drift.h"
#include "drift/source.h"
#include "unit.h"

/* A hash for each character of TEXT; that of a brace is one of a brace.  */
static uint32_t *
hashes_of (const char *text)
{
  uint32_t *hashes = calloc (strlen (text) + 1, sizeof *hashes);

  for (size_t i = 0; text[i]; i++)
    hashes[i] = text[i] == '}' ? PGO_LITTLE : (uint32_t) text[i];
  return hashes;
}

/* How NEW_ is aligned with OLD: for each line the number of the old one, as a
   digit, or "-".  Sets *KEPT to what is left of OLD.  */
static const char *
aligned (const char *old, const char *new_, double *kept)
{
  static char result[100];
  uint32_t *a = hashes_of (old), *b = hashes_of (new_);
  struct pgo_aligned to[100];
  size_t n = strlen (new_);

  *kept = pgo_align_lines (a, strlen (old), b, n, to);
  for (size_t i = 0; i < n; i++)
    {
      result[i] = to[i].old < 0 ? '-' : (char) ('0' + to[i].old);
      CHECK ("changed where it is another",
             to[i].old < 0 ? !to[i].changed
                           : to[i].changed == (b[i] != a[to[i].old]));
    }
  result[n] = '\0';
  free (a);
  free (b);
  return result;
}

static void
test_align (void)
{
  static const struct
  {
    const char *name, *old, *new_, *result;
    double kept;
  } cases[] = {
    { "the same", "abcde", "abcde", "01234", 1 },
    { "lines inserted on top", "abcde", "xyabcde", "--01234", 1 },
    { "lines inserted within", "abcde", "abxycde", "01--234", 1 },
    { "lines appended", "abcde", "abcdexy", "01234--", 1 },
    { "lines deleted", "abcde", "abe", "014", 0.6 },
    { "a line changed", "abcde", "abxde", "01234", 0.8 },
    { "two lines for one", "abcde", "abxyde", "01--34", 0.8 },
    { "one line for two", "abcdef", "abxef", "01-45", 4 / 6. },
    { "a line moved", "abcde", "bcdae", "123-4", 0.8 },
    { "braces follow what is sure", "a}b}c}", "b}c}", "2345", 10 / 15. },
    { "nothing in common", "abc", "xyz", "012", 0 },
    { "and of another length", "abc", "wxyz", "----", 0 },
    { "nothing before", "", "ab", "--", 1 },
    { "nothing now", "ab", "", "", 0 },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      double kept;
      const char *result = aligned (cases[i].old, cases[i].new_, &kept);
      CHECK_STRING (cases[i].name, result, cases[i].result);
      CHECK (cases[i].name, fabs (kept - cases[i].kept) < 1e-9);
    }
}

/* Texts too long to be compared pair by pair.  */
static void
test_long (void)
{
  enum
  {
    N = 5000
  };
  static uint32_t old[N], new_[N + 5];
  static struct pgo_aligned aligned[N + 5];
  double kept;
  bool right = true;

  for (uint32_t i = 0; i < N; i++)
    old[i] = new_[i + 5] = i + 1;
  for (uint32_t i = 0; i < 5; i++)
    new_[i] = 200000 + i;
  kept = pgo_align_lines (old, N, new_, N + 5, aligned);
  for (int i = 0; i < N; i++)
    right &= aligned[i + 5].old == i;
  CHECK ("what is inserted into a long text", right && kept == 1);
  for (uint32_t i = 0; i < N; i++)
    new_[i] = 200000 + i;
  kept = pgo_align_lines (old, N, new_, N, aligned);
  CHECK ("another long text", kept == 0);
  /* At both ends and in the middle, lines that are there often among them.  */
  for (uint32_t i = 0; i < N; i++)
    old[i] = 1 + i % 7 * (i * 2654435761u >> 20);
  for (uint32_t i = 0, k = 0; i < N; i++)
    {
      if (i == 0 || i == N / 3 || i == N / 2)
        new_[k++] = 5;
      new_[k++] = old[i];
    }
  new_[N + 3] = new_[N + 4] = 5;
  kept = pgo_align_lines (old, N, new_, N + 5, aligned);
  size_t wrong = 0;
  for (int i = 0; i < N; i++)
    wrong += aligned[i + 1 + (i >= N / 3) + (i >= N / 2)].old != i;
  CHECK ("what is inserted in several places of a long text",
         wrong < 10 && kept > 0.99);
}

/* ---- Sources.  */

static const char program[] = "int a;\n"                        /* 1 */
                              "int one (int x) { return x; }\n" /* 2 */
                              "int\n"                           /* 3 */
                              "two (int x)\n"                   /* 4 */
                              "{\n"                             /* 5 */
                              "  if (x) { /* } */\n"            /* 6 */
                              "    puts (\"}\\\"\"); // }\n"    /* 7 */
                              "    c = '}';\n"                  /* 8 */
                              "  }\n"                           /* 9 */
                              "  return 1;\n"                   /* 10 */
                              "}\n"                             /* 11 */
                              "int three (int);\n"              /* 12 */
                              "struct s {\n"                    /* 13 */
                              "  int four () {\n"               /* 14 */
                              "    return 4;\n"                 /* 15 */
                              "  }\n"                           /* 16 */
                              "  int five () { return 5; }\n"   /* 17 */
                              "};\n"                            /* 18 */
                              "int six (int x) {\n"             /* 19 */
                              "#if A\n"                         /* 20 */
                              "  while (x) {\n"                 /* 21 */
                              "#else\n"                         /* 22 */
                              "  while (!x) {\n"                /* 23 */
                              "#endif\n"                        /* 24 */
                              "  }\n"                           /* 25 */
                              "}\n"                             /* 26 */
                              "int seven (int x)\n"             /* 27 */
                              "{ return   x; }\n"               /* 28 */
                              "int eight (x, y)\n"              /* 29 */
                              "  int x, y[];\n"                 /* 30 */
                              "{\n"                             /* 31 */
                              "  switch (x) {\n"                /* 32 */
                              "case 1: {\n"                     /* 33 */
                              "  # if B \\\n"                   /* 34 */
                              "  }{\n"                          /* 35 */
                              "  x++;\n"                        /* 36 */
                              "}\n"                             /* 37 */
                              " # elif C\n"                     /* 38 */
                              "}\n"                             /* 39 */
                              "  # endif\n"                     /* 40 */
                              "  }\n"                           /* 41 */
                              "  y[0] = x;\n"                   /* 42 */
                              "}\n"                             /* 43 */
                              "int nine (int x)\n"              /* 44 */
                              "{\n"                             /* 45 */
                              "  BEGIN {\n"                     /* 46 */
                              "  return x;\n"                   /* 47 */
                              "}\n"                             /* 48 */
                              "GENERATE (fast, 6, (0))\n"       /* 49 */
                              "GENERATE (fast, 7, (0))\n"       /* 50 */
                              "\n"                              /* 51 */
                              "const char *\n"                  /* 52 */
                              "choose (int which)\n"            /* 53 */
                              "{\n"                             /* 54 */
                              "  return which\n"                /* 55 */
                              "    ? fast_6 () : fast_7 ();\n"  /* 56 */
                              "}\n"                             /* 57 */
                              "\n"                              /* 58 */
                              "locked (int x)\n"                /* 59 */
                              "REQUIRES (mutex, x)\n"           /* 60 */
                              "{\n"                             /* 61 */
                              "  return x;\n"                   /* 62 */
                              "}\n";                            /* 63 */

static size_t
lines_of (struct pgo_sources *sources, int64_t line)
{
  size_t n = 0;

  return pgo_source_function (sources, "drift.c", line, &n) ? n : 0;
}

static void
test_source (void)
{
  struct pgo_sources *sources = pgo_sources_new ();
  struct pgo_error err;
  const uint32_t *hashes;
  uint32_t *decoded;
  char text[7], *copy;
  size_t n;

  pgo_file_replace ("drift.c", program, strlen (program), &err);
  CHECK ("on one line", lines_of (sources, 2) == 1);
  CHECK ("up to its brace", lines_of (sources, 4) == 8);
  CHECK ("a declaration", lines_of (sources, 12) == 1);
  CHECK ("a member",
         lines_of (sources, 14) == 3 && lines_of (sources, 17) == 1);
  CHECK ("braces for the preprocessor", lines_of (sources, 19) == 8);
  CHECK ("on two lines", lines_of (sources, 27) == 2);
  CHECK ("parameters behind the parentheses, and braces at the left",
         lines_of (sources, 29) == 15);
  CHECK ("a brace too many", lines_of (sources, 44) == 5);
  CHECK ("by a macro", lines_of (sources, 49) == 1);
  CHECK ("by two of them", lines_of (sources, 50) == 2);
  CHECK ("behind an attribute with an argument", lines_of (sources, 59) == 5);
  CHECK ("no such line",
         lines_of (sources, 64) == 0 && lines_of (sources, 0) == 0);
  CHECK ("no such file", !pgo_source_function (sources, "none.c", 1, &n));
  hashes = pgo_source_function (sources, "drift.c", 27, &n);
  CHECK ("white space aside",
         hashes[1] == pgo_source_function (sources, "drift.c", 28, &n)[0]);
  hashes = pgo_source_function (sources, "drift.c", 4, &n);
  CHECK ("braces say little", hashes[1] == PGO_LITTLE && hashes[5] == PGO_LITTLE
                                  && hashes[6] != PGO_LITTLE);
  n = pgo_source_encode (hashes[0], text);
  n += pgo_source_encode (hashes[1], text + n);
  pgo_source_encode (hashes[6], text + n);
  CHECK_STRING ("the same on every machine", text, "b0.5Y");
  decoded = pgo_source_decode (text, &n);
  CHECK ("written and read", decoded && n == 3 && decoded[0] == hashes[0]
                                 && decoded[1] == hashes[1]
                                 && decoded[2] == hashes[6]);
  free (decoded);
  copy = strdup ("abc");
  CHECK ("no hashes",
         !pgo_source_decode (copy, &n) && !pgo_source_decode ("ab=", &n));
  free (copy);
  decoded = pgo_source_decode ("", &n);
  CHECK ("none", decoded && n == 0);
  free (decoded);
  pgo_sources_free (sources);
  remove ("drift.c");
}

/* ---- Calls.  */

/* An index of a prepared profile in which the function f, at line 10 of a.c,
   has at each offset the calls that OLD says: a letter for what is called
   there; and in its code, unless it is NULL, those that KNOWN says, an asterisk
   for one through a pointer.  What HASHES says is the source of f, unless it is
   NULL.  */
static struct pgo_index *
index_of (const char *old, const char *known, const char *hashes)
{
  struct pgo_index *index = pgo_index_new ();
  struct pgo_error err;
  char *text;
  size_t size;
  FILE *stream = open_memstream (&text, &size);

  fputs (
      "pgo-profile 1\nsamples 1000\nfile a.c\n functions 1\nfunction f a.c 10\n"
      " all 900000\n own 900000\n",
      stream);
  if (hashes)
    fprintf (stream, " source %s\n", hashes);
  for (size_t i = 0; known && known[i]; i++)
    if (known[i] == '*')
      fprintf (stream, " calls %zu\n", i);
    else if (known[i] != '.')
      fprintf (stream, " calls %zu %c\n", i, known[i]);
  for (size_t i = 0; old[i]; i++)
    if (old[i] != '.')
      fprintf (stream, " call %zu 1000 %c\n", i, old[i]);
  for (char c = 'g'; c <= 'p'; c++)
    fprintf (stream, "function %c a.c %d\n all 1000\n own 1000\n", c, 100 + c);
  fputs ("end\n", stream);
  fclose (stream);
  pgo_file_replace ("drift.pgo", text, size, &err);
  free (text);
  if (!pgo_index_add_file (index, "drift.pgo", NULL, &err))
    puts (err.message);
  pgo_index_finish (index);
  remove ("drift.pgo");
  return index;
}

static const struct pgo_fn *
find_f (const struct pgo_index *index)
{
  return pgo_index_named (index, "f", 0);
}

/* The function at line LINE of drift.c with the calls NEW_, as above; an
   asterisk is one through a pointer.  */
static struct pgo_drift_function
function_of (const char *new_, struct pgo_sources *sources, int64_t line)
{
  static struct pgo_written_call calls[100];
  static char names[100][2];
  struct pgo_drift_function now = { .sources = sources,
                                    .file = "drift.c",
                                    .start_line = line,
                                    .lines = (int64_t) strlen (new_),
                                    .calls = calls };

  for (size_t i = 0; new_[i]; i++)
    if (new_[i] != '.')
      {
        names[now.n_calls][0] = new_[i];
        calls[now.n_calls] = (struct pgo_written_call){
          (int32_t) i, new_[i] == '*' ? NULL : names[now.n_calls]
        };
        now.n_calls++;
      }
  return now;
}

/* All but p are called by name.  */
static bool
named_p (const char *name)
{
  return *name != 'p';
}

static void
test_calls (void)
{
  static const char *const drifts[] = { "unknown", "none", "changed", "lost" };
  static const struct
  {
    const char *name, *old, *new_, *drift, *result;
    const char *doubts; /* Lines in doubt.  */
    const char *known;
  } cases[] = {
    { "calls that are where they were", "..g..h.", "..g..h.", "unknown",
      "0123456", "", NULL },
    { "and more of them", "..g..h.", ".igi.hi", "unknown", "0123456", "",
      NULL },
    { "inserted on top", "..g..h.", "....g..h.", "changed", "01--23456", "123",
      NULL },
    { "inserted between", "..g..h.", "..g....h.", "changed", "0123--456",
      "3456", NULL },
    { "what is behind moves with them", ".g...", "..g...", "changed", "0-1234",
      "1", NULL },
    { "deleted between", ".g....h..", ".g..h..", "changed", "0125678", "23",
      NULL },
    { "a call removed", ".g.h.i.", "...g.i.", "changed", "0--1256", "124",
      NULL },
    { "one of a name among several", ".g.g.g.", "...g.g.g.", "changed",
      "0--123456", "12", NULL },
    { "too few are left", ".g.h.i.j", ".k.l.m.j", "lost", "01234567", "",
      NULL },
    { "one alone does not tell", "..g....", "..k....", "unknown", "0123456", "",
      NULL },
    { "through a pointer", "..p..h.", "..*..h.", "unknown", "0123456", "",
      NULL },
    { "perhaps through a pointer", "..g..h.", "..*..h.", "unknown", "0123456",
      "", NULL },
    { "a pointer is as good as another", "..p..h..p", "..*.*...h..*", "changed",
      "0123---45678", "34567", NULL },
    { "none is known by name", "..p..p.", "..g..h.", "unknown", "0123456", "",
      NULL },
    { "one that a callee has jumped to", "..g.h.i..", "..g.k.i.h", "unknown",
      "012345678", "", NULL },
    { "one that is nowhere", "..g.h.i.", "..g...i.", "unknown", "01234567", "",
      NULL },
    { "two of three elsewhere", "..g.h.i.", "..g.i.h.", "changed", "01236789",
      "3", NULL },
    { "in another order", ".g.h.i", ".h.i.g", "changed", "034567", "", NULL },
    { "of itself", ".f.g.", "f..g.", "unknown", "01234", "", NULL },
    { "none was sampled", ".....", "...g.h.", "changed", "0--1234", "12",
      ".g.h." },
    { "one of several was", "...h.", "...g.h.", "changed", "0--1234", "12",
      ".g.h." },
    { "what was not sampled stands where it was", "...p.", ".g.h.", "unknown",
      "01234", "", ".g.h." },
    { "in the code through a pointer", ".....", "..*..h.", "changed", "0-12345",
      "1", ".*..h." },
    { "of whom the compiler knew", ".....", "..*..h.", "unknown", "0123456", "",
      "..g..h." },
    { "of a piece of it in the code", ".....", "..g..", "unknown", "01234", "",
      "f.g.f" },
    { "too few are left in the code", ".......", ".k.l.m.", "lost", "0123456",
      "", ".g.h.i." },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct pgo_index *index = index_of (cases[i].old, cases[i].known, NULL);
      const struct pgo_fn *f = find_f (index);
      struct pgo_drift_function now = function_of (cases[i].new_, NULL, 30);
      enum pgo_drift drift = pgo_drift_align (f, &now, named_p);
      char result[100] = "", doubts[100] = "";
      for (int k = 0; cases[i].new_[k]; k++)
        {
          int32_t offset = pgo_fn_offset (f, 30 + k, 30);
          char c = offset == PGO_NO_OFFSET ? '-' : (char) ('0' + offset);
          strncat (result, &c, 1);
          c = (char) ('0' + k);
          if (pgo_fn_doubt (f, 30 + k, 30) > 0)
            strncat (doubts, &c, 1);
        }
      CHECK_STRING (cases[i].name, drifts[drift], cases[i].drift);
      CHECK_STRING (cases[i].name, result, cases[i].result);
      CHECK_STRING (cases[i].name, doubts, cases[i].doubts);
      pgo_index_free (index);
    }
}

/* ---- Functions that have another name.  */

static const char renamed[] = "int g (int x)\n"
                              "{\n"
                              "  int y = x;\n"
                              "  while (x < 10)\n"
                              "    x += step (y);\n"
                              "  if (x == y)\n"
                              "    return 7;\n"
                              "  return x - y;\n"
                              "}\n"
                              "int h (int x)\n"
                              "{\n"
                              "  for (;;)\n"
                              "    if (x++ > 3)\n"
                              "      break;\n"
                              "  do\n"
                              "    x *= 2;\n"
                              "  while (x < 100);\n"
                              "  return x;\n"
                              "}\n"
                              "\n"
                              /* 21: half of the first one.  */
                              "int half (int x)\n"
                              "{\n"
                              "  int y = x;\n"
                              "  while (x < 10)\n"
                              "    x += step (y);\n"
                              "  if (x == y + 1)\n"
                              "    return 8;\n"
                              "  return x - y;\n"
                              "}\n"
                              /* 30: most of it.  */
                              "int most (int x)\n"
                              "{\n"
                              "  int y = x;\n"
                              "  while (x < 10)\n"
                              "    x += step (y);\n"
                              "  if (x == y)\n"
                              "    return 8;\n"
                              "  return x - y;\n"
                              "}\n";

static void
test_likeness (void)
{
  static const struct
  {
    const char *name;
    bool source; /* The profile has that of g.  */
    int64_t line;
    const char *old, *new_;
    struct pgo_drift_signs signs;
    bool alike;
  } cases[] = {
    { "by its lines", true, 1, ".", ".", { 0 }, true },
    { "by half of them, with its name",
      true,
      21,
      ".",
      ".",
      { true, true, false, 0 },
      true },
    { "or where it was called",
      true,
      21,
      ".",
      ".",
      { false, true, false, 0.6 },
      true },
    { "not by half of them alone",
      true,
      21,
      ".",
      ".",
      { false, true, false, 0 },
      false },
    { "by most of them alone",
      true,
      30,
      ".",
      ".",
      { false, true, false, 0 },
      true },
    { "not if another is called in its place",
      true,
      30,
      ".",
      ".",
      { false, true, true, 0 },
      false },
    { "unless it is the same",
      true,
      1,
      ".",
      ".",
      { false, true, true, 0 },
      true },
    { "not by other lines",
      true,
      10,
      ".",
      ".",
      { true, true, false, 1 },
      false },
    { "nothing tells", false, 1, ".", ".", { 0 }, false },
    { "the name is not enough",
      false,
      1,
      ".",
      ".",
      { true, false, false, 0 },
      false },
    { "nor the file", false, 1, ".", ".", { false, true, false, 0 }, false },
    { "nor a caller", false, 1, ".", ".", { false, false, false, 1 }, false },
    { "name and file", false, 1, ".", ".", { true, true, false, 0 }, true },
    { "name and callers", false, 1, ".", ".", { true, false, false, 1 }, true },
    { "file and callers", false, 1, ".", ".", { false, true, false, 1 }, true },
    { "a few callers", false, 1, ".", ".", { false, true, false, 0.4 }, false },
    { "with its calls",
      false,
      1,
      ".g.h.",
      "..g..h",
      { false, true, false, 1 },
      true },
    { "with some of them",
      false,
      1,
      ".g.h.",
      "..g...",
      { false, true, false, 1 },
      true },
    { "with others",
      false,
      1,
      ".g.h.",
      "..k..l",
      { true, true, false, 1 },
      false },
  };
  struct pgo_sources *sources = pgo_sources_new ();
  struct pgo_error err;
  const uint32_t *hashes;
  char text[100] = "";
  size_t n;

  pgo_file_replace ("drift.c", renamed, strlen (renamed), &err);
  hashes = pgo_source_function (sources, "drift.c", 1, &n);
  /* The name was another.  */
  strcat (text, "ab");
  for (size_t i = 1; i < n; i++)
    pgo_source_encode (hashes[i], text + strlen (text));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct pgo_index *index
          = index_of (cases[i].old, NULL, cases[i].source ? text : NULL);
      struct pgo_drift_function now
          = function_of (cases[i].new_, sources, cases[i].line);
      double likeness
          = pgo_drift_likeness (find_f (index), &now, &cases[i].signs, named_p);
      CHECK (cases[i].name, (likeness > 0) == cases[i].alike && likeness <= 1);
      pgo_index_free (index);
    }

  /* Of two with the same lines.  */
  pgo_source_encode (hashes[0], text);
  text[2] = '\0';
  for (size_t i = 1; i < n; i++)
    pgo_source_encode (hashes[i], text + strlen (text));
  struct pgo_index *index = index_of (".", NULL, text);
  struct pgo_drift_function now = function_of (".", sources, 1);
  struct pgo_drift_signs none = { 0 }, name = { .name = true },
                         called = { .called = 1 };
  double alone = pgo_drift_likeness (find_f (index), &now, &none, named_p);
  CHECK ("its name decides among equals",
         pgo_drift_likeness (find_f (index), &now, &name, named_p) > alone);
  CHECK ("so do its callers",
         pgo_drift_likeness (find_f (index), &now, &called, named_p) > alone);
  now.start_line = 10;
  CHECK ("but lines that are left say more",
         pgo_drift_likeness (find_f (index), &now, &name, named_p) < alone);
  pgo_index_free (index);

  pgo_sources_free (sources);
  remove ("drift.c");
}

int
main (void)
{
  test_align ();
  test_long ();
  test_source ();
  test_calls ();
  test_likeness ();
  return unit_end ();
}
