/* Write a pprof profile from a few lines of text, for the tests.
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

   Usage: mkprofile [-f DEFAULT_FILE] [-d DIALECT] -o OUT < TEXT

   A line of the text is a sample: COUNT FRAME FRAME..., root first and leaf
   last.  Blank lines and those that begin with # are skipped.  A frame is

     NAME[@FILE[:START]][+OFFSET]

   at OFFSET (0 if absent, may be negative) lines from the start of NAME,
   an assembler name, which is line START (1000 if absent) of FILE (DEFAULT_FILE
   if absent).  A frame in parentheses directly behind another,
   "caller+3(callee+2)", is inlined in it: both are lines of one location.

   "{}" in a NAME is "()".

   A line "code BYTES [ENTRY]" gives each function so much machine code, ENTRY
   bytes of it that of the line that it starts at.

   COUNT samples weigh COUNT and COUNT milliseconds of CPU time.

   DIALECT is how the profile is written; the table below says what each is.
   "pprof", the default, has all that profile.proto asks for.  */

#include "mktext.h"

#include <getopt.h>
#include <string.h>

#include "base/mem.h"
#include "names/symbol.h"

#define START_LINE 1000
#define PERIOD 1000000

/* ---- Dialects.  */

/* How a function is called.  */
enum spelling
{
  NOTHING,
  ASSEMBLER,  /* As in the text.  */
  ORIGIN,     /* Likewise, without clone suffixes.  */
  FULL,       /* Demangled with parameters, and clone suffixes marked.  */
  SIMPLIFIED, /* Without parameters and template arguments.  */
  UNQUALIFIED /* Without the scope, as in DW_AT_name.  */
};

enum start
{
  START_TRUE,
  START_ABSENT,
  START_LEAST /* The least of the lines in the profile.  */
};

enum line
{
  LINE_TRUE,
  LINE_ABSENT,
  LINE_START,        /* That of the declarator.  */
  LINE_DISCRIMINATED /* With a discriminator in bits 32 and up.  */
};

/* A value of COUNT samples is COUNT times FACTOR; or, where that is 0, the same
   for all samples.  */
struct measure
{
  const char *type;
  const char *unit;
  int64_t factor;
};

static const struct measure cpu_time[]
    = { { "samples", "count", 1 }, { "cpu", "nanoseconds", PERIOD }, { 0 } };
static const struct measure cpu_alone[]
    = { { "cpu", "nanoseconds", PERIOD }, { 0 } };
static const struct measure single_nanoseconds[]
    = { { "cpu", "nanoseconds", 1 }, { 0 } };
static const struct measure samples_alone[]
    = { { "samples", "count", 1 }, { 0 } };
static const struct measure with_allocations[]
    = { { "cpu-samples", "count", 1 },
        { "cpu-time", "nanoseconds", PERIOD },
        { "alloc-samples", "count", 0 },
        { "alloc-space", "bytes", 0 },
        { 0 } };
static const struct measure with_wall_time[]
    = { { "wall", "nanoseconds", 0 },
        { "inuse_space", "bytes", 0 },
        { "cpu", "nanoseconds", PERIOD },
        { "alloc_objects", "count", 0 },
        { 0 } };
static const struct measure heap[] = { { "alloc_objects", "count", 1 },
                                       { "alloc_space", "bytes", 0 },
                                       { "inuse_objects", "count", 1 },
                                       { "inuse_space", "bytes", 0 },
                                       { 0 } };
static const struct measure events[] = { { "cache-misses_sample", "count", 0 },
                                         { "cache-misses_event", "count", 0 },
                                         { "cycles_sample", "count", 1 },
                                         { "cycles_event", "count", 0 },
                                         { 0 } };

struct dialect
{
  const char *name;
  enum spelling readable, system; /* Function.name and system_name.  */
  enum start start;
  enum line line;
  bool has_file;
  bool has_address;
  bool has_period;
  bool outermost_first; /* The lines of a location.  */
  bool apart;           /* Inlined frames are locations of their own.  */
  const char *mapping;  /* Its file, or NULL for no mapping.  */
  const struct measure *measures;
};

static const struct dialect dialects[] = {
  { "pprof", ASSEMBLER, ASSEMBLER, START_TRUE, LINE_TRUE, true, false, true,
    false, false, NULL, cpu_time },
  /* go tool pprof -proto, of a gperftools profile.  */
  { "go", SIMPLIFIED, ASSEMBLER, START_ABSENT, LINE_TRUE, true, true, true,
    false, false, "/bin/program", cpu_time },
  { "parca", UNQUALIFIED, NOTHING, START_TRUE, LINE_START, true, true, true,
    true, false, "/bin/program", samples_alone },
  /* Parca, of which the addresses are lost.  */
  { "parca-flat", UNQUALIFIED, NOTHING, START_TRUE, LINE_START, true, false,
    true, true, false, NULL, samples_alone },
  /* Grafana Alloy, Pyroscope.  */
  { "alloy", ASSEMBLER, NOTHING, START_LEAST, LINE_TRUE, true, true, true,
    false, false, "", cpu_alone },
  { "alloy-bare", ASSEMBLER, NOTHING, START_ABSENT, LINE_ABSENT, false, true,
    true, false, false, "", cpu_alone },
  /* OpenTelemetry's profiler.  */
  { "otel", NOTHING, NOTHING, START_ABSENT, LINE_ABSENT, false, true, true,
    false, false, "program", samples_alone },
  { "ddprof", FULL, NOTHING, START_ABSENT, LINE_TRUE, true, true, true, false,
    true, "/bin/program", with_allocations },
  { "perforator", FULL, ORIGIN, START_TRUE, LINE_DISCRIMINATED, true, true,
    true, false, false, "/bin/program", cpu_time },
  { "perfetto", FULL, FULL, START_ABSENT, LINE_ABSENT, false, true, false,
    false, false, "/bin/program", samples_alone },
  { "perf2pprof", ASSEMBLER, ASSEMBLER, START_ABSENT, LINE_TRUE, true, true,
    false, false, false, "/bin/program", samples_alone },
  { "lightswitch", FULL, NOTHING, START_ABSENT, LINE_TRUE, true, true, true,
    false, false, "/bin/program", samples_alone },
  { "pixie", SIMPLIFIED, NOTHING, START_ABSENT, LINE_ABSENT, false, false, true,
    false, false, NULL, samples_alone },
  { "perf_to_profile", NOTHING, NOTHING, START_ABSENT, LINE_ABSENT, false, true,
    false, false, false, "/bin/program", events },
  { "simple", SIMPLIFIED, NOTHING, START_TRUE, LINE_TRUE, true, true, true,
    false, false, "/bin/program", samples_alone },
  /* Many measures in one file, none of them the default; and no CPU time.  */
  { "measures", ASSEMBLER, ASSEMBLER, START_TRUE, LINE_TRUE, true, false, true,
    false, false, NULL, with_wall_time },
  { "heap", ASSEMBLER, ASSEMBLER, START_TRUE, LINE_TRUE, true, false, false,
    false, false, NULL, heap },
  /* COUNT is a time in nanoseconds, of any size.  */
  { "nanoseconds", ASSEMBLER, ASSEMBLER, START_TRUE, LINE_TRUE, true, false,
    false, false, false, NULL, single_nanoseconds }
};

/* ---- What the text says.  */

struct position
{
  const char *name;
  const char *file;
  int64_t start;
  int64_t line;
};

/* A frame of the text: a position, and what is inlined there, outermost
   first.  */
struct place
{
  const char *text;
  struct position *positions;
  size_t n, capacity;
  uint64_t address;
};

struct sample
{
  int64_t count;
  uint32_t *places; /* Root first.  */
  size_t depth, capacity;
};

static struct place *places;
static size_t n_places, places_capacity;
static struct sample *samples;
static size_t n_samples, samples_capacity;
static const char *default_file = "";
static struct pgo_machine_code code;

/* Cut TEXT at the last SEPARATOR and return what is behind it, or NULL.  */
static char *
cut (char *text, char separator)
{
  char *at = strrchr (text, separator);

  if (at)
    *at++ = '\0';
  return at;
}

/* The position NAME[@FILE[:START]][+OFFSET], which is cut to pieces.  */
static struct position
parse_position (char *text)
{
  const char *offset = cut (text, '+');
  char *file = cut (text, '@');
  const char *start = file ? cut (file, ':') : NULL;
  struct position p = { text, file ? file : default_file, START_LINE, 0 };

  if (*text == '\0')
    die ("a frame has no name");
  char *braces = strstr (text, "{}");
  if (braces)
    {
      braces[0] = '(';
      braces[1] = ')';
    }
  if (start)
    p.start = parse_signed (start);
  if (__builtin_add_overflow (offset ? parse_signed (offset) : 0, p.start,
                              &p.line))
    die ("offset %s is too large", offset);
  return p;
}

/* Fill PLACE with the positions of FRAME, which is cut to pieces.  */
static void
parse_frame (struct place *place, char *frame)
{
  int depth = 0;
  char *next;

  do
    {
      char *close;
      next = strchr (frame, '(');
      if (next)
        *next++ = '\0';
      for (close = frame + strcspn (frame, ")"); *close == ')'; depth--)
        *close++ = '\0';
      if (*close != '\0' || depth < 0)
        die ("parentheses do not match");
      place->positions = pgo_xgrow (place->positions, place->n,
                                    &place->capacity, sizeof *place->positions);
      place->positions[place->n++] = parse_position (frame);
      depth += next != NULL;
    }
  while ((frame = next));
  if (depth != 0)
    die ("parentheses do not match");
}

/* An address for PLACE: each function with code has a page, and its places
   there stand in the order of the text.  */
static uint64_t
choose_address (const struct place *place)
{
  uint64_t page = 1, in_page = 0, last_page = 0;

  for (const struct place *other = places; other < place; other++)
    {
      if (strcmp (other->positions[0].name, place->positions[0].name) == 0)
        {
          page = other->address >> 12;
          in_page++;
        }
      if (other->address >> 12 > last_page)
        last_page = other->address >> 12;
    }
  return in_page > 0 ? page << 12 | in_page << 4 : (last_page + 1) << 12;
}

/* The index of the place that FRAME stands for.  */
static uint32_t
place_of (const char *frame)
{
  struct place *place;

  for (size_t i = 0; i < n_places; i++)
    if (strcmp (places[i].text, frame) == 0)
      return i;
  places = pgo_xgrow (places, n_places, &places_capacity, sizeof *places);
  place = &places[n_places];
  *place = (struct place){ .text = pgo_xstrdup (frame) };
  parse_frame (place, pgo_xstrdup (frame));
  place->address = choose_address (place);
  return n_places++;
}

/* Add the sample that LINE describes.  */
static void
parse_sample (char *line, const struct dialect *d)
{
  static const char blanks[] = " \t\r\n";
  struct sample sample = { 0 };
  int64_t value;
  char *word = strtok (line, blanks);

  if (!word || *word == '#')
    return;
  if (strcmp (word, "code") == 0)
    {
      word = strtok (NULL, blanks);
      if (!word)
        die ("code has no size");
      code.bytes = parse_signed (word);
      word = strtok (NULL, blanks);
      code.entry_bytes = word ? parse_signed (word) : 0;
      return;
    }
  sample.count = parse_signed (word);
  for (size_t i = 0; d->measures[i].type; i++)
    if (__builtin_mul_overflow (sample.count, d->measures[i].factor, &value))
      die ("count %s is too large", word);
  while ((word = strtok (NULL, blanks)))
    {
      sample.places = pgo_xgrow (sample.places, sample.depth, &sample.capacity,
                                 sizeof *sample.places);
      sample.places[sample.depth++] = place_of (word);
    }
  samples = pgo_xgrow (samples, n_samples, &samples_capacity, sizeof *samples);
  samples[n_samples++] = sample;
}

/* ---- How a dialect says it.  */

/* What NAME is called; the caller frees it.  */
static char *
spell (enum spelling spelling, const char *name)
{
  char *origin, *full, *scoped, *result;
  size_t length = pgo_symbol_canonical_length (name);

  if (spelling == NOTHING || spelling == ASSEMBLER)
    return pgo_xstrdup (spelling == NOTHING ? "" : name);
  origin = pgo_xstrndup (name, length);
  full = pgo_symbol_demangle (origin);
  if (spelling == ORIGIN || !full)
    {
      free (full);
      full = pgo_xstrdup (origin);
    }
  if (spelling == FULL && name[length] != '\0')
    {
      size_t size = strlen (full) + strlen (name) + 16;
      result = pgo_xmalloc (size);
      snprintf (result, size, "%s [clone %s]", full, name + length);
    }
  else if (spelling == SIMPLIFIED)
    result = pgo_symbol_simplify (full);
  else if (spelling == UNQUALIFIED)
    {
      scoped = pgo_symbol_scoped_name (full);
      result = pgo_symbol_unqualified_name (scoped);
      free (scoped);
    }
  else
    result = pgo_xstrdup (full);
  free (origin);
  free (full);
  return result;
}

/* The least line of P's function in the text.  */
static int64_t
least_line (const struct position *p)
{
  int64_t least = p->line;

  for (size_t i = 0; i < n_places; i++)
    for (size_t k = 0; k < places[i].n; k++)
      {
        const struct position *other = &places[i].positions[k];
        if (strcmp (other->name, p->name) == 0 && other->line < least)
          least = other->line;
      }
  return least;
}

static struct pgo_line
write_position (struct pgo_builder *builder, const struct dialect *d,
                const struct position *p)
{
  char *name = spell (d->readable, p->name),
       *system = spell (d->system, p->name);
  const struct pgo_function function
      = { .name = name,
          .system_name = system,
          .file = d->has_file ? p->file : "",
          .start_line = d->start == START_TRUE    ? p->start
                        : d->start == START_LEAST ? least_line (p)
                                                  : 0 };
  struct pgo_line line
      = { .function = pgo_builder_function (builder, &function),
          .line = p->line };

  if (code.entry_bytes > 0)
    code.entry_line = p->start;
  pgo_builder_note_code (builder, line.function, &code);
  if (d->line == LINE_ABSENT)
    line.line = 0;
  else if (d->line == LINE_START)
    line.line = p->start;
  else if (d->line == LINE_DISCRIMINATED)
    line.line |= (1 + p->line % 3) << 32;
  free (name);
  free (system);
  return line;
}

/* Append the locations of PLACE to STACK, leaf first, and return their
   number.  */
static size_t
write_place (struct pgo_builder *builder, const struct dialect *d,
             uint32_t mapping, const struct place *place, uint32_t *stack)
{
  struct pgo_line *lines = pgo_xcalloc (place->n, sizeof *lines);
  uint64_t address = d->has_address ? place->address : 0;
  size_t n = 0;

  for (size_t i = 0; i < place->n; i++)
    lines[d->outermost_first ? i : place->n - 1 - i]
        = write_position (builder, d, &place->positions[i]);
  if (d->apart)
    for (size_t i = 0; i < place->n; i++)
      stack[n++]
          = pgo_builder_location (builder, mapping, address, &lines[i], 1);
  else
    stack[n++] = pgo_builder_location (builder, mapping, address, lines,
                                       d->readable == NOTHING ? 0 : place->n);
  free (lines);
  return n;
}

static void
write_sample (struct pgo_builder *builder, const struct dialect *d,
              uint32_t mapping, const struct sample *sample)
{
  int64_t values[8];
  uint32_t *stack;
  size_t n = 0;

  for (size_t i = 0; i < sample->depth; i++)
    n += places[sample->places[i]].n;
  stack = pgo_xcalloc (n, sizeof *stack);
  n = 0;
  for (size_t i = sample->depth; i-- > 0;)
    n += write_place (builder, d, mapping, &places[sample->places[i]],
                      stack + n);
  for (size_t i = 0; d->measures[i].type; i++)
    values[i] = d->measures[i].factor ? sample->count * d->measures[i].factor
                                      : 1 << 20;
  pgo_builder_add_sample (builder, stack, n, values);
  free (stack);
}

/* All that the text said, in dialect D.  */
static struct pgo_profile *
write_samples (const struct dialect *d)
{
  struct pgo_builder *builder = pgo_builder_new ();
  uint32_t mapping = PGO_NONE;

  for (const struct measure *m = d->measures; m->type; m++)
    pgo_builder_add_type (builder, m->type, m->unit);
  if (d->has_period)
    pgo_builder_set_period (builder, "cpu", "nanoseconds", PERIOD);
  if (d->mapping)
    mapping = pgo_builder_mapping (
        builder,
        &(struct pgo_mapping){ .limit = *d->mapping ? 1 << 24 : 0,
                               .file = d->mapping,
                               .build_id = *d->mapping ? "abcd" : "" });
  for (size_t i = 0; i < n_samples; i++)
    write_sample (builder, d, mapping, &samples[i]);
  return pgo_builder_finish (builder);
}

static const struct dialect *
find_dialect (const char *name)
{
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
    if (strcmp (name, dialects[i].name) == 0)
      return &dialects[i];
  fprintf (stderr, "mkprofile: unknown dialect '%s'; known are", name);
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
    fprintf (stderr, " %s", dialects[i].name);
  putc ('\n', stderr);
  return NULL;
}

int
main (int argc, char **argv)
{
  static const struct option options[]
      = { { "file", required_argument, NULL, 'f' },
          { "dialect", required_argument, NULL, 'd' },
          { "output", required_argument, NULL, 'o' },
          { NULL, 0, NULL, 0 } };
  const struct dialect *dialect = &dialects[0];
  const char *out = NULL;
  char *line;
  int option;

  while ((option = getopt_long (argc, argv, "f:d:o:", options, NULL)) != -1)
    switch (option)
      {
      case 'f':
        default_file = optarg;
        break;
      case 'd':
        dialect = find_dialect (optarg);
        if (!dialect)
          return 2;
        break;
      case 'o':
        out = optarg;
        break;
      default:
        return 2;
      }
  if (!out || optind != argc)
    {
      fputs ("Usage: mkprofile [-f DEFAULT_FILE] [-d DIALECT] -o OUT < TEXT\n",
             stderr);
      return 2;
    }

  while ((line = next_line ()))
    parse_sample (line, dialect);
  write_profile (write_samples (dialect), out);
  return 0;
}
