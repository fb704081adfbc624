/* gcc-pgo record: profile a command with perf, as a pprof profile.
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
   complaints differ from release to release.  The raw data, which can be large,
   goes to a directory of its own beside the output, on the file system that the
   user chose, and is removed whatever happens.  */

#include <errno.h>
#include <getopt.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "convert/convert.h"
#include "convert/perf.h"
#include "tool/tool.h"

/* What perf is told unless the user says otherwise: samples in a second, no
   divisor of what a program does at regular times, and stacks that need no
   frame pointers.  */
#define FREQUENCY "3999"
#define CALL_GRAPH "dwarf,8192"

extern char **environ;

struct settings
{
  const char *output;
  const char *frequency;
  const char *call_graph;
  const char *event; /* NULL: cycles, or the CPU clock without a PMU.  */
  bool bridge;
  char **command;
};

/* Where the raw data is, and perf while it runs.  Of the file, since signals
   must clean up too.  */
static char *directory;
static char *data_file;
static volatile sig_atomic_t perf_pid;

static void
remove_data (void)
{
  if (!directory)
    return;
  unlink (data_file);
  rmdir (directory);
}

/* While perf runs it gets the signal, and ends as after the command's end;
   afterwards the signal ends us.  */
static void
handle_signal (int number)
{
  if (perf_pid > 0)
    {
      /* The terminal has sent SIGINT to perf already.  */
      if (number != SIGINT)
        kill ((pid_t) perf_pid, number);
      return;
    }
  remove_data ();
  signal (number, SIG_DFL);
  raise (number);
}

static sigset_t caught_signals;

static void
catch_signals (void)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = handle_signal };
  sigemptyset (&action.sa_mask);
  sigemptyset (&caught_signals);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    {
      struct sigaction old;
      /* nohup's wish is kept.  */
      if (sigaction (numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        {
          sigaction (numbers[i], &action, NULL);
          sigaddset (&caught_signals, numbers[i]);
        }
    }
}

/* Can this process count the event CONFIG of TYPE in user mode?  0, or the
   error number.  */
static int
try_event (unsigned type, unsigned long long config)
{
  struct perf_event_attr attr = { .type = type,
                                  .size = sizeof attr,
                                  .config = config,
                                  .sample_period = 1000000,
                                  .sample_type = PERF_SAMPLE_IP,
                                  .disabled = 1,
                                  .exclude_kernel = 1,
                                  .exclude_hv = 1 };
  int fd = (int) syscall (SYS_perf_event_open, &attr, 0, -1, -1,
                          PERF_FLAG_FD_CLOEXEC);
  if (fd < 0)
    return errno;
  close (fd);
  return 0;
}

static bool
refuse_events (int error, struct pgo_error *err)
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
    return pgo_error_set (err, "record: this system has no perf events (%s)",
                          strerror (error));
  return pgo_error_set (err,
                        "record: perf events are not permitted (%s; "
                        "kernel.perf_event_paranoid is "
                        "%s).\nAllow them with `sysctl "
                        "kernel.perf_event_paranoid=1', or give the "
                        "process CAP_PERFMON; in a container, run it with "
                        "--cap-add PERFMON and a "
                        "seccomp profile that allows perf_event_open.",
                        strerror (error), level);
}

/* Choose SETTINGS->event where the user has not.  */
static bool
choose_event (struct settings *settings, struct pgo_error *err)
{
  int error = try_event (PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_CLOCK);
  if (error)
    return refuse_events (error, err);
  if (!settings->event)
    settings->event = try_event (PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES)
                          ? "cpu-clock:u"
                          : "cycles:Pu";
  return true;
}

/* Can COMMAND be executed?  As execvp looks for it.  */
static bool
find_command (const char *command, struct pgo_error *err)
{
  if (strchr (command, '/'))
    return access (command, X_OK) == 0
           || pgo_error_set (err, "%s: %s", command, strerror (errno));
  const char *path = getenv ("PATH");
  char *file = pgo_xmalloc ((path ? strlen (path) : 0) + strlen (command) + 2);
  bool found = !path;
  while (path && !found)
    {
      size_t length = strcspn (path, ":");
      sprintf (file, "%.*s%s%s", (int) length, path, length ? "/" : "",
               command);
      found = access (file, X_OK) == 0;
      path = path[length] ? path + length + 1 : NULL;
    }
  free (file);
  return found || pgo_error_set (err, "%s: command not found", command);
}

static bool
make_directory (const char *output, struct pgo_error *err)
{
  const char *base = strcmp (output, "-") == 0 ? "default.pgo" : output;
  size_t size = strlen (base) + sizeof ".XXXXXX/perf.data";
  char *name = pgo_xmalloc (size);
  data_file = pgo_xmalloc (size);
  snprintf (name, size, "%s.XXXXXX", base);
  if (!mkdtemp (name))
    {
      int error = errno;
      free (name);
      return pgo_error_set (err,
                            "%s: no directory beside it for perf's data: %s",
                            output, strerror (error));
    }
  snprintf (data_file, size, "%s/perf.data", name);
  directory = name;
  atexit (remove_data);
  return true;
}

/* Before the program has run for hours.  */
static bool
check_output (const char *output, struct pgo_error *err)
{
  struct stat info;
  if (stat (output, &info) == 0 && S_ISDIR (info.st_mode))
    return pgo_error_set (err, "%s: %s", output, strerror (EISDIR));
  return true;
}

/* Run perf record; sets *STATUS to what waitpid says.  */
static bool
run_perf (const struct settings *settings, int *status, struct pgo_error *err)
{
  size_t n = 0;
  while (settings->command[n])
    n++;
  const char *const options[] = { "perf",
                                  "record",
                                  "--quiet",
                                  "--no-buildid-cache",
                                  "--freq",
                                  settings->frequency,
                                  "--call-graph",
                                  settings->call_graph,
                                  "--event",
                                  settings->event,
                                  "--output",
                                  data_file,
                                  "--" };
  size_t n_options = sizeof options / sizeof *options;
  const char **argv = pgo_xcalloc (n_options + n + 1, sizeof *argv);
  memcpy (argv, options, sizeof options);
  memcpy (argv + n_options, settings->command, n * sizeof *argv);

  /* A signal waits until it is known whom it is for.  */
  sigset_t before;
  sigprocmask (SIG_BLOCK, &caught_signals, &before);
  posix_spawnattr_t attributes;
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask (&attributes, &before);
  pid_t pid;
  int error = posix_spawnp (&pid, argv[0], NULL, &attributes,
                            (char *const *) argv, environ);
  perf_pid = error ? 0 : pid;
  sigprocmask (SIG_SETMASK, &before, NULL);
  posix_spawnattr_destroy (&attributes);
  free (argv);
  if (error == ENOENT)
    return pgo_error_set (err, "perf: not found; install it (on Debian, the "
                               "package linux-perf)");
  if (error)
    return pgo_error_set (err, "perf: %s", strerror (error));
  while (waitpid (pid, status, 0) < 0)
    if (errno != EINTR)
      {
        error = errno;
        break;
      }
  perf_pid = 0;
  return !error || pgo_error_set (err, "perf: %s", strerror (error));
}

/* perf ends as its command did.  */
static void
describe_status (int status, char *text, size_t size)
{
  if (WIFSIGNALED (status))
    snprintf (text, size, "ended with \"%s\"", strsignal (WTERMSIG (status)));
  else
    snprintf (text, size, "ended with status %d", WEXITSTATUS (status));
}

static bool
record (struct settings *settings, struct pgo_error *err)
{
  int status = 0;
  struct stat info;
  char ending[64];
  if (!check_output (settings->output, err) || !choose_event (settings, err)
      || !find_command (settings->command[0], err)
      || !make_directory (settings->output, err)
      || !run_perf (settings, &status, err))
    return false;
  describe_status (status, ending, sizeof ending);
  if (stat (data_file, &info) != 0 || info.st_size == 0)
    return pgo_error_set (err, "perf record: %s and left no data", ending);
  const char *const files[] = { data_file };
  /* A program that is rebuilt while it runs is no reason to lose the data.  */
  const struct pgo_convert_settings conversion
      = { .output = settings->output,
          .name = strcmp (settings->output, "-") == 0 ? "standard output"
                                                      : settings->output,
          .allow_changed = true,
          .note = pgo_tool_note,
          .no_bridge = !settings->bridge };
  struct pgo_error reason;
  if (!pgo_convert (files, 1, &conversion, &reason))
    return pgo_error_set (err, "%s: %s; %s", settings->command[0], ending,
                          reason.message);
  if (status)
    fprintf (stderr, "gcc-pgo: %s: %s; %s holds the samples until then\n",
             settings->command[0], ending, settings->output);
  return true;
}

/* May one of EVENTS, which perf takes with commas between them, measure CPU
   time?  What groups and parameters make of them only perf knows.  */
static bool
measure_p (const char *events)
{
  if (strpbrk (events, "{/"))
    return true;
  for (; *events; events += strspn (events, ","))
    {
      if (pgo_perf_measure (events) != PGO_PERF_NO_MEASURE)
        return true;
      events += strcspn (events, ",");
    }
  return false;
}

static void
print_help (void)
{
  /* clang-format off */
  puts ("Usage: gcc-pgo record [OPTION...] [--] COMMAND [ARGUMENT...]\n"
        "Run COMMAND under perf and write its profile as symbolised pprof.\n"
        "\n"
        "  -o, --output=OUT       write to OUT (default default.pgo)\n"
        "  -F, --frequency=HZ     samples in a second of CPU time (default " FREQUENCY ")\n"
        "      --call-graph=MODE  how perf gets the stacks (default " CALL_GRAPH ")\n"
        "  -e, --event=EVENT      what to sample (default cycles, or the CPU clock\n"
        "                         where the machine has no cycle counter)\n"
        "      --no-bridge        leave out the frames that perf missed\n"
        "  -h, --help             print this and exit\n"
        "\n"
        "Compile COMMAND with -g, and with the optimisation that it is used with.\n"
        "The manual page is gcc-pgo-record(1).");
  /* clang-format on */
}

int
pgo_cmd_record (int argc, char **argv)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "frequency", required_argument, NULL, 'F' },
          { "call-graph", required_argument, NULL, 'g' },
          { "event", required_argument, NULL, 'e' },
          { "no-bridge", no_argument, NULL, 'B' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  struct settings settings = { .output = "default.pgo",
                               .frequency = FREQUENCY,
                               .call_graph = CALL_GRAPH,
                               .bridge = true };
  struct pgo_error err;
  int option;
  opterr = 0;
  while ((option = getopt_long (argc, argv, "+:ho:F:e:", options, NULL)) != -1)
    switch (option)
      {
      case 'o':
        settings.output = optarg;
        break;
      case 'F':
        settings.frequency = optarg;
        break;
      case 'g':
        settings.call_graph = optarg;
        break;
      case 'e':
        settings.event = optarg;
        break;
      case 'B':
        settings.bridge = false;
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("record", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("record", "unknown option %s", argv[optind - 1]);
      }
  if (optind == argc)
    return pgo_tool_usage ("record", "no command to run");
  if (strcmp (settings.frequency, "max") != 0
      && (strspn (settings.frequency, "0123456789")
              != strlen (settings.frequency)
          || strtoul (settings.frequency, NULL, 10) == 0))
    return pgo_tool_usage ("record", "%s is no frequency", settings.frequency);
  if (settings.event && !measure_p (settings.event))
    return pgo_tool_usage ("record",
                           "%s does not measure CPU time; -e cpu-clock and -e "
                           "cycles do",
                           settings.event);
  settings.command = argv + optind;

  catch_signals ();
  bool ok = record (&settings, &err);
  return ok ? PGO_EXIT_OK : pgo_tool_error (&err);
}
