/* Files: read whole, replaced whole.
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

   See file.h.  There is one unfinished file at a time, so that it can be
   removed when the program ends in the middle.  */

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/mem.h"

/* ---- Reading.  */

static unsigned char *
read_fd (int fd, const char *name, size_t *size, struct pgo_error *err)
{
  struct stat st;
  size_t capacity = 64 * 1024, used = 0;
  unsigned char *data;

  /* One byte more than the file has, to see its end in the same call.  */
  if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode) && st.st_size > 0)
    capacity = ((uintmax_t) st.st_size < PGO_FILE_MAX ? (size_t) st.st_size
                                                      : PGO_FILE_MAX)
               + 1;
  data = pgo_xmalloc (capacity);
  while (used <= PGO_FILE_MAX)
    {
      ssize_t n;
      if (used == capacity)
        data = pgo_xgrow (data, used, &capacity, 1);
      n = read (fd, data + used, capacity - used);
      if (n == 0)
        {
          *size = used;
          return data;
        }
      if (n < 0 && errno != EINTR)
        {
          pgo_error_set (err, "%s: %s", name, strerror (errno));
          free (data);
          return NULL;
        }
      if (n > 0)
        used += n;
    }
  free (data);
  pgo_error_set (err, "%s: larger than %zu bytes", name, PGO_FILE_MAX);
  return NULL;
}

unsigned char *
pgo_file_read (const char *file, size_t *size, struct pgo_error *err)
{
  unsigned char *data;
  int fd;

  if (strcmp (file, "-") == 0)
    return read_fd (STDIN_FILENO, "standard input", size, err);
  fd = open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      pgo_error_set (err, "%s: %s", file, strerror (errno));
      return NULL;
    }
  data = read_fd (fd, file, size, err);
  close (fd);
  return data;
}

/* ---- Writing.  */

/* What a file is to hold.  */
struct contents
{
  pgo_file_fill *fill;
  const void *data;
};

/* Write CONTENTS to STREAM and flush it.  False with errno set on failure.  */
static bool
write_stream (const struct contents *contents, FILE *stream)
{
  errno = 0;
  contents->fill (stream, contents->data);
  if (fflush (stream) == 0 && !ferror (stream))
    return true;
  if (errno == 0)
    errno = EIO;
  return false;
}

/* Write CONTENTS to FD and close it.  False with errno set on failure.  */
static bool
write_fd (const struct contents *contents, int fd)
{
  FILE *stream = fd < 0 ? NULL : fdopen (fd, "wb");
  bool ok;
  int reason;

  if (!stream)
    return false;
  ok = write_stream (contents, stream);
  reason = errno;
  if (fclose (stream) != 0)
    return false;
  errno = reason;
  return ok;
}

/* The file that is being written, which goes when memory runs out or a signal
   ends the program.  */
static const char *volatile unfinished;

void
pgo_file_abandon (void)
{
  if (unfinished)
    unlink (unfinished);
}

/* Make a file by the name TEMPLATE, as mkstemp does.  No signal comes between
   the file and the note of it.  */
static int
begin_file (char *template)
{
  static bool registered;
  sigset_t all, before;
  int fd;

  if (!registered && atexit (pgo_file_abandon) != 0)
    return -1;
  registered = true;
  sigfillset (&all);
  sigprocmask (SIG_BLOCK, &all, &before);
  fd = mkstemp (template);
  if (fd >= 0)
    unfinished = template;
  sigprocmask (SIG_SETMASK, &before, NULL);
  return fd;
}

/* Write CONTENTS to a new file beside PATH and rename it to PATH.  False with
   errno set on failure, and nothing left behind.  */
static bool
replace_path (const struct contents *contents, const char *path)
{
  size_t length = strlen (path);
  char *temporary = pgo_xcalloc (length + 8, 1);
  mode_t mask = umask (0);
  bool ok = false;
  int fd;

  umask (mask);
  memcpy (temporary, path, length);
  temporary[length] = '.';
  /* mkstemp puts letters for these.  */
  memset (temporary + length + 1, 'X', 6);
  fd = begin_file (temporary);
  if (fd >= 0)
    {
      /* mkstemp makes it private; the result is a file like any other.  */
      fchmod (fd, 0666 & ~mask);
      ok = write_fd (contents, fd) && rename (temporary, path) == 0;
      if (!ok)
        {
          int reason = errno;
          unlink (temporary);
          errno = reason;
        }
      unfinished = NULL;
    }
  free (temporary);
  return ok;
}

bool
pgo_file_write (const char *file, pgo_file_fill *fill, const void *data,
                struct pgo_error *err)
{
  const struct contents contents = { fill, data };
  struct stat st;
  bool ok;

  if (strcmp (file, "-") == 0)
    return (write_stream (&contents, stdout)
            || pgo_error_set (err, "standard output: %s", strerror (errno)));
  if (stat (file, &st) == 0 && !S_ISREG (st.st_mode))
    /* A device or a pipe is not to be replaced.  */
    ok = write_fd (&contents, open (file, O_WRONLY | O_CLOEXEC));
  else
    {
      /* What a symbolic link points to is replaced, not the link.  */
      char *target = realpath (file, NULL);
      ok = replace_path (&contents, target ? target : file);
      free (target);
    }
  return ok || pgo_error_set (err, "%s: %s", file, strerror (errno));
}

struct text
{
  const char *text;
  size_t size;
};

static void
fill_text (FILE *stream, const void *data)
{
  const struct text *text = data;

  fwrite (text->text, 1, text->size, stream);
}

/* Make the directories that FILE is in.  */
static void
make_directories (const char *file)
{
  char *path = pgo_xstrdup (file);

  for (char *p = *path ? strchr (path + 1, '/') : NULL; p;
       p = strchr (p + 1, '/'))
    {
      *p = '\0';
      /* It may be there; where it cannot be, writing says why.  */
      mkdir (path, 0777);
      *p = '/';
    }
  free (path);
}

bool
pgo_file_replace (const char *file, const char *text, size_t size,
                  struct pgo_error *err)
{
  const struct text contents = { text, size };

  make_directories (file);
  return pgo_file_write (file, fill_text, &contents, err);
}

/* Does what FD reads end within a line?  */
static bool
unfinished_line_p (int fd)
{
  off_t end = lseek (fd, 0, SEEK_END);
  char last;

  return end > 0 && pread (fd, &last, 1, end - 1) == 1 && last != '\n';
}

bool
pgo_file_append (const char *file, const char *text, size_t size,
                 struct pgo_error *err)
{
  int fd = open (file, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  struct iovec parts[] = { { (char *) "\n", 1 }, { (char *) text, size } };
  ssize_t written;
  int reason;

  if (fd < 0)
    return pgo_error_set (err, "%s: %s", file, strerror (errno));
  /* Who is at it is not taken for who was killed over it.  Where there are no locks,
     an empty line may come of that.  */
  flock (fd, LOCK_EX);
  parts[0].iov_len = unfinished_line_p (fd);
  size += parts[0].iov_len;
  written = writev (fd, parts, 2);
  reason = written < 0 ? errno : ENOSPC;
  if (close (fd) != 0 && written == (ssize_t) size)
    return pgo_error_set (err, "%s: %s", file, strerror (errno));
  return written == (ssize_t) size
         || pgo_error_set (err, "%s: %s", file, strerror (reason));
}
