/* Running perf as a child process.
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

   Its messages go to a file that nobody else sees: perf has much to say when
   all is well, and when it is not, its last line is the reason.  */

#include "convert/perf.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

bool
pgo_perf_start (struct pgo_perf_process *process, const char *const *argv,
                struct pgo_error *err)
{
  int ends[2];
  *process = (struct pgo_perf_process){ .command = argv[1] };
  process->messages = tmpfile ();
  if (!process->messages)
    return pgo_error_set (err, "temporary file: %s", strerror (errno));
  if (pipe (ends) != 0)
    {
      fclose (process->messages);
      return pgo_error_set (err, "pipe: %s", strerror (errno));
    }

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, ends[1], 1);
  posix_spawn_file_actions_adddup2 (&actions, fileno (process->messages), 2);
  posix_spawn_file_actions_addclose (&actions, ends[0]);
  posix_spawn_file_actions_addclose (&actions, ends[1]);
  int error = posix_spawnp (&process->pid, argv[0], &actions, NULL,
                            (char *const *) argv, environ);
  posix_spawn_file_actions_destroy (&actions);
  close (ends[1]);
  process->output = error ? NULL : fdopen (ends[0], "r");
  if (process->output)
    return true;

  int reason = error ? error : errno;
  close (ends[0]);
  fclose (process->messages);
  if (error == ENOENT)
    return pgo_error_set (err, "perf: not found; install it (on Debian, the "
                               "package linux-perf)");
  return pgo_error_set (err, "perf: %s", strerror (reason));
}

/* Put the last line that says something into MESSAGE, of SIZE bytes.  */
static void
last_message (FILE *stream, char *message, size_t size)
{
  char line[256];
  message[0] = '\0';
  rewind (stream);
  while (fgets (line, sizeof line, stream))
    {
      line[strcspn (line, "\n")] = '\0';
      if (line[strspn (line, " \t")])
        snprintf (message, size, "%s", line);
    }
}

/* What to think of perf's MESSAGE, "" or from "; " on.  A release of perf reads
   what older ones wrote, though not all of that.  */
static const char *
explain (const char *message)
{
  if (strstr (message, "incompatible file format"))
    return "; convert it with the release of perf that recorded it";
  if (strstr (message, "failed to process type"))
    return "; is the file damaged, or of another release of perf?";
  return "";
}

bool
pgo_perf_finish (struct pgo_perf_process *process, const char *file,
                 struct pgo_error *err)
{
  int status;
  char message[256];
  fclose (process->output);
  while (waitpid (process->pid, &status, 0) < 0)
    if (errno != EINTR)
      {
        fclose (process->messages);
        return pgo_error_set (err, "perf: %s", strerror (errno));
      }
  last_message (process->messages, message, sizeof message);
  fclose (process->messages);
  const char *colon = *message ? ": " : "";
  if (WIFSIGNALED (status) && WTERMSIG (status) != SIGPIPE)
    return pgo_error_set (
        err, "%s: perf %s ended with \"%s\"%s%s; is the file cut short?", file,
        process->command, strsignal (WTERMSIG (status)), colon, message);
  if (WIFEXITED (status) && WEXITSTATUS (status) != 0)
    return pgo_error_set (err, "%s: perf %s failed with status %d%s%s%s", file,
                          process->command, WEXITSTATUS (status), colon,
                          message, explain (message));
  return true;
}
