/* Tests of order/: clusters, and functions that are inlined or start a program.
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

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "order/cluster.h"
#include "order/functions.h"
#include "pprof/profile.h"
#include "unit.h"

#define MANY 3000

static uint32_t order[MANY];

/* Where node I is in the order.  */
static size_t
place (uint32_t i)
{
  size_t at = 0;

  while (order[at] != i)
    at++;
  return at;
}

static void
test_small (void)
{
  const struct pgo_order_node one = { 100, 5 };

  pgo_order_cluster (NULL, 0, NULL, 0, order);
  order[0] = 7;
  pgo_order_cluster (&one, 1, NULL, 0, order);
  CHECK ("one function", order[0] == 0);
}

static void
test_density (void)
{
  const struct pgo_order_node nodes[]
      = { { 100, 10 }, { 1000, 50 }, { 10, 4 }, { 100, 0 }, { 100, 10 } };

  pgo_order_cluster (nodes, 5, NULL, 0, order);
  CHECK ("the densest first, ties by number",
         order[0] == 2 && order[1] == 0 && order[2] == 4 && order[3] == 1
             && order[4] == 3);
}

static void
test_calls (void)
{
  /* 0 calls 3, which calls 1; 4 calls 2.  */
  const struct pgo_order_node nodes[]
      = { { 200, 100 }, { 200, 900 }, { 200, 700 }, { 200, 300 }, { 200, 50 } };
  const struct pgo_order_arc arcs[]
      = { { 0, 3, 300 }, { 3, 1, 900 }, { 4, 2, 700 } };

  pgo_order_cluster (nodes, 5, arcs, 3, order);
  CHECK ("a callee is behind its caller",
         place (1) == place (3) + 1 && place (2) == place (4) + 1);
  CHECK ("and the chain goes on", place (3) == place (0) + 1);
  CHECK ("the denser chain is in front", place (0) < place (4));
}

static void
test_weight (void)
{
  /* Both 0 and 1 call 2.  */
  const struct pgo_order_node nodes[]
      = { { 300, 100 }, { 300, 100 }, { 300, 500 } };
  const struct pgo_order_arc light[] = { { 0, 2, 10 }, { 1, 2, 490 } };
  const struct pgo_order_arc heavy[] = { { 0, 2, 490 }, { 1, 2, 10 } };

  pgo_order_cluster (nodes, 3, light, 2, order);
  CHECK ("the heavier caller has it beside it", place (2) == place (1) + 1);
  pgo_order_cluster (nodes, 3, heavy, 2, order);
  CHECK ("whichever that is", place (2) == place (0) + 1);
}

static void
test_recursion (void)
{
  const struct pgo_order_node nodes[] = { { 100, 50 }, { 100, 50 } };
  const struct pgo_order_arc arcs[]
      = { { 0, 0, 40 }, { 0, 1, 30 }, { 1, 0, 30 } };

  pgo_order_cluster (nodes, 2, arcs, 3, order);
  CHECK ("recursion", place (0) + place (1) == 1);
}

static unsigned seed;

static unsigned
next (unsigned below)
{
  seed = seed * 1103515245 + 12345;
  return (seed >> 8) % below;
}

/* Of random graphs each function is there once, and the same graph gives the
   same order.  */
static void
test_random (void)
{
  static struct pgo_order_node nodes[MANY];
  static struct pgo_order_arc arcs[4 * MANY];
  static uint32_t again[MANY];
  bool all = true, same = true;

  for (seed = 1; seed < 20; seed++)
    {
      unsigned kept = seed;
      size_t n = 1 + next (MANY), n_arcs = 0;
      for (size_t i = 0; i < n; i++)
        nodes[i] = (struct pgo_order_node){ 16 + next (2000), next (500) };
      /* No two with the same ends.  */
      for (uint32_t i = 0; i < n; i++)
        for (unsigned k = 0, step = 1 + next (7); k < next (4); k++)
          arcs[n_arcs++]
              = (struct pgo_order_arc){ i, (uint32_t) ((i + 1 + k * step) % n),
                                        next (300) };
      pgo_order_cluster (nodes, n, arcs, n_arcs, order);
      bool *seen = calloc (n, sizeof *seen);
      for (size_t i = 0; i < n; i++)
        {
          all &= order[i] < n && !seen[order[i]];
          seen[order[i]] = true;
        }
      free (seen);
      pgo_order_cluster (nodes, n, arcs, n_arcs, again);
      for (size_t i = 0; i < n; i++)
        same &= order[i] == again[i];
      seed = kept;
    }
  CHECK ("each once", all);
  CHECK ("the same again", same);
}

/* One function that calls all others: as many as a chain may have are joined,
   and the rest is still there.  */
static void
test_hub (void)
{
  static struct pgo_order_node nodes[MANY];
  static struct pgo_order_arc arcs[MANY];
  size_t behind = 0;

  for (uint32_t i = 0; i < MANY; i++)
    {
      nodes[i] = (struct pgo_order_node){ 64, 10 };
      arcs[i] = (struct pgo_order_arc){ 0, i, 10 };
    }
  pgo_order_cluster (nodes, MANY, arcs, MANY, order);
  while (behind < MANY && order[behind] != 0)
    behind++;
  CHECK ("a hub", behind < MANY);
}

/* A profile on its way, of functions with names of one letter.  */
static struct pgo_builder *builder;

/* N samples with the stack NAMES, leaf first, a frame each, the last at TIME; a
   capital is inlined in the function behind it, which has code.  */
static void
add (int64_t n, const char *names, int64_t time)
{
  uint32_t stack[8];
  size_t depth = 0;

  for (const char *p = names; *p; p++)
    {
      struct pgo_line lines[8];
      size_t n_lines = 0;
      bool inlined;
      do
        {
          const char name[] = { *p, '\0' };
          const struct pgo_function function = {
            .name = name, .system_name = name, .file = "a.c", .start_line = *p
          };
          inlined = *p >= 'A' && *p <= 'Z';
          lines[n_lines] = (struct pgo_line){
            .function = pgo_builder_function (builder, &function), .line = *p
          };
          if (!inlined)
            pgo_builder_note_code (builder, lines[n_lines].function,
                                   &(struct pgo_machine_code){ .bytes = 100 });
          n_lines++;
        }
      while (inlined && *++p);
      stack[depth++]
          = pgo_builder_location (builder, PGO_NONE, 0, lines, n_lines);
    }
  uint32_t sample = pgo_builder_add_sample (builder, stack, depth, &n);
  if (time > 0)
    pgo_builder_note_time (builder, sample, time);
}

static void
begin (void)
{
  builder = pgo_builder_new ();
  pgo_builder_add_type (builder, "samples", "count");
}

/* The names of the functions in order.  */
static const char *
ordered (pgo_code_bytes *bytes)
{
  static char names[100];
  struct pgo_profile *profile = pgo_builder_finish (builder);
  struct pgo_index *index = pgo_index_new ();
  struct pgo_error err;
  size_t n = 0;

  if (!pgo_index_add (index, profile, "test", &err))
    return "cannot be indexed";
  pgo_index_finish (index);
  const struct pgo_fn **fns = pgo_order_functions (index, bytes, NULL, &n);
  for (size_t i = 0; i < n; i++)
    names[i] = fns[i]->name[0];
  names[n] = '\0';
  if (!bytes)
    pgo_order_rank (index);
  for (size_t i = 0; i < n; i++)
    if (pgo_fn_rank (fns[i]) != (bytes ? 0 : (int64_t) i + 1))
      return "another rank";
  free (fns);
  pgo_index_free (index);
  pgo_profile_free (profile);
  return names;
}

static void
test_inlined (void)
{
  begin ();
  add (900, "Xb", 0);
  add (500, "c", 0);
  add (10, "b", 0);
  CHECK_STRING ("what is inlined is its caller's", ordered (NULL), "bc");
  /* What is called from code that is inlined in two is beside the one from
     which that is more.  */
  begin ();
  add (100, "am", 0);
  add (100, "bm", 0);
  add (700, "xAbm", 0);
  add (10, "Aam", 0);
  add (90, "Abm", 0);
  CHECK ("so are its calls", strstr (ordered (NULL), "bx"));
  begin ();
  add (100, "am", 0);
  add (100, "bm", 0);
  add (700, "xAam", 0);
  add (90, "Aam", 0);
  add (10, "Abm", 0);
  CHECK ("in the shares of its callers", strstr (ordered (NULL), "ax"));
}

static void
test_start_up (void)
{
  begin ();
  add (300, "i", 50);
  add (100, "j", 20);
  add (200, "w", 1000);
  add (50, "v", 900);
  CHECK_STRING ("start-up code is behind", ordered (NULL), "wvji");
  begin ();
  add (300, "i", 0);
  add (100, "j", 0);
  add (200, "w", 0);
  add (50, "v", 0);
  CHECK_STRING ("not without times", ordered (NULL), "iwjv");
}

/* 'a' is not in the program, 'e' is elsewhere.  */
static int64_t
some_bytes (const struct pgo_fn *fn, const void *data)
{
  (void) data;
  return fn->name[0] == 'a'   ? PGO_CODE_INLINED
         : fn->name[0] == 'e' ? PGO_CODE_ELSEWHERE
                              : 100;
}

static void
test_program (void)
{
  /* With what 'e' weighs, 'c' would be the densest.  */
  begin ();
  add (500, "ab", 0);
  add (900, "ec", 0);
  add (300, "d", 0);
  add (10, "c", 0);
  add (10, "b", 0);
  add (20, "gec", 0);
  CHECK_STRING ("what the program has", ordered (some_bytes), "bdcg");
}

int
main (void)
{
  test_inlined ();
  test_start_up ();
  test_program ();
  test_small ();
  test_density ();
  test_calls ();
  test_weight ();
  test_recursion ();
  test_random ();
  test_hub ();
  return unit_end ();
}
