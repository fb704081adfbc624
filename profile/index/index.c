/* Collecting the samples of profiles.
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

   Decides what a frame is.  One location gives a frame for each inlined
   function; a frame without a function name breaks the edge; the frame of an
   outlined part (foo.part.0) and that of the foo that called it are one, or
   most of foo's time would seem to be spent in a recursion.

   What a sample weighs is decided in pprof/weight.h.  */

#include "index/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index/private.h"
#include "names/symbol.h"
#include "pprof/dialect.h"
#include "pprof/weight.h"

struct pgo_index *
pgo_index_new (void)
{
  struct pgo_index *index = pgo_xcalloc (1, sizeof *index);

  index->pool = pgo_pool_new ();
  index->period = 1;
  return index;
}

void
pgo_index_end_collecting (struct pgo_index *index)
{
  pgo_strings_free (&index->strings);
  free (index->sources);
  free (index->starts);
  free (index->frames);
  pgo_table_free (&index->source_table);
  pgo_table_free (&index->start_table);
  pgo_table_free (&index->frame_table);
  index->strings = (struct pgo_strings){ 0 };
  index->sources = NULL;
  index->starts = NULL;
  index->frames = NULL;
  index->source_table = index->start_table = index->frame_table
      = (struct pgo_table){ 0 };
}

void
pgo_index_free_stacks (struct pgo_index *index)
{
  free (index->stack_frames);
  free (index->stacks);
  index->stack_frames = NULL;
  index->stacks = NULL;
}

void
pgo_index_keep_stacks (struct pgo_index *index)
{
  index->keep_stacks = true;
}

void
pgo_index_free (struct pgo_index *index)
{
  if (!index)
    return;
  pgo_index_end_collecting (index);
  pgo_index_free_stacks (index);
  free (index->fns);
  free (index->sites);
  free (index->lines);
  free (index->positions);
  free (index->contexts);
  free (index->files);
  free (index->fns_by_own);
  free (index->sites_by_weight);
  pgo_index_unmap (index);
  pgo_pool_free (index->pool);
  free (index);
}

/* INDEX's own copy of TEXT, the same pointer for equal texts.  */
static const char *
intern (struct pgo_index *index, const char *text)
{
  return pgo_strings_intern (&index->strings, index->pool, text);
}

static bool
source_equal (const void *context, uint32_t i, const void *key)
{
  const struct source *a = &((const struct pgo_index *) context)->sources[i];
  const struct source *b = key;

  return a->name == b->name && a->file == b->file
         && a->start_line == b->start_line;
}

static bool
start_equal (const void *context, uint32_t i, const void *key)
{
  const struct start *a = &((const struct pgo_index *) context)->starts[i];
  const struct source *b = key;

  return a->name == b->name && a->file == b->file;
}

/* True if the profile that is being added has a function of SOURCE's name and
   file that starts elsewhere.  A function moves from one profile to the next;
   two in one are two.  */
static bool
starts_elsewhere_p (struct pgo_index *index, const struct source *source)
{
  uint64_t hash = pgo_hash ((uintptr_t) source->name, (uintptr_t) source->file);
  uint32_t i
      = pgo_table_find (&index->start_table, hash, start_equal, index, source);
  struct start start
      = { source->name, source->file, source->start_line, index->n_profiles };
  bool elsewhere;

  if (source->start_line == 0)
    return false;
  if (i == PGO_NONE)
    {
      index->starts = pgo_xgrow (index->starts, index->n_starts,
                                 &index->starts_capacity, sizeof start);
      index->starts[index->n_starts] = start;
      pgo_table_add (&index->start_table, hash, index->n_starts++);
      return false;
    }
  elsewhere = (index->starts[i].profile == start.profile
               && index->starts[i].line != start.line);
  index->starts[i] = start;
  return elsewhere;
}

/* The source for FUNCTION, or PGO_NONE where that has no name.  */
static uint32_t
source_for (struct pgo_index *index, const struct pgo_function *function)
{
  bool system = function->system_name[0] != '\0';
  const char *name = system ? function->system_name : function->name;
  struct source key = { .times = { .first = INT64_MAX }, .fn = PGO_NONE };
  char *text;
  uint64_t hash;
  uint32_t i;

  if (name[0] == '\0')
    return PGO_NONE;
  text = pgo_symbol_canonical (name);
  key.name = intern (index, text);
  free (text);
  key.file = intern (index, function->file);
  key.start_line = function->start_line > 0 ? function->start_line : 0;
  key.assembler = system || pgo_symbol_mangled_p (name);
  if (pgo_symbol_mangled_p (function->name) || function->name[0] == '\0'
      || pgo_symbol_thunk_p (function->name))
    text = pgo_symbol_demangle (key.name);
  else
    text = pgo_xstrndup (function->name,
                         pgo_symbol_canonical_length (function->name));
  key.pretty = text ? intern (index, text) : key.name;
  free (text);

  key.several
      = !pgo_symbol_mangled_p (name) && starts_elsewhere_p (index, &key);

  hash = pgo_hash (pgo_hash ((uintptr_t) key.name, (uintptr_t) key.file),
                   key.start_line);
  i = pgo_table_find (&index->source_table, hash, source_equal, index, &key);
  if (i != PGO_NONE)
    {
      struct source *found = &index->sources[i];
      found->assembler |= key.assembler;
      found->several |= key.several;
      found->pretty = pgo_index_prettier (found->pretty, key.pretty);
      return i;
    }
  index->sources = pgo_xgrow (index->sources, index->n_sources,
                              &index->sources_capacity, sizeof *index->sources);
  index->sources[index->n_sources] = key;
  pgo_table_add (&index->source_table, hash, index->n_sources);
  return index->n_sources++;
}

static bool
frame_equal (const void *context, uint32_t i, const void *key)
{
  const struct frame *a = &((const struct pgo_index *) context)->frames[i];
  const struct frame *b = key;

  return a->source == b->source && a->line == b->line;
}

/* The frame of SOURCE at LINE, PGO_NONE where SOURCE is.  */
static uint32_t
frame_for (struct pgo_index *index, uint32_t source, uint32_t line)
{
  const struct frame key = { source, line };
  uint64_t hash = pgo_hash (pgo_hash (0, source), line);
  uint32_t i;

  if (source == PGO_NONE)
    return PGO_NONE;
  i = pgo_table_find (&index->frame_table, hash, frame_equal, index, &key);
  if (i != PGO_NONE)
    return i;
  index->frames = pgo_xgrow (index->frames, index->n_frames,
                             &index->frames_capacity, sizeof *index->frames);
  index->frames[index->n_frames] = key;
  pgo_table_add (&index->frame_table, hash, index->n_frames);
  return index->n_frames++;
}

/* What the functions and lines of a profile are to the index; nothing until
   KNOWN, so that those without samples leave no trace.  */
struct function_map
{
  uint32_t source;
  bool known;
  bool part;  /* An outlined part of its function.  */
  bool thunk; /* Of its function.  */
};

struct line_map
{
  uint32_t frame;
  bool known;
  bool part;
  bool thunk;
};

struct map
{
  struct function_map *functions;
  struct line_map *lines;
};

static const struct function_map *
map_function (struct pgo_index *index, const struct pgo_profile *profile,
              struct map *map, uint32_t i)
{
  const struct pgo_function *function = &profile->functions[i];
  struct function_map *to = &map->functions[i];

  if (!to->known)
    {
      const char *name
          = function->system_name[0] ? function->system_name : function->name;
      to->source = source_for (index, function);
      to->part = pgo_symbol_part_p (name);
      to->thunk = pgo_symbol_thunk_p (name);
      to->known = true;
    }
  return to;
}

static const struct line_map *
map_line (struct pgo_index *index, const struct pgo_profile *profile,
          struct map *map, uint32_t i)
{
  const struct pgo_line *line = &profile->lines[i];
  struct line_map *to = &map->lines[i];

  if (!to->known)
    {
      const struct function_map *function
          = map_function (index, profile, map, line->function);
      to->frame
          = frame_for (index, function->source, pgo_dialect_line (line->line));
      to->part = function->part;
      to->thunk = function->thunk;
      to->known = true;
    }
  return to;
}

/* True if the frames A and B are of one name in one file; a mangled name is of
   one function in whatever file.  */
static bool
same_function_p (const struct pgo_index *index, uint32_t a, uint32_t b)
{
  const struct source *x, *y;

  if (a == PGO_NONE || b == PGO_NONE)
    return false;
  x = &index->sources[index->frames[a].source];
  y = &index->sources[index->frames[b].source];
  return x->name == y->name
         && (x->file == y->file || pgo_symbol_mangled_p (x->name));
}

static void
push_frame (struct pgo_index *index, uint32_t frame)
{
  index->stack_frames
      = pgo_xgrow (index->stack_frames, index->n_stack_frames,
                   &index->stack_frames_capacity, sizeof *index->stack_frames);
  index->stack_frames[index->n_stack_frames++] = frame;
}

/* Add the stack of SAMPLE, which weighs WEIGHT.  MAP is PROFILE's.  A call of
   an outlined part belongs to that of its function, and so does a thunk's call
   of it.  */
static void
add_stack (struct pgo_index *index, const struct pgo_profile *profile,
           struct map *map, const struct pgo_sample *sample, int64_t weight)
{
  size_t first = index->n_stack_frames;
  bool thunk = false;

  for (uint32_t i = sample->depth; i-- > 0;)
    {
      const struct pgo_location *location
          = &profile->locations[profile->stacks[sample->first + i]];
      if (location->n_lines == 0)
        push_frame (index, PGO_NONE);
      for (uint32_t k = location->n_lines; k-- > 0;)
        {
          const struct line_map *line
              = map_line (index, profile, map, location->first_line + k);
          if ((line->part || thunk) && index->n_stack_frames > first
              && same_function_p (
                  index, line->frame,
                  index->stack_frames[index->n_stack_frames - 1]))
            index->n_stack_frames--;
          push_frame (index, line->frame);
          thunk = line->thunk;
        }
    }
  index->stacks = pgo_xgrow (index->stacks, index->n_stacks,
                             &index->stacks_capacity, sizeof *index->stacks);
  index->stacks[index->n_stacks++]
      = (struct stack){ first, index->n_stack_frames - first, weight };
}

/* Add the code in which SAMPLE, which weighs WEIGHT, was taken.  MAP is
   PROFILE's.  */
static void
add_code (struct pgo_index *index, const struct pgo_profile *profile,
          struct map *map, const struct pgo_sample *sample, int64_t weight)
{
  const struct pgo_location *location;
  const struct pgo_machine_code *code;
  struct pgo_fn_code sampled = { .weight = weight };
  uint32_t function, source;

  if (!profile->codes || sample->depth == 0)
    return;
  location = &profile->locations[profile->stacks[sample->first]];
  function = pgo_location_physical (profile, location);
  if (function == PGO_NONE || profile->codes[function].bytes == 0)
    return;
  source = map_function (index, profile, map, function)->source;
  if (source == PGO_NONE)
    return;
  code = &profile->codes[function];
  sampled.bytes = code->bytes;
  sampled.entry_bytes = code->entry_bytes;
  if (location->n_lines == 1)
    {
      const struct pgo_line *line = &profile->lines[location->first_line];
      sampled.own = weight;
      if (code->entry_bytes > 0 && line->line == code->entry_line
          && line->column == code->entry_column)
        sampled.entry = weight;
    }
  pgo_index_add_code (&index->sources[source].code, &sampled);
}

/* When PROFILE begins and ends, if it has times.  */
struct span
{
  int64_t start, end;
};

static struct span
span_of (const struct pgo_profile *profile)
{
  struct span span = { .start = profile->times_of_last ? 0 : INT64_MAX };

  for (size_t i = 0; profile->times && i < profile->n_samples; i++)
    {
      int64_t time = profile->times[i];
      if (time > 0 && time < span.start)
        span.start = time;
      if (time > span.end)
        span.end = time;
    }
  return span;
}

/* The functions of the last stack were on it at TIME, 0 where that is not
   known, in SPAN.  */
static void
note_time (struct pgo_index *index, const struct span *span, int64_t time)
{
  const struct stack *stack = &index->stacks[index->n_stacks - 1];
  bool known = time > 0 && span->end > span->start;
  struct pgo_fn_times now = { .first = 0, .last = 1 };

  if (known)
    now = (struct pgo_fn_times){ time - span->start,
                                 (double) (time - span->start)
                                     / (double) (span->end - span->start) };
  for (size_t i = 0; i < stack->depth; i++)
    {
      uint32_t frame = index->stack_frames[stack->first + i];
      if (frame == PGO_NONE)
        continue;
      struct pgo_fn_times *times
          = &index->sources[index->frames[frame].source].times;
      if (now.first < times->first)
        times->first = now.first;
      if (now.last > times->last)
        times->last = now.last;
    }
}

/* Enter in INDEX what the last stack, of SAMPLE, does not say.  */
static void
add_losses (struct pgo_index *index, const struct pgo_profile *profile,
            const struct pgo_sample *sample)
{
  const struct stack *stack = &index->stacks[index->n_stacks - 1];
  uint32_t leaf = stack->depth > 0
                      ? index->stack_frames[stack->first + stack->depth - 1]
                      : PGO_NONE;

  if (leaf != PGO_NONE)
    {
      if (index->frames[leaf].line == 0)
        index->losses.no_line += stack->weight;
    }
  else if (sample->depth > 0
           && profile->locations[profile->stacks[sample->first]].unordered)
    index->losses.unordered += stack->weight;
  else
    index->losses.unnamed += stack->weight;
}

/* Add the weights of PROFILE's samples to *SUM.  Returns the number of samples,
   or the index of the one with which the sum overflows.  */
static size_t
sum_samples (const struct pgo_profile *profile,
             const struct pgo_weighing *weighing, int64_t *sum)
{
  for (size_t i = 0; i < profile->n_samples; i++)
    {
      int64_t weight;
      bool whole = pgo_sample_weight (profile, weighing, i, &weight);
      if (weight > 0 && (!whole || __builtin_add_overflow (*sum, weight, sum)))
        return i;
    }
  return profile->n_samples;
}

/* What the weights are, see pgo_weighing_unit.  */
static const char *
unit_of (struct pgo_index *index, const struct pgo_weighing *weighing)
{
  char *text = pgo_weighing_unit (weighing);
  const char *unit = intern (index, text);

  free (text);
  return unit;
}

bool
pgo_index_add (struct pgo_index *index, const struct pgo_profile *profile,
               const char *file, struct pgo_error *err)
{
  struct pgo_weighing weighing;
  int64_t sum = index->total;
  const char *unit;
  const struct span span = span_of (profile);
  struct map map;
  size_t end;

  if (!pgo_profile_weigh (profile, file, &weighing, err))
    return false;
  unit = unit_of (index, &weighing);
  if (index->unit && index->unit != unit)
    return pgo_error_set (err, "%s: weighs in %s, the profiles before it in %s",
                          file, unit, index->unit);
  end = sum_samples (profile, &weighing, &sum);
  if (end < profile->n_samples)
    return pgo_error_set (err,
                          "%s: sample %zu: the sum of the weights "
                          "overflows 63 bits",
                          file, end + 1);
  index->unit = unit;
  index->total = sum;
  index->traits |= profile->traits;
  index->n_profiles++;
  /* Of several periods the longest, lest a number of samples be taken for
     more than it is.  */
  if (weighing.sample > index->period)
    index->period = weighing.sample;

  map.functions = pgo_xcalloc (profile->n_functions, sizeof *map.functions);
  map.lines = pgo_xcalloc (profile->n_lines, sizeof *map.lines);
  for (size_t i = 0; i < profile->n_samples; i++)
    {
      int64_t weight;
      pgo_sample_weight (profile, &weighing, i, &weight);
      if (weight <= 0)
        continue;
      add_stack (index, profile, &map, &profile->samples[i], weight);
      add_code (index, profile, &map, &profile->samples[i], weight);
      add_losses (index, profile, &profile->samples[i]);
      note_time (index, &span, profile->times ? profile->times[i] : 0);
    }
  free (map.functions);
  free (map.lines);
  return true;
}
