/* What a program did only at first.
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


   A profile with a time for each sample tells start-up code in functions of the
   program's own: what main called, from one of its lines, in the first part of
   the time and never again.  Where nearly all that main does is below one line,
   as in a main that only calls run (), the lines of the next function inwards
   are looked at, and so on.  A program that has begun its work comes back to
   each line of it.  */

#include "check/private.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/thresholds.h"

/* No trunk is deeper.  */
#define MAX_TRUNK 64

/* A sample below main, and a frame of its stack: line LINE, innermost first, of
   the location PLACE, leaf first.  */
struct cursor
{
  const struct pgo_sample *sample;
  int64_t weight;
  int64_t time;
  uint32_t place;
  uint32_t line;
  uint64_t key; /* Function and line number of the frame.  */
};

struct phases
{
  const struct pgo_profile *profile;
  const bool *mains; /* By function.  */
  struct cursor *cursors;
  size_t n;
};

static const struct pgo_line *
frame_of (const struct phases *phases, const struct cursor *cursor)
{
  const struct pgo_profile *p = phases->profile;
  uint32_t location = p->stacks[cursor->sample->first + cursor->place];

  return &p->lines[p->locations[location].first_line + cursor->line];
}

/* Move CURSOR to the next frame inwards.  False at the leaf, and where a
   frame has no name.  */
static bool
step_in (const struct phases *phases, struct cursor *cursor)
{
  const struct pgo_profile *p = phases->profile;
  uint32_t n_lines;

  if (cursor->line > 0)
    cursor->line--;
  else if (cursor->place == 0)
    return false;
  else
    {
      cursor->place--;
      n_lines = p->locations[p->stacks[cursor->sample->first + cursor->place]]
                    .n_lines;
      if (n_lines == 0)
        return false;
      cursor->line = n_lines - 1;
    }
  return true;
}

/* Put CURSOR on the outermost frame of main.  False where there is none.  */
static bool
find_main (const struct phases *phases, struct cursor *cursor)
{
  const struct pgo_profile *p = phases->profile;

  for (uint32_t d = cursor->sample->depth; d-- > 0;)
    {
      uint32_t n_lines
          = p->locations[p->stacks[cursor->sample->first + d]].n_lines;
      cursor->place = d;
      for (cursor->line = n_lines; cursor->line-- > 0;)
        if (phases->mains[frame_of (phases, cursor)->function])
          return true;
    }
  return false;
}

static int
compare_cursors (const void *x, const void *y)
{
  const struct cursor *a = x, *b = y;

  return (a->key > b->key) - (a->key < b->key);
}

/* The end of the run of equal keys that begins at cursor I.  *WEIGHT is that of
   all in it, and *LAST the time of the last of them.  */
static size_t
end_of_phase (const struct phases *phases, size_t i, int64_t *weight,
              int64_t *last)
{
  uint64_t key = phases->cursors[i].key;

  *weight = *last = 0;
  for (; i < phases->n && phases->cursors[i].key == key; i++)
    {
      *weight = pgo_add_saturating (*weight, phases->cursors[i].weight);
      if (phases->cursors[i].time > *last)
        *last = phases->cursors[i].time;
    }
  return i;
}

static void
sort_phases (struct phases *phases)
{
  for (size_t i = 0; i < phases->n; i++)
    {
      const struct pgo_line *frame = frame_of (phases, &phases->cursors[i]);
      phases->cursors[i].key
          = (uint64_t) frame->function << 32 | (uint32_t) frame->line;
    }
  if (phases->n > 0)
    qsort (phases->cursors, phases->n, sizeof *phases->cursors,
           compare_cursors);
}

/* If one phase has nearly all of WEIGHT, go on with what is below it.  */
static bool
enter_trunk (struct phases *phases, int64_t weight)
{
  for (size_t i = 0, end; i < phases->n; i = end)
    {
      int64_t sum, last;
      size_t n = 0;
      end = end_of_phase (phases, i, &sum, &last);
      if (pgo_share (sum, weight) < PGO_TRUNK / 100.0)
        continue;
      for (; i < end; i++)
        {
          phases->cursors[n] = phases->cursors[i];
          n += step_in (phases, &phases->cursors[n]);
        }
      phases->n = n;
      return n > 0;
    }
  return false;
}

/* The weight of those of PHASES that ended before TIME, and have enough of the
   samples of FACTS that this is no chance.  */
static int64_t
early_weight (const struct phases *phases, const struct pgo_facts *facts,
              int64_t time)
{
  int64_t early = 0;

  for (size_t i = 0, end; i < phases->n; i = end)
    {
      int64_t weight, last;
      end = end_of_phase (phases, i, &weight, &last);
      double samples = facts->samples < 0 ? (double) (end - i)
                                          : pgo_share (weight, facts->total)
                                                * (double) facts->samples;
      if (last < time && samples >= PGO_EARLY_SAMPLES - 0.5)
        early = pgo_add_saturating (early, weight);
    }
  return early;
}

/* Collect the samples of PHASES that are below main, and the time at which what
   is early has ended.  Returns their weight.  FACTS.timed says whether times
   are known.  */
static int64_t
collect (struct phases *phases, struct pgo_facts *facts,
         const struct pgo_weighing *weighing, int64_t *end)
{
  const struct pgo_profile *p = phases->profile;
  int64_t first = p->times_of_last ? 0 : INT64_MAX, last = 0, timed = 0,
          below = 0;

  for (size_t i = 0; i < p->n_samples; i++)
    {
      struct cursor cursor = { .sample = &p->samples[i], .time = p->times[i] };
      pgo_sample_weight (p, weighing, i, &cursor.weight);
      if (cursor.weight <= 0 || cursor.time <= 0)
        continue;
      timed = pgo_add_saturating (timed, cursor.weight);
      first = cursor.time < first ? cursor.time : first;
      last = cursor.time > last ? cursor.time : last;
      if (!find_main (phases, &cursor))
        continue;
      below = pgo_add_saturating (below, cursor.weight);
      phases->cursors[phases->n++] = cursor;
    }
  facts->timed
      = first < last && pgo_share (timed, facts->total) >= PGO_TRUNK / 100.0;
  *end = first + (last - first) / 100 * PGO_EARLY;
  return below;
}

void
pgo_phases_measure (struct pgo_facts *facts, const struct pgo_profile *profile,
                    const struct pgo_weighing *weighing)
{
  struct phases phases = { .profile = profile };
  bool *mains;
  int64_t below, end;

  if (!profile->times)
    return;
  mains = pgo_xcalloc (profile->n_functions, sizeof *mains);
  for (size_t i = 0; i < profile->n_functions; i++)
    mains[i] = strcmp (profile->functions[i].name, "main") == 0
               || strcmp (profile->functions[i].system_name, "main") == 0;
  phases.mains = mains;
  phases.cursors = pgo_xcalloc (profile->n_samples, sizeof *phases.cursors);
  below = collect (&phases, facts, weighing, &end);
  sort_phases (&phases);
  for (int i = 0; i < MAX_TRUNK && enter_trunk (&phases, below); i++)
    sort_phases (&phases);
  if (facts->timed)
    facts->early = early_weight (&phases, facts, end);
  free (phases.cursors);
  free (mains);
}
