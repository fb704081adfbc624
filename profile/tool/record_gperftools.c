/* gcc-pgo record by the CPU profiler of gperftools.
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

   The library libprofiler.so.0 is preloaded into all that is run, and with it
   what makes it fit for that (preload/preload.c), which is a part of this
   program and comes from its memory.  Each process writes a file of its own.

   Its timer counts CPU time, but goes off no more often than the kernel's clock
   ticks.  A higher frequency would give as many samples that each weigh too
   little.  */

#define _GNU_SOURCE /* memfd_create, vasprintf.  */

#include "tool/record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/embed.h"
#include "base/mem.h"
#include "convert/gperftools.h"
#include "names/path.h"
#include "tool/tool.h"

#define LIBRARY "libprofiler.so.0"

/* No version of it samples more often.  */
#define FREQUENCY_MAX 4000

/* Hundredths of a second for what a command has left running to end.  */
#define PATIENCE 100

/* A file of no more bytes was begun, and no profile was written.  */
#define HEADER_SIZE 40

/* What is preloaded with it.  */
PGO_EMBED (preload, "preload.so");

extern char **environ;

/* How often a second it can sample: as the clock ticks.  */
static unsigned long
most_samples (void)
{
  struct timespec tick;
  if (clock_getres (CLOCK_REALTIME_COARSE, &tick) != 0 || tick.tv_sec > 0
      || tick.tv_nsec < 1000000000 / FREQUENCY_MAX)
    return FREQUENCY_MAX;
  return 1000000000 / (unsigned long) tick.tv_nsec;
}

static unsigned long
frequency (const struct pgo_recording *recording)
{
  unsigned long most = most_samples ();
  unsigned long wanted = strcmp (recording->frequency, "max") == 0
                             ? most
                             : strtoul (recording->frequency, NULL, 10);
  return wanted < most ? wanted : most;
}

/* Print FORMAT to memory that the caller frees.  */
static char *print (const char *format, ...)
    __attribute__ ((format (printf, 1, 2)));

static char *
print (const char *format, ...)
{
  va_list args;
  char *text;
  va_start (args, format);
  if (vasprintf (&text, format, args) < 0)
    pgo_out_of_memory ();
  va_end (args);
  return text;
}

/* Make what is preloaded a file that others can open; returns its descriptor,
   or -1 with errno set.  */
static int
open_preload (void)
{
  static int fd = -1;
  if (fd < 0)
    {
      fd = memfd_create ("gcc-pgo-preload", MFD_CLOEXEC);
      if (fd >= 0
          && write (fd, preload, preload_size) != (ssize_t) preload_size)
        {
          close (fd);
          fd = -1;
        }
    }
  return fd;
}

/* An environment in which programs write their profiles to files of the
   directory whose names begin with NAME; environment_free frees it.  */
static char **
environment_new (const struct pgo_recording *recording, const char *name)
{
  size_t n = 0;
  for (char **p = environ; *p; p++)
    n++;
  char **environment = pgo_xcalloc (n + 4, sizeof *environment);
  const char *preloaded = getenv ("LD_PRELOAD");
  environment[0] = print ("LD_PRELOAD=/proc/%ld/fd/%d:" LIBRARY "%s%s",
                          (long) getpid (), open_preload (),
                          preloaded ? ":" : "", preloaded ? preloaded : "");
  environment[1] = print ("GCC_PGO_PROFILE=%s/%s", recording->directory, name);
  environment[2] = print ("CPUPROFILE_FREQUENCY=%lu", frequency (recording));
  n = 3;
  /* What else it would take from there, such as another clock, is not meant. */
  for (char **p = environ; *p; p++)
    if (strncmp (*p, "LD_PRELOAD=", 11) != 0
        && strncmp (*p, "GCC_PGO_PROFILE=", 16) != 0
        && strncmp (*p, "CPUPROFILE", 10) != 0)
      environment[n++] = pgo_xstrdup (*p);
  return environment;
}

static void
environment_free (char **environment)
{
  for (char **p = environment; *p; p++)
    free (*p);
  free (environment);
}

/* Run a shell that does nothing, and quietly, in ENVIRONMENT.  */
static void
try_shell (char *const *environment)
{
  const char *const argv[] = { "/bin/sh", "-c", ":", NULL };
  posix_spawn_file_actions_t actions;
  pid_t pid;
  int status;
  posix_spawn_file_actions_init (&actions);
  for (int fd = 0; fd <= 2; fd++)
    posix_spawn_file_actions_addopen (&actions, fd, "/dev/null", O_RDWR, 0);
  if (posix_spawnp (&pid, argv[0], &actions, NULL, (char *const *) argv,
                    environment)
      == 0)
    while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
      ;
  posix_spawn_file_actions_destroy (&actions);
}

/* Remove the files of the directory; are there any?  */
static bool
remove_trial (const struct pgo_recording *recording)
{
  const struct dirent *entry;
  bool found = false;
  DIR *directory = opendir (recording->directory);
  while (directory && (entry = readdir (directory)))
    if (*entry->d_name != '.')
      found |= unlinkat (dirfd (directory), entry->d_name, 0) == 0;
  if (directory)
    closedir (directory);
  return found;
}

static bool
probe (struct pgo_recording *recording, char *rate, size_t size,
       struct pgo_error *err)
{
  char **environment = environment_new (recording, "trial");
  try_shell (environment);
  environment_free (environment);
  snprintf (rate, size, "CPU time, %lu a second", frequency (recording));
  return remove_trial (recording)
         || pgo_error_set (err, LIBRARY " cannot be preloaded\n"
                                        "Install it: on Debian, with `apt-get "
                                        "install libgoogle-perftools4'.");
}

static bool
run (struct pgo_recording *recording, char **command, size_t n, int *status,
     struct pgo_error *err)
{
  char *name = print ("%zu.profile", n);
  char **environment = environment_new (recording, name);
  bool ok = pgo_record_run (command, environment, recording->duration, false,
                            status, err);
  environment_free (environment);
  free (name);
  return ok;
}

/* What became of the profiles.  */
struct census
{
  size_t n;          /* All files.  */
  size_t unfinished; /* Those that were begun.  */
};

/* Take in the file NAME of the directory, if it has samples.  */
static void
take_file (struct pgo_recording *recording, const char *name,
           struct census *census)
{
  struct pgo_error err;
  struct stat info;
  uint64_t n_samples;
  char *file = pgo_path_join (recording->directory, name);
  census->n++;
  if (stat (file, &info) == 0 && info.st_size <= HEADER_SIZE)
    census->unfinished++;
  else if (!pgo_gperftools_count (file, &n_samples, &err))
    pgo_tool_note (err.message);
  else if (n_samples > 0)
    pgo_record_add_file (recording, name);
  free (file);
}

/* Why is there nothing, where programs left what CENSUS counts?  */
static bool
explain (const struct census *census, struct pgo_error *err)
{
  if (census->n == 0)
    return pgo_error_set (
        err, "gperftools wrote no profile: it reaches no program that is "
             "linked statically, or setuid, or that clears LD_PRELOAD from its "
             "environment; link it dynamically, or use --sampler=perf");
  if (census->unfinished == census->n)
    return pgo_error_set (
        err,
        "gperftools wrote no profile: it cannot when a program is killed or "
        "crashes, or becomes one that is linked statically, or setuid; let "
        "it end otherwise, or use --sampler=perf");
  return pgo_error_set (
      err,
      "gperftools has no samples: %zu of %zu processes were killed, crashed, "
      "or "
      "became another program, and the others ended before its timer went off; "
      "it "
      "does not reach programs that are linked statically, or setuid",
      census->unfinished, census->n);
}

/* Is the process there that wrote the file NAME?  A dead one that nobody has
   waited for is.  */
static bool
writer_lives_p (const char *name)
{
  const char *dot = strrchr (name, '.');
  pid_t process = dot ? (pid_t) strtol (dot + 1, NULL, 10) : 0;
  return process > 0 && kill (process, 0) == 0;
}

/* Wait a little for those that a command has left: what was ended with it may
   be about to write.  */
static void
wait_for_writers (const struct pgo_recording *recording)
{
  const struct timespec pause = { .tv_nsec = 10000000 };
  for (int i = 0; i < PATIENCE; i++)
    {
      const struct dirent *entry;
      bool alive = false;
      DIR *directory = opendir (recording->directory);
      while (directory && !alive && (entry = readdir (directory)))
        alive = writer_lives_p (entry->d_name);
      if (directory)
        closedir (directory);
      if (!alive)
        break;
      nanosleep (&pause, NULL);
    }
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static bool
collect (struct pgo_recording *recording, struct pgo_error *err)
{
  struct census census = { 0 };
  const struct dirent *entry;
  wait_for_writers (recording);
  DIR *directory = opendir (recording->directory);
  if (!directory)
    return pgo_error_set (err, "%s: %s", recording->directory,
                          strerror (errno));
  while ((entry = readdir (directory)))
    if (*entry->d_name != '.')
      take_file (recording, entry->d_name, &census);
  closedir (directory);
  if (recording->n_files == 0)
    return explain (&census, err);
  qsort (recording->files, recording->n_files, sizeof *recording->files,
         compare_names);
  return true;
}

const struct pgo_sampler pgo_sampler_gperftools
    = { "gperftools", false, probe, run, collect };
