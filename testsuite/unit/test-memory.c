/* Unit tests of what happens when memory runs out.
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

   A child of this program reads a profile, indexes it, asks the index, and
   writes the profile anew, and its allocator has nothing more to give after N
   times, for each N.  It has to end in one of two ways: as if nothing had been,
   or with status 1, the message, and no file left behind.  */

#define _GNU_SOURCE

#include <errno.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/index.h"
#include "pprof/profile.h"
#include "unit.h"

/* glibc's allocator under its other names.  */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *ptr, size_t size);

static long allocations;
static long most = -1; /* No limit.  */

/* AddressSanitizer ends where its allocator is not the one that is called.  */
#ifndef __SANITIZE_ADDRESS__

static bool
refuse (void)
{
  allocations++;
  if (most < 0 || allocations <= most)
    return false;
  errno = ENOMEM;
  return true;
}

void *
malloc (size_t size)
{
  return refuse () ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return refuse () ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *ptr, size_t size)
{
  return refuse () ? NULL : __libc_realloc (ptr, size);
}

#endif

static char directory[] = "/tmp/test-memory.XXXXXX";
static char input[64], output[64];

/* A profile with names to demangle, a recursion, and stacks enough that arrays
   have to grow.  */
static void
make_input (void)
{
  struct pgo_error err;
  struct pgo_builder *builder = pgo_builder_new ();
  const int64_t values[] = { 3, 30000000 };
  uint32_t stack[12];

  pgo_builder_add_type (builder, "samples", "count");
  pgo_builder_add_type (builder, "cpu", "nanoseconds");
  pgo_builder_set_period (builder, "cpu", "nanoseconds", 10000000);
  pgo_builder_add_comment (builder, "made up");
  for (int i = 0; i < 12; i++)
    {
      char name[32], system_name[32];
      snprintf (name, sizeof name, "f%d(int)", i % 9);
      snprintf (system_name, sizeof system_name, "_Z2f%di", i % 9);
      struct pgo_function function = { .name = name,
                                       .system_name = i % 2 ? system_name : "",
                                       .file = "f.cc",
                                       .start_line = 10 * i };
      struct pgo_line line
          = { .function = pgo_builder_function (builder, &function),
              .line = 10 * i + 5 };
      stack[i] = pgo_builder_location (builder, PGO_NONE, 0x1000 + i, &line, 1);
    }
  for (int i = 0; i < 40; i++)
    pgo_builder_add_sample (builder, stack + i % 7, 1 + i % 5, values);
  struct pgo_profile *profile = pgo_builder_finish (builder);
  CHECK ("the input is written", pgo_profile_write (profile, input, &err));
  pgo_profile_free (profile);
}

/* What the child does.  Returns an exit status.  */
static int
work (void)
{
  struct pgo_error err;
  struct pgo_profile *profile = pgo_profile_read (input, &err);
  struct pgo_index *index = pgo_index_new ();
  const struct pgo_fn *fn;
  const struct pgo_site *const *sites;
  bool ok = profile && pgo_index_add (index, profile, input, &err);

  if (ok)
    {
      pgo_index_finish (index);
      pgo_index_lookup (index, "_Z2f3i", "f.cc", false, &fn);
      pgo_index_sites (index, &sites);
      pgo_index_hot_threshold (index, 99);
      ok = pgo_profile_write (profile, output, &err);
    }
  if (!ok)
    fprintf (stderr, "%s\n", err.message);
  pgo_profile_free (profile);
  pgo_index_free (index);
  return ok ? 0 : 1;
}

/* Run a child that gets N allocations.  Returns what waitpid says, and in
   MESSAGE the first SIZE - 1 bytes of what it said.  */
static int
run (long n, char *message, size_t size)
{
  int pipes[2], status = -1;
  size_t length = 0;
  ssize_t got;
  pid_t child;

  fflush (stdout);
  if (pipe (pipes) != 0 || (child = fork ()) < 0)
    return -1;
  if (child == 0)
    {
      dup2 (pipes[1], STDERR_FILENO);
      close (pipes[0]);
      close (pipes[1]);
      allocations = 0;
      most = n;
      exit (work ());
    }
  close (pipes[1]);
  while (length < size - 1
         && (got = read (pipes[0], message + length, size - 1 - length)) > 0)
    length += got;
  message[length] = '\0';
  close (pipes[0]);
  waitpid (child, &status, 0);
  return status;
}

/* How many files the directory has.  */
static int
count_files (void)
{
  DIR *dir = opendir (directory);
  int n = 0;

  if (!dir)
    return -1;
  for (const struct dirent *entry; (entry = readdir (dir));)
    n += entry->d_name[0] != '.';
  closedir (dir);
  return n;
}

static void
test_all (void)
{
  long n, bad = -1, said = 0;
  char message[200];
  int status = -1;

  for (n = 0; n < 100000 && status != 0 && bad < 0; n++)
    {
      unlink (output);
      status = run (n, message, sizeof message);
      if (status == 0)
        break;
      if (!WIFEXITED (status) || WEXITSTATUS (status) != 1
          || !strstr (message, "memory") || count_files () != 1)
        bad = n;
      said += strcmp (message, "test-memory: out of memory\n") == 0;
    }
  if (bad >= 0)
    printf ("with %ld allocations: status %x, %d files, \"%s\"\n", bad, status,
            count_files (), message);
  CHECK ("each failure is told, and leaves nothing", bad < 0);
  CHECK ("enough memory is enough", status == 0 && count_files () == 2);
  /* Or the allocator was not asked.  */
  CHECK ("many allocations were tried", n > 50);
  CHECK ("nearly all by the allocator's own words", said > n * 9 / 10);
}

int
main (void)
{
  /* The sanitizers and valgrind have allocators of their own, and gcov
     allocates when the program ends.  */
  if (getenv ("INSTRUMENTED"))
    {
      puts ("UNSUPPORTED: with this build");
      return unit_end ();
    }
  if (!mkdtemp (directory))
    return 1;
  snprintf (input, sizeof input, "%s/in", directory);
  snprintf (output, sizeof output, "%s/out", directory);
  make_input ();
  test_all ();
  unlink (input);
  unlink (output);
  rmdir (directory);
  return unit_end ();
}
