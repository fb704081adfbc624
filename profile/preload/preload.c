/* What gcc-pgo record preloads beside the profiler of gperftools.
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

   That profiler is made for programs that know of it.  In others it would do
   harm, and miss much:

   The descriptor of its file is the lowest that is free, one that a shell
   script may redirect; the profile would then be written to what the script
   writes to.  So it is started here, with a descriptor that no one gives by
   number, and that is opened again where the program has closed it.

   The timer that sends SIGPROF outlives exec, but the handler does not: where a
   program gives way to another, the other one is killed unless it starts faster
   than the timer.  So the timer is off where exec is called.

   The profile is written by a destructor.  So it is written before the program
   ends by _exit, or by a signal that a user ends it with, unless the program
   handles that.

   A forked process has no timer, and writes all that its parent knew to the
   parent's file when it ends.  So it gets an empty profile and a file of its
   own: ProfilerFlush writes what the parent knew to nowhere, and starts the
   timer again.  This is left where threads run that may have been in the
   profiler.

   GCC_PGO_PROFILE in the environment is the name of the profiles; each process
   adds a dot and its number.

   A process made by vfork shares its parent's memory, and calls exec or _exit.
   It is known by its number.  */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/single_threaded.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/* Of gperftools (gperftools/profiler.h).  */
int ProfilerStart (const char *file) __attribute__ ((weak));
void ProfilerStop (void) __attribute__ ((weak));
void ProfilerFlush (void) __attribute__ ((weak));

/* Seconds after which a profile that is not written will not be: the program
   was interrupted where the profiler wants to go.  */
#define PATIENCE 3

/* The descriptor of the profile: shells give theirs numbers below 256.  */
#define DESCRIPTOR 300

/* As many arguments as anyone writes down in a call of execl.  */
#define ARGUMENTS_MAX 4096

static pid_t owner;    /* The process that has a profile in this memory.  */
static int descriptor; /* Of that.  */
static char name[PATH_MAX];
static int (*real_execvpe) (const char *, char *const *, char *const *);

/* ---- Exec.  */

/* Stop the timer and say what it was.  */
static struct itimerval
stop_timer (void)
{
  const struct itimerval none = { 0 };
  struct itimerval timer = { 0 };
  setitimer (ITIMER_PROF, &none, &timer);
  return timer;
}

/* There was no exec: start TIMER again.  */
static int
go_on (const struct itimerval *timer)
{
  int error = errno;
  setitimer (ITIMER_PROF, timer, NULL);
  errno = error;
  return -1;
}

int
execve (const char *file, char *const *argv, char *const *environment)
{
  struct itimerval timer = stop_timer ();
  syscall (SYS_execve, file, argv, environment);
  return go_on (&timer);
}

int
execveat (int fd, const char *file, char *const *argv, char *const *environment,
          int flags)
{
  struct itimerval timer = stop_timer ();
  syscall (SYS_execveat, fd, file, argv, environment, flags);
  return go_on (&timer);
}

int
fexecve (int fd, char *const *argv, char *const *environment)
{
  return execveat (fd, "", argv, environment, AT_EMPTY_PATH);
}

int
execv (const char *file, char *const *argv)
{
  return execve (file, argv, environ);
}

int
execvpe (const char *file, char *const *argv, char *const *environment)
{
  struct itimerval timer = stop_timer ();
  if (real_execvpe)
    real_execvpe (file, argv, environment);
  else
    errno = ENOSYS;
  return go_on (&timer);
}

int
execvp (const char *file, char *const *argv)
{
  return execvpe (file, argv, environ);
}

/* Write FIRST and the ARGS behind it, up to NULL, to ARGV.  False with errno
   set where they are too many.  */
static bool
list_arguments (char **argv, const char *first, va_list *args)
{
  argv[0] = (char *) first;
  for (size_t i = 1; i < ARGUMENTS_MAX; i++)
    {
      argv[i] = va_arg (*args, char *);
      if (!argv[i])
        return true;
    }
  errno = E2BIG;
  return false;
}

int
execl (const char *file, const char *first, ...)
{
  char *argv[ARGUMENTS_MAX];
  va_list args;
  va_start (args, first);
  bool ok = list_arguments (argv, first, &args);
  va_end (args);
  return ok ? execve (file, argv, environ) : -1;
}

int
execlp (const char *file, const char *first, ...)
{
  char *argv[ARGUMENTS_MAX];
  va_list args;
  va_start (args, first);
  bool ok = list_arguments (argv, first, &args);
  va_end (args);
  return ok ? execvpe (file, argv, environ) : -1;
}

int
execle (const char *file, const char *first, ...)
{
  char *argv[ARGUMENTS_MAX];
  va_list args;
  va_start (args, first);
  bool ok = list_arguments (argv, first, &args);
  char **environment = ok ? va_arg (args, char **) : NULL;
  va_end (args);
  return ok ? execve (file, argv, environment) : -1;
}

/* ---- The profile.  */

/* Let the descriptor be FILE.  */
static void
redirect (const char *file, int flags)
{
  int fd = open (file, flags | O_CLOEXEC, 0666);
  if (fd < 0 || fd == descriptor)
    return;
  dup3 (fd, descriptor, O_CLOEXEC);
  close (fd);
}

/* Is the descriptor that of the profile?  */
static int
descriptor_kept_p (void)
{
  struct stat open_file, named_file;
  return fstat (descriptor, &open_file) == 0 && stat (name, &named_file) == 0
         && open_file.st_ino == named_file.st_ino
         && open_file.st_dev == named_file.st_dev;
}

/* Name the profile of this process.  */
static int
set_name (void)
{
  const char *prefix = getenv ("GCC_PGO_PROFILE");
  return prefix
         && snprintf (name, sizeof name, "%s.%ld", prefix, (long) getpid ())
                < (int) sizeof name;
}

/* Start the profiler while all lower descriptors are taken.  */
static void
start (void)
{
  struct rlimit limit;
  int taken[DESCRIPTOR + 1], n = 0, wanted = DESCRIPTOR;
  if (!ProfilerStart || !ProfilerStop || !ProfilerFlush || !set_name ())
    return;
  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur <= DESCRIPTOR)
    wanted = (int) limit.rlim_cur - 1;
  int fd = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  while (fd >= 0 && fd < wanted)
    {
      taken[n++] = fd;
      fd = fcntl (fd, F_DUPFD_CLOEXEC, 0);
    }
  if (fd >= 0)
    {
      close (fd);
      descriptor = fd;
      if (ProfilerStart (name))
        {
          fcntl (descriptor, F_SETFD, FD_CLOEXEC);
          owner = getpid ();
        }
    }
  while (n > 0)
    close (taken[--n]);
}

/* Write the profile, if this process has one, and it was not begun to be.  */
static void
write_profile (void)
{
  static int begun;
  sigset_t alarm_signal;
  if (getpid () != owner || __atomic_exchange_n (&begun, 1, __ATOMIC_SEQ_CST))
    return;
  signal (SIGALRM, SIG_DFL);
  sigemptyset (&alarm_signal);
  sigaddset (&alarm_signal, SIGALRM);
  sigprocmask (SIG_UNBLOCK, &alarm_signal, NULL);
  alarm (PATIENCE);
  if (!descriptor_kept_p ())
    redirect (name, O_WRONLY | O_APPEND);
  ProfilerStop ();
  alarm (0);
}

static void
end_by (int number)
{
  write_profile ();
  signal (number, SIG_DFL);
  raise (number);
}

void
_exit (int status)
{
  write_profile ();
  for (;;)
    syscall (SYS_exit_group, status);
}

void
_Exit (int status)
{
  _exit (status);
}

/* The header of a profile (convert/gperftools.h).  */
static void
write_header (void)
{
  const char *frequency = getenv ("CPUPROFILE_FREQUENCY");
  uintptr_t hertz = frequency ? strtoul (frequency, NULL, 10) : 0;
  const uintptr_t header[] = { 0, 3, 0, 1000000 / (hertz ? hertz : 100), 0 };
  if (write (descriptor, header, sizeof header) < 0)
    return;
}

/* Begin again in a process that was forked.  */
static void
begin_child (void)
{
  int profiled = owner != 0;
  owner = 0;
  if (!profiled || !__libc_single_threaded || !set_name ())
    return;
  redirect ("/dev/null", O_WRONLY);
  ProfilerFlush ();
  redirect (name, O_WRONLY | O_CREAT | O_TRUNC);
  write_header ();
  owner = getpid ();
}

/* ---- The beginning and the end.  */

static void __attribute__ ((constructor)) begin (void)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = end_by }, old;
  real_execvpe = (int (*) (const char *, char *const *, char *const *)) dlsym (
      RTLD_NEXT, "execvpe");
  start ();
  if (!owner)
    return;
  sigemptyset (&action.sa_mask);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (sigaction (numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
      sigaction (numbers[i], &action, NULL);
  pthread_atfork (NULL, NULL, begin_child);
}

static void __attribute__ ((destructor)) end (void) { write_profile (); }
