/* Tests of reading, replacing and adding to files.
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

   Each is in a directory of its own, which is empty at the end: nothing may be
   left beside a file.  */

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "unit.h"

static struct pgo_error err;

/* What FILE holds, as far as a test looks.  */
static const char *
slurp (const char *file)
{
  static char text[100];
  size_t size;
  struct pgo_error reason;
  unsigned char *data = pgo_file_read (file, &size, &reason);

  if (!data)
    return "unreadable";
  snprintf (text, sizeof text, "%.*s", (int) size, (const char *) data);
  free (data);
  return text;
}

/* How many files there are in DIRECTORY.  */
static int
count_files (const char *directory)
{
  DIR *dir = opendir (directory);
  int n = 0;

  for (struct dirent *entry; dir && (entry = readdir (dir));)
    n += entry->d_name[0] != '.';
  if (dir)
    closedir (dir);
  return n;
}

static mode_t
mode_of (const char *file)
{
  struct stat st;

  return stat (file, &st) == 0 ? st.st_mode & 07777 : 0;
}

static void
fill_word (FILE *stream, const void *data)
{
  fputs (data, stream);
}

static void
test_replace (void)
{
  mode_t mask = umask (027);
  struct stat st;

  CHECK ("a new file, and its directories",
         pgo_file_replace ("a/b/new", "old\n", 4, &err));
  CHECK_STRING ("holds what was given", slurp ("a/b/new"), "old\n");
  CHECK ("with the permissions of a new file", mode_of ("a/b/new") == 0640);
  CHECK ("its directories with theirs", mode_of ("a") == 0750);
  chmod ("a/b/new", 0600);
  CHECK ("again", pgo_file_replace ("a/b/new", "next\n", 5, &err));
  CHECK_STRING ("nothing of the old one stays", slurp ("a/b/new"), "next\n");
  CHECK ("permissions are those of a new file again",
         mode_of ("a/b/new") == 0640);
  CHECK ("no other file is left", count_files ("a/b") == 1);
  umask (mask);

  CHECK ("symbolic link", symlink ("b/new", "a/link") == 0
                              && pgo_file_replace ("a/link", "by link", 7, &err)
                              && lstat ("a/link", &st) == 0
                              && S_ISLNK (st.st_mode));
  CHECK_STRING ("what it points to is replaced", slurp ("a/b/new"), "by link");
  CHECK ("and beside that nothing is left",
         count_files ("a/b") == 1 && count_files ("a") == 2);
  unlink ("a/link");

  CHECK ("a file for a directory",
         !pgo_file_replace ("a/b/new/c", "x", 1, &err));
  CHECK_STRING ("a file for a directory, message", err.message,
                "a/b/new/c: Not a directory");
  CHECK ("a directory for a file", !pgo_file_replace ("a/b", "x", 1, &err));
  CHECK_STRING ("a directory for a file, message", err.message,
                "a/b: Is a directory");
  CHECK ("no text", pgo_file_replace ("empty", "", 0, &err));
  CHECK_STRING ("no text, written", slurp ("empty"), "");
  CHECK ("no name", !pgo_file_replace ("", "x", 1, &err));
  unlink ("empty");
  unlink ("a/b/new");
  rmdir ("a/b");
  CHECK ("nothing is left", rmdir ("a") == 0 && count_files (".") == 0);
}

/* Files must not grow beyond 1000 bytes: a disk that is full.  */
static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = size;
  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
test_failure (void)
{
  char *text = calloc (1, 20000);

  pgo_file_replace ("file", "old", 3, &err);
  limit_files (1000);
  CHECK ("no room", !pgo_file_replace ("file", text, 20000, &err));
  limit_files (RLIM_INFINITY);
  CHECK_STRING ("no room, message", err.message, "file: File too large");
  CHECK_STRING ("the old file is whole", slurp ("file"), "old");
  CHECK ("and alone", count_files (".") == 1);
  free (text);

  chmod (".", 0555);
  /* To root no directory is unwritable.  */
  if (geteuid () == 0 && seteuid (65534) != 0)
    exit (1);
  CHECK ("unwritable directory", !pgo_file_replace ("file", "new", 3, &err));
  if (getuid () == 0 && seteuid (0) != 0)
    exit (1);
  chmod (".", 0755);
  CHECK_STRING ("unwritable directory, message", err.message,
                "file: Permission denied");
  CHECK ("no directory", !pgo_file_write ("no/file", fill_word, "x", &err));
  CHECK_STRING ("no directory, message", err.message,
                "no/file: No such file or directory");
  CHECK_STRING ("the old file is still whole", slurp ("file"), "old");
  unlink ("file");
}

/* As where memory runs out.  */
static void
fill_end (FILE *stream, const void *data)
{
  fputs (data, stream);
  fflush (stream);
  exit (count_files (".") == 2 ? 3 : 4);
}

static void
test_end (void)
{
  int status = 0;
  pid_t pid;

  pgo_file_replace ("file", "old", 3, &err);
  fflush (stdout);
  pid = fork ();
  if (pid == 0)
    {
      pgo_file_write ("file", fill_end, "half of it", NULL);
      _exit (5);
    }
  waitpid (pid, &status, 0);
  CHECK ("a program that ends while it writes to a file beside",
         WIFEXITED (status) && WEXITSTATUS (status) == 3);
  CHECK ("removes that", count_files (".") == 1);
  CHECK_STRING ("and leaves the old one", slurp ("file"), "old");
  unlink ("file");
}

static void
test_devices (void)
{
  struct stat st;
  char text[10] = "";
  int fd;

  CHECK ("null device", pgo_file_write ("/dev/null", fill_word, "x", &err)
                            && stat ("/dev/null", &st) == 0
                            && S_ISCHR (st.st_mode));
  CHECK ("full device", !pgo_file_write ("/dev/full", fill_word, "x", &err));
  CHECK_STRING ("full device, message", err.message,
                "/dev/full: No space left on device");
  mkfifo ("pipe", 0600);
  fd = open ("pipe", O_RDONLY | O_NONBLOCK);
  CHECK ("pipe", pgo_file_write ("pipe", fill_word, "through", &err)
                     && read (fd, text, sizeof text - 1) == 7
                     && lstat ("pipe", &st) == 0 && S_ISFIFO (st.st_mode));
  CHECK_STRING ("what came through it", text, "through");
  close (fd);
  unlink ("pipe");

  fflush (stdout);
  fd = dup (STDOUT_FILENO);
  freopen ("out", "w", stdout);
  bool ok = pgo_file_write ("-", fill_word, "standard", &err);
  fflush (stdout);
  dup2 (fd, STDOUT_FILENO);
  close (fd);
  CHECK ("standard output", ok && access ("-", F_OK) != 0);
  CHECK_STRING ("what was written to it", slurp ("out"), "standard");
  freopen ("out", "r", stdin);
  CHECK_STRING ("standard input", slurp ("-"), "standard");
  unlink ("out");
}

/* End as a program does whose handler calls pgo_file_abandon.  */
static void
handle_signal (int number)
{
  (void) number;
  pgo_file_abandon ();
  _exit (7);
}

static void
fill_and_end (FILE *stream, const void *data)
{
  fputs (data, stream);
  fflush (stream);
  raise (SIGTERM);
}

static void
test_signal (void)
{
  int status = 0;
  CHECK ("a file to replace", pgo_file_replace ("kept", "old", 3, &err));
  pid_t pid = fork ();
  if (pid == 0)
    {
      signal (SIGTERM, handle_signal);
      pgo_file_write ("kept", fill_and_end, "new", &err);
      _exit (1);
    }
  CHECK ("a signal in the middle", waitpid (pid, &status, 0) == pid
                                       && WIFEXITED (status)
                                       && WEXITSTATUS (status) == 7);
  CHECK_STRING ("the file is as it was", slurp ("kept"), "old");
  CHECK ("nothing is left beside it", count_files (".") == 1);
  CHECK ("nothing to abandon", (pgo_file_abandon (), count_files (".") == 1));
  unlink ("kept");
}

static void
test_append (void)
{
  CHECK ("add to no file", pgo_file_append ("list", "one\n", 4, &err));
  CHECK ("add to a file", pgo_file_append ("list", "two\n", 4, &err));
  CHECK_STRING ("both are there", slurp ("list"), "one\ntwo\n");
  CHECK ("add half a line", pgo_file_append ("list", "thr", 3, &err));
  CHECK ("add to it", pgo_file_append ("list", "four\n", 5, &err));
  CHECK_STRING ("each has its line", slurp ("list"), "one\ntwo\nthr\nfour\n");
  CHECK ("add in no directory", !pgo_file_append ("no/list", "x", 1, &err));
  CHECK_STRING ("add in no directory, message", err.message,
                "no/list: No such file or directory");
  CHECK ("add to a full device", !pgo_file_append ("/dev/full", "x", 1, &err));
  CHECK_STRING ("add to a full device, message", err.message,
                "/dev/full: No space left on device");
  unlink ("list");
}

int
main (void)
{
  char directory[64];

  snprintf (directory, sizeof directory, "/tmp/test-file.%ld",
            (long) getpid ());
  if (mkdir (directory, 0755) != 0 || chdir (directory) != 0)
    {
      perror (directory);
      return 1;
    }
  test_replace ();
  test_failure ();
  test_end ();
  test_signal ();
  test_append ();
  test_devices ();
  CHECK ("the directory is empty", chdir ("/") == 0 && rmdir (directory) == 0);
  return unit_end ();
}
