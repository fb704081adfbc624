/* gcc-pgo record by perf.
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

   Whether perf events are there and permitted is asked of the kernel itself
   before the command is run, in the way that perf will use them: its own
   complaints differ from release to release.  What else may be wrong, of perf
   or of what the user has it do, shows where it records a program that does
   nothing.  */

#include "tool/record.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/mem.h"
#include "convert/perf.h"

/* Words of a command of perf's own.  */
#define OPTIONS_MAX 20

extern char **environ;

/* Can this process count the event CONFIG of TYPE in user mode, in the PROCESS
   (0 is this one), or in all of them on the first CPU (-1)?  0, or the error
   number.  */
static int
try_event (unsigned type, unsigned long long config, pid_t process)
{
  struct perf_event_attr attr = { .type = type,
                                  .size = sizeof attr,
                                  .config = config,
                                  .sample_period = 1000000,
                                  .sample_type = PERF_SAMPLE_IP,
                                  .disabled = 1,
                                  .exclude_kernel = 1,
                                  .exclude_hv = 1 };
  int fd = (int) syscall (SYS_perf_event_open, &attr, process,
                          process < 0 ? 0 : -1, -1, PERF_FLAG_FD_CLOEXEC);
  if (fd < 0)
    return errno;
  close (fd);
  return 0;
}

static bool
refuse_events (int error, bool everything, struct pgo_error *err)
{
  char level[16] = "";
  FILE *stream = fopen ("/proc/sys/kernel/perf_event_paranoid", "r");
  if (stream)
    {
      if (!fgets (level, sizeof level, stream))
        level[0] = '\0';
      fclose (stream);
    }
  level[strcspn (level, "\n")] = '\0';
  if (error == ENOSYS || !*level)
    return pgo_error_set (err, "this system has no perf events (%s)",
                          strerror (error));
  return pgo_error_set (
      err,
      "perf events are not permitted (%s; kernel.perf_event_paranoid is %s)\n"
      "Allow them with `sysctl kernel.perf_event_paranoid=%d', or give the "
      "process CAP_PERFMON; in a container, run it with --cap-add PERFMON and "
      "a "
      "seccomp profile that allows perf_event_open.",
      strerror (error), level, everything ? 0 : 1);
}

/* Write perf's arguments to ARGV, up to the command that it runs; they go to
   the file OUTPUT.  Returns their number.  */
static size_t
perf_arguments (const struct pgo_recording *recording, const char *output,
                const char **argv)
{
  size_t n = 0;
  argv[n++] = "perf";
  argv[n++] = "record";
  argv[n++] = "--quiet";
  argv[n++] = "--no-buildid-cache";
  argv[n++] = "--freq";
  argv[n++] = recording->frequency;
  argv[n++] = "--call-graph";
  argv[n++]
      = recording->call_graph ? recording->call_graph : PGO_RECORD_CALL_GRAPH;
  argv[n++] = "--event";
  argv[n++] = recording->event;
  argv[n++] = "--output";
  argv[n++] = output;
  if (recording->processes)
    {
      argv[n++] = "--pid";
      argv[n++] = recording->processes;
    }
  if (recording->everything)
    argv[n++] = "--all-cpus";
  return n;
}

/* The name of the Nth file, which the caller frees.  */
static char *
data_file (const struct pgo_recording *recording, size_t n)
{
  size_t size = strlen (recording->directory) + 40;
  char *name = pgo_xmalloc (size);
  snprintf (name, size, "%s/%zu.perf.data", recording->directory, n);
  return name;
}

/* Is there a perf that runs?  */
static bool
try_perf (struct pgo_error *err)
{
  const char *const argv[] = { "perf", "--version", NULL };
  struct pgo_perf_process perf;
  if (!pgo_perf_start (&perf, argv, err))
    return false;
  while (getc (perf.output) != EOF)
    ;
  return pgo_perf_finish (&perf, "perf", err);
}

static bool
probe (struct pgo_recording *recording, char *rate, size_t size,
       struct pgo_error *err)
{
  pid_t process = recording->everything ? -1 : 0;
  if (recording->processes)
    process = (pid_t) strtol (recording->processes, NULL, 10);
  int error = try_event (PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_CLOCK, process);
  if (error)
    return refuse_events (error, recording->everything, err);
  if (!try_perf (err))
    return false;
  if (!recording->event)
    recording->event
        = try_event (PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES, process)
              ? "cpu-clock:u"
              : "cycles:Pu";
  snprintf (rate, size, "%s, %s a second", recording->event,
            recording->frequency);
  return true;
}

static bool
run (struct pgo_recording *recording, char **command, size_t n, int *status,
     struct pgo_error *err)
{
  /* Without a command perf runs one that takes as long as the user said: the
     time is then that of the samples, and perf may take one second to begin. */
  char seconds[32], sleep[] = "sleep";
  char *waiting[] = { sleep, seconds, NULL };
  snprintf (seconds, sizeof seconds, "%.3f", recording->duration);
  bool wait = !command && recording->duration > 0;
  if (wait)
    command = waiting;
  size_t n_words = 0;
  while (command && command[n_words])
    n_words++;
  const char **argv = pgo_xcalloc (OPTIONS_MAX + n_words + 2, sizeof *argv);
  char *file = data_file (recording, n);
  size_t n_options = perf_arguments (recording, file, argv);
  if (command)
    {
      argv[n_options++] = "--";
      memcpy (argv + n_options, command, n_words * sizeof *argv);
    }
  bool ok = pgo_record_run ((char *const *) argv, environ,
                            wait ? 0 : recording->duration, true, status, err);
  free (argv);
  free (file);
  return ok;
}

static bool
collect (struct pgo_recording *recording, struct pgo_error *err)
{
  for (size_t i = 0; i < recording->n_commands; i++)
    {
      struct stat info;
      char *file = data_file (recording, i);
      if (stat (file, &info) == 0 && info.st_size > 0)
        pgo_record_add_file (recording, strrchr (file, '/') + 1);
      free (file);
    }
  return recording->n_files > 0 || pgo_error_set (err, "perf left no data");
}

const struct pgo_sampler pgo_sampler_perf
    = { "perf", true, probe, run, collect };
