/* The kinds of adversarial profiles.
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

   The comment at each function says what is false or unlikely about its kind;
   see mkadverse.c.  */

#include "mkadverse.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The most stacks of one profile; the calls of larger units are sampled.  */
#define MOST_STACKS 3000

/* The most targets of a call of `several' and `contexts'.  */
#define MOST_TARGETS 8

/* How many ways to a call they have.  */
#define WAYS 6

/* Frames of the deep stacks of `cycles'.  */
#define DEEP 200

/* Where the functions begin in the profile.  */
#define START_LINE 1000

/* The most that the weights of one profile sum to; above it they overflow,
   which is an error of its own.  */
#define MOST_WEIGHT (INT64_MAX - 1)

static FILE *out;
uint64_t seed;
static uint64_t state;

/* START_LINE, or 0 where no start is told.  */
static int start;

/* ---- Chance.  */

/* The next number of a xorshift generator (Marsaglia, 2003).  */
static uint64_t
next (void)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

/* Begin a sequence of its own for KIND.  */
static void
start_chance (const char *kind)
{
  state = 0x9e3779b97f4a7c15 ^ (seed * 0xbf58476d1ce4e5b9);
  for (; *kind; kind++)
    state = (state ^ (unsigned char) *kind) * 0x100000001b3;
  if (state == 0)
    state = 1;
  for (int i = 0; i < 8; i++)
    next ();
}

/* A number in [0, N).  */
static int
chance (int n)
{
  return n > 0 ? (next () >> 16) % n : 0;
}

static int
any_function (void)
{
  return chance (n_functions);
}

static int
any_body (void)
{
  return bodies[chance (n_bodies)];
}

/* The offset of a line of function F.  */
static int
any_offset (int f)
{
  return chance (functions[f].last - functions[f].line + 1);
}

/* A function with a body and SIGNATURE, taken in turns, or any body where there
   is none.  */
static int
fitting_body (const char *signature)
{
  int first = chance (n_bodies);

  for (size_t i = 0; i < n_bodies; i++)
    {
      int f = bodies[(first + i) % n_bodies];
      if (strcmp (functions[f].signature, signature) == 0)
        return f;
    }
  return any_body ();
}

/* Can F be reached through a pointer?  */
static bool
pointed_to_p (int f)
{
  return strpbrk (functions[f].flags, "pv") != NULL;
}

/* Add to the N bodies of TARGETS, which has room for MOST_TARGETS, those of
   SIGNATURE that pointers reach or, if not REACHED, the others.  Return how
   many there are then.  */
static int
add_fitting (int *targets, int n, const char *signature, bool reached)
{
  int first = chance (n_bodies);

  for (size_t i = 0; i < n_bodies && n < MOST_TARGETS; i++)
    {
      int f = bodies[(first + i) % n_bodies];
      if (pointed_to_p (f) == reached
          && strcmp (functions[f].signature, signature) == 0)
        targets[n++] = f;
    }
  return n;
}

/* Set TARGETS to bodies that CALL, which is indirect, may call, or that look
   like it.  Return how many.  */
static int
find_targets (const struct call *call, int targets[MOST_TARGETS])
{
  int n = 0, first = chance (call->n_methods);

  for (size_t i = 0; i < call->n_methods && n < MOST_TARGETS; i++)
    targets[n++] = call->methods[(first + i) % call->n_methods];
  if (n > 0)
    return n;
  n = add_fitting (targets, 0, call->signature, true);
  return add_fitting (targets, n, call->signature, false);
}

/* ---- Writing.  */

static void
put_frame_of (const char *name, const char *file, int64_t offset)
{
  fprintf (out, "%s@%s:%d+%" PRId64, name, file, start, offset);
}

static void
put_frame (int f, int64_t offset)
{
  putc (' ', out);
  put_frame_of (functions[f].name, functions[f].file, offset);
}

/* COUNT samples of CALLEE, in a line of its own, called from CALLER.  */
static void
put_edge (int64_t count, int caller, int64_t offset, int callee)
{
  fprintf (out, "%" PRId64, count);
  put_frame (caller, offset);
  put_frame (callee, any_offset (callee));
  putc ('\n', out);
}

static void
put_leaf (int64_t count, int f, int64_t offset)
{
  fprintf (out, "%" PRId64, count);
  put_frame (f, offset);
  putc ('\n', out);
}

/* Is call number I among those that the profile has?  */
static bool
taken (size_t i)
{
  return n_calls <= MOST_STACKS || i % (n_calls / MOST_STACKS + 1) == 0;
}

/* What is called at CALL, a function that fits where it is indirect.  */
static int
callee_of (const struct call *call)
{
  int targets[MOST_TARGETS];

  if (call->callee >= 0)
    return call->callee;
  return find_targets (call, targets) > 0 ? targets[0] : any_body ();
}

/* ---- The kinds.  */

/* Every call of the unit is hot, and so is every line of every function.  */
static void
write_all_hot (void)
{
  for (size_t i = 0; i < n_calls; i++)
    if (taken (i))
      put_edge (1000, calls[i].caller, calls[i].offset, callee_of (&calls[i]));
  for (size_t i = 0; i < n_bodies; i++)
    for (int k = 0; k < 4; k++)
      put_leaf (300, bodies[i], any_offset (bodies[i]));
}

/* Every indirect call calls one function that it never calls: three times in
   four one of its signature, else any.  Half of the direct calls call another
   function than they do.  */
static void
write_wrong_target (void)
{
  for (size_t i = 0; i < n_calls; i++)
    if (calls[i].callee < 0)
      {
        int callee
            = chance (4) ? fitting_body (calls[i].signature) : any_body ();
        for (int k = 0; k < 3; k++)
          put_edge (4000, calls[i].caller, calls[i].offset, callee);
      }
    else if (taken (i) && chance (2))
      put_edge (500, calls[i].caller, calls[i].offset,
                chance (2) ? fitting_body (calls[i].signature) : any_body ());
  for (size_t i = 0; i < n_bodies; i++)
    put_leaf (100, bodies[i], any_offset (bodies[i]));
}

/* Lines that no source has, and every second time no start line.  */
static void
write_no_line (void)
{
  static const int64_t lines[] = { 0,
                                   -1,
                                   -2,
                                   INT32_MIN,
                                   INT64_MIN + START_LINE,
                                   1,
                                   999999,
                                   INT32_MAX,
                                   (int64_t) INT32_MAX + 1,
                                   (int64_t) 1 << 32,
                                   ((int64_t) 7 << 32) + 3,
                                   INT64_MAX - START_LINE };
  const int n = sizeof lines / sizeof *lines;

  start = seed % 2 ? 0 : START_LINE;
  for (size_t i = 0; i < n_calls; i++)
    if (taken (i))
      {
        int64_t line = lines[chance (n)];
        if (chance (3) == 0)
          line = start + calls[i].offset;
        put_edge (1000, calls[i].caller, line - start, callee_of (&calls[i]));
      }
  for (size_t i = 0; i < n_bodies; i++)
    for (int k = 0; k < n; k++)
      put_leaf (50, bodies[i], lines[k] - start);
}

/* A call of F, or -1.  */
static int
any_call_of (int f)
{
  int first = chance (n_calls);

  for (size_t i = 0; i < n_calls; i++)
    {
      int c = (first + i) % n_calls;
      if (calls[c].caller == f)
        return c;
    }
  return -1;
}

/* A call to F by name, or -1.  */
static int
any_call_to (int f)
{
  int first = chance (n_calls);

  for (size_t i = 0; i < n_calls; i++)
    {
      int c = (first + i) % n_calls;
      if (calls[c].callee == f)
        return c;
    }
  return -1;
}

/* Deep stacks that go in circles: of each function calling itself, and of walks
   along the calls of the unit that begin again where they end.  */
static void
write_cycles (void)
{
  size_t n = n_bodies < 40 ? n_bodies : 40;

  for (size_t i = 0; i < n; i++)
    {
      int f = n_bodies <= 40 ? bodies[i] : any_body ();
      int call = any_call_of (f);
      int offset = call >= 0 ? calls[call].offset : any_offset (f);
      fputs ("500", out);
      for (int k = 0; k < DEEP; k++)
        put_frame (f, offset);
      putc ('\n', out);
    }
  for (size_t i = 0; i < n; i++)
    {
      int first = any_body (), f = first;
      fputs ("700", out);
      for (int k = 0; k < DEEP; k++)
        {
          int call = any_call_of (f);
          if (call >= 0 && chance (16))
            {
              put_frame (f, calls[call].offset);
              f = callee_of (&calls[call]);
            }
          else
            {
              put_frame (f, any_offset (f));
              f = first;
            }
        }
      putc ('\n', out);
    }
}

static const char *const suffixes[]
    = { ".isra.0",      ".constprop.0", ".part.0",  ".cold",
        ".lto_priv.0",  ".localalias",  ".cold.17", ".isra.0.constprop.1",
        ".part.3.cold", ".0",           ".",        ".llvm.1234567890",
        "@plt",         "@@VERS_1.0",   ".clone.1", ".part.0.part.1" };

static const char *
any_suffix (void)
{
  return suffixes[chance (sizeof suffixes / sizeof *suffixes)];
}

/* Put a frame of function F under the name of a clone.  */
static void
put_clone (int f, int64_t offset)
{
  char name[4096];

  snprintf (name, sizeof name, "%s%s", functions[f].name, any_suffix ());
  putc (' ', out);
  put_frame_of (name, functions[f].file, offset);
}

/* Every function is a clone, or several that call each other.  */
static void
write_clones (void)
{
  for (size_t i = 0; i < n_calls; i++)
    if (taken (i))
      {
        int callee = callee_of (&calls[i]);
        fputs ("1000", out);
        for (int k = chance (3); k > 0; k--)
          put_clone (calls[i].caller, any_offset (calls[i].caller));
        put_clone (calls[i].caller, calls[i].offset);
        for (int k = chance (3); k >= 0; k--)
          put_clone (callee, any_offset (callee));
        putc ('\n', out);
      }
  for (size_t i = 0; i < n_bodies; i++)
    {
      fputs ("400", out);
      put_clone (bodies[i], any_offset (bodies[i]));
      putc ('\n', out);
    }
}

/* Put a frame of F under another name or in another file.  */
static void
put_alias (int f, int64_t offset)
{
  static const char *const directories[] = { "", "./", "/elsewhere/", "../" };
  const struct function *function = &functions[f];
  const char *base = strrchr (function->file, '/');
  char *name = pgo_xstrdup (function->name);
  char file[4096];

  /* The variants of constructors and destructors.  */
  for (char *p = name; *p; p++)
    if ((*p == 'C' || *p == 'D') && isdigit ((unsigned char) p[1])
        && p[2] == 'E')
      p[1] = '0' + chance (6);
  snprintf (file, sizeof file, "%s%s", directories[chance (4)],
            base ? base + 1 : function->file);
  if (chance (8) == 0)
    strcpy (file, "other.c");
  putc (' ', out);
  put_frame_of (name, file, offset);
  free (name);
}

/* Aliases, weak functions and thunks are hot and call what they stand for;
   functions are called like others of other files.  */
static void
write_aliases (void)
{
  for (size_t f = 0; f < n_functions; f++)
    if (functions[f].flags[strspn (functions[f].flags, "vp-")] != '\0')
      for (int k = 0; k < 3; k++)
        {
          int other = fitting_body (functions[f].signature);
          put_edge (2000, f, any_offset (f), other);
          put_edge (2000, any_body (), k, f);
        }
  for (size_t i = 0; i < n_calls; i++)
    if (taken (i))
      for (int k = 0; k < 2; k++)
        {
          fputs (k ? "300" : "1000", out);
          put_alias (calls[i].caller, calls[i].offset);
          put_alias (callee_of (&calls[i]), k);
          putc ('\n', out);
        }
  for (size_t i = 0; i < n_bodies; i++)
    {
      fputs ("700", out);
      put_alias (bodies[i], any_offset (bodies[i]));
      putc ('\n', out);
    }
}

/* Weights of one nanosecond beside others of centuries, none and negative ones
   among them, up to the last sum that fits 63 bits.  */
static void
write_absurd (void)
{
  static const int shifts[] = { 0, 1, 7, 20, 31, 32, 40, 53, 55 };
  int64_t left = MOST_WEIGHT - ((int64_t) 1 << 62);

  put_leaf ((int64_t) 1 << 62, any_body (), 0);
  put_leaf (0, any_body (), 1);
  put_leaf (-((int64_t) 1 << 62), any_body (), 1);
  for (size_t i = 0; i < n_calls; i++)
    if (taken (i))
      {
        int64_t weight = (int64_t) 1
                         << shifts[chance (sizeof shifts / sizeof *shifts)];
        if (weight > left)
          weight = 1;
        left -= weight;
        put_edge (chance (16) ? weight : -weight, calls[i].caller,
                  calls[i].offset, callee_of (&calls[i]));
      }
  for (size_t i = 0; i < n_bodies; i++)
    put_leaf (1, bodies[i], any_offset (bodies[i]));
  if (left > 1 << 20)
    put_leaf (left - (1 << 20), any_body (), 2);
}

/* The source has changed: each function has moved by a few lines since, and for
   every odd seed each has another's name.  */
static void
write_stale (void)
{
  int *moved = pgo_xcalloc (n_functions + 1, sizeof *moved);
  int *renamed = pgo_xcalloc (n_functions + 1, sizeof *renamed);

  for (size_t f = 0; f < n_functions; f++)
    {
      moved[f] = (1 + chance (3)) * (chance (2) ? 1 : -1);
      renamed[f] = f;
    }
  if (seed % 2)
    for (size_t i = n_bodies; i > 1; i--)
      {
        int a = bodies[i - 1], b = bodies[chance (i)], name = renamed[a];
        renamed[a] = renamed[b];
        renamed[b] = name;
      }
  for (size_t i = 0; i < n_calls; i++)
    if (taken (i))
      put_edge (1000, renamed[calls[i].caller],
                calls[i].offset + moved[calls[i].caller],
                renamed[callee_of (&calls[i])]);
  for (size_t i = 0; i < n_bodies; i++)
    for (int k = 0; k < 4; k++)
      put_leaf (300, renamed[bodies[i]],
                any_offset (bodies[i]) + moved[bodies[i]]);
  free (moved);
  free (renamed);
}

/* Put F with a nest of DEPTH functions inlined in it, which may be anywhere;
   TARGET is the innermost unless -1.  */
static void
put_nest (int f, int64_t offset, int depth, int target)
{
  putc (' ', out);
  put_frame_of (functions[f].name, functions[f].file, offset);
  for (int k = 0; k < depth; k++)
    {
      int inner = k == depth - 1 && target >= 0 ? target : any_body ();
      int call = any_call_of (inner);
      putc ('(', out);
      put_frame_of (functions[inner].name, functions[inner].file,
                    call >= 0 ? calls[call].offset : any_offset (inner));
    }
  for (int k = 0; k < depth; k++)
    putc (')', out);
}

/* Every callee is inlined, half of the time in functions that never call
   it.  */
static void
write_inlined (void)
{
  for (size_t i = 0; i < n_calls; i++)
    if (taken (i))
      {
        int caller = chance (2) ? calls[i].caller : any_body ();
        fputs ("1000", out);
        put_nest (caller, calls[i].offset, 1 + chance (7),
                  callee_of (&calls[i]));
        putc ('\n', out);
      }
  for (size_t i = 0; i < n_bodies; i++)
    {
      fputs ("300", out);
      put_nest (bodies[i], any_offset (bodies[i]), chance (4), -1);
      putc ('\n', out);
    }
}

/* Stacks of chance over the unit's functions, lines and calls.  */
static void
write_random (void)
{
  int n = 200 + chance (200);

  for (int i = 0; i < n; i++)
    {
      fprintf (out, "%d", 1 + chance (chance (4) ? 50 : 5000));
      for (int depth = 1 + chance (20); depth > 0; depth--)
        {
          int f = chance (8) ? any_body () : any_function ();
          int call = any_call_of (f);
          int64_t offset
              = call >= 0 && chance (2) ? calls[call].offset : any_offset (f);
          if (chance (3) == 0)
            put_nest (f, offset, 1 + chance (3), -1);
          else
            put_frame (f, offset);
        }
      putc ('\n', out);
    }
}

/* From CALL, the innermost, to one that leads to it.  */
struct way
{
  const struct call *calls[3];
  int depth;
  bool inlined; /* In the profiled program.  */
};

static struct way
any_way_to (const struct call *call)
{
  struct way way = { { call }, 1, chance (2) };

  for (; way.depth < 3; way.depth++)
    {
      int outer = any_call_to (way.calls[way.depth - 1]->caller);
      if (outer < 0)
        break;
      way.calls[way.depth] = &calls[outer];
    }
  return way;
}

/* COUNT samples of TARGET, in a line of its own, called by WAY.  */
static void
put_target (int count, const struct way *way, int target)
{
  fprintf (out, "%d", count);
  for (int k = way->depth - 1; k >= 0; k--)
    {
      const struct call *call = way->calls[k];
      const struct function *f = &functions[call->caller];
      putc (way->inlined && k < way->depth - 1 ? '(' : ' ', out);
      put_frame_of (f->name, f->file, call->offset);
    }
  for (int k = 1; way->inlined && k < way->depth; k++)
    putc (')', out);
  put_frame (target, any_offset (target));
  putc ('\n', out);
}

/* An indirect call that the profile has, and its targets.  */
struct site
{
  const struct call *call;
  int targets[MOST_TARGETS];
  int n;
};

static bool
find_site (size_t i, struct site *site)
{
  site->call = &calls[i];
  if (calls[i].callee >= 0 || !taken (i))
    return false;
  site->n = find_targets (&calls[i], site->targets);
  return site->n > 0;
}

/* Every indirect call has several targets, of which each has more than half of
   the calls that those before it leave.  */
static void
write_several (void)
{
  struct site site;

  for (size_t i = 0; i < n_calls; i++)
    for (int w = find_site (i, &site) ? WAYS : 0; w > 0; w--)
      {
        struct way way = any_way_to (site.call);
        int left = 50000;
        for (int k = 0; k < site.n; k++)
          {
            int part = left / 100 * (50 + chance (40));
            put_target (part, &way, site.targets[k]);
            left -= part;
          }
      }
  for (size_t i = 0; i < n_bodies; i++)
    put_leaf (100, bodies[i], any_offset (bodies[i]));
}

/* Every indirect call has one target for each way to it, so that it is of one
   target only where the function that it is in is inlined.  */
static void
write_contexts (void)
{
  struct site site;

  for (size_t i = 0; i < n_calls; i++)
    for (int w = find_site (i, &site) ? WAYS : 0; w > 0; w--)
      {
        struct way way = any_way_to (site.call);
        const struct call *outermost = way.calls[way.depth - 1];
        put_target (4000, &way, site.targets[(outermost - calls) % site.n]);
        put_leaf (1000, site.call->caller, site.call->offset);
      }
  for (size_t i = 0; i < n_bodies; i++)
    put_leaf (100, bodies[i], any_offset (bodies[i]));
}

/* One function has all samples, and all others none.  */
static void
write_cold (void)
{
  int hot = any_body ();

  for (int k = 0; k < 20; k++)
    put_leaf (1000, hot, any_offset (hot));
}

const struct kind kinds[] = {
  { "all-hot", write_all_hot }, { "wrong-target", write_wrong_target },
  { "no-line", write_no_line }, { "cycles", write_cycles },
  { "clones", write_clones },   { "aliases", write_aliases },
  { "absurd", write_absurd },   { "stale", write_stale },
  { "inlined", write_inlined }, { "random", write_random },
  { "several", write_several }, { "contexts", write_contexts },
  { "cold", write_cold },       { NULL, NULL },
};

void
write_kind (const struct kind *kind)
{
  char file[64];

  snprintf (file, sizeof file, "%s.txt", kind->name);
  out = fopen (file, "w");
  if (!out)
    die ("%s: %s", file, strerror (errno));
  start_chance (kind->name);
  start = START_LINE;
  if (n_bodies > 0)
    kind->write ();
  if (ferror (out) || fclose (out) != 0)
    die ("%s: %s", file, strerror (errno));
}
