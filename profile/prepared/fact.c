/* The lines of a prepared profile, parsed and written.
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

   A line is words with one blank between them.  A word with a blank, a
   quotation mark, a backslash, an at sign, a control character or a byte that
   is no ASCII, or without any character, is in quotation marks, where a
   backslash is before a quotation mark and a backslash, and "\xHH" is the byte
   of value HH.  */

#include "prepared/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "prepared/private.h"

/* Lines of source files are below this.  */
#define LINE_MAX INT32_MAX

/* A line on its way to a fact: what is left of it.  */
struct parser
{
  const struct pgo_text *text;
  size_t line; /* Its place.  */
  const char *p, *end;
  struct pgo_pool *pool;
  struct pgo_error *err;
  bool failed;
};

static void fail (struct parser *parser, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

static void
fail (struct parser *parser, const char *format, ...)
{
  char reason[200];
  va_list args;

  if (parser->failed)
    return;
  parser->failed = true;
  va_start (args, format);
  vsnprintf (reason, sizeof reason, format, args);
  va_end (args);
  pgo_text_error (parser->text, parser->line, parser->err, "%s", reason);
}

/* The value of the hexadecimal digit C, or 16.  */
static unsigned
hex_value (char c)
{
  if (pgo_digit_p (c))
    return (unsigned) (c - '0');
  return c >= 'a' && c <= 'f' ? (unsigned) (c - 'a' + 10) : 16;
}

/* Set *BYTE to what the two hexadecimal digits at P say.  False if there are
   none, or NUL.  */
static bool
hex_byte (const char *p, char *byte)
{
  unsigned high = hex_value (p[0]), low = hex_value (p[1]);

  *byte = (char) (high * 16 + low);
  return high < 16 && low < 16 && *byte != '\0';
}

/* Is C written as it is in a bare word?  */
static bool
bare_p (char c)
{
  return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '@';
}

/* The length of the word at P, which ends before END, and its text in BUFFER,
   of that length; 0 if there is none, or it is no word.  */
static size_t
unquote (const char *p, const char *end, char *buffer, size_t *length)
{
  const char *start = p;
  size_t n = 0;

  if (p == end || *p != '"')
    {
      for (; p < end && bare_p (*p); p++)
        buffer[n++] = *p;
      *length = n;
      return n;
    }
  for (p++; p < end && *p != '"'; p++)
    {
      if (*p != '\\')
        buffer[n++] = *p;
      else if (end - p > 1 && (p[1] == '"' || p[1] == '\\'))
        buffer[n++] = *++p;
      else if (end - p > 3 && p[1] == 'x' && hex_byte (p + 2, &buffer[n]))
        {
          n++;
          p += 3;
        }
      else
        return 0;
    }
  *length = n;
  return p < end ? (size_t) (p + 1 - start) : 0;
}

/* The text of the word at *P, which is moved behind it, allocated; NULL if
   there is none, or it is no word.  */
static char *
take_word (const char **p, const char *end)
{
  size_t room = end - *p, length, n;
  const char *stop = memchr (*p, ' ', room);
  char *buffer;

  if (**p != '"' && stop)
    room = stop - *p;
  buffer = pgo_xmalloc (room + 1);
  n = unquote (*p, end, buffer, &length);
  if (n == 0)
    {
      free (buffer);
      return NULL;
    }
  buffer[length] = '\0';
  *p += n;
  return buffer;
}

/* The next word, in the pool.  */
static const char *
parse_string (struct parser *parser, const char *what)
{
  const char *string = "";
  char *word = NULL;

  if (parser->p < parser->end)
    word = take_word (&parser->p, parser->end);
  if (word)
    string = pgo_pool_string (parser->pool, word, strlen (word));
  else
    fail (parser, "%s is missing, or not as it should be", what);
  free (word);
  return string;
}

/* Skip the blank before the next word.  False if the line ends.  */
static bool
more_p (struct parser *parser)
{
  if (parser->failed || parser->p == parser->end)
    return false;
  if (*parser->p != ' ' || parser->end - parser->p == 1)
    {
      fail (parser, "one blank is to stand between two words");
      return false;
    }
  parser->p++;
  return true;
}

static int64_t
parse_number (struct parser *parser, const char *what, int64_t least,
              int64_t most)
{
  const char *start;
  bool negative;
  int64_t value = 0;

  if (!more_p (parser))
    {
      fail (parser, "%s is missing", what);
      return 0;
    }
  start = parser->p;
  negative = *parser->p == '-';
  parser->p += negative;
  if (parser->p == parser->end || !pgo_digit_p (*parser->p))
    fail (parser, "%s is no number", what);
  for (; parser->p < parser->end && pgo_digit_p (*parser->p); parser->p++)
    if (value <= most)
      value = value * 10 + (*parser->p - '0');
  value = negative ? -value : value;
  if (parser->p < parser->end && *parser->p != ' ' && *parser->p != '.')
    fail (parser, "%s is no number", what);
  else if (value < least || value > most)
    fail (parser, "%s, %.*s, is not between %" PRId64 " and %" PRId64, what,
          (int) (parser->p - start), start, least, most);
  return value;
}

static int64_t
parse_weight (struct parser *parser, const char *what)
{
  return parse_number (parser, what, 0, PGO_TEXT_WHOLE);
}

static int64_t
parse_offset (struct parser *parser)
{
  return parse_number (parser, "the offset", -LINE_MAX, LINE_MAX);
}

/* A percentage in (0, 100] of at most three decimals; whatever the locale.  */
static double
parse_percent (struct parser *parser)
{
  int64_t thousandths = parse_number (parser, "the percentage", 0, 100) * 1000;
  int64_t digit = 100;

  if (!parser->failed && parser->p < parser->end && *parser->p == '.')
    for (parser->p++;
         parser->p < parser->end && pgo_digit_p (*parser->p) && digit > 0;
         parser->p++, digit /= 10)
      thousandths += digit * (*parser->p - '0');
  if (thousandths == 0 || thousandths > 100000)
    fail (parser, "the percentage is not in (0, 100]");
  return thousandths / 1000.0;
}

static struct pgo_reference
parse_reference (struct parser *parser)
{
  struct pgo_reference reference = { "", NULL };

  if (!more_p (parser))
    {
      fail (parser, "a function's name is missing");
      return reference;
    }
  reference.name = parse_string (parser, "a function's name");
  if (parser->p < parser->end && *parser->p == '@')
    {
      parser->p++;
      reference.file = parse_string (parser, "the file of the function");
    }
  return reference;
}

static void
parse_callers (struct parser *parser, struct pgo_fact *fact)
{
  do
    {
      if (fact->n_callers == PGO_TEXT_CALLERS)
        {
          fail (parser, "more than %d callers", PGO_TEXT_CALLERS);
          return;
        }
      fact->callers[fact->n_callers] = parse_reference (parser);
      fact->offsets[fact->n_callers++] = parse_offset (parser);
    }
  while (!parser->failed && parser->p < parser->end);
}

/* What a function's line may end in.  */
static const struct
{
  const char *word;
  unsigned trait;
} traits[] = { { "contested", PGO_FACT_CONTESTED },
               { "demangled", PGO_FACT_DEMANGLED },
               { "several", PGO_FACT_SEVERAL },
               { "starts", PGO_FACT_STARTS } };

#define N_TRAITS (sizeof traits / sizeof *traits)

static void
parse_traits (struct parser *parser, struct pgo_fact *fact)
{
  while (more_p (parser))
    {
      const char *word = parse_string (parser, "a trait of the function");
      /* Those of later versions are skipped.  */
      for (size_t i = 0; i < N_TRAITS; i++)
        if (strcmp (word, traits[i].word) == 0)
          fact->traits |= traits[i].trait;
    }
}

/* ---- One function a kind of line.  */

static void
parse_count (struct parser *parser, struct pgo_fact *fact)
{
  fact->number = parse_number (parser, "the number", 1, INT64_MAX / 100);
}

static void
parse_hot (struct parser *parser, struct pgo_fact *fact)
{
  fact->percent = parse_percent (parser);
  fact->own = parse_weight (parser, "the weight");
}

/* A word, WHAT it is.  */
static void
parse_word (struct parser *parser, struct pgo_fact *fact, const char *what)
{
  if (more_p (parser))
    fact->of.name = parse_string (parser, what);
  else
    fail (parser, "%s is missing", what);
}

static void
parse_file (struct parser *parser, struct pgo_fact *fact)
{
  parse_word (parser, fact, "the name of the file");
}

static void
parse_part (struct parser *parser, struct pgo_fact *fact)
{
  parse_word (parser, fact, "the name of the part");
}

static void
parse_has (struct parser *parser, struct pgo_fact *fact)
{
  parse_word (parser, fact, "the name of the function");
}

static void
parse_identity (struct parser *parser, struct pgo_fact *fact)
{
  parse_word (parser, fact, "the identity");
}

static void
parse_source (struct parser *parser, struct pgo_fact *fact)
{
  parse_word (parser, fact, "the hashes");
}

static void
parse_function (struct parser *parser, struct pgo_fact *fact)
{
  if (more_p (parser))
    fact->of.name = parse_string (parser, "the name of the function");
  if (more_p (parser))
    fact->of.file = parse_string (parser, "the file of the function");
  fact->number = parse_number (parser, "the start line", 0, LINE_MAX);
  parse_traits (parser, fact);
}

static void
parse_code (struct parser *parser, struct pgo_fact *fact)
{
  fact->bytes = parse_number (parser, "the size", 0, INT32_MAX);
  fact->entry_bytes
      = parse_number (parser, "the size of the entry", 0, INT32_MAX);
  fact->inclusive = parse_weight (parser, "the weight");
  fact->own = parse_weight (parser, "the own weight");
  fact->entry = parse_weight (parser, "the weight of the entry");
}

static void
parse_own (struct parser *parser, struct pgo_fact *fact)
{
  fact->own = parse_weight (parser, "the weight");
}

static void
parse_line (struct parser *parser, struct pgo_fact *fact)
{
  fact->offset = parse_offset (parser);
  fact->own = parse_weight (parser, "the weight");
  if (!more_p (parser))
    return;
  if (parser->end - parser->p < 3 || memcmp (parser->p, "in ", 3) != 0)
    {
      fail (parser, "'in' and callers, or nothing, is to follow the weight");
      return;
    }
  parser->p += 2;
  parse_callers (parser, fact);
}

static void
parse_call (struct parser *parser, struct pgo_fact *fact)
{
  fact->offset = parse_offset (parser);
  fact->own = parse_weight (parser, "the weight");
  fact->of = parse_reference (parser);
}

static void
parse_calls (struct parser *parser, struct pgo_fact *fact)
{
  fact->offset = parse_offset (parser);
  if (more_p (parser))
    fact->of.name = parse_string (parser, "the name of the function");
}

static void
parse_from (struct parser *parser, struct pgo_fact *fact)
{
  fact->own = parse_weight (parser, "the weight");
  parse_callers (parser, fact);
}

/* ---- Writing.  */

static void
write_word (FILE *stream, const char *word)
{
  const char *p = word;

  while (bare_p (*p))
    p++;
  if (*p == '\0' && p > word)
    {
      fputs (word, stream);
      return;
    }
  putc ('"', stream);
  for (p = word; *p; p++)
    if (*p == '"' || *p == '\\')
      fprintf (stream, "\\%c", *p);
    else if (bare_p (*p) || *p == ' ' || *p == '@')
      putc (*p, stream);
    else
      fprintf (stream, "\\x%02x", (unsigned char) *p);
  putc ('"', stream);
}

static void
write_percent (FILE *stream, double percent)
{
  int thousandths = (int) (percent * 1000 + .5);
  int decimals = 3;

  for (; decimals > 0 && thousandths % 10 == 0; decimals--)
    thousandths /= 10;
  if (decimals == 0)
    fprintf (stream, " %d", thousandths);
  else
    {
      int scale = decimals == 1 ? 10 : decimals == 2 ? 100 : 1000;
      fprintf (stream, " %d.%0*d", thousandths / scale, decimals,
               thousandths % scale);
    }
}

static void
write_reference (FILE *stream, const struct pgo_reference *reference)
{
  putc (' ', stream);
  write_word (stream, reference->name);
  if (reference->file)
    {
      putc ('@', stream);
      write_word (stream, reference->file);
    }
}

static void
write_callers (FILE *stream, const struct pgo_fact *fact)
{
  for (unsigned i = 0; i < fact->n_callers; i++)
    {
      write_reference (stream, &fact->callers[i]);
      fprintf (stream, " %" PRId64, fact->offsets[i]);
    }
}

static void
write_count (FILE *stream, const struct pgo_fact *fact)
{
  fprintf (stream, " %" PRId64, fact->number);
}

static void
write_own (FILE *stream, const struct pgo_fact *fact)
{
  fprintf (stream, " %" PRId64, fact->own);
}

static void
write_hot (FILE *stream, const struct pgo_fact *fact)
{
  write_percent (stream, fact->percent);
  write_own (stream, fact);
}

/* A word: a file, a function of one, hashes, an identity.  */
static void
write_name (FILE *stream, const struct pgo_fact *fact)
{
  putc (' ', stream);
  write_word (stream, fact->of.name);
}

static void
write_function (FILE *stream, const struct pgo_fact *fact)
{
  write_name (stream, fact);
  putc (' ', stream);
  write_word (stream, fact->of.file);
  fprintf (stream, " %" PRId64, fact->number);
  for (size_t i = 0; i < N_TRAITS; i++)
    if (fact->traits & traits[i].trait)
      fprintf (stream, " %s", traits[i].word);
}

static void
write_code (FILE *stream, const struct pgo_fact *fact)
{
  fprintf (stream, " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64,
           fact->bytes, fact->entry_bytes, fact->inclusive, fact->own,
           fact->entry);
}

static void
write_line (FILE *stream, const struct pgo_fact *fact)
{
  fprintf (stream, " %" PRId64 " %" PRId64, fact->offset, fact->own);
  if (fact->n_callers > 0)
    fputs (" in", stream);
  write_callers (stream, fact);
}

static void
write_call (FILE *stream, const struct pgo_fact *fact)
{
  fprintf (stream, " %" PRId64 " %" PRId64, fact->offset, fact->own);
  write_reference (stream, &fact->of);
}

static void
write_calls (FILE *stream, const struct pgo_fact *fact)
{
  fprintf (stream, " %" PRId64, fact->offset);
  if (fact->of.name)
    write_name (stream, fact);
}

static void
write_from (FILE *stream, const struct pgo_fact *fact)
{
  write_own (stream, fact);
  write_callers (stream, fact);
}

/* ---- Kinds of line.  */

static const struct
{
  const char *keyword;
  void (*parse) (struct parser *parser, struct pgo_fact *fact);
  void (*write) (FILE *stream, const struct pgo_fact *fact);
} kinds[] = {
  [PGO_FACT_PARTS] = { "parts", parse_identity, write_name },
  [PGO_FACT_PART_OF] = { "part-of", parse_identity, write_name },
  [PGO_FACT_SAMPLES] = { "samples", parse_count, write_count },
  [PGO_FACT_LEFT_OUT] = { "left-out", parse_own, write_own },
  [PGO_FACT_DEMANGLED_NAMES] = { "demangled", parse_count, write_count },
  [PGO_FACT_HOT] = { "hot", parse_hot, write_hot },
  [PGO_FACT_NO_FILE] = { "no-file", parse_own, write_own },
  [PGO_FACT_FILE] = { "file", parse_file, write_name },
  [PGO_FACT_PART] = { " part", parse_part, write_name },
  [PGO_FACT_FUNCTIONS] = { " functions", parse_count, write_count },
  [PGO_FACT_HAS] = { " has", parse_has, write_name },
  [PGO_FACT_FUNCTION] = { "function", parse_function, write_function },
  [PGO_FACT_ALL] = { " all", parse_own, write_own },
  [PGO_FACT_OWN] = { " own", parse_own, write_own },
  [PGO_FACT_CODE] = { " code", parse_code, write_code },
  [PGO_FACT_CALLED] = { " called", parse_own, write_own },
  [PGO_FACT_RANK] = { " rank", parse_count, write_count },
  [PGO_FACT_SOURCE] = { " source", parse_source, write_name },
  [PGO_FACT_CALLS] = { " calls", parse_calls, write_calls },
  [PGO_FACT_LINE] = { " line", parse_line, write_line },
  [PGO_FACT_CALL] = { " call", parse_call, write_call },
  [PGO_FACT_SELF] = { " self", parse_own, write_own },
  [PGO_FACT_FROM] = { " from", parse_from, write_from },
};

#define N_KINDS (sizeof kinds / sizeof *kinds)

bool
pgo_text_keyword_p (const struct pgo_text *text, size_t at, const char *keyword)
{
  size_t length = strlen (keyword);

  return text->size - at > length
         && memcmp (text->data + at, keyword, length) == 0
         && text->data[at + length] == ' ';
}

/* The second word of the line at AT, up to *END, its end or that of the line;
   NULL if there is none.  */
static const char *
second_word (const struct pgo_text *text, size_t at, const char **end)
{
  const char *line = text->data + at, *p;

  *end = memchr (line, '\n', text->size - at);
  p = memchr (line, ' ', *end - line);
  return p && p + 1 < *end ? p + 1 : NULL;
}

char *
pgo_text_name_at (const struct pgo_text *text, size_t at)
{
  const char *end, *p = second_word (text, at, &end);
  char *word = p ? take_word (&p, end) : NULL;

  return word ? word : pgo_xstrdup ("");
}

int
pgo_text_compare_name (const struct pgo_text *text, size_t at, const char *name)
{
  const char *end, *p = second_word (text, at, &end);
  char *word;
  int order;

  if (p && *p != '"')
    {
      for (; p < end && bare_p (*p) && *p == *name; p++)
        name++;
      return (p < end && bare_p (*p) ? (unsigned char) *p : 0)
             - (unsigned char) *name;
    }
  word = pgo_text_name_at (text, at);
  order = strcmp (word, name);
  free (word);
  return order;
}

/* Is the line a word of lower case, perhaps behind a blank, with anything
   behind it, as one of a later version may be?  */
static bool
other_p (const struct parser *parser)
{
  const char *p = parser->p, *start;

  p += p < parser->end && *p == ' ';
  for (start = p; p < parser->end && (pgo_lower_p (*p) || *p == '-'); p++)
    ;
  return p > start && *start != '-' && (p == parser->end || *p == ' ');
}

/* The lines that version control leaves where two sides differ.  */
static bool
conflict_p (const struct parser *parser)
{
  static const char markers[] = "<=>|";
  const char *p = parser->p;
  size_t n = 0;

  while (p + n < parser->end && p[n] == *p)
    n++;
  return p < parser->end && strchr (markers, *p) && n == 7;
}

static void
parse (struct parser *parser, struct pgo_fact *fact)
{
  for (size_t i = 0; i < N_KINDS; i++)
    if (pgo_text_keyword_p (parser->text, parser->line, kinds[i].keyword))
      {
        fact->kind = i;
        parser->p += strlen (kinds[i].keyword);
        kinds[i].parse (parser, fact);
        if (!parser->failed && parser->p < parser->end)
          fail (parser, "there is more than belongs to '%s'",
                kinds[i].keyword + (kinds[i].keyword[0] == ' '));
        return;
      }
  fact->kind = PGO_FACT_OTHER;
  if (conflict_p (parser))
    fail (parser, "a mark of a conflict that is not resolved");
  else if (parser->p < parser->end && *parser->p != '#' && !other_p (parser))
    fail (parser, "not a line of a prepared profile");
}

bool
pgo_text_fact (const struct pgo_text *text, size_t *at, struct pgo_pool *pool,
               struct pgo_fact *fact, struct pgo_error *err)
{
  struct parser parser = {
    .text = text, .line = *at, .p = text->data + *at, .pool = pool, .err = err
  };

  memset (fact, 0, sizeof *fact);
  if (*at >= text->end)
    {
      fact->kind = PGO_FACT_END;
      return true;
    }
  /* The last line ends in a newline, which opening has seen.  */
  parser.end = memchr (parser.p, '\n', text->size - *at);
  *at = parser.end + 1 - text->data;
  parse (&parser, fact);
  return !parser.failed;
}

int
pgo_fact_compare (const struct pgo_fact *a, const struct pgo_fact *b)
{
  int order = strcmp (a->of.name, b->of.name);

  if (order == 0)
    order = strcmp (a->of.file ? a->of.file : "", b->of.file ? b->of.file : "");
  return order ? order : (a->number > b->number) - (a->number < b->number);
}

void
pgo_text_begin (FILE *stream)
{
  fputs (PGO_TEXT_MAGIC PGO_TEXT_VERSION_TEXT "\n", stream);
}

void
pgo_text_end (FILE *stream)
{
  const struct pgo_fact end = { .kind = PGO_FACT_END };

  pgo_fact_write (stream, &end);
}

void
pgo_fact_write (FILE *stream, const struct pgo_fact *fact)
{
  if (fact->kind == PGO_FACT_END)
    fputs ("end", stream);
  else
    {
      fputs (kinds[fact->kind].keyword, stream);
      kinds[fact->kind].write (stream, fact);
    }
  putc ('\n', stream);
}
