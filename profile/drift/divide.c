/* Functions that have been divided since they were profiled, or put together.
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

   What was in one function, and is in another now, is known by its lines: half
   of them that tell something, and not just a few, must be those that the old
   one does not have any more, or the new one did not have before.  */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "drift/align.h"
#include "drift/private.h"

/* The least part of a piece that must be there.  */
#define LEAST_PART 0.5

/* Offsets of lines that come from another function begin here.  */
#define FOREIGN (1 << 24)

/* Hashes that no line has, so that it is like no other.  */
#define NO_HASH UINT32_MAX

/* A copy of the N lines HASHES without those that USED says.  */
static uint32_t *
without (const uint32_t *hashes, size_t n, const bool *used)
{
  uint32_t *copy = pgo_xcalloc (n, sizeof *copy);

  for (size_t i = 0; i < n; i++)
    copy[i] = used[i] ? NO_HASH - (uint32_t) i : hashes[i];
  return copy;
}

/* Do the N lines of a new text that are ALIGNED with an old one say enough of
   the TELLING lines that they are compared with?  */
static bool
enough_p (const uint32_t *lines, const struct pgo_aligned *aligned, size_t n,
          size_t telling)
{
  size_t found = 0;

  for (size_t i = 0; i < n; i++)
    found += aligned[i].old != PGO_NO_LINE && !aligned[i].changed
             && lines[i] != PGO_LITTLE;
  return found >= PGO_TELLING_LINES && found >= LEAST_PART * telling;
}

/* What the N lines of a function are in the profile.  */
static struct pgo_origin *
origins_of (const struct pgo_fn *fn, size_t n)
{
  struct pgo_origin *origins = pgo_xcalloc (n, sizeof *origins);

  for (size_t i = 0; i < n; i++)
    origins[i] = (struct pgo_origin){
      pgo_fn_offset (fn, fn->start_line + (int64_t) i, fn->start_line),
      (float) pgo_fn_doubt (fn, fn->start_line + (int64_t) i, fn->start_line)
    };
  return origins;
}

/* Mark in USED those of the N_OLD old lines that ORIGINS, N of them, has.  */
static bool *
mark_used (const struct pgo_origin *origins, size_t n, size_t n_old)
{
  bool *used = pgo_xcalloc (n_old, sizeof *used);

  for (size_t i = 0; i < n; i++)
    if (origins[i].offset >= 0 && (size_t) origins[i].offset < n_old
        && origins[i].doubt < PGO_DOUBT_CHANGED)
      used[origins[i].offset] = true;
  return used;
}

/* Divide FROM, whose N_OLD lines were OLD and are ORIGINS now, N of them; the
   lines PART, N_PART of them, are what is aligned with OLD.  */
static const struct pgo_fn *
divide (const struct pgo_fn *from, size_t n_old, struct pgo_origin *origins,
        size_t n, const struct pgo_aligned *aligned, size_t n_part,
        const char *name, int32_t call)
{
  struct pgo_origin *of_part = pgo_xcalloc (n_part, sizeof *of_part);
  bool *taken = pgo_xcalloc (n_old, sizeof *taken);
  int32_t first = PGO_NO_OFFSET;
  const struct pgo_fn *part;

  for (size_t i = 0; i < n_part; i++)
    {
      of_part[i] = pgo_drift_origin (aligned[i]);
      if (aligned[i].old == PGO_NO_LINE)
        continue;
      taken[aligned[i].old] = true;
      if (first == PGO_NO_OFFSET)
        first = aligned[i].old;
    }
  /* What is left has the call where the first of these lines was.  */
  for (size_t i = 0; i < n; i++)
    if (origins[i].offset >= 0 && (size_t) origins[i].offset < n_old
        && taken[origins[i].offset])
      origins[i].offset = PGO_NO_OFFSET;
  if (call >= 0 && (size_t) call < n)
    origins[call] = (struct pgo_origin){ first, 0 };
  part = pgo_fn_split (from, name, taken, n_old, first);
  pgo_fn_realign (from, origins, n, (int32_t) n_old - (int32_t) n);
  pgo_fn_realign (part, of_part, n_part, FOREIGN);
  free (of_part);
  free (taken);
  return part;
}

const struct pgo_fn *
pgo_drift_split (const struct pgo_fn *from,
                 const struct pgo_drift_function *now,
                 const struct pgo_drift_function *part, const char *name,
                 int32_t call)
{
  uint32_t *old, *unused;
  const uint32_t *lines, *new_;
  size_t n_old, n, n_part;
  struct pgo_origin *origins;
  struct pgo_aligned *aligned;
  const struct pgo_fn *result = NULL;
  bool *used;

  if (!pgo_drift_read_lines (from, now, &old, &n_old, &new_, &n))
    return NULL;
  lines = pgo_source_function (part->sources, part->file, part->start_line,
                               &n_part);
  if (!lines)
    {
      free (old);
      return NULL;
    }
  origins = origins_of (from, n);
  used = mark_used (origins, n, n_old);
  unused = without (old, n_old, used);
  aligned = pgo_xcalloc (n_part, sizeof *aligned);
  pgo_align_lines (unused, n_old, lines, n_part, aligned);
  for (size_t i = 0; i < n_part; i++)
    if (aligned[i].old != PGO_NO_LINE && used[aligned[i].old])
      aligned[i] = (struct pgo_aligned){ PGO_NO_LINE, false };
  if (enough_p (lines, aligned, n_part,
                pgo_drift_count_telling (lines, n_part)))
    result = divide (from, n_old, origins, n, aligned, n_part, name, call);
  free (old);
  free (unused);
  free (used);
  free (origins);
  free (aligned);
  return result;
}

bool
pgo_drift_join (const struct pgo_fn *into, const struct pgo_drift_function *now,
                const struct pgo_fn *from)
{
  const char *text = pgo_fn_source (from);
  size_t n_into, n_old, n;
  uint32_t *of_into, *old, *fresh;
  const uint32_t *new_;
  struct pgo_origin *origins;
  struct pgo_aligned *aligned;
  bool *known, joined;

  if (!text || !pgo_drift_read_lines (into, now, &of_into, &n_into, &new_, &n))
    return false;
  free (of_into);
  old = pgo_source_decode (text, &n_old);
  if (!old)
    return false;
  origins = origins_of (into, n);
  known = pgo_xcalloc (n, sizeof *known);
  for (size_t i = 0; i < n; i++)
    known[i] = origins[i].offset != PGO_NO_OFFSET
               && origins[i].doubt < PGO_DOUBT_CHANGED;
  fresh = without (new_, n, known);
  aligned = pgo_xcalloc (n, sizeof *aligned);
  pgo_align_lines (old, n_old, fresh, n, aligned);
  joined = enough_p (fresh, aligned, n, pgo_drift_count_telling (old, n_old));
  if (joined)
    {
      for (size_t i = 0; i < n; i++)
        if (!known[i] && aligned[i].old != PGO_NO_LINE && !aligned[i].changed)
          origins[i] = (struct pgo_origin){ FOREIGN + aligned[i].old, 0 };
      pgo_fn_join (into, from, FOREIGN);
      pgo_fn_realign (into, origins, n, (int32_t) n_into - (int32_t) n);
    }
  free (old);
  free (fresh);
  free (known);
  free (origins);
  free (aligned);
  return joined;
}
