/* gcc-pgo record: sample programs as they run, and write a pprof profile.
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

   There are two samplers, perf and gperftools; the first that can do what is
   asked for is taken, and why is said.  Commands run one after the other.

   What samplers write, which can be large, goes to a directory of its own
   beside the output, on the file system that the user chose, and is removed
   whatever happens.  */

#define _GNU_SOURCE /* getdents64, execvpe.  */

#include "tool/record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "convert/convert.h"
#include "convert/perf.h"
#include "names/path.h"
#include "symbolize/find.h"
#include "tool/tool.h"

/* Of the file, since signal handlers use them: the directory of what samplers
   write; what runs, and whether it hands signals on; whether it was told to end
   by the user, and because its time was over.  */
static const char *volatile directory;
static volatile sig_atomic_t running;
static volatile sig_atomic_t forwarding;
static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t stopped;

/* Remove the directory and the files in it, by means that a signal handler
   may use.  */
static void
remove_directory (void)
{
  char buffer[4096] __attribute__ ((aligned (8)));
  ssize_t n;
  int fd
      = directory ? open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  if (fd < 0)
    return;
  while ((n = getdents64 (fd, buffer, sizeof buffer)) > 0)
    for (ssize_t at = 0; at < n;)
      {
        const struct dirent64 *entry = (const void *) (buffer + at);
        unlinkat (fd, entry->d_name, 0);
        at += entry->d_reclen;
      }
  close (fd);
  rmdir (directory);
}

/* Write the processes that PROCESS has started to CHILDREN, which has room for
   ROOM.  Returns their number.  */
static size_t
list_children (pid_t process, pid_t *children, size_t room)
{
  char name[64], text[4096];
  size_t n = 0;
  snprintf (name, sizeof name, "/proc/%d/task/%d/children", (int) process,
            (int) process);
  int fd = open (name, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return 0;
  ssize_t length = read (fd, text, sizeof text - 1);
  close (fd);
  text[length > 0 ? length : 0] = '\0';
  char *end = text;
  for (char *p = text; n < room; p = end)
    {
      long child = strtol (p, &end, 10);
      if (end == p)
        break;
      children[n++] = (pid_t) child;
    }
  return n;
}

/* Send SIGNAL to what runs and to all that it has started, such as the commands
   of a shell, which would not end with it; each gets it once.  From a signal
   handler.  */
static void
signal_all (int number)
{
  pid_t processes[256] = { (pid_t) running };
  size_t n = 1, room = sizeof processes / sizeof *processes;
  size_t handed = 1;
  for (size_t i = 0; i < n; i++)
    {
      n += list_children (processes[i], processes + n, room - n);
      if (i == 0 && forwarding)
        handed = n;
    }
  /* perf does not finish its data at SIGHUP.  */
  kill (processes[0], forwarding && number == SIGHUP ? SIGTERM : number);
  for (size_t i = handed; i < n; i++)
    kill (processes[i], number);
}

/* While something runs it gets the signal, and what it wrote is converted when
   it has ended; otherwise the signal ends us.  */
static void
handle_signal (int number, siginfo_t *info, void *context)
{
  (void) context;
  if (running > 0)
    {
      interrupted = 1;
      /* The terminal has sent SIGINT to all already.  */
      if (number != SIGINT || info->si_code != SI_KERNEL)
        signal_all (number);
      return;
    }
  remove_directory ();
  pgo_tool_end_by (number);
}

static void
handle_alarm (int number)
{
  (void) number;
  if (running > 0)
    {
      stopped = 1;
      signal_all (SIGTERM);
    }
}

/* Send SIGALRM in SECONDS; 0: not any more.  */
static void
set_alarm (double seconds)
{
  struct itimerval timer = { .it_value.tv_sec = (time_t) seconds };
  timer.it_value.tv_usec
      = (suseconds_t) ((seconds - floor (seconds)) * 1000000);
  setitimer (ITIMER_REAL, &timer, NULL);
}

/* Become ARGV in ENVIRONMENT, with the signals SIGNALS blocked.  */
static void __attribute__ ((noreturn))
become (char *const *argv, char *const *environment, const sigset_t *signals)
{
  static const int numbers[] = PGO_TOOL_SIGNALS;
  struct sigaction old;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (sigaction (numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      signal (numbers[i], SIG_DFL);
  sigprocmask (SIG_SETMASK, signals, NULL);
  execvpe (argv[0], argv, environment);
  int error = errno;
  fprintf (stderr, "gcc-pgo: %s: %s\n", argv[0], strerror (error));
  fflush (stderr);
  _exit (error == ENOENT ? 127 : 126);
}

bool
pgo_record_run (char *const *argv, char *const *environment, double seconds,
                bool forwards, int *status, struct pgo_error *err)
{
  /* A signal waits until it is known whom it is for.  */
  sigset_t all, before;
  sigfillset (&all);
  sigprocmask (SIG_BLOCK, &all, &before);
  pid_t pid = fork ();
  if (pid == 0)
    become (argv, environment, &before);
  int error = pid < 0 ? errno : 0;
  running = error ? 0 : pid;
  forwarding = forwards;
  stopped = 0;
  if (!error)
    set_alarm (seconds);
  sigprocmask (SIG_SETMASK, &before, NULL);
  while (!error && waitpid (pid, status, 0) < 0)
    if (errno != EINTR)
      error = errno;
  running = 0;
  set_alarm (0);
  return !error || pgo_error_set (err, "%s: %s", argv[0], strerror (error));
}

void
pgo_record_add_file (struct pgo_recording *recording, const char *name)
{
  recording->files
      = pgo_xgrow (recording->files, recording->n_files,
                   &recording->files_capacity, sizeof *recording->files);
  recording->files[recording->n_files++]
      = pgo_path_join (recording->directory, name);
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
find_commands (const struct pgo_recording *recording, struct pgo_error *err)
{
  for (size_t i = 0; i < recording->n_commands; i++)
    if (recording->commands[i].argv
        && !find_command (recording->commands[i].argv[0], err))
      return false;
  return true;
}

/* Are the processes LIST there?  */
static bool
find_processes (const char *list, struct pgo_error *err)
{
  for (const char *p = list; p; p = strchr (p, ','))
    {
      p += *p == ',';
      pid_t process = (pid_t) strtol (p, NULL, 10);
      if (kill (process, 0) != 0 && errno == ESRCH)
        return pgo_error_set (err, "record: there is no process %d",
                              (int) process);
    }
  return true;
}

/* Make the directory.  No signal comes between it and the note of it.  */
static bool
make_directory (struct pgo_recording *recording, struct pgo_error *err)
{
  const char *output = recording->output;
  const char *base = strcmp (output, "-") == 0 ? "default.pgo" : output;
  size_t size = strlen (base) + sizeof ".XXXXXX";
  char *name = pgo_xmalloc (size);
  sigset_t all, before;
  snprintf (name, size, "%s.XXXXXX", base);
  sigfillset (&all);
  sigprocmask (SIG_BLOCK, &all, &before);
  if (mkdtemp (name))
    {
      /* Programs may run in directories of their own.  */
      recording->directory = realpath (name, NULL);
      if (!recording->directory)
        rmdir (name);
    }
  int error = errno;
  directory = recording->directory;
  sigprocmask (SIG_SETMASK, &before, NULL);
  free (name);
  if (!directory)
    return pgo_error_set (err, "%s: no directory beside it for samples: %s",
                          output, strerror (error));
  atexit (remove_directory);
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

/* What only perf does of what RECORDING asks for; NULL: nothing.  */
static const char *
only_perf (const struct pgo_recording *recording)
{
  return recording->processes    ? "--pid"
         : recording->everything ? "--all"
         : recording->event      ? "--event"
         : recording->call_graph ? "--call-graph"
                                 : NULL;
}

/* Say that SAMPLER is used, at RATE, and WHY, of which the first line is
   told.  */
static void
tell_choice (const struct pgo_sampler *sampler, const char *rate,
             const char *why)
{
  fprintf (stderr, "gcc-pgo: sampling with %s (%s): %.*s\n", sampler->name,
           rate, (int) strcspn (why, "\n"), why);
}

/* The sampler WANTED, NULL with ERR set where it cannot do it; WHY is why it is
   wanted, and not another.  */
static const struct pgo_sampler *
use_sampler (struct pgo_recording *recording, const struct pgo_sampler *wanted,
             const char *why, struct pgo_error *err)
{
  struct pgo_error reason;
  char rate[128];
  if (!wanted->probe (recording, rate, sizeof rate, &reason))
    {
      pgo_error_set (err, "record: %s, but %s", why, reason.message);
      return NULL;
    }
  tell_choice (wanted, rate, why);
  return wanted;
}

/* The first sampler that can do it.  NULL with ERR set where none can.  */
static const struct pgo_sampler *
choose_sampler (struct pgo_recording *recording, struct pgo_error *err)
{
  struct pgo_error reasons[2];
  char rate[128];
  if (pgo_sampler_perf.probe (recording, rate, sizeof rate, &reasons[0]))
    {
      tell_choice (&pgo_sampler_perf, rate, "perf events are permitted");
      return &pgo_sampler_perf;
    }
  if (pgo_sampler_gperftools.probe (recording, rate, sizeof rate, &reasons[1]))
    {
      tell_choice (&pgo_sampler_gperftools, rate, reasons[0].message);
      return &pgo_sampler_gperftools;
    }
  pgo_error_set (err,
                 "record: nothing can sample here\nperf: %s\ngperftools: %s",
                 reasons[0].message, reasons[1].message);
  return NULL;
}

static const struct pgo_sampler *
find_sampler (struct pgo_recording *recording, struct pgo_error *err)
{
  const char *only = only_perf (recording);
  char why[64];
  if (recording->sampler)
    return use_sampler (recording, recording->sampler, "--sampler says so",
                        err);
  if (!only)
    return choose_sampler (recording, err);
  snprintf (why, sizeof why, "%s wants perf", only);
  return use_sampler (recording, &pgo_sampler_perf, why, err);
}

/* Run the commands of RECORDING, until the user interrupts.  */
static bool
run_commands (struct pgo_recording *recording,
              const struct pgo_sampler *sampler, struct pgo_error *err)
{
  for (size_t i = 0; i < recording->n_commands && !interrupted; i++)
    {
      struct pgo_command *command = &recording->commands[i];
      if (!sampler->run (recording, command->argv, i, &command->status, err))
        return false;
      command->ran = true;
      command->stopped = stopped;
    }
  return true;
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

/* Set ERR to REASON why there is no profile of RECORDING, and how the last that
   ran ended.  */
static bool
fail_after (const struct pgo_recording *recording,
            const struct pgo_error *reason, struct pgo_error *err)
{
  char ending[64];
  size_t last = 0;
  for (size_t i = 0; i < recording->n_commands; i++)
    if (recording->commands[i].ran)
      last = i;
  describe_status (recording->commands[last].status, ending, sizeof ending);
  return pgo_error_set (err, "%s: %s; %s", recording->commands[last].name,
                        ending, reason->message);
}

/* Tell what did not end well, but for what was to be ended.  */
static void
tell_endings (const struct pgo_recording *recording)
{
  for (size_t i = 0; i < recording->n_commands; i++)
    {
      const struct pgo_command *command = &recording->commands[i];
      char ending[64];
      describe_status (command->status, ending, sizeof ending);
      if (!command->ran)
        fprintf (stderr, "gcc-pgo: %s: not run, since there was a signal\n",
                 command->name);
      else if (command->status && !command->stopped
               && (command->argv || !interrupted))
        fprintf (stderr, "gcc-pgo: %s: %s; %s holds the samples until then\n",
                 command->name, ending, recording->output);
    }
}

static int64_t
nanoseconds (void)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool
record (struct pgo_recording *recording, struct pgo_error *err)
{
  const struct pgo_sampler *sampler;
  struct pgo_error reason;
  if (!check_output (recording->output, err) || !find_commands (recording, err)
      || (recording->processes && !find_processes (recording->processes, err))
      || !make_directory (recording, err)
      || !(sampler = find_sampler (recording, err)))
    return false;
  int64_t start = nanoseconds ();
  if (!run_commands (recording, sampler, err))
    return false;
  /* A program that is rebuilt while it runs is no reason to lose the data.  */
  const struct pgo_convert_settings conversion
      = { .output = recording->output,
          .name = strcmp (recording->output, "-") == 0 ? "standard output"
                                                       : recording->output,
          .duration = sampler->tells_time ? 0 : nanoseconds () - start,
          .finder = recording->finder,
          .allow_changed = true,
          .note = pgo_tool_note,
          .no_bridge = !recording->bridge };
  if (!sampler->collect (recording, &reason)
      || !pgo_convert ((const char *const *) recording->files,
                       recording->n_files, &conversion, &reason))
    return fail_after (recording, &reason, err);
  tell_endings (recording);
  return true;
}

static void
free_recording (struct pgo_recording *recording)
{
  for (size_t i = 0; i < recording->n_files; i++)
    free (recording->files[i]);
  free (recording->files);
  free (recording->commands);
  pgo_finder_free (recording->finder);
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
        "  or:  gcc-pgo record [OPTION...] -c COMMAND [-c COMMAND...]\n"
        "  or:  gcc-pgo record [OPTION...] -p PID | -a\n"
        "Sample what COMMAND runs and write its profile as symbolised pprof.\n"
        "\n"
        "  -o, --output=OUT        write to OUT (default default.pgo)\n"
        "  -c, --command=COMMAND   run COMMAND by the shell; may be repeated, and all\n"
        "                          that run make one profile\n"
        "  -p, --pid=PID           sample the process PID instead, while COMMAND runs\n"
        "                          or, without one, until it ends\n"
        "  -a, --all               sample all processes instead\n"
        "      --duration=SECONDS  end each COMMAND, or the sampling, after SECONDS\n"
        "      --sampler=NAME      perf or gperftools (default the first of them that\n"
        "                          works here)\n"
        "  -F, --frequency=HZ      samples in a second of CPU time (default " PGO_RECORD_FREQUENCY ")\n"
        "      --call-graph=MODE   how perf gets the stacks (default " PGO_RECORD_CALL_GRAPH ")\n"
        "  -e, --event=EVENT       what perf samples (default cycles, or the CPU clock\n"
        "                          where the machine has no cycle counter)\n"
        "      --symbols=DIR       look in DIR for debugging information, too, by name\n"
        "                          or in DIR/.build-id; may be repeated\n"
        "      --no-bridge         leave out the frames that the sampler missed\n"
        "  -h, --help              print this and exit\n"
        "\n"
        "Compile COMMAND with -g, and with the optimisation that it is used with.\n"
        "The manual page is gcc-pgo-record(1).");
  /* clang-format on */
}

static void
push_command (struct pgo_recording *recording, const char *name, char **argv)
{
  recording->commands
      = pgo_xgrow (recording->commands, recording->n_commands,
                   &recording->commands_capacity, sizeof *recording->commands);
  recording->commands[recording->n_commands++]
      = (struct pgo_command){ .name = name, .argv = argv };
}

/* TEXT as seconds, 0 where it is none.  */
static double
parse_seconds (const char *text)
{
  char *end;
  double seconds = strtod (text, &end);
  return *text && !*end && strspn (text, "0123456789.") == strlen (text)
                 && seconds >= 0.001 && seconds <= 1e8
             ? seconds
             : 0;
}

/* Is LIST of numbers with commas between them?  */
static bool
process_list_p (const char *list)
{
  for (;; list++)
    {
      size_t digits = strspn (list, "0123456789");
      if (digits == 0 || digits > 9 || *list == '0')
        return false;
      list += digits;
      if (*list != ',')
        return !*list;
    }
}

/* What is wrong with what RECORDING asks for?  Returns an exit status.  */
static int
check_request (const struct pgo_recording *recording)
{
  const char *only = only_perf (recording);
  if (recording->n_commands == 0)
    return pgo_tool_usage ("record", "no command to run");
  if (strcmp (recording->frequency, "max") != 0
      && (strspn (recording->frequency, "0123456789")
              != strlen (recording->frequency)
          || strtoul (recording->frequency, NULL, 10) == 0))
    return pgo_tool_usage ("record", "%s is no frequency",
                           recording->frequency);
  if (recording->event && !measure_p (recording->event))
    return pgo_tool_usage ("record",
                           "%s does not measure CPU time; -e cpu-clock and -e "
                           "cycles do",
                           recording->event);
  if (recording->processes && recording->everything)
    return pgo_tool_usage ("record", "either --pid or --all");
  if (only && recording->sampler == &pgo_sampler_gperftools)
    return pgo_tool_usage ("record",
                           "%s wants perf; gperftools samples the CPU "
                           "time of what record runs",
                           only);
  return PGO_EXIT_OK;
}

/* Read the command line into RECORDING.  Returns an exit status; *DONE says
   that there is no more to do.  The shell's commands are in SHELLS, which has
   room for them.  */
static int
take_arguments (struct pgo_recording *recording, int argc, char **argv,
                char *(*shells)[4], bool *done)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "command", required_argument, NULL, 'c' },
          { "pid", required_argument, NULL, 'p' },
          { "all", no_argument, NULL, 'a' },
          { "duration", required_argument, NULL, 'd' },
          { "sampler", required_argument, NULL, 's' },
          { "frequency", required_argument, NULL, 'F' },
          { "call-graph", required_argument, NULL, 'g' },
          { "event", required_argument, NULL, 'e' },
          { "symbols", required_argument, NULL, 'S' },
          { "no-bridge", no_argument, NULL, 'B' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  static char shell[] = "/bin/sh", dash_c[] = "-c";
  struct pgo_error err;
  int option;
  *done = true;
  opterr = 0;
  while ((option = getopt_long (argc, argv, "+:ho:c:p:aF:e:", options, NULL))
         != -1)
    switch (option)
      {
      case 'o':
        recording->output = optarg;
        break;
      case 'c':
        (*shells)[0] = shell;
        (*shells)[1] = dash_c;
        (*shells)[2] = optarg;
        push_command (recording, optarg, *shells++);
        break;
      case 'p':
        if (!process_list_p (optarg))
          return pgo_tool_usage ("record", "%s is no process id", optarg);
        recording->processes = optarg;
        break;
      case 'a':
        recording->everything = true;
        break;
      case 'd':
        recording->duration = parse_seconds (optarg);
        if (recording->duration == 0)
          return pgo_tool_usage ("record", "%s is no number of seconds",
                                 optarg);
        break;
      case 's':
        recording->sampler = strcmp (optarg, pgo_sampler_perf.name) == 0
                                 ? &pgo_sampler_perf
                             : strcmp (optarg, pgo_sampler_gperftools.name) == 0
                                 ? &pgo_sampler_gperftools
                                 : NULL;
        if (!recording->sampler)
          return pgo_tool_usage ("record", "%s is no sampler; %s and %s are",
                                 optarg, pgo_sampler_perf.name,
                                 pgo_sampler_gperftools.name);
        break;
      case 'F':
        recording->frequency = optarg;
        break;
      case 'g':
        recording->call_graph = optarg;
        break;
      case 'e':
        recording->event = optarg;
        break;
      case 'S':
        if (!pgo_finder_add_directory (recording->finder, optarg, &err))
          return pgo_tool_error (&err);
        break;
      case 'B':
        recording->bridge = false;
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("record", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("record", "unknown option %s", argv[optind - 1]);
      }
  if (optind < argc && recording->n_commands)
    return pgo_tool_usage ("record", "either --command or %s", argv[optind]);
  if (optind < argc)
    push_command (recording, argv[optind], argv + optind);
  else if (recording->n_commands == 0
           && (recording->processes || recording->everything))
    push_command (recording, "perf", NULL);
  *done = false;
  return check_request (recording);
}

int
pgo_cmd_record (int argc, char **argv)
{
  struct pgo_recording recording = { .output = "default.pgo",
                                     .frequency = PGO_RECORD_FREQUENCY,
                                     .finder = pgo_finder_new (),
                                     .bridge = true };
  struct sigaction action = { .sa_handler = handle_alarm };
  struct pgo_error err;
  bool done;
  char *(*shells)[4] = pgo_xcalloc ((size_t) argc, sizeof *shells);
  int status = take_arguments (&recording, argc, argv, shells, &done);
  if (!done && status == PGO_EXIT_OK)
    {
      pgo_tool_catch (handle_signal);
      sigaction (SIGALRM, &action, NULL);
      if (!record (&recording, &err))
        status = pgo_tool_error (&err);
    }
  free_recording (&recording);
  free (shells);
  return status;
}
