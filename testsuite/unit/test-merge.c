/* Merging profiles: equal things, files to keep, memory.
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

#define _GNU_SOURCE

#include <malloc.h>

#include "inputs.h"

static void
test_header (void)
{
  struct draft a = begin_cpu ();
  struct draft b = begin_cpu ();
  struct draft c = begin_cpu ();
  struct pgo_profile *p;

  sample (&a, "main", 1, 10);
  pgo_builder_set_time (a.builder, 2000, INT64_MAX - 5);
  pgo_builder_add_comment (a.builder, "two");
  pgo_builder_add_comment (a.builder, "one");
  pgo_builder_set_time (b.builder, 1000, 100);
  pgo_builder_add_comment (b.builder, "one");
  sample (&b, "main", 1, 10);
  sample (&c, "main", 1, 10);
  p = merged ((struct pgo_profile *[]){ end (&a), end (&b), end (&c) }, 3);
  CHECK ("the earliest time", p->time_nanos == 1000);
  CHECK ("durations saturate", p->duration_nanos == INT64_MAX);
  CHECK ("equal comments are one", p->n_comments == 2);
  CHECK ("comments are sorted", p->n_comments == 2
                                    && strcmp (p->comments[0], "one") == 0
                                    && strcmp (p->comments[1], "two") == 0);
  pgo_profile_free (p);
}

/* One profile with its code at START, from OFFSET of FILE.  */
static struct pgo_profile *
located (const char *file, const char *build_id, uint64_t start,
         uint64_t offset, const char *stack)
{
  struct draft d = begin_cpu ();

  map (&d, file, build_id, start, offset);
  sample (&d, stack, 1, 10);
  return end (&d);
}

static void
test_mappings (void)
{
  struct pgo_profile *p;

  p = merged (
      (struct pgo_profile *[]){
          located ("/srv/b/server", ID_A, 0x7f0000000000, 0x1000, "main foo"),
          located ("/srv/a/server", ID_A, 0x550000000000, 0x1000, "main foo") },
      2);
  CHECK ("one mapping under two addresses", p->n_mappings == 1);
  CHECK ("one location under two addresses", p->n_locations == 2);
  CHECK ("one stack under two addresses",
         p->n_samples == 1 && total (p, 1) == 20);
  CHECK ("starts at its offset",
         p->mappings[0].start == 0x1000 && p->mappings[0].offset == 0x1000);
  CHECK ("holds its addresses",
         p->locations[0].address >= 0x1000
             && p->locations[1].address < p->mappings[0].limit);
  CHECK_STRING ("build id kept", p->mappings[0].build_id, ID_A);
  CHECK_STRING ("the least name", p->mappings[0].file, "/srv/a/server");
  CHECK ("flags kept",
         p->mappings[0].has_functions && !p->mappings[0].has_filenames);
  pgo_profile_free (p);

  p = merged (
      (struct pgo_profile *[]){
          located ("/bin/x", ID_A, 0x10000, 0x1000, "main"),
          located ("/bin/x", ID_B, 0x10000, 0x1000, "main"),
          located ("/bin/x", "", 0x10000, 0x1000, "main"),
          located ("/bin/x", "", 0x20000, 0x1000, "main"),
          located ("/bin/y", "", 0x10000, 0x1000, "main"),
          located ("/bin/y", "", 0x10000, 0x2000, "main") },
      6);
  CHECK ("builds, files and offsets are apart",
         p->n_mappings == 5 && p->n_samples == 5);
  CHECK ("files without build ids meet", total (p, 0) == 6);
  pgo_profile_free (p);

  p = merged (
      (struct pgo_profile *[]){
          located ("/bin/x", ID_A, 0x7f0000000000, 0x1000, "-"),
          located ("/bin/x", ID_A, 0x550000000000, 0x1000, "-") },
      2);
  CHECK ("one address without a name",
         p->n_samples == 1 && p->locations[0].n_lines == 0
             && p->locations[0].address == 0x1000 + '-');
  pgo_profile_free (p);
}

/* NAME and main, sampled, NAME with BYTES of code, of which 10 are of line 11.
 */
static struct pgo_profile *
coded (const char *name, int64_t bytes)
{
  struct draft d = begin_cpu ();
  const struct pgo_function function
      = { .name = name, .system_name = name, .file = "a.c", .start_line = 10 };

  map (&d, "/bin/x", ID_A, 0x10000, 0x1000);
  sample (&d, "main", 1, 10);
  sample (&d, name, 1, 10);
  pgo_builder_note_code (d.builder, pgo_builder_function (d.builder, &function),
                         &(struct pgo_machine_code){ bytes, 10, 11, 0 });
  return end (&d);
}

static void
test_code (void)
{
  struct pgo_profile *p = merged (
      (struct pgo_profile *[]){
          coded ("foo", 100), coded ("bar", 30), coded ("foo", 200),
          coded ("foo", 50), located ("/bin/x", ID_A, 0x10000, 0x1000, "baz") },
      5);

  CHECK ("functions by name",
         p->n_functions == 4 && strcmp (p->functions[2].name, "foo") == 0);
  CHECK ("code moves with its function",
         p->codes && p->codes[0].bytes == 30 && p->codes[0].entry_line == 11
             && p->codes[1].bytes == 0 && p->codes[3].bytes == 0);
  CHECK ("the largest code", p->codes && p->codes[2].bytes == 200);
  pgo_profile_free (p);
}

/* Addresses that no mapping holds.  */
static void
test_no_range (void)
{
  struct draft a = begin_cpu ();
  struct draft b = begin_cpu ();
  struct draft c = begin_cpu ();
  struct pgo_profile *p;

  a.start = 0x5500000000;
  sample (&a, "main", 1, 10);
  b.start = 0x5600000000;
  sample (&b, "main", 1, 10);
  map (&c, "/bin/x", ID_A, 0x10000, 0x1000);
  c.start = 0x90000;
  sample (&c, "main -", 1, 10);
  p = merged ((struct pgo_profile *[]){ end (&a), end (&b), end (&c) }, 3);
  CHECK ("named places are known by name", p->n_samples == 2);
  CHECK ("a mapping without its range", p->n_mappings == 1
                                            && p->mappings[0].start == 0
                                            && p->mappings[0].limit == 0);
  CHECK ("a raw address", p->n_locations == 3
                              && p->locations[1].address == 0x90000 + '-'
                              && p->locations[1].mapping == 0);
  CHECK ("no mapping",
         p->locations[2].mapping == PGO_NONE && p->locations[2].address == 0);
  pgo_profile_free (p);
}

/* Input I of three that share stacks and differ in all else.  */
static struct pgo_profile *
region (unsigned i)
{
  static const char *const stacks[]
      = { "main a", "main b", "main a c", "main b c", "main d", "main" };
  struct draft d = i == 1 ? begin (false, "samples", "count", 0) : begin_cpu ();

  pgo_builder_set_period (d.builder, "cpu", "nanoseconds", 10 + i);
  map (&d, i == 2 ? "/b/x" : "/a/x", ID_A, 0x10000 * (i + 1), 0x1000);
  for (unsigned s = 0; s < 6; s++)
    if ((s + i) % 3 > 0)
      sample (&d, stacks[(s * 5 + i) % 6], 1 + i * s, 10 * (1 + i * s));
  pgo_builder_add_comment (d.builder, i == 0 ? "x" : "y");
  return end (&d);
}

/* The bytes of the regions merged in the order of ORDER.  */
static char *
region_bytes (const char *order, bool normalize, size_t *size)
{
  static const uint64_t weights[] = { 250000, 1000000, 3000001 };
  struct pgo_merge *merge = pgo_merge_new (normalize);
  struct pgo_profile *p;
  struct pgo_error err;
  char *bytes = pgo_xcalloc (1, 10000);
  FILE *stream;

  for (; *order; order++)
    add (merge, region (*order - '0'), "FILE", weights[*order - '0'], &err);
  p = pgo_merge_finish (merge, &err);
  *size = 0;
  if (p && pgo_profile_write (p, "merged", &err)
      && (stream = fopen ("merged", "rb")))
    {
      *size = fread (bytes, 1, 10000, stream);
      fclose (stream);
      remove ("merged");
    }
  pgo_profile_free (p);
  pgo_merge_free (merge);
  return bytes;
}

static void
test_order (bool normalize)
{
  static const char *const orders[] = { "021", "102", "120", "201", "210" };
  size_t size, other_size, n_equal = 0;
  char *bytes = region_bytes ("012", normalize, &size);
  char *other;

  for (size_t i = 0; i < 5; i++)
    {
      other = region_bytes (orders[i], normalize, &other_size);
      n_equal += other_size == size && memcmp (bytes, other, size) == 0;
      free (other);
    }
  CHECK (normalize ? "any order, normalized" : "any order",
         size > 100 && n_equal == 5);
  other = region_bytes ("011", normalize, &other_size);
  CHECK (normalize ? "other inputs, normalized" : "other inputs",
         other_size != size || memcmp (bytes, other, size) != 0);
  free (other);
  free (bytes);
}

/* The note WHICH of MERGE, or "".  */
static const char *
note (const struct pgo_merge *merge, size_t which)
{
  size_t n;
  const char *const *notes = pgo_merge_notes (merge, &n);

  return which < n ? notes[which] : "";
}

static void
test_odd_inputs (void)
{
  struct pgo_merge *merge = pgo_merge_new (false);
  struct draft a = begin (true, "cycles", "count", 0);
  struct draft b = begin_cpu ();
  struct pgo_profile *p;
  struct pgo_error err;

  CHECK ("nothing sampled imposes no unit",
         add (merge, end (&a), "A", PGO_MERGE_ONE, &err));
  sample (&b, "main", 1, 10);
  sample (&b, "main a", -1, -10);
  sample (&b, "main b", 0, 0);
  CHECK ("after it, time", add (merge, end (&b), "B", PGO_MERGE_ONE, &err));
  p = pgo_merge_finish (merge, &err);
  CHECK ("samples below 0 and of 0 are left out",
         p->n_samples == 1 && total (p, 1) == 10 && p->n_functions == 1);
  CHECK_STRING ("no samples, note", note (merge, 0), "A: has no samples");
  CHECK_STRING ("below 0, note", note (merge, 1),
                "B: 1 of its stacks have values below 0 and are left out");
  CHECK_STRING ("no further note", note (merge, 2), "");
  pgo_profile_free (p);
  pgo_merge_free (merge);

  merge = pgo_merge_new (false);
  a = begin_cpu ();
  add (merge, end (&a), "A", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("nothing at all", p->n_samples == 0 && cpu_types_p (p));
  pgo_profile_free (p);
  pgo_merge_free (merge);
}

static void
test_keep (void)
{
  struct pgo_merge *merge = pgo_merge_new (false);
  struct draft a = begin_cpu ();
  struct draft b = begin_cpu ();
  struct pgo_profile *p;
  struct pgo_error err;

  pgo_merge_keep (merge, "build/server", ID_A);
  map (&a, "/lib/libc.so", ID_B, 0x50000, 0);
  sample (&a, "memcpy", 1, 10);
  map (&a, "/srv/renamed", ID_A, 0x10000, 0);
  sample (&a, "serve", 2, 20);
  map (&a, "/srv/server (deleted)", "", 0x20000, 0);
  sample (&a, "serve old", 4, 40);
  map (&a, "/srv/server", ID_B, 0x30000, 0);
  sample (&a, "serve other", 3, 30);
  map (&b, "/srv/server", ID_B, 0x40000, 0);
  sample (&b, "serve other", 6, 60);
  add (merge, end (&a), "A", PGO_MERGE_ONE, &err);
  add (merge, end (&b), "B", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("kept by build id and by name", total (p, 0) == 6);
  CHECK ("nothing else is there",
         p->n_functions == 2 && p->n_mappings == 2 && p->n_locations == 3);
  CHECK_STRING ("another build, note", note (merge, 0),
                "A and others: /srv/server has build id " ID_B
                ", but build/server has " ID_A
                ": another build, whose frames do not count");
  CHECK_STRING ("how much is dropped, note", note (merge, 1),
                "10 samples, 62.50 % of the weight, have no frame in "
                "build/server and are left out");
  CHECK_STRING ("no more notes", note (merge, 2), "");
  pgo_profile_free (p);
  pgo_merge_free (merge);

  /* Of very many builds only some are said.  */
  merge = pgo_merge_new (false);
  pgo_merge_keep (merge, "server", ID_A);
  a = begin_cpu ();
  for (unsigned i = 0; i < 300; i++)
    {
      char id[20];
      snprintf (id, sizeof id, "%016x", i);
      map (&a, "/srv/server", id, 0x10000 * (i + 1), 0);
    }
  map (&a, "/srv/server", ID_A, 0x10000, 0);
  sample (&a, "serve", 1, 10);
  add (merge, end (&a), "A", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("many other builds", p && note (merge, 99)[0] != '\0');
  CHECK_STRING ("not all are noted", note (merge, 100), "");
  pgo_profile_free (p);
  pgo_merge_free (merge);

  /* A frame anywhere on the stack will do.  */
  merge = pgo_merge_new (true);
  pgo_merge_keep (merge, "server", "");
  a = begin_cpu ();
  map (&a, "/srv/server", ID_A, 0x10000, 0);
  sample (&a, "serve", 1, 10);
  p = end (&a);
  p->stacks = pgo_xrealloc (p->stacks, 3, sizeof *p->stacks);
  p->locations = pgo_xrealloc (p->locations, 2, sizeof *p->locations);
  p->locations[1] = p->locations[0];
  p->locations[1].mapping = PGO_NONE;
  p->n_locations = 2;
  p->stacks[0] = p->stacks[2] = 1;
  p->stacks[1] = 0;
  p->samples[0].depth = 3;
  p->n_stacks = 3;
  add (merge, p, "A", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("kept by a frame between others", p && p->samples[0].depth == 3);
  CHECK_STRING ("nothing dropped, no note", note (merge, 0), "");
  pgo_profile_free (p);
  pgo_merge_free (merge);

  merge = pgo_merge_new (false);
  pgo_merge_keep (merge, "server", ID_A);
  a = begin_cpu ();
  sample (&a, "serve", 1, 10);
  add (merge, end (&a), "A", PGO_MERGE_ONE, &err);
  p = pgo_merge_finish (merge, &err);
  CHECK ("nothing kept", !p);
  CHECK_STRING ("nothing kept, message", err.message,
                "server: no sample has a frame in it");
  CHECK_STRING ("no files, note", note (merge, 0),
                "A: does not say in which files its samples are; none of them "
                "is kept");
  pgo_profile_free (p);
  pgo_merge_free (merge);
}

static size_t
heap_in_use (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* An input of N distinct stacks; SEED is where they are mapped.  */
static struct pgo_profile *
many_stacks (unsigned n, unsigned seed)
{
  struct draft d = begin_cpu ();
  char stack[40];

  map (&d, "/bin/x", ID_A, 0x10000 * (seed + 1), 0x1000);
  for (unsigned i = 0; i < n; i++)
    {
      snprintf (stack, sizeof stack, "main f%u g%u h%u", i % 10, i / 10 % 10,
                i / 100);
      sample (&d, stack, 1 + seed, 10 * (1 + seed));
    }
  return end (&d);
}

static void
test_memory (void)
{
  struct pgo_merge *merge = pgo_merge_new (false);
  struct pgo_error err;
  struct pgo_profile *p;
  size_t after_50 = 0, after_100;

  for (unsigned i = 0; i < 100; i++)
    {
      /* malloc has its caches filled by then, which it counts as in use.  */
      if (i == 50)
        after_50 = heap_in_use ();
      add (merge, many_stacks (1000, i), "FILE", PGO_MERGE_ONE, &err);
    }
  after_100 = heap_in_use ();
  CHECK ("memory does not grow with the inputs",
         after_100 <= after_50 + after_50 / 100);
  add (merge, many_stacks (5000, 0), "FILE", PGO_MERGE_ONE, &err);
  /* Under valgrind malloc does not tell.  */
  CHECK ("but with the distinct stacks",
         heap_in_use () > after_50 + after_50 / 100 || after_50 == 0);
  p = pgo_merge_finish (merge, &err);
  CHECK ("many inputs add up",
         p->n_samples == 5000 && total (p, 0) == 1000 * 100 * 101 / 2 + 5000);
  pgo_profile_free (p);
  pgo_merge_free (merge);
}

int
main (void)
{
  test_header ();
  test_mappings ();
  test_code ();
  test_no_range ();
  test_order (false);
  test_order (true);
  test_odd_inputs ();
  test_keep ();
  test_memory ();
  return unit_end ();
}
