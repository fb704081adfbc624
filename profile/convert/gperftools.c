/* The legacy CPU profiles of gperftools.
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

   The first word is 0 in every layout and the second small, so the first 24
   bytes say how large a word is and which way round.

   A process that was forked and has run no other program shares the file, and
   writes it once more when it ends: what it knew of its parent, since the timer
   was not inherited, mixed with what the parent writes.  So between any two
   lines of the maps there may be another profile, and the one with the most
   samples is the parent's.

   The first pc of a stack is where the signal arrived, the others are return
   addresses; one before a return address is inside the call.  An unwinder that
   starts in the signal handler may give the first pc twice.  */

#include "convert/gperftools.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "pprof/format.h"
#include "pprof/limits.h"
#include "pprof/weight.h"

/* How many bytes the names of mapped files may have more than the profile.  */
#define NAMES_MAX ((size_t) 1 << 20)

struct map
{
  uint64_t start;
  uint64_t limit;
  uint64_t offset;
  char *file;
};

struct input
{
  const char *name;
  const unsigned char *data;
  size_t size;
  size_t at; /* Offset of the next word.  */
  size_t width;
  bool big_endian;

  uint64_t period; /* Nanoseconds.  */
  size_t records;  /* Offset of the first record.  */
  uint64_t n_samples;
  size_t n_profiles;
  struct map *maps;
  size_t n_maps;
  size_t maps_capacity;
  char *build;  /* What "$build" in a file's name stands for, or NULL.  */
  size_t names; /* Length of all the files' names together.  */

  uint32_t *stack;
  size_t stack_capacity;
};

static bool
fail (const struct input *input, size_t offset, struct pgo_error *err,
      const char *reason)
{
  return pgo_error_set (err, "%s: offset %zu: %s", input->name, offset, reason);
}

/* The word at OFFSET, which is there.  */
static uint64_t
word_at (const struct input *input, size_t offset)
{
  uint64_t word = 0;
  for (size_t i = 0; i < input->width; i++)
    {
      size_t byte = input->big_endian ? i : input->width - 1 - i;
      word = word << 8 | input->data[offset + byte];
    }
  return word;
}

/* Take the next word; 0 where there is none.  */
static bool
read_word (struct input *input, uint64_t *word, struct pgo_error *err)
{
  *word = 0;
  if (input->size - input->at < input->width)
    return fail (input, input->at, err, "cut short");
  *word = word_at (input, input->at);
  input->at += input->width;
  return true;
}

/* Does a profile begin here, of the words of the first one?  */
static bool
header_p (struct input *input)
{
  size_t width;
  bool big_endian;
  if (!pgo_gperftools_words (input->data + input->at, input->size - input->at,
                             &width, &big_endian))
    return false;
  if (input->at == 0)
    {
      input->width = width;
      input->big_endian = big_endian;
    }
  return width == input->width && big_endian == input->big_endian;
}

/* Read the header, which is there, and set *PERIOD, in nanoseconds.  */
static bool
read_header (struct input *input, uint64_t *period, struct pgo_error *err)
{
  uint64_t word, n;
  if (!read_word (input, &word, err) || !read_word (input, &n, err)
      || !read_word (input, &word, err))
    return false;
  size_t at = input->at;
  if (!read_word (input, &word, err))
    return false;
  if (word == 0 || __builtin_mul_overflow (word, UINT64_C (1000), period))
    return fail (input, at, err, "the sampling period is out of range");
  for (uint64_t i = 2; i < n; i++)
    if (!read_word (input, &word, err))
      return false;
  return true;
}

/* Skip the records, which must be whole, and the end mark; *N_SAMPLES is how
   many they count, UINT64_MAX if there are more.  */
static bool
skip_records (struct input *input, uint64_t *n_samples, struct pgo_error *err)
{
  *n_samples = 0;
  for (;;)
    {
      size_t start = input->at;
      uint64_t count, depth;
      if (!read_word (input, &count, err) || !read_word (input, &depth, err))
        return false;
      if (depth > (input->size - input->at) / input->width)
        return fail (input, start, err,
                     "a stack that is longer than the rest of the file");
      if (count == 0 && depth == 1 && word_at (input, input->at) == 0)
        {
          input->at += input->width;
          return true;
        }
      if (depth > PGO_DEPTH_MAX)
        return fail (input, start, err, "a stack of more than 65536 frames");
      if (count == 0 || depth == 0)
        return fail (input, start, err, "neither a stack nor the end mark");
      if (__builtin_add_overflow (*n_samples, count, n_samples))
        *n_samples = UINT64_MAX;
      input->at += (size_t) depth * input->width;
    }
}

/* Read the profile that begins here, up to the maps.  */
static bool
read_profile (struct input *input, struct pgo_error *err)
{
  uint64_t period = 0, n_samples;
  if (!read_header (input, &period, err))
    return false;
  size_t records = input->at;
  if (!skip_records (input, &n_samples, err))
    return false;
  if (input->n_profiles++ == 0 || n_samples > input->n_samples)
    {
      input->period = period;
      input->records = records;
      input->n_samples = n_samples;
    }
  return true;
}

static bool
parse_hex (const char **text, uint64_t *value)
{
  size_t digits = strspn (*text, "0123456789abcdefABCDEF");
  if (digits == 0 || digits > 16)
    return false;
  *value = strtoull (*text, NULL, 16);
  *text += digits;
  return true;
}

/* Move *TEXT behind a word and the blanks around it.  */
static void
skip_field (const char **text)
{
  *text += strspn (*text, " \t");
  *text += strcspn (*text, " \t");
  *text += strspn (*text, " \t");
}

/* FILE with $build replaced, which the caller frees.  */
static char *
expand_build (const struct input *input, const char *file)
{
  const char *variable = strstr (file, "$build");
  if (!variable || !input->build)
    return pgo_xstrdup (file);
  size_t before = (size_t) (variable - file), build = strlen (input->build);
  const char *rest = variable + strlen ("$build");
  char *text = pgo_xmalloc (before + build + strlen (rest) + 1);
  memcpy (text, file, before);
  memcpy (text + before, input->build, build);
  memcpy (text + before + build, rest, strlen (rest) + 1);
  return text;
}

/* "START-LIMIT PERMISSIONS OFFSET DEVICE INODE FILE", where FILE may be
   absent.  */
static bool
parse_map (struct input *input, const char *text)
{
  struct map map;
  if (!parse_hex (&text, &map.start) || *text++ != '-'
      || !parse_hex (&text, &map.limit) || map.start > map.limit)
    return false;
  skip_field (&text);
  if (!parse_hex (&text, &map.offset)
      || map.offset > UINT64_MAX - (map.limit - map.start))
    return false;
  skip_field (&text);
  skip_field (&text);
  map.file = expand_build (input, text);
  input->names += strlen (map.file);
  input->maps = pgo_xgrow (input->maps, input->n_maps, &input->maps_capacity,
                           sizeof *input->maps);
  input->maps[input->n_maps++] = map;
  return true;
}

static int
compare_maps (const void *a, const void *b)
{
  const struct map *x = a, *y = b;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return (x->limit > y->limit) - (x->limit < y->limit);
}

/* Read a line of the text behind the records.  */
static bool
read_line (struct input *input, struct pgo_error *err)
{
  const char *start = (const char *) input->data + input->at;
  const char *end = memchr (start, '\n', input->size - input->at);
  if (!end)
    return fail (input, input->at, err, "a line that is cut short");
  size_t length = (size_t) (end - start);
  char *line = pgo_xstrndup (start, length);
  bool ok = strlen (line) == length;
  if (ok && strncmp (line, "build=", 6) == 0)
    {
      free (input->build);
      input->build = pgo_xstrdup (line + 6);
    }
  else if (ok && *line)
    ok = parse_map (input, line);
  free (line);
  if (!ok)
    return fail (input, input->at, err, "not a line of /proc/self/maps");
  /* $build, again and again.  */
  if (input->names > input->size + NAMES_MAX)
    return fail (input, input->at, err,
                 "the names of mapped files become too long");
  input->at += length + 1;
  return true;
}

/* Read all of it but the stacks.  */
static bool
read_parts (struct input *input, struct pgo_error *err)
{
  if (!header_p (input))
    return fail (input, 0, err, "not the header of a gperftools profile");
  while (input->at < input->size)
    if (!(header_p (input) ? read_profile (input, err)
                           : read_line (input, err)))
      return false;
  if (input->n_maps)
    qsort (input->maps, input->n_maps, sizeof *input->maps, compare_maps);
  return true;
}

/* The map that holds ADDRESS, or NULL.  */
static const struct map *
find_map (const struct input *input, uint64_t address)
{
  size_t low = 0, high = input->n_maps;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (input->maps[middle].start <= address)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0 || address >= input->maps[low - 1].limit)
    return NULL;
  return &input->maps[low - 1];
}

static uint32_t
find_location (const struct input *input, struct pgo_symbolizer *symbolizer,
               uint64_t address)
{
  const struct map *map = find_map (input, address);
  if (!map)
    return pgo_symbolizer_location (symbolizer, NULL, address, NULL);
  /* What runs in memory that is mapped from nowhere.  */
  if (!*map->file)
    return pgo_symbolizer_location (symbolizer, "//anon", address, NULL);
  const struct pgo_place place = { .file = map->file,
                                   .build_id = "",
                                   .offset = address - map->start + map->offset,
                                   .mapped = map->offset };
  return pgo_symbolizer_place (symbolizer, &place, NULL);
}

/* Add the stack of DEPTH words at OFFSET, which was seen COUNT times.  */
static bool
add_stack (struct input *input, struct pgo_symbolizer *symbolizer,
           size_t offset, size_t depth, uint64_t count, struct pgo_error *err)
{
  int64_t weight;
  if (count > INT64_MAX
      || __builtin_mul_overflow (count, input->period, &weight))
    return fail (input, offset, err, "a count that is too large");
  if (depth > input->stack_capacity)
    {
      input->stack = pgo_xrealloc (input->stack, depth, sizeof *input->stack);
      input->stack_capacity = depth;
    }
  uint64_t leaf = word_at (input, offset);
  size_t n = 0;
  for (size_t i = 0; i < depth; i++)
    {
      uint64_t pc = word_at (input, offset + i * input->width);
      if (i == 1 && pc == leaf)
        continue;
      if (i > 0 && pc > 0)
        pc--;
      input->stack[n++] = find_location (input, symbolizer, pc);
    }
  pgo_symbolizer_add_samples (symbolizer, input->stack, n, (int64_t) count,
                              weight, 0);
  return true;
}

/* Add the records of the profile, which skip_records has seen.  */
static bool
add_records (struct input *input, struct pgo_symbolizer *symbolizer,
             struct pgo_error *err)
{
  size_t offset = input->records;
  for (;;)
    {
      uint64_t count = word_at (input, offset);
      size_t depth = (size_t) word_at (input, offset + input->width);
      if (count == 0)
        return true;
      offset += 2 * input->width;
      if (!add_stack (input, symbolizer, offset, depth, count, err))
        return false;
      offset += depth * input->width;
    }
}

static bool
read_input (struct input *input, struct pgo_symbolizer *symbolizer,
            struct pgo_error *err)
{
  if (!read_parts (input, err))
    return false;
  if (input->n_samples == 0)
    return true;
  if (input->n_maps == 0)
    pgo_symbolizer_note (symbolizer,
                         "%s: does not say what was mapped; its samples have "
                         "addresses only",
                         input->name);
  if (input->n_profiles > 1)
    pgo_symbolizer_note (symbolizer,
                         "%s: gperftools does not sample processes that are "
                         "forked and run no other program, of which there were",
                         input->name);
  return pgo_symbolizer_begin (symbolizer, input->name, PGO_TYPE_TIME,
                               PGO_UNIT_TIME, err)
         && add_records (input, symbolizer, err);
}

static void
free_input (struct input *input)
{
  for (size_t i = 0; i < input->n_maps; i++)
    free (input->maps[i].file);
  free (input->maps);
  free (input->build);
  free (input->stack);
}

bool
pgo_gperftools_read (const unsigned char *data, size_t size, const char *name,
                     struct pgo_symbolizer *symbolizer, struct pgo_error *err)
{
  struct input input = { .name = name, .data = data, .size = size };
  bool ok = read_input (&input, symbolizer, err);
  free_input (&input);
  return ok;
}

bool
pgo_gperftools_count (const char *file, uint64_t *n_samples,
                      struct pgo_error *err)
{
  struct input input = { .name = file };
  unsigned char *data = pgo_file_read (file, &input.size, err);
  input.data = data;
  bool ok = data && read_parts (&input, err);
  *n_samples = input.n_samples;
  free_input (&input);
  free (data);
  return ok;
}

bool
pgo_gperftools_convert (const char *file, struct pgo_symbolizer *symbolizer,
                        int64_t *duration, struct pgo_error *err)
{
  size_t size;
  unsigned char *data = pgo_file_read (file, &size, err);
  (void) duration;
  bool ok = data
            && pgo_gperftools_read (
                data, size, pgo_symbolizer_input_name (symbolizer, file),
                symbolizer, err);
  free (data);
  return ok;
}
