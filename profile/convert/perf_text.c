/* The text of perf script, record by record.
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

     # event : name = cpu-clock:u, ..., sample_type = IP|TID|...|STACK_USER, ...
      11/11  9.010: PERF_RECORD_COMM exec: some name:11/11
      11/11  9.020: PERF_RECORD_MMAP2 11/11: [0x1000(0x10) @ 0x50 fe:00 1 2]:
   r-xp /bin/a b 11/11  9.030: PERF_RECORD_FORK(12:12):(11:11) 12/12  9.040:
   250062 cpu-clock:u: <tab>      55d4 main (/bin/a b)

   The command's name is not asked for, since nothing delimits it; symbols are
   asked for mangled, so they hold no blank.  */

#include "convert/perf.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct pgo_perf_reader
{
  FILE *stream;
  const char *name;
  char *line;
  size_t line_size;
  size_t line_number;
  bool pushed_back; /* LINE is to be read again.  */

  /* The lines of the current sample, each with its NUL.  */
  char *text;
  size_t text_length;
  size_t text_size;
  struct pgo_perf_frame *frames;
  size_t frames_capacity;
};

struct pgo_perf_reader *
pgo_perf_reader_new (FILE *stream, const char *name)
{
  struct pgo_perf_reader *reader = pgo_xcalloc (1, sizeof *reader);
  reader->stream = stream;
  reader->name = name;
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
  free (reader);
}

static bool
fail (struct pgo_perf_reader *reader, struct pgo_error *err, const char *reason)
{
  return pgo_error_set (err, "%s: line %zu of perf script: %s", reader->name,
                        reader->line_number, reason);
}

/* Read a line into READER->line, without its newline; false at the end or
   with *BAD set.  */
static bool
read_line (struct pgo_perf_reader *reader, bool *bad, struct pgo_error *err)
{
  if (reader->pushed_back)
    {
      reader->pushed_back = false;
      return true;
    }
  errno = 0;
  ssize_t length = getline (&reader->line, &reader->line_size, reader->stream);
  if (length < 0)
    {
      *bad = ferror (reader->stream);
      if (*bad)
        fail (reader, err, strerror (errno));
      return false;
    }
  reader->line_number++;
  if (reader->line[length - 1] != '\n')
    {
      *bad = true;
      return fail (reader, err, "cut short");
    }
  reader->line[length - 1] = '\0';
  if (memchr (reader->line, '\0', (size_t) length - 1))
    {
      *bad = true;
      return fail (reader, err, "holds a NUL");
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

/* "PID/TID: [0xSTART(0xLENGTH) @ OFFSET ...]: PROT FILE".  */
static bool
parse_mmap (const char *text, struct pgo_perf_record *record)
{
  int tid;
  record->kind = PGO_PERF_MMAP;
  if (!parse_pid (&text, &record->pid) || !skip_string (&text, "/")
      || !parse_pid (&text, &tid) || !skip_string (&text, ": [0x")
      || !parse_number (&text, 16, &record->start) || !skip_string (&text, "(")
      || !parse_hex (&text, &record->length) || !skip_string (&text, ") @ ")
      || !parse_hex (&text, &record->offset)
      || record->start > UINT64_MAX - record->length
      || record->offset > UINT64_MAX - record->length)
    return false;
  text = strstr (text, "]: ");
  text = text ? strchr (text + 3, ' ') : NULL;
  if (!text)
    return false;
  record->file = text + 1;
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
parse_side_band (const char *text, struct pgo_perf_record *record)
{
  if (skip_string (&text, "MMAP2 ") || skip_string (&text, "MMAP "))
    return parse_mmap (text, record);
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

/* "IP SYMBOL (DSO)", cut up in place.  The file's name may hold blanks and
   parentheses, the symbol none, but for those that a just-in-time compiler
   makes up.  */
static bool
parse_frame (char *text, struct pgo_perf_frame *frame)
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
  char *dso = strstr (symbol, " (/");
  if (!dso)
    dso = strstr (symbol, " ([");
  if (!dso)
    dso = strstr (symbol, " (");
  if (!dso)
    return false;
  *dso = '\0';
  dso += 2;
  frame->symbol = strcmp (symbol, "[unknown]") == 0 ? NULL : symbol;
  frame->dso = strcmp (dso, "[unknown]") == 0 ? NULL : dso;
  return true;
}

static void
keep_line (struct pgo_perf_reader *reader, const char *line)
{
  size_t size = strlen (line) + 1;
  if (reader->text_size - reader->text_length < size)
    {
      reader->text_size += reader->text_size / 2 + size;
      reader->text = pgo_xrealloc (reader->text, reader->text_size, 1);
    }
  memcpy (reader->text + reader->text_length, line, size);
  reader->text_length += size;
}

static bool
push_frame (struct pgo_perf_reader *reader, char *text,
            struct pgo_perf_record *record)
{
  reader->frames = pgo_xgrow (reader->frames, record->n_frames,
                              &reader->frames_capacity, sizeof *reader->frames);
  return parse_frame (text, &reader->frames[record->n_frames++]);
}

/* "PERIOD EVENT:", and either one frame or a line for each.  */
static bool
read_sample (struct pgo_perf_reader *reader, const char *text,
             struct pgo_perf_record *record, struct pgo_error *err)
{
  record->kind = PGO_PERF_SAMPLE;
  skip_blanks (&text);
  if (!parse_number (&text, 10, &record->period) || !skip_string (&text, " "))
    return fail (reader, err, "a sample without a period");

  size_t first_line = reader->line_number;
  reader->text_length = 0;
  keep_line (reader, text);
  bool bad = false;
  while (read_line (reader, &bad, err))
    {
      if (reader->line[0] != '\t')
        {
          reader->pushed_back = true;
          break;
        }
      keep_line (reader, reader->line + 1);
    }
  if (bad)
    return false;

  char *line = reader->text;
  char *end = line + strlen (line);
  char *rest = strstr (line, ": ");
  if (!rest && end > line && end[-1] == ':')
    rest = end - 1;
  size_t last_line = reader->line_number;
  reader->line_number = first_line;
  if (!rest)
    return fail (reader, err, "a sample without an event");
  *rest++ = '\0';
  record->event = line;
  if (rest[strspn (rest, " ")] && !push_frame (reader, rest, record))
    return fail (reader, err, "neither an event nor a frame");
  for (line = end + 1; line < reader->text + reader->text_length;
       line = end + 1)
    {
      reader->line_number++;
      end = line + strlen (line);
      if (!push_frame (reader, line, record))
        return fail (reader, err, "not a frame");
    }
  reader->line_number = last_line;
  record->frames = reader->frames;
  return true;
}

bool
pgo_perf_read (struct pgo_perf_reader *reader, struct pgo_perf_record *record,
               struct pgo_error *err)
{
  bool bad = false;
  while (read_line (reader, &bad, err))
    {
      const char *text = reader->line;
      int tid;
      *record = (struct pgo_perf_record){ .kind = PGO_PERF_END };
      if (skip_string (&text, "#"))
        {
          if (!skip_string (&text, " event : "))
            continue;
          record->kind = PGO_PERF_ATTRIBUTES;
          record->unwound = strstr (text, "|STACK_USER") != NULL;
          return true;
        }
      skip_blanks (&text);
      if (!*text)
        continue;
      if (!parse_pid (&text, &record->pid) || !skip_string (&text, "/")
          || !parse_pid (&text, &tid))
        return fail (reader, err, "not an event");
      skip_blanks (&text);
      if (!parse_time (&text, &record->time) || !skip_string (&text, ": "))
        return fail (reader, err, "an event without a time");
      if (!skip_string (&text, "PERF_RECORD_"))
        return read_sample (reader, text, record, err);
      if (!parse_side_band (text, record))
        return fail (reader, err, "a damaged PERF_RECORD");
      if (record->kind != PGO_PERF_END)
        return true;
    }
  *record = (struct pgo_perf_record){ .kind = PGO_PERF_END };
  return !bad;
}
