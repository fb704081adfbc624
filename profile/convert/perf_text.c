/* Taking the text of perf script apart.
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

   perf prints one line for each event, and below a sample one line for each
   frame, which starts with a tab:

     11/11  9.010: PERF_RECORD_COMM exec: some name:11/11
     11/11  9.020: PERF_RECORD_MMAP2 11/11: [0x10(0x1) @ 0x5 f:0 1 2]: r-xp /a b
     11/11  9.030: PERF_RECORD_FORK(12:12):(11:11)
     12/12  9.040:     250062 cpu-clock:u:
              55d4 main (/bin/a b)

   It quotes nothing.  The names of threads, files, symbols and events may hold
   any character, newlines too, so a record is all lines up to the next one that
   begins with a process and a time, and its names are what is left where the
   rest is known:

     - the name of a command is asked for with no sample, and COMM's is not
       looked at;
     - the name of a mapped file is all that follows its protection;
     - a frame ends with a file that was mapped before, if any ending does; else
       the symbol, which is asked for mangled, holds no blank, but for those
   that a just-in-time compiler makes up;
     - an event ends where a frame or nothing follows.

   So much can be confused: a file whose name has a line that begins with a
   process and a time.  A line with no name that it could be part of is an
   error.  */

#include "convert/perf.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/store.h"

struct pgo_perf_reader
{
  FILE *stream;
  const char *name;
  char *line;
  size_t line_size;
  size_t line_number;
  bool ahead; /* LINE begins the next record.  */

  /* The lines of the current record.  */
  char *text;
  size_t text_length;
  size_t text_size;
  struct pgo_perf_frame *frames;
  size_t frames_capacity;

  struct pgo_strings files; /* What was mapped, and build ids.  */
  struct pgo_pool *pool;    /* For them.  */
};

struct pgo_perf_reader *
pgo_perf_reader_new (FILE *stream, const char *name)
{
  struct pgo_perf_reader *reader = pgo_xcalloc (1, sizeof *reader);
  reader->stream = stream;
  reader->name = name;
  reader->pool = pgo_pool_new ();
  return reader;
}

void
pgo_perf_reader_free (struct pgo_perf_reader *reader)
{
  if (!reader)
    return;
  free (reader->line);
  free (reader->text);
  free (reader->frames);
  pgo_strings_free (&reader->files);
  pgo_pool_free (reader->pool);
  free (reader);
}

static bool
fail (struct pgo_perf_reader *reader, size_t line, struct pgo_error *err,
      const char *reason)
{
  return pgo_error_set (err, "%s: line %zu of perf script: %s", reader->name,
                        line, reason);
}

/* Read a line into READER->line, without its newline; false at the end or
   with *BAD set.  */
static bool
read_line (struct pgo_perf_reader *reader, bool *bad, struct pgo_error *err)
{
  errno = 0;
  ssize_t length = getline (&reader->line, &reader->line_size, reader->stream);
  if (length < 0)
    {
      *bad = ferror (reader->stream);
      if (*bad)
        fail (reader, reader->line_number, err, strerror (errno));
      return false;
    }
  reader->line_number++;
  if (reader->line[length - 1] != '\n')
    {
      *bad = true;
      return fail (reader, reader->line_number, err, "cut short");
    }
  reader->line[length - 1] = '\0';
  if (memchr (reader->line, '\0', (size_t) length - 1))
    {
      *bad = true;
      return fail (reader, reader->line_number, err, "holds a NUL");
    }
  return true;
}

static bool
parse_number (const char **text, int base, uint64_t *value)
{
  const char *p = *text;
  char *end;
  if (!(base == 16 ? strchr ("0123456789abcdef", *p)
                   : strchr ("0123456789", *p))
      || !*p)
    return false;
  errno = 0;
  *value = strtoull (p, &end, base);
  *text = end;
  return errno == 0;
}

static bool
parse_pid (const char **text, int *value)
{
  uint64_t number;
  bool negative = **text == '-';
  if (negative)
    ++*text;
  if (!parse_number (text, 10, &number) || number > INT32_MAX)
    return false;
  *value = negative ? -(int) number : (int) number;
  return true;
}

static bool
skip_string (const char **text, const char *string)
{
  size_t length = strlen (string);
  if (strncmp (*text, string, length) != 0)
    return false;
  *text += length;
  return true;
}

static void
skip_blanks (const char **text)
{
  *text += strspn (*text, " ");
}

/* "PID/TID".  */
static bool
parse_ids (const char **text, int *pid)
{
  int tid;
  return parse_pid (text, pid) && skip_string (text, "/")
         && parse_pid (text, &tid);
}

/* "SECONDS.FRACTION", with nine digits of fraction.  */
static bool
parse_time (const char **text, uint64_t *time)
{
  uint64_t seconds, fraction;
  if (!parse_number (text, 10, &seconds) || !skip_string (text, "."))
    return false;
  const char *start = *text;
  return parse_number (text, 10, &fraction) && *text - start == 9
         && !__builtin_mul_overflow (seconds, UINT64_C (1000000000), time)
         && !__builtin_add_overflow (*time, fraction, time);
}

/* A hexadecimal number, with or without "0x".  */
static bool
parse_hex (const char **text, uint64_t *value)
{
  skip_string (text, "0x");
  return parse_number (text, 16, value);
}

/* What a record begins with, "PID/TID TIME: ".  */
static bool
parse_start (const char **text, struct pgo_perf_record *record)
{
  skip_blanks (text);
  if (!parse_ids (text, &record->pid))
    return false;
  skip_blanks (text);
  return parse_time (text, &record->time) && skip_string (text, ": ");
}

/* Is LINE what perf prints of a processor's trace that it cannot decode,
   " instruction trace error type 1 time 2.000000000 cpu 3 ..." or the same
   without a time?  */
static bool
trace_error_p (const char *line)
{
  uint64_t type;
  const char *words = *line == ' ' ? strstr (line, " error type ") : NULL;
  return words && skip_string (&words, " error type ")
         && parse_number (&words, 10, &type)
         && (skip_string (&words, " time ") || skip_string (&words, " cpu "));
}

static void
keep_line (struct pgo_perf_reader *reader)
{
  size_t length = strlen (reader->line);
  if (reader->text_size - reader->text_length <= length)
    {
      reader->text_size += reader->text_size / 2 + length + 1;
      reader->text = pgo_xrealloc (reader->text, reader->text_size, 1);
    }
  memcpy (reader->text + reader->text_length, reader->line, length);
  reader->text_length += length;
  reader->text[reader->text_length++] = '\n';
}

/* Read the lines up to the next that begins a record into READER->text, and set
   RECORD->line; false at the end or with *BAD set.  */
static bool
read_lines (struct pgo_perf_reader *reader, struct pgo_perf_record *record,
            bool *bad, struct pgo_error *err)
{
  const char *line;
  struct pgo_perf_record next;
  if (!reader->ahead && !read_line (reader, bad, err))
    return false;
  *record = (struct pgo_perf_record){ .line = reader->line_number };
  reader->text_length = 0;
  do
    {
      keep_line (reader);
      reader->ahead = read_line (reader, bad, err);
      line = reader->line;
    }
  while (reader->ahead && !trace_error_p (line) && !parse_start (&line, &next));
  reader->text[--reader->text_length] = '\0';
  return !*bad;
}

/* "PID/TID: [0xSTART(0xLENGTH) @ OFFSET ...]: PROT FILE", where "..." may be
   "<BUILD-ID>".  */
static bool
parse_mmap (struct pgo_perf_reader *reader, const char *text,
            struct pgo_perf_record *record)
{
  record->kind = PGO_PERF_MMAP;
  if (!parse_ids (&text, &record->pid) || !skip_string (&text, ": [0x")
      || !parse_number (&text, 16, &record->start) || !skip_string (&text, "(")
      || !parse_hex (&text, &record->length) || !skip_string (&text, ") @ ")
      || !parse_hex (&text, &record->offset)
      || record->start > UINT64_MAX - record->length
      || record->offset > UINT64_MAX - record->length)
    return false;
  if (skip_string (&text, " <"))
    {
      size_t digits = strspn (text, "0123456789abcdef");
      char *build_id = pgo_xstrndup (text, digits);
      if (digits > 0)
        record->build_id
            = pgo_strings_intern (&reader->files, reader->pool, build_id);
      free (build_id);
    }
  text = strstr (text, "]: ");
  text = text ? strchr (text + 3, ' ') : NULL;
  if (!text)
    return false;
  record->file = pgo_strings_intern (&reader->files, reader->pool, text + 1);
  return true;
}

/* "(PID:TID):(PARENT:TID)".  */
static bool
parse_fork (const char *text, struct pgo_perf_record *record)
{
  int tid;
  record->kind = PGO_PERF_FORK;
  return skip_string (&text, "(") && parse_pid (&text, &record->pid)
         && skip_string (&text, ":") && parse_pid (&text, &tid)
         && skip_string (&text, "):(") && parse_pid (&text, &record->parent)
         && skip_string (&text, ":") && parse_pid (&text, &tid)
         && skip_string (&text, ")");
}

/* What follows PERF_RECORD_.  Sets RECORD->kind to PGO_PERF_END where the
   record is of no interest.  */
static bool
parse_side_band (struct pgo_perf_reader *reader, const char *text,
                 struct pgo_perf_record *record)
{
  if (skip_string (&text, "MMAP2 ") || skip_string (&text, "MMAP "))
    return parse_mmap (reader, text, record);
  if (skip_string (&text, "FORK"))
    return parse_fork (text, record);
  if (skip_string (&text, "COMM exec: "))
    {
      record->kind = PGO_PERF_EXEC;
      return true;
    }
  if (skip_string (&text, "LOST lost ")
      || skip_string (&text, "LOST_SAMPLES lost "))
    {
      record->kind = PGO_PERF_LOST;
      return parse_number (&text, 10, &record->lost);
    }
  record->kind = PGO_PERF_END;
  return true;
}

/* Are all lines of TEXT, which follows PERF_RECORD_, of that record?  They are
   part of a file's name, unless they start as a frame does, or of a thread's,
   which ":PID/TID" follows.  */
static bool
one_record_p (const char *text)
{
  const char *newline = strchr (text, '\n');
  if (!newline || !newline[strspn (newline, "\n")])
    return true;
  if (strncmp (text, "MMAP", 4) == 0)
    return !strstr (newline, "\n\t");
  int pid;
  const char *ids
      = strncmp (text, "COMM", 4) == 0 ? strrchr (newline, ':') : NULL;
  return ids && skip_string (&ids, ":") && parse_ids (&ids, &pid)
         && !ids[strspn (ids, "\n")];
}

/* Find " (FILE" at the end of TEXT and cut there; NULL where it is not there.
 *MAPPED says whether the file was mapped.  */
static const char *
cut_file (struct pgo_perf_reader *reader, char *text, bool *mapped)
{
  char *last = NULL;
  bool whole = false; /* LAST is that of a path, or in brackets.  */
  *mapped = false;
  for (char *start = text; (start = strstr (start, " (")); start++)
    {
      const char *file = pgo_strings_find (&reader->files, start + 2);
      if (file)
        {
          *mapped = true;
          *start = '\0';
          return file;
        }
      bool is_whole = start[2] == '/' || start[2] == '[';
      if (is_whole || !whole)
        last = start;
      whole |= is_whole;
    }
  if (!last)
    return NULL;
  *last = '\0';
  return last + 2;
}

/* "IP SYMBOL (FILE)", cut up in place.  */
static bool
parse_frame (struct pgo_perf_reader *reader, char *text,
             struct pgo_perf_frame *frame)
{
  const char *p = text;
  skip_blanks (&p);
  if (!parse_number (&p, 16, &frame->ip))
    return false;
  char *symbol = text + (p - text);
  if (*symbol++ != ' ')
    return false;
  size_t length = strlen (symbol);
  if (length == 0 || symbol[length - 1] != ')')
    return false;
  symbol[length - 1] = '\0';
  bool mapped, lines = strchr (symbol, '\n');
  const char *file = cut_file (reader, symbol, &mapped);
  if (!file || (lines && !mapped))
    return false;
  frame->symbol = strcmp (symbol, "[unknown]") == 0 ? NULL : symbol;
  frame->dso = strcmp (file, "[unknown]") == 0 ? NULL : file;
  return true;
}

static bool
push_frame (struct pgo_perf_reader *reader, char *text,
            struct pgo_perf_record *record)
{
  reader->frames = pgo_xgrow (reader->frames, record->n_frames,
                              &reader->frames_capacity, sizeof *reader->frames);
  return parse_frame (reader, text, &reader->frames[record->n_frames++]);
}

/* "EVENT: FRAME" or "EVENT: ", cut up in place.  */
static bool
parse_event (struct pgo_perf_reader *reader, char *text,
             struct pgo_perf_record *record)
{
  bool closed = *text && text[strlen (text) - 1] == ')';
  record->event = text;
  for (char *end = text; (end = strchr (end, ':')); end++)
    {
      uint64_t ip;
      const char *rest = end + 1;
      skip_blanks (&rest);
      char *frame = end + (rest - end);
      if (!*rest)
        {
          *end = '\0';
          return true;
        }
      if (frame > end + 1 && closed && parse_number (&rest, 16, &ip)
          && *rest == ' ')
        {
          *end = '\0';
          return push_frame (reader, frame, record);
        }
    }
  return false;
}

/* Cut TEXT before the next frame, which is returned, or NULL.  *N_LINES is set
   to how many it has.  */
static char *
cut_piece (char *text, size_t *n_lines)
{
  *n_lines = 1;
  for (; (text = strchr (text, '\n')); text++, ++*n_lines)
    if (text[1] == '\t')
      {
        *text = '\0';
        return text + 2;
      }
  return NULL;
}

/* "PERIOD EVENT:", and either one frame or a line for each.  */
static bool
read_sample (struct pgo_perf_reader *reader, const char *text,
             struct pgo_perf_record *record, struct pgo_error *err)
{
  record->kind = PGO_PERF_SAMPLE;
  skip_blanks (&text);
  if (!parse_number (&text, 10, &record->period) || !skip_string (&text, " "))
    return fail (reader, record->line, err, "a sample without a period");
  skip_blanks (&text);

  size_t length = reader->text_length;
  while (reader->text[length - 1] == '\n')
    reader->text[--length] = '\0';
  char *event = reader->text + (text - reader->text);
  size_t line = record->line, n_lines;
  char *piece = cut_piece (event, &n_lines);
  if (!parse_event (reader, event, record))
    return fail (reader, line + (n_lines > 1), err,
                 "neither an event nor a frame");
  while (piece)
    {
      char *frame = piece;
      line += n_lines;
      piece = cut_piece (frame, &n_lines);
      if (!push_frame (reader, frame, record))
        return fail (reader, line + (n_lines > 1), err, "not a frame");
    }
  record->frames = reader->frames;
  return true;
}

bool
pgo_perf_read (struct pgo_perf_reader *reader, struct pgo_perf_record *record,
               struct pgo_error *err)
{
  bool bad = false;
  while (read_lines (reader, record, &bad, err))
    {
      const char *text = reader->text;
      if (!parse_start (&text, record))
        {
          size_t line = record->line;
          record->kind = PGO_PERF_ODD;
          record->text = reader->text + 1;
          if (trace_error_p (reader->text))
            return true;
          for (text = reader->text; *text; text++)
            if (*text == '\n')
              line++;
            else if (*text != ' ')
              return fail (reader, line, err, "not an event");
          continue;
        }
      const char *name = text;
      if (!skip_string (&text, "PERF_RECORD_"))
        return read_sample (reader, text, record, err);
      if (!one_record_p (text))
        return fail (reader, record->line + 1, err, "not an event");
      if (!parse_side_band (reader, text, record))
        {
          record->kind = PGO_PERF_ODD;
          record->text = name;
        }
      if (record->kind != PGO_PERF_END)
        return true;
    }
  *record = (struct pgo_perf_record){ .kind = PGO_PERF_END };
  return !bad;
}
